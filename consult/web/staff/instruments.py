"""Instruments: what is published, in which versions and languages, since when."""

from dataclasses import dataclass
from itertools import groupby

from flask import g, render_template, request
from flask.typing import ResponseReturnValue

from consult.actions import accounts, consultations, publishing
from consult.actions.accounts import MACHINE
from consult.actions.consultations import InstrumentVersion
from consult.instrument.definition import Method
from consult.web.interface import _
from consult.web.staff.access import may
from consult.web.staff.blueprint import staff
from consult.web.staff.display import methods, reports
from consult.web.staff.gate import folder
from consult.web.staff.listing import Column, Filter, Listing
from consult.web.staff.sentences import done


@dataclass(frozen=True)
class InstrumentLine:
    """An instrument with its versions, newest first."""

    name: str
    versions: list[InstrumentVersion]

    @property
    def newest(self) -> InstrumentVersion:
        """What new consultations use."""
        return self.versions[0]


@staff.get("/instruments")
def instruments() -> ResponseReturnValue:
    """Every instrument with its published versions."""
    listing = Listing(
        _lines(),
        [
            Column[InstrumentLine]("title", _("Instrument"), lambda line: line.newest.title.casefold()),
            Column[InstrumentLine](
                "method", _("Methode"), lambda line: methods()[Method(line.newest.method)]
            ),
            Column[InstrumentLine]("languages", _("Talen"), lambda line: len(line.newest.languages)),
            Column[InstrumentLine]("published", _("Versies"), lambda line: line.newest.published_on),
        ],
        lambda line: f"{line.newest.title} {line.name}",
        [
            Filter("method_is", _("Methode"), list(methods().items()), lambda line: line.newest.method),
            Filter("report_is", _("Rapport"), list(reports().items()), lambda line: line.newest.report),
        ],
    )
    files = [f"{path.parent.name}/{path.stem}" for path in publishing.files(folder())]
    return render_template(
        "staff/instruments.html",
        listing=listing,
        names=accounts.names() | {MACHINE: _("met een opdracht op de server")},
        files=files,
        begun=publishing.languages_begun,
        waiting=[name for name in files if name not in {line.name for line in listing.all_rows}],
        said=done(request.args.get("done")),
        may_import=may(g.member.role, "staff.import_form"),
    )


def _lines() -> list[InstrumentLine]:
    by_name = groupby(consultations.published_versions(), key=lambda version: version.instrument)
    return [InstrumentLine(name, list(reversed(list(versions)))) for name, versions in by_name]
