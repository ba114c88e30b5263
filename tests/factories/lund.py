"""Finsam Lund's facts for 2024, as the example directory has them."""

from functools import cache
from pathlib import Path

from samverk.core.facts import Facts
from samverk.formats.facts.reading import read_directory

LUND = Path(__file__).parents[2] / "examples" / "lund"


@cache
def lund_facts() -> Facts:
    facts, problems = read_directory(LUND, 2024)
    assert facts is not None, [str(problem) for problem in problems]
    return facts
