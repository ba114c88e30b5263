"""Återrapporter: what the register tells the association, from draft to sent."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from samverk.apps.audit.clock import today
from samverk.apps.audit.door import RefusedChange
from samverk.apps.participants import return_actions as actions
from samverk.apps.participants.drafting import Drafted, return_in
from samverk.apps.participants.enums import ReturnState
from samverk.apps.participants.perms import DRAFT_RETURNS, MANAGE_REGISTER, RELEASE_RETURNS, SEE_RETURNS
from samverk.apps.participants.queries import the_register
from samverk.apps.participants.register_models import MeasureReturn, RegisterMeasure
from samverk.apps.participants.return_queries import UNDER_WAY, returned_measures_of, returns_about, returns_of
from samverk.apps.participants.sending import send_return
from samverk.apps.participants.signing import has_key, public_key
from samverk.apps.users.actor import Actor
from samverk.core.outcomes.returned import Return
from samverk.core.outcomes.span import Span
from samverk.core.workflows.returns import ReturnState as CoreState
from samverk.core.workflows.returns import allowed_moves
from samverk.web.participants.page import RegisterRequest, register_page
from samverk.web.participants.return_forms import DraftForm
from samverk.web.participants.return_tables import differences, shown_summaries, shown_tables


@register_page(SEE_RETURNS)
def register_returns(request: RegisterRequest) -> HttpResponse:
    """Every return, and what each waits for."""
    rows = list(returns_of(request.actor, today()))
    context = {
        "under_way": [row for row in rows if row.state in UNDER_WAY],
        "to_correct": [row for row in rows if row.recount and row.state not in UNDER_WAY],
        "rows": [row for row in rows if row.state not in UNDER_WAY],
        "has_measures": returned_measures_of(request.actor, today()).exists(),
        "register": the_register(),
        "has_key": has_key(),
    }
    return render(request, "participants/returns.html", context)


@register_page(DRAFT_RETURNS, post=True)
def register_return_new(request: RegisterRequest) -> HttpResponse:
    """Choose a measure and a period, and draft."""
    day = today()
    form = DraftForm(
        request.POST or None, measures=returned_measures_of(request.actor, day), day=day, label_suffix="",
        initial={"measure": request.GET.get("insats", "")},
    )  # fmt: skip
    if request.method == "POST" and form.is_valid() and form.span:
        try:
            row = actions.draft_return(request.actor, form.cleaned_data["measure"], *form.span)
        except (RefusedChange, ValidationError) as refused:
            form.add_error(None, refused.messages if isinstance(refused, ValidationError) else str(refused))
        else:
            return redirect("register_return", pk=row.pk)
    has_measures = form.fields["measure"].queryset.exists()  # type: ignore[attr-defined]
    context = {"form": form, "has_measures": has_measures, "register": the_register()}
    return render(request, "participants/return_new.html", context, status=422 if form.errors else 200)


Deed = Callable[[Actor, MeasureReturn, int], Any]
DEEDS: dict[str, tuple[Deed, str]] = {
    "rakna": (actions.draft_return_again, "Utkastet är omgjort med det som är antecknat nu."),
    "granska": (actions.review_return, "Återrapporten är granskad och kan lämnas."),
    "tillbaka": (actions.send_return_back, "Återrapporten är ett utkast igen."),
    "lamna": (actions.release_return, "Återrapporten är undertecknad. Hämta filen eller sänd den till förbundet."),
    "sand": (send_return, "Förbundet har svarat. Svaret står på sidan."),
    "kasta": (actions.discard_return, "Utkastet är kastat."),
    "aterkalla": (actions.withdraw_return, "Återrapporten är återkallad. Tala om det för förbundet."),
}


@register_page(SEE_RETURNS, post=True, change=RELEASE_RETURNS)
def register_return(request: RegisterRequest, pk: int) -> HttpResponse:
    """One return: its tables, what is hidden and why, and what can be done."""
    row = _found(request, pk)
    if request.method == "POST":
        return _done(request, row)
    register = the_register()
    if register is None:
        raise Http404
    made, fault = _made(row)
    given = made.given if made else return_in(row) if row.file else None
    hidden = made.hidden if made else row.hidden
    is_drafter = row.drafted_by_id == request.user.pk
    older = returns_about(row.measure, Span(row.first, row.last)).filter(number__lt=row.number).first()
    newer = returns_about(row.measure, Span(row.first, row.last)).filter(number__gt=row.number).first()
    context = {
        "row": row,
        "register": register,
        "fault": fault,
        "is_changed": made is not None and made.hash != row.content_hash,
        "lacks_means": made is not None and made.lacks_means,
        "moves": {move.value for move in allowed_moves(CoreState(row.state), is_drafter=is_drafter)},
        "is_drafter": is_drafter,
        "is_under_way": row.state in UNDER_WAY,
        "is_released": row.state == ReturnState.RELEASED,
        "has_key": has_key(),
        "older": older,
        "newer": newer,
        **(_content(given, hidden, older) if given else {"tables": [], "summaries": [], "changes": [], "hidden": 0}),
    }
    return render(request, "participants/return.html", context)


def _content(given: Return, hidden: dict[str, Any], older: MeasureReturn | None) -> dict[str, Any]:
    names: dict[str, str] = dict(RegisterMeasure.objects.values_list("code", "name"))
    tables = shown_tables(given, hidden, names)
    changes = differences(return_in(older), given, names) if older is not None and older.file else []
    return {
        "tables": tables,
        "summaries": shown_summaries(given),
        "changes": changes,
        "hidden": sum(table.hidden for table in tables),
        "rule": given.rule,
    }


def _made(row: MeasureReturn) -> tuple[Drafted | None, str]:
    """What a draft says as the facts stand, or why it cannot be made."""
    register = the_register()
    if row.state not in UNDER_WAY or register is None:
        return None, ""
    try:
        return actions.drafted(row, register), ""
    except RefusedChange as refused:
        return None, str(refused)


def _done(request: RegisterRequest, row: MeasureReturn) -> HttpResponse:
    deed, seen = request.POST.get("deed", ""), request.POST.get("seen", "")
    if deed == "ratta":
        return _corrected(request, row)
    if deed not in DEEDS or not seen.isdecimal():
        return redirect("register_return", pk=row.pk)
    work, told = DEEDS[deed]
    try:
        work(request.actor, row, int(seen))
    except RefusedChange as refused:
        messages.error(request, str(refused))
    else:
        messages.success(request, told)
        if deed == "kasta":
            return redirect("register_returns")
    return redirect("register_return", pk=row.pk)


def _corrected(request: RegisterRequest, row: MeasureReturn) -> HttpResponse:
    try:
        made = actions.draft_return(request.actor, row.measure, row.first, row.last)
    except RefusedChange as refused:
        messages.error(request, str(refused))
        return redirect("register_return", pk=row.pk)
    messages.success(request, "Utkastet till rättelse är gjort. Nedan står vad som skiljer från den lämnade.")
    return redirect("register_return", pk=made.pk)


@register_page(SEE_RETURNS)
def register_return_file(request: RegisterRequest, pk: int) -> HttpResponse:
    """The signed file."""
    row = _found(request, pk)
    if row.file is None:
        raise Http404
    answer = HttpResponse(bytes(row.file), content_type="application/json")
    name = f"aterrapport-{row.measure.code}-{row.first}-{row.last}-{row.number}.json"
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer


@register_page(SEE_RETURNS, post=True, change=MANAGE_REGISTER)
def register_key(request: RegisterRequest) -> HttpResponse:
    """The key that returns are signed with: its fingerprint, or a way to make one."""
    if request.method == "POST":
        try:
            actions.make_return_key(request.actor)
        except RefusedChange as refused:
            messages.error(request, str(refused))
        else:
            messages.success(request, "Nyckeln är gjord. Lämna den publika delen till förbundet.")
        return redirect("register_key")
    try:
        key, fault = public_key(), ""
    except RefusedChange as refused:
        key, fault = None, str(refused)
    return render(request, "participants/key.html", {"key": key, "fault": fault, "register": the_register()})


@register_page(SEE_RETURNS)
def register_public_key(request: RegisterRequest) -> HttpResponse:
    """The public key as a file for the association."""
    try:
        key = public_key()
    except RefusedChange:
        key = None
    if key is None:
        raise Http404
    answer = HttpResponse(key.pem, content_type="application/x-pem-file")
    answer["Content-Disposition"] = 'attachment; filename="registrets-publika-nyckel.pem"'
    return answer


def _found(request: RegisterRequest, pk: int) -> MeasureReturn:
    row: MeasureReturn = get_object_or_404(returns_of(request.actor, today()), pk=pk)
    return row
