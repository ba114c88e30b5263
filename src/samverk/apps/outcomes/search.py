"""Returns and releases, by measure, party, period or name."""

from __future__ import annotations

from samverk.apps.organisation.models import Association
from samverk.apps.outcomes.models import OutcomeRelease
from samverk.apps.outcomes.queries import taken_visible_to
from samverk.apps.search import Hit, best_first, matches
from samverk.apps.users.actor import Actor


def search_returns(actor: Actor, words: list[str]) -> list[Hit]:
    """Returns that answer to every word, of those the actor may see."""
    return best_first(
        words,
        (
            Hit(
                "return",
                each.row.measure.name,
                f"återrapport {each.row.number}, {each.row.first}–{each.row.last}",
                {"pk": each.row.pk},
            )
            for each in taken_visible_to(actor)
            if matches(words, each.row.measure.name, each.row.register_key.party, str(each.row.last), "återrapport")
        ),
    )


def search_releases(association: Association, words: list[str]) -> list[Hit]:
    """Releases whose name or place has every word."""
    rows = OutcomeRelease.objects.filter(association=association)
    return best_first(
        words,
        (
            Hit("release", row.name, row.get_state_display(), {"pk": row.pk})
            for row in rows
            if matches(words, row.name, row.get_place_display())
        ),
    )
