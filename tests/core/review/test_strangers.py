"""The made strangers' reports: true where nothing is planted, one fault where one is, the same for the same seed."""

import re

import pytest

from samverk.formats.source import read_source
from tests.factories.strangers.cases import compose, make_case
from tests.factories.strangers.damage import DAMAGES
from tests.factories.strangers.draft import Draft
from tests.factories.strangers.faults import KINDS, NUMBER_KINDS
from tests.factories.strangers.layouts import MARK
from tests.factories.strangers.length import PAGE_LINES, long_text, measure_chapter
from tests.factories.strangers.office import FORMATS, make_office_case, printed_rows, prints
from tests.factories.strangers.relations import broken, by_definition, off_by, relations
from tests.factories.strangers.style import LAYOUTS, printed

SEEDS = range(4)


def _numbers(drafts):
    return {key: number for draft in drafts for key, number in draft.numbers()}


@pytest.mark.parametrize("layout", LAYOUTS)
@pytest.mark.parametrize("seed", SEEDS)
def test_every_number_of_a_true_report_is_printed_once_where_it_is_said_to_be(seed, layout):
    made = compose(seed, "", layout)
    lines = {name: marked.lines for name, marked in made.written}
    columns = {
        (sheet.id, column.id): column.role
        for draft in made.true
        for sheet in draft.sheets()
        for column in sheet.columns
    }
    places = made.lines()
    told = [key for _name, marked in made.written for line in marked.lines for key in marked.keys_in(line)]
    assert len(told) == len(set(told))
    for key, number in _numbers(made.true).items():
        if key.sheet == "text" or columns[key.sheet, key.column] == "note":
            continue
        name, line = places[key]
        marked = next(marked for other, marked in made.written if other == name)
        after = lines[name][line - 1].split(marked_letter(marked, key))[1]
        assert MARK.split(after)[0].strip().startswith(printed(number, made.style))


def marked_letter(marked, key):
    return chr(0xF0000 + marked.keys.index(key))


@pytest.mark.parametrize("layout", LAYOUTS)
def test_what_is_printed_is_true(layout):
    for seed in range(24):
        made = compose(seed, "", layout)
        numbers = _numbers(made.true)
        assert all(off_by(relation, numbers) <= 0 for relation in made.known)
        shown = {key for key, number in numbers.items() if not number.is_hidden}
        for relation in by_definition(made.true):
            assert not relation.keys <= shown or off_by(relation, numbers) <= 0, relation
        for number in numbers.values():
            assert abs(number.natural - number.exact) * 2 <= number.step


@pytest.mark.parametrize("kind", KINDS)
def test_a_fault_is_planted_and_breaks_what_it_should(kind):
    planted = 0
    for seed in SEEDS:
        made = compose(seed, kind, LAYOUTS[seed % 4])
        if made.planted is None:
            continue
        planted += 1
        true, wrong = _numbers(made.true), _numbers(made.drafts)
        if kind in NUMBER_KINDS:
            assert {key for key in true if true[key] != wrong[key]} == made.planted.changed
            assert broken(made.known, wrong, made.planted.changed)
        case = make_case(seed, kind, LAYOUTS[seed % 4])
        assert case.is_visible
        texts = {name: data.decode().split("\n") for name, data in case.files}
        assert case.places
        assert any(texts[name][line - 1].strip() for name, line in case.places)
    assert planted >= 2


@pytest.mark.parametrize("damage", DAMAGES)
def test_damage_never_makes_another_number(damage):
    for seed in SEEDS:
        made = compose(seed, "", LAYOUTS[seed % 4], damage)
        for _name, marked in made.written:
            for line in marked.lines:
                for key, text in zip(marked.keys_in(line), MARK.split(line)[1:], strict=True):
                    number = _numbers(made.drafts).get(key)
                    if number is None or key in made.lost or key.sheet == "text":
                        continue
                    digits = re.sub(r"\D", "", re.match(r"[^A-Za-zÅÄÖåäö\t]*", text)[0])
                    assert digits.startswith(re.sub(r"\D", "", printed(number, made.style)))


def test_a_seed_gives_the_same_report_always():
    for layout in LAYOUTS:
        assert make_case(7, "turned_sign", layout, "ocr") == make_case(7, "turned_sign", layout, "ocr")
    assert make_case(7, "turned_sign", "tabs").files != make_case(8, "turned_sign", "tabs").files


def test_layouts_are_different_texts_of_like_content():
    texts = {make_case(3, "", layout).files[0][1] for layout in LAYOUTS}
    assert len(texts) == len(LAYOUTS)


@pytest.mark.parametrize("format_", FORMATS)
def test_a_changed_number_is_printed_in_the_file_that_samverk_writes(format_):
    case = make_office_case(5, "swapped digits", format_)
    source, _problems = read_source(case.data, "rapport.pdf")
    assert source is not None
    texts = printed_rows(source).values()
    assert case.rows
    for label, shown in case.rows:
        assert any(prints(text, label, shown) for text in texts), (label, shown)


def test_a_table_that_lost_a_column_is_still_written():
    for seed in range(12):
        assert make_case(seed, "", LAYOUTS[seed % 4], "lost_columns").files


def test_a_long_report_has_the_pages_it_is_asked_for():
    lines = long_text(30).decode().split("\n")
    assert 30 * PAGE_LINES <= len(lines) <= 33 * PAGE_LINES
    assert long_text(30) == long_text(30)


def test_the_chapters_of_a_long_report_are_true():
    chapter = measure_chapter(7, 2024, "8.7")
    draft = Draft("Årsredovisning 2024", "Finsam Granbygden", 2024, (chapter,))
    known = relations((draft,))
    assert {relation.kind for relation in known} == {"sum", "deviation"}
    assert len(known) == 3 + 7 + 5
