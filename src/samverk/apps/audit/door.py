"""The one door for change: an action checks the person, does its work and writes its events in one transaction.

    @action(CHANGE_MEMBERS)
    def rename_member(act: Act, member: Member, seen: int, name: str) -> Member:
        return act.change(member, seen, "Bytte namn på medlemmen {name}.", name=name)

It is called with an actor: `rename_member(actor, member, 3, "Lunds kommun")`. An action that calls another stays in
the same transaction. An action that tells of nothing is a defect, unless it says `act.nothing()`.
"""

from __future__ import annotations

import functools
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from fractions import Fraction
from typing import Any, Concatenate, Generic, ParamSpec, TypeVar, cast

from django.db import models, transaction
from django.utils import timezone

from samverk.apps.audit.chain import seal
from samverk.apps.audit.clock import today
from samverk.apps.audit.guard import OPEN_ACT, SEAL, Guarded, Versioned
from samverk.apps.audit.models import INSTALLATION, AuditChain, AuditEvent
from samverk.apps.users.actor import Actor
from samverk.apps.users.permission import Permission

ParametersP = ParamSpec("ParametersP")
ResultT = TypeVar("ResultT")
RowT = TypeVar("RowT", bound=models.Model)
VersionedT = TypeVar("VersionedT", bound=Versioned)


class EditConflict(Exception):  # noqa: N818 - an answer to a person, not a fault
    """Someone else changed the row since the person saw it. `row` is how it stands now, `wanted` what was asked for."""

    def __init__(self, row: Versioned, wanted: dict[str, Any]) -> None:
        super().__init__(f"”{row}” har ändrats av någon annan medan du skrev.")
        self.row = row
        self.wanted = wanted


class RefusedChange(Exception):  # noqa: N818 - an answer to a person, not a fault
    """The change cannot be made as things stand. The message is Swedish: what, why, what to do."""


@dataclass(frozen=True, slots=True)
class _Told:
    subject_kind: str
    subject_id: str
    sentence: str
    before: dict[str, Any] | None
    after: dict[str, Any] | None


@dataclass(slots=True)
class Act:
    """An action while it runs: who does it, when, and what there is to tell."""

    actor: Actor
    name: str
    at: datetime
    told: list[_Told] = field(default_factory=list)
    is_quiet: bool = False

    @property
    def association(self) -> Any:
        """The actor's association. Raises ValueError for an action that belongs to none."""
        if self.actor.association is None:
            raise ValueError(f"{self.name} needs an association")
        return self.actor.association

    @property
    def today(self) -> date:
        """The day, as `clock.today` tells it."""
        return today()

    def tell(
        self,
        subject: models.Model,
        sentence: str,
        *,
        before: dict[str, Any] | None = None,
        after: dict[str, Any] | None = None,
    ) -> None:
        """Write an event about `subject`: a Swedish sentence, and the values before and after where there are any."""
        self.told.append(_Told(subject._meta.label_lower, str(subject.pk or ""), sentence, before, after))

    def add(self, row: RowT, sentence: str) -> RowT:
        """Validate and save a new row, and tell of it."""
        row.full_clean()
        row.save()
        self.tell(row, sentence, after=None if keeps_out(row) else snapshot(row))
        return row

    def change(self, row: VersionedT, seen: int, sentence: str, **values: Any) -> VersionedT:
        """Set `values` on the row as it stands now, and tell what differs. Nothing differs: nothing is written.

        `seen` is the version the person saw. Raises EditConflict when it is not the one that stands, and
        django.core.exceptions.ValidationError when the values are not allowed.
        """
        stored = type(row)._default_manager
        locked = cast(VersionedT, stored.select_for_update().get(pk=row.pk))
        if locked.version != seen:
            raise EditConflict(locked, values)
        before = snapshot(locked)
        for name, value in values.items():
            setattr(locked, name, value)
        locked.full_clean()
        after = snapshot(locked)
        changed = [name for name in after if after[name] != before[name]]
        if not changed:
            self.is_quiet = True
            return locked
        locked.version += 1
        locked.save()
        if keeps_out(locked):
            self.tell(locked, sentence, after={"fields": changed})
        else:
            old, new = ({name: side[name] for name in changed} for side in (before, after))
            self.tell(locked, sentence, before=old, after=new)
        return locked

    def remove(self, row: models.Model, sentence: str) -> None:
        """Remove a row, and tell what it held."""
        self.tell(row, sentence, before=None if keeps_out(row) else snapshot(row))
        row.delete()

    def nothing(self) -> None:
        """Say that there was nothing to do."""
        self.is_quiet = True


def keeps_out(row: models.Model) -> bool:
    """True for a row whose values never stand in the trail, which outlives them: the events tell of it by its key."""
    return isinstance(row, Guarded) and row.values_stay_out_of_the_trail


def snapshot(row: models.Model) -> dict[str, Any]:
    """The row's values as JSON can hold them; files, secrets and the row's own version number are left out."""
    skipped = (models.BinaryField, models.FileField)
    return {
        each.attname: plain(getattr(row, each.attname))
        for each in row._meta.concrete_fields
        if not isinstance(each, skipped) and each.name not in ("password", "version", "last_login")
    }


def plain(value: Any) -> Any:
    """A value as JSON writes it: days and exact numbers as text."""
    if isinstance(value, datetime | date):
        return value.isoformat()
    if isinstance(value, Decimal | Fraction):
        return str(value)
    if isinstance(value, dict):
        return {str(key): plain(each) for key, each in value.items()}
    if isinstance(value, list | tuple):
        return [plain(each) for each in value]
    return value if value is None or isinstance(value, str | int | float | bool) else str(value)


class Action(Generic[ParametersP, ResultT]):
    """A change with a name and a permission. Calling it opens the door."""

    def __init__(self, work: Callable[Concatenate[Act, ParametersP], ResultT], needed: Permission, name: str) -> None:
        functools.update_wrapper(self, work)
        self.work = work
        self.permission = needed
        self.name = name

    def __call__(self, actor: Actor, *args: ParametersP.args, **kwargs: ParametersP.kwargs) -> ResultT:
        """Do it. Raises PermissionRefused, RefusedChange, EditConflict, ValidationError; then nothing is changed."""
        self.permission.check(actor)
        outer = OPEN_ACT.get()
        if outer is not None:
            if outer.actor.association != actor.association:
                raise ValueError(f"{self.name} for another association inside {outer.name}")
            return self.work(outer, *args, **kwargs)
        with transaction.atomic():
            result = self._open(Act(actor, self.name, timezone.now()), *args, **kwargs)
        SEAL.set(None)
        return result

    def _open(self, act: Act, *args: ParametersP.args, **kwargs: ParametersP.kwargs) -> ResultT:
        mark = OPEN_ACT.set(act)
        try:
            chain = _locked_chain(act.actor)
            result = self.work(act, *args, **kwargs)
            if not act.told and not act.is_quiet:
                raise RuntimeError(f"{self.name} changed something without telling what")
            _append(chain, act)
            return result
        finally:
            OPEN_ACT.reset(mark)


def _locked_chain(actor: Actor) -> AuditChain:
    key = actor.association.pk if actor.association is not None and actor.association.pk else INSTALLATION
    AuditChain.objects.bulk_create([AuditChain(association_id=key)], ignore_conflicts=True)
    chain: AuditChain = AuditChain.objects.select_for_update().get(pk=key)
    return chain


def _append(chain: AuditChain, act: Act) -> None:
    events = []
    for told in act.told:
        event = AuditEvent(
            association_id=chain.pk,
            sequence=chain.sequence + 1,
            at=act.at,
            actor_id=act.actor.user_id,
            actor_name=act.actor.name,
            action=act.name,
            subject_kind=told.subject_kind,
            subject_id=told.subject_id,
            sentence=told.sentence,
            before=told.before,
            after=told.after,
            previous_hash=chain.hash,
        )
        event.hash = seal(event)
        chain.sequence, chain.hash = event.sequence, event.hash
        events.append(event)
    AuditEvent.objects.bulk_create(events)
    if events:
        chain.save()


ACTIONS: dict[str, Action[Any, Any]] = {}
"""Every action by name ("organisation.rename_member")."""


def action(
    needed: Permission,
) -> Callable[[Callable[Concatenate[Act, ParametersP], ResultT]], Action[ParametersP, ResultT]]:
    """Make a function the one way to a change. Its name is "app.function"."""

    def declare(work: Callable[Concatenate[Act, ParametersP], ResultT]) -> Action[ParametersP, ResultT]:
        name = f"{work.__module__.split('.')[-2]}.{work.__name__}"
        if name in ACTIONS:
            raise ValueError(f"action {name} is declared twice")
        ACTIONS[name] = Action(work, needed, name)
        return ACTIONS[name]

    return declare
