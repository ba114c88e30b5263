"""Two versions of a year: new, changed and gone vouchers, and lines that moved project."""

from dataclasses import replace

from hypothesis import given

from samverk.core.ledger.changes import compare_versions
from samverk.core.ledger.model import Posting
from tests.factories.ledgers import ledgers, small_ledger, voucher


@given(ledgers("4I"))
def test_a_ledger_does_not_differ_from_itself_read_elsewhere(ledger):
    elsewhere = replace(ledger, vouchers=tuple(row._replace(line=row.line + 5) for row in ledger.vouchers))
    assert compare_versions(ledger, elsewhere).is_empty


def test_new_changed_and_gone_vouchers():
    before = small_ledger()
    first, second = before.vouchers
    third = voucher("A", "3", ("1930", 1), ("3010", -1))
    after = replace(before, vouchers=(second._replace(text="Ny text"), third))
    changes = compare_versions(before, after)
    assert (changes.new, changes.gone) == ((third,), (first,))
    assert [(change.before, change.after) for change in changes.changed] == [(second, after.vouchers[0])]
    assert changes.moved == ()
    assert not changes.is_empty


def test_a_line_that_moved_project_is_named():
    before = small_ledger()
    lines = list(before.vouchers[1].postings)
    lines[0] = lines[0]._replace(objects=(("1", "1"), ("6", "20")))
    moved = before.vouchers[1]._replace(postings=tuple(lines))
    changes = compare_versions(before, replace(before, vouchers=(before.vouchers[0], moved)))
    assert [(move.posting.account, move.dimension, move.from_code, move.to_code) for move in changes.moved] == [
        ("4010", "6", "10", "20")
    ]


def test_a_changed_amount_is_no_move():
    before = replace(small_ledger(), vouchers=(voucher("A", "1", Posting("4010", 5, (("6", "10"),)), ("1930", -5)),))
    after = replace(before, vouchers=(voucher("A", "1", Posting("4010", 6, (("6", "20"),)), ("1930", -6)),))
    changes = compare_versions(before, after)
    assert len(changes.changed) == 1
    assert changes.moved == ()


def test_vouchers_without_a_number_are_known_by_content():
    first, second = voucher("", "", ("1930", 1), ("3010", -1)), voucher("", "", ("1930", 2), ("3010", -2))
    before = replace(small_ledger(), vouchers=(first, first))
    after = replace(small_ledger(), vouchers=(first, second))
    changes = compare_versions(before, after)
    assert (changes.new, changes.changed, changes.gone) == ((second,), (), (first,))
