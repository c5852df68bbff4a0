"""axe finds nothing on any page, in any state, in two directions and in the dark."""

from collections.abc import Callable

import pytest
from axe_playwright_python.sync_playwright import Axe

from tests.journeys.people import Reader

Readers = Callable[..., Reader]


class Inspector:
    """Keeps what axe finds, page by page."""

    def __init__(self, someone: Reader) -> None:
        self._someone, self._axe = someone, Axe()
        self.found: list[str] = []
        self.looked_at = 0

    def look(self, state: str = "") -> None:
        """Looks at the page in hand."""
        violations = self._axe.run(self._someone.page).response["violations"]
        self.looked_at += 1
        self.found += [
            f"{self._someone.name} {state}: {one['id']}: {node['html'][:120]} {node.get('failureSummary', '')[:200]}"
            for one in violations
            for node in one["nodes"]
        ]


@pytest.mark.parametrize(("tag", "scheme"), [("nl", "light"), ("ar", "dark")])
def test_axe_finds_nothing(reader: Readers, tag: str, scheme: str) -> None:
    someone = reader(tag, java_script_enabled=True, color_scheme=scheme)
    axe = Inspector(someone)
    someone.page.goto(someone.address)
    axe.look()
    for name in ("", "continue", "take-back", "home", "nergens", "thank-you", "next-person"):
        someone.open(name)
        axe.look()
    for code_page in ("continue", "take-back"):
        someone.open(code_page)
        someone.page.fill("#code", "1234")
        someone.go("main form button")
        axe.look("with a wrong code")
    someone.begin()
    _walk(someone, axe)
    someone.go("main form button")
    axe.look("with the code")
    assert axe.looked_at > 20
    assert axe.found == [], "\n".join(axe.found)


# One page for each type of question; each is looked at empty, wrong and filled in.
WRONG = {"home": "", "obstacles": "none", "rent": "veel", "change": "x" * 5001, "rules": ""}


def _walk(someone: Reader, axe: Inspector) -> None:
    while someone.name != "check-answers":
        name = someone.name
        if name in WRONG:
            axe.look("empty")
            _answer_wrongly(someone, name)
            someone.press()
            axe.look("wrong")
        someone.fill_in()
        if name in WRONG or name == "help":
            axe.look("filled in")
        someone.press()
    axe.look()


def _answer_wrongly(someone: Reader, name: str) -> None:
    if name == "obstacles":
        for value in ("rules", "none"):
            someone.page.check(f"input[value={value}]")
    elif name == "rules":
        # No choice that is offered is wrong here: a page that was changed sends one that is not.
        someone.page.evaluate(
            "() => { const one = document.querySelector('[type=radio]'); one.value = 'x'; one.checked = true }"
        )
    elif WRONG[name]:
        someone.page.fill(f"#{name}", WRONG[name])
