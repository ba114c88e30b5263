"""The register's own questions, as the keeper decides them."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from samverk.apps.audit.clock import today
from samverk.apps.audit.door import RefusedChange
from samverk.apps.participants.enums import AskedAt, QuestionKind
from samverk.apps.participants.models import OwnQuestion
from samverk.apps.participants.perms import MANAGE_REGISTER
from samverk.apps.participants.question_actions import add_question, end_question, move_question, remove_question
from samverk.apps.participants.register_models import RegisterMeasure
from samverk.web.components.fields import DayField
from samverk.web.participants.page import RegisterRequest, register_page
from samverk.web.participants.status_form import AskingForm


class QuestionForm(AskingForm):
    """A new question."""

    text = forms.CharField(
        label="Frågan",
        max_length=300,
        help_text="Fråga bara det ni behöver för uppföljningen. Svaren är alltid ja, nej, ett val eller ett tal.",
    )
    kind = forms.ChoiceField(label="Svaras med", choices=QuestionKind.choices)
    choices = forms.CharField(
        label="Svar att välja mellan",
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="Ett per rad, om frågan svaras med ett av flera.",
    )
    asked_at = forms.ChoiceField(label="Frågas", choices=AskedAt.choices)
    measure = forms.ModelChoiceField(
        RegisterMeasure.objects.none(), label="I insatsen", required=False, empty_label="alla insatser"
    )
    valid_from = DayField(label="Från och med")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["measure"].queryset = RegisterMeasure.objects.all()  # type: ignore[attr-defined]


class EndForm(AskingForm):
    """The last day that a question is asked."""

    seen = forms.IntegerField(widget=forms.HiddenInput)
    last_day = DayField(label="Sista dagen som den frågas")


@register_page(MANAGE_REGISTER)
def questions(request: RegisterRequest) -> HttpResponse:
    """Every own question, in the order they are asked."""
    rows = OwnQuestion.objects.select_related("measure")
    groups = [(moment.label, [each for each in rows if each.asked_at == moment]) for moment in AskedAt]
    return render(request, "participants/questions.html", {"groups": groups, "is_empty": not rows, "day": today()})


@register_page(MANAGE_REGISTER, post=True)
def question_new(request: RegisterRequest) -> HttpResponse:
    """Add a question."""
    form = QuestionForm(request.POST or None, initial={"valid_from": today()})
    if request.method == "POST" and form.is_valid():
        told = form.cleaned_data
        try:
            add_question(
                request.actor,
                told["text"],
                QuestionKind(told["kind"]),
                AskedAt(told["asked_at"]),
                told["valid_from"],
                choices=told["choices"].splitlines(),
                measure=told["measure"],
            )
        except (RefusedChange, ValidationError) as refused:
            form.refuse(refused)
        else:
            messages.success(request, "Frågan är tillagd.")
            return redirect("questions")
    return render(request, "participants/question_new.html", {"form": form}, status=422 if form.errors else 200)


@register_page(MANAGE_REGISTER, post=True)
def question(request: RegisterRequest, pk: int) -> HttpResponse:
    """One question: move it, stop asking it, or remove it while nobody has answered."""
    row = get_object_or_404(OwnQuestion, pk=pk)
    if request.method == "POST" and request.POST.get("flytta") in ("upp", "ner"):
        move_question(request.actor, row, is_up=request.POST["flytta"] == "upp")
        return redirect("questions")
    form = EndForm(request.POST or None, initial={"seen": row.version, "last_day": row.valid_to or today()})
    if request.method == "POST" and form.is_valid():
        told = form.cleaned_data
        try:
            if "ta-bort" in request.POST:
                remove_question(request.actor, row, told["seen"])
            else:
                end_question(request.actor, row, told["seen"], told["last_day"])
        except (RefusedChange, ValidationError) as refused:
            form.refuse(refused)
        else:
            messages.success(request, "Ändringen är sparad.")
            return redirect("questions")
    context = {"row": row, "form": form, "is_answered": row.answers.exists()}
    return render(request, "participants/question.html", context, status=422 if form.errors else 200)
