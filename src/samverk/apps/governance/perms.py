"""Who may note that a thing was done, and choose what the year wheel goes by."""

from __future__ import annotations

from samverk.apps.users.permission import permission
from samverk.apps.users.perms import LEADERS

RECORD_DAY = permission("governance.record", "anteckna när något blev klart", LEADERS)
SET_YEAR_WHEEL = permission("governance.settings", "ändra årshjulets inställningar", LEADERS)
