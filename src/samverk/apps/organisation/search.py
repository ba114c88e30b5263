"""Members, mandates and officers by name."""

from __future__ import annotations

from samverk.apps.organisation.models import Association, Mandate, Member, Officer
from samverk.apps.search import Hit, best_first, matches


def search_members(association: Association, words: list[str]) -> list[Hit]:
    """Members of the association."""
    rows = Member.objects.filter(association=association)
    return best_first(
        words,
        (Hit("member", row.name, row.get_kind_display()) for row in rows if matches(words, row.name)),
    )


def search_mandates(association: Association, words: list[str]) -> list[Hit]:
    """People on the board, by name or by the member that chose them."""
    rows = Mandate.objects.filter(association=association).select_related("member")
    return best_first(
        words,
        (
            Hit("mandate", row.name, f"{row.get_seat_display()}, {row.member.name}")
            for row in rows
            if matches(words, row.name, row.member.name, row.get_seat_display())
        ),
    )


def search_officers(association: Association, words: list[str]) -> list[Hit]:
    """Director, auditors, preparatory group."""
    rows = Officer.objects.filter(association=association)
    return best_first(
        words,
        (
            Hit("officer", row.name, row.title or row.get_role_display())
            for row in rows
            if matches(words, row.name, row.title, row.get_role_display())
        ),
    )
