"""The words of a review: the result in one breath, places, files and amounts."""

from dataclasses import replace

import pytest

from samverk.core.checks.finding import Verdict
from samverk.core.document.tree import Place
from samverk.core.review.findings import Review, Tally
from samverk.core.review.source import SourceKind
from samverk.reports.review.wording import (
    by_file,
    difference_words,
    document_words,
    place_words,
    places_words,
    result_words,
    tally_words,
    unread_pages_words,
    visible,
)
from tests.factories import reviews


def test_the_result_is_said_at_once():
    assert result_words(reviews.sample_review()) == (
        "3 fel, 2 oklara och 1 uppgift som inte går att pröva. "
        "214 avstämningar prövade: 205 håller, 6 på avrundning när, 3 stämmer inte."
    )
    assert result_words(reviews.spotless_review()) == "Inga fel. 180 avstämningar prövade: alla håller."
    assert result_words(reviews.unread_review()).endswith("1 av 3 filer gick inte att läsa.")


@pytest.mark.parametrize(
    ("verdicts", "said"),
    [
        ("", "Inga fel."),
        ("f", "1 fel."),
        ("fa", "1 fel och 1 oklar uppgift."),
        ("aa", "Inga fel, men 2 oklara uppgifter."),
        ("an", "Inga fel, men 1 oklar och 1 uppgift som inte går att pröva."),
        ("nn", "Inga fel, men 2 uppgifter som inte går att pröva."),
        ("ffr", "2 fel."),
        ("r", "Inga fel."),
    ],
)
def test_the_counts_are_said_as_people_say_them(verdicts, said):
    words = {"f": Verdict.FAULT, "a": Verdict.AMBIGUOUS, "n": Verdict.NOT_CHECKABLE, "r": Verdict.ROUNDING}
    sample = reviews.sample_review()
    findings = tuple(replace(sample.findings[0], verdict=words[letter]) for letter in verdicts)
    assert result_words(Review(sample.files, findings)).startswith(f"{said} 214 avst")


def test_nothing_read_is_never_called_right():
    unread = reviews.unread_review().files[2]
    assert result_words(Review((unread,), ())) == "Filen gick inte att läsa. Inget är prövat."
    assert result_words(Review((unread, unread), ())) == "Ingen av de 2 filerna gick att läsa. Inget är prövat."


def test_nothing_tried_is_never_called_right():
    empty = replace(reviews.sample_review().files[0], tally=Tally())
    assert result_words(Review((empty,), ())).startswith("Inget gick att pröva: filen har inga summor")


@pytest.mark.parametrize(
    ("tally", "said"),
    [
        (Tally(), "Inga avstämningar gick att pröva."),
        (Tally(1, 1), "1 avstämning prövad: den håller."),
        (Tally(1, 0, 0, 1), "1 avstämning prövad: 1 stämmer inte."),
        (Tally(9, 7, 2, 0), "9 avstämningar prövade: 7 håller, 2 på avrundning när."),
    ],
)
def test_how_the_tie_outs_fell_out(tally, said):
    assert tally_words(tally) == said


def test_every_finding_stands_under_a_file_faults_first():
    review = reviews.sample_review()
    stray = replace(review.findings[0], place=Place("okänd.txt"), label="Utan fil")
    groups = by_file(Review(review.files, (*review.findings[::-1], stray)))
    assert sum(len(findings) for _file, findings in groups) == len(review.findings) + 1
    for _file, findings in groups:
        order = [
            list(Verdict).index(finding.verdict) for finding in findings if finding.verdict is not Verdict.ROUNDING
        ]
        assert order == sorted(order)
    assert "Utan fil" in [finding.label for finding in groups[0][1]]


@pytest.mark.parametrize(
    ("place", "kind", "said"),
    [
        (Place("f", 9, 412), None, "sida 9, rad 412"),
        (Place("f", line=3), SourceKind.DOCX, "stycke 3"),
        (Place("f", 2, 3, "tabell 3 rad 4 kolumn 2"), SourceKind.DOCX, "sida 2, tabell 3 rad 4 kolumn 2"),
        (Place("f", cell="Budget!B7"), SourceKind.XLSX, "Budget!B7"),
        (Place("f"), None, "hela filen"),
    ],
)
def test_places(place, kind, said):
    assert place_words(place, kind).replace("\u00a0", " ") == said


def test_compared_places_are_gathered_by_page():
    places = [Place("a", 9, 20), Place("a", 9, 11), Place("b", cell="Budget!B7"), Place("a", 9, 12), Place("c", line=4)]
    words = places_words(places, "a", {"c": SourceKind.DOCX}).replace("\u00a0", " ")
    assert words == "sida 9, rad 11–12 och 20; b, Budget!B7; c, stycke 4"
    many = places_words([Place("a", page, 1) for page in range(1, 31)], "a", {})
    assert many.endswith(" och 18 till")


@pytest.mark.parametrize(
    ("ore", "said"), [(None, ""), (0, "0 kr"), (-27_000_00, "−27 000 kr"), (150, "+1,50 kr"), (-5, "−0,05 kr")]
)
def test_differences_have_their_sign_and_unit(ore, said):
    assert difference_words(ore).replace("\u00a0", " ") == said


def test_what_a_file_was_taken_for():
    report, plan = reviews.sample_review().files
    assert document_words(report) == "Årsredovisning 2024 · Finsam Norrskär · PDF, 14 sidor"
    assert document_words(plan) == "Verksamhetsplan 2024 · Finsam Norrskär · Excel"


@pytest.mark.parametrize(
    ("pages", "said"),
    [
        ((), ""),
        ((4,), "Sidan 4 är en bild av text och är inte granskad."),
        ((4, 5, 6, 9), "Sidorna 4–6 och 9 är bilder av text och är inte granskade."),
        ((1, 3, 5), "Sidorna 1, 3 och 5 är bilder av text och är inte granskade."),
    ],
)
def test_pages_that_could_not_be_read(pages, said):
    file = reviews.sample_review().files[0]
    assert unread_pages_words(replace(file, source=replace(file.source, unreadable_pages=pages))) == said


def test_unseen_signs_are_seen():
    assert visible("a\u202eb\x1b[31m\ud800\nc\td") == "a⟨U+202E⟩b⟨U+001B⟩[31m⟨U+D800⟩ c d"
    assert visible("Förrehabilitering – 1\u00a0000 −5") == "Förrehabilitering – 1\u00a0000 −5"
