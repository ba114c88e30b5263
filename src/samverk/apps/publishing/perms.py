"""Who may read, write and judge reports, and take facts in and out."""

from __future__ import annotations

from samverk.apps.users.permission import EVERYONE_IN_THE_ASSOCIATION, permission
from samverk.apps.users.perms import LEADERS, READERS

SEE_REPORTS = permission("publishing.see", "se rapporterna", READERS)
CHANGE_REPORT = permission("publishing.change", "ändra årsredovisningen", LEADERS)
REVIEW_DOCUMENTS = permission("publishing.review", "granska dokument", EVERYONE_IN_THE_ASSOCIATION)
EXPORT_FACTS = permission("publishing.export", "hämta faktafilerna", READERS)
IMPORT_FACTS = permission("publishing.import", "läsa in faktafiler", LEADERS)
