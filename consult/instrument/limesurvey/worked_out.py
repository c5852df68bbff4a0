"""What texts of LimeSurvey work out where they stand: `{if(sex == 'M', 'his', 'her')}` is a calculation here, which the text shows."""

from collections.abc import Collection, Mapping

from consult.instrument.limesurvey.script import Meant, NotMapped, expressions_in, translated


class WorkedOut:
    """The calculations that the texts of one survey come to. names: of each, by what the text says."""

    def __init__(self, variables: Mapping[str, Meant]) -> None:
        self.variables = variables
        self.names: dict[str, str] = {}
        self._waiting: list[tuple[str, str]] = []

    def take(self, texts: Collection[str]) -> None:
        """Gives a name to what a text works out the same in each of its languages; what has no counterpart has none."""
        for written in dict.fromkeys(one for text in texts for one in expressions_in(text)):
            if written not in self.names and all(written in text for text in texts):
                self._name(written)

    def _name(self, written: str) -> None:
        try:
            calculation = translated(written, self.variables)
        except NotMapped:
            return
        number = len(self.names) + 1
        while f"shown_{number}" in self.variables:
            number += 1
        if calculation:
            self.names[written] = f"shown_{number}"
            self._waiting.append((f"shown_{number}", calculation))

    def taken(self) -> list[tuple[str, str]]:
        """The names and calculations that stand in no row yet."""
        found, self._waiting = self._waiting, []
        return found
