"""The fields of staff forms, with our own sentences when something does not fit."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from werkzeug.datastructures import MultiDict
from wtforms import DateField, Field, Form, IntegerField, SelectField, SelectMultipleField, StringField
from wtforms.form import BaseForm
from wtforms.validators import StopValidation
from wtforms.widgets import CheckboxInput, ListWidget

from consult.actions import transaction
from consult.actions.refusal import Refused
from consult.web.interface import _
from consult.web.staff.sentences import refusal


class StaffForm(Form):
    """A form of the staff door; its labels stand in the template."""

    def __init__(self, formdata: MultiDict[str, Any] | None = None, **kwargs: Any) -> None:
        # An empty form is a page that is opened, not a page on which every box was unticked.
        super().__init__(formdata or None, **kwargs)

    def blame(self, sentence: str, field: str = "") -> None:
        """Shows a problem at a field, or above the form when it is about several."""
        if field:
            self[field].errors = [*self[field].errors, sentence]
        else:
            self.form_errors.append(sentence)

    @contextmanager
    def showing_refusals(self, field: str = "") -> Iterator[None]:
        """Turns a refused act into a problem of this form; nothing of the act stays."""
        try:
            yield
        except Refused as refused:
            transaction.rollback()
            self.blame(refusal(refused), field)


class Needed:
    """Something must be filled in."""

    field_flags = {"required": True}

    def __call__(self, form: Form, field: Field) -> None:
        """Raises StopValidation with a sentence when it is empty."""
        empty = not field.data or (isinstance(field.data, str) and not field.data.strip())
        if empty and not field.errors and not isinstance(field.data, int):
            raise StopValidation(_("Vul dit in."))


class Most:
    """A text may not be longer than this many characters."""

    def __init__(self, characters: int) -> None:
        self.characters = characters
        self.field_flags = {"maxlength": characters}

    def __call__(self, form: Form, field: Field) -> None:
        """Raises StopValidation with both numbers."""
        length = len(field.data or "")
        if length > self.characters:
            raise StopValidation(
                _(
                    "Dit is te lang: %(length)s tekens, ten hoogste %(most)s.",
                    length=length,
                    most=self.characters,
                )
            )


class Day(DateField):
    """A day, typed as the browser offers it or as people write it."""

    def __init__(self, validators: Any = None, **kwargs: Any) -> None:
        super().__init__("", validators, format=["%Y-%m-%d", "%d/%m/%Y", "%d-%m-%Y"], **kwargs)

    def process_formdata(self, valuelist: list[Any]) -> None:
        """Keeps what was typed when it is no day."""
        if not valuelist or not valuelist[0].strip():
            return
        try:
            super().process_formdata(valuelist)
        except ValueError as error:
            raise ValueError(_("Dit is geen datum. Schrijf bijvoorbeeld 14/03/2026.")) from error


class Count(IntegerField):
    """A number of people: whole, zero or more. Empty is None, or `empty` where that has a meaning."""

    def __init__(self, validators: Any = None, empty: int | None = None, **kwargs: Any) -> None:
        super().__init__("", validators, **kwargs)
        self.empty = empty

    def process_formdata(self, valuelist: list[Any]) -> None:
        """Keeps what was typed when it is no number."""
        typed = valuelist[0].strip() if valuelist else ""
        if not typed:
            self.data = self.empty
            return
        if not (typed.isascii() and typed.isdigit()) or len(typed) > 6:
            self.data = None
            raise ValueError(_("Schrijf een heel getal, zoals 8."))
        self.data = int(typed)


class OneOf(SelectField):
    """One of some choices, given by the view."""

    def pre_validate(self, form: BaseForm) -> None:
        """Refuses what was not offered."""
        if self.data not in [choice[0] for choice in self.choices or ()]:
            raise StopValidation(_("Kies een van de mogelijkheden."))


class SomeOf(SelectMultipleField):
    """Any number of choices, as boxes."""

    widget = ListWidget(prefix_label=False)
    option_widget = CheckboxInput()

    def pre_validate(self, form: BaseForm) -> None:
        """Refuses what was not offered."""
        if not set(self.data or ()) <= {choice[0] for choice in self.choices or ()}:
            raise StopValidation(_("Kies een van de mogelijkheden."))


class Line(StringField):
    """A line of text without spaces around it."""

    def process_formdata(self, valuelist: list[Any]) -> None:
        """Strips the spaces around it."""
        if valuelist:
            self.data = valuelist[0].strip()
