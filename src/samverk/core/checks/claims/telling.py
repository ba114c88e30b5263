"""How a finding about a sentence is told: where it stands, the words as printed, and how sure it is."""

from __future__ import annotations

import re
from dataclasses import replace

from samverk.core.checks.claims.sentences import Sentence
from samverk.core.checks.finding import Severity, Verdict
from samverk.core.checks.rule import Fault
from samverk.core.money import MINUS

_LONGEST = 160


def wrong(
    sentence: Sentence,
    span: tuple[int, int],
    expected: str,
    detail: str = "",
    *,
    proposal: str = "",
    confidence: float = 0.95,
) -> Fault:
    """The words at `span` contradict something that is certain."""
    start, end = span
    return Fault(
        place=sentence.section.title,
        expected=expected,
        found=quoted(sentence.text[start:end]),
        detail=detail,
        section_id=sentence.section.id,
        at=sentence.place_at(start),
        confidence=confidence,
        proposal=proposal,
    )


def doubtful(
    sentence: Sentence,
    span: tuple[int, int],
    expected: str,
    why: str,
    *,
    proposal: str = "",
    confidence: float = 0.6,
) -> Fault:
    """The words at `span` seem to contradict something; `why` says in Swedish what is not certain."""
    told = wrong(sentence, span, expected, why, proposal=proposal, confidence=confidence)
    return replace(told, verdict=Verdict.AMBIGUOUS, severity=Severity.WARNING)


def quoted(words: str) -> str:
    """Words as a quotation, a long one cut in the middle, with a true minus before a number."""
    words = re.sub(r"(?<![\w\d])-(?=\d)", MINUS, " ".join(words.split())).strip(" ,;")
    if len(words) > _LONGEST:
        words = f"{words[: _LONGEST // 2].rstrip()} … {words[-_LONGEST // 2 :].lstrip()}"
    return f"”{words}”"
