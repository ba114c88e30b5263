"""Enkäter: what the indicators say, and the fewest answers that are shown."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeVar

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect, render

from samverk.apps.audit.clock import today
from samverk.apps.surveys import actions
from samverk.apps.surveys.models import SurveyDecision
from samverk.apps.surveys.perms import CHANGE_SURVEYS, SEE_SURVEYS
from samverk.apps.surveys.queries import comparisons, ended_rounds, minimum_on, sources_of
from samverk.core.outcomes.surveys import RESPONDENT_GROUPS
from samverk.reports.surveys.tables import indicators_chart, indicators_table
from samverk.reports.surveys.workbook import survey_workbook
from samverk.web.outcomes.decisions import decision_removal
from samverk.web.outcomes.refused import tell
from samverk.web.outcomes.return_views import shown
from samverk.web.page import AssociationRequest, page
from samverk.web.planning.drawing import drawn
from samverk.web.surveys.forms import MinimumForm

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


ChosenT = TypeVar("ChosenT", int, str)


def _asked(request: AssociationRequest, name: str, there: Sequence[ChosenT]) -> ChosenT | None:
    """What the address asks for, else the first that is there; None when nothing is."""
    asked = request.GET.get(name, "")
    return next((each for each in there if str(each) == asked), there[0] if there else None)


@page(SEE_SURVEYS)
def surveys(request: AssociationRequest) -> HttpResponse:
    """A year's indicators of one group."""
    found = comparisons(request.association, today())
    years = sorted({each.year for each in found}, reverse=True)
    year = _asked(request, "ar", years)
    there = {each.group for each in found if each.year == year}
    groups = [(each.code, each.name) for each in RESPONDENT_GROUPS.codes if each.code in there]
    group = _asked(request, "grupp", [code for code, _ in groups])
    context: dict[str, object] = {
        "year": year,
        "years": years,
        "group": group,
        "groups": groups,
        "minimum": minimum_on(request.association, today()),
    }
    if year is not None and group is not None:
        mine = [each for each in found if (each.year, each.group) == (year, group)]
        chart = indicators_chart(group, year, mine)
        context |= {
            "group_name": RESPONDENT_GROUPS.name_of(group),
            "chart": drawn(chart) if chart else "",
            "table": shown(indicators_table(group, year, mine)),
            "sources": sources_of(request.association, year),
        }
    return render(request, "surveys/surveys.html", context)


@page(SEE_SURVEYS)
def survey_file(request: AssociationRequest) -> HttpResponse:
    """Every year that may be shown, as a workbook."""
    minimum = minimum_on(request.association, today())
    here = request.association
    content = survey_workbook(comparisons(here, today()), ended_rounds(here, today()), minimum, here.name, today())
    answer = HttpResponse(content, content_type=XLSX)
    answer["Content-Disposition"] = 'attachment; filename="enkater.xlsx"'
    return answer


@page(SEE_SURVEYS, post=True, change=CHANGE_SURVEYS)
def survey_minimum(request: AssociationRequest) -> HttpResponse:
    """The fewest answers that are shown, the decisions so far, and a new decision."""
    form = MinimumForm(request.POST or None, initial={"decided_on": today()}, label_suffix="")
    if request.method == "POST" and form.is_valid():
        try:
            actions.decide_minimum(request.actor, **form.cleaned_data)
        except ValidationError as refused:
            tell(form, refused)
        else:
            messages.success(request, "Beslutet är noterat.")
            return redirect("survey_minimum", association=request.association.slug)
    context = {
        "form": form,
        "minimum": minimum_on(request.association, today()),
        "decisions": SurveyDecision.objects.filter(association=request.association),
    }
    return render(request, "surveys/minimum.html", context, status=422 if form.errors else 200)


remove_survey_minimum = decision_removal(SurveyDecision, CHANGE_SURVEYS, actions.remove_minimum, "survey_minimum")
