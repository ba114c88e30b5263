"""Bytes of text files in the encodings people have."""

from __future__ import annotations

import pytest

from samverk.formats.text.encoding import decode

SWEDISH = "Årets resultat blev −1 089 tkr – bättre än budget. Överenskommelsen gäller.\n"
PLAIN = "Årets resultat för förbundet är 1 089 tkr. Överenskommelsen gäller.\n"


@pytest.mark.parametrize(
    ("codec", "mark", "name"),
    [
        ("utf-8", b"", "utf-8"),
        ("utf-8", b"\xef\xbb\xbf", "utf-8"),
        ("utf-16-le", b"\xff\xfe", "utf-16-le"),
        ("utf-16-be", b"\xfe\xff", "utf-16-be"),
        ("utf-16-le", b"", "utf-16-le"),
        ("utf-16-be", b"", "utf-16-be"),
        ("utf-32-le", b"\xff\xfe\0\0", "utf-32-le"),
    ],
)
def test_unicode_with_and_without_a_mark(codec, mark, name):
    assert decode(mark + SWEDISH.encode(codec)) == (SWEDISH, name)


def test_windows_1252_has_dashes_and_quotes():
    text = PLAIN + "2023–2024, ”citat” 12 €"
    assert decode(text.encode("cp1252")) == (text, "cp1252")


def test_latin_1_where_windows_1252_has_holes():
    data = PLAIN.encode("latin-1") + b"\x81"
    assert decode(data) == (PLAIN + "\x81", "latin-1")


def test_text_alike_in_both_western_tables():
    assert decode(PLAIN.encode("latin-1")).text == PLAIN


def test_a_damaged_letter_does_not_turn_utf_8_into_something_else():
    data = SWEDISH.encode() * 3 + b"\xe5"
    assert decode(data) == (SWEDISH * 3 + "\ufffd", "utf-8")


def test_half_a_letter_at_the_end_of_utf_16():
    assert decode(b"\xff\xfe" + "Noter".encode("utf-16-le") + b"\x01").text == "Noter\ufffd"
