"""Room to grant (utrymme för nya insatser): what can still be decided so that the funds never fall below a floor.

Money granted one year is gone in every later year, so a year's room is the least of what its own and all later closings
leave over the floor; the year that decides is told. The floor is the board's own choice: a setting, 0 unless it says
otherwise.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from samverk.core.money import NBSP, MoneyUnit, format_amount
from samverk.core.organisation import SavedFundsCeiling
from samverk.core.planning.block import Block
from samverk.core.planning.ceilings import CeilingRoom, ceiling_rooms
from samverk.core.planning.plan import LineSide, Plan, PlanLine, with_amounts, with_lines


@dataclass(frozen=True, slots=True)
class RoomToGrant:
    """What one year still has room for, öre.

    `room_ore` is for something that costs in this year only, `yearly_ore` for the same cost every year from this one
    through the plan. Minus says how far the plan already is below the floor. `binding_year` is the year that decides.
    """

    year: int
    floor_ore: int
    room_ore: int
    binding_year: int
    yearly_ore: int
    yearly_binding_year: int
    ceilings: tuple[CeilingRoom, ...] = ()

    @property
    def grantable_ore(self) -> int:
        """The room, 0 when the plan is already below the floor."""
        return max(self.room_ore, 0)

    @property
    def words(self) -> str:
        """One Swedish sentence: how much, and which year decides."""
        floor = f"golvet {_tkr(self.floor_ore)}" if self.floor_ore else "noll"
        if self.room_ore < 0:
            return (
                f"Det finns inget utrymme {self.year}: medlen är redan {_tkr(-self.room_ore)} under {floor} vid slutet "
                f"av {self.binding_year}."
            )
        return f"{self.year} går det att bevilja {_tkr(self.room_ore)} till; då når medlen {floor} {self.binding_year}."


def _tkr(ore: int) -> str:
    return f"{format_amount(ore, MoneyUnit.TKR)}{NBSP}tkr"


def room_to_grant(
    plan: Plan, floor_ore: int = 0, ceilings: Sequence[SavedFundsCeiling] = ()
) -> tuple[RoomToGrant, ...]:
    """The room of every year of the plan, and the headroom or excess under each ceiling."""
    totals = plan.totals
    rooms = ceiling_rooms(plan, ceilings)
    made = []
    for place, current in enumerate(totals):
        over = [(each.closing_ore - floor_ore, each.year) for each in totals[place:]]
        once, binding = min(over)
        yearly, yearly_binding = min((ore // number, year) for number, (ore, year) in enumerate(over, 1))
        own = tuple(room for room in rooms if room.year == current.year)
        made.append(RoomToGrant(current.year, floor_ore, once, binding, yearly, yearly_binding, own))
    return tuple(made)


@dataclass(frozen=True, slots=True)
class GrantLine:
    """Something the board might grant: öre per year, on a line that exists or as a new one under `label`."""

    id: str
    amounts: Mapping[int, int]
    label: str = ""
    parent: str = ""


def what_if(plan: Plan, grants: Sequence[GrantLine]) -> Plan:
    """The plan as it would be with these grants; `plan` itself is unchanged.

    Raises KeyError for a year that the plan does not have, ValueError when a grant names a line of income.
    """
    for grant in grants:
        line = plan.find(grant.id)
        if line is None:
            parent = grant.parent if plan.find(grant.parent) else ""
            nothing = (None,) * len(plan.years)
            line = PlanLine(
                grant.id, grant.label or grant.id, LineSide.COST, nothing, block=Block.MEASURES, parent=parent
            )
            plan = with_lines(plan, (line,))
        if line.is_income:
            raise ValueError(f"{grant.id} is a line of income")
        if not set(grant.amounts) <= set(plan.years):
            raise KeyError(grant.id)
        added = {(grant.id, year): (plan.amount(grant.id, year) or 0) + ore for year, ore in grant.amounts.items()}
        plan = with_amounts(plan, added)
    return plan
