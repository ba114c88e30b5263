"""The five kinds of things an association is made of, as they are edited."""

from __future__ import annotations

from samverk.apps.organisation import actions, queries
from samverk.apps.organisation.models import Charter, IncomeSource, Mandate, Member, Officer
from samverk.apps.organisation.perms import CHANGE_ASSOCIATION
from samverk.web.organisation import forms
from samverk.web.organisation.editing import Kind

MEMBER = Kind(
    "member",
    CHANGE_ASSOCIATION,
    Member,
    forms.MemberForm,
    queries.member,
    actions.add_member,
    actions.change_member,
    actions.remove_member,
    "members",
    "Medlemmar",
    "Ny medlem",
    "Lägg till medlemmen",
    "En medlem som lämnar förbundet ska stå kvar: ange sista dagen under Medlem till.",
)
INCOME_SOURCE = Kind(
    "income_source",
    CHANGE_ASSOCIATION,
    IncomeSource,
    forms.IncomeSourceForm,
    queries.income_source,
    actions.add_income_source,
    actions.change_income_source,
    actions.remove_income_source,
    "income_sources",
    "Intäktskällor",
    "Ny intäktskälla",
    "Lägg till intäktskällan",
    "En källa som en budget har en rad för kan inte tas bort.",
)
CHARTER = Kind(
    "charter",
    CHANGE_ASSOCIATION,
    Charter,
    forms.CharterForm,
    queries.charter,
    actions.add_charter,
    actions.change_charter,
    actions.remove_charter,
    "charters",
    "Förbundsordning",
    "Ny lydelse av förbundsordningen",
    "Lägg till lydelsen",
    "En lydelse som har gällt ska stå kvar: lägg till en ny lydelse i stället.",
)
MANDATE = Kind(
    "mandate",
    CHANGE_ASSOCIATION,
    Mandate,
    forms.MandateForm,
    queries.mandate,
    actions.add_mandate,
    actions.change_mandate,
    actions.remove_mandate,
    "board",
    "Styrelse",
    "Nytt mandat",
    "Lägg till mandatet",
    "Ett uppdrag som har slutat ska stå kvar: ange sista dagen under Till och med.",
)
OFFICER = Kind(
    "officer",
    CHANGE_ASSOCIATION,
    Officer,
    forms.OfficerForm,
    queries.officer,
    actions.add_officer,
    actions.change_officer,
    actions.remove_officer,
    "officers",
    "Funktionärer",
    "Ny funktionär",
    "Lägg till personen",
    "Den som har slutat ska stå kvar: ange sista dagen under Till och med.",
)
