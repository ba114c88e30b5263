"""Disclosure control: safe, near the least loss, fast enough for every association at once, and beside a known tool.

Claims: of 200 random linked tables no hidden cell is recovered or known closer than the rule allows, except what the
control told cannot be kept; where the least loss is worked out, the loss of the fast way alone is measured against it,
and that of the ordinary effort is within a tenth of the bound where the blocks are small enough to solve. Tables of 75
associations with 50,000 participants together are at most 10 s of work on each of two cores, one association at most
1 s on the clock.

The figures beside ours are those printed in the documentation of easySdcTable (Statistics Norway), an interface to
sdcTable with a method of its own: an introduction with 11 regions and 4 kinds of income, and a page on ones and zeros.
Its criterion is that no hidden cell is recovered exactly; ours is then the width 1, which also counts that people come
whole and protects the hidden cells that are not small. Figures for tau-Argus were not found.
"""

from __future__ import annotations

import random
import time
from collections.abc import Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor

from measuring import Claim
from samverk.core.disclosure.attack import attack
from samverk.core.disclosure.bounds import CellRange, CellTotal, known
from samverk.core.disclosure.control import control
from samverk.core.disclosure.crossed import CellDimension, link
from samverk.core.disclosure.invented import GENDERS, counted, random_tables
from samverk.core.disclosure.linked import LinkedCell, LinkedTables
from samverk.core.disclosure.optimal import SuppressionEffort
from samverk.core.disclosure.releases import Release, ReleasedCell
from samverk.core.disclosure.rule import CellCost, DisclosureRule, ZeroRule

SEEDS = range(200)
SMALL = 45
"""Tables with at most so many cells are small enough to solve exactly."""
ASSOCIATIONS = 75
PARTICIPANTS = 50_000
MEASURES = 12
RULE = DisclosureRule()
FAST = SuppressionEffort(cells=0)

SPLITS = {
    "ålder": 5,
    "utbildning": 4,
    "försörjning": 7,
    "remittent": 6,
    "avslut": 6,
    "månader": 4,
}


def measure() -> Iterable[Claim]:
    """Random tables, then known ones, then every association."""
    with ProcessPoolExecutor(2) as pool:
        yield from _random(list(pool.map(_tried, SEEDS)))
        yield from _known()
        yield from _associations(pool)
    yield from _growth()


# ── random linked tables ──────────────────────────────────────────────────────────────────────────────────────────


def _tried(seed: int) -> dict[str, float]:
    tables, register = random_tables(seed)
    is_small = len(tables.cells) <= SMALL
    quick = control(tables, RULE, register, FAST)
    best = control(tables, RULE, register) if is_small else quick
    found = {"recovered": 0, "narrow": 0, "told": 0, "small": is_small}
    for result in (quick, best):
        report = attack([*register.releases, result.release("ny", remembers=True)], RULE)
        assert not report.contradiction, (seed, report.contradiction)
        told = set(result.report.unprotected)
        found["recovered"] += sum(each.cell.key not in told for each in report.recovered)
        found["narrow"] += sum(each.cell.key not in told for each in report.narrow)
        found["told"] = max(found["told"], bool(told))
    if is_small:
        found |= {"loss": best.report.loss, "bound": best.report.bound, "fast": quick.report.loss}
    return found


def _random(found: Sequence[Mapping[str, float]]) -> Iterator[Claim]:
    yield Claim(
        "hidden cells of 200 random linked tables recovered", sum(each["recovered"] for each in found), 0, unit=""
    )
    yield Claim("hidden cells known closer than the rule", sum(each["narrow"] for each in found), 0, unit="")
    yield Claim(
        "tables with cells that what is public already gives away, told", sum(each["told"] for each in found), unit=""
    )
    small = [each for each in found if each["small"]]
    bound = sum(each["bound"] for each in small)
    yield Claim(f"tables of at most {SMALL} cells", len(small), unit="")
    yield Claim("the largest loss against the least possible, small tables", max(map(_ratio, small)), 1.1)
    yield Claim("loss of all small tables against the least possible", sum(each["loss"] for each in small) / bound, 1.1)
    yield Claim("loss of the fast way alone against the least possible", sum(each["fast"] for each in small) / bound)


def _ratio(each: Mapping[str, float]) -> float:
    return each["loss"] / each["bound"] if each["bound"] else 1.0


# ── a known tool ──────────────────────────────────────────────────────────────────────────────────────────────────

INCOMES = ("annet", "arbeid", "soshjelp", "trygd")
REGIONS = {
    "A": (11, 11, 55, 36),
    "B": (7, 1, 29, 18),
    "C": (5, 8, 35, 25),
    "D": (13, 2, 17, 13),
    "E": (9, 14, 63, 52),
    "F": (12, 9, 24, 22),
    "G": (6, 4, 22, 8),
    "H": (9, 3, 38, 15),
    "I": (3, 0, 9, 2),
    "J": (9, 0, 32, 20),
    "K": (4, 2, 18, 11),
}
COUNTIES = {"1": "AI", "4": "B", "5": "CD", "6": "EF", "8": "GH", "10": "JK"}
GROUPS = {"300": "ABCDEFGH", "400": "IJK"}
ONES = {"r1": (0, 1, 7, 1, 0), "r2": (2, 0, 0, 2, 8)}
MORE_ONES = {"r1": (1, 1, 7, 1, 0), "r2": (1, 0, 0, 2, 8)}
ZEROS = {"r1": (5, 0, 7, 0, 9), "r2": (5, 9, 9, 5, 8)}
MORE_ZEROS = {"r1": (0, 0, 7, 0, 9), "r2": (0, 9, 9, 2, 8)}

_SENSITIVE = DisclosureRule(threshold=4, width=1, zeros=ZeroRule.SENSITIVE, cost=CellCost.CELL)
_SHOWN = DisclosureRule(threshold=4, width=1, cost=CellCost.CELL)
PUBLISHED: tuple[tuple[str, dict[str, tuple[int, ...]], tuple[dict[str, str], ...], DisclosureRule, int], ...] = (
    ("regions by income, method Gauss", REGIONS, (), _SENSITIVE, 15),
    ("regions by income, the old heuristic", REGIONS, (), _SENSITIVE, 13),
    (
        "regions in counties and groups by income, the heuristic",
        REGIONS,
        (COUNTIES, GROUPS),
        DisclosureRule(threshold=3, width=1, cost=CellCost.CELL),
        28,
    ),
    ("ones, method Gauss", ONES, (), _SHOWN, 9),
    ("more ones, method Gauss", MORE_ONES, (), _SHOWN, 10),
    ("zeros, method Gauss", ZEROS, (), _SENSITIVE, 6),
)
"""What is tried, its rows, how they are grouped, the rule, and how many cells the tool's own page shows hidden."""


def _known() -> Iterator[Claim]:
    for text, rows, groupings, rule, theirs in PUBLISHED:
        result = control(_grid(rows, groupings), rule)
        report = attack([result.release("tabellen")], rule)
        assert not report.recovered, text
        ours = sum(each.count is None for each in result.cells)
        yield Claim(f"hidden cells, {text}: {theirs} published", ours, theirs, unit="")
    result = control(_grid(MORE_ZEROS, ()), _SENSITIVE)
    yield Claim("hidden cells, more zeros, method Gauss: 9 published", sum(each.count is None for each in result.cells))
    yield Claim("of the 9 published the attack recovers", len(attack([_published()], _SENSITIVE).recovered), unit="")


def _published() -> Release:
    """The choice of hidden cells that the page on ones and zeros shows for `MORE_ZEROS`."""
    tables = _grid(MORE_ZEROS, ())
    hidden = {*(f"r1|{column}" for column in (0, 1, 3, 4)), *(f"r2|{column}" for column in (0, 1, 3))}
    hidden |= {"alla|0", "alla|3"}
    cells = (
        ReleasedCell(each.key, CellRange() if each.key in hidden else known(each.count or 0)) for each in tables.cells
    )
    return Release("sidan", tuple(cells), tables.totals)


def _grid(rows: Mapping[str, Sequence[int]], groupings: Iterable[Mapping[str, str]]) -> LinkedTables:
    """Rows by columns with all totals, and the rows grouped in one or more ways."""
    columns = range(len(next(iter(rows.values()))))
    counts = {f"{row}|{column}": values[column] for row, values in rows.items() for column in columns}
    totals = []
    names = list(rows)

    def add(whole: str, parts: Iterable[str], across: Iterable[object]) -> None:
        for column in across:
            keys = tuple(f"{part}|{column}" for part in parts)
            counts[f"{whole}|{column}"] = sum(counts[key] for key in keys)
            totals.append(CellTotal(f"{whole}|{column}", keys))

    for number, grouping in enumerate(groupings):
        for name, members in grouping.items():
            add(f"{number}.{name}", tuple(members), columns)
            names.append(f"{number}.{name}")
        add("alla", [f"{number}.{name}" for name in grouping], columns)
    add("alla", list(rows), columns)
    for name in (*names, "alla"):
        keys = tuple(f"{name}|{column}" for column in columns)
        counts[f"{name}|alla"] = sum(counts[key] for key in keys)
        totals.append(CellTotal(f"{name}|alla", keys))
    return LinkedTables(tuple(LinkedCell(key, count) for key, count in counts.items()), tuple(totals))


# ── every association ─────────────────────────────────────────────────────────────────────────────────────────────


def association(seed: int, people: int, measures: int = MEASURES, *, is_crossed: bool = False) -> LinkedTables:
    """What an association might publish of a year: every split by measure and by gender, and measure by gender.

    `is_crossed` crosses measure, gender and split, which is more than most would print.
    """
    chance = random.Random(seed)
    dimensions = [
        CellDimension("insats", {"": tuple(f"insats {number}" for number in range(measures))}),
        CellDimension("kön", {"": GENDERS}),
        *(CellDimension(key, {"": tuple(f"{key} {number}" for number in range(n))}) for key, n in SPLITS.items()),
    ]
    chosen = {}
    for dimension in dimensions:
        weights = [chance.gammavariate(1.5, 1) + 0.02 for _ in dimension.branches[""]]
        chosen[dimension.key] = chance.choices(dimension.branches[""], weights, k=people)
    persons = [dict(zip(chosen, each, strict=True)) for each in zip(*chosen.values(), strict=True)]
    if is_crossed:
        crossings = [("insats", "kön", split) for split in SPLITS]
    else:
        crossings = [("insats", "kön"), *((by, split) for split in SPLITS for by in ("insats", "kön"))]
    return link(counted(persons, crossings, dimensions), dimensions)


def _sizes() -> list[int]:
    """How many participants each association has: some have ten times as many as others, together 50,000."""
    weights = [random.Random(seed).uniform(1, 10) for seed in range(ASSOCIATIONS)]
    return [round(PARTICIPANTS * weight / sum(weights)) for weight in weights]


def _controlled(tables: LinkedTables) -> tuple[float, float]:
    """Seconds of work, and seconds on the clock."""
    start, clock = time.process_time(), time.perf_counter()
    control(tables, RULE)
    return time.process_time() - start, time.perf_counter() - clock


def _associations(pool: ProcessPoolExecutor) -> Iterator[Claim]:
    tables = list(pool.map(association, range(ASSOCIATIONS), _sizes()))
    start = time.perf_counter()
    seconds = list(pool.map(_controlled, tables))
    whole = time.perf_counter() - start
    work = sum(each for each, _clock in seconds) / 2
    cells = sum(len(each.cells) for each in tables)
    yield Claim(f"{ASSOCIATIONS} associations, {cells:,} cells, work on each of two cores", work, 10, unit="s")
    yield Claim("the same on the clock, with whatever else the machine does", whole, unit="s")
    yield Claim("the slowest association, on the clock", max(clock for _work, clock in seconds), 1, unit="s")


def _growth() -> Iterator[Claim]:
    for measures in (3, 6, 12, 24):
        tables = association(1, 55 * measures, measures)
        result = control(tables, RULE)
        yield Claim(
            f"{measures} measures, {len(tables.cells)} cells, gap {result.report.gap:.0%}",
            _controlled(tables)[0],
            unit="s",
        )
    for measures in (3, 6, 12):
        tables = association(1, 55 * measures, measures, is_crossed=True)
        yield Claim(f"{measures} measures, all crossed, {len(tables.cells)} cells", _controlled(tables)[0], unit="s")
