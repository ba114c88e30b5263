"""What the books know and the association has not told of, proposed row by row and added together."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect, render

from samverk.apps.audit.door import Action
from samverk.apps.organisation.models import Association
from samverk.apps.users.permission import Permission
from samverk.core.money import NBSP, MoneyUnit, format_amount
from samverk.web.page import AssociationRequest, View, page


class ProposalForm(forms.Form):
    """A row to be: whether to take it, and its name. `heading` says what it is in the books."""

    heading = ""
    take = forms.BooleanField(label="Ta med", required=False, initial=True)
    name = forms.CharField(
        label="Namn", max_length=200, error_messages={"required": "Skriv ett namn, eller ta bort krysset."}
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, label_suffix="", use_required_attribute=False, **kwargs)

    def clean(self) -> dict[str, Any]:
        """What is not taken needs no name."""
        cleaned: dict[str, Any] = super().clean() or {}
        if not cleaned.get("take"):
            self.errors.pop("name", None)
        return cleaned


@dataclass(frozen=True, slots=True)
class Proposals:
    """A kind of rows that the books propose: their forms, what those make, the action that adds them, the words.

    `up` is the view of the list, `room` its heading; `told` says what was added.
    """

    permission: Permission
    forms: Callable[[Association, Any], Sequence[ProposalForm]]
    values: Callable[[Association, Sequence[Any]], tuple[Any, ...]]
    add: Action[Any, Any]
    told: Callable[[Sequence[Any]], str]
    up: str
    room: str
    title: str
    lead: str
    words: str
    deed: str
    nothing: str


def proposals_page(kind: Proposals) -> View:
    """The page that proposes them and adds those that are ticked."""

    @page(kind.permission, post=True)
    def answer(request: AssociationRequest) -> HttpResponse:
        proposed = kind.forms(request.association, request.POST if request.method == "POST" else None)
        refused: list[str] = []
        if request.method == "POST" and all(form.is_valid() for form in proposed):
            chosen = [form for form in proposed if form.cleaned_data["take"]]
            try:
                added = kind.add(request.actor, kind.values(request.association, chosen)) if chosen else []
            except ValidationError as error:
                refused = error.messages
            else:
                refused = [] if added else ["Kryssa för minst en rad."]
            if not refused:
                messages.success(request, kind.told(added))
                return redirect(kind.up, association=request.association.slug)
        is_wrong = request.method == "POST" and bool(refused or any(form.errors for form in proposed))
        context = {"kind": kind, "forms": proposed, "refused": refused}
        return render(request, "organisation/proposals.html", context, status=422 if is_wrong else 200)

    answer.__doc__ = f"{kind.title}."
    return answer


def by_year(amounts: Mapping[int, int]) -> str:
    """ "320 812 kr 2024, 161 285 kr 2023"."""
    return ", ".join(f"{format_amount(ore, MoneyUnit.KR)}{NBSP}kr {year}" for year, ore in amounts.items())
