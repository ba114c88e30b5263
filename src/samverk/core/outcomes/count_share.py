"""A count and what it is a share of (antal och bas)."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction


@dataclass(frozen=True, slots=True)
class CountShare:
    """A count and the base it is a share of. `missing` are those of whom it is not known; they are not in the base."""

    count: int
    base: int
    missing: int = 0

    @property
    def share(self) -> Fraction | None:
        """Exact share of the base, 0–1; None when nobody is in it."""
        return Fraction(self.count, self.base) if self.base else None

    @property
    def percent(self) -> int | None:
        """The share in whole per cent, half away from zero; None when nobody is in the base."""
        return None if not self.base else (200 * self.count + self.base) // (2 * self.base)
