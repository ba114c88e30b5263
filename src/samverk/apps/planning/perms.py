"""Who may read and change the budget and the plan."""

from __future__ import annotations

from samverk.apps.users.permission import permission
from samverk.apps.users.perms import INSIDE, LEADERS

SEE_PLAN = permission("planning.see", "se budgeten och planen", INSIDE)
CHANGE_PLAN = permission("planning.change", "ändra budgeten och planen", LEADERS)
