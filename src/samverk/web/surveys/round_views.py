"""A round: its link, the end, and what it gave."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from samverk.apps.audit.clock import today
from samverk.apps.audit.door import RefusedChange
from samverk.apps.surveys.answering import is_open
from samverk.apps.surveys.models import SurveyRound
from samverk.apps.surveys.perms import CHANGE_SURVEYS, SEE_SURVEYS
from samverk.apps.surveys.queries import minimum_on, results_of
from samverk.apps.surveys.questionnaire_actions import end_round
from samverk.formats.surveys.questionnaire import read_questionnaire
from samverk.reports.surveys.rounds import round_chart, round_table
from samverk.web.outcomes.return_views import shown
from samverk.web.page import AssociationRequest, page
from samverk.web.planning.drawing import drawn


def found_round(request: AssociationRequest, pk: int) -> SurveyRound:
    """The association's round. Raises Http404."""
    rows = SurveyRound.objects.select_related("questionnaire")
    return get_object_or_404(rows, questionnaire__association=request.association, pk=pk)


@page(SEE_SURVEYS)
def survey_round(request: AssociationRequest, pk: int) -> HttpResponse:
    """The link while it is open, the results when it has ended. Never how many have answered so far."""
    row = found_round(request, pk)
    path = reverse("answer_survey", kwargs={"association": request.association.slug, "code": row.code})
    found = results_of(row, today())
    chart = round_chart(str(row), found.questions) if found else None
    context = {
        "row": row,
        "content": read_questionnaire(row.content),
        "address": request.build_absolute_uri(path),
        "is_open": is_open(row),
        "is_to_come": row.ended_on is None and today() < row.opens_on,
        "chart": drawn(chart) if chart else "",
        "table": shown(round_table(str(row), found.questions)) if found else None,
        "minimum": minimum_on(request.association, today()),
    }
    return render(request, "surveys/round.html", context)


@page(CHANGE_SURVEYS, post=True)
def survey_round_end(request: AssociationRequest, pk: int) -> HttpResponse:
    """End it for ever."""
    row = found_round(request, pk)
    if request.method == "POST":
        seen = request.POST.get("seen", "")
        try:
            end_round(request.actor, row, int(seen) if seen.isdecimal() else 0)
            messages.success(request, "Omgången är avslutad och svaren är räknade.")
        except RefusedChange as refused:
            messages.error(request, str(refused))
    return redirect("survey_round", association=request.association.slug, pk=pk)
