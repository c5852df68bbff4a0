"""The baseline: twenty questions as an experienced hand writes them with Flask, Flask-SQLAlchemy, WTForms and Jinja.

One form class a page, one commit a page, the CSRF protection that WTForms brings, the durability that consult has.
"""

import os
import secrets
from datetime import date, datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import sqlalchemy as sa
from flask import Flask, abort, redirect, render_template, request, session, url_for
from flask_sqlalchemy import SQLAlchemy
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column
from werkzeug.wrappers import Response
from wtforms import Form, IntegerField, RadioField, SelectMultipleField, StringField, TextAreaField
from wtforms.csrf.session import SessionCSRF
from wtforms.fields.choices import SelectChoice
from wtforms.validators import InputRequired, Length, NumberRange, Optional

from tests.benchmarks.journey import choices


class Base(DeclarativeBase):
    """The tables of the baseline."""


db = SQLAlchemy(model_class=Base, disable_autonaming=True)


class BareResponse(Base):
    """One response; its answers grow with every page."""

    __tablename__ = "responses"

    id: Mapped[str] = mapped_column(primary_key=True)
    day: Mapped[date]
    complete: Mapped[bool] = mapped_column(default=False)
    answers: Mapped[dict[str, Any]] = mapped_column(sa.JSON)


class PageForm(Form):
    """What every page has: protection against requests forged elsewhere."""

    class Meta:
        csrf = True
        csrf_class = SessionCSRF
        csrf_secret = secrets.token_bytes(32)

        @property
        def csrf_context(self) -> Any:
            """Where the token is kept."""
            return session


def _offered(list_name: str) -> list[SelectChoice]:
    return [SelectChoice(name, label) for name, label in choices(list_name)]


def one_of(label: str, list_name: str, required: bool = False) -> RadioField:
    """A question with one answer."""
    if required:
        return RadioField(
            label, choices=_offered(list_name), validators=[InputRequired("Kies een antwoord.")]
        )
    return RadioField(label, choices=_offered(list_name), validators=[Optional()])


def some_of(label: str, list_name: str) -> SelectMultipleField:
    """A question with any number of answers."""
    return SelectMultipleField(label, choices=_offered(list_name))


def number(label: str, smallest: int, largest: int, required: bool = False) -> IntegerField:
    """A question with a whole number between two others."""
    present = InputRequired("Vul een getal in.") if required else Optional()
    told = f"Vul een getal in van {smallest} tot {largest}."
    return IntegerField(label, validators=[present, NumberRange(smallest, largest, told)])


class Living(PageForm):
    """Page one."""

    tenure = one_of("Hoe woont u nu?", "tenure", required=True)
    household = number("Met hoeveel mensen woont u samen, uzelf meegeteld?", 1, 20, required=True)
    rooms = number("Hoeveel slaapkamers zijn er?", 0, 20)
    heating = one_of("Kunt u uw woning goed verwarmen?", "heating", required=True)
    problems = some_of("Wat is er moeilijk aan uw woning?", "problems")


class Searching(PageForm):
    """Page two."""

    searching = one_of("Zoekt u nu een sociale woning?", "yes_no", required=True)
    waiting_years = number("Hoeveel jaar wacht u al?", 0, 60)
    registered_at = some_of("Waar bent u ingeschreven?", "registered_at")
    obstacles = some_of("Wat maakte het inschrijven moeilijk?", "obstacles")
    what_helps = TextAreaField("Wat heeft u geholpen?", validators=[Length(max=4000)])


class Treatment(PageForm):
    """Page three; the four `trust_` fields are the rows of one matrix."""

    trust_rules_clear = one_of("De regels zijn duidelijk.", "agree5")
    trust_rules_fair = one_of("De regels zijn eerlijk.", "agree5")
    trust_helped_well = one_of("Ik werd goed geholpen.", "agree5")
    trust_told_in_time = one_of("Ik kreeg op tijd nieuws.", "agree5")
    treated = one_of("Ik werd met respect behandeld.", "agree5", required=True)
    language_rule = one_of("Kent u de taalvoorwaarde?", "yes_no", required=True)
    discrimination = one_of("Werd u gediscrimineerd toen u een woning zocht?", "yes_no")
    places = some_of("Waar gebeurde dat?", "places")


class AboutYou(PageForm):
    """Page four."""

    age_group = one_of("Hoe oud bent u?", "age_group", required=True)
    years_in_belgium = number("Hoeveel jaar woont u in België?", 0, 110)
    languages_spoken = StringField("Welke talen spreekt u thuis?", validators=[Length(max=4000)])
    province = one_of("In welke provincie woont u?", "province", required=True)
    one_change = TextAreaField("Wat is het eerste dat moet veranderen?", validators=[Length(max=4000)])


PAGES: dict[str, tuple[str, type[PageForm]]] = {
    "living": ("Hoe u woont", Living),
    "searching": ("Zoeken naar een woning", Searching),
    "treatment": ("Hoe u behandeld werd", Treatment),
    "about_you": ("Enkele vragen over u", AboutYou),
}


def create_app(folder: Path | None = None) -> Flask:
    """The baseline with its database in `folder`, or where BENCHMARK_DATA says."""
    place = folder or Path(os.environ["BENCHMARK_DATA"])
    app = Flask("bare", template_folder=str(Path(__file__).parent / "templates"))
    app.secret_key = secrets.token_bytes(32)
    app.config["SQLALCHEMY_DATABASE_URI"] = f"sqlite:///{place.absolute() / 'bare.sqlite'}"
    app.config["SQLALCHEMY_ENGINE_OPTIONS"] = {"connect_args": {"timeout": 30}}
    db.init_app(app)
    with app.app_context():
        sa.event.listen(db.engine, "connect", _durable)
        db.create_all()
    app.add_url_rule("/", view_func=open_form)
    app.add_url_rule("/<name>", view_func=page, methods=["GET", "POST"])
    app.add_url_rule("/thanks", view_func=thanks)
    return app


def _durable(connection: Any, _record: object) -> None:
    for pragma in ("journal_mode=WAL", "synchronous=FULL"):
        connection.execute(f"PRAGMA {pragma}")


def open_form() -> str:
    """The first page, before there is anything to keep."""
    return _shown("living", Living())


def page(name: str) -> str | Response:
    """Shows a page with what was answered before; keeps what is posted and goes on to the next."""
    if name not in PAGES:
        abort(404)
    response = _own_response()
    form = PAGES[name][1](request.form, data=response.answers if response else {})
    if request.method != "POST" or not form.validate():
        return _shown(name, form)
    _keep(response, name, {field: value for field, value in form.data.items() if field != "csrf_token"})
    return redirect(_after(name), 303)


def thanks() -> str:
    """The end; from here on a new response begins."""
    session.pop("response", None)
    return render_template("thanks.html")


def _shown(name: str, form: PageForm) -> str:
    title, _ = PAGES[name]
    return render_template("page.html", form=form, name=name, title=title, step=list(PAGES).index(name) + 1)


def _own_response() -> BareResponse | None:
    return db.session.get(BareResponse, session["response"]) if "response" in session else None


def _keep(response: BareResponse | None, name: str, answers: dict[str, Any]) -> None:
    if response is None:
        response = BareResponse(id=secrets.token_hex(16), day=_today(), answers={})
        db.session.add(response)
        session["response"] = response.id
    response.answers = response.answers | answers
    response.complete = name == list(PAGES)[-1]
    db.session.commit()


def _today() -> date:
    return datetime.now(ZoneInfo("Europe/Brussels")).date()


def _after(name: str) -> str:
    names = list(PAGES)
    place = names.index(name) + 1
    return url_for("page", name=names[place]) if place < len(names) else url_for("thanks")
