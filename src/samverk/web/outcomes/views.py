"""Does it help? All measures of a year, the whole story of one, and what Uppföljning Finsam asks for."""

from __future__ import annotations

from collections.abc import Iterable

from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.safestring import SafeString

from samverk.apps.audit.clock import today
from samverk.apps.measures.enums import Direction
from samverk.apps.measures.models import Measure
from samverk.apps.outcomes.dashboard import Dashboard, OutcomeLine
from samverk.apps.outcomes.models import OutcomeTarget
from samverk.apps.outcomes.perms import CHANGE_TARGETS, SEE_OUTCOMES
from samverk.apps.outcomes.target_actions import add_target, remove_target
from samverk.core.outcomes.returned import Return
from samverk.core.outcomes.told import MONTHS_AFTER, exits_told, later_told, parts_told, table_of
from samverk.reports.outcomes.charts import flow_chart
from samverk.reports.outcomes.shares import exits_table, hides, later_table, parts_table, years_table
from samverk.reports.outcomes.tables import HIDDEN_SENTENCE, return_table
from samverk.reports.outcomes.times import times_table
from samverk.web.components.figure_table import FigureTable
from samverk.web.outcomes.forms import TargetForm
from samverk.web.outcomes.refused import tell
from samverk.web.outcomes.return_views import definitions_of, shown
from samverk.web.page import AssociationRequest, page
from samverk.web.planning.drawing import drawn

_WHO = ("gender", "age", "education", "referrer", "support")
_VIOLENCE = "violence_"


def _year(request: AssociationRequest, board: Dashboard) -> int | None:
    """The year that is asked for, else the latest that some return tells of."""
    asked = request.GET.get("ar", "")
    if asked.isdecimal() and len(asked) <= 4 and int(asked) in board.years:
        return int(asked)
    return board.years[0] if board.years else None


@page(SEE_OUTCOMES)
def outcomes(request: AssociationRequest) -> HttpResponse:
    """One row per measure that has reported, and who has not."""
    board = Dashboard(request.actor)
    year = _year(request, board)
    lines = board.lines(year) if year else []
    context = {
        "year": year,
        "years": board.years,
        "lines": lines,
        "total": board.total(lines) if len(lines) > 1 else None,
        "hides": any(hides(line.told) for line in lines),
        "hidden_sentence": HIDDEN_SENTENCE,
        "waited_for": board.waited_for(year, today()) if year else [],
    }
    return render(request, "outcomes/outcomes.html", context)


def found_measure(board: Dashboard, pk: int) -> Measure:
    """The measure, when the person may know of it. Raises Http404."""
    found = next((row for row in board.measures.values() if row.pk == pk), None)
    if found is None:
        raise Http404
    return found


@page(SEE_OUTCOMES)
def outcome_measure(request: AssociationRequest, pk: int) -> HttpResponse:
    """Who took part, where they went, what is known later, what it cost."""
    board = Dashboard(request.actor)
    row = found_measure(board, pk)
    asked, mine = _year(request, board), [year for year in board.years if board.source_of(row, year)]
    year = asked if asked in mine or not mine else mine[0]
    line = board.line(row.code, year) if year else None
    source = board.source_of(row, year) if year else None
    context = {
        "row": row,
        "year": year,
        "years": mine,
        "line": line,
        "source": source[0] if source else None,
        "targets": board.targets(row, year) if year else [],
        **(_told(request, board, line) if line else {}),
    }
    if line is None and source is not None:
        part = [each for each in parts_told(source[0].given) if each.measure == row.code]
        context["part_table"] = shown(parts_table(part, {row.code: row.name}))
    return render(request, "outcomes/measure.html", context)


def _told(request: AssociationRequest, board: Dashboard, line: OutcomeLine) -> dict[str, object]:
    given, row = line.taken.given, line.measure
    names = {code: each.name for code, each in board.measures.items()}
    asked = request.GET.get("efter", "0")
    months = next((each for each in MONTHS_AFTER if str(each) == asked), 0)
    chart = flow_chart(given, months)
    exits, later, parts = exits_told(given), later_told(given), parts_told(given)
    history = [(year, each.told) for year in board.years if (each := board.line(row.code, year)) is not None]
    return {
        "months": months,
        "moments": [each for each in MONTHS_AFTER if table_of(given, f"support_flow_{each}") is not None],
        "flow": drawn(chart) if chart else SafeString(""),
        "who": _tables(given, names, (f"enrolled_by_{each}" for each in _WHO)),
        "exits": shown(exits_table(exits)) if exits else None,
        "later": shown(later_table(later)) if later else None,
        "queue": _tables(given, names, ("queue_by_gender",)),
        "violence": _tables(given, names, (each.table for each in given.tables if each.table.startswith(_VIOLENCE))),
        "times": shown(times) if (times := times_table(given)) else None,
        "definitions": definitions_of(given),
        "parts": shown(parts_table(parts, names)) if parts else None,
        "history": shown(years_table(history)) if len(history) > 1 else None,
    }


def _tables(given: Return, names: dict[str, str], kinds: Iterable[str]) -> list[FigureTable]:
    found = (table_of(given, kind) for kind in kinds)
    return [shown(return_table(each, names)) for each in found if each is not None]


@page(SEE_OUTCOMES)
def national_counts(request: AssociationRequest) -> HttpResponse:
    """The counts to type in Uppföljning Finsam, women and men, of every measure for individuals."""
    board = Dashboard(request.actor)
    year = _year(request, board)
    rows = [each for each in (board.national(year) if year else []) if each[0].direction == Direction.INDIVIDUAL]
    hidden = any(None in (counts.women, counts.men) for _, counts, _ in rows)
    context = {
        "year": year,
        "years": board.years,
        "rows": rows,
        "hides": hidden,
        "hidden_sentence": HIDDEN_SENTENCE,
    }
    return render(request, "outcomes/national.html", context)


@page(SEE_OUTCOMES, post=True, change=CHANGE_TARGETS)
def outcome_targets(request: AssociationRequest, pk: int) -> HttpResponse:
    """The measure's targets for exits, and a new one."""
    board = Dashboard(request.actor)
    row = found_measure(board, pk)
    form = TargetForm(request.POST or None, initial={"year": today().year}, label_suffix="")
    if request.method == "POST" and form.is_valid():
        try:
            add_target(request.actor, row, **form.cleaned_data)
        except ValidationError as refused:
            tell(form, refused)
        else:
            return redirect("outcome_targets", association=request.association.slug, pk=pk)
    years = sorted({each.year for each in row.outcome_targets.all()}, reverse=True)
    judged = [each for year in years for each in board.targets(row, year)]
    context = {"row": row, "form": form, "targets": judged}
    return render(request, "outcomes/targets.html", context, status=422 if form.errors else 200)


@page(CHANGE_TARGETS, post=True)
def remove_outcome_target(request: AssociationRequest, pk: int) -> HttpResponse:
    """Take a target away."""
    row = get_object_or_404(OutcomeTarget, measure__association=request.association, pk=pk)
    if request.method == "POST":
        remove_target(request.actor, row)
    return redirect("outcome_targets", association=request.association.slug, pk=row.measure_id)
