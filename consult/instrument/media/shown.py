"""What a question or a choice shows beside its words: a picture, a sound, a film, by the names of their files."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from consult.instrument.media.files import ALTERNATIVE, PROPERTIES


@dataclass(frozen=True, slots=True)
class Shown:
    """Names of files, in the source language; another language names its own in its catalogue.

    alternative: in words what a picture or a film shows, for who cannot see it. A picture of a choice has none: its
    label says it.
    """

    image: str = ""
    big_image: str = ""
    audio: str = ""
    video: str = ""
    alternative: str = ""

    @property
    def files(self) -> Mapping[str, str]:
        """The file of each property that names one."""
        names = (self.image, self.big_image, self.audio, self.video)
        return {property_: name for property_, name in zip(PROPERTIES, names, strict=True) if name}

    @property
    def texts(self) -> Iterator[tuple[str, str]]:
        """Each text by its property, as translations know it: files too, since a language can have its own."""
        yield from self.files.items()
        if self.alternative:
            yield ALTERNATIVE, self.alternative

    def __bool__(self) -> bool:
        return any((self.files, self.alternative))


NOTHING = Shown()


def shown_in(texts: Mapping[str, str]) -> Shown:
    """The same from texts by property."""
    names = (texts.get(property_, "") for property_ in (*PROPERTIES, ALTERNATIVE))
    found = Shown(*names)
    return found if found else NOTHING
