"""Changes to measures. Each takes the core value that is to hold; the rules of facts are core's."""

from __future__ import annotations

from datetime import date

from django.core.exceptions import ValidationError
from django.db.models import Max, ProtectedError

from samverk.apps.audit.door import Act, RefusedChange, action
from samverk.apps.measures.models import Measure, MeasureOwner, Target
from samverk.apps.measures.perms import CHANGE_MEASURES
from samverk.apps.measures.queries import years_booked
from samverk.apps.measures.values import measure_values, target_values
from samverk.apps.organisation.models import Association
from samverk.apps.organisation.replacing import Replaced, point, remove_rows, replace_rows, still_used, touch
from samverk.apps.organisation.usage import refuse_budgeted
from samverk.apps.planning.enums import Side
from samverk.apps.users.enums import Role
from samverk.apps.users.models import User
from samverk.core import measures as core
from samverk.core.periods import long_date
from samverk.core.planning.block import Block


@action(CHANGE_MEASURES)
def replace_measures(act: Act, measures: tuple[core.Measure, ...]) -> None:
    """Make all measures equal `measures`, in that order. Raises RefusedChange when one that is used would go."""
    replaced = replace_rows(
        act.association.measures.all(),
        [measure_values(each) for each in measures],
        ("code",),
        keep_gone=True,
        association=act.association,
    )
    by_code = {row.code: row for row in replaced.rows}
    for row, measure in zip(replaced.rows, measures, strict=True):
        point(row, "parent", by_code[measure.parent] if measure.parent else None, replaced)
        if _replace_targets(row, measure).is_changed:
            touch(row, replaced)
    refuse_budgeted(act.association, Side.COST, {row.code: row.name for row in replaced.gone})
    Measure.objects.filter(pk__in=[row.pk for row in replaced.gone]).update(parent=None)
    remove_rows(replaced.gone)
    if replaced.is_changed:
        names = [row.name for row in replaced.rows]
        act.tell(act.association, "Ersatte insatserna med dem i faktafilerna.", after={"insatser": names})
    else:
        act.nothing()


def _replace_targets(row: Measure, measure: core.Measure) -> Replaced:
    return replace_rows(Target.objects.filter(measure=row), target_values(measure), ("text",), measure=row)


@action(CHANGE_MEASURES)
def add_measure(act: Act, measure: core.Measure) -> Measure:
    """Add a measure, last in order. Raises ValidationError when its id or a project code is taken."""
    return _added(act, measure)


@action(CHANGE_MEASURES)
def add_measures(act: Act, measures: tuple[core.Measure, ...]) -> list[Measure]:
    """Add measures, last in order: all or none. Raises ValidationError as `add_measure` does."""
    return [_added(act, measure) for measure in measures]


def _added(act: Act, measure: core.Measure) -> Measure:
    _check(act, measure, None)
    latest = act.association.measures.aggregate(latest=Max("position"))["latest"]
    row = Measure(
        association=act.association,
        position=0 if latest is None else latest + 1,
        parent=_parent(act, measure),
        **measure_values(measure),
    )
    act.add(row, f"La till insatsen {measure.name}.")
    _replace_targets(row, measure).tell(act, row, f"Satte mål för {measure.name}.")
    return row


@action(CHANGE_MEASURES)
def change_measure(act: Act, row: Measure, seen: int, measure: core.Measure) -> Measure:
    """Change a measure and its targets. Its id stays, for budgets and texts point to it."""
    _own(act, row)
    _check(act, measure, row)
    values = {**measure_values(measure), "code": row.code, "parent": _parent(act, measure)}
    sentence = f"Ändrade insatsen {measure.name}."
    changed: Measure = act.change(row, seen, sentence, **values)
    replaced = _replace_targets(changed, measure)
    if replaced.is_changed and changed.version == seen:
        changed.version += 1
        changed.save()
    replaced.tell(act, changed, sentence)
    return changed


@action(CHANGE_MEASURES)
def close_measure(act: Act, row: Measure, seen: int, last_day: date) -> Measure:
    """Let a measure end; its money and results stay. Raises ValidationError when it had not begun by then."""
    _own(act, row)
    return act.change(row, seen, f"Lät insatsen {row.name} sluta {long_date(last_day)}.", end=last_day)


@action(CHANGE_MEASURES)
def remove_measure(act: Act, row: Measure, seen: int) -> None:
    """Remove a measure that was added by mistake. One that is used is refused: close it instead."""
    _own(act, row)
    refuse_budgeted(act.association, Side.COST, {row.code: row.name})
    _refuse_booked(row)
    sentence = f"Tog bort insatsen {row.name}."
    act.change(row, seen, sentence)  # only to be told of an edit in between
    try:
        act.remove(row, sentence)
    except ProtectedError as error:
        raise RefusedChange(still_used(row, error)) from error


def _refuse_booked(row: Measure) -> None:
    years = years_booked(row)
    if years:
        raise RefusedChange(
            f"Insatsen {row.name} har kostnader i bokföringen {', '.join(map(str, years))} och behövs i de årens "
            "redovisning. Avsluta den i stället: ange sista dagen."
        )


@action(CHANGE_MEASURES)
def set_measure_owners(act: Act, row: Measure, users: list[User]) -> None:
    """Decide which people follow the measure as its owners. Each must have the role in the association."""
    _own(act, row)
    for user in users:
        if not user.roles.filter(association=act.association, role=Role.MEASURE_OWNER).exists():
            raise ValidationError(f"{user.name} har inte rollen insatsägare. Ge rollen under Personer först.")
    known = {link.user_id: link for link in row.owners.select_related("user")}
    wanted = {user.pk: user for user in users}
    for key, link in known.items():
        if key not in wanted:
            act.remove(link, f"{link.user.name} följer inte längre {row.name}.")
    for key, user in wanted.items():
        if key not in known:
            act.add(MeasureOwner(measure=row, user=user), f"{user.name} följer {row.name} som insatsägare.")
    if known.keys() == wanted.keys():
        act.nothing()


def _own(act: Act, row: Measure) -> None:
    if row.association_id != act.association.pk:
        raise ValueError(f"{row!r} belongs to another association")


def _parent(act: Act, measure: core.Measure) -> Measure | None:
    return act.association.measures.get(code=measure.parent) if measure.parent else None


def _check(act: Act, measure: core.Measure, row: Measure | None) -> None:
    """What measures say of each other. Raises ValidationError by field."""
    association: Association = act.association
    others = association.measures.exclude(pk=row.pk if row else None)
    if row is None and measure.id in {block.value for block in Block}:
        raise ValidationError({"code": "Id:t är namnet på ett block i budgeten. Välj ett annat."})
    if row is None and association.income_sources.filter(code=measure.id).exists():
        raise ValidationError({"code": "Id:t används av en intäktskälla. Välj ett annat."})
    for other in others:
        shared = sorted(set(other.projects) & set(measure.projects))
        if shared:
            raise ValidationError(
                {"projects": f"Projektkod {shared[0]} hör redan till {other.name}; annars räknas kostnaden två gånger."}
            )
    if row is not None and measure.parent is not None and _is_below(association, row, measure.parent):
        raise ValidationError({"parent": "Insatsen kan inte vara en del av sig själv eller av någon av sina delar."})


def _is_below(association: Association, row: Measure, code: str) -> bool:
    """True when the measure `code` is `row` or lies somewhere below it."""
    rows = association.measures.select_related("parent")
    above = {each.code: each.parent.code if each.parent else None for each in rows}
    at: str | None = code
    while at is not None and at != row.code:
        at = above.get(at)
    return at is not None
