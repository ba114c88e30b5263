"""Paper forms to print: start, follow-up and exit, without data, in the order of the forms on the screen."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django import forms
from django.http import Http404, HttpResponse
from django.shortcuts import render

from samverk.apps.audit.clock import today
from samverk.apps.participants.enums import AskedAt
from samverk.apps.participants.perms import SEE_PARTICIPANTS
from samverk.apps.participants.queries import questions_on
from samverk.web.participants.forms import ExitForm, IntakeForm, MomentForm
from samverk.web.participants.found import own_measure
from samverk.web.participants.page import RegisterRequest, register_page

_TITLES = {"start": "Start", "uppfoljning": "Uppföljning", "avslut": "Avslut"}
_ONLY_ON_SCREEN = ("seen", "is_known", "identity")


@dataclass(frozen=True, slots=True)
class PaperField:
    """A field as it stands on paper: boxes to tick (`choices`), or a line to write on when there are none."""

    label: str
    hint: str
    choices: tuple[str, ...]
    is_many: bool


@register_page(SEE_PARTICIPANTS)
def paper_form(request: RegisterRequest, measure: int, kind: str) -> HttpResponse:
    """A form to print and fill in with a pen."""
    if kind not in _TITLES:
        raise Http404
    row = own_measure(request, measure)
    form: forms.Form
    if kind == "start":
        form = IntakeForm(allows_identity=False, questions=questions_on(row, AskedAt.START, today()))
        sections = [(title, [_on_paper(each.field) for each in fields]) for title, fields in _shown(form.sections)]
    else:
        form = (
            MomentForm(is_follow_up=True)
            if kind == "uppfoljning"
            else ExitForm(questions=questions_on(row, AskedAt.EXIT, today()))
        )
        sections = [("", [_on_paper(field) for name, field in form.fields.items() if name not in _ONLY_ON_SCREEN])]
    context = {"measure": row, "title": _TITLES[kind], "kind": kind, "kinds": _TITLES.items(), "sections": sections}
    return render(request, "participants/paper.html", context)


def _shown(sections: list[tuple[str, list[forms.BoundField]]]) -> list[tuple[str, list[forms.BoundField]]]:
    return [(title, [each for each in fields if each.name not in _ONLY_ON_SCREEN]) for title, fields in sections]


def _on_paper(field: forms.Field) -> PaperField:
    told: list[Any] = list(getattr(field, "choices", ()))
    names = tuple(str(name) for code, name in told if code)
    if isinstance(field, forms.BooleanField):
        names = ("ja",)
    return PaperField(str(field.label), str(field.help_text), names, isinstance(field, forms.MultipleChoiceField))
