"""Returns on their way out: drafted, reviewed by another, signed, sent; corrected, withdrawn or refused."""

from __future__ import annotations

from datetime import date, datetime

from samverk.apps.audit.door import Act, EditConflict, RefusedChange, action
from samverk.apps.participants.drafting import Drafted, draft_of
from samverk.apps.participants.enums import ReturnState
from samverk.apps.participants.perms import DRAFT_RETURNS, MANAGE_REGISTER, RELEASE_RETURNS
from samverk.apps.participants.queries import the_register
from samverk.apps.participants.register_models import MeasureReturn, Register, RegisterMeasure
from samverk.apps.participants.return_queries import UNDER_WAY, returned_measures_of, returns_about
from samverk.apps.participants.signing import load_key, write_new_key
from samverk.core.disclosure.linked import LinkedTablesError
from samverk.core.outcomes.span import Span
from samverk.core.periods import long_date
from samverk.core.workflows.returns import ReturnMove, ReturnMoveError, moved
from samverk.core.workflows.returns import ReturnState as CoreState
from samverk.formats.returns.write import write_return

_CHANGED = (
    "Underlaget har ändrats sedan utkastet gjordes: något har antecknats, regeln är en annan eller en annan "
    "återrapport har lämnats. Gör om utkastet, och låt en annan person granska det."
)


@action(DRAFT_RETURNS)
def draft_return(act: Act, measure: RegisterMeasure, first: date, last: date) -> MeasureReturn:
    """Draft the return of a measure and a period; a correction when one has been released already.

    Raises RefusedChange when the period is not over, when facts of it are gone, or when a draft is there already.
    """
    span = Span(first, last)
    register = _own(act, measure)
    _check_span(act, register, span)
    latest = returns_about(measure, span).first()
    if latest is not None and latest.state in UNDER_WAY:
        raise RefusedChange(f"Det finns redan ett utkast, nummer {latest.number}, för samma insats och period.")
    row = MeasureReturn(
        measure=measure,
        first=span.first,
        last=span.last,
        number=latest.number + 1 if latest else 1,
        replaces=latest.content_hash if latest else "",
        drafted_on=act.today,
        drafted_by_id=act.actor.user_id,
    )
    row.content_hash = drafted(row, register).hash
    what = "en rättelse av" if latest else "ett utkast till"
    return act.add(row, f"Gjorde {what} återrapporten {_named(row)}.")


@action(DRAFT_RETURNS)
def draft_return_again(act: Act, row: MeasureReturn, seen: int, /) -> MeasureReturn:
    """Count again, as the facts stand now; whoever reviewed must do it again. Raises RefusedChange, EditConflict."""
    register = _own(act, row.measure)
    if row.state not in UNDER_WAY:
        raise RefusedChange("Återrapporten är lämnad och räknas inte om. Gör en rättelse i stället.")
    return act.change(
        row, seen, f"Gjorde om utkastet till återrapporten {_named(row)}.",
        content_hash=drafted(row, register).hash, drafted_on=act.today, drafted_by_id=act.actor.user_id,
        state=ReturnState.DRAFT, reviewed_on=None, reviewed_by_id=None,
    )  # fmt: skip


@action(RELEASE_RETURNS)
def review_return(act: Act, row: MeasureReturn, seen: int, /) -> MeasureReturn:
    """Say that the tables may leave the register; never by the one who drafted. Raises RefusedChange, EditConflict."""
    state = _moved(act, row, ReturnMove.REVIEW)
    _checked(act, row)
    return act.change(
        row, seen, f"Granskade återrapporten {_named(row)}.",
        state=state, reviewed_on=act.today, reviewed_by_id=act.actor.user_id,
    )  # fmt: skip


@action(RELEASE_RETURNS)
def send_return_back(act: Act, row: MeasureReturn, seen: int, /) -> MeasureReturn:
    """Make a reviewed return a draft again. Raises RefusedChange, EditConflict."""
    _own(act, row.measure)
    return act.change(
        row, seen, f"Skickade tillbaka återrapporten {_named(row)} till utkast.",
        state=_moved(act, row, ReturnMove.SEND_BACK), reviewed_on=None, reviewed_by_id=None,
    )  # fmt: skip


@action(DRAFT_RETURNS)
def discard_return(act: Act, row: MeasureReturn, seen: int, /) -> None:
    """Throw away a draft, which nobody outside has seen. Raises RefusedChange, EditConflict."""
    _own(act, row.measure)
    _moved(act, row, ReturnMove.DISCARD)
    if row.version != seen:
        raise EditConflict(row, {})
    act.remove(row, f"Kastade utkastet till återrapporten {_named(row)}.")


@action(RELEASE_RETURNS)
def release_return(act: Act, row: MeasureReturn, seen: int, /) -> MeasureReturn:
    """Sign a reviewed return and keep the file; what it replaces is corrected from now on.

    Raises RefusedChange when the facts have changed, without a key, and for the one who drafted; EditConflict.
    """
    state = _moved(act, row, ReturnMove.RELEASE)
    if act.actor.user_id is not None and act.actor.user_id == row.drafted_by_id:
        raise RefusedChange("Den som gjorde utkastet kan inte lämna återrapporten. Be den som har granskat den.")
    made = _checked(act, row)
    for old in returns_about(row.measure, Span(row.first, row.last)).filter(number=row.number - 1):
        if CoreState(old.state) in (CoreState.RELEASED, CoreState.REFUSED):
            act.change(
                old, old.version, f"Ersatte återrapporten {_named(old)}.", state=ReturnState.CORRECTED, recount=""
            )
    return act.change(
        row, seen, f"Lämnade återrapporten {_named(row)} med kontrollsumman {made.hash[:12]}.",
        state=state, released_on=act.today, released_by_id=act.actor.user_id, hidden=made.hidden,
        file=write_return(made.given, load_key()),
    )  # fmt: skip


@action(RELEASE_RETURNS)
def withdraw_return(act: Act, row: MeasureReturn, seen: int, /) -> MeasureReturn:
    """Say that a released return does not hold. What has left the register is remembered all the same."""
    _own(act, row.measure)
    state = _moved(act, row, ReturnMove.WITHDRAW)
    return act.change(row, seen, f"Återkallade återrapporten {_named(row)}.", state=state)


@action(RELEASE_RETURNS)
def note_answer(
    act: Act, row: MeasureReturn, seen: int, answer: str, is_refused: bool, sent_at: datetime | None
) -> None:
    """Keep what the association answered; a refused return must be corrected. Raises RefusedChange, EditConflict."""
    _own(act, row.measure)
    state = row.state
    if is_refused:
        state = _moved(act, row, ReturnMove.REFUSE)
    elif row.state != ReturnState.RELEASED:
        raise RefusedChange("Bara en lämnad återrapport kan få ett svar från förbundet.")
    said = "avvisade" if is_refused else "svarade om"
    act.change(
        row, seen, f"Förbundet {said} återrapporten {_named(row)}.",
        state=state, answer=answer, sent_at=sent_at or row.sent_at,
    )  # fmt: skip


@action(MANAGE_REGISTER)
def make_return_key(act: Act) -> str:
    """Make the key that returns are signed with; its fingerprint. Raises RefusedChange when there is one."""
    register = the_register()
    if register is None:
        raise RefusedChange("Ställ in registret först: part, förbund och organisationsnummer.")
    fingerprint = write_new_key().fingerprint
    act.tell(register, f"Gjorde en nyckel att underteckna återrapporter med. Fingeravtryck: {fingerprint}.")
    return fingerprint


def drafted(row: MeasureReturn, register: Register) -> Drafted:
    """The return as the facts stand. Raises RefusedChange in Swedish when its tables contradict each other."""
    try:
        return draft_of(row, register)
    except LinkedTablesError as error:
        raise RefusedChange(
            f"Tabellerna går inte ihop med det som redan är lämnat: {error} Rätta den återrapport som är fel först."
        ) from error


def _own(act: Act, measure: RegisterMeasure) -> Register:
    """The register, when the actor answers for the measure. Raises RefusedChange."""
    register = the_register()
    if register is None:
        raise RefusedChange("Registret är inte inställt. Den registeransvariga anger part, förbund och regel först.")
    if not returned_measures_of(act.actor, act.today).filter(pk=measure.pk).exists():
        raise RefusedChange("Du ansvarar inte för insatsen.")
    return register


def _check_span(act: Act, register: Register, span: Span) -> None:
    if span.last > act.today:
        raise RefusedChange(
            f"Perioden slutar {long_date(span.last)} och är inte slut. Välj en period som slutar senast i dag."
        )
    gone = register.disposed_through
    if gone is not None and span.first <= gone:
        raise RefusedChange(
            f"Deltaganden som slutade till och med {long_date(gone)} är gallrade, så perioden går inte att räkna. "
            "Välj en period som börjar senare."
        )


def _moved(act: Act, row: MeasureReturn, move: ReturnMove) -> ReturnState:
    is_drafter = row.drafted_by_id is not None and row.drafted_by_id == act.actor.user_id
    try:
        return ReturnState(moved(CoreState(row.state), move, is_drafter=is_drafter).value)
    except ReturnMoveError as error:
        raise RefusedChange(str(error)) from error


def _checked(act: Act, row: MeasureReturn) -> Drafted:
    """The return as it was drafted. Raises RefusedChange when the facts give another one now."""
    made = drafted(row, _own(act, row.measure))
    if made.hash != row.content_hash:
        raise RefusedChange(_CHANGED)
    return made


def _named(row: MeasureReturn) -> str:
    return f"för {row.measure.name} {row.first}–{row.last}, nummer {row.number}"
