"""What a plan comes to, as the first line of the page says it: room to grant, ceilings, the chart of funds."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.safestring import SafeString

from samverk.apps.planning.plans import VersionPlan
from samverk.core.planning.plan import Plan
from samverk.core.planning.room import RoomToGrant, room_to_grant
from samverk.reports.plan.charts import funds_chart
from samverk.web.planning.drawing import drawn


@dataclass(frozen=True, slots=True)
class Standing:
    """Room to grant for every year, what the board's floor is, and the funds as a chart."""

    rooms: tuple[RoomToGrant, ...]
    last_year: int
    has_ceilings: bool
    chart: SafeString


def standing_of(made: VersionPlan, plan: Plan, floor_ore: int) -> Standing:
    """What `plan`, the version's or a scenario's, comes to."""
    ceilings = made.ceilings
    rooms = room_to_grant(plan, floor_ore, ceilings)
    return Standing(rooms, plan.years[-1], bool(ceilings), drawn(funds_chart(plan, ceilings)))
