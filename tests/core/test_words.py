"""Labels that say the same in spite of spelling and scanning."""

from __future__ import annotations

import pytest

from samverk.core.words import fold, same_label


@pytest.mark.parametrize(
    ("first", "second"),
    [("Årets resultat", "ÅRETS RESULTAT*"), ("Långsiktiga skulder", "Ldngsiktiga skulder"),
     ("Kortfristiga fordringar (not 4)", "Kortfristiga fordringar"), ("Intäkter för året", "Intékter fér &ret")],
)  # fmt: skip
def test_alike(first, second):
    assert same_label(first, second)


@pytest.mark.parametrize(("first", "second"), [("Mål", "Medel"), ("Intäkter", "Kostnader"), ("Skulder", "Skuld")])
def test_not_alike(first, second):
    assert not same_label(first, second)


def test_fold_leaves_plain_words():
    assert fold("  Summa  EGET kapital & skulder¹") == "summa eget kapital a skulder"
