"""Who has which role, and what is kept about people."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from samverk.apps.audit.clock import today
from samverk.apps.audit.door import Action, RefusedChange
from samverk.apps.privacy.perms import SEE_REGISTER
from samverk.apps.privacy.register import register_by_app
from samverk.apps.users import actions
from samverk.apps.users.models import RoleAssignment
from samverk.apps.users.perms import CHANGE_PEOPLE, SEE_PEOPLE
from samverk.apps.users.queries import PersonWithRoles, events_about, people_of, person_of
from samverk.web.page import AssociationRequest, page
from samverk.web.people.forms import EndRoleForm, GiveRoleForm
from samverk.web.people.handed import keep_link, link_page

_SHOWN_EVENTS = 50


@page(SEE_PEOPLE)
def people(request: AssociationRequest) -> HttpResponse:
    """Everyone with a role; those whose roles have ended are folded away."""
    day = today()
    everyone = people_of(request.association, day)
    context = {
        "inside": [each for each in everyone if each.current],
        "outside": [each for each in everyone if not each.current],
        "may_change": CHANGE_PEOPLE.holds(request.actor),
        "today": day,
    }
    return render(request, "people/people.html", context)


@page(CHANGE_PEOPLE, post=True)
def give_role(request: AssociationRequest) -> HttpResponse:
    """Give a role to someone known or new; whoever is new gets a link to choose a password."""
    form = GiveRoleForm(request.POST or None, initial={"valid_from": today(), **request.GET.dict()})
    if request.method == "POST" and form.is_valid():
        try:
            given = actions.add_person_with_role(request.actor, **form.cleaned_data)
        except (RefusedChange, ValidationError) as refused:
            form.add_error(None, refused.messages if isinstance(refused, ValidationError) else str(refused))
        else:
            messages.success(request, f"{given.user.name} har fått rollen {given.get_role_display()}.")
            if not given.user.has_usable_password() and not actions.is_shared(given.user, request.association):
                return _hand_over(request, given.user.pk)
            return redirect("person", association=request.association.slug, pk=given.user_id)
    return render(request, "people/give_role.html", {"form": form})


@page(SEE_PEOPLE)
def person(request: AssociationRequest, pk: int) -> HttpResponse:
    """One person: roles, account, history."""
    found = _found(request, pk)
    context = {
        "person": found,
        "events": events_about(request.association.pk, found.user)[:_SHOWN_EVENTS],
        "may_change": CHANGE_PEOPLE.holds(request.actor),
        "is_shared": actions.is_shared(found.user, request.association),
        "is_oneself": found.user.pk == request.user.pk,
    }
    return render(request, "people/person.html", context)


@page(CHANGE_PEOPLE, post=True)
def end_role(request: AssociationRequest, pk: int, role: int) -> HttpResponse:
    """Let a role end on a day."""
    assignment = get_object_or_404(RoleAssignment, association=request.association, user_id=pk, pk=role)
    form = EndRoleForm(request.POST or None, initial={"last_day": today()})
    if request.method == "POST" and form.is_valid():
        try:
            actions.end_role(request.actor, assignment, form.cleaned_data["last_day"])
        except (RefusedChange, ValidationError) as refused:
            form.add_error(None, refused.messages if isinstance(refused, ValidationError) else str(refused))
        else:
            messages.success(request, "Rollen slutar den dag du angav.")
            return redirect("person", association=request.association.slug, pk=pk)
    return render(request, "people/end_role.html", {"form": form, "assignment": assignment})


ACCOUNT_DEEDS: dict[str, tuple[Action, str]] = {
    "stang": (actions.close_account, "Kontot är stängt. {name} kan inte längre logga in."),
    "oppna": (actions.open_account, "Kontot är öppet. {name} kan logga in igen."),
    "tvasteg": (actions.forget_authenticator, "Tvåstegsinloggningen är borttagen. {name} får ställa in en ny app."),
}


@page(CHANGE_PEOPLE, post=True)
def account_deed(request: AssociationRequest, pk: int) -> HttpResponse:
    """A link to a new password, or something else done with the account (`ACCOUNT_DEEDS`)."""
    found = _found(request, pk)
    deed = request.POST.get("deed", "")
    if request.method != "POST" or (deed != "lank" and deed not in ACCOUNT_DEEDS):
        return redirect("person", association=request.association.slug, pk=pk)
    try:
        if deed == "lank":
            return _hand_over(request, pk)
        change, told = ACCOUNT_DEEDS[deed]
        change(request.actor, found.user)
        messages.success(request, told.format(name=found.user.name))
    except RefusedChange as refused:
        messages.error(request, str(refused))
    return redirect("person", association=request.association.slug, pk=pk)


@page(CHANGE_PEOPLE)
def handed_link(request: AssociationRequest, pk: int) -> HttpResponse:
    """The link to a password, shown once."""
    inside = {"association": request.association.slug}
    room = ("Personer och roller", reverse("people", kwargs=inside))
    return link_page(request, _found(request, pk).user, room, reverse("person", kwargs={**inside, "pk": pk}))


@page(SEE_REGISTER)
def privacy_register(request: AssociationRequest) -> HttpResponse:
    """The register of personal data (GDPR article 30)."""
    return render(request, "people/privacy.html", {"apps": register_by_app()})


def _hand_over(request: AssociationRequest, pk: int) -> HttpResponse:
    keep_link(request, pk, actions.give_password_link(request.actor, _found(request, pk).user))
    return redirect("person_link", association=request.association.slug, pk=pk)


def _found(request: AssociationRequest, pk: int) -> PersonWithRoles:
    found = person_of(request.association, pk, today())
    if found is None:
        raise Http404
    return found
