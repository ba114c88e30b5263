"""Tables of the same people are found among all the tables of a report, without trying every pair."""

from hypothesis import given
from hypothesis import strategies as st

from samverk.core.disclosure.exposed import differences_among, differences_between
from samverk.core.disclosure.tables import DisclosureTable, read_table
from samverk.core.document.tree import Column, FigureCell, Row, Table

ROWS = ("Arbete", "Studier", "Övrigt")
TITLES = ("deltagare", "deltagare kvinnor", "deltagare män", "deltagare kvinnor och män")


def people_table(number: int, title: str, year: int, counts: tuple[int, ...]) -> DisclosureTable:
    rows = tuple(
        Row(label, label, (FigureCell(None, shown=str(count), amount=count),))
        for label, count in zip(ROWS, counts, strict=True)
    )
    table = Table(f"t{number}", f"Insats: {title}", (Column("antal", str(year), year=year),), rows, None)
    read = read_table(table, ("Deltagare",))
    assert read is not None
    return read


counted = st.tuples(*(st.integers(6, 40) for _ in ROWS))
drawn = st.lists(st.tuples(st.sampled_from(TITLES), st.sampled_from((2023, 2024)), counted), max_size=6)


@given(drawn)
def test_among_many_tables_the_same_is_found_as_between_every_two(parts):
    tables = [people_table(number, *part) for number, part in enumerate(parts)]
    every = [
        (first, second, difference)
        for first, one in enumerate(tables)
        for second, other in enumerate(tables)
        for difference in differences_between(one, other)
    ]
    assert list(differences_among(tables)) == every


def test_women_are_compared_with_everyone_of_the_same_year():
    tables = [
        people_table(0, "deltagare", 2023, (30, 20, 10)),
        people_table(1, "deltagare", 2024, (30, 20, 10)),
        people_table(2, "deltagare kvinnor", 2024, (28, 12, 9)),
    ]
    found = list(differences_among(tables))
    assert [(first, second) for first, second, _ in found] == [(1, 2)] * 3
    assert [each.total.count for _, _, each in found] == [30, 20, 10]
