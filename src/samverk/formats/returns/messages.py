"""What a file's shape has wrong, in Swedish. No value is repeated: it could be what must not be here."""

from __future__ import annotations

from pydantic import ValidationError

from samverk.core.problems import Problem, ProblemSeverity

_MOST_TOLD = 5
_UNKNOWN = "(okänt fält)"
"""Instead of the name of a field that is not ours."""

_TOLD = {
    "extra_forbidden": "Fältet får inte finnas i en återrapport. Be registret ta bort det och sända igen.",
    "missing": "Fältet saknas. Be registret sända återrapporten igen.",
}
_OTHERWISE = "Värdet är inte tillåtet i en återrapport. Schemat i docs/schema säger vad som är det. Be om en ny fil."


def shape_problems(error: ValidationError) -> tuple[Problem, ...]:
    """One problem for each of the first things that are wrong, with the place in the file."""
    problems = []
    for each in error.errors(include_url=False, include_input=False, include_context=False)[:_MOST_TOLD]:
        code = "FALT" if each["type"] in _TOLD else "VARDE"
        message = _TOLD.get(each["type"], _OTHERWISE)
        place = (*each["loc"][:-1], _UNKNOWN) if each["type"] == "extra_forbidden" else each["loc"]
        problems.append(Problem(ProblemSeverity.REFUSE, f"RET-{code}", message, key=_place(place)))
    return tuple(problems)


def _place(location: tuple[int | str, ...]) -> str:
    """ "tables[2].cells[1].count", counted from 1."""
    return "".join(f"[{part + 1}]" if isinstance(part, int) else f".{part}" for part in location).removeprefix(".")
