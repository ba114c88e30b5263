"""Enkäter: what the indicators say, and the fewest answers that are shown."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from samverk.apps.audit.clock import today
from samverk.apps.surveys import actions
from samverk.apps.surveys.models import SurveyDecision
from samverk.apps.surveys.perms import CHANGE_SURVEYS, SEE_SURVEYS
from samverk.apps.surveys.queries import comparisons, minimum_on, sources_of
from samverk.core.outcomes.surveys import RESPONDENT_GROUPS
from samverk.reports.surveys.tables import indicators_chart, indicators_table
from samverk.reports.surveys.workbook import survey_workbook
from samverk.web.outcomes.refused import tell
from samverk.web.outcomes.return_views import shown
from samverk.web.page import AssociationRequest, page
from samverk.web.planning.drawing import drawn
from samverk.web.surveys.forms import MinimumForm

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@page(SEE_SURVEYS)
def surveys(request: AssociationRequest) -> HttpResponse:
    """A year's indicators, one group after another."""
    found = comparisons(request.association)
    years = sorted({each.year for each in found}, reverse=True)
    asked = request.GET.get("ar", "")
    year = next((each for each in years if str(each) == asked), years[0] if years else None)
    groups = []
    for code in RESPONDENT_GROUPS.codes:
        mine = [each for each in found if each.year == year and each.group == code.code]
        if mine and year is not None:
            chart = indicators_chart(code.code, year, mine)
            table = shown(indicators_table(code.code, year, mine))
            groups.append({"name": code.name, "table": table, "chart": drawn(chart) if chart else ""})
    context = {
        "year": year,
        "years": years,
        "groups": groups,
        "minimum": minimum_on(request.association, today()),
        "sources": sources_of(request.association, year) if year else [],
    }
    return render(request, "surveys/surveys.html", context)


@page(SEE_SURVEYS)
def survey_file(request: AssociationRequest) -> HttpResponse:
    """Every year that may be shown, as a workbook."""
    minimum = minimum_on(request.association, today())
    content = survey_workbook(comparisons(request.association), minimum, request.association.name, today())
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


@page(CHANGE_SURVEYS, post=True)
def remove_survey_minimum(request: AssociationRequest, pk: int) -> HttpResponse:
    """Take away a decision noted by mistake."""
    row = get_object_or_404(SurveyDecision, association=request.association, pk=pk)
    if request.method == "POST":
        actions.remove_minimum(request.actor, row)
        messages.success(request, "Beslutet är borttaget.")
    return redirect("survey_minimum", association=request.association.slug)
