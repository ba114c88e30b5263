"""Answers on paper: the form to print, and a grid to type in what came back.

What was saved stands on the page that saved it, and in no other place, for nobody's name is kept with an answer. The
page carries it along in its own form, so that a mistake can be taken back while one sits there, and with the slip
for as long as the round lasts.
"""

from __future__ import annotations

from dataclasses import dataclass

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import render

from samverk.apps.audit.door import RefusedChange
from samverk.apps.surveys.answering import new_number, number_of, slip_of, take_back_answer, type_in_answers
from samverk.apps.surveys.models import SurveyRound
from samverk.apps.surveys.perms import CHANGE_SURVEYS, SEE_SURVEYS
from samverk.core.outcomes.questionnaires import Choices, QuestionnaireContent, read_choices
from samverk.formats.surveys.questionnaire import read_questionnaire
from samverk.web.page import AssociationRequest, page
from samverk.web.surveys.asked import asked_in
from samverk.web.surveys.round_views import found_round

_SHEETS = 10
_MOST_SAVED = 200
_BETWEEN = "|"


@dataclass(frozen=True, slots=True)
class SavedSheet:
    """A form of paper that was typed in on this page: its slip and what was chosen, question by question."""

    slip: str
    chosen: tuple[str, ...]

    @property
    def carried(self) -> str:
        """As the page carries it along."""
        return _BETWEEN.join((self.slip, *self.chosen))


@page(SEE_SURVEYS)
def survey_round_form(request: AssociationRequest, pk: int) -> HttpResponse:
    """The form on paper, in one language."""
    row = found_round(request, pk)
    asked = asked_in(read_questionnaire(row.content), request.GET.get("sprak", ""))
    return render(request, "surveys/paper_form.html", {"row": row, "asked": asked})


@page(CHANGE_SURVEYS, post=True)
def survey_round_paper(request: AssociationRequest, pk: int) -> HttpResponse:
    """A grid for typing in forms on paper, a row for each sheet; a sheet that was saved can be taken back."""
    row = found_round(request, pk)
    content = read_questionnaire(row.content)
    saved, fault = _saved_before(request), ""
    is_typed = request.method == "POST"
    try:
        if "back" in request.POST:
            saved = _taken_back(request, row, saved)
        elif is_typed:
            saved = [*_typed_in(request, row, content), *saved]
            is_typed = False  # what is kept leaves the grid
    except RefusedChange as refused:
        fault = str(refused)
    context = {
        "row": row,
        "asked": asked_in(content, ""),
        "rows": _grid(request, row, content, is_typed=is_typed),
        "saved": saved[:_MOST_SAVED],
        "fault": fault,
    }
    return render(request, "surveys/paper_grid.html", context, status=422 if fault else 200)


def _saved_before(request: AssociationRequest) -> list[SavedSheet]:
    told = (each.split(_BETWEEN) for each in request.POST.getlist("saved")[:_MOST_SAVED])
    return [SavedSheet(slip, tuple(chosen)) for slip, *chosen in told]


def _taken_back(request: AssociationRequest, row: SurveyRound, saved: list[SavedSheet]) -> list[SavedSheet]:
    slip = request.POST["back"].strip()
    take_back_answer(request.actor, row, slip)
    messages.success(request, "Svaret är borttaget. Skriv in blanketten igen om den ska räknas.")
    return [each for each in saved if each.slip != slip.upper()]


def _typed_in(request: AssociationRequest, row: SurveyRound, content: QuestionnaireContent) -> list[SavedSheet]:
    """Keep what was typed. Raises RefusedChange when it cannot be read, or when nothing is chosen."""
    sheets = _sheets(request, row, content)
    type_in_answers(request.actor, row, sheets)
    messages.success(request, "Svaren på papper är sparade. Fyll i fler eller gå tillbaka.")
    return [
        SavedSheet(slip_of(number), tuple(choices.get(each.key, "–") for each in content.questions))
        for number, choices in sheets.items()
    ]


def _sheets(request: AssociationRequest, row: SurveyRound, content: QuestionnaireContent) -> dict[int, Choices]:
    found: dict[int, Choices] = {}
    for at in range(_SHEETS):
        number = number_of(row, request.POST.get(f"number_{at}", ""))
        choices = read_choices(content, _typed(request, at, content))
        if choices is None or number is None:
            raise RefusedChange(f"Blankett {at + 1} gick inte att läsa. Ladda om sidan och skriv in den igen.")
        if choices:
            found[number] = choices
    if not found:
        raise RefusedChange("Inget svar är valt. Välj svaren från minst en blankett.")
    return found


def _typed(request: AssociationRequest, at: int, content: QuestionnaireContent) -> dict[str, str]:
    return {each.key: request.POST.get(f"{each.key}_{at}", "") for each in content.questions}


def _grid(
    request: AssociationRequest, row: SurveyRound, content: QuestionnaireContent, *, is_typed: bool
) -> list[dict[str, object]]:
    """The rows to fill in; what `is_typed` stays in them."""
    typed = request.POST if is_typed else {}
    return [
        {
            "number": at + 1,
            "name": f"number_{at}",
            "signed": typed.get(f"number_{at}") or new_number(row),
            "cells": [
                {
                    "name": f"{each.key}_{at}",
                    "label": f"Blankett {at + 1}, fråga {place}",
                    "chosen": typed.get(f"{each.key}_{at}", ""),
                    "options": [option.key for option in each.options],
                }
                for place, each in enumerate(content.questions, 1)
            ],
        }
        for at in range(_SHEETS)
    ]
