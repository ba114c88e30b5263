"""The home page: the year wheel, what to do now, how things stand."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.forms import Form
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from samverk.apps.audit.clock import today
from samverk.apps.audit.door import RefusedChange
from samverk.apps.governance import actions
from samverk.apps.governance.models import RecordedDay
from samverk.apps.governance.perms import RECORD_DAY
from samverk.apps.outcomes.queries import participants_told
from samverk.apps.publishing.perms import SEE_REPORTS
from samverk.apps.publishing.queries import report_years
from samverk.apps.publishing.standing import standing_of
from samverk.apps.publishing.wheel import RECORDABLE, wheel_state
from samverk.apps.users.perms import ENTER
from samverk.core.year_wheel.deadline import Deadline
from samverk.core.year_wheel.pressing import now, upcoming
from samverk.core.year_wheel.ribbon import ribbon
from samverk.core.year_wheel.wheel import deadlines
from samverk.web.home.deeds import Deed, deed_of
from samverk.web.home.drawing import drawn
from samverk.web.home.forms import LeavingForm, MeetingForm, RecordDayForm
from samverk.web.page import AssociationRequest, page

_AHEAD = 90  # days


@dataclass(frozen=True, slots=True)
class Task:
    """A deadline as the page shows it: the button to its draft, and whether its day can be noted."""

    deadline: Deadline
    reason: str
    deed: Deed | None
    is_recordable: bool


@page(ENTER)
def home(request: AssociationRequest) -> HttpResponse:
    """What to do next."""
    day = today()
    state = wheel_state(request.association, day)
    found = deadlines(state)
    pressing = now(found)
    shown = {each.id for first in pressing for each in (first.deadline, *first.others)}
    context = {
        "day": day,
        "ribbon": drawn(ribbon(state, day.year)),
        "tasks": _tasks(request, [(each.deadline, each.reason) for each in pressing]),
        "late": sum(each.is_late for each in found),
        "upcoming": [each for each in upcoming(found, _AHEAD) if each.id not in shown],
        "standing": standing_of(request.association, day) if SEE_REPORTS.holds(request.actor) else None,
        "participants": participants_told(request.association, day) if SEE_REPORTS.holds(request.actor) else None,
        "may_see_standing": SEE_REPORTS.holds(request.actor),
        "is_set_up": bool(state.association.municipalities and state.association.members),
    }
    return render(request, "home/home.html", context)


@page(ENTER)
def year_days(request: AssociationRequest, year: int) -> HttpResponse:
    """Every day of a year, with what binds and where it is written."""
    day = today()
    if abs(year - day.year) > _MOST_YEARS:
        raise Http404
    state = wheel_state(request.association, day)
    shown = ribbon(state, year)
    years = report_years(request.association)
    context = {
        "year": year,
        "ribbon": drawn(shown),
        "marks": [(mark, [_task(request, each, "", years) for each in mark.deadlines]) for mark in shown.marks],
        "undated": [_task(request, each, "", years) for each in shown.undated],
        "noted": RecordedDay.objects.filter(association=request.association),
        "may_record": RECORD_DAY.holds(request.actor),
    }
    return render(request, "home/year.html", context)


_MOST_YEARS = 20


@page(RECORD_DAY, post=True)
def record_day(request: AssociationRequest) -> HttpResponse:
    """Note that something was done."""
    form = RecordDayForm(request.POST or None, initial={"deadline": request.GET.get("deadline", ""), "day": today()})
    wanted = form.data.get("deadline") or request.GET.get("deadline", "")
    found = next((each for each in _all_deadlines(request) if each.id == wanted), None)
    if found is None or found.code not in RECORDABLE:
        raise Http404
    if request.method == "POST" and form.is_valid():
        try:
            actions.record_day(request.actor, found.code, found.subject, found.title, form.cleaned_data["day"])
        except RefusedChange as refused:
            form.add_error("day", str(refused))
        else:
            messages.success(request, f"Antecknat: {found.title}.")
            return redirect("home", association=request.association.slug)
    return render(request, "home/record.html", {"form": form, "deadline": found}, status=422 if form.errors else 200)


@page(RECORD_DAY, post=True)
def record_meeting(request: AssociationRequest) -> HttpResponse:
    """Note that the board met."""
    form = MeetingForm(request.POST or None, initial={"day": today()})
    words = "Då räknas när protokollet ska justeras och anslås, och hur länge besluten går att överklaga."
    return _noted(request, form, "Anteckna ett sammanträde", words, actions.record_meeting)


@page(RECORD_DAY, post=True)
def record_leaving(request: AssociationRequest) -> HttpResponse:
    """Note that a member gave notice to leave."""
    names = request.association.members.filter(left__isnull=True).values_list("name", flat=True)
    form = LeavingForm(request.POST or None, members=names, initial={"day": today()})
    words = "Då räknas medlemmens sista dag, efter förbundsordningens uppsägningstid eller lagens."
    return _noted(request, form, "Anteckna en uppsägning", words, actions.record_leaving)


def _noted(request: AssociationRequest, form: Form, title: str, words: str, note: Any) -> HttpResponse:
    """The form, or the page of the year when it was noted."""
    if request.method == "POST" and form.is_valid():
        try:
            row = note(request.actor, **form.cleaned_data)
        except RefusedChange as refused:
            form.add_error("day", str(refused))
        else:
            messages.success(request, f"Antecknat: {row.title}.")
            return redirect("year_days", association=request.association.slug, year=row.day.year)
    context = {"form": form, "title": title, "words": words}
    return render(request, "home/note.html", context, status=422 if form.errors else 200)


@page(RECORD_DAY, post=True)
def forget_day(request: AssociationRequest, pk: int) -> HttpResponse:
    """Take a noted day back."""
    row = get_object_or_404(RecordedDay, association=request.association, pk=pk)
    if request.method == "POST":
        actions.forget_day(request.actor, row)
        messages.success(request, f"Borttaget: {row.title}.")
    return redirect("year_days", association=request.association.slug, year=today().year)


def _all_deadlines(request: AssociationRequest) -> tuple[Deadline, ...]:
    """Every deadline of the years that anything is known of, and of two years back and ahead."""
    day = today()
    state = wheel_state(request.association, day)
    return deadlines(state, range(min((day.year - 2, *state.years)), day.year + 3))


def _tasks(request: AssociationRequest, told: Iterable[tuple[Deadline, str]]) -> list[Task]:
    years = report_years(request.association)
    return [_task(request, deadline, reason, years) for deadline, reason in told]


def _task(request: AssociationRequest, deadline: Deadline, reason: str, years: Collection[int]) -> Task:
    is_recordable = deadline.code in RECORDABLE and deadline.is_open and RECORD_DAY.holds(request.actor)
    return Task(deadline, reason, deed_of(deadline, request.actor, years), is_recordable)
