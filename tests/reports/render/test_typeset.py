from __future__ import annotations

from dataclasses import replace

from samverk.core.document.tree import (
    Emphasis,
    FigureReference,
    Link,
    NoteReference,
    Paragraph,
    Section,
    Signatory,
    SignaturePage,
    Strong,
    Text,
)
from samverk.reports.charts.colours import PETROL
from samverk.reports.render.typeset import document_data, plain
from tests.factories.documents import sample_document, sample_table

NOTES = Section("noter", "Noter", 1, (), (Section("not-2", "Intäkter", 2, note=2),))


def data_of(*sections: Section) -> list[dict[str, object]]:
    return list(document_data(replace(sample_document(), sections=sections))["sections"])


def content_of(*parts: object) -> object:
    chapter = Section("a", "A", 1, (Paragraph(parts),))  # type: ignore[arg-type]
    return data_of(chapter, NOTES)[0]["blocks"][0]["content"]  # type: ignore[index]


def test_running_text_is_strings_and_forms():
    assert content_of(
        Text("Se "), Strong((FigureReference("x", "tkr", "1\u00a0089"),)), Emphasis((Text("nu"),)), NoteReference(2)
    ) == ["Se ", ["strong", ["1\u00a0089"]], ["emphasis", ["nu"]], ["inside", ["not 2"], "not-2"]]


def test_links_lead_somewhere_safe_or_are_only_words():
    assert content_of(Link((Text("noter"),), "#noter")) == [["inside", ["noter"], "noter"]]
    assert content_of(Link((Text("webben"),), "https://example.org/")) == [["web", ["webben"], "https://example.org/"]]
    assert content_of(Link((Text("bort"),), "#okänd"), Link((Text("fara"),), "javascript:x"), NoteReference(9)) == [
        "bort",
        "fara",
        "not 9",
    ]


def test_sections_take_their_depth_from_the_tree_and_notes_their_number():
    noter = data_of(NOTES)[0]
    assert (noter["depth"], noter["number"]) == (1, "")
    note = noter["sections"][0]  # type: ignore[index]
    assert (note["depth"], note["number"], note["title"]) == (2, "Not 2", "Intäkter")


def test_a_brief_chapter_follows_on_and_a_statement_after_another_low_one():
    brief = Section("investeringar", "Investeringsredovisning", 1, (Paragraph((Text("Inga investeringar."),)),))
    long = Section("lang", "Lång", 1, (Paragraph((Text("ord " * 300),)), sample_page()))
    statement = Section("rr", "Resultaträkning", 1, (sample_table(),))
    higher = replace(statement, sections=(replace(statement, blocks=(sample_table(),) * 9),))
    chapters = data_of(brief, brief, long, statement, statement, higher, statement, brief)
    assert [each["opens"] for each in chapters] == ["page", "gap", "page", "page", "gap", "page", "page", "gap"]
    assert [each["whole"] for each in chapters] == [each["opens"] == "gap" for each in chapters]
    note = data_of(NOTES)[0]["sections"][0]  # type: ignore[index]
    assert (note["opens"], note["whole"]) == ("", False)


def sample_page() -> SignaturePage:
    return SignaturePage("Vi intygar.", "Lund", None, (Signatory("Ada Ek", "Ordförande"),))


def test_a_table_that_repeats_its_sections_title_does_not_say_it_twice():
    titles = [
        data_of(Section("a", title, 1, (sample_table(),)))[0]["blocks"][0]["title"]  # type: ignore[index]
        for title in ("Resultaträkning", "Räkenskaper")
    ]
    assert titles == ["", "Resultaträkning"]


def test_a_table_without_rows_says_so():
    empty = replace(sample_table(), rows=())
    assert data_of(Section("a", "A", 1, (empty,)))[0]["blocks"] == [
        {"kind": "paragraph", "lead": False, "content": [["strong", ["Resultaträkning"]], ": inga rader."]}
    ]


def test_the_day_of_decision_stands_once_on_the_cover():
    document = sample_document()
    assert not any("Beslutad" in line for line in document_data(document)["imprint"])
    assert "Beslutad 21\u00a0mars\u00a02025" in document_data(replace(document, subtitle=""))["imprint"]


def test_the_accent_is_the_associations_own_when_it_has_one():
    document = sample_document()
    assert document_data(document)["accent"] == PETROL
    assert document_data(replace(document, accent="#7D4A72"))["accent"] == "#7d4a72"


def test_auditors_say_who_appointed_them():
    page = SignaturePage(
        "Vi intygar.", "Lund", None, (), (Signatory("K S", "Revisor", "staten"), Signatory("O R", "Revisor"))
    )
    signing = data_of(Section("a", "A", 1, (page,)))[0]["blocks"][0]  # type: ignore[index]
    assert signing["auditors"] == [["K S", "Revisor, utsedd av staten"], ["O R", "Revisor"]]


def test_plain_gives_only_the_words():
    assert plain(Strong((Text("a"), Link((Text("b"),), "#c"), NoteReference(3)))) == "abnot 3"
