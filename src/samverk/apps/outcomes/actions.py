"""Whom the association trusts, and taking returns."""

from __future__ import annotations

from datetime import date
from hashlib import sha256

from django.core.exceptions import ValidationError

from samverk.apps.audit.door import Act, action
from samverk.apps.outcomes.models import DisclosureDecision, ReceivedReturn, RefusedReturn, RegisterKey
from samverk.apps.outcomes.perms import CHANGE_RULE, PUSH_RETURNS, RECEIVE_RETURNS
from samverk.apps.outcomes.queries import open_keys, rule_on, signer_of, taken_returns, trusted
from samverk.core.outcomes.returned import Return
from samverk.core.periods import long_date
from samverk.formats.returns.keys import KeyFormatError, key_id, public_pem, read_public_pem
from samverk.formats.returns.read import read_return
from samverk.formats.returns.write import content_hash

Taken = ReceivedReturn | RefusedReturn


@action(CHANGE_RULE)
def add_register(act: Act, party: str, public_key: str, measures: list[str], valid_from: date) -> RegisterKey:
    """Trust a register's key for some measures, by id. Raises ValidationError when the key is none, or known."""
    try:
        key = read_public_pem(public_key.strip().encode("utf-8"))
    except KeyFormatError as error:
        raise ValidationError({"public_key": str(error)}) from error
    row = RegisterKey(
        association=act.association,
        party=party,
        public_key=public_pem(key).decode("ascii"),
        key_id=key_id(key),
        measures=_own_measures(act, measures),
        valid_from=valid_from,
    )
    return act.add(row, f"La till registret hos {party}, nyckel {row.key_id[:8]}.")


def _own_measures(act: Act, measures: list[str]) -> list[str]:
    known = set(act.association.measures.values_list("code", flat=True))
    if not measures or not known.issuperset(measures):
        raise ValidationError({"measures": "Välj minst en av förbundets insatser."})
    return sorted(set(measures))


@action(CHANGE_RULE)
def change_register(act: Act, row: RegisterKey, seen: int, measures: list[str]) -> RegisterKey:
    """Change which measures the register may report."""
    _own(act, row)
    sentence = f"Ändrade vilka insatser registret hos {row.party} får rapportera."
    return act.change(row, seen, sentence, measures=_own_measures(act, measures))


@action(CHANGE_RULE)
def close_register(act: Act, row: RegisterKey, seen: int, day: date) -> RegisterKey:
    """Trust the key no more from `day`. What it has reported stays."""
    _own(act, row)
    return act.change(row, seen, f"Stängde registret hos {row.party} från {long_date(day)}.", closed_on=day)


@action(CHANGE_RULE)
def decide_rule(
    act: Act, decided_on: date, reference: str, threshold: int, narrowest: int, zeros: str, hides_alike: bool
) -> DisclosureDecision:
    """Note the board's decision on the disclosure rule. It holds from that day until the next decision."""
    row = DisclosureDecision(
        association=act.association,
        decided_on=decided_on,
        reference=reference,
        threshold=threshold,
        narrowest=narrowest,
        zeros=zeros,
        hides_alike=hides_alike,
    )
    return act.add(row, f"Noterade styrelsens röjanderegel {long_date(decided_on)}: antal under {threshold} döljs.")


@action(CHANGE_RULE)
def remove_rule(act: Act, row: DisclosureDecision) -> None:
    """Take away a decision that was noted by mistake."""
    _own(act, row)
    act.remove(row, f"Tog bort röjanderegeln från {long_date(row.decided_on)}, som var fel noterad.")


def _own(act: Act, row: RegisterKey | DisclosureDecision) -> None:
    if row.association_id != act.association.pk:
        raise ValueError(f"{row} is another association's")


@action(RECEIVE_RETURNS)
def take_file(act: Act, data: bytes) -> Taken:
    """Take a return that a person brings as a file, or note why not."""
    return _taken(act, data)


@action(PUSH_RETURNS)
def take_pushed(act: Act, data: bytes) -> Taken:
    """Take a return that a register sends over the net, or note why not. What nobody known has signed is not noted."""
    return _taken(act, data)


def _taken(act: Act, data: bytes) -> Taken:
    """The row of a return, or of a refusal. The same file again is the row it became the first time."""
    digest = sha256(data).hexdigest()
    known = ReceivedReturn.objects.filter(association=act.association, sha256=digest).first()
    if known is not None:
        act.nothing()
        return known
    rows = open_keys(act.association, act.today)
    signer = signer_of(act.association, data)
    if signer is not None and signer not in rows:
        return _refused(act, digest, [_not_open(signer, act.today)])
    given, problems = read_return(
        data,
        trusted(act.association, rows),
        rule=rule_on(act.association, act.today),
        earlier=[each.given for each in taken_returns(act.association)],
    )
    if given is None or signer is None:
        return _refused(act, digest, [str(each) for each in problems])
    return _received(act, digest, data, given, signer)


def _not_open(row: RegisterKey, day: date) -> str:
    if row.closed_on is not None and row.closed_on <= day:
        held = f"stängdes {long_date(row.closed_on)}"
    else:
        held = f"gäller först från {long_date(row.valid_from)}"
    return f"Nyckeln för registret hos {row.party} {held}. Be om en ny nyckel, eller sänd när den gäller."


def _received(act: Act, digest: str, data: bytes, given: Return, signer: RegisterKey) -> ReceivedReturn:
    measure = act.association.measures.get(code=given.measure)
    row = ReceivedReturn(
        association=act.association,
        measure=measure,
        register_key=signer,
        first=given.span.first,
        last=given.span.last,
        number=given.number,
        content=data,
        sha256=digest,
        content_hash=content_hash(given),
        received_on=act.today,
        received_by=act.actor.name,
    )
    period = f"{long_date(given.span.first)}–{long_date(given.span.last)}"
    return act.add(row, f"Tog emot återrapport {given.number} för {measure.name}, {period}.")


def _refused(act: Act, digest: str, reasons: list[str]) -> RefusedReturn:
    row = RefusedReturn(
        association=act.association, sha256=digest, refused_on=act.today, sender=act.actor.name, reasons=reasons
    )
    return act.add(row, "Avvisade en återrapport.")
