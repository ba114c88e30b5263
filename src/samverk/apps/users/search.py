"""People with a role, by name, address or role."""

from __future__ import annotations

from samverk.apps.audit.clock import today
from samverk.apps.organisation.models import Association
from samverk.apps.search import Hit, best_first, matches
from samverk.apps.users.models import RoleAssignment


def search(association: Association, words: list[str]) -> list[Hit]:
    """People whose name, address or role of the day answers to every word; each once."""
    people: dict[int, tuple[str, str, list[str]]] = {}
    for row in RoleAssignment.objects.on(today()).filter(association=association).select_related("user"):
        roles = people.setdefault(row.user_id, (row.user.name, row.user.email, []))[2]
        roles.append(str(row.get_role_display()))
    return best_first(
        words,
        (
            Hit("person", name, ", ".join(roles), {"pk": pk})
            for pk, (name, email, roles) in people.items()
            if matches(words, name, email, *roles)
        ),
    )
