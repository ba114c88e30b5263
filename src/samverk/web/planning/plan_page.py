"""The page of a version: room to grant first, then the grid, the scenarios and the chart of funds."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render

from samverk.apps.planning.beside import past_budget, past_outcome
from samverk.apps.planning.ground import ground_of
from samverk.apps.planning.line_changes import OPENING_KEY, LinesChanged
from samverk.apps.planning.models import BudgetVersion, Scenario
from samverk.apps.planning.perms import CHANGE_PLAN
from samverk.apps.planning.plans import VersionPlan, lines_with_money, plan_of, proposals_for
from samverk.apps.planning.queries import scenario_facts
from samverk.core.money import MoneyUnit
from samverk.core.planning.plan import Plan
from samverk.core.planning.proposals import Proposal
from samverk.core.planning.scenario import SUMS, compare, in_scenario, lost_deltas
from samverk.core.planning.scenario import Scenario as ScenarioFacts
from samverk.web.page import AssociationRequest
from samverk.web.planning.amounts import shown
from samverk.web.planning.entry import Entry, cell_name, name_of, seen_after
from samverk.web.planning.grid import GridInput, make_grid
from samverk.web.planning.standing import standing_of

_BLANK_LINE = re.compile(r"\n\s*\n")


@dataclass(frozen=True, slots=True)
class Answer:
    """What came of sending the grid: the entry, why it was not saved, and the status of the page."""

    entry: Entry | None = None
    conflicts: LinesChanged | None = None
    refused: str = ""
    status: int = 200


@dataclass(frozen=True, slots=True)
class NamedProblem:
    """What is wrong with a field, with the name that a person knows it by."""

    name: str
    place: str
    words: str


def made_for(request: AssociationRequest, version: BudgetVersion) -> VersionPlan:
    """The version with every line that the page shows: what had money last year, and lines just added."""
    ground = ground_of(request.association)
    also = lines_with_money(ground, version.budget.year - 1) | _added(request)
    return plan_of(ground, version, also)


def _added(request: AssociationRequest) -> frozenset[str]:
    """Lines that were added to the grid and are not saved yet."""
    sent = [*request.POST.get("added", "").split(","), request.POST.get("line", "") if "add" in request.POST else ""]
    return frozenset(key for key in sent if key)


def open_proposals(made: VersionPlan) -> dict[str, Proposal]:
    """The proposals that have an amount, by field."""
    by_id = {line.id: line for line in made.plan.lines}
    return {
        cell_name(by_id[each.line_id], each.year): each for each in proposals_for(made) if each.amount_ore is not None
    }


def show_version(request: AssociationRequest, version: BudgetVersion, answer: Answer | None = None) -> HttpResponse:
    """The page, with what came of sending it when it was sent."""
    answer = answer or Answer()
    made = made_for(request, version)
    scenarios = list(version.budget.scenarios.prefetch_related("deltas"))
    scenario = scenario_asked(request, scenarios)
    is_open = version.is_draft and CHANGE_PLAN.holds(request.actor) and scenario is None
    facts = scenario_facts(scenario) if scenario else None
    plan = in_scenario(made.plan, facts) if facts else answer.entry.plan if answer.entry else made.plan
    floor = made.ground.floor
    problems = _problems(made, answer)
    given = GridInput(
        plan=plan,
        outcome=past_outcome(made.ground, made.year),
        budget=past_budget(made.ground, made.year - 1),
        is_open=is_open,
        proposals=open_proposals(made) if is_open else {},
        values=answer.entry.typed if answer.entry else {},
        problems=problems,
        seen=_seen(answer),
    )
    context: dict[str, Any] = {
        "made": made,
        "version": version,
        "grid": make_grid(made, given),
        "standing": standing_of(made, plan, floor.floor_ore, left_of(given.proposals, plan)),
        "floor": floor,
        "scenario": scenario,
        "scenarios": scenarios,
        "differences": _differences(made, facts) if facts else (),
        "motive": paragraphs(version.motive),
        "remark": paragraphs(version.remark),
        "lost": lost_deltas(made.plan, facts) if facts else (),
        "is_open": is_open,
        "named_problems": list(_named(made, problems)),
        "refused": answer.refused,
        "lines_to_add": _lines_to_add(made) if is_open else [],
        "added": ",".join(sorted(_added(request))),
    }
    return render(request, "planning/plan.html", context, status=answer.status)


def scenario_asked(request: AssociationRequest, scenarios: Sequence[Scenario]) -> Scenario | None:
    """The scenario among them that the address asks for (?scenario=3), None without one; Http404 for another's."""
    asked = request.GET.get("scenario", "")
    if not asked:
        return None
    found = [each for each in scenarios if str(each.pk) == asked]
    if not found:
        raise Http404
    return found[0]


def _differences(made: VersionPlan, scenario: ScenarioFacts) -> list[str]:
    """What the scenario changes, line by line, and what that does to the funds at every year's end."""
    found = compare(made.plan, in_scenario(made.plan, scenario), only_changed=True)
    return [
        f"{each.label} {each.year}: {each.words('grundplanen')}"
        for each in found
        if each.line_id not in SUMS or each.line_id == "medel_till_forfogande"
    ]


def left_of(proposed: Mapping[str, Proposal], plan: Plan) -> list[Proposal]:
    """The proposals for amounts that nobody has written."""
    return [each for each in proposed.values() if plan.amount(each.line_id, each.year) is None]


def paragraphs(text: str) -> list[str]:
    """A text as paragraphs: a blank line parts them."""
    return [part for part in _BLANK_LINE.split(text.strip()) if part]


def _seen(answer: Answer) -> Mapping[str, int | None]:
    if answer.entry is None:
        return {}
    return seen_after(answer.entry, answer.conflicts.conflicts if answer.conflicts else ())


def _problems(made: VersionPlan, answer: Answer) -> dict[str, str]:
    """What is wrong by field: what cannot be read, and what someone else was before with."""
    problems = dict(answer.entry.problems) if answer.entry else {}
    unit = MoneyUnit(made.row.budget.unit)
    for each in answer.conflicts.conflicts if answer.conflicts else ():
        wanted, now = shown(each.change.new_ore, unit), shown(each.now_ore, unit)
        problems[name_of(each.change)] = (
            f"Du skrev {wanted}, men någon annan har ändrat till {now} medan du skrev. Spara igen om ditt belopp ska "
            "gälla."
        )
    return problems


def _named(made: VersionPlan, problems: Mapping[str, str]) -> Iterable[NamedProblem]:
    labels = {(line.side.value, line.id): line.label for line in made.plan.lines}
    for name, words in problems.items():
        side, key, year = name.split(".") if name.count(".") == 2 and not name.startswith(".") else ("", "", "")
        place = f"{labels.get((side, key), key)} {year}" if key else f"Medel vid årets början {made.year}"
        yield NamedProblem(name, place if key != OPENING_KEY else f"Medel vid årets början {made.year}", words)


def _lines_to_add(made: VersionPlan) -> list[tuple[str, str]]:
    """Measures that the grid does not show yet: key and name."""
    shown_already = {line.id for line in made.plan.lines}
    return [(each.id, each.name) for each in made.ground.measures if each.id not in shown_already]
