"""What Finsam Lund has published of IRIS for 2024, as a register to simulate.

Published (Finsam Lunds årsredovisning 2024): 396 enrolled, 223 women and 173 men; mean months in public support 43
(45 and 41); main income source 37, 19 and 11 %; referrers 45, 29, 16, 7 and 3 %; of the exits 24 % to work, 17 % to
studies, 11 % to rehabilitation and 25 % to ordinary services; about 70 % of Kompetenstrappan's to work or studies.
How these divide on the six sub-projects, how many exits there were and everything else is made up here.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from samverk.core.outcomes.simulate import Simulated, SimulatedMeasure, SimulatedRegister, simulate

PARENT = "iris"
_LUND = ("1281",)
_SOUTH_EAST = ("1291", "1265", "1270", "1286")


def _exits(
    work: int, studies: int, rehabilitation: int, ordinary: int, illness: int, own: int, **rest: int
) -> dict[str, int]:
    return {
        "to_work": work,
        "to_studies": studies,
        "to_rehabilitation": rehabilitation,
        "to_ordinary": ordinary,
        "illness": illness,
        "own_choice": own,
        **rest,
    }


IRIS_2024 = SimulatedRegister(
    year=2024,
    opened=date(2023, 2, 1),
    measures=(
        SimulatedMeasure("iris_usb", 33, 29, _exits(5, 8, 2, 5, 2, 2), 16, 29, _LUND),
        SimulatedMeasure("iris_insam", 46, 24, _exits(3, 6, 3, 8, 3, 3), 20, 60, _LUND),
        SimulatedMeasure("iris_kompetenstrappan", 67, 43, _exits(20, 8, 0, 6, 2, 2, moved=2), 18, 65, _LUND),
        SimulatedMeasure("iris_sydost", 29, 31, _exits(4, 2, 5, 8, 4, 3, ended_otherwise=1), 18, 64, _SOUTH_EAST),
        SimulatedMeasure("iris_hoganas", 15, 15, _exits(2, 1, 3, 4, 2, 2), 18, 64, ("1284",)),
        SimulatedMeasure("iris_vsb", 33, 31, _exits(4, 2, 5, 9, 4, 3, moved=1, ended_otherwise=1), 30, 64, _LUND, 48),
    ),
    months=(223 * 45, 173 * 41),
    support={
        "social_assistance": 147,
        "sickness_benefit": 75,
        "activity_compensation": 44,
        "sickness_compensation": 22,
        "unemployment_benefit": 19,
        "activity_support": 36,
        "establishment_benefit": 14,
        "other_support": 9,
        "none": 30,
    },
    referrers={
        "municipality": 178,
        "social_insurance_agency": 115,
        "own": 63,
        "region": 28,
        "employment_service": 12,
    },
    education={"isced_0_2": 148, "isced_3_4": 186, "isced_5_8": 50, "missing": 12},
)


LEFT_IN_2023 = SimulatedRegister(
    year=2023,
    opened=date(2022, 9, 1),
    measures=(
        SimulatedMeasure("iris_usb", 12, 13, _exits(3, 6, 1, 6, 4, 5), 16, 29, _LUND),
        SimulatedMeasure("iris_insam", 17, 9, _exits(3, 5, 2, 9, 4, 3), 20, 60, _LUND),
        SimulatedMeasure("iris_kompetenstrappan", 21, 14, _exits(17, 5, 1, 7, 3, 2), 18, 65, _LUND),
        SimulatedMeasure("iris_sydost", 10, 11, _exits(4, 2, 3, 7, 3, 2), 18, 64, _SOUTH_EAST),
        SimulatedMeasure("iris_hoganas", 6, 7, _exits(2, 1, 2, 4, 2, 2), 18, 64, ("1284",)),
        SimulatedMeasure("iris_vsb", 12, 11, _exits(3, 2, 4, 8, 3, 3), 30, 64, _LUND),
    ),
    months=(78 * 44, 65 * 42),
    support={
        "social_assistance": 52,
        "sickness_benefit": 28,
        "activity_compensation": 15,
        "sickness_compensation": 9,
        "unemployment_benefit": 8,
        "activity_support": 13,
        "establishment_benefit": 6,
        "none": 12,
    },
    referrers={"municipality": 66, "social_insurance_agency": 40, "own": 22, "region": 10, "employment_service": 5},
    education={"isced_0_2": 54, "isced_3_4": 68, "isced_5_8": 17, "missing": 4},
)
"""Those who left during the year before: made up altogether, so that the demo has two years to compare."""


def iris_register() -> Simulated:
    """Two years of IRIS: those of 2024, whose totals are the published ones, and those who left in 2023."""
    now, before = simulate(IRIS_2024), simulate(LEFT_IN_2023, seed=2)
    earlier = tuple(replace(each, person=f"T{each.person[1:]}") for each in before.records)
    return Simulated((*now.records, *earlier), now.queue)
