"""All rules. A new module of rules is named here once; the decorator does the rest."""

from __future__ import annotations

from samverk.core.checks import (
    agreement,
    balance_requirement,
    balance_sheet,
    between_files,
    budget,
    cash_flow,
    chapters,
    charts,
    contributions,
    dates,
    deviations,
    exposure,
    income_statement,
    measures,
    net_cost,
    notes,
    operating_account,
    organisation,
    overview,
    ratios,
    signatures,
    tables,
    tracing,
)
from samverk.core.checks.claims import amounts, ceilings, changes, direction, headings, parts, shares, spellings, times
from samverk.core.checks.rule import Rule, registered

MODULES = (
    agreement,
    balance_requirement,
    balance_sheet,
    between_files,
    budget,
    cash_flow,
    chapters,
    charts,
    contributions,
    dates,
    deviations,
    exposure,
    income_statement,
    measures,
    net_cost,
    notes,
    operating_account,
    organisation,
    overview,
    ratios,
    signatures,
    tables,
    tracing,
)
"""The modules that hold rules, in alphabetical order."""

CLAIM_MODULES = (amounts, ceilings, changes, direction, headings, parts, shares, spellings, times)
"""The modules of `claims` that hold rules, in alphabetical order."""


def all_rules() -> tuple[Rule, ...]:
    """Every rule, by code."""
    return registered()
