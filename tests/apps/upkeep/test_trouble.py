"""What a database or a disk says no with, and what it means."""

from __future__ import annotations

import errno

import pytest
from django.db import IntegrityError, OperationalError

from samverk.apps.upkeep import trouble
from samverk.apps.upkeep.trouble import Trouble, trouble_of


@pytest.mark.parametrize(
    ("exception", "meaning"),
    [
        (OperationalError("database is locked"), Trouble.BUSY),
        (OperationalError("database table is locked: users_user"), Trouble.BUSY),
        (OperationalError("canceling statement due to lock timeout"), Trouble.BUSY),
        (OperationalError("deadlock detected"), Trouble.BUSY),
        (OperationalError("database or disk is full"), Trouble.FULL),
        (OperationalError('could not extend file "base/1": No space left on device'), Trouble.FULL),
        (OSError(errno.ENOSPC, "No space left on device"), Trouble.FULL),
        (OSError(errno.EDQUOT, "Disk quota exceeded"), Trouble.FULL),
        # a column that happens to be called full_name, a person's own words, another fault
        (IntegrityError("NOT NULL constraint failed: organisation_association.full_name"), None),
        (OperationalError("no such column: unlocked_at"), None),
        (ValueError("database or disk is full"), None),
        (OSError(errno.EACCES, "Permission denied"), None),
        (None, None),
    ],
)
def test_each_trouble_is_told_from_other_faults(exception, meaning):
    assert trouble_of(exception) is meaning


@pytest.mark.parametrize(("free", "meaning"), [(0, Trouble.FULL), (10**9, None)])
def test_an_input_error_is_a_full_disk_when_the_disk_is_full(monkeypatch, free, meaning):
    monkeypatch.setattr(trouble.shutil, "disk_usage", lambda _path: type("Usage", (), {"free": free}))
    assert trouble_of(OperationalError("disk I/O error")) is meaning
