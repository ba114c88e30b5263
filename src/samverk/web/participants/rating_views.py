"""Progress ratings of a participant: participant and case worker rate the same day."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render

from samverk.apps.audit.clock import today
from samverk.apps.audit.door import RefusedChange
from samverk.apps.participants.perms import CHANGE_PARTICIPANTS
from samverk.apps.participants.rating_actions import Score, rate_progress, remove_ratings, scale_of
from samverk.core.outcomes.progress import BIP_LIKE, Rater
from samverk.web.components.fields import DayField
from samverk.web.participants.fields import CardField
from samverk.web.participants.found import own_participation
from samverk.web.participants.page import RegisterRequest, register_page
from samverk.web.participants.status_form import AskingForm

_COLUMNS = (
    (Rater.PERSON, "score", "Deltagaren"),
    (Rater.PERSON, "sure", "Deltagaren: hur säker"),
    (Rater.CASE_WORKER, "score", "Handläggaren"),
    (Rater.CASE_WORKER, "sure", "Handläggaren: hur säker"),
)


class RatingForm(AskingForm):
    """The ratings of a day. Give the `scale`."""

    day = DayField(label="Dag")
    case_worker = CardField(
        label="Handläggarens beteckning",
        required=False,
        help_text="Påhittad, till exempel H1, aldrig ett namn. En annan beteckning än förra gången visar att "
        "handläggaren är ny.",
    )

    def __init__(self, *args: Any, scale: range, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        steps = [("", "–"), *((str(step), str(step)) for step in scale)]
        for item in BIP_LIKE.items:
            for rater, what, words in _COLUMNS:
                field = forms.ChoiceField(label=f"{item.name}. {words}", required=False, choices=steps)
                self.fields[f"{item.code}_{rater}_{what}"] = field

    @property
    def heads(self) -> list[forms.BoundField]:
        """The fields above the grid."""
        return [self["day"], self["case_worker"]]

    @property
    def columns(self) -> list[str]:
        """The headings of the grid."""
        return [words for _, _, words in _COLUMNS]

    @property
    def lines(self) -> list[tuple[str, list[tuple[str, forms.BoundField]]]]:
        """The grid: a line per item, and in it each column's heading with its field."""
        return [
            (item.name, [(words, self[f"{item.code}_{rater}_{what}"]) for rater, what, words in _COLUMNS])
            for item in BIP_LIKE.items
        ]

    def clean(self) -> dict[str, Any]:
        """How sure a rater is says nothing without a rating."""
        cleaned: dict[str, Any] = super().clean() or {}
        for item in BIP_LIKE.items:
            for rater in Rater:
                if cleaned.get(f"{item.code}_{rater}_sure") and not cleaned.get(f"{item.code}_{rater}_score"):
                    self.add_error(f"{item.code}_{rater}_score", "Välj ett steg, eller ta bort hur säker skattaren är.")
        return cleaned

    @property
    def scores(self) -> list[Score]:
        """What is rated; after `is_valid()`."""
        told, found = self.cleaned_data, []
        for item in BIP_LIKE.items:
            for rater in Rater:
                score, sure = (told.get(f"{item.code}_{rater}_{what}") for what in ("score", "sure"))
                if score:
                    found.append(Score(item.code, rater, int(score), int(sure) if sure else None))
        return found


@register_page(CHANGE_PARTICIPANTS, post=True)
def participation_rating(request: RegisterRequest, pk: int) -> HttpResponse:
    """Note the ratings of a day; without a scale the page says who sets it."""
    row, scale = own_participation(request, pk), scale_of()
    if scale is None:
        return render(request, "participants/no_scale.html", {"row": row})
    form = RatingForm(request.POST or None, scale=scale, initial={"day": today()})
    if request.method == "POST" and form.is_valid():
        told = form.cleaned_data
        try:
            rate_progress(request.actor, row, told["day"], form.scores, told["case_worker"])
        except (RefusedChange, ValidationError) as refused:
            form.refuse(refused)
        else:
            messages.success(request, "Skattningen är sparad.")
            return redirect("participation", pk=pk)
    context = {"row": row, "form": form, "instrument": BIP_LIKE, "lowest": scale[0], "highest": scale[-1]}
    return render(request, "participants/rating.html", context, status=422 if form.errors else 200)


@register_page(CHANGE_PARTICIPANTS, post=True)
def rating_remove(request: RegisterRequest, pk: int, day: str) -> HttpResponse:
    """Remove the ratings of a day, after a question."""
    row = own_participation(request, pk)
    try:
        rated = date.fromisoformat(day)
    except ValueError as error:
        raise Http404 from error
    if not row.ratings.filter(day=rated).exists():
        raise Http404
    if request.method == "POST":
        remove_ratings(request.actor, row, rated)
        messages.success(request, "Skattningen är borttagen.")
        return redirect("participation", pk=pk)
    return render(request, "participants/rating_remove.html", {"row": row, "day": rated})
