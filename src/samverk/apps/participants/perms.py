"""Who may do what in the register: whoever sees participants manages nothing, and the other way round."""

from __future__ import annotations

from samverk.apps.participants.enums import RegisterRole
from samverk.apps.users.permission import permission

_OFFICER, _KEEPER = RegisterRole.PARTICIPANT_OFFICER, RegisterRole.REGISTER_KEEPER

ENTER_REGISTER = permission("participants.enter", "se registret", RegisterRole)
SEE_PARTICIPANTS = permission("participants.see", "se deltagare", (_OFFICER,))
CHANGE_PARTICIPANTS = permission("participants.change", "anteckna deltagare", (_OFFICER,))
COUNT_OTHERS = permission("participants.count", "anteckna antal", (_OFFICER,))
"""Anonymous participants, answers about violence: counts without persons."""
SEE_RETURNS = permission("participants.returns", "se återrapporter", RegisterRole)
DRAFT_RETURNS = permission("participants.draft", "göra utkast till återrapporter", RegisterRole)
RELEASE_RETURNS = permission("participants.release", "granska och lämna återrapporter", RegisterRole)
"""Never the one who drafted: the return itself says who that was."""
MANAGE_REGISTER = permission("participants.manage", "sköta registrets inställningar och personal", (_KEEPER,))
SEE_READS = permission("participants.reads", "se vem som har läst om deltagare", (_KEEPER,))
DISPOSE = permission("participants.dispose", "gallra", (_KEEPER,))
