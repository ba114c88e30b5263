"""kill -9 in the middle of an import: a few moments here, twenty with 100,000 vouchers by `tests.service.kill`."""

from __future__ import annotations

import random

from tests.service import kill


def test_a_killed_import_leaves_the_old_books_or_the_new_and_a_whole_trail(tmp_path):
    ground = kill.prepare(tmp_path, vouchers=3000)
    assert ground.new["accounting_ledgerimport"] == ground.old["accounting_ledgerimport"] + 1 == 2
    dice = random.Random(20241231)
    folders = [tmp_path / f"killed-{number}" for number in range(5)]
    killed = [
        kill.kill_after(ground, at, folder)
        for at, folder in zip(kill.drawn(ground.seconds, 3, dice), folders, strict=False)
    ]
    writing = kill.drawn(ground.journal_bytes, 2, dice)
    killed += [kill.kill_writing(ground, int(at) + 1, folder) for at, folder in zip(writing, folders[3:], strict=True)]
    assert {each.left for each in killed} <= {"old", "new"}
    kill.check_chains([folder / "data" for folder in folders])
    for folder in [folder for folder, each in zip(folders, killed, strict=True) if each.left == "old"][:1]:
        kill._import(folder / "data", ground.books)  # whoever tries again succeeds
        assert kill.row_counts(folder / "data") == ground.new
