"""From the plain JSON of a published version back to its values."""

from decimal import Decimal

from consult.instrument.canonical_additions import read_added, read_consent_modes
from consult.instrument.canonical_writing import Json
from consult.instrument.definition import (
    Choice,
    Consent,
    Disclosure,
    Instrument,
    Method,
    Origin,
    Page,
    Part,
    Question,
    Repeat,
    Report,
    Retention,
    Row,
    Type,
)
from consult.instrument.expression.tree import Expression
from consult.instrument.media.files import ALTERNATIVE, PROPERTIES, MediaFile
from consult.instrument.media.shown import Shown, shown_in
from consult.instrument.repeating import unrolled
from consult.instrument.span import Span
from consult.instrument.translated import State, Translation


def read_texts(texts: Json) -> dict[str, Translation]:
    """The texts of one language."""
    return {
        key: Translation(written["text"], State(written["state"]), written.get("stale", False))
        for key, written in texts.items()
    }


def _read_expression(written: Json | None) -> Expression | None:
    if written is None:
        return None
    return Expression(written["source"], written["tree"], frozenset(written["names"]))


class CanonicalReading:
    """One canonical document being read. Nothing is parsed or checked again."""

    def __init__(self, document: Json) -> None:
        self.structure: Json = document["structure"]
        self.about: Json = document["about"]
        self.media: Json = document.get("media", {})
        self.source: Json = document["texts"][self.about["languages"][0]]
        self.choice_lists = {name: self._choices(name) for name in self.about.get("choice_order", [])}

    def _text(self, key: str) -> str:
        return str(self.source.get(key, {}).get("text", ""))

    def _shown(self, key: str) -> Shown:
        texts = ((property_, self._text(f"{key}/{property_}")) for property_ in (*PROPERTIES, ALTERNATIVE))
        return shown_in({property_: text for property_, text in texts if text})

    def instrument(self) -> Instrument:
        """The instrument in the document."""
        structure, about = self.structure, self.about
        written = tuple(self._item(item) for item in structure["pages"])
        repeated = any(isinstance(item, Repeat) for item in written)
        return unrolled(
            Instrument(
                name=structure["name"],
                title=self._text("title"),
                method=Method(structure["method"]),
                report=Report(structure["report"]) if structure["report"] else None,
                languages=tuple(about["languages"]),
                pages=() if repeated else tuple(item for item in written if isinstance(item, Page)),
                written=written if repeated else (),
                consent=Consent(
                    structure["consent_version"],
                    self._text("consent/text"),
                    self._text("consent/agree"),
                    read_consent_modes(about.get("consent_modes", {}), self._text),
                ),
                retention=Retention(*structure["retention"]),
                results=tuple(about.get("results", ())),
                indicators=tuple(about.get("indicators", ())),
                criterion=structure.get("criterion", ""),
                target_group=structure.get("target_group", ""),
                earlier=structure.get("earlier", ""),
                counts=not structure.get("never_counts", False),
                estimated_minutes=about.get("estimated_minutes", 0),
                quick_exit=about.get("quick_exit", False),
                intro=self._text("intro"),
                thanks=self._text("thanks"),
                choice_lists=self.choice_lists,
                media={name: MediaFile(name, **about) for name, about in self.media.items()},
            )
        )

    def _choices(self, list_name: str) -> tuple[Choice, ...]:
        return tuple(
            Choice(
                choice["name"],
                self._text(f"choices/{list_name}/{choice['name']}"),
                choice.get("exclusive", False),
                tuple(choice.get("columns", {}).items()),
                shown=self._shown(f"choices/{list_name}/{choice['name']}"),
            )
            for choice in self.structure["choices"][list_name]
        )

    def _item(self, item: Json) -> Page | Repeat:
        if "repeat" not in item:
            return self._page(item)
        name = item["repeat"]
        return Repeat(
            name=name,
            label=self._text(f"repeat/{name}/label"),
            pages=tuple(self._item(one) for one in item["pages"]),
            most=item["most"],
            count=_read_expression(item.get("count")),
            more=self._text(f"{name}_more/label"),
            relevant=_read_expression(item.get("relevant")),
        )

    def _page(self, page: Json) -> Page:
        return Page(
            name=page["name"],
            part=Part(page["part"]),
            questions=tuple(self._question(question) for question in page["questions"]),
            relevant=_read_expression(page.get("relevant")),
            title=self._text(f"page/{page['name']}/title"),
        )

    def _question(self, question: Json) -> Question:
        name, list_name = question["name"], question.get("list", "")
        about = self.about.get("questions", {}).get(name, {})
        return Question(
            name=name,
            type=Type(question["type"]),
            label=self._text(f"{name}/label"),
            hint=self._text(f"{name}/hint"),
            guidance_hint=self._text(f"{name}/guidance_hint"),
            list_name=list_name,
            choices=self.choice_lists.get(list_name, ()),
            or_other=question.get("or_other", False),
            randomize=question.get("randomize", False),
            rows=tuple(Row(row, self._text(f"{name}/row/{row}")) for row in question.get("rows", ())),
            span=Span(*map(Decimal, question["span"])) if "span" in question else None,
            default=question.get("default", ""),
            begins_with=_read_expression(question.get("begins_with")),
            read_only=question.get("read_only", False),
            required=question.get("required", False),
            required_message=self._text(f"{name}/required_message"),
            relevant=_read_expression(question.get("relevant")),
            choice_filter=_read_expression(question.get("choice_filter")),
            constraint=_read_expression(question.get("constraint")),
            constraint_message=self._text(f"{name}/constraint_message"),
            calculation=_read_expression(question.get("calculation")),
            appearance=question.get("appearance", ""),
            dont_know=question.get("dont_know", False),
            refused=question.get("refused", False),
            keep=not question.get("dropped", False),
            disclosure=Disclosure(question["disclosure"]) if "disclosure" in question else None,
            origin=Origin(*about["origin"]) if "origin" in about else None,
            translator_note=about.get("translator_note", ""),
            **read_added(question, about, lambda key: self._text(f"{name}/{key}"), _read_expression),
            shown=self._shown(name),
        )
