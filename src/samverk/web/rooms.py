"""The words of the navigation, in order (UX.md): each leads to a room that is built."""

from __future__ import annotations

from dataclasses import dataclass

from samverk.apps.accounting.perms import SEE_BOOKS
from samverk.apps.audit.perms import SEE_TRAIL
from samverk.apps.measures.perms import SEE_MEASURES
from samverk.apps.organisation.perms import SEE_ASSOCIATION
from samverk.apps.outcomes.perms import SEE_OUTCOMES
from samverk.apps.planning.perms import SEE_PLAN
from samverk.apps.publishing.perms import REVIEW_DOCUMENTS, SEE_REPORTS
from samverk.apps.users.permission import Permission
from samverk.apps.users.perms import ENTER


@dataclass(frozen=True, slots=True)
class Room:
    """A word of the navigation, the name of its first page, and who may enter.

    `also` are the beginnings of addresses that belong to it and do not begin with its first page's.
    """

    word: str
    view: str
    permission: Permission
    also: tuple[str, ...] = ()


ROOMS = (
    Room("Hem", "home", ENTER),
    Room("Bokföring", "books", SEE_BOOKS),
    Room("Budget och plan", "plan", SEE_PLAN),
    Room("Insatser", "measures", SEE_MEASURES),
    Room("Uppföljning", "outcomes", SEE_OUTCOMES),
    Room("Rapport", "reports", SEE_REPORTS),
    Room("Granska", "review", REVIEW_DOCUMENTS),
    Room("Förbundet", "association", SEE_ASSOCIATION),
    Room("Revisorns rum", "audit_room", SEE_TRAIL),
)
