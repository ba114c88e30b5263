"""Where each account belongs: all accounts with their places, own rules, and the effect of one before it is saved."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from samverk.apps.accounting import actions, queries
from samverk.apps.accounting.models import ChartProfile, LineRule, NoteRule
from samverk.apps.accounting.perms import CHANGE_CHART, SEE_BOOKS
from samverk.apps.audit.door import RefusedChange
from samverk.core.statements import profile as core
from samverk.core.statements.account_places import AccountPlace
from samverk.core.statements.lines import LABELS
from samverk.core.statements.profiles import SHIPPED
from samverk.core.statements.ranges import covers, parse_range
from samverk.web.accounting.forms import BaseForm, LineRuleForm, NoteRuleForm
from samverk.web.organisation.facts_form import FactsForm
from samverk.web.page import AssociationRequest, page

KINDS: dict[str, tuple[type[Any], type[FactsForm], Any]] = {
    "rad": (LineRule, LineRuleForm, queries.line_rule),
    "notrad": (NoteRule, NoteRuleForm, queries.note_rule),
}
"""Which rules: model, form, and how a row becomes a core value."""


@page(SEE_BOOKS)
def accounts(request: AssociationRequest, year: int) -> HttpResponse:
    """Every account of the year with its place; those without one first."""
    if year not in queries.years_with_books(request.association):
        raise Http404
    made = queries.computed_year(request.association, year)
    names = {measure.id: measure.name for measure in made.facts.measures}
    names |= {source.id: source.row_name for source in made.facts.association.income_sources}
    own = {kind: list(KINDS[kind][0].objects.filter(association=request.association)) for kind in KINDS}
    context = {
        "year": year,
        "years": queries.years_with_books(request.association),
        "rows": [_row(place, names, own) for place in made.places],
        "unwell": sum(not place.is_well for place in made.places),
        "rule_count": sum(map(len, own.values())),
        "profile": ChartProfile.objects.filter(association=request.association).first(),
    }
    return render(request, "accounting/accounts.html", context)


def _row(place: AccountPlace, names: dict[str, str], own: dict[str, list[Any]]) -> dict[str, Any]:
    """An account as the page shows it, with the own rules that cover it."""
    return {
        "place": place,
        "lines": [LABELS[line] for line in place.lines],
        "notes": place.note_rows,
        "owners": [names.get(each, each) for each in (*place.measures, *place.income_sources)],
        "line_rule": _covering(own["rad"], place.account),
        "note_rule": _covering(own["notrad"], place.account),
    }


def _covering(rules: list[Any], account: str) -> Any:
    return next((rule for rule in rules if covers(map(parse_range, rule.accounts), account)), None)


@page(SEE_BOOKS)
def rules(request: AssociationRequest) -> HttpResponse:
    """The chart of accounts and the association's own rules, in order."""
    profile = ChartProfile.objects.filter(association=request.association).first()
    context = {
        "profile": profile,
        "base_form": _base_form(profile) if profile else None,
        "line_rules": LineRule.objects.filter(association=request.association),
        "note_rules": NoteRule.objects.filter(association=request.association),
    }
    return render(request, "accounting/rules.html", context)


def _base_form(profile: ChartProfile, data: Any = None) -> BaseForm:
    choices = [(base.value, SHIPPED[base].name) for base in core.BaseProfile]
    return BaseForm(data, choices=choices, initial={"seen": profile.version, "base": profile.base})


@page(CHANGE_CHART, post=True)
def base(request: AssociationRequest) -> HttpResponse:
    """Choose another chart of accounts."""
    profile = get_object_or_404(ChartProfile, association=request.association)
    form = _base_form(profile, request.POST or None)
    if request.method == "POST" and form.is_valid():
        chosen = core.BaseProfile(form.cleaned_data["base"])
        actions.change_base(request.actor, profile, form.cleaned_data["seen"], chosen)
        messages.success(request, f"Räkningarna följer nu {SHIPPED[chosen].name}.")
    return redirect("books_rules", association=request.association.slug)


# ── one rule ────────────────────────────────────────────────────────────────────────────────────────────────────────


def _kind(kind: str) -> tuple[type[Any], type[FactsForm], Any]:
    if kind not in KINDS:
        raise Http404
    return KINDS[kind]


@page(CHANGE_CHART, post=True)
def new_rule(request: AssociationRequest, kind: str) -> HttpResponse:
    """A rule that is not there yet, with its effect."""
    _, form_of, _ = _kind(kind)
    asked = {"accounts": request.GET.get("konton", ""), "line": request.GET.get("rad", "")}
    form = form_of(request.POST or None, initial=asked)
    if _saves(request) and form.is_valid():
        try:
            row = actions.add_rule(request.actor, form.facts)
        except (RefusedChange, ValidationError) as refused:
            form.refuse(refused)
        else:
            messages.success(request, f"Regeln är sparad: {row}.")
            return _done(request)
    return _shown(request, kind, form, None)


@page(CHANGE_CHART, post=True)
def change_rule(request: AssociationRequest, kind: str, pk: int) -> HttpResponse:
    """A rule that is there, with the effect of changing it."""
    model, form_of, value_of = _kind(kind)
    row = get_object_or_404(model, association=request.association, pk=pk)
    form = form_of(request.POST or None, shown=value_of(row), seen=row.version)
    if _saves(request) and form.is_valid():
        try:
            actions.change_rule(request.actor, row, form.seen_version, form.facts)
        except (RefusedChange, ValidationError) as refused:
            form.refuse(refused)
        else:
            messages.success(request, "Regeln är ändrad.")
            return _done(request)
    return _shown(request, kind, form, row)


def _saves(request: AssociationRequest) -> bool:
    """True when the form is sent to be saved, not to see what it would do."""
    return request.method == "POST" and "effekt" not in request.POST


def _shown(request: AssociationRequest, kind: str, form: FactsForm, row: Any) -> HttpResponse:
    """The form, with the effect when it was asked for; only the effect when the page already stands."""
    asks_effect = request.method == "POST" and not _saves(request)
    year = _effect_year(request)
    effect = None
    if asks_effect and year and form.is_valid():
        effect = queries.effect_of(request.association, year, _profile_with(request, year, kind, form.facts, row))
    context = {
        "kind": kind,
        "form": form,
        "row": row,
        "year": year,
        "asks_effect": asks_effect,
        "effect": effect,
        "is_whole": not form.errors,
    }
    if asks_effect and request.htmx:  # type: ignore[attr-defined]
        return render(request, "accounting/effect.html", context)
    return render(request, "accounting/rule.html", context, status=422 if form.errors else 200)


def _effect_year(request: AssociationRequest) -> int | None:
    years = queries.years_with_books(request.association)
    asked = request.GET.get("ar", request.POST.get("ar", ""))
    return int(asked) if asked.isdecimal() and int(asked) in years else next(iter(years), None)


def _profile_with(request: AssociationRequest, year: int, kind: str, rule: Any, row: Any) -> core.AccountingProfile:
    """The association's profile as it would be with the rule in its place."""
    profile = queries.computed_year(request.association, year).facts.association.accounting
    part = "lines" if kind == "rad" else "notes"
    rules = list(getattr(profile, part))
    if row is None:
        rules.append(rule)
    else:
        places = KINDS[kind][0].objects.filter(association=request.association).values_list("pk", flat=True)
        rules[list(places).index(row.pk)] = rule
    return profile.model_copy(update={part: tuple(rules)})


def _done(request: AssociationRequest) -> HttpResponse:
    year = _effect_year(request)
    if year is None or not request.POST.get("ar"):
        return redirect("books_rules", association=request.association.slug)
    return redirect("books_accounts", association=request.association.slug, year=year)


@page(CHANGE_CHART, post=True)
def move_rule(request: AssociationRequest, kind: str, pk: int) -> HttpResponse:
    """Let a rule change places with its neighbour."""
    model, _, _ = _kind(kind)
    row = get_object_or_404(model, association=request.association, pk=pk)
    if request.method == "POST":
        actions.move_rule(request.actor, row, request.POST.get("upp") == "1")
        messages.success(request, "Ordningen är ändrad.")
    return redirect("books_rules", association=request.association.slug)


@page(CHANGE_CHART, post=True)
def remove_rule(request: AssociationRequest, kind: str, pk: int) -> HttpResponse:
    """Take a rule away."""
    model, _, _ = _kind(kind)
    row = get_object_or_404(model, association=request.association, pk=pk)
    if request.method == "POST":
        actions.remove_rule(request.actor, row)
        messages.success(request, f"Regeln är borttagen: {row}. Kontoplanen avgör nu var kontot hör hemma.")
    return redirect("books_rules", association=request.association.slug)
