"""The engines beside our own in Python: our script, and a second opinion, both in a real browser, asked in batches."""

import json
import shutil
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from consult.instrument.expression.tree import Node
from consult.shipped import PACKAGE
from tests.house.tree import ROOT

SCRIPTS = PACKAGE / "static"
DAY = date(2026, 11, 3)
PEER = ROOT / "tests" / "npm" / "node_modules" / "openrosa-xpath-evaluator" / "src"
DECLINED = "declined"

_WORK_OUT = """cases => cases.map(([tree, values, self]) => {
  const found = compile(tree)({values, this: self, today: "%s"})
  return found === undefined ? {declined: true} : found
})"""
# Its modules are made for a bundler: `require` looks them up by the end of their path, which is unique.
_LOAD_PEER = """sources => {
  const loaded = {}
  const require = wanted => {
    const name = wanted.split("/").pop()
    if (!(name in loaded)) {
      const module = {exports: {}}
      new Function("module", "exports", "require", sources[name])(module, module.exports, require)
      loaded[name] = module.exports
    }
    return loaded[name]
  }
  window.peer = require("openrosa-xpath")()
}"""
_ASK_PEER = """cases => cases.map(([source, answers, self, kind]) => {
  const form = new DOMParser().parseFromString("<data/>", "text/xml"), root = form.documentElement
  for (const [name, written] of answers) {
    const question = root.appendChild(form.createElement(name))
    question.textContent = written
  }
  const here = root.appendChild(form.createElement("here"))
  here.textContent = self
  try {
    const found = peer.evaluate(source, here, null, {boolean: 3, number: 1, text: 2}[kind])
    return {boolean: found.booleanValue, number: found.numberValue, text: found.stringValue}[kind]
  } catch (error) { return {failed: String(error)} }
})"""


@dataclass(frozen=True)
class Case:
    """A tree with the answers it is evaluated over, and the answer to the question itself."""

    tree: Node
    values: Mapping[str, Any]
    this: Any = ""


class Script:
    """consult/static/expressions.js in a browser."""

    def __init__(self, browser: Browser) -> None:
        self._page = _blank(browser)
        self._page.add_script_tag(content=(SCRIPTS / "expressions.js").read_text(encoding="utf-8"))

    def values(self, cases: Iterable[Case]) -> list[Any]:
        """What each case is worth; DECLINED where the script leaves it to the server."""
        asked = [[case.tree, case.values, case.this] for case in cases]
        found = self._page.evaluate(_WORK_OUT % DAY.isoformat(), asked)
        return [DECLINED if isinstance(value, dict) else value for value in found]


class Peer:
    """openrosa-xpath-evaluator, with which Enketo works out a form, over an XForms document."""

    def __init__(self, browser: Browser) -> None:
        if not PEER.is_dir():
            pytest.skip(_why_not())
        self._page = _blank(browser)
        self._page.clock.set_fixed_time(f"{DAY.isoformat()}T12:00:00Z")
        sources = {file.stem: file.read_text(encoding="utf-8") for file in PEER.rglob("*.js")}
        self._page.evaluate(_LOAD_PEER, sources)

    def values(self, asked: Sequence[tuple[str, list[list[str]], str, str]]) -> list[Any]:
        """For each (XPath, answers as [name, text], text of `.`, kind of the result): what it is worth."""
        found: list[Any] = self._page.evaluate(_ASK_PEER, [list(one) for one in asked])
        return found


def _why_not() -> str:
    if shutil.which("npm") is None:
        return "not run: npm is not installed, which fetches the second opinion: apt-get install npm"
    return f"not run: the second opinion is not fetched; run: npm ci --prefix {Path('tests') / 'npm'}"


def _blank(browser: Browser) -> Page:
    # In UTC, since the peer reads a day as midnight where the device is.
    return browser.new_context(timezone_id="UTC").new_page()


def as_json(cases: Sequence[Case]) -> str:
    """The cases as a page gets them, to be looked at when two engines differ."""
    return json.dumps([[case.tree, case.values, case.this] for case in cases], ensure_ascii=False)
