"""Income sources out of the books: the accounts of income that no source claims, named and added together."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms

from samverk.apps.accounting.income_accounts import income_without_source
from samverk.apps.organisation import enums
from samverk.apps.organisation.actions import add_income_sources
from samverk.apps.organisation.ids import free_ids
from samverk.apps.organisation.models import Association, IncomeSource
from samverk.apps.organisation.perms import CHANGE_ASSOCIATION
from samverk.core import organisation as core
from samverk.core.statements.unclaimed import UnclaimedIncome
from samverk.web.organisation.proposing import ProposalForm, Proposals, by_year, proposals_page


class IncomeAccountForm(ProposalForm):
    """An income source to be: an account of the books."""

    kind = forms.ChoiceField(label="Slag", choices=enums.IncomeKind.choices)
    members = forms.MultipleChoiceField(
        label="Medlemmar som pengarna kommer från", required=False, widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, data: Any, found: UnclaimedIncome, members: Sequence[str]) -> None:
        kind = enums.IncomeKind[found.kind.name].value
        initial = {"name": found.name or f"Konto {found.account}", "kind": kind, "members": found.members}
        super().__init__(data, prefix=f"konto-{found.account}", initial=initial)
        self.fields["members"].choices = [(name, name) for name in members]  # type: ignore[attr-defined]
        self.account = found.account
        self.heading = f"{f'Konto {found.account} {found.name}'.strip()}: {by_year(found.income)}"


def _forms(association: Association, data: Any) -> list[IncomeAccountForm]:
    found = income_without_source(association)
    members = [row.name for row in association.members.all()] if found else []
    return [IncomeAccountForm(data, each, members) for each in found]


def _sources(association: Association, chosen: Sequence[IncomeAccountForm]) -> tuple[core.IncomeSource, ...]:
    ids = free_ids(association, [form.cleaned_data["name"] for form in chosen], otherwise="intakt")
    return tuple(
        core.IncomeSource(
            id=name,
            name=form.cleaned_data["name"],
            kind=core.IncomeKind[enums.IncomeKind(form.cleaned_data["kind"]).name],
            members=tuple(form.cleaned_data["members"]),
            accounts=(form.account,),
        )
        for name, form in zip(ids, chosen, strict=True)
    )


def _told(rows: Sequence[IncomeSource]) -> str:
    return f"{len(rows)} intäktskällor är tillagda." if len(rows) > 1 else f"{rows[0].name} är tillagd."


sources_from_books = proposals_page(
    Proposals(
        permission=CHANGE_ASSOCIATION,
        forms=_forms,
        values=_sources,
        add=add_income_sources,
        told=_told,
        up="income_sources",
        room="Intäktskällor",
        title="Intäktskällor ur bokföringen",
        lead="De här intäktskontona hör inte till någon intäktskälla. Varje konto som du kryssar för blir en rad i "
        "budgeten och i noten om intäkter.",
        words="Kontrollera slaget, och vilka medlemmar pengarna kommer från: då räknas budgetens intäkter ut av deras "
        "andelar. Hör flera konton till samma källa lägger du upp källan för ett av dem och skriver sedan in de "
        "andra kontona där.",
        deed="Lägg till intäktskällorna",
        nothing="Varje intäktskonto med belopp i bokföringen hör till en intäktskälla.",
    )
)
