"""A plan file -> Plan: parsed once, every mistake at once with its line and column (`reading`)."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from consult.consultation.methods import method_named
from consult.plan.definition import (
    CONSULTATIONS,
    PEOPLE_REACHED,
    Action,
    AnnualPlan,
    Anomaly,
    Indicator,
    Kind,
    MethodNamed,
    Named,
    OperationalObjective,
    Passage,
    Period,
    Plan,
    PolicyNote,
    PolicyObjective,
    Result,
    Source,
    SourceRef,
    StrategicObjective,
)
from consult.plan.rule import Approval, approval
from consult.reading import FileRefused, Problem, Reader, nearest, read, read_text
from consult.shipped import shipped

# Words of the sources for a whole trajectory, which are not methods (counting.md, on R7).
_NO_METHODS = frozenset({"kwalitatieve_bevraging"})


def load_plan(path: Path | None = None) -> Plan:
    """The plan in the file at `path`, the shipped one by default. Raises FileRefused with all its problems."""
    path = path or shipped("instruments") / "plan-2022-2026.yaml"
    return _plan_of(read(path, f"{path.parent.name}/{path.name}"))


def load_plan_text(text: str, file: str) -> Plan:
    """The plan in a text that was kept from a file called `file`. Raises FileRefused with all its problems."""
    return _plan_of(read_text(text, file))


def _plan_of(reader: Reader) -> Plan:
    plan = _PlanFile(reader).plan()
    if reader.problems:
        raise FileRefused(reader.problems)
    return plan


@dataclass
class _PlanFile:
    """A plan file being read: the ids that it gives and the ids that it names, matched at the end."""

    root: Reader
    given: dict[str, Reader] = field(default_factory=dict)
    named: list[tuple[Reader, str, str]] = field(default_factory=list)
    approvals: Mapping[str, Approval] = field(default_factory=dict)

    def plan(self) -> Plan:
        root = self.root
        root.count("schema")
        self.approvals = {name: approval(entry) for name, entry in root.reader("approvals").items()}
        plan = root.reader("plan")
        id_ = self._new_id(plan)
        period, funder = plan.reader("period"), plan.reader("funder")
        read_plan = Plan(
            id=id_,
            title=plan.text("title"),
            start=period.required_day("start"),
            end=period.required_day("end"),
            approved_on=plan.day("approved_on", required=False),
            funder=funder.text("name"),
            supervisor=funder.text("supervisor"),
            other_funders=plan.texts("other_funders"),
            amendment_rule=plan.text("amendment_rule", ""),
            successor=plan.text("successor", ""),
            rule=plan.text("counting_rule"),
            demo=plan.flag("demo"),
            tasks=tuple(self._named(entry) for entry in root.readers("decretal_tasks")),
            priorities=tuple(self._named(entry) for entry in root.readers("policy_priorities")),
            criteria=tuple(self._named(entry) for entry in root.readers("criteria")),
            methods_named=tuple(self._method(entry) for entry in root.readers("consultation_methods_named")),
            strategic_objectives=tuple(
                self._strategic(entry, id_) for entry in root.readers("strategic_objectives")
            ),
            annual_plans=tuple(self._annual(entry) for entry in root.readers("annual_plans")),
            policy_note=self._policy_note(root.reader("policy_note"))
            if "policy_note" in root.mapping
            else None,
            sources=tuple(self._source(name, entry) for name, entry in root.reader("sources").items()),
            anomalies=tuple(self._anomaly(entry) for entry in root.readers("anomalies")),
        )
        for reader in (period, funder, plan, root):
            reader.done()
        self._note_wrong_period(read_plan, period)
        self._note_missing_counts(read_plan)
        self._note_unknown_names()
        return read_plan

    def _strategic(self, reader: Reader, document: str) -> StrategicObjective:
        objective = StrategicObjective(
            id=self._new_id(reader),
            nl=reader.text("nl"),
            gloss=reader.text("gloss"),
            objectives=tuple(
                self._operational(entry, document) for entry in reader.readers("operational_objectives")
            ),
        )
        reader.done()
        return objective

    def _operational(self, reader: Reader, document: str) -> OperationalObjective:
        objective = OperationalObjective(
            id=self._new_id(reader),
            nl=reader.text("nl"),
            gloss=reader.text("gloss"),
            indicators=tuple(self._indicator(entry, document) for entry in reader.readers("indicators")),
            results=self._names(reader, "results"),
        )
        reader.done()
        return objective

    def _indicator(self, reader: Reader, document: str) -> Indicator:
        version = reader.count("version", least=1)
        kind = reader.one_of("kind", list(Kind))
        indicator = Indicator(
            id=self._new_id(reader, version),
            document=document,
            version=version,
            nl=reader.text("nl"),
            gloss=reader.text("gloss"),
            kind=Kind(kind) if kind in list(Kind) else Kind.REGISTER,
            target=reader.number("target", least=1),
            unit=reader.text("unit", ""),
            years=reader.numbers("years"),
            counted_from=reader.text("counted_from", ""),
            feeds=self._names(reader, "feeds"),
            superseded_by=next(iter(self._names(reader, "superseded_by")), ""),
            note=reader.text("note", ""),
            approval=self._approval(reader),
        )
        reader.done()
        if indicator.kind is Kind.COUNT_MIN and indicator.target is None:
            reader.note(
                f"{indicator.id} asks for a minimum but names no target; add `target: N` or make it a `count`"
            )
        if indicator.kind is Kind.COUNT and indicator.target is not None:
            reader.note(
                f"{indicator.id} is a count without a target; drop the target or make it a `count_min`",
                "target",
            )
        return indicator

    def _approval(self, reader: Reader) -> Approval:
        name = reader.text("approval")
        if name and name not in self.approvals:
            reader.note(f"approval {name!r} is not known; {nearest(name, list(self.approvals))}", "approval")
        return self.approvals.get(name, Approval())

    def _annual(self, reader: Reader) -> AnnualPlan:
        id_ = self._new_id(reader)
        self._names(reader, "plan")
        actions = tuple(self._action(entry, id_) for entry in reader.readers("actions"))
        annual = AnnualPlan(id_, reader.count("year", least=1900), actions)
        reader.done()
        return annual

    def _action(self, reader: Reader, document: str) -> Action:
        action = Action(
            id=self._new_id(reader),
            nl=reader.text("nl"),
            gloss=reader.text("gloss"),
            theme=reader.text("theme"),
            results=tuple(self._result(entry, document) for entry in reader.readers("results")),
            source=self._source_ref(reader.reader("source")),
            owners=reader.texts("owner"),
            partners=reader.texts("partners"),
            timing=reader.text("timing", ""),
            linked_as_printed=reader.texts("linked_as_printed"),
            policy_note_links=self._names(reader, "policy_note_links"),
        )
        reader.done()
        return action

    def _result(self, reader: Reader, document: str) -> Result:
        result = Result(
            id=self._new_id(reader),
            document=document,
            nl=reader.text("nl"),
            gloss=reader.text("gloss"),
            indicators=tuple(self._indicator(entry, document) for entry in reader.readers("indicators")),
            timing=reader.text("timing", ""),
            periods=self._periods(reader),
            consultation_feeds=self._names(reader, "consultation_feeds"),
            note=reader.text("note", ""),
        )
        reader.done()
        return result

    def _periods(self, reader: Reader) -> tuple[Period, ...]:
        periods = reader.reader("periods", required=False)
        return tuple(Period(name, *periods.two_days(name)) for name in list(periods.mapping))

    def _policy_note(self, reader: Reader) -> PolicyNote:
        id_ = self._new_id(reader)
        note = PolicyNote(
            id=id_,
            title=reader.text("title"),
            source=next(iter(self._names(reader, "source")), ""),
            objectives=tuple(self._policy_objective(entry, id_) for entry in reader.readers("objectives")),
            passages=tuple(self._passage(entry, id_) for entry in reader.readers("quotable_passages")),
            facts=tuple(self._fact(entry) for entry in reader.readers("context_facts")),
        )
        reader.done()
        return note

    def _policy_objective(self, reader: Reader, document: str) -> PolicyObjective:
        objective = PolicyObjective(
            id=self._new_id(reader),
            document=document,
            nl=reader.text("nl"),
            gloss=reader.text("gloss"),
            page=reader.text("page"),
            parent=next(iter(self._names(reader, "parent")), ""),
        )
        reader.done()
        return objective

    def _passage(self, reader: Reader, document: str) -> Passage:
        passage = Passage(self._new_id(reader), document, reader.text("nl"), reader.text("page"))
        reader.done()
        return passage

    def _fact(self, reader: Reader) -> Passage:
        fact = Passage("", "", reader.text("fact"), reader.text("page"), reader.texts("theme"))
        reader.done()
        return fact

    def _source_ref(self, reader: Reader) -> SourceRef:
        document = next(iter(self._names(reader, "doc")), "")
        reference = SourceRef(document, reader.text("section", ""), reader.text("page", ""))
        reader.done()
        return reference

    def _source(self, name: str, reader: Reader) -> Source:
        self.given[name] = reader
        source = Source(name, reader.text("title"), reader.text("file"))
        reader.done()
        return source

    def _named(self, reader: Reader) -> Named:
        named = Named(
            self._new_id(reader), reader.text("nl"), reader.text("gloss"), reader.text("criterion", "")
        )
        reader.done()
        return named

    def _method(self, reader: Reader) -> MethodNamed:
        id_ = self._new_id(reader)
        words, where = reader.texts("nl"), reader.texts("where")
        reader.done()
        if id_ in _NO_METHODS:
            return MethodNamed(id_, words, where, None)
        try:
            return MethodNamed(id_, words, where, method_named(id_))
        except ValueError as unknown:
            reader.note(str(unknown), "id")
            return MethodNamed(id_, words, where, None)

    def _anomaly(self, reader: Reader) -> Anomaly:
        anomaly = Anomaly(self._new_id(reader), reader.text("text"))
        reader.done()
        return anomaly

    def _new_id(self, reader: Reader, version: int = 1) -> str:
        """The id of an entry; twice the same is a problem, unless it is another version."""
        id_ = reader.text("id")
        mark = f"{id_} version {version}" if version > 1 else id_
        if mark in self.given:
            reader.note(f"{mark!r} is used twice; give one of them another id or the next version", "id")
        self.given[mark] = reader
        return id_

    def _names(self, reader: Reader, key: str) -> tuple[str, ...]:
        """Ids of other entries, looked up once the whole file is read."""
        names = reader.texts(key)
        self.named += [(reader, key, name) for name in names]
        return names

    def _note_unknown_names(self) -> None:
        for reader, key, name in self.named:
            if name not in self.given:
                reader.note(
                    f"{key} names {name!r}, which is not in this file; {nearest(name, list(self.given))}", key
                )

    def _note_wrong_period(self, plan: Plan, period: Reader) -> None:
        if plan.end < plan.start:
            period.note(f"the plan ends on {plan.end} before it starts on {plan.start}; swap the two", "end")

    def _note_missing_counts(self, plan: Plan) -> None:
        """Consultations and people reached must each have exactly one indicator in force."""
        for record in (CONSULTATIONS, PEOPLE_REACHED):
            having = [
                one.id for one in plan.indicators if one.counted_from == record and not one.superseded_by
            ]
            if len(having) != 1:
                told = ", ".join(having) or "none"
                text = f"one indicator in force must be `counted_from: {record}`; there are: {told}"
                self.root.problems.append(Problem(self.root.file, 1, 1, text))
