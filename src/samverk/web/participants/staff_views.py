"""Personal: who works in the register, and their way in."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from samverk.apps.audit.clock import today
from samverk.apps.audit.door import Action, RefusedChange
from samverk.apps.participants import staff_actions as actions
from samverk.apps.participants.perms import MANAGE_REGISTER
from samverk.apps.participants.register_models import StaffRole
from samverk.apps.participants.staff_queries import StaffMember, events_about_staff, staff, staff_member
from samverk.web.participants.page import RegisterRequest, register_page
from samverk.web.participants.setting_forms import StaffForm
from samverk.web.people.forms import EndRoleForm
from samverk.web.people.handed import keep_link, link_page


@register_page(MANAGE_REGISTER)
def register_staff(request: RegisterRequest) -> HttpResponse:
    """Everyone with a role; those whose roles have ended are folded away."""
    everyone = staff(today())
    context = {
        "inside": [each for each in everyone if each.current],
        "outside": [each for each in everyone if not each.current],
        "today": today(),
    }
    return render(request, "participants/staff.html", context)


@register_page(MANAGE_REGISTER, post=True)
def register_staff_new(request: RegisterRequest) -> HttpResponse:
    """Give a role to someone known or new; whoever is new gets a link to choose a password."""
    form = StaffForm(request.POST or None, initial={"valid_from": today(), **request.GET.dict()}, label_suffix="")
    if request.method == "POST" and form.is_valid():
        try:
            given = actions.add_staff(request.actor, **form.cleaned_data)
        except (RefusedChange, ValidationError) as refused:
            form.add_error(None, refused.messages if isinstance(refused, ValidationError) else str(refused))
        else:
            messages.success(request, f"{given.user.name} är {given.get_role_display()}.")
            if not given.user.has_usable_password():
                return _hand_over(request, given.user_id)
            return redirect("register_person", pk=given.user_id)
    return render(request, "participants/staff_new.html", {"form": form}, status=422 if form.errors else 200)


@register_page(MANAGE_REGISTER)
def register_person(request: RegisterRequest, pk: int) -> HttpResponse:
    """One person: roles, account, history."""
    found = _found(pk)
    context = {
        "person": found,
        "events": events_about_staff(found),
        "is_oneself": found.user.pk == request.user.pk,
    }
    return render(request, "participants/person.html", context)


@register_page(MANAGE_REGISTER, post=True)
def register_role_end(request: RegisterRequest, pk: int, role: int) -> HttpResponse:
    """Let a role end on a day."""
    held = get_object_or_404(StaffRole.objects.select_related("user", "measure"), user_id=pk, pk=role)
    form = EndRoleForm(request.POST or None, initial={"last_day": today()}, label_suffix="")
    if request.method == "POST" and form.is_valid():
        try:
            actions.end_register_role(request.actor, held, form.cleaned_data["last_day"])
        except (RefusedChange, ValidationError) as refused:
            form.add_error(None, refused.messages if isinstance(refused, ValidationError) else str(refused))
        else:
            messages.success(request, "Rollen slutar den dag du angav.")
            return redirect("register_person", pk=pk)
    context = {"form": form, "held": held}
    return render(request, "participants/role_end.html", context, status=422 if form.errors else 200)


ACCOUNT_DEEDS: dict[str, tuple[Action, str]] = {
    "stang": (actions.close_staff_account, "Kontot är stängt. {name} kan inte längre logga in."),
    "oppna": (actions.open_staff_account, "Kontot är öppet. {name} kan logga in igen."),
    "tvasteg": (
        actions.forget_staff_authenticator,
        "Tvåstegsinloggningen är borttagen. {name} får ställa in en ny app.",
    ),
}


@register_page(MANAGE_REGISTER, post=True)
def register_account(request: RegisterRequest, pk: int) -> HttpResponse:
    """A link to a new password, or something else done with the account (`ACCOUNT_DEEDS`)."""
    found = _found(pk)
    deed = request.POST.get("deed", "")
    if request.method == "POST" and deed == "lank":
        return _hand_over(request, pk)
    if request.method == "POST" and deed in ACCOUNT_DEEDS:
        change, told = ACCOUNT_DEEDS[deed]
        try:
            change(request.actor, found.user)
        except RefusedChange as refused:
            messages.error(request, str(refused))
        else:
            messages.success(request, told.format(name=found.user.name))
    return redirect("register_person", pk=pk)


@register_page(MANAGE_REGISTER)
def register_link(request: RegisterRequest, pk: int) -> HttpResponse:
    """The link to a password, shown once."""
    room = ("Personal", reverse("register_staff"))
    return link_page(request, _found(pk).user, room, reverse("register_person", kwargs={"pk": pk}))


def _hand_over(request: RegisterRequest, pk: int) -> HttpResponse:
    keep_link(request, pk, actions.give_staff_link(request.actor, _found(pk).user))
    return redirect("register_link", pk=pk)


def _found(pk: int) -> StaffMember:
    found = staff_member(pk, today())
    if found is None:
        raise Http404
    return found
