"""Own questionnaires: their questions and languages, and opening a round."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from samverk.apps.audit.door import RefusedChange
from samverk.apps.surveys import questionnaire_actions as actions
from samverk.apps.surveys.models import Questionnaire, SurveyRound
from samverk.apps.surveys.perms import CHANGE_SURVEYS, SEE_SURVEYS
from samverk.core.outcomes.questionnaires import ENGLISH_WORDS, QuestionnaireContent, lacking
from samverk.formats.surveys.questionnaire import read_questionnaire
from samverk.web.outcomes.refused import tell
from samverk.web.page import AssociationRequest, page
from samverk.web.surveys.questionnaire_forms import (
    LanguageForm,
    QuestionForm,
    RoundForm,
    TitleForm,
    question_initial,
)

ENGLISH = "en"


def _found(request: AssociationRequest, pk: int) -> tuple[Questionnaire, QuestionnaireContent]:
    row = get_object_or_404(Questionnaire, association=request.association, pk=pk)
    return row, read_questionnaire(row.content)


def _to(request: AssociationRequest, row: Questionnaire) -> HttpResponse:
    return redirect("questionnaire", association=request.association.slug, pk=row.pk)


@page(SEE_SURVEYS, post=True, change=CHANGE_SURVEYS)
def questionnaires(request: AssociationRequest) -> HttpResponse:
    """The questionnaires with their rounds, and a new one."""
    form = TitleForm(request.POST or None, label_suffix="")
    if request.method == "POST" and form.is_valid():
        try:
            row = actions.add_questionnaire(request.actor, form.cleaned_data["title"])
        except ValidationError as refused:
            tell(form, refused)
        else:
            return _to(request, row)
    rows = Questionnaire.objects.filter(association=request.association).prefetch_related("rounds")
    context = {"rows": rows, "form": form}
    return render(request, "surveys/questionnaires.html", context, status=422 if form.errors else 200)


@page(SEE_SURVEYS)
def questionnaire(request: AssociationRequest, pk: int) -> HttpResponse:
    """A questionnaire: what is asked, in which languages, what is lacking, and its rounds."""
    row, content = _found(request, pk)
    context = {
        "row": row,
        "content": content,
        "lacking": lacking(content),
        "rounds": SurveyRound.objects.filter(questionnaire=row),
    }
    return render(request, "surveys/questionnaire.html", context)


@page(CHANGE_SURVEYS, post=True)
def question_new(request: AssociationRequest, pk: int) -> HttpResponse:
    """A new question, last."""
    row, content = _found(request, pk)
    numbers = [int(each.key.removeprefix("f")) for each in content.questions]
    return _question(request, row, content, f"f{max(numbers, default=0) + 1}")


@page(CHANGE_SURVEYS, post=True)
def question_edit(request: AssociationRequest, pk: int, key: str) -> HttpResponse:
    """Change a question. Rounds that are open keep it as it was."""
    row, content = _found(request, pk)
    if content.question(key) is None:
        raise Http404
    return _question(request, row, content, key)


def _question(request: AssociationRequest, row: Questionnaire, content: QuestionnaireContent, key: str) -> HttpResponse:
    there = content.question(key)
    initial = {"seen": row.version, **question_initial(there)}
    form = QuestionForm(request.POST or None, content=content, key=key, initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            actions.set_question(request.actor, row, form.cleaned_data["seen"], form.cleaned_data["question"])
        except RefusedChange as refused:
            tell(form, refused)
        else:
            return _to(request, row)
    title = "Ny fråga" if there is None else "Ändra frågan"
    context = {"row": row, "form": form, "title": title, "key": "" if there is None else key}
    return render(request, "surveys/question.html", context, status=422 if form.errors else 200)


@page(CHANGE_SURVEYS, post=True)
def question_remove(request: AssociationRequest, pk: int, key: str) -> HttpResponse:
    """Take a question away."""
    row, content = _found(request, pk)
    if content.question(key) is None:
        raise Http404
    if request.method == "POST":
        seen = request.POST.get("seen", "")
        actions.remove_question(request.actor, row, int(seen) if seen.isdecimal() else 0, key)
        messages.success(request, "Frågan är borttagen. Omgångar som redan är öppnade har den kvar.")
    return _to(request, row)


@page(CHANGE_SURVEYS, post=True)
def language_new(request: AssociationRequest, pk: int) -> HttpResponse:
    """Add a language; English comes with its words."""
    row, content = _found(request, pk)
    initial: dict[str, object] = {"seen": row.version}
    if content.language(ENGLISH) is None:
        initial |= {"code": ENGLISH, "name": "English", **{f"word_{key}": said for key, said in ENGLISH_WORDS.items()}}
    return _language(request, row, LanguageForm(request.POST or None, initial=initial), "Nytt språk")


@page(CHANGE_SURVEYS, post=True)
def language_edit(request: AssociationRequest, pk: int, code: str) -> HttpResponse:
    """Change a language's words and the title in it."""
    row, content = _found(request, pk)
    there = content.language(code)
    if there is None:
        raise Http404
    initial = {
        "seen": row.version,
        "code": there.code,
        "name": there.name,
        "direction": there.direction.value,
        "title": content.titles.get(code, ""),
        **{f"word_{key}": said for key, said in there.words.items()},
    }
    form = LanguageForm(request.POST or None, initial=initial)
    form.fields["code"].disabled = True  # another code is another language
    return _language(request, row, form, there.name)


def _language(request: AssociationRequest, row: Questionnaire, form: LanguageForm, title: str) -> HttpResponse:
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        try:
            actions.set_language(request.actor, row, said["seen"], form.language(), said["title"])
        except ValidationError as refused:
            tell(form, refused)
        else:
            messages.success(request, "Språket är sparat. Varje fråga behöver sin text på det.")
            return _to(request, row)
    context = {"row": row, "form": form, "title": title, "key": ""}
    return render(request, "surveys/question.html", context, status=422 if form.errors else 200)


@page(CHANGE_SURVEYS, post=True)
def round_new(request: AssociationRequest, pk: int) -> HttpResponse:
    """Open a round."""
    row, content = _found(request, pk)
    form = RoundForm(request.POST or None, content=content)
    if request.method == "POST" and form.is_valid():
        try:
            made = actions.open_round(request.actor, row, **form.cleaned_data)
        except ValidationError as refused:
            tell(form, refused)
        else:
            return redirect("survey_round", association=request.association.slug, pk=made.pk)
    context = {"row": row, "form": form, "lacking": lacking(content)}
    return render(request, "surveys/round_new.html", context, status=422 if form.errors else 200)
