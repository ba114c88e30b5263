"""Who may read and change what the association is made of."""

from __future__ import annotations

from samverk.apps.users.permission import permission
from samverk.apps.users.perms import INSIDE, LEADERS

SEE_ASSOCIATION = permission("organisation.see", "se förbundets uppgifter", INSIDE)
CHANGE_ASSOCIATION = permission("organisation.change", "ändra förbundets uppgifter", LEADERS)
FOUND_ASSOCIATION = permission("organisation.found", "lägga upp ett förbund", host=True)
