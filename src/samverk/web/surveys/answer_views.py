"""Svara: the page that anyone with the link may open. No sign-in, no cookie, no line in the log.

There is no session to protect, so that the form has no CSRF token, which would be a cookie. The number signed into the
form is what it needs to be taken.
"""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.cache import cache_control
from django.views.decorators.csrf import csrf_exempt

from samverk.apps.audit.door import RefusedChange
from samverk.apps.surveys.answering import answer_by_link, is_open, new_number, number_of
from samverk.apps.surveys.models import SurveyRound
from samverk.core.outcomes.questionnaires import Choices, read_choices
from samverk.formats.surveys.questionnaire import read_questionnaire
from samverk.web.page import methods, untraced_page
from samverk.web.surveys.asked import asked_in
from samverk.web.surveys.limits import is_too_often

_CLOSED, _BUSY, _UNREAD = 410, 429, 422


def _found(association: str, code: str) -> SurveyRound:
    rows = SurveyRound.objects.select_related("questionnaire__association")
    return get_object_or_404(rows, questionnaire__association__slug=association, code=code)


@csrf_exempt
@cache_control(private=True, no_store=True)
@untraced_page
def answer_survey(request: HttpRequest, association: str, code: str) -> HttpResponseBase:
    """The questions in one language; what was chosen is kept and nothing else."""
    if request.method not in methods(True):
        return HttpResponseNotAllowed(methods(True))
    row = _found(association, code)
    content = read_questionnaire(row.content)
    language = request.GET.get("sprak", "")
    given = {each.key: request.POST.get(each.key, "") for each in content.questions}
    asked = asked_in(content, language, given)
    if not is_open(row):
        return _told(request, row, {"asked": asked, "say": asked.language.words["closed"]}, _CLOSED)
    fault, status = "", 200
    if request.method == "POST":
        number, choices = number_of(row, request.POST.get("number", "")), read_choices(content, given)
        if is_too_often(request):
            fault, status = "busy", _BUSY
        elif number is None or choices is None:
            fault, status = "unread", _UNREAD
        elif not choices:
            fault, status = "nothing", _UNREAD
        else:
            return _kept(request, row, number, choices, asked.language.code)
    signed = request.POST.get("number", "") if fault in ("busy", "nothing") else new_number(row)
    context = {
        "asked": asked,
        "signed": signed,
        "fault": asked.language.words[fault] if fault else "",
        "association_name": row.questionnaire.association.name,
    }
    answer = render(request, "surveys/answer.html", context, status=status)
    answer["Referrer-Policy"] = "no-referrer"
    return answer


def _kept(request: HttpRequest, row: SurveyRound, number: int, choices: Choices, language: str) -> HttpResponseBase:
    try:
        answer_by_link(row, number, choices)
    except RefusedChange:
        asked = asked_in(read_questionnaire(row.content), language)
        return _told(request, row, {"asked": asked, "say": asked.language.words["closed"]}, _CLOSED)
    inside = {"association": row.questionnaire.association.slug, "code": row.code}
    return HttpResponseRedirect(f"{reverse('survey_thanks', kwargs=inside)}?sprak={language}")


@cache_control(private=True, no_store=True)
@untraced_page
def survey_thanks(request: HttpRequest, association: str, code: str) -> HttpResponseBase:
    """Thanks, in the language that was chosen."""
    row = _found(association, code)
    asked = asked_in(read_questionnaire(row.content), request.GET.get("sprak", ""))
    return _told(request, row, {"asked": asked, "say": asked.language.words["thanks"]}, 200)


def _told(request: HttpRequest, row: SurveyRound, context: dict[str, object], status: int) -> HttpResponse:
    more = {"association_name": row.questionnaire.association.name}
    answer = render(request, "surveys/answer_said.html", context | more, status=status)
    answer["Referrer-Policy"] = "no-referrer"
    return answer
