"""How much of what was planted the review finds, and how much of what it calls a fault is one.

`python -m tests.factories.strangers.measure --count 400 --seed 1` prints the shares per kind of fault, layout and
damage. With --show-missed or --show-false every such case is written to a folder for study.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from samverk.core.checks.finding import Verdict
from samverk.core.document.tree import Place
from samverk.core.review.findings import Review, ReviewFinding
from samverk.core.review.review import review
from samverk.formats.source import read_source
from tests.factories.strangers.cases import Case, make_case
from tests.factories.strangers.damage import DAMAGES
from tests.factories.strangers.faults import KINDS
from tests.factories.strangers.office import FORMATS, OfficeCase, make_office_case, printed_rows, prints
from tests.factories.strangers.office import KINDS as OFFICE_KINDS
from tests.factories.strangers.style import LAYOUTS

DAY = date(2026, 11, 22)
CLEAN, DAMAGED, OFFICE = "clean text", "damaged text", "PDF, DOCX, XLSX"
GROUPS = (CLEAN, DAMAGED, OFFICE)
IGNORED: set[str] = set()
"""Codes of rules left aside while something else is studied (--ignore); empty in tests."""

TRUE_SHARE = 5  # one case of five has no fault


@dataclass(frozen=True, slots=True)
class Measured:
    """What the review said of a case. `planted` False: nothing was planted that anyone could see."""

    case: Case | OfficeCase
    group: str
    fault: str
    form: str  # layout and damage, or the format
    planted: bool
    found: bool
    hits: tuple[ReviewFinding, ...]
    false: tuple[ReviewFinding, ...]
    review: Review


@dataclass(frozen=True, slots=True)
class Shares:
    """Recall is found / planted, precision hits / (hits + false); 1.0 when there is nothing to divide by."""

    planted: int
    found: int
    hits: int
    false: int

    @property
    def recall(self) -> float:
        """The share of what was planted that was found."""
        return self.found / self.planted if self.planted else 1.0

    @property
    def precision(self) -> float:
        """The share of findings called faults that are about the planted one."""
        return self.hits / (self.hits + self.false) if self.hits + self.false else 1.0


def shares(measured: Iterable[Measured]) -> Shares:
    """The shares of some measured cases together."""
    each = list(measured)
    return Shares(
        sum(one.planted for one in each),
        sum(one.found for one in each),
        sum(len(one.hits) for one in each),
        sum(len(one.false) for one in each),
    )


def measure(case: Case) -> Measured:
    """Review a text case and tell the findings that hit the fault from the false alarms."""
    done = review([(name, *read_source(data, name)) for name, data in case.files], DAY)
    names = [name for name, _data in case.files]

    def hits(finding: ReviewFinding) -> bool:
        places = (finding.place, *finding.others)
        return any((_named(place, names), place.line) in case.places for place in places)

    group = CLEAN if case.damage == "none" else DAMAGED
    form = case.layout if case.damage == "none" else f"{case.layout}, {case.damage}"
    return _measured(case, group, form, done, hits)


def measure_office(case: OfficeCase) -> Measured:
    """The same for a file that Samverk wrote: a finding hits when the row at its place prints the wrong number."""
    name = f"rapport.{'pdf' if case.format == 'untagged' else case.format}"
    done = review([(name, *read_source(case.data, name))], DAY)
    source = done.files[0].source
    texts = printed_rows(source) if source else {}

    def hits(finding: ReviewFinding) -> bool:
        for place in (finding.place, *finding.others):
            text = texts.get(place, "")
            if any(prints(text, label, shown) for label, shown in case.rows):
                return True
        return False

    return _measured(case, OFFICE, case.format, done, hits)


def _measured(case: Case | OfficeCase, group: str, form: str, done: Review, hits: object) -> Measured:
    assert callable(hits)
    faults = [each for each in done.findings if each.verdict is Verdict.FAULT and each.code not in IGNORED]
    is_seen = bool(case.fault) and getattr(case, "is_visible", True)
    connected = tuple(finding for finding in faults if case.fault and hits(finding))
    false = tuple(finding for finding in faults if finding not in connected)
    return Measured(
        case, group, case.fault or "true", form, is_seen, is_seen and bool(connected), connected, false, done
    )


def _named(place: Place, names: Sequence[str]) -> str:
    return place.file if place.file in names else Path(place.file).name


def text_cases(count: int, seed: int, kind: str = "", layout: str = "", damage: str = "") -> Iterator[Case]:
    """`count` cases spread over kinds, layouts and damage: half clean, half damaged, every fifth without a fault."""
    kinds = (kind,) if kind else KINDS
    layouts = (layout,) if layout else LAYOUTS
    damages = (damage,) if damage else tuple(name for name in DAMAGES if name != "none")
    for number in range(count):
        is_true = number % TRUE_SHARE == TRUE_SHARE - 1
        fault = "" if is_true else kinds[(number - number // TRUE_SHARE) % len(kinds)]
        is_damaged = (number // (len(kinds) + 1)) % 2 if not damage else damage != "none"
        hurt = damages[number % len(damages)] if is_damaged else "none"
        chosen = layouts[(number // 2 + number // len(kinds)) % len(layouts)]
        if hurt in ("empty_cells",):
            chosen = layout or "tabs"
        yield make_case(seed * 1_000_000 + number, fault, chosen, hurt)


def office_cases(count: int, seed: int, format_: str = "") -> Iterator[OfficeCase]:
    """`count` cases spread over formats and faults, every seventh without a fault."""
    formats = (format_,) if format_ else FORMATS
    for number in range(count):
        fault = "" if number % 7 == 6 else OFFICE_KINDS[number % len(OFFICE_KINDS)]
        yield make_office_case(seed * 1_000_000 + number, fault, formats[(number + number // 4) % len(formats)])


# ── told ──────────────────────────────────────────────────────────────────────────────────────────────────────────


def table(measured: Sequence[Measured]) -> str:
    """The shares per group, kind of fault and form, as lines of text."""
    heads = ("", "planted", "found", "recall", "faults", "false", "precision")
    lines = [f"{heads[0]:<44}" + "".join(f"{head:>10}" for head in heads[1:])]

    def line(name: str, some: list[Measured]) -> str:
        told = shares(some)
        faults = told.hits + told.false
        return (
            f"{name:<44}{told.planted:>10}{told.found:>10}{told.recall:>10.3f}"
            f"{faults:>10}{told.false:>10}{told.precision:>10.3f}"
        )

    for group in GROUPS:
        inside = [one for one in measured if one.group == group]
        if not inside:
            continue
        lines += ["", line(group.upper(), inside)]
        for attribute in ("fault", "form"):
            for name in sorted({getattr(one, attribute) for one in inside}):
                lines.append(line(f"  {name}", [one for one in inside if getattr(one, attribute) == name]))
    return "\n".join(lines)


def told(one: Measured) -> str:
    """A case for study: what was planted, what the review called a fault, and the numbered text."""
    places = sorted(getattr(one.case, "places", ())) or sorted(getattr(one.case, "rows", ()))
    lines = [f"{one.case.name}: {one.fault}, {one.case.what}", f"places that hit: {places}", ""]
    for finding in one.review.findings:
        mark = "FALSE" if finding in one.false else "HIT" if finding in one.hits else finding.verdict.value
        places_told = ", ".join(_short(place) for place in (finding.place, *finding.others))
        lines.append(f"{mark:<14}{finding.code:<7}{finding.confidence:.2f}  {places_told}: {finding.message}")
    for name, data in getattr(one.case, "files", ()):
        lines += ["", f"── {name}"]
        hit = {line for file, line in getattr(one.case, "places", ()) if file == name}
        numbered = enumerate(data.decode().split("\n"), 1)
        lines += [f"{'>' if number in hit else ' '}{number:>4}  {text}" for number, text in numbered]
    return "\n".join(lines) + "\n"


def _short(place: Place) -> str:
    page = f" s.{place.page}" if place.page else ""
    return f"{place.file}:{place.line}{page} {place.cell}".rstrip()


def keep(folder: Path, one: Measured) -> Path:
    """Write a case to a folder and return its path."""
    path = folder / f"{one.case.name}.txt"
    path.write_text(told(one), encoding="utf-8")
    if isinstance(one.case, OfficeCase):
        ending = "pdf" if one.case.format == "untagged" else one.case.format
        path.with_suffix(f".{ending}").write_bytes(one.case.data)
    return path


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure, print the table, and keep the cases that are asked for."""
    parser = argparse.ArgumentParser(description="Recall and precision of the review of strangers' reports.")
    parser.add_argument("--count", type=int, default=300)
    parser.add_argument("--office", type=int, default=0, help="so many files that Samverk wrote")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--kind", default="", choices=("", *KINDS))
    parser.add_argument("--layout", default="", choices=("", *LAYOUTS))
    parser.add_argument("--damage", default="", choices=("", *DAMAGES))
    parser.add_argument("--format", default="", choices=("", *FORMATS))
    parser.add_argument("--ignore", nargs="*", default=[], help="codes of rules to leave aside")
    parser.add_argument("--show-missed", action="store_true")
    parser.add_argument("--show-false", action="store_true")
    chosen = parser.parse_args(arguments)
    IGNORED.update(chosen.ignore)
    cases = text_cases(chosen.count, chosen.seed, chosen.kind, chosen.layout, chosen.damage)
    measured = [measure(case) for case in cases]
    measured += [measure_office(case) for case in office_cases(chosen.office, chosen.seed, chosen.format)]
    sys.stdout.write(table(measured) + "\n")
    missed = [one for one in measured if chosen.show_missed and one.planted and not one.found]
    false = [one for one in measured if chosen.show_false and one.false]
    if missed or false:
        folder = Path(tempfile.mkdtemp(prefix="granska-"))
        for title, some in (("missed", missed), ("false", false)):
            for one in some:
                sys.stdout.write(f"{title}: {keep(folder, one)}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
