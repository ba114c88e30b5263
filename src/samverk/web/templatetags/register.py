"""How what is noted of a participant is told: codes by their Swedish names."""

from __future__ import annotations

from typing import Any

from django import template

from samverk.core.outcomes.code_lists import OCCUPATIONS, SUPPORT_SOURCES

register = template.Library()

_NOT_TOLD = "uppgift saknas"


@register.filter
def support_words(note: Any) -> str:
    """The income sources of a status note, the main one first."""
    names = [SUPPORT_SOURCES.name_of(code) for code in note.support]
    if len(names) > 1:
        return f"{names[0]} (huvudsaklig), {', '.join(name.lower() for name in names[1:])}"
    return names[0] if names else _NOT_TOLD


@register.filter
def occupied_words(note: Any) -> str:
    """What the person does, with the extent: "Förvärvsarbete 50 %"."""
    told = [
        OCCUPATIONS.name_of(each["occupation"])
        + (f" {each['extent']}\u00a0%" if each.get("extent") is not None else "")
        for each in note.occupied
    ]
    return ", ".join([told[0], *(each.lower() for each in told[1:])]) if told else _NOT_TOLD


@register.filter
def answer_words(answer: Any) -> str:
    """The answer to an own question."""
    if answer.question.kind == "yes_no":
        return {"yes": "ja", "no": "nej"}[answer.answer]
    return str(answer.answer)
