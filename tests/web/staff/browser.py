"""A browser for the staff door: opens pages, fills in the forms that stand on them, criticises every page."""

from contextvars import Context
from typing import Any

from flask import Flask
from werkzeug.test import TestResponse

from consult.actions import accounts, sessions_of_staff
from consult.actions.accounts import Role
from consult.store.base import db
from tests.critic import Element, criticise, read

PASSWORD = "drie stenen aan zee"


class StaffBrowser:
    """One staff member's browser. Each request runs in a context of its own, as on a real server."""

    def __init__(self, app: Flask) -> None:
        self._client = app.test_client()
        self.response: TestResponse
        self.page = Element("document", {})

    def open(self, address: str) -> "StaffBrowser":
        """Goes to an address and follows redirects."""
        return self._take("get", address, follow_redirects=True)

    def submit(self, words: str, **typed: Any) -> "StaffBrowser":
        """Fills in the form with the button that says `words`, and presses it."""
        form, button = self._button(words)
        values = {**_filled_in(form), **{name: value for name, value in typed.items() if value is not None}}
        if button.attributes.get("name"):
            values[button.attributes["name"]] = button.attributes.get("value", "")
        address = form.attributes["action"] or self.response.request.path
        if form.attributes.get("method", "get") == "get":
            return self._take("get", address, query_string=values, follow_redirects=True)
        return self._take("post", address, data=values, follow_redirects=True)

    def post(self, address: str, **values: Any) -> "StaffBrowser":
        """Sends a form that stands on no page, as an attacker or an old tab would; redirects are not followed."""
        return self._take("post", address, data=values)

    def get(self, address: str) -> "StaffBrowser":
        """Fetches an address without following redirects."""
        return self._take("get", address)

    def follow(self, words: str) -> "StaffBrowser":
        """Follows the first link with these words."""
        links = [
            link for link in self.page.all("a") if link.text == words and link.attributes["href"][0] != "#"
        ]
        assert links, f"no link {words!r} among {[link.text for link in self.page.all('a')]}"
        return self.open(links[0].attributes["href"].split("#")[0])

    def cookie(self, name: str = "staff") -> str | None:
        """What the browser keeps under a name."""
        found = self._client.get_cookie(name)
        return found.value if found else None

    def keep_cookie(self, name: str, value: str) -> None:
        """Puts a cookie in the browser."""
        self._client.set_cookie(name, value)

    def sees(self, words: str) -> bool:
        """Whether these words stand on the page."""
        return " ".join(words.split()) in self.page.text

    @property
    def status(self) -> int:
        """The status of the last answer."""
        return self.response.status_code

    @property
    def token(self) -> str:
        """The token of the first form on the page."""
        fields = [one for one in self.page.all("input") if one.attributes.get("name") == "form_token"]
        return fields[0].attributes["value"] if fields else ""

    def _take(self, method: str, address: str, **how: Any) -> "StaffBrowser":
        db.session.commit()
        self.response = Context().run(getattr(self._client, method), address, **how)
        db.session.rollback()
        self.response.request.environ["wsgi.input"].close()  # a large upload lies in a file until then
        criticise(self.response)
        self.page = (
            read(self.response.get_data(as_text=True)) if self.response.mimetype == "text/html" else self.page
        )
        return self

    def _button(self, words: str) -> tuple[Element, Element]:
        found = [
            (form, button)
            for form in self.page.all("form")
            for button in form.all("button")
            if button.text == words
        ]
        assert found, f"no button {words!r} among {[button.text for button in self.page.all('button')]}"
        return found[0]


def _filled_in(form: Element) -> dict[str, Any]:
    values: dict[str, Any] = {}
    for control in form.all("input", "select", "textarea"):
        name, kind = control.attributes.get("name", ""), control.attributes.get("type", "text")
        if kind in ("checkbox", "radio"):
            if "checked" in control.attributes:
                values.setdefault(name, []).append(control.attributes.get("value", "on"))
        elif control.tag == "select":
            chosen = [option for option in control.all("option") if "selected" in option.attributes]
            options = chosen or list(control.all("option"))[:1]
            values[name] = options[0].attributes["value"] if options else ""
        elif kind != "file":
            values[name] = control.text if control.tag == "textarea" else control.attributes.get("value", "")
    return values


def a_member(role: Role = Role.POLICY, name: str = "nour") -> str:
    """The id of a staff member who chose a password."""
    member, link = accounts.add_member(name.title(), name, role)
    db.session.commit()
    accounts.choose_first_password(link, PASSWORD)
    db.session.commit()
    return member.id


def signed_in(app: Flask, role: Role = Role.POLICY, name: str = "nour") -> StaffBrowser:
    """The browser of someone with a role who signed in; the same name is the same person."""
    known = accounts.staff.member_named(name)
    id_ = known.id if known else a_member(role, name)
    browser = StaffBrowser(app)
    member = accounts.member(id_)
    assert member
    browser.keep_cookie("staff", sessions_of_staff.open_session(member))
    db.session.commit()
    return browser
