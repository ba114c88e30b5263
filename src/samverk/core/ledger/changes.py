"""What differs between two versions of the same year's books: an association gets a fresh file each quarter."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple

from samverk.core.ledger.balances import code_in
from samverk.core.ledger.model import PROJECT, Ledger, Posting, Voucher


class Change(NamedTuple):
    """A voucher whose content differs between the versions."""

    before: Voucher
    after: Voucher


class Move(NamedTuple):
    """A line of a changed voucher that is the same but for its object in one dimension."""

    voucher: Voucher
    posting: Posting
    dimension: str
    from_code: str
    to_code: str


@dataclass(frozen=True, slots=True)
class Changes:
    """New, changed and gone vouchers, in the order of the books they stand in, and lines that moved project."""

    new: tuple[Voucher, ...] = ()
    changed: tuple[Change, ...] = ()
    gone: tuple[Voucher, ...] = ()
    moved: tuple[Move, ...] = ()

    @property
    def is_empty(self) -> bool:
        """True when both versions hold the same vouchers."""
        return not (self.new or self.changed or self.gone)


def compare_versions(before: Ledger, after: Ledger, dimension: str = PROJECT) -> Changes:
    """Compare the vouchers of two versions of one year.

    A voucher is known by series and number; several under one number are told apart by their order. Vouchers without
    a number are known by their content, so a changed one is told as gone and new.
    """
    old, new = _by_identity(before.vouchers), _by_identity(after.vouchers)
    changed = tuple(
        Change(old[key], voucher) for key, voucher in new.items() if key in old and old[key].content != voucher.content
    )
    return Changes(
        new=tuple(voucher for key, voucher in new.items() if key not in old),
        changed=changed,
        gone=tuple(voucher for key, voucher in old.items() if key not in new),
        moved=tuple(move for change in changed for move in _moves(change, dimension)),
    )


def _by_identity(vouchers: Iterable[Voucher]) -> dict[tuple[object, int], Voucher]:
    seen: Counter[object] = Counter()
    known: dict[tuple[object, int], Voucher] = {}
    for voucher in vouchers:
        identity: object = (voucher.series, voucher.number) if voucher.number else voucher.content
        known[identity, seen[identity]] = voucher
        seen[identity] += 1
    return known


def _moves(change: Change, dimension: str) -> Iterable[Move]:
    """Pair lines that only one version has and that are the same without their object in `dimension`."""
    left = Counter(change.before.postings)
    left.subtract(change.after.postings)
    removed = [line for line, count in left.items() for _ in range(count)]
    added = [line for line, count in left.items() for _ in range(-count)]
    for line in added:
        match = next((old for old in removed if _without(old, dimension) == _without(line, dimension)), None)
        if match is not None:
            removed.remove(match)
            yield Move(
                change.after, line, dimension, code_in(match.objects, dimension), code_in(line.objects, dimension)
            )


def _without(posting: Posting, dimension: str) -> Posting:
    return posting._replace(objects=tuple(pair for pair in posting.objects if pair[0] != dimension))
