"""Who may what behind the staff door: one table of endpoint x role. What is not in it is refused to everybody."""

from collections.abc import Mapping
from typing import Final

from consult.actions.accounts import Role
from consult.consultation.definition import DocumentKind

Audience = frozenset[Role | None]  # None: someone who has not signed in

_ANYONE: Final[Audience] = frozenset({None, *Role})
_STAFF: Final[Audience] = frozenset(Role)
_ADMINISTRATION: Final[Audience] = frozenset({Role.ADMINISTRATOR})
# A researcher looks, as an inspector does, takes out anonymised answers and writes findings: whoever works with the
# answers says what they show and does not decide what is done with them.
_HOLDERS: Final[Audience] = frozenset({Role.ADMINISTRATOR, Role.POLICY})
_REPORTING: Final[Audience] = _HOLDERS | {Role.RESEARCHER, Role.INSPECTOR}
_RESEARCHING: Final[Audience] = _HOLDERS | {Role.RESEARCHER}
_IN_THE_FIELD: Final[Audience] = _HOLDERS | {Role.FACILITATOR}
# What people said before anyone approved it: for who held the talk, who codes and who decides, and nobody else.
_READS_NOTES: Final[Audience] = _IN_THE_FIELD | {Role.RESEARCHER}
_CODES: Final[Audience] = _HOLDERS | {Role.RESEARCHER}
_FINDING: Final[Audience] = _CODES  # whoever works with the answers says what they show
_FROM_THE_FIELD: Final = frozenset({DocumentKind.ATTENDANCE, DocumentKind.NOTES})

ACCESS: Final[Mapping[str, Audience]] = {
    # coming in and going out
    "staff.sign_in": _ANYONE,
    "staff.welcome": _ANYONE,
    "staff.sign_out": _STAFF,
    # one's own account
    "staff.account": _STAFF,
    "staff.change_language": _STAFF,
    "staff.change_password": _STAFF,
    "staff.end_session": _STAFF,
    # what staff see: an inspector and a researcher read what is settled and change none of it
    "staff.projects": _STAFF,
    "staff.project": _STAFF,
    "staff.consultation": _STAFF,
    "staff.session": _STAFF,
    "staff.planned_session": _STAFF,
    "staff.download_document": _STAFF,
    "staff.address_as_svg": _STAFF,
    "staff.address_as_png": _STAFF,
    "staff.instruments": _STAFF,
    "staff.guide_sheet": _STAFF,
    "staff.export_version": _STAFF,
    "staff.progress": _STAFF,
    "staff.waiting": _STAFF,
    "staff.batch": _STAFF,
    # numbers, protected: for whom reports, not for who sat at the table
    "staff.tables": _REPORTING,
    "staff.figure": _REPORTING,
    # rows of answers, anonymised: an inspector sees that they left, and takes none along
    "staff.releases_ledger": _REPORTING,
    "staff.consultation_releases": _REPORTING,
    "staff.release": _REPORTING,
    "staff.release_certificate": _REPORTING,
    "staff.ask_release": _RESEARCHING,
    "staff.download_release": _RESEARCHING,
    "staff.recall_release": _HOLDERS,
    # the register of talks and meetings: for whoever reports
    "staff.activities": _REPORTING,
    "staff.activity": _REPORTING,
    "staff.activity_fiche": _REPORTING,
    "staff.add_activity": _HOLDERS,
    "staff.change_activity": _HOLDERS,
    "staff.prepare_activity": _HOLDERS,
    "staff.approve_activity_evidence": _HOLDERS,
    "staff.note_activity": _HOLDERS,
    "staff.follow_up_activity": _HOLDERS,
    "staff.cancel_activity": _HOLDERS,
    "staff.validate_activity": _HOLDERS,
    "staff.withdraw_activity_validation": _HOLDERS,
    # what it shows and what is advised, with what became of it
    "staff.findings": _REPORTING,
    "staff.finding": _REPORTING,
    "staff.recommendations": _REPORTING,
    "staff.recommendation": _REPORTING,
    "staff.proof_of_recommendation": _REPORTING,
    "staff.use_of_consultation": _REPORTING,
    "staff.new_finding": _FINDING,
    "staff.edit_finding": _FINDING,
    "staff.cite_for_finding": _FINDING,
    "staff.cite_cell_for_finding": _FINDING,
    "staff.cite_notes_for_finding": _CODES,
    "staff.drop_from_finding": _FINDING,
    "staff.send_finding_to_read": _FINDING,
    "staff.settle_finding": _FINDING,
    "staff.new_recommendation": _HOLDERS,
    "staff.edit_recommendation": _HOLDERS,
    "staff.follow_recommendation": _HOLDERS,
    # the report of a project, and what those who took part read
    "staff.report": _REPORTING,
    "staff.preview_report": _REPORTING,
    "staff.download_report": _REPORTING,
    "staff.proposed_report": _REPORTING,
    "staff.write_report": _FINDING,
    "staff.propose_report": _HOLDERS,
    "staff.take_back_report": _HOLDERS,
    "staff.publish_report": _HOLDERS,
    "staff.feedback": _REPORTING,
    "staff.feedback_qr": _REPORTING,
    "staff.feedback_slip": _REPORTING,
    "staff.write_feedback": _HOLDERS,
    "staff.send_feedback_to_read": _HOLDERS,
    "staff.publish_feedback": _HOLDERS,
    # holding consultations
    "staff.new_project": _HOLDERS,
    "staff.new_consultation": _HOLDERS,
    "staff.bring_in_answers": _HOLDERS,
    "staff.confirm_answers": _HOLDERS,
    "staff.edit_consultation": _HOLDERS,
    "staff.open_survey": _HOLDERS,
    "staff.close_consultation": _HOLDERS,
    "staff.cancel_consultation": _HOLDERS,
    "staff.fix_dataset": _HOLDERS,
    "staff.approve_report": _HOLDERS,
    "staff.validate_consultation": _HOLDERS,
    "staff.withdraw_validation": _HOLDERS,
    # the past from a workbook
    "staff.historic": _HOLDERS,
    "staff.historic_template": _HOLDERS,
    "staff.bring_in_past": _HOLDERS,
    "staff.confirm_batch": _HOLDERS,
    # a questionnaire from a workbook
    "staff.import_form": _HOLDERS,
    "staff.take_import": _HOLDERS,
    "staff.own_instrument": _STAFF,
    "staff.export_own": _HOLDERS,
    "staff.download_instrument": _STAFF,
    # what it says, page by page: whoever works with the answers mends the words, and who decides publishes them
    "staff.instrument": _STAFF,
    "staff.walk_instrument": _STAFF,
    "staff.preview_instrument": _STAFF,
    "staff.draft_media": _STAFF,
    "staff.proposed_version": _STAFF,
    "staff.reword": _RESEARCHING,
    "staff.change_wording": _RESEARCHING,
    "staff.show_wording": _RESEARCHING,
    "staff.publish_instrument": _HOLDERS,
    "staff.renew_instrument": _HOLDERS,
    # what it says in other languages: whoever speaks one writes and reads along, also in the field
    "staff.translations": _STAFF,
    "staff.translation_matrix": _STAFF,
    "staff.preview_translation": _STAFF,
    "staff.translate": _STAFF,
    "staff.change_translation": _READS_NOTES,
    "staff.download_translation": _READS_NOTES,
    "staff.import_translation": _HOLDERS,
    "staff.publish_translated": _HOLDERS,
    # what was seen in the field
    "staff.plan_session": _IN_THE_FIELD,
    "staff.change_plan": _IN_THE_FIELD,
    "staff.call_off_session": _IN_THE_FIELD,
    "staff.record_recruitment": _IN_THE_FIELD,
    "staff.record_session": _IN_THE_FIELD,
    "staff.ask_aloud": _IN_THE_FIELD,
    "staff.change_session": _IN_THE_FIELD,
    "staff.delete_session": _IN_THE_FIELD,
    "staff.confirm_attendance": _IN_THE_FIELD,
    "staff.file_document": _IN_THE_FIELD,
    # what people said: notes are taken in the field, coded by researchers, quoted after two approvals
    "staff.notes_of_consultation": _READS_NOTES,
    "staff.source": _READS_NOTES,
    "staff.add_source": _IN_THE_FIELD,
    "staff.fill_grid": _IN_THE_FIELD,
    "staff.note_quoting": _IN_THE_FIELD,
    "staff.add_note_theme": _READS_NOTES,
    "staff.code_source": _CODES,
    "staff.new_quote": _CODES,
    "staff.change_quote": _CODES,
    "staff.drop_quote": _CODES,
    "staff.approve_quote": _HOLDERS,
    "staff.withdraw_source": _HOLDERS,
    "staff.quotes_of_consultation": _STAFF,  # an inspector sees the approved ones
    # who may come in
    "staff.members": _ADMINISTRATION,
    "staff.member": _ADMINISTRATION,
    "staff.add_member": _ADMINISTRATION,
    "staff.change_member_role": _ADMINISTRATION,
    "staff.invite_member": _ADMINISTRATION,
    "staff.deactivate_member": _ADMINISTRATION,
    "staff.reactivate_member": _ADMINISTRATION,
}


def may(role: str | None, endpoint: str) -> bool:
    """Whether someone with this role (None: not signed in) may use an endpoint."""
    audience = ACCESS.get(endpoint, frozenset())
    return (Role(role) if role else None) in audience


def may_read(role: str, kind: str) -> bool:
    """Whether this role may open a document of this kind: notes say what people said, and nobody approved that yet."""
    return kind != DocumentKind.NOTES or may(role, "staff.notes_of_consultation")


def may_file(role: str, kind: str) -> bool:
    """Whether this role may file a document of this kind: a facilitator brings what a session left, and no report."""
    return may(role, "staff.file_document") and (Role(role) in _HOLDERS or kind in _FROM_THE_FIELD)
