"""Where accounts belong: an association's own rules before its chart of accounts, each change told."""

from __future__ import annotations

from typing import Any

from django.db.models import Max

from samverk.apps.accounting.models import ChartProfile, LineRule, NoteRule
from samverk.apps.accounting.perms import CHANGE_CHART
from samverk.apps.audit.door import Act, action
from samverk.core.statements import profile as core

RuleRow = LineRule | NoteRule
CoreRule = core.LineRule | core.NoteRule


@action(CHANGE_CHART)
def replace_profile(act: Act, profile: core.AccountingProfile) -> ChartProfile:
    """Set the chart and all own rules, in order. What stood before is removed."""
    own = {"association": act.association}
    row, _ = ChartProfile.objects.get_or_create(**own)
    row.base = profile.base.value
    row.version += 1
    row.save()
    LineRule.objects.filter(**own).delete()
    NoteRule.objects.filter(**own).delete()
    LineRule.objects.bulk_create([LineRule(**own, position=n, **_values(r)) for n, r in enumerate(profile.lines, 1)])
    NoteRule.objects.bulk_create([NoteRule(**own, position=n, **_values(r)) for n, r in enumerate(profile.notes, 1)])
    act.tell(
        row,
        f"Bytte kontoplanens regler: {row.get_base_display()}, {len(profile.lines)} egna regler för rader och "
        f"{len(profile.notes)} för notrader.",
        after=profile.model_dump(mode="json", by_alias=True),
    )
    return row


@action(CHANGE_CHART)
def change_base(act: Act, row: ChartProfile, seen: int, base: core.BaseProfile) -> ChartProfile:
    """Choose another chart of accounts; own rules stay."""
    return act.change(row, seen, "Bytte kontoplan.", base=base.value)


@action(CHANGE_CHART)
def add_rule(act: Act, rule: CoreRule) -> RuleRow:
    """Add an own rule, last. Raises ValidationError when it is not allowed."""
    model = _model(rule)
    last = model.objects.filter(association=act.association).aggregate(last=Max("position"))["last"] or 0
    row = model(association=act.association, position=last + 1, **_values(rule))
    return act.add(row, f"La till regeln {row}.")


@action(CHANGE_CHART)
def change_rule(act: Act, row: RuleRow, seen: int, rule: CoreRule) -> RuleRow:
    """Change what a rule says. Raises EditConflict and ValidationError."""
    if type(row) is not _model(rule):
        raise ValueError("a rule of a line stays one, and so does a rule of a note")
    changed: RuleRow = act.change(_own(act, row), seen, f"Ändrade regeln {row}.", **_values(rule))
    return changed


@action(CHANGE_CHART)
def remove_rule(act: Act, row: RuleRow) -> None:
    """Take an own rule away; the chart of accounts counts again."""
    act.remove(_own(act, row), f"Tog bort regeln {row}.")


@action(CHANGE_CHART)
def move_rule(act: Act, row: RuleRow, up: bool) -> None:
    """Let a rule change places with the one above or below. The order of note rules is that of the note's rows."""
    row = _own(act, row)
    rows: list[Any] = list(type(row).objects.filter(association=act.association))
    place = next(index for index, each in enumerate(rows) if each.pk == row.pk)
    other = place - 1 if up else place + 1
    if not 0 <= other < len(rows):
        act.nothing()
        return
    rows[place], rows[other] = rows[other], rows[place]
    for position, each in enumerate(rows, 1):
        each.position = position
    type(row).objects.bulk_update(rows, ["position"])
    act.tell(row, f"Flyttade {'upp' if up else 'ner'} regeln {row}.", after={"ordning": other + 1})


def _model(rule: CoreRule) -> type[LineRule] | type[NoteRule]:
    return LineRule if isinstance(rule, core.LineRule) else NoteRule


def _own(act: Act, row: RuleRow) -> Any:
    return type(row).objects.get(pk=row.pk, association=act.association)


def _values(rule: CoreRule) -> dict[str, Any]:
    values: dict[str, Any] = {
        "accounts": list(rule.accounts),
        "line": rule.line.value,
        "cost_centres": list(rule.cost_centres),
        "projects": list(rule.projects),
    }
    if isinstance(rule, core.LineRule):
        return values | {"line_if_credit": rule.line_if_credit.value if rule.line_if_credit else ""}
    return values | {"name": rule.name, "block": rule.block.value if rule.block else ""}
