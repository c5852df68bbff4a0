"""The form that asks for a release: in which formats, for whom, what for, and under which signed agreement."""

from typing import Any

from wtforms import TextAreaField, ValidationError

from consult.actions import clock
from consult.actions.releases.asking import Asked
from consult.disclosure.profile import Audience, ReleaseProfile
from consult.web.interface import _
from consult.web.staff.fields import Day, Line, Most, Needed, OneOf, SomeOf, StaffForm

_FOR_SOMEONE = (Audience.INTERNAL, Audience.RESEARCHER)  # the others are for whoever reads them


class ReleaseForm(StaffForm):
    """What someone asks for. An agreement is no box to tick: it lies somewhere, and was signed on a day."""

    formats = SomeOf("", [Needed()])
    language = OneOf("")
    recipient = Line("", [Needed(), Most(120)])
    purpose = TextAreaField("", [Needed(), Most(1000)])
    agreement = Line("", [Most(200)])
    agreed_on = Day([])

    def fit(self, audience: Audience) -> None:
        """Asks what has to be known of a release to this audience, and nothing else."""
        self.agreement.flags.required = self.agreed_on.flags.required = True
        if audience not in _FOR_SOMEONE:
            del self.recipient
        if audience is not Audience.RESEARCHER:
            del self.agreement
            del self.agreed_on

    def validate_agreement(self, field: Line) -> None:
        """Rows of answers go to a researcher under a signed agreement."""
        if not field.data:
            raise ValidationError(_("Schrijf waar de getekende afspraak ligt."))

    def validate_agreed_on(self, field: Day) -> None:
        """It was signed on a day, and that day has been."""
        if not field.data and not field.errors:
            raise ValidationError(_("Schrijf op welke dag de afspraak getekend werd."))
        if field.data and field.data > clock.today():
            raise ValidationError(_("Die dag moet nog komen."))

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
