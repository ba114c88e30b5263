"""A deviation in words: better or worse than what it is compared with, never just plus or minus (DESIGN.md 4)."""

from __future__ import annotations

from samverk.core.money import NBSP, MoneyUnit, format_amount


def is_favourable(effect_ore: int) -> bool | None:
    """True when `effect_ore` leaves more money than planned, False when less, None for none."""
    return effect_ore > 0 if effect_ore else None


def deviation_words(effect_ore: int, compared_with: str = "budget", unit: MoneyUnit = MoneyUnit.TKR) -> str:
    """ "433 tkr bättre än budget": `effect_ore` is plus when it leaves more money. 0 is "enligt budget"."""
    if not effect_ore:
        return f"enligt {compared_with}"
    better = "bättre" if effect_ore > 0 else "sämre"
    shown = format_amount(abs(effect_ore), unit)
    amount = f"mindre än 1{NBSP}{unit.value}" if shown == "0" else f"{shown}{NBSP}{unit.value}"
    return f"{amount} {better} än {compared_with}"
