"""Who may read the books, take in new ones and decide where accounts belong."""

from __future__ import annotations

from samverk.apps.users.enums import Role
from samverk.apps.users.permission import permission
from samverk.apps.users.perms import LEADERS, READERS

KEEPERS = (*LEADERS, Role.BOOKKEEPER)

SEE_BOOKS = permission("accounting.see", "se bokföringen", READERS)
IMPORT_BOOKS = permission("accounting.import", "läsa in bokföringen", KEEPERS)
CHANGE_CHART = permission("accounting.chart", "ändra vilka rader kontona hör till", KEEPERS)
LOCK_BOOKS = permission("accounting.lock", "låsa ett års bokföring", LEADERS)
UNLOCK_BOOKS = permission("accounting.unlock", "låsa upp ett års bokföring", (Role.DIRECTOR,))
