"""The tally in the shape that `consult count --json` prints and other programs read."""

from typing import Any

from consult.plan.tally import Judged, Share, Tally


def as_json(tally: Tally) -> dict[str, Any]:
    """A tree of plain values; every key is there in every answer, and days are written 2025-03-10.

    `other` of a survey that is open is None: it would move with each answer.
    """
    return {
        "plan": tally.plan.id,
        "indicator": tally.plan.consultations.id,
        "rule": tally.rule.id,
        "rule_version": tally.rule.version,
        "rule_status": tally.rule.status,
        "as_of": tally.as_of.isoformat(),
        "target": tally.target,
        "counted": tally.counted,
        "persons": tally.persons,
        "participations": tally.participations,
        "at_least_unique": tally.at_least_unique,
        "used": tally.used,
        "pace": {"to_go": tally.pace.to_go, "days": tally.pace.days},
        "by": {
            aspect: {name: _plain(share) for name, share in shares.items()}
            for aspect, shares in tally.by.items()
        },
        "consultations": [_consultation(one) for one in tally.judged],
    }


def _consultation(judged: Judged) -> dict[str, Any]:
    consultation, verdict = judged.consultation, judged.verdict
    return {
        "id": consultation.id,
        "title": consultation.title,
        "project": consultation.project,
        "method": consultation.method.value,
        "year": judged.year,
        "state": judged.state.value,
        "historic": consultation.historic,
        "demo": consultation.demo,
        "used": judged.used,
        "counts": verdict.counts,
        "persons": verdict.persons,
        "participations": verdict.participations,
        "other": None if consultation.is_open_survey else verdict.other,
        "why": [str(reason) for reason in verdict.why],
        "warnings": [caveat.code.value for caveat in verdict.warnings],
    }


def _plain(share: Share) -> dict[str, int]:
    return {"counted": share.counted, "persons": share.persons, "participations": share.participations}
