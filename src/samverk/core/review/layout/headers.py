"""The lines above the first row of figures: one text per column, the heading of the labels, and a title."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from samverk.core.review.layout.lines import LineWord
from samverk.core.review.layout.vocabulary import (
    fold,
    is_beside_role,
    is_role,
    is_time,
    is_unit,
    names_own_column,
    skeleton,
)
from samverk.core.review.numbers import MINUSES, is_date, is_year, plain_spaces

_BEFORE_WORDS = (
    "aktuell arets foregaende forra fg ing utg ingaende utgaende reviderad faststalld ursprunglig prel preliminar"
    " beraknat beslutat"
)
_BEFORE_ROLE = frozenset(_BEFORE_WORDS.split())
_LONGEST_DATE = 7
_AMOUNTS_IN = re.compile(
    r"\(?(?:alla )?belopp (?:(?:anges|ar|redovisas) )?(?:i )?(?:t\.? ?kr|tkr|kkr|kr|kronor|mkr|mnkr|m ?kr|mn ?kr"
    r"|t?sek|ksek|msek|(?:tusen(?:tals?)?|miljoner)(?: kr| kronor)?)\)?[.:]?"
)
_BASE = re.compile(r"^(?:alla )?belopp\b|^\(?(?:i )?(?:tkr|kr|mkr|mnkr|kkr|sek|msek|kronor|t\.? ?kr)\)?[.:]?$")


class _AtomKind(StrEnum):
    TIME = "time"
    NOTE = "note"
    ROLE = "role"
    UNIT = "unit"
    BEFORE = "before"
    BESIDE = "beside"
    DASH = "dash"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class _Atom:
    text: str
    kind: _AtomKind
    is_apart: bool = False


@dataclass(slots=True)
class _Part:
    """One column's header while it is put together."""

    texts: list[str]
    has_time: bool = False
    has_role: bool = False
    has_unit: bool = False
    is_note: bool = False
    is_deviation: bool = False


@dataclass(frozen=True, slots=True)
class ColumnLabels:
    """What the header lines say: one text per column, the heading over the labels, and a line that is a title."""

    labels: tuple[str, ...]
    label_heading: str = ""
    title: str = ""


def header_variants(words: Sequence[LineWord]) -> list[tuple[str, tuple[str, ...]]]:
    """The ways to cut a line of headers, likeliest first, each with as many header texts as no other."""
    found: dict[int, tuple[str, tuple[str, ...]]] = {}
    closed = header_parts(words, time_ends=True)
    if _is_whole(closed[1]):
        found[len(closed[1])] = closed
    for lone_times, links in ((False, True), (True, True), (False, False), (True, False)):
        way = header_parts(words, lone_times=lone_times, links=links)
        found.setdefault(len(way[1]), way)
    return list(found.values())


def header_parts(
    words: Sequence[LineWord], *, lone_times: bool = False, links: bool = True, time_ends: bool = False
) -> tuple[str, tuple[str, ...]]:
    """(heading over the labels, the header texts) of one line as it would be cut without knowing the columns.

    `lone_times`: a year after a lone role is a column of its own ("2024 Diff 2023"). `links`: a dash ties two roles
    together ("utfall - budget"). `time_ends`: a year is the last word of its header ("Helår 2024 Budget 2024").
    """
    label: list[str] = []
    parts: list[_Part] = []
    atoms = _atoms(words)
    for index, atom in enumerate(atoms):
        if not parts and _is_of_label(atoms, index):
            label.append(atom.text)
            continue
        dashed = links and index > 0 and atoms[index - 1].kind is _AtomKind.DASH
        after = atoms[index + 1].kind if index + 1 < len(atoms) else None
        is_over = time_ends and bool(parts) and parts[-1].has_time and atom.kind in _BEGINNERS and not dashed
        if (
            not parts
            or is_over
            or _opens(atom, parts, dashed=dashed, after=after)
            or (lone_times and _is_lone(atom, parts))
        ):
            parts.append(_Part([]))
        _add(parts[-1], atom)
    return " ".join(label), tuple(" ".join(part.texts) for part in parts)


_BEGINNERS = (_AtomKind.ROLE, _AtomKind.BEFORE, _AtomKind.BESIDE, _AtomKind.TIME)


def _is_whole(parts: Sequence[str]) -> bool:
    """True when no two headers are the same and each has its year, but for a deviation and the numbers of notes."""
    without = [part for part in parts if not any(is_time(word) for word in part.split())]
    is_known = all(_is_deviation(part) or fold(part).strip(".") in ("not", "noter") for part in without)
    return len(parts) > 1 and len(set(parts)) == len(parts) and is_known


def _is_of_label(atoms: Sequence[_Atom], index: int) -> bool:
    """True for a word before the first header: "Belopp i kr.", "Verksamhet", a unit that is followed by years."""
    kind = atoms[index].kind
    if kind in (_AtomKind.OTHER, _AtomKind.DASH):
        return True
    following = {atom.kind for atom in atoms[index + 1 :]}
    if kind is _AtomKind.UNIT:
        earlier = {atom.kind for atom in atoms[:index]}
        return bool(following & {_AtomKind.TIME, _AtomKind.ROLE, _AtomKind.NOTE}) and _AtomKind.UNIT not in earlier
    return False


def _opens(atom: _Atom, parts: Sequence[_Part], *, dashed: bool, after: _AtomKind | None) -> bool:
    """True when the word begins the next column's header."""
    last = parts[-1]
    if atom.kind is _AtomKind.NOTE or (last.is_note and atom.kind is not _AtomKind.DASH):
        return True
    if atom.kind is _AtomKind.DASH or dashed:
        return False
    if atom.kind is _AtomKind.ROLE:
        if last.is_deviation:
            return atom.is_apart or after is not _AtomKind.DASH
        if _is_deviation(atom.text):
            return last.has_role or last.has_time
        roles_so_far = all(part.has_role or part.is_note for part in parts[:-1])
        return last.has_role or (last.has_time and not roles_so_far)
    if atom.kind is _AtomKind.TIME:
        return last.has_time
    if atom.kind is _AtomKind.UNIT:
        return last.has_unit
    if atom.kind is _AtomKind.BESIDE:
        if atom.text in last.texts:
            return True
        return after is _AtomKind.TIME and (last.has_time or last.is_deviation)
    return atom.kind is _AtomKind.BEFORE and (last.has_role or last.has_time)


def _is_lone(atom: _Atom, parts: Sequence[_Part]) -> bool:
    """True for a year after "Diff" in a line where the years stand alone."""
    last, earlier = parts[-1], parts[:-1]
    bare = bool(earlier) and all(not part.has_role or part.is_deviation for part in earlier)
    return atom.kind is _AtomKind.TIME and last.has_role and not last.has_time and bare


def _add(part: _Part, atom: _Atom) -> None:
    part.texts.append(atom.text)
    part.has_time |= atom.kind is _AtomKind.TIME
    part.has_role |= atom.kind is _AtomKind.ROLE
    part.has_unit |= atom.kind is _AtomKind.UNIT
    part.is_note |= atom.kind is _AtomKind.NOTE
    part.is_deviation |= _is_deviation(atom.text)


def _is_deviation(text: str) -> bool:
    return fold(text).startswith(("avvik", "diff", "budgetavv", "forandring", "skillnad"))


def _atoms(words: Sequence[LineWord]) -> list[_Atom]:
    found: list[_Atom] = []
    index = 0
    while index < len(words):
        taken = _date_at(words, index)
        text = " ".join(word.text for word in words[index : index + taken])
        kind = _AtomKind.TIME if taken > 1 else _kind_of(words[index].text)
        if taken == 1 and skeleton(text).strip("(:") == "belopp":
            taken = _base_at(words, index)
            text = " ".join(word.text for word in words[index : index + taken])
            kind = _AtomKind.UNIT if taken > 1 else _AtomKind.OTHER
        found.append(_Atom(text, kind, words[index].gap > 0))
        index += taken
    return found


def _date_at(words: Sequence[LineWord], index: int) -> int:
    """How many words the date or span of dates at `index` is made of, 1 when there is none."""
    if not words[index].text[:1].isdigit() and not is_beside_role(words[index].text):
        return 1
    for taken in range(min(_LONGEST_DATE, len(words) - index), 1, -1):
        text = " ".join(word.text for word in words[index : index + taken])
        if is_date(text) or _is_span_of_years(text):
            return taken
    return 1


def _is_span_of_years(text: str) -> bool:
    return re.fullmatch(rf"(?:19|20)[0-9]{{2}}\s?[{MINUSES}]\s?(?:19|20)[0-9]{{2}}", plain_spaces(text)) is not None


def _base_at(words: Sequence[LineWord], index: int) -> int:
    """How many words "Belopp i tkr" is made of."""
    for taken in (5, 4, 3, 2):
        if index + taken <= len(words) and is_amounts_in(words[index : index + taken]):
            return taken
    return 1


def is_amounts_in(words: Sequence[LineWord]) -> bool:
    """True for "Belopp i tkr", "Belopp i t kr.", "(Belopp i tusental kronor)"."""
    return _AMOUNTS_IN.fullmatch(skeleton(_text_of(words))) is not None


def _kind_of(text: str) -> _AtomKind:
    bare = fold(text).strip("()[]:;,.*")
    if is_time(text):
        return _AtomKind.TIME
    if bare in ("not", "noter"):
        return _AtomKind.NOTE
    if bare in _BEFORE_ROLE:
        return _AtomKind.BEFORE
    if names_own_column(text):
        return _AtomKind.ROLE
    if is_unit(text):
        return _AtomKind.UNIT
    if text in MINUSES or bare in ("mot", "jmf", "jfr"):
        return _AtomKind.DASH
    return _AtomKind.BESIDE if is_beside_role(text) or is_role(text) else _AtomKind.OTHER


def header_counts(lines: Sequence[Sequence[LineWord]], *, is_stacked: bool = False) -> tuple[int, ...]:
    """How many columns the header lines speak of, likeliest first. `is_stacked`: every cell has a line of its own."""
    variants = [[len(parts) for _label, parts in header_variants(words)] for words in lines]
    own = [counts[0] for counts in variants]
    together = len(header_parts([word for words in lines for word in _hard(words)])[1]) if len(lines) > 1 else 0
    if own and max(own) == 1 and len(lines) > 1:
        each = len(_one_each(lines))
        order = (each, together, each - 1, 1) if is_stacked else (together, each, each - 1, 1)
        return tuple(dict.fromkeys(count for count in order if count > 0))
    found = sorted({count for count in own if count}, reverse=True)
    others = sorted({count for counts in variants for count in counts if count}, reverse=True)
    return tuple(dict.fromkeys(count for count in (*found, together, *others) if count))


def _one_each(lines: Sequence[Sequence[LineWord]]) -> list[Sequence[LineWord]]:
    """The header lines that name one column each; a line that only says the unit names none."""
    return [words for words in lines if not _is_base(_text_of(words))]


def _text_of(words: Sequence[LineWord]) -> str:
    return " ".join(word.text for word in words)


def _hard(words: Sequence[LineWord]) -> list[LineWord]:
    """The words of a line, the first one marked as standing apart from the line above."""
    return [LineWord(word.text, word.left, word.right, word.gap if place else 2) for place, word in enumerate(words)]


def read_labels(lines: Sequence[Sequence[LineWord]], count: int) -> ColumnLabels:
    """Give each of `count` columns its text from the header lines above it."""
    if not lines:
        return ColumnLabels(("",) * count)
    ways = [header_variants(words) for words in lines]
    own = [next((way for way in each if len(way[1]) == count), each[0]) for each in ways]
    if len(lines) > 1 and all(len(parts) <= 1 for _label, parts in own):
        each = _one_each(lines)
        if len(each) == count:
            base = " ".join(text for text in map(_text_of, lines) if _is_base(text))
            return ColumnLabels(tuple(map(_text_of, each)), base)
        if len(each) == count + 1:
            rest = read_labels(each[1:], count)
            base = " ".join(text for text in map(_text_of, lines) if _is_base(text))
            heading = " ".join(filter(None, (base, rest.label_heading)))
            return ColumnLabels(rest.labels, heading, " ".join(filter(None, (_text_of(each[0]), rest.title))))
        label, parts = header_parts([word for words in lines for word in _hard(words)])
        if len(parts) == count:
            return ColumnLabels(parts, label)
    texts: list[list[str]] = [[] for _ in range(count)]
    headings: list[str] = []
    titles: list[str] = []
    for number, (label, parts) in enumerate(own):
        spread = _beside_deviation(parts, [other for _label, other in own], count) or spread_parts(parts, count)
        if len(parts) == 1 < count and not _is_base(parts[0]):
            (titles if number == 0 and len(own) > 1 else headings).append(" ".join(filter(None, (label, parts[0]))))
            continue
        if len(parts) == 1 < count:
            headings.append(" ".join(filter(None, (label, parts[0]))))
            continue
        if label:
            headings.append(label)
        for column, text in enumerate(spread):
            if text:
                texts[column].append(text)
    labels = tuple(" ".join(dict.fromkeys(found)) if len(set(found)) == 1 else " ".join(found) for found in texts)
    return ColumnLabels(labels, " ".join(headings), " ".join(titles))


def _beside_deviation(parts: Sequence[str], all_parts: Sequence[Sequence[str]], count: int) -> tuple[str, ...]:
    """`parts` over the columns that another line gives a year, when the rest ("Diff") need no more; else ()."""
    if len(parts) == count:
        return ()
    for other in all_parts:
        dated = [number for number, text in enumerate(other) if any(is_time(word) for word in text.split())]
        if len(other) == count and len(dated) == len(parts):
            spread = [""] * count
            for number, text in zip(dated, parts, strict=True):
                spread[number] = text
            return tuple(spread)
    return ()


def is_title_line(words: Sequence[LineWord]) -> bool:
    """True for a title that a unit makes look like a header: "Driftredovisning (tusental kronor)"."""
    text = fold(_text_of(words))
    match = re.search(r"\((?:i |belopp i )?([^()]*)\)$", text)
    if match is None or not match.start() or not words[0].text[:1].isalpha():
        return False
    return _AMOUNTS_IN.fullmatch(f"belopp i {match[1]}") is not None and not is_amounts_in(words)


def _is_base(text: str) -> bool:
    return _BASE.match(skeleton(text)) is not None or _AMOUNTS_IN.fullmatch(skeleton(text)) is not None


def is_amount_base(text: str) -> bool:
    """True for "Belopp i kr.", "(tkr)", "tkr": says in what the figures are, not what a column holds."""
    return _is_base(text)


def spread_parts(parts: Sequence[str], count: int) -> tuple[str, ...]:
    """`parts` over `count` columns: one each; a header over several columns repeated; else set to the right."""
    if len(parts) == count:
        return tuple(parts)
    if not parts:
        return ("",) * count
    if len(parts) > count:
        rest = len(parts) - count
        return (" ".join(parts[: rest + 1]), *parts[rest + 1 :])
    if count % len(parts) == 0 and len(parts) > 1 and all(is_year(part) or is_date(part) for part in parts):
        each = count // len(parts)
        return tuple(part for part in parts for _ in range(each))
    return ("",) * (count - len(parts)) + tuple(parts)


def is_note_header(text: str) -> bool:
    """True for a header over numbers of notes."""
    return fold(text).strip(" .") in ("not", "noter", "nr")
