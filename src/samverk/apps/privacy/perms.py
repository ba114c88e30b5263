"""Who may read the register of personal data."""

from __future__ import annotations

from samverk.apps.users.enums import Role
from samverk.apps.users.permission import permission
from samverk.apps.users.perms import LEADERS

SEE_REGISTER = permission("privacy.see", "se registret över personuppgifter", (*LEADERS, Role.AUDITOR))
