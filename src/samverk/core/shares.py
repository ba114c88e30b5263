"""Members' shares of the contributions, and an amount split by them to the öre (FinsamL 5 and 5 a §§)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import TYPE_CHECKING

from samverk.core.association_kinds import MemberKind

if TYPE_CHECKING:
    from samverk.core.organisation import Association, Member


def split(total_ore: int, shares: Sequence[Fraction]) -> tuple[int, ...]:
    """Split an amount in öre by `shares`; the parts sum to it exactly.

    Each part is its share rounded down, and the öre left over go to the largest remainders, the first of equals first
    (largest remainder). A negative amount is split as the positive one. Raises ValueError when a share is negative or
    the shares do not sum to 1.
    """
    if any(share < 0 for share in shares) or sum(shares) != 1:
        raise ValueError("shares must be at least 0 and sum to 1")
    sign = -1 if total_ore < 0 else 1
    exact = [abs(total_ore) * Fraction(share) for share in shares]
    parts = [part.numerator // part.denominator for part in exact]
    left = abs(total_ore) - sum(parts)
    by_remainder = sorted(range(len(parts)), key=lambda position: parts[position] - exact[position])
    for position in by_remainder[:left]:
        parts[position] += 1
    return tuple(sign * part for part in parts)


@dataclass(frozen=True, slots=True)
class Contribution:
    """What a member contributes, in öre, and who pays it (Försäkringskassan pays for Arbetsförmedlingen)."""

    member: str
    payer: str
    share: Fraction
    amount_ore: int


def contributions(association: Association, total_ore: int, day: date) -> tuple[Contribution, ...]:
    """Split the members' contributions of `total_ore` by the shares that hold on `day`.

    In the members' order, without those that have no share then. Raises ValueError when the shares do not sum to 1.
    """
    members = _sharing(association, day)
    shares = [member.share_on(day) for member in members]
    return tuple(
        Contribution(member.name, member.paid_by or member.name, share, amount)
        for member, share, amount in zip(members, shares, split(total_ore, shares), strict=True)
    )


def total_from_state(state_ore: int) -> int:
    """What all members contribute when the state's half is `state_ore`, öre: twice as much (FinsamL 5 §)."""
    return 2 * state_ore


def _sharing(association: Association, day: date) -> list[Member]:
    return [member for member in association.members if member.share_on(day) > 0]


@dataclass(frozen=True, slots=True)
class PartyShares:
    """The shares of the three parties that the law counts: the state, all regions, all municipalities."""

    state: Fraction
    region: Fraction
    municipality: Fraction

    @property
    def total(self) -> Fraction:
        """All three together; 1 when every krona has a payer."""
        return self.state + self.region + self.municipality


def party_shares(association: Association, day: date) -> PartyShares:
    """What the members' shares on `day` come to per party."""
    state = region = municipality = Fraction(0)
    for member in association.members:
        share = member.share_on(day)
        if member.kind.is_state:
            state += share
        elif member.kind is MemberKind.REGION:
            region += share
        else:
            municipality += share
    return PartyShares(state, region, municipality)


def lawful_shares(association: Association, day: date) -> PartyShares:
    """What the law says of the parties: half the state, a quarter the regions, a quarter the municipalities.

    Without a region the municipality pays the other half, as one outside any region does (FinsamL 5 and 5 a §§).
    """
    half, quarter = Fraction(1, 2), Fraction(1, 4)
    has_region = any(member.kind is MemberKind.REGION for member in _sharing(association, day))
    return PartyShares(half, quarter, quarter) if has_region else PartyShares(half, Fraction(0), half)
