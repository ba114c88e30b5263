"""The host's pages: which associations and accounts there are. They show nothing of what associations write."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db.models import Count
from django.forms import Form
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from samverk.apps.audit.clock import today
from samverk.apps.audit.door import RefusedChange
from samverk.apps.audit.models import INSTALLATION
from samverk.apps.organisation.actions import add_association
from samverk.apps.organisation.models import Association
from samverk.apps.users import actions
from samverk.apps.users.actor import actor_of
from samverk.apps.users.enums import Role
from samverk.apps.users.models import RoleAssignment, User
from samverk.apps.users.perms import RUN_INSTALLATION
from samverk.apps.users.queries import events_about
from samverk.web.installation.forms import AccountForm, AssociationForm
from samverk.web.page import HostRequest, host_page
from samverk.web.people.forms import PersonForm
from samverk.web.people.handed import keep_link, link_page
from samverk.web.people.views import ACCOUNT_DEEDS

_SHOWN_EVENTS = 50


@host_page(RUN_INSTALLATION)
def installation(request: HostRequest) -> HttpResponse:
    """Every association and every account."""
    context = {
        "associations": Association.objects.annotate(people=Count("roles__user", distinct=True)),
        "accounts": User.objects.annotate(held=Count("roles")),
    }
    return render(request, "installation/installation.html", context)


@host_page(RUN_INSTALLATION, post=True)
def new_association(request: HostRequest) -> HttpResponse:
    """Add an association; its first director comes next."""
    form = AssociationForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            made = add_association(request.actor, **form.cleaned_data)
        except (RefusedChange, ValidationError) as refused:
            _add_refusal(form, refused)
        else:
            messages.success(request, f"{made.name} finns nu. Ge någon rollen förbundschef.")
            return redirect("host_association", slug=made.slug)
    return render(request, "installation/new_association.html", {"form": form}, status=422 if form.errors else 200)


@host_page(RUN_INSTALLATION, post=True)
def host_association(request: HostRequest, slug: str) -> HttpResponse:
    """An association's directors, and a way to give it another."""
    association = get_object_or_404(Association, slug=slug)
    form = PersonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        host = actor_of(request.user, association, today())
        try:
            given = actions.add_person_with_role(host, **form.cleaned_data, role=Role.DIRECTOR, valid_from=today())
        except (RefusedChange, ValidationError) as refused:
            _add_refusal(form, refused)
        else:
            messages.success(request, f"{given.user.name} är förbundschef i {association.name}.")
            if not given.user.has_usable_password():
                return _hand_over(request, given.user)
            return redirect("host_association", slug=slug)
    directors = RoleAssignment.objects.on(today()).filter(association=association, role=Role.DIRECTOR)
    context = {"found": association, "form": form, "directors": directors.select_related("user")}
    return render(request, "installation/association.html", context, status=422 if form.errors else 200)


@host_page(RUN_INSTALLATION, post=True)
def new_account(request: HostRequest) -> HttpResponse:
    """Make an account without a role, or another host."""
    form = AccountForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        user = actions.add_person(request.actor, form.cleaned_data["email"], form.cleaned_data["name"])
        if form.cleaned_data["is_host"] and not user.is_host:
            actions.make_host(request.actor, user, True)
        if not user.has_usable_password():
            return _hand_over(request, user)
        return redirect("host_account", pk=user.pk)
    return render(request, "installation/new_account.html", {"form": form}, status=422 if form.errors else 200)


@host_page(RUN_INSTALLATION, post=True)
def host_account(request: HostRequest, pk: int) -> HttpResponse:
    """One account: a new link, the authenticator, opening and closing."""
    user = get_object_or_404(User, pk=pk)
    deed = request.POST.get("deed", "")
    if request.method == "POST":
        try:
            if deed == "lank":
                return _hand_over(request, user)
            if deed in ACCOUNT_DEEDS:
                change, told = ACCOUNT_DEEDS[deed]
                change(request.actor, user)
                messages.success(request, told.format(name=user.name))
        except RefusedChange as refused:
            messages.error(request, str(refused))
        return redirect("host_account", pk=pk)
    context = {
        "account": user,
        "roles": user.roles.select_related("association"),
        "has_authenticator": actions.has_authenticator(user),
        "events": events_about(INSTALLATION, user)[:_SHOWN_EVENTS],
        "is_oneself": user.pk == request.user.pk,
    }
    return render(request, "installation/account.html", context)


@host_page(RUN_INSTALLATION)
def host_link(request: HostRequest, pk: int) -> HttpResponse:
    """The link to a password, shown once."""
    room = ("Installationen", reverse("installation"))
    back = reverse("host_account", kwargs={"pk": pk})
    return link_page(request, get_object_or_404(User, pk=pk), room, back)


def _hand_over(request: HostRequest, user: User) -> HttpResponse:
    keep_link(request, user.pk, actions.give_password_link(request.actor, user))
    return redirect("host_link", pk=user.pk)


def _add_refusal(form: Form, refused: RefusedChange | ValidationError) -> None:
    if isinstance(refused, ValidationError) and hasattr(refused, "error_dict"):
        for name, told in refused.message_dict.items():
            form.add_error(name if name in form.fields else None, told)
    else:
        form.add_error(None, str(refused) if isinstance(refused, RefusedChange) else refused)
