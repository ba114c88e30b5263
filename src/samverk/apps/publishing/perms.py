"""Who may read, write and judge reports."""

from __future__ import annotations

from samverk.apps.users.permission import EVERYONE_IN_THE_ASSOCIATION, permission
from samverk.apps.users.perms import LEADERS, READERS

SEE_REPORTS = permission("publishing.see", "se rapporterna", READERS)
WRITE_REPORTS = permission("publishing.write", "skriva i rapporterna", LEADERS)
REVIEW_DOCUMENTS = permission("publishing.review", "granska dokument", EVERYONE_IN_THE_ASSOCIATION)
MOVE_FACTS = permission("publishing.move", "hämta in och lämna ut faktakatalogen", LEADERS)
