"""Who may see surveys and change them. Answering needs nobody: the page is public."""

from __future__ import annotations

from samverk.apps.users.permission import permission
from samverk.apps.users.perms import INSIDE, LEADERS

SEE_SURVEYS = permission("surveys.see", "se enkäterna", INSIDE)
CHANGE_SURVEYS = permission("surveys.change", "läsa in enkätresultat och ändra enkäter", LEADERS)
ANSWER_SURVEYS = permission("surveys.answer", "svara på enkäter genom länken")
"""No person has it: who answers is nobody that Samverk knows."""
