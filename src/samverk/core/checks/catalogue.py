"""All rules. A new module of rules is named here once; the decorator does the rest."""

from __future__ import annotations

from samverk.core.checks import (
    balance_sheet,
    cash_flow,
    income_statement,
    tables,
)
from samverk.core.checks.rule import Rule, registered

MODULES = (
    balance_sheet,
    cash_flow,
    income_statement,
    tables,
)
"""The modules that hold rules, in alphabetical order."""


def all_rules() -> tuple[Rule, ...]:
    """Every rule, by code."""
    return registered()
