"""finding, recommendation, chain: what the evidence shows, what is advised on it, and everything in between."""

from collections.abc import Mapping, Sequence
from difflib import get_close_matches
from typing import TypeVar

import click
from flask.cli import with_appcontext

from consult.actions.advising import chain as chains
from consult.actions.advising import findings, recommendations
from consult.actions.advising.chain import Chain, FindingBelow
from consult.actions.advising.findings import StoredFinding
from consult.actions.advising.recommendations import StoredRecommendation
from consult.cli.saying import fail, show, show_json
from consult.evidence.strength import Level

_LEVELS: Mapping[Level | None, str] = {
    None: "not judged yet",
    **{level: level.name.lower() for level in Level},
}
Row = TypeVar("Row", StoredFinding, StoredRecommendation)


@click.group()
def finding() -> None:
    """Findings: what the evidence shows, and how firmly it stands."""


@finding.command("list")
@click.option("--json", "as_json", is_flag=True)
@with_appcontext
def list_findings(as_json: bool) -> None:
    """Every finding with its strength and stage."""
    below = [chains.finding_below(row) for row in findings.findings_of()]
    if as_json:
        show_json([chains.finding_json(one) for one in below])
        return
    for one in below:
        show(
            f"{one.row.id}  {one.row.project.title}: {one.row.statement} ({_strength(one)}, {_stage(one.row)})"
        )


@finding.command("show")
@click.argument("finding_id", metavar="FINDING")
@click.option("--json", "as_json", is_flag=True)
@with_appcontext
def show_finding(finding_id: str, as_json: bool) -> None:
    """One FINDING (an id, or its statement) with everything it rests on."""
    below = chains.finding_below(finding_called(finding_id))
    if as_json:
        show_json(chains.finding_json(below))
    else:
        _tell_finding(below, "")


def finding_called(asked: str) -> StoredFinding:
    """The finding with this id or statement; says which there are and ends with 1 when it is not one."""
    return _named({row: row.statement for row in findings.findings_of()}, asked, "finding")


@click.group()
def recommendation() -> None:
    """Recommendations: what is advised, to whom, and what became of it."""


@recommendation.command("list")
@click.option("--json", "as_json", is_flag=True)
@with_appcontext
def list_recommendations(as_json: bool) -> None:
    """Every recommendation with its weakest finding and where it stands."""
    found = [chains.chain_of(row) for row in recommendations.recommendations_of()]
    if as_json:
        show_json([_brief(one) for one in found])
        return
    for one in found:
        show(
            f"{one.row.id}  {one.row.title} (to {one.row.addressee}; {_LEVELS[one.weakest]}; {one.standing})"
        )


@recommendation.command("show")
@click.argument("recommendation_id", metavar="RECOMMENDATION")
@click.option("--json", "as_json", is_flag=True)
@with_appcontext
def show_recommendation(recommendation_id: str, as_json: bool) -> None:
    """One RECOMMENDATION (an id, or its title), what it serves and what became of it."""
    found = _chain(recommendation_id)
    if as_json:
        show_json(_brief(found))
    else:
        _tell_recommendation(found)


@click.command()
@click.argument("recommendation_id", metavar="RECOMMENDATION")
@click.option("--json", "as_json", is_flag=True)
@with_appcontext
def chain(recommendation_id: str, as_json: bool) -> None:
    """Walk from a RECOMMENDATION (an id, or its title) down to the words of each question."""
    found = _chain(recommendation_id)
    if as_json:
        show_json(chains.as_json(found))
        return
    _tell_recommendation(found)
    for one in found.findings:
        _tell_finding(one, "  ")


def _chain(asked: str) -> Chain:
    known = {row: row.title for row in recommendations.recommendations_of()}
    return chains.chain_of(_named(known, asked, "recommendation"))


def _named(known: Mapping[Row, str], asked: str, noun: str) -> Row:
    """The row with this id or these words; says which there are and ends with 1 when it is not one."""
    found = [row for row, words in known.items() if asked in (row.id, words)]
    if len(found) != 1:
        fail(_which(known, found, asked, noun))
    return found[0]


def _which(known: Mapping[Row, str], found: Sequence[Row], asked: str, noun: str) -> str:
    if found:
        ids = ", ".join(row.id for row in found)
        return f"{len(found)} {noun}s read {asked!r}. Give the id of one: {ids}"
    near = get_close_matches(asked, [name for row, words in known.items() for name in (words, row.id)], n=1)
    rest = f"did you mean {near[0]!r}?" if near else f"see them with: consult {noun} list"
    return f"there is no {noun} {asked!r}; {rest}"


def _brief(found: Chain) -> dict[str, object]:
    """A recommendation for a program, its findings by id only."""
    whole = chains.as_json(found)
    return whole | {"findings": [one.row.id for one in found.findings]}


def _tell_recommendation(found: Chain) -> None:
    row = found.row
    show(f"{row.title}")
    show(f"  to {row.addressee} ({row.government}); weakest finding: {_LEVELS[found.weakest]}")
    if found.warns:
        show("  ! it rests on a signal, or on what nobody judged yet, and asks for more than further study")
    for link in found.links:
        show(f"  serves {link.objective.key} ({'official' if link.official else 'our own link'})")
    for step in row.follow_up:
        told = ", ".join(filter(None, (step.to_whom, step.forum, step.words)))
        show(f"  {step.day.isoformat()} {step.step}{': ' if told else ''}{told}")


def _tell_finding(below: FindingBelow, margin: str) -> None:
    row = below.row
    show(f"{margin}{row.statement} ({_strength(below)}, {_stage(row)})")
    for cap in below.strength.caps if below.strength else ():
        show(f"{margin}  because: {cap}")
    for one in below.evidence:
        against = " (against)" if one.row.stance == "against" else ""
        show(
            f"{margin}  {one.row.kind}{against}: {one.row.said}{' [WITHDRAWN]' if one.row.withdrawn else ''}"
        )
        for asked in one.asked:
            show(f"{margin}    asked, version {asked.number}: {asked.source}")
    for source in below.sources:
        show(f"{margin}  rests on {source.row.title} ({source.row.method}, {source.persons} people)")


def _strength(below: FindingBelow) -> str:
    return _LEVELS[below.strength.level if below.strength else None]


def _stage(row: StoredFinding) -> str:
    stage: str = row.stage
    return "to review" if row.review else stage


COMMANDS = (finding, recommendation, chain)
