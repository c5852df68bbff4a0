"""A respondent with a real browser in hand, and the eye of someone who looks along at each page."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from playwright.sync_api import Page

# The longest way through the housing survey; a question that is not named gets its first answer.
ANSWERS: Mapping[str, str] = {
    "tenure": "private",
    "registered": "now",
    "discrimination": "yes",
    "reported": "no",
    "dutch": "little",
}
TYPED: Mapping[str, str] = {"rent": "720", "budget": "500", "change": "Meer woningen"}

SMALLEST_TARGET = 44  # CSS pixels, both ways
# One pixel is given to rounding.
_SMALL_TARGETS = """smallest => [...document.querySelectorAll('a, button, textarea, input:not([type=hidden])')]
  .map(one => one.type === 'radio' || one.type === 'checkbox' ? one.closest('label') : one)
  .map(one => [one.innerText || one.name, one.getBoundingClientRect()])
  .filter(([_, box]) => box.width > 0 && (box.height < smallest - 1 || box.width < smallest - 1))
  .map(([said, box]) => `${said.trim()}: ${Math.round(box.width)} x ${Math.round(box.height)}`)"""
_TOO_WIDE = "() => document.scrollingElement.scrollWidth - document.documentElement.clientWidth"


@dataclass
class Reader:
    """Someone who reads in one language. seen: the requests that the browser made."""

    page: Page
    address: str
    tag: str
    seen: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.page.on("request", lambda request: self.seen.append(request.url))

    @property
    def name(self) -> str:
        """The last part of the address."""
        return self.page.url.partition("#")[0].rstrip("/").rpartition("/")[2]

    def open(self, name: str = "") -> None:
        """A page of the survey in this language."""
        self.page.goto(f"{self.address}{self.tag}/{name}")

    def begin(self) -> None:
        """From the public address to the first question."""
        self.page.goto(self.address)
        self.go(f"main a[lang={self.tag}]")
        self.go("main button")

    def press(self, button: str = "next") -> None:
        """A button under a question."""
        self.go(f"button[value={button}]")

    def go(self, selector: str) -> None:
        """Clicks on what leads to another page, and waits until that is there."""
        with self.page.expect_navigation():
            self.page.click(selector)

    def press_enter(self) -> None:
        """Enter, where that leads to another page."""
        with self.page.expect_navigation():
            self.page.keyboard.press("Enter")

    def fill_in(self) -> None:
        """Answers what stands on this page."""
        for name in self._groups():
            boxes = self.page.locator(f'input[name="{name}"]')
            ticked = self.page.locator(f'input[name="{name}"][type=checkbox]:checked')
            while ticked.count():
                ticked.first.uncheck()
            wanted = self.page.locator(f'input[name="{name}"][value="{ANSWERS.get(name, "")}"]')
            (wanted if wanted.count() else boxes).first.check()
        for name, text in TYPED.items():
            if self.page.locator(f'[name="{name}"]').count():
                self.page.fill(f'[name="{name}"]', text)

    def _groups(self) -> list[str]:
        boxes = self.page.locator("input[type=radio], input[type=checkbox]").all()
        names = dict.fromkeys(box.get_attribute("name") or "" for box in boxes)
        return [name for name in names if not name.endswith(".missing")]

    def walk(self, look: Callable[[], None] = lambda: None) -> int:
        """To the check of the answers, looking at each page on the way; how many pages that were."""
        passed = 0
        while self.name != "check-answers":
            here = self.name
            self.fill_in()
            look()
            self.press()
            assert self.name != here, self.page.inner_text("main")
            passed += 1
        look()
        return passed

    # --- what is wrong with the page in hand

    def faults(self) -> list[str]:
        """What someone with a narrow screen, a thumb, or another direction would trip over."""
        html = self.page.locator("html")
        direction = "rtl" if self.tag == "ar" else "ltr"
        found = [f"{self.name}: {target}" for target in self.page.evaluate(_SMALL_TARGETS, SMALLEST_TARGET)]
        if (html.get_attribute("lang"), html.get_attribute("dir")) != (self.tag, direction):
            found.append(f"{self.name}: {html.get_attribute('lang')} {html.get_attribute('dir')}")
        return found + self._sideways()

    def _sideways(self) -> list[str]:
        """Where it scrolls sideways: as it is, on the narrowest phone, and with text of twice the size."""
        found = []
        for sight, width, scale in (
            ("360 pixels", 360, ""),
            ("320 pixels", 320, ""),
            ("text at 200 %", 360, "38px"),
        ):
            self.page.set_viewport_size({"width": width, "height": 740})
            self.page.evaluate("size => { document.documentElement.style.fontSize = size }", scale)
            if (beyond := self.page.evaluate(_TOO_WIDE)) > 0:
                found.append(f"{self.name}: scrolls sideways by {beyond} pixels, {sight}")
        self.page.evaluate("() => { document.documentElement.style.fontSize = '' }")
        return found

    def strangers(self) -> list[str]:
        """Requests to another host, or for anything but a page."""
        return [url for url in self.seen if not url.startswith(self.address)]
