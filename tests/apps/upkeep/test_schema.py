"""The database against the program."""

from __future__ import annotations

from types import SimpleNamespace

import pytest

from samverk.apps.upkeep.refused import UpkeepRefused
from samverk.apps.upkeep.schema import SchemaState, applied_migrations, schema_state, unknown_of


def test_a_database_at_the_program_s_version_has_nothing_to_do():
    state = schema_state()
    assert (state.is_new, state.pending, state.unknown) == (False, (), ())
    assert "audit.0001_initial" in applied_migrations()


def test_a_migration_that_a_squashed_one_replaces_is_known():
    squashed = SimpleNamespace(replaces=[("audit", "0001_initial"), ("audit", "0002_more")])
    loader = SimpleNamespace(disk_migrations={("audit", "0001_squashed"): squashed})
    applied = ("audit.0001_initial", "audit.0002_more", "audit.0001_squashed", "audit.0003_newer")
    assert unknown_of(applied, loader) == ("audit.0003_newer",)


def test_a_newer_database_is_refused_by_name():
    with pytest.raises(UpkeepRefused, match=r"den har audit\.0003_newer.*Ingenting har ändrats"):
        SchemaState(False, (), ("audit.0003_newer",)).check()
