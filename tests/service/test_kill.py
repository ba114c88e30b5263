"""kill -9 in the middle of an import: a few moments here, twenty with 100,000 vouchers by `tests.service.kill`."""

from __future__ import annotations

from tests.service import kill


def test_a_killed_import_leaves_the_old_books_or_the_new_and_a_whole_trail(tmp_path):
    ground = kill.prepare(tmp_path, vouchers=3000)
    assert ground.new["accounting_ledgerimport"] == ground.old["accounting_ledgerimport"] + 1 == 2
    left = [
        kill.kill_at(ground, after, tmp_path / f"killed-{number}").left
        for number, after in enumerate(kill.moments(ground, 5, seed=20241231))
    ]
    assert set(left) <= {"old", "new"}
    kill.check_chains([tmp_path / f"killed-{number}" / "data" for number in range(5)])
    # and whoever tries again succeeds
    kill._import(tmp_path / "killed-0" / "data", ground.books)
    assert kill.row_counts(tmp_path / "killed-0" / "data") == ground.new
