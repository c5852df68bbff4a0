"""What an instrument still lacks that a form from elsewhere cannot say, told where it is published: the import said it once."""

from collections.abc import Iterator

from consult.actions.exporting_instruments import KeptUnreadable, kept_of
from consult.actions.publishing import Checked
from consult.folder import DataFolder
from consult.instrument.definition import Instrument, Type
from consult.instrument.xlsform.remarks import Remark
from consult.instrument.xlsform.writing import standard_consent


def left_by_import(read: Checked, folder: DataFolder) -> tuple[Remark, ...]:
    """The rows of its form that are not asked, and what is missing: roles, a consent of its own, who counts."""
    if read.instrument is None:
        return ()
    try:
        kept = kept_of(read.instrument.name, folder)
    except KeptUnreadable:
        kept = None  # which the export tells
    rows = [Remark("rows_not_asked", "", {"count": len(kept.inactive)})] if kept and kept.inactive else []
    return (*rows, *_missing(read.instrument))


def _missing(instrument: Instrument) -> Iterator[Remark]:
    stored = [one for one in instrument.questions.values() if one.asks or one.type is Type.CALCULATE]
    if without_role := sum(one.disclosure is None for one in stored):
        yield Remark("roles_undecided", "", {"count": without_role})
    standard = standard_consent()["texts"].values()
    if instrument.consent.text.strip() in {texts["text"].strip() for texts in standard}:
        yield Remark("consent_standard")
    if instrument.counts and not instrument.target_group:
        yield Remark("counts_nothing")
