"""What people may do with people, and the sets of roles that the other apps build on."""

from __future__ import annotations

from samverk.apps.users.enums import Role
from samverk.apps.users.permission import EVERYONE_IN_THE_ASSOCIATION, permission

LEADERS = (Role.DIRECTOR, Role.OFFICE)
BOARD = (Role.BOARD_MEMBER, Role.DEPUTY)
READERS = (*LEADERS, *BOARD, Role.BOOKKEEPER, Role.AUDITOR)
"""Who may read the whole of an association's economy and decisions."""
INSIDE = (*READERS, Role.PREPARATORY_GROUP)

ENTER = permission("users.enter", "se förbundets sidor", EVERYONE_IN_THE_ASSOCIATION)
SEE_PEOPLE = permission("users.see", "se vilka som har tillgång", (*LEADERS, Role.AUDITOR))
CHANGE_PEOPLE = permission("users.change", "ge och ta tillbaka roller", (Role.DIRECTOR,), host=True)
RUN_INSTALLATION = permission("users.host", "sköta installationens konton och förbund", host=True)
OWN_ACCOUNT = permission("users.own", "ändra sin egen inloggning", anyone=True)
