"""Returns that registers send over the net. The signature of a key that the association knows is what lets them in."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from samverk.apps.audit.clock import today
from samverk.apps.organisation.models import Association
from samverk.apps.outcomes.actions import take_pushed
from samverk.apps.outcomes.models import ReceivedReturn
from samverk.apps.outcomes.queries import open_keys, signer_of, trusted
from samverk.apps.users.actor import Actor
from samverk.formats.returns.read import read_return


class PushState(StrEnum):
    """What became of a file."""

    TAKEN = "mottagen"
    AGAIN = "redan mottagen"
    REFUSED = "avvisad"


@dataclass(frozen=True, slots=True)
class Pushed:
    """The answer to a register: what became of its file, the number it has, and in Swedish why not."""

    state: PushState
    number: int | None = None
    reasons: tuple[str, ...] = ()


def push(association: Association, data: bytes) -> Pushed:
    """Take a file or say why not. A file that nobody known has signed leaves no trace: anyone can send one."""
    signer = signer_of(association, data)
    if signer is None:
        _, problems = read_return(data, trusted(association, open_keys(association, today())))
        return Pushed(PushState.REFUSED, reasons=tuple(str(each) for each in problems))
    last = ReceivedReturn.objects.filter(association=association).order_by("-pk").values_list("pk", flat=True).first()
    row = take_pushed(Actor(f"registret hos {signer.party}", association, is_system=True), data)
    if not isinstance(row, ReceivedReturn):
        return Pushed(PushState.REFUSED, reasons=tuple(row.reasons))
    is_new = last is None or row.pk > last
    return Pushed(PushState.TAKEN if is_new else PushState.AGAIN, row.number)
