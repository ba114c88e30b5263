"""Age bands (åldersgrupper). Birth year is stored at the party and banded on output, for the funds' bands differ."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from functools import cache

from samverk.core.outcomes.code_lists import ESF_PLUS
from samverk.core.outcomes.codes import MISSING, MISSING_NAME


@cache
def _codes(starts: tuple[int, ...]) -> tuple[str, ...]:
    ends = (*(start - 1 for start in starts[1:]), None)
    codes = (f"age_{low}" if high is None else f"age_{low}_{high}" for low, high in zip(starts, ends, strict=True))
    return (*codes, MISSING)


@dataclass(frozen=True, slots=True)
class AgeBands:
    """Bands that begin at the ages `starts`, the first at 0; the last has no end."""

    id: str
    name: str
    starts: tuple[int, ...]
    source: str

    @property
    def shipped(self) -> tuple[str, ...]:
        """The codes of the bands, youngest first, and last the code of what is missing: "age_18_29", "age_55"."""
        return _codes(self.starts)

    def band_of(self, birth_year: int | None, year: int) -> str:
        """The band of whoever turns `year` − `birth_year` in `year`; MISSING when the birth year is not known.

        Only the year is stored, so the age is the one reached during the year.
        """
        if birth_year is None or birth_year > year:
            return MISSING
        age = year - birth_year
        return _codes(self.starts)[bisect_right(self.starts, age) - 1]

    def name_of(self, band: str) -> str:
        """What a reader calls a band: "18–29 år". Raises KeyError for an unknown one."""
        if band == MISSING:
            return MISSING_NAME
        if band not in self.shipped:
            raise KeyError(band)
        _, low, *high = band.split("_")
        if not high:
            return f"{low} år eller äldre"
        return f"Under {int(high[0]) + 1} år" if low == "0" else f"{low}–{high[0]} år"


ESF_PLUS_BANDS = AgeBands("esf_plus", "ESF+ 2021–2027", (0, 18, 30, 55), ESF_PLUS)
ESF_2014_BANDS = AgeBands("esf_2014", "ESF 2014–2020", (0, 25, 55), "förordning (EU) nr 1304/2013, bilaga I")

AGE_BANDS = {bands.id: bands for bands in (ESF_PLUS_BANDS, ESF_2014_BANDS)}
