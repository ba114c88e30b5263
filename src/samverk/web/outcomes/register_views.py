"""Whom the association trusts to report, and the board's rule for small counts."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from samverk.apps.audit.clock import today
from samverk.apps.outcomes import actions
from samverk.apps.outcomes.enums import Zeros
from samverk.apps.outcomes.models import DisclosureDecision, RegisterKey
from samverk.apps.outcomes.perms import CHANGE_RULE, SEE_RELEASES
from samverk.apps.outcomes.queries import rule_on
from samverk.web.outcomes.decisions import decision_removal
from samverk.web.outcomes.forms import CloseRegisterForm, MeasuresForm, RegisterForm, RuleForm
from samverk.web.outcomes.refused import tell
from samverk.web.page import AssociationRequest, page

_GROUP = 4


@page(SEE_RELEASES)
def registers(request: AssociationRequest) -> HttpResponse:
    """The registers, each with its fingerprint to read aloud, and where they send."""
    names = dict(request.association.measures.values_list("code", "name"))
    rows = [
        {
            "row": row,
            "fingerprint": grouped(row.key_id),
            "measures": [names.get(code, code) for code in row.measures],
            "is_closed": row.closed_on is not None and row.closed_on <= today(),
        }
        for row in RegisterKey.objects.filter(association=request.association)
    ]
    path = reverse("push_return", kwargs={"association": request.association.slug})
    context = {"rows": rows, "address": request.build_absolute_uri(path), "has_measures": bool(names)}
    return render(request, "outcomes/registers.html", context)


def grouped(key_id: str) -> str:
    """A fingerprint in groups of four, as it is read aloud."""
    return " ".join(key_id[at : at + _GROUP] for at in range(0, len(key_id), _GROUP))


@page(CHANGE_RULE, post=True)
def register_new(request: AssociationRequest) -> HttpResponse:
    """Trust a register's key; without a measure there is nothing that it could report, which the list says."""
    if not request.association.measures.exists():
        return _to_registers(request)
    form = RegisterForm(
        request.POST or None, request.FILES or None, association=request.association, initial={"valid_from": today()}
    )
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        try:
            actions.add_register(request.actor, said["party"], said["public_key"], said["measures"], said["valid_from"])
        except ValidationError as refused:
            tell(form, refused)
        else:
            messages.success(request, "Registret är tillagt. Ring och jämför fingeravtrycket innan ni litar på det.")
            return _to_registers(request)
    context = {"form": form, "title": "Nytt register", "deed": "Lägg till registret", "up": "registers"}
    return render(request, "outcomes/form.html", context, status=422 if form.errors else 200)


@page(CHANGE_RULE, post=True)
def register_change(request: AssociationRequest, pk: int) -> HttpResponse:
    """Change which measures a register may report."""
    row = get_object_or_404(RegisterKey, association=request.association, pk=pk)
    initial = {"seen": row.version, "measures": row.measures}
    form = MeasuresForm(request.POST or None, association=request.association, initial=initial)
    if request.method == "POST" and form.is_valid():
        actions.change_register(request.actor, row, form.cleaned_data["seen"] or 0, form.cleaned_data["measures"])
        messages.success(request, "Ändringen är sparad.")
        return _to_registers(request)
    context = {"form": form, "title": f"Registret hos {row.party}", "deed": "Spara", "up": "registers"}
    return render(request, "outcomes/form.html", context, status=422 if form.errors else 200)


@page(CHANGE_RULE, post=True)
def register_close(request: AssociationRequest, pk: int) -> HttpResponse:
    """Trust a key no more."""
    row = get_object_or_404(RegisterKey, association=request.association, pk=pk)
    initial = {"seen": row.version, "day": today()}
    form = CloseRegisterForm(request.POST or None, initial=initial, label_suffix="")
    if request.method == "POST" and form.is_valid():
        actions.close_register(request.actor, row, form.cleaned_data["seen"], form.cleaned_data["day"])
        messages.success(request, "Registret är stängt. Det som är mottaget står kvar.")
        return _to_registers(request)
    context = {"form": form, "title": f"Stäng registret hos {row.party}", "deed": "Stäng registret", "up": "registers"}
    return render(request, "outcomes/form.html", context, status=422 if form.errors else 200)


def _to_registers(request: AssociationRequest) -> HttpResponse:
    return redirect("registers", association=request.association.slug)


@page(SEE_RELEASES, post=True, change=CHANGE_RULE)
def disclosure_rule(request: AssociationRequest) -> HttpResponse:
    """The rule that holds, the decisions so far, and a new decision."""
    form = RuleForm(request.POST or None, initial={"decided_on": today()}, label_suffix="")
    if request.method == "POST" and form.is_valid():
        try:
            actions.decide_rule(request.actor, **form.cleaned_data)
        except ValidationError as refused:
            tell(form, refused)
        else:
            messages.success(request, "Beslutet är noterat. Nya återrapporter och offentliggöranden prövas mot det.")
            return redirect("disclosure_rule", association=request.association.slug)
    rule = rule_on(request.association, today())
    context = {
        "form": form,
        "rule": rule,
        "zeros": Zeros(rule.zeros.value).label,
        "decisions": DisclosureDecision.objects.filter(association=request.association),
    }
    return render(request, "outcomes/rule.html", context, status=422 if form.errors else 200)


remove_rule = decision_removal(DisclosureDecision, CHANGE_RULE, actions.remove_rule, "disclosure_rule")
