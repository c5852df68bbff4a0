"""The form that asks for a release: in which formats, for whom, what for, and under which signed agreement."""

from typing import Any

from wtforms import TextAreaField, ValidationError

from consult.actions import clock
from consult.actions.releases import Asked
from consult.disclosure.profile import Audience, ReleaseProfile
from consult.web.interface import _
from consult.web.staff.fields import Day, Line, Most, Needed, OneOf, SomeOf, StaffForm

_FOR_SOMEONE = (Audience.INTERNAL, Audience.RESEARCHER)  # the others are for whoever reads them


class ReleaseForm(StaffForm):
    """What someone asks for. An agreement is no box to tick: it lies somewhere, and it was signed on a day."""

    formats = SomeOf("", [Needed()])
    language = OneOf("")
    recipient = Line("", [Needed(), Most(120)])
    purpose = TextAreaField("", [Needed(), Most(1000)])
    agreement = Line("", [Needed(), Most(200)])
    agreed_on = Day([Needed()])

    def fit(self, audience: Audience) -> None:
        """Asks what this audience has to be asked, and nothing else."""
        if audience not in _FOR_SOMEONE:
            del self.recipient
        if audience is not Audience.RESEARCHER:
            del self.agreement
            del self.agreed_on

    def validate_agreed_on(self, field: Day) -> None:
        """What is not signed yet is no agreement."""
        if field.data and field.data > clock.today():
            raise ValidationError(
                _("Die dag moet nog komen. Vraag de uitgave wanneer de afspraak getekend is.")
            )

    def asked(self, profile: ReleaseProfile) -> Asked:
        """What the form says, once it is valid."""
        return Asked(
            profile=profile.name,
            formats=tuple(self.formats.data or ()),
            language=self.language.data,
            recipient=self._said("recipient"),
            purpose=self._said("purpose"),
            agreement=self._said("agreement"),
            agreed_on=self["agreed_on"].data if "agreed_on" in self else None,
        )

    def _said(self, name: str) -> str:
        said: Any = self[name].data if name in self else ""
        return (said or "").strip()
