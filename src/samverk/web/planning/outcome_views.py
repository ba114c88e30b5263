"""How the year goes: the forecast with its method in words, and budget against outcome month by month."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render

from samverk.apps.planning.ground import Ground, ground_of
from samverk.apps.planning.perms import SEE_PLAN
from samverk.apps.planning.plans import forecast_of, plan_in_force
from samverk.apps.planning.year_outcome import YearOutcome, year_outcome, years_to_follow
from samverk.core.periods import MONTHS
from samverk.core.planning.months import MONTHS_IN_YEAR, until_words
from samverk.core.planning.plan import LineSide
from samverk.reports.plan.charts import outcome_chart
from samverk.web.page import AssociationRequest, page
from samverk.web.planning.drawing import drawn

_COSTS = "summa_kostnader"


@page(SEE_PLAN)
def latest_forecast(request: AssociationRequest) -> HttpResponse:
    """The forecast of the latest year with books."""
    years = years_to_follow(ground_of(request.association))
    return forecast_page(request, years[0], years) if years else _nothing(request, "forecast")


@page(SEE_PLAN)
def budget_forecast(request: AssociationRequest, year: int) -> HttpResponse:
    """The forecast of a year."""
    return forecast_page(request, year, _years(request, year))


def forecast_page(request: AssociationRequest, year: int, years: list[int]) -> HttpResponse:
    """Line by line what the year comes to, how it was reckoned and how sure it is."""
    ground = ground_of(request.association)
    found = _outcome(request, ground, year)
    plan, forecast = plan_in_force(ground, year), forecast_of(ground, year, found.month)
    if forecast is None:
        raise Http404
    sides = [
        (words, [line for line in forecast.lines if line.side is side and (line.forecast_ore or line.budget_ore)])
        for side, words in ((LineSide.INCOME, "Intäkter"), (LineSide.COST, "Kostnader"))
    ]
    context = {
        "forecast": forecast,
        "sides": sides,
        "budgeted": plan.totals[0] if plan else None,
        "outcome": found,
        "until": until_words(year, found.month),
        "is_whole": found.month == MONTHS_IN_YEAR,
        "month_links": _months(found),
        "years": years,
    }
    return render(request, "planning/forecast.html", context)


@page(SEE_PLAN)
def latest_outcome(request: AssociationRequest) -> HttpResponse:
    """Budget against outcome of the latest year with books."""
    years = years_to_follow(ground_of(request.association))
    return outcome_page(request, years[0], years) if years else _nothing(request, "outcome")


@page(SEE_PLAN)
def budget_outcome(request: AssociationRequest, year: int) -> HttpResponse:
    """Budget against outcome of a year."""
    return outcome_page(request, year, _years(request, year))


def outcome_page(request: AssociationRequest, year: int, years: list[int]) -> HttpResponse:
    """Every line from January to the last month, one of them month by month as a chart."""
    found = _outcome(request, ground_of(request.association), year)
    asked = request.GET.get("rad", _COSTS)
    line = next((each for each in found.lines if each.line_id == asked), None)
    if line is None:
        raise Http404
    context: dict[str, Any] = {
        "outcome": found,
        "line": line,
        "chart": drawn(outcome_chart(line, year)),
        "until": until_words(year, found.month),
        "month_links": _months(found),
        "result": next(each for each in found.lines if each.line_id == "resultat"),
        "years": years,
    }
    return render(request, "planning/outcome.html", context)


def _outcome(request: AssociationRequest, ground: Ground, year: int) -> YearOutcome:
    asked = request.GET.get("till", "")
    month = int(asked) if asked.isascii() and asked.isdigit() and len(asked) < 3 else None
    found = year_outcome(ground, year, month)
    if found is None:
        raise Http404
    return found


def _months(found: YearOutcome) -> list[tuple[int, str]]:
    """The months that the books reach, by number and name."""
    return list(enumerate(MONTHS[: found.last_month], 1))


def _years(request: AssociationRequest, year: int) -> list[int]:
    years = years_to_follow(ground_of(request.association))
    if year not in years:
        raise Http404
    return years


def _nothing(request: AssociationRequest, tab: str) -> HttpResponse:
    return render(request, "planning/no_outcome.html", {"tab": tab})
