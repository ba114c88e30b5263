"""Releasing figures about participants: a draft, a second person's review, and what is printed."""

from __future__ import annotations

from hashlib import sha256

from django.core.exceptions import ValidationError

from samverk.apps.audit.door import Act, RefusedChange, action
from samverk.apps.outcomes.enums import ReleasePlace
from samverk.apps.outcomes.models import OutcomeRelease, ReceivedReturn, ReleasedPart
from samverk.apps.outcomes.perms import DRAFT_RELEASE, RELEASE
from samverk.apps.outcomes.queries import draft_of, hindrances_of, rule_on
from samverk.core.outcomes.table_kinds import TABLE_KINDS
from samverk.core.workflows.releases import MOVE_WORDS, ReleaseMove, ReleaseMoveError, ReleaseState, moved
from samverk.formats.releases.write import write
from samverk.formats.returns.kept import kept_return


@action(DRAFT_RELEASE)
def draft_release(act: Act, name: str, place: str, received: list[ReceivedReturn], tables: list[str]) -> OutcomeRelease:
    """Draft a release of some tables of some returns. Raises ValidationError when none of the tables is there."""
    kept = {each: _present(act, each, tables) for each in received}
    if not any(kept.values()):
        raise ValidationError({"tables": "Ingen av återrapporterna har de tabellerna. Välj andra tabeller."})
    row = OutcomeRelease(
        association=act.association,
        name=name,
        place=place,
        drafted_by_id=act.actor.user_id,
        drafted_on=act.today,
    )
    act.add(row, f"Gjorde utkastet ”{name}” för {ReleasePlace(place).label}.")
    for each, kinds in kept.items():
        if kinds:
            part = ReleasedPart(release=row, received=each, tables=kinds)
            act.add(part, f"”{name}” visar {len(kinds)} tabeller ur {each}.")
    return row


def _present(act: Act, received: ReceivedReturn, tables: list[str]) -> list[str]:
    """Those of the tables that the return has, in the order of the closed list."""
    if received.association_id != act.association.pk:
        raise ValueError(f"{received} is another association's")
    there = {table.table for table in kept_return(bytes(received.content)).tables}
    return [kind for kind in TABLE_KINDS if kind in there and kind in tables]


def _move(act: Act, row: OutcomeRelease, seen: int, move: ReleaseMove, **values: object) -> OutcomeRelease:
    if row.association_id != act.association.pk:
        raise ValueError(f"{row} is another association's")
    try:
        state = moved(ReleaseState(row.state), move, is_drafter=row.drafted_by_id == act.actor.user_id)
    except ReleaseMoveError as error:
        raise RefusedChange(str(error)) from error
    sentence = f"{MOVE_WORDS[move].capitalize()}: offentliggörandet ”{row.name}”."
    return act.change(row, seen, sentence, state=state.value, **values)


def _require_safe(row: OutcomeRelease) -> None:
    found = hindrances_of(row)
    if found:
        raise RefusedChange(" ".join(found))


@action(RELEASE)
def review_release(act: Act, row: OutcomeRelease, seen: int) -> OutcomeRelease:
    """Approve a draft that somebody else made. Raises RefusedChange when it would give anyone away."""
    reviewed = _move(act, row, seen, ReleaseMove.REVIEW, reviewed_by_id=act.actor.user_id, reviewed_on=act.today)
    _require_safe(reviewed)
    return reviewed


@action(RELEASE)
def send_back_release(act: Act, row: OutcomeRelease, seen: int) -> OutcomeRelease:
    """Make an approved release a draft again."""
    return _move(act, row, seen, ReleaseMove.SEND_BACK, reviewed_by_id=None, reviewed_on=None)


@action(DRAFT_RELEASE)
def discard_release(act: Act, row: OutcomeRelease, seen: int) -> OutcomeRelease:
    """Throw a draft away; it stays in the list, and is never printed."""
    return _move(act, row, seen, ReleaseMove.DISCARD)


@action(RELEASE)
def release_figures(act: Act, row: OutcomeRelease, seen: int) -> OutcomeRelease:
    """Print an approved release: its content is frozen and remembered. Tried again first, for others came between."""
    _require_safe(row)
    content = write([draft_of(row, act.today)], rule_on(act.association, act.today))
    return _move(
        act,
        row,
        seen,
        ReleaseMove.RELEASE,
        released_by_id=act.actor.user_id,
        released_on=act.today,
        content=content,
        sha256=sha256(content).hexdigest(),
    )
