"""How figures of returns are written: shares with interval and base, costs with range, and what is hidden."""

from __future__ import annotations

from collections.abc import Collection

from samverk.core.document.figures import ValueState
from samverk.core.document.present import STATE_WORDS
from samverk.core.money import DASH, NBSP, MoneyUnit, format_amount, group_thousands
from samverk.core.outcomes.costs import CostRange
from samverk.core.outcomes.count_share import CountShare
from samverk.core.outcomes.targets import DEFAULT_MINIMUM, TOO_FEW, Interval, wilson

HIDDEN = STATE_WORDS[ValueState.SUPPRESSED]


def count_words(value: int | None, name: str = "", lacks: Collection[str] = ()) -> str:
    """A count; "··" when it is hidden, "–" when `name` is among what the return does not tell."""
    if value is not None:
        return group_thousands(value)
    return DASH if name in lacks else HIDDEN


def percent_words(share: CountShare | None) -> str:
    """A share in whole per cent; "··" when a count it needs is hidden, "–" when nobody is in its base."""
    if share is None:
        return HIDDEN
    return DASH if share.percent is None else f"{share.percent}{NBSP}%"


def interval_words(share: CountShare | None, minimum: int = DEFAULT_MINIMUM) -> str:
    """Between which shares the true one lies, at 95 %; or that they are too few to say."""
    if share is None:
        return HIDDEN
    if share.base < max(1, minimum):
        return TOO_FEW
    return ends_words(wilson(share.count, share.base))


def ends_words(interval: Interval) -> str:
    """ "24–57 %", outwards to whole per cent."""
    low = int((interval.low or 0.0) * 100)
    high = 100 if interval.high is None else -int(-interval.high * 100 // 1)
    return f"{low}–{min(high, 100)}{NBSP}%"


def share_words(share: CountShare | None, of: str) -> str:
    """A share in one line, with its base: "41 % av 97 avslut (31–51 %)"."""
    if share is None:
        return f"{HIDDEN} (visas inte, för att skydda enskilda)"
    if not share.base:
        return f"inga {of}"
    told = f"{percent_words(share)} av {group_thousands(share.base)} {of}"
    return f"{told} ({interval_words(share)})"


def cost_words(cost: CostRange | None) -> str:
    """Kronor a head with the range: "46 600 kr (45 000–46 600 kr)"."""
    if cost is None or cost.cost_ore is None:
        return DASH
    told = f"{_kr(cost.cost_ore)}{NBSP}kr"
    ends = [end for end in (cost.low_ore, cost.high_ore) if end is not None]
    if not ends or ends == [cost.cost_ore] * len(ends):
        return told
    low = _kr(cost.low_ore) if cost.low_ore is not None else ""
    high = _kr(cost.high_ore) if cost.high_ore is not None else ""
    return f"{told} ({low}–{high}{NBSP}kr)" if high else f"{told} (minst {low}{NBSP}kr)"


def _kr(ore: int) -> str:
    return format_amount(ore, MoneyUnit.KR)
