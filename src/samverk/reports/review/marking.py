"""Finding a printed number or some words again in a text, and cutting a long text around them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

MOST_MARKS = 3
"""A number printed more often on one line is not marked: which of them is meant is not known."""
_SPACE = "[ \u00a0\u202f\u2009]"
_MINUS = "-\u2212\u2013\u2010"
_QUOTES = "”“\"'» « \u00a0"
_NUMBER = re.compile(rf"[{_MINUS}]?\d[\d.,' \u00a0\u202f\u2009]*\d|[{_MINUS}]?\d")


@dataclass(frozen=True, slots=True)
class Span:
    """A run of text; `mark` is "found" for what stands, "other" for what it is compared with, "" for the rest."""

    text: str
    mark: str = ""


def mark_in(text: str, wanted: str, mark: str) -> tuple[Span, ...]:
    """`text` with `wanted` marked, whatever spaces and minus signs it is written with; failing that its numbers."""
    return _cut_up(text, _places(text, wanted), mark)


def mark_found(texts: Sequence[str], own: int, wanted: str) -> list[tuple[Span, ...]]:
    """Lines with `wanted` marked where it touches line `own`; it may run over several lines, as words do in prose."""
    starts = [0]
    for text in texts:
        starts.append(starts[-1] + len(text) + 1)
    wanted = _bare(wanted)
    first, last = starts[own], starts[own + 1] - 1
    pattern = _pattern(wanted, strict=True)
    found = [match.span() for match in pattern.finditer("\n".join(texts))] if pattern is not None else []
    touching = [(start, end) for start, end in found if start < last and end > first]
    if not 0 < len(touching) <= MOST_MARKS:
        touching = [(first + start, first + end) for start, end in _places(texts[own], wanted)]
    return [
        _cut_up(
            text,
            [
                (max(start - here, 0), min(end - here, len(text)))
                for start, end in touching
                if start < after and end > here
            ],
            "found",
        )
        for text, here, after in zip(texts, starts, (start - 1 for start in starts[1:]), strict=False)
    ]


def _places(text: str, wanted: str) -> list[tuple[int, int]]:
    """Where `wanted` stands in `text`: as a whole number, else inside a run of numbers, else its own numbers."""
    wanted = _bare(wanted)
    for strict in (True, False):
        pattern = _pattern(wanted, strict=strict)
        found = [match.span() for match in pattern.finditer(text)] if pattern is not None else []
        if found:
            return found if len(found) <= MOST_MARKS else []
    numbers = [number for number in _NUMBER.findall(wanted) if number != wanted]
    spans = sorted({span for number in numbers[:4] for span in _places(text, number)})
    return [span for index, span in enumerate(spans) if not index or span[0] >= spans[index - 1][1]]


def _bare(wanted: str) -> str:
    """The words without quotation marks; of words that were shortened (…) the longest part that is left."""
    return max(wanted.split("…"), key=len).strip(_QUOTES)


@lru_cache(maxsize=512)
def _pattern(wanted: str, *, strict: bool) -> re.Pattern[str] | None:
    """`wanted` with any space, any minus and any mark between thousands; None when there is nothing to look for.

    Strictly, the digits before and after must not belong to the same run of numbers.
    """
    words = re.split(r"\s+", wanted)
    if not any(words):
        return None
    pattern = _word(words[0])
    for before, word in pairwise(words):
        is_number = before[-1:].isdigit() and word[:1].isdigit()
        pattern += (f"(?:{_SPACE}|[.'])?" if is_number else r"\s+") + _word(word)
    gap = f"(?<!\\d)(?<!\\d{_SPACE})" if strict else r"(?<!\d)"
    before = gap if wanted[0].isdigit() else ""
    after = (f"(?!{_SPACE}?\\d)(?!,\\d)" if strict else r"(?!\d)") if wanted[-1].isdigit() else ""
    return re.compile(before + pattern + after, re.IGNORECASE)


def _word(word: str) -> str:
    return "".join(f"[{_MINUS}]{_SPACE}?" if letter in _MINUS else re.escape(letter) for letter in word)


def _cut_up(text: str, places: Sequence[tuple[int, int]], mark: str) -> tuple[Span, ...]:
    spans: list[Span] = []
    at = 0
    for start, end in places:
        if start < end:
            spans += [Span(text[at:start]), Span(text[start:end], mark)]
            at = end
    return tuple(span for span in (*spans, Span(text[at:])) if span.text)


def cut(spans: tuple[Span, ...], longest: int) -> tuple[Span, ...]:
    """The spans as they are when short; else what stands around the marks, with … where something is left out."""
    if sum(len(span.text) for span in spans) <= longest:
        return spans
    marked = [index for index, span in enumerate(spans) if span.mark]
    if not marked:
        return (Span(f"{spans[0].text[: longest - 1]}…"),)
    kept: list[Span] = []
    for index, span in enumerate(spans):
        text, room = span.text, max(longest // 3, 20)
        if span.mark:
            text = text if len(text) <= longest else f"{text[:room]} … {text[-room:]}"
        elif index < marked[0]:
            text = text if len(text) <= room else f"…{text[-room:]}"
        elif index > marked[-1]:
            text = text if len(text) <= room else f"{text[:room]}…"
        elif len(text) > 2 * room:
            text = f"{text[:room]} … {text[-room:]}"
        kept.append(Span(text, span.mark))
    return tuple(kept)


def squeeze(texts: Sequence[str]) -> list[str]:
    """Lines whose columns are aligned by spaces, with gaps that all of them share made two spaces wide."""
    width = max(map(len, texts), default=0)
    is_gap = [all(text[at : at + 1] in ("", " ") for text in texts) for at in range(width)]
    keep = [at for at in range(width) if not (is_gap[at] and at > 1 and is_gap[at - 1] and is_gap[at - 2])]
    return ["".join(text[at] for at in keep if at < len(text)).rstrip() for text in texts]
