"""What a plan comes to, as the first line of the page says it: room to grant, ceilings, the chart of funds."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.safestring import SafeString

from samverk.apps.planning.plans import VersionPlan
from samverk.core.planning.plan import Plan
from samverk.core.planning.proposals import Proposal, take
from samverk.core.planning.room import RoomToGrant, room_to_grant
from samverk.reports.plan.charts import funds_chart
from samverk.web.planning.drawing import drawn


@dataclass(frozen=True, slots=True)
class Standing:
    """Room to grant for every year, and the funds as a chart.

    `is_empty`: there is nothing to reckon with. `is_proposed`: nothing is written yet, so everything is reckoned with
    the proposals. `with_proposals` is the room
    when those that are left are taken, () when none is left or all are in already.
    """

    rooms: tuple[RoomToGrant, ...]
    last_year: int
    has_ceilings: bool
    chart: SafeString
    is_empty: bool = False
    is_proposed: bool = False
    with_proposals: tuple[RoomToGrant, ...] = ()


def standing_of(made: VersionPlan, plan: Plan, floor_ore: int, left: Sequence[Proposal] = ()) -> Standing:
    """What `plan`, the version's or a scenario's, comes to; `left` are the proposals that nobody has taken."""
    ceilings, taken = made.ceilings, take(plan, left)
    is_empty = all(ore is None for line in plan.lines for ore in line.amounts)
    is_proposed = is_empty and bool(left)
    shown = taken if is_proposed else plan
    return Standing(
        rooms=room_to_grant(shown, floor_ore, ceilings),
        last_year=plan.years[-1],
        has_ceilings=bool(ceilings),
        chart=drawn(funds_chart(shown, ceilings)),
        is_empty=is_empty and not left and not plan.opening_ore,
        is_proposed=is_proposed,
        with_proposals=room_to_grant(taken, floor_ore) if left and not is_empty else (),
    )
