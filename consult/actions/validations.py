"""Validations as they are stored, line by line, as the values that the rules read."""

from collections.abc import Sequence
from dataclasses import replace

from consult.consultation.definition import Validation
from consult.store import activities, consultations

Line = consultations.Validation | activities.ActivityValidation


def validations(lines: Sequence[Line]) -> list[Validation]:
    """Each validation, oldest first, with the day on which it was taken back."""
    found: list[Validation] = []
    for line in sorted(lines, key=lambda one: one.validated_at):
        if not line.withdrawn_because:
            found.append(Validation(line.validated_on, line.validated_by))
        elif found:
            found[-1] = replace(found[-1], withdrawn_on=line.validated_on)
    return found
