"""Who may read and export the trail."""

from __future__ import annotations

from samverk.apps.users.enums import Role
from samverk.apps.users.permission import permission
from samverk.apps.users.perms import LEADERS

SEE_TRAIL = permission("audit.see", "läsa händelserna", (*LEADERS, Role.AUDITOR))
EXPORT_TRAIL = permission("audit.export", "exportera händelserna", (*LEADERS, Role.AUDITOR))
