"""Who may see follow-up, receive returns, decide whom to trust, and release figures."""

from __future__ import annotations

from samverk.apps.users.enums import Role
from samverk.apps.users.permission import permission
from samverk.apps.users.perms import INSIDE, LEADERS

SEE_OUTCOMES = permission("outcomes.see", "se uppföljningen", (*INSIDE, Role.MEASURE_OWNER))
"""A measure owner sees only the own measures."""
SEE_RELEASES = permission("outcomes.releases", "se register, röjanderegel och offentliggöranden", INSIDE)
RECEIVE_RETURNS = permission("outcomes.receive", "ta emot återrapporter", LEADERS)
PUSH_RETURNS = permission("outcomes.push", "sända återrapporter över nätet")
"""No person has it: a register sends, and its signature is what lets it in."""
CHANGE_RULE = permission("outcomes.rule", "ändra register och röjanderegel", (Role.DIRECTOR,))
CHANGE_TARGETS = permission("outcomes.targets", "ändra mål för avslut", LEADERS)
DRAFT_RELEASE = permission("outcomes.draft", "göra utkast till offentliggöranden", LEADERS)
RELEASE = permission(
    "outcomes.release", "granska och offentliggöra siffror om deltagare", (*LEADERS, Role.BOARD_MEMBER)
)
