"""A respondent in front of a browser: opens the address, picks a language, answers, presses."""

from collections.abc import Mapping
from contextvars import Context
from typing import Any

from flask import Flask, has_app_context

from consult.instrument.languages import LANGUAGES
from consult.store.base import db
from tests.web.respond.reading import Page, criticise

Value = str | list[str]


class Respondent:
    """One person with one browser, whose cookies are kept between pages.

    cookies: False for a browser that keeps none. headers: what this browser sends along with every request.
    """

    def __init__(
        self,
        app: Flask,
        survey: str,
        tag: str = "nl",
        *,
        cookies: bool = True,
        headers: Mapping[str, str] | None = None,
    ) -> None:
        self.client = app.test_client(use_cookies=cookies)
        self.survey, self.tag = survey, tag
        self.headers = dict(headers or {})
        self.page: Page
        self._typed: dict[str, list[str]] = {}

    # --- opening pages

    def address(self, name: str = "") -> str:
        """The address of a page in this respondent's language."""
        return f"/f/{self.survey}/{self.tag}/{name}"

    def open(self, name: str = "") -> Page:
        """A page of the survey in the language; without a name: the consent."""
        return self.open_address(self.address(name))

    def open_address(self, address: str) -> Page:
        """Any address, redirects followed."""
        return self._take("get", address)

    def open_entry(self) -> Page:
        """The public address, where languages are chosen."""
        return self.open_address(f"/f/{self.survey}/")

    def _take(self, method: str, address: str, **sent: Any) -> Page:
        # In a context of its own, as on a real server: nothing that one request remembers is there for the next.
        if has_app_context():
            db.session.commit()
        send = getattr(self.client, method)
        response = Context().run(send, address, follow_redirects=True, headers=self.headers, **sent)
        if has_app_context():
            db.session.rollback()
        self.page, self._typed = Page(response), {}
        criticise(self.page)
        return self.page

    # --- filling in

    def agree(self) -> Page:
        """Reads the consent and begins."""
        self.open()
        return self.send_form()

    def answer(self, **values: Value) -> "Respondent":
        """Fills in controls of this page: they have to be there."""
        for name, value in values.items():
            wanted = [value] if isinstance(value, str) else value
            offered = self.page.offers(name)
            boxes = [one for one in self.page.elements if one.get("name") == name]
            assert boxes, f"no control {name} on {self.page.path}"
            if boxes[0].get("type") in ("radio", "checkbox"):
                assert set(wanted) <= set(offered), f"{wanted} not among {offered}"
            self._typed[name] = wanted
        return self

    def press(self, button: str = "next") -> Page:
        """One of the buttons under a question, or a language by its tag; every page but the check has them."""
        pressed = [one for one in self.page.all("button") if one.get("value") == button]
        if not pressed and button in LANGUAGES:
            return self._choose_language(button)
        assert pressed, f"no button {button} on {self.page.path}"
        page = self.send_form({pressed[0].get("name"): [button]})
        if pressed[0].get("name") == ".language":
            self.tag = button
        return page

    def _choose_language(self, tag: str) -> Page:
        """By way of the page of languages, which is where they are when they are many."""
        self.press("languages")
        (link,) = [one for one in self.page.all("a") if one.get("lang") == tag]
        self.tag = tag
        return self.open(link.get("href").removeprefix(f"../{tag}/"))

    def next(self, **values: Value) -> Page:
        """Answers and goes on."""
        return self.answer(**values).press("next")

    def send_form(self, extra: Mapping[str, list[str]] | None = None) -> Page:
        """Presses the first button of the page's first form, or the one that `extra` stands for."""
        form = self.page.first("form")
        action = form.get("action")
        address = self.page.path if action == "./" else self.address(action)
        return self.post(address, {**self.page.filled(), **self._typed, **(extra or {})})

    def post(self, address: str, fields: Mapping[str, Value]) -> Page:
        """A post as written, whether a page asks for it or not."""
        return self._take("post", address, data=dict(fields))

    def post_page(self, name: str, *, go: str = "next", to: str = "", **fields: Value) -> Page:
        """A post to a page with this browser's token, whatever is on the screen. to: a language that is asked for."""
        pressed = {".language": to} if to else {".go": go}
        token = self.page.filled().get(".token", [""])
        return self.post(self.address(name), {".token": token, **pressed, **fields})

    def walk(self, answers: Mapping[str, Mapping[str, Value]]) -> Page:
        """Answers page after page until the check; a page that is not named is left empty."""
        while self.page.name != "check-answers":
            here = self.page.name
            self.next(**answers.get(here, {}))
            assert self.page.name != here, self.page.problems
        return self.page

    # --- codes

    def give_code(self, address: str, code: str) -> Page:
        """Types a code on the page that asks for one."""
        self.open(address)
        return self.answer(code=code).send_form()

    @property
    def draft_cookie(self) -> str:
        """This browser's half of the draft's key; empty when it holds none."""
        cookie = self.client.get_cookie(f"draft-{self.survey[:8]}")
        return cookie.value if cookie is not None else ""
