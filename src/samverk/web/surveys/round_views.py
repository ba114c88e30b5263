"""A round: its link, paper, typing in, the end, and what it gave."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from samverk.apps.audit.clock import today
from samverk.apps.audit.door import RefusedChange
from samverk.apps.surveys.answering import is_open, new_number, number_of, type_in_answers
from samverk.apps.surveys.models import SurveyRound
from samverk.apps.surveys.perms import CHANGE_SURVEYS, SEE_SURVEYS
from samverk.apps.surveys.queries import minimum_on, results_of
from samverk.apps.surveys.questionnaire_actions import end_round
from samverk.core.outcomes.questionnaires import Choices, QuestionnaireContent, read_choices
from samverk.formats.surveys.questionnaire import read_questionnaire
from samverk.reports.surveys.rounds import round_chart, round_table
from samverk.web.outcomes.return_views import shown
from samverk.web.page import AssociationRequest, page
from samverk.web.planning.drawing import drawn
from samverk.web.surveys.asked import asked_in

_SHEETS = 10


def _found(request: AssociationRequest, pk: int) -> SurveyRound:
    rows = SurveyRound.objects.select_related("questionnaire")
    return get_object_or_404(rows, questionnaire__association=request.association, pk=pk)


@page(SEE_SURVEYS)
def survey_round(request: AssociationRequest, pk: int) -> HttpResponse:
    """The link while it is open, the results when it has ended. Never how many have answered so far."""
    row = _found(request, pk)
    path = reverse("answer_survey", kwargs={"association": request.association.slug, "code": row.code})
    found = results_of(row)
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
    row = _found(request, pk)
    if request.method == "POST":
        seen = request.POST.get("seen", "")
        try:
            end_round(request.actor, row, int(seen) if seen.isdecimal() else 0)
            messages.success(request, "Omgången är avslutad och svaren är räknade.")
        except RefusedChange as refused:
            messages.error(request, str(refused))
    return redirect("survey_round", association=request.association.slug, pk=pk)


@page(SEE_SURVEYS)
def survey_round_form(request: AssociationRequest, pk: int) -> HttpResponse:
    """The form on paper, in one language."""
    row = _found(request, pk)
    asked = asked_in(read_questionnaire(row.content), request.GET.get("sprak", ""))
    return render(request, "surveys/paper_form.html", {"row": row, "asked": asked})


@page(CHANGE_SURVEYS, post=True)
def survey_round_paper(request: AssociationRequest, pk: int) -> HttpResponse:
    """A grid for typing in forms on paper: a row for each sheet."""
    row = _found(request, pk)
    content = read_questionnaire(row.content)
    fault = ""
    if request.method == "POST":
        sheets, fault = _sheets(request, row, content)
        if not fault:
            try:
                type_in_answers(request.actor, row, sheets)
            except RefusedChange as refused:
                fault = str(refused)
            else:
                messages.success(request, "Svaren på papper är sparade. Fyll i fler eller gå tillbaka.")
                return redirect("survey_round_paper", association=request.association.slug, pk=pk)
    context = {"row": row, "asked": asked_in(content, ""), "rows": _grid(request, row, content), "fault": fault}
    return render(request, "surveys/paper_grid.html", context, status=422 if fault else 200)


def _sheets(
    request: AssociationRequest, row: SurveyRound, content: QuestionnaireContent
) -> tuple[dict[int, Choices], str]:
    found: dict[int, Choices] = {}
    for at in range(_SHEETS):
        number = number_of(row, request.POST.get(f"number_{at}", ""))
        choices = read_choices(content, _typed(request, at, content))
        if choices is None or number is None:
            return {}, f"Blankett {at + 1} gick inte att läsa. Ladda om sidan och skriv in den igen."
        if choices:
            found[number] = choices
    return found, "" if found else "Inget svar är valt. Välj svaren från minst en blankett."


def _typed(request: AssociationRequest, at: int, content: QuestionnaireContent) -> dict[str, str]:
    return {each.key: request.POST.get(f"{each.key}_{at}", "") for each in content.questions}


def _grid(request: AssociationRequest, row: SurveyRound, content: QuestionnaireContent) -> list[dict[str, object]]:
    return [
        {
            "number": at + 1,
            "name": f"number_{at}",
            "signed": request.POST.get(f"number_{at}") or new_number(row),
            "cells": [
                {
                    "name": f"{each.key}_{at}",
                    "label": f"Blankett {at + 1}, fråga {place}",
                    "chosen": request.POST.get(f"{each.key}_{at}", ""),
                    "options": [option.key for option in each.options],
                }
                for place, each in enumerate(content.questions, 1)
            ],
        }
        for at in range(_SHEETS)
    ]
