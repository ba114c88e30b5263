"""What the year's vouchers did to fixed assets and provisions: bought, sold, written down, moved, paid.

Gross flows need vouchers: a purchase of 83 and depreciation of 12 is +12 and −83 in the cash flow, not −71. A balance
that no voucher explains is carried as one more movement, so the sums always hold; it can only show the net.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field

from samverk.core.statements.books import Movement
from samverk.core.statements.lines import FIXED_ASSETS, LIQUID, PROVISIONS, RESULT_LINES
from samverk.core.statements.mapping import MappedBooks
from samverk.core.statements.profile import Line


@dataclass(slots=True)
class AssetFlow:
    """A year's changes of one fixed-asset line in öre. Everything is signed as it changes the asset.

    `purchases` ≥ 0, `disposals` ≤ 0 (book value), `depreciation` ≤ 0 as a rule, `moved` sums to 0 over all lines.
    """

    opening: int = 0
    purchases: int = 0
    disposals: int = 0
    depreciation: int = 0
    moved: int = 0

    @property
    def closing(self) -> int:
        """What the line ends on."""
        return self.opening + self.purchases + self.disposals + self.depreciation + self.moved


@dataclass(slots=True)
class Movements:
    """The year's non-cash and investing movements, öre.

    `depreciation`: costs (debit positive) that lowered fixed assets. `gains`: gains minus losses on sold assets.
    `gains_by_line`: the same, on the line of the asset that was sold.
    `provisions_set`: provisions made minus released through the result; `provisions_paid`: used, ≥ 0 as a rule.
    """

    assets: dict[Line, AssetFlow] = field(default_factory=lambda: {line: AssetFlow() for line in FIXED_ASSETS})
    depreciation: int = 0
    gains: int = 0
    gains_by_line: dict[Line, int] = field(default_factory=lambda: defaultdict(int))
    provisions_set: int = 0
    provisions_paid: int = 0


def read_movements(mapped: MappedBooks) -> Movements:
    """Sort every movement of the year."""
    flows = Movements()
    for line in FIXED_ASSETS:
        flows.assets[line].opening = mapped.opening_amount(line)
    for movement in mapped.books.movements:
        by_line: dict[Line, int] = defaultdict(int)
        for account, ore in movement.items():
            if account in mapped.lines:
                by_line[mapped.lines[account]] += ore
        _sort_assets(flows, mapped, movement, by_line)
        _sort_provisions(flows, by_line)
    _take_up_rest(flows, mapped)
    return flows


def _sort_assets(flows: Movements, mapped: MappedBooks, movement: Movement, by_line: dict[Line, int]) -> None:
    changes = {line: by_line[line] for line in FIXED_ASSETS if by_line.get(line)}
    gain = -sum(ore for account, ore in movement.items() if account in mapped.disposal_accounts)
    flows.gains += gain
    touched = [line for line in FIXED_ASSETS if line in by_line]
    if gain:
        flows.gains_by_line[touched[0] if touched else Line.EQUIPMENT] += gain
    if not touched:
        return
    cost = by_line.get(Line.DEPRECIATION, 0)
    flows.depreciation += cost
    written_down = _share_out(changes or dict.fromkeys(touched, 0), cost)
    rest = {line: changes.get(line, 0) + written_down.get(line, 0) for line in touched}
    for line, ore in written_down.items():
        flows.assets[line].depreciation -= ore
    is_inside = not sum(rest.values())
    for line, ore in rest.items():
        if is_inside:
            flows.assets[line].moved += ore
        elif ore > 0:
            flows.assets[line].purchases += ore
        else:
            flows.assets[line].disposals += ore


def _share_out(changes: dict[Line, int], cost: int) -> dict[Line, int]:
    """Give each line the part of the depreciation that its own fall explains; what is left goes to the last line."""
    shares: dict[Line, int] = {}
    left = cost
    for line, change in changes.items():
        shares[line] = max(0, min(left, -change)) if cost > 0 else 0
        left -= shares[line]
    if left:
        last = next(reversed(changes))
        shares[last] = shares.get(last, 0) + left
    return shares


def _take_up_rest(flows: Movements, mapped: MappedBooks) -> None:
    """Count what moved without a voucher: an account whose line changes with its sign moves between lines by itself."""
    for line, flow in flows.assets.items():
        rest = mapped.amount(line) - flow.closing
        flow.purchases += max(rest, 0)
        flow.disposals += min(rest, 0)
    change = mapped.opening_amount(*PROVISIONS) - mapped.amount(*PROVISIONS)
    flows.provisions_set += change - (flows.provisions_set - flows.provisions_paid)


def _sort_provisions(flows: Movements, by_line: dict[Line, int]) -> None:
    change = -sum(by_line.get(line, 0) for line in PROVISIONS)
    if not change:
        return
    touches_cash = any(by_line.get(line) for line in LIQUID)
    touches_result = any(by_line.get(line) for line in RESULT_LINES)
    if touches_cash and not touches_result:
        flows.provisions_paid -= change
    else:
        flows.provisions_set += change
