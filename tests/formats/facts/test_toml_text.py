from decimal import Decimal

import pytest

from samverk.formats.facts.toml_text import decode, key_lines, key_name, line_of, parse, quoted

TEXT = '''# början
namn = "A"
lista = [
    "x",
    { nyckel = 1 },
]
text = """
[inte.en.tabell]
nyckel = 2
"""
[[medlem]]
namn = "B"
[[medlem]]
namn = "C"
andelar = [{ andel = "]" }] # [[
[[version]]
[version.intakter]
staten = 1
[[version.plan]]
[[version.plan]]
ar = 2026
[version.plan.kostnader]
"iris.usb" = 3
a.b = 4
'''


@pytest.mark.parametrize(
    ("path", "line"),
    [
        (("namn",), 2),
        (("lista", 1, "nyckel"), 3),
        (("text",), 7),
        (("medlem", 0), 11),
        (("medlem", 0, "namn"), 12),
        (("medlem", 1, "andelar", 0, "andel"), 15),
        (("version", 0, "intakter", "staten"), 18),
        (("version", 0, "plan", 0), 19),
        (("version", 0, "plan", 1, "ar"), 21),
        (("version", 0, "plan", 1, "kostnader", "iris.usb"), 23),
        (("version", 0, "plan", 1, "kostnader", "a", "b"), 24),
        (("saknas",), None),
    ],
)
def test_every_key_has_its_line(path, line):
    assert line_of(key_lines(TEXT), path) == line


def test_text_that_looks_like_toml_inside_a_string_is_no_key():
    assert ("inte", "en", "tabell") not in key_lines(TEXT)
    assert ("nyckel",) not in key_lines(TEXT)


def test_paths_are_written_with_positions_from_one():
    assert key_name(("medlem", 1, "andelar", 0, "andel")) == "medlem[2].andelar[1].andel"
    assert key_name(()) == ""


@pytest.mark.parametrize(
    ("text", "line", "words"),
    [
        ("a = 1\nort = Lund\n", 2, "inom citattecken"),
        ("a = 1 2\n", 1, "något mer efter värdet"),
        ("a\n", 1, "likhetstecknet"),
        ("å = 1\n", 1, "a–z"),
        ("a = 1\na = 2\n", 2, "två gånger"),
        ("a = { b = 1, b = 2 }\n", 1, "två gånger"),
        ("[a]\n[a]\n", 2, "längre upp"),
        ("[[a]]\n[a]\n", 2, "dubbla hakar"),
        ("a = {}\n[a.b]\n", 2, "längre upp"),
        ("a = { b = 1 }\na.c = 2\n", 2, "längre upp"),
        ("[a\n", 1, "en hake"),
        ("[[a]\n", 1, "två hakar"),
        ("a = [1, 2\nb = 3\n", 2, "listan avslutas inte"),
        ("a = { b = 1\n", 1, "klammern avslutas inte"),
        ('a = "öppen\n', 1, "flera rader"),
        ('a = """öppen\n', 2, "citattecknet"),
        ("a = 'öppen", 1, "citattecknet"),
        ('a = "c:\\temp\\x"\n', 1, "omvänt snedstreck"),
        ('a = "\\uZZZZ"\n', 1, "siffror och a–f"),
        ('a = "\\uD800"\n', 1, "finns inte"),
        ("a = 1 \x00\n", 1, "något mer"),
        ("# \x00\n", 1, "styrtecken"),
        ("a = 2025-02-30\n", 1, "kalendern"),
        ("= 1\n", 1, "a–z"),
    ],
)
def test_every_mistake_in_toml_is_told_in_swedish_with_its_line(text, line, words):
    value, problems = parse(text, "forbund.toml")
    assert value is None
    (problem,) = problems
    assert problem.line == line
    assert words in problem.message
    assert "at line" not in problem.message
    assert "Expected" not in problem.message


def test_a_mistake_that_tomllib_has_no_words_for_is_told_too():
    value, problems = parse("a = " + "1" * 5000 + "\n", "forbund.toml")
    assert value is None
    assert "kan inte läsas" in problems[0].message


def test_a_million_brackets_are_refused_and_not_followed():
    value, problems = parse("a = " + "[" * 100_000, "forbund.toml")
    assert value is None
    assert "listor inuti varandra" in problems[0].message


def test_decimals_are_exact():
    assert parse("a = 1842.5", "f")[0] == {"a": Decimal("1842.5")}


def test_a_byte_order_mark_and_any_line_end_are_read():
    assert decode("\ufeffa = 1\r\nb = 2\rc".encode(), "f") == ("a = 1\nb = 2\nc", [])


def test_windows_coding_is_named_with_its_line():
    text, problems = decode('namn = "x"\nort = "Malmö"\n'.encode("cp1252"), "forbund.toml")
    assert text is None
    assert problems[0].line == 2
    assert "Malmö" in problems[0].message
    assert "UTF-8" in problems[0].message


def test_utf_16_is_named():
    assert "UTF-16" in decode("a = 1".encode("utf-16"), "f")[1][0].message


def test_what_was_found_is_shortened():
    assert quoted("a" * 100, longest=10) == "”aaaaaaaaa…”"
    assert quoted("två\n ord") == "”två ord”"


@pytest.mark.parametrize(
    "data", [b'a = "b"\n# x\x00', b'a = "\\u0000"', b'"\\u0000" = 1', b'a = [{ b = ["\\u0000"] }]']
)
def test_the_sign_that_no_text_can_have_is_told(data):
    text, problems = decode(data, "f.toml")
    if text is not None:
        values, problems = parse(text, "f.toml")
        assert values is None
    assert [problem.code for problem in problems] == ["FA-TECKEN"]
