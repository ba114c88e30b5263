"""A file made in a process of its own is the same file, and what cannot be made is told."""

from __future__ import annotations

from dataclasses import replace

import pytest

from samverk.reports.render.apart import NotMadeError, render_apart
from samverk.reports.render.everything import render
from tests.factories.documents import sample_document


@pytest.mark.parametrize("kind", ["pdf", "html", "xlsx"])
def test_it_is_the_same_file(kind):
    document = sample_document()
    assert render_apart(document, kind) == render(document, (kind,))[kind]


def test_what_cannot_be_made_is_told_in_swedish():
    with pytest.raises(NotMadeError, match="färg"):
        render_apart(replace(sample_document(), accent="inte en färg"), "html")


def test_a_fault_of_the_program_is_told_as_one():
    with pytest.raises(NotMadeError, match="fel i programmet"):
        render_apart(sample_document(), "okänt")
