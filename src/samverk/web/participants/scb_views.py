"""SCB's monthly file of a measure: its months in order, the hours of one, the file, and that it has been sent."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render

from samverk.apps.audit.clock import today
from samverk.apps.audit.door import RefusedChange
from samverk.apps.participants import scb_actions as actions
from samverk.apps.participants.identity import IdentityError
from samverk.apps.participants.perms import CHANGE_PARTICIPANTS
from samverk.apps.participants.queries import measures_of, the_register
from samverk.apps.participants.register_models import RegisterMeasure
from samverk.apps.participants.scb_queries import ScbLine, hours_lines, scb_lines, scb_settings
from samverk.core.planning.months import month_words
from samverk.web.participants.found import own_measure
from samverk.web.participants.page import RegisterRequest, register_page
from samverk.web.participants.scb_forms import HoursForm

_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@register_page(CHANGE_PARTICIPANTS)
def scb(request: RegisterRequest, measure: int) -> HttpResponse:
    """The months of a measure and how each stands, the latest first."""
    row = _esf_measure(request, measure)
    try:
        lines, fault = scb_lines(row, today()), ""
    except IdentityError as error:
        lines, fault = [], str(error)
    context = {
        "measure": row,
        "fault": fault,
        "measures": measures_of(request.actor, today()),
        "lines": lines[::-1],
        "next": next((line for line in lines if line.state.is_next), None),
        "again": [line.name for line in lines if line.is_again],
        "codes": scb_settings(),
        "register": the_register(),
    }
    return render(request, "participants/scb.html", context)


@register_page(CHANGE_PARTICIPANTS, post=True)
def scb_month(request: RegisterRequest, measure: int, month: int) -> HttpResponse:
    """The hours of a month; the file is fetched and marked as sent."""
    row = _esf_measure(request, measure)
    try:
        line = _line(row, month)
    except IdentityError:
        return redirect("scb", measure=measure)  # which tells what is wrong with the key
    deed = request.POST.get("deed")
    if deed in ("hamta", "sand"):
        try:
            return _fetched(request, row, month) if deed == "hamta" else _sent(request, row, month)
        except RefusedChange as refused:
            messages.error(request, str(refused))
            return redirect("scb_month", measure=measure, month=month)
    form = HoursForm(request.POST or None, rows=hours_lines(row, month))
    if request.method == "POST" and form.is_valid():
        try:
            actions.note_hours(request.actor, row, month, form.told)
        except (RefusedChange, ValidationError) as refused:
            form.refuse(refused)
        else:
            messages.success(request, f"Timmarna för {month_words(month)} är sparade.")
            return redirect("scb_month", measure=measure, month=month)
    if request.method == "GET":
        actions.note_hours_read(request.actor, row, month)
    context = {"measure": row, "line": line, "form": form}
    return render(request, "participants/scb_month.html", context, status=422 if form.errors else 200)


def _esf_measure(request: RegisterRequest, pk: int) -> RegisterMeasure:
    """One of the person's own measures that SCB is told of. Raises Http404."""
    row = own_measure(request, pk)
    if not row.is_esf:
        raise Http404
    return row


def _line(row: RegisterMeasure, month: int) -> ScbLine:
    """How a month stands. Raises Http404 for one that the measure does not have, IdentityError."""
    found = next((each for each in scb_lines(row, today()) if each.month == month), None)
    if found is None:
        raise Http404
    return found


def _fetched(request: RegisterRequest, row: RegisterMeasure, month: int) -> HttpResponse:
    answer = HttpResponse(actions.make_scb_file(request.actor, row, month), content_type=_XLSX)
    answer["Content-Disposition"] = f'attachment; filename="scb-{row.code}-{month}.xlsx"'
    return answer


def _sent(request: RegisterRequest, row: RegisterMeasure, month: int) -> HttpResponse:
    actions.mark_scb_sent(request.actor, row, month)
    messages.success(request, f"{month_words(month).capitalize()} är markerad som sänd till SCB.")
    return redirect("scb", measure=row.pk)
