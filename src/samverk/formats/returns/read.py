"""Signed bytes become a return, or a reason why not. Nothing that a stranger can write makes it raise."""

from __future__ import annotations

from base64 import b64decode
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from pydantic import ValidationError

from samverk.core.disclosure.rule import DisclosureRule
from samverk.core.outcomes.receiving import refusals
from samverk.core.outcomes.returned import Return
from samverk.core.problems import Problem, ProblemSeverity
from samverk.formats.returns.canonical import NotCanonicalError, canonical, parse
from samverk.formats.returns.content import ContentError, return_of
from samverk.formats.returns.keys import is_signed, key_id
from samverk.formats.returns.messages import shape_problems
from samverk.formats.returns.wire import SCHEMA, ReturnShape
from samverk.formats.returns.write import content_hash


@dataclass(frozen=True, slots=True)
class TrustedKey:
    """A register's public key, and what it may tell: the association's organisation number and ids of its measures."""

    key: Ed25519PublicKey
    association: str
    measures: frozenset[str]


def read_return(
    data: bytes,
    trusted_keys: Iterable[TrustedKey],
    *,
    rule: DisclosureRule | None = None,
    earlier: Sequence[Return] = (),
) -> tuple[Return | None, tuple[Problem, ...]]:
    """The return when it may be taken, else None and Swedish reasons.

    `rule` is the association's own disclosure rule, our proposal when None. `earlier` are the returns it has taken,
    oldest first: a correction must follow on them, and what they say together is tried too.
    """
    try:
        value = parse(data)
    except NotCanonicalError as error:
        return None, (_refused(error.code, str(error)),)
    if not isinstance(value, dict) or value.get("schema") != SCHEMA:
        return None, (
            _refused("SCHEMA", f"Filen är inte en återrapport av slaget {SCHEMA}. Be registret om rätt fil."),
        )
    try:
        shape = ReturnShape.model_validate(value)
    except ValidationError as error:
        return None, shape_problems(error)
    return _checked(data, value, shape, tuple(trusted_keys), rule or DisclosureRule(), earlier)


def _checked(
    data: bytes,
    value: dict[str, object],
    shape: ReturnShape,
    trusted_keys: Sequence[TrustedKey],
    rule: DisclosureRule,
    earlier: Sequence[Return],
) -> tuple[Return | None, tuple[Problem, ...]]:
    trusted = [each for each in trusted_keys if key_id(each.key) == shape.key]
    untrusted = _untrusted(data, value, shape, trusted)
    if untrusted is not None:
        return None, (untrusted,)
    measures = frozenset[str]().union(*(each.measures for each in trusted if each.association == shape.association))
    try:
        given = return_of(shape, measures)
    except ContentError as error:
        return None, (_refused(error.code, str(error)),)
    if content_hash(given) != shape.hash:
        return None, (_refused("HASH", "Kontrollsumman stämmer inte med innehållet. Be registret sända filen igen."),)
    out_of_order = _out_of_order(given, earlier)
    if out_of_order:
        return None, (_refused("NUMMER", out_of_order),)
    problems = tuple(_refused("ROJANDE", reason) for reason in refusals(given, rule, earlier))
    return (None, problems) if problems else (given, ())


def _untrusted(
    data: bytes, value: dict[str, object], shape: ReturnShape, trusted: Sequence[TrustedKey]
) -> Problem | None:
    """Why the file is not from a register that may tell this; None when it is."""
    if not trusted:
        return _refused(
            "NYCKEL",
            f"Nyckeln {shape.key[:16]}… är inte känd. Jämför nyckeln med registret per telefon och lägg till den.",
        )
    signed = canonical({field: told for field, told in value.items() if field != "signature"})
    if canonical(value) != data or not is_signed(trusted[0].key, signed, b64decode(shape.signature)):
        return _refused(
            "SIGNATUR",
            "Signaturen stämmer inte: filen är ändrad efter att den signerades. Be registret sända den igen.",
        )
    if shape.association not in {each.association for each in trusted}:
        return _refused(
            "FORBUND",
            f"Återrapporten är till {shape.association}, inte till förbundet. Be registret sända den rätt.",
        )
    return None


def _out_of_order(given: Return, earlier: Sequence[Return]) -> str:
    """Why the number does not follow on what has been taken; "" when it does."""
    if (given.number == 1) != (given.replaces is None):
        return "Den första återrapporten har nummer 1, och en rättelse säger vilken den ersätter. Be om en ny fil."
    same = [each for each in earlier if (each.measure, each.span) == (given.measure, given.span)]
    if not same:
        return ""
    latest = max(same, key=lambda each: each.number)
    if given == latest:
        return f"Återrapporten nummer {given.number} är redan mottagen. Ingenting behöver göras."
    if given.number != latest.number + 1 or given.replaces != content_hash(latest):
        return (
            f"Återrapporten har nummer {given.number}, men den senaste för perioden är nummer {latest.number}. "
            f"Be registret om en rättelse med nummer {latest.number + 1} som ersätter den."
        )
    return ""


def _refused(code: str, message: str) -> Problem:
    return Problem(ProblemSeverity.REFUSE, f"RET-{code}", message)
