"""Who may read and change measures."""

from __future__ import annotations

from samverk.apps.users.enums import Role
from samverk.apps.users.permission import permission
from samverk.apps.users.perms import INSIDE, LEADERS

SEE_MEASURES = permission("measures.see", "se insatserna", (*INSIDE, Role.MEASURE_OWNER))
SEE_ALL_MEASURES = permission("measures.all", "se alla insatser", INSIDE)
"""Without it a measure owner sees only the own ones."""
CHANGE_MEASURES = permission("measures.change", "ändra insatserna", LEADERS)
