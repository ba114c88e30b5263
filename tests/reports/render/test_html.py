"""The page opens alone, can be read by everyone, links every figure to its proof, and lets nothing through."""

from __future__ import annotations

import base64
import hashlib
import itertools
import re
from collections import Counter
from dataclasses import replace
from html.parser import HTMLParser

import pytest

from samverk.core.document.figures import Figure
from samverk.core.document.tree import (
    Document,
    FigureCell,
    InputFile,
    Link,
    Paragraph,
    RoundingNote,
    Row,
    Section,
    SignaturePage,
    Table,
    Text,
)
from samverk.core.money import MoneyUnit
from samverk.reports.charts.colours import contrast
from samverk.reports.render.html import render
from samverk.reports.render.html_style import DARK_PAPER, base_sheet, light_accent, sheet
from samverk.reports.render.showings import showings
from tests.factories.documents import sample_document, sample_table

VOID = {"meta", "br", "link", "img", "hr", "input"}
Attributes = dict[str, str | None]


class Page(HTMLParser):
    """The tags of a page in order; fails when one is not closed where it should be."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, Attributes]] = []
        self.open: list[str] = []
        self.words = ""
        self.feed(html)
        self.close()
        assert self.open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        if not {"style", "svg"} & set(self.open):
            self.words += data

    def all(self, *names: str) -> list[Attributes]:
        return [attributes for tag, attributes in self.tags if tag in names]

    def classed(self, name: str) -> list[Attributes]:
        return [attributes for _, attributes in self.tags if name in (attributes.get("class") or "").split()]


@pytest.fixture(scope="module")
def html() -> str:
    return render(sample_document(extra_rows=5))


@pytest.fixture(scope="module")
def page(html: str) -> Page:
    return Page(html)


def test_the_page_says_its_language_and_name(page: Page, html: str) -> None:
    assert page.all("html")[0]["lang"] == "sv"
    assert "<title>Årsredovisning 2024 – Samordningsförbundet Exempel</title>" in html


def test_nothing_is_fetched_and_nothing_runs(page: Page) -> None:
    assert page.all("script", "link", "iframe", "object", "embed", "form", "base") == []
    assert all(not key.startswith("on") for _, attributes in page.tags for key in attributes)
    assert all("src" not in attributes for _, attributes in page.tags)
    assert all("style" not in attributes for _, attributes in page.tags)


def test_the_policy_allows_exactly_the_style_in_the_file(page: Page, html: str) -> None:
    policy = next(meta["content"] for meta in page.all("meta") if meta.get("http-equiv"))
    styles = re.findall(r"<style>(.*?)</style>", html, re.DOTALL)
    assert len(styles) == 1
    digest = base64.b64encode(hashlib.sha256(styles[0].encode()).digest()).decode()
    assert policy is not None
    assert policy.startswith(f"default-src 'none'; style-src 'sha256-{digest}'; img-src data:")
    assert "@import" not in styles[0]
    assert "url(" not in styles[0]


def test_ids_are_unique_and_every_inner_link_has_a_target(page: Page) -> None:
    ids = Counter(attributes["id"] for _, attributes in page.tags if "id" in attributes)
    assert [name for name, count in ids.items() if count > 1] == []
    inner = {address[1:] for link in page.all("a") if (address := link["href"] or "").startswith("#")}
    assert inner - set(ids) == set()
    labelled = {name for _, attributes in page.tags for name in (attributes.get("aria-labelledby") or "").split()}
    assert labelled - set(ids) == set()


def test_there_is_one_h1_and_headings_go_down_one_step_at_a_time(page: Page) -> None:
    levels = [int(tag[1]) for tag, _ in page.tags if re.fullmatch(r"h[1-6]", tag)]
    assert levels.count(1) == 1
    assert levels[0] == 1
    assert all(later <= earlier + 1 for earlier, later in itertools.pairwise(levels))


def test_a_skip_link_comes_first_and_leads_to_main(page: Page) -> None:
    assert page.all("a")[0]["href"] == "#innehall"
    assert page.all("main")[0]["id"] == "innehall"


def test_every_table_has_caption_and_scoped_headers(page: Page) -> None:
    assert len(page.all("caption")) == len(page.all("table")) > 0
    assert {header.get("scope") for header in page.all("th")} == {"col", "row", "rowgroup"}


def test_what_scrolls_can_be_reached_and_has_a_name(page: Page) -> None:
    regions = page.classed("scroll")
    assert len(regions) == len(page.all("table"))
    assert all(region["tabindex"] == "0" and region["aria-labelledby"] for region in regions)


def test_each_print_of_a_figure_links_to_its_proof_and_back(page: Page) -> None:
    links = {link["id"]: link["href"] for link in page.classed("value")}
    expected = {s.anchor: f"#proof-{s.figure_id}" for s in showings(sample_document(extra_rows=5))}
    assert links == expected
    assert "#shown-arets_resultat.2024-1" in {link["href"] for link in page.all("a")}


def test_every_figure_has_a_proof_and_accounts_have_vouchers(page: Page) -> None:
    ids = {attributes.get("id") for _, attributes in page.tags}
    assert {f"proof-{figure_id}" for figure_id in sample_document().figures} <= ids
    assert {"account-2024-4010", "account-2024-3010"} <= ids
    assert "A 12" in page.words
    assert "1\u00a0179\u00a0263,96" in page.words


def test_notes_are_linked_both_ways(page: Page) -> None:
    addresses = [link["href"] for link in page.all("a")]
    assert "#not-2" in addresses
    assert "#cited-2-1" in addresses
    cell = next(link for link in page.all("a") if link.get("id") == "cited-2-1")
    assert cell == {"id": "cited-2-1", "aria-label": "Not 2", "href": "#not-2"}


def test_lines_with_different_projects_are_grouped_and_a_source_leads_to_its_group() -> None:
    document = sample_document()
    page = document.account_pages[0]
    mixed = replace(page, lines=(*page.lines, replace(page.lines[0], objects=(("6", "09"),), amount_ore=5)))
    html = render(replace(document, account_pages=(mixed,)))
    assert "Projekt 09" in html
    assert '<a href="#account-2024-4010-2">4010 Samverkansinsatser</a>' in html
    assert "Verifikaten förklarar inte hela saldot" in html


def test_an_account_without_lines_says_that_the_balance_is_the_files_own(page: Page) -> None:
    assert "Bokföringsfilen har inga verifikat på kontot." in page.words


def test_the_values_that_are_no_numbers_stand_in_words(page: Page) -> None:
    assert "uppgift saknas" in page.words
    assert "··" in page.words


def test_charts_are_drawn_in_the_page_with_their_numbers_beside(page: Page) -> None:
    charts = list(sample_document().charts())
    assert len(page.all("svg")) == len(page.all("figure")) == len(page.all("details")) == len(charts)


def test_the_signature_page_and_the_input_files_are_there(page: Page) -> None:
    assert "Lund den 21\u00a0mars\u00a02025" in page.words
    assert "Auktoriserad revisor, utsedd av staten" in page.words
    assert "0" * 64 in page.words


def test_an_unknown_signing_day_leaves_a_line_to_write_on() -> None:
    section = Section("s", "Underskrift", 1, (SignaturePage("Vi intygar.", "Lund", None, ()),))
    assert "Lund den ____" in render(replace(sample_document(), sections=(section,)))


def test_rounding_that_was_moved_is_logged() -> None:
    moved = RoundingNote("arets_resultat.2024", MoneyUnit.TKR, -1089, -1090)
    words = Page(render(replace(sample_document(), rounding_notes=(moved,)))).words
    assert "Årets resultat: −1\u00a0089 skrivs som −1\u00a0090\u00a0tkr" in words


def hostile(document: Document) -> Document:
    evil = '"><script>alert(1)</script>'
    table = sample_table()
    figure = Figure(f"x{evil}.2024", evil, 1, explanation=evil)
    row = Row(evil, evil, (FigureCell(figure.id, shown=evil),))
    blocks = (
        Paragraph((Text(evil), Link((Text("klicka"),), "javascript:alert(1)"))),
        replace(table, id=evil, title=evil, footnote=evil, label_heading=evil, sign_convention=evil, rows=(row,)),
        SignaturePage(evil, evil, None, ()),
    )
    return replace(
        document,
        association=evil,
        title=evil,
        subtitle=evil,
        sections=(Section(evil, evil, 1, blocks, number=evil),),
        figures={figure.id: figure},
        account_pages=tuple(
            replace(page, account=evil, name=evil, lines=tuple(replace(line, text=evil) for line in page.lines))
            for page in document.account_pages
        ),
        inputs=(InputFile(evil, evil),),
    )


def test_names_with_markup_stay_words() -> None:
    html = render(hostile(sample_document()))
    page = Page(html)
    assert page.all("script") == []
    assert "javascript:" not in html
    assert "klicka" in page.words


def test_a_strangers_document_without_figures_has_no_proof_part() -> None:
    table = Table("t", "Tabell", sample_table().columns[1:], (Row("r", "Rad", (FigureCell(None, shown="12"),)),))
    section = Section("s", "Avsnitt", 1, (table,))
    html = render(replace(sample_document(), sections=(section,), figures={}, account_pages=(), inputs=()))
    assert 'id="bevis"' not in html
    assert '<td class="figure">12</td><td></td></tr>' in html


def test_the_same_document_gives_the_same_page() -> None:
    assert render(sample_document()) == render(sample_document())


def test_charts_take_the_accent() -> None:
    html = render(replace(sample_document(), accent="#7a1f5c"))
    assert html.count("#7a1f5c") > 1
    with pytest.raises(ValueError, match="Färgen"):
        render(replace(sample_document(), accent="röd"))


# ── colours ───────────────────────────────────────────────────────────────────────────────────────────────────────


def tokens(css: str) -> dict[str, str]:
    return dict(re.findall(r"--([a-z-]+): (#[0-9a-f]{6});", css))


def schemes() -> dict[str, dict[str, str]]:
    light, rest = base_sheet().split("@media (prefers-color-scheme: dark)", 1)
    dark = rest.split("/* ── page", 1)[0]
    return {"light": tokens(light), "dark": tokens(light) | tokens(dark)}


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("text", ["ink", "quiet", "accent"])
@pytest.mark.parametrize("ground", ["paper", "wash", "mark"])
def test_text_can_be_read_on_every_ground(scheme: str, text: str, ground: str) -> None:
    named = schemes()[scheme]
    assert contrast(named[text], named[ground]) >= 4.5


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_focus_and_strong_rules_can_be_seen(scheme: str) -> None:
    named = schemes()[scheme]
    assert contrast(named["focus-outer"], named["paper"]) >= 3
    assert contrast(named["focus-outer"], named["focus-inner"]) >= 3
    assert contrast(named["strong-rule"], named["paper"]) >= 3


def test_the_dark_paper_is_the_one_that_accents_are_fitted_to() -> None:
    assert schemes()["dark"]["paper"] == DARK_PAPER


@pytest.mark.parametrize("accent", ["#000000", "#00205b", "#ffe000", "#ffffff", "#7a1f5c"])
def test_any_accent_can_be_read_in_both_schemes(accent: str) -> None:
    assert contrast(light_accent(accent), DARK_PAPER) >= 4.5
    light, dark = re.findall(r"--accent: (#[0-9a-f]{6});", sheet(accent))[-2:]
    assert contrast(light, "#ffffff") >= 4.5
    assert contrast(dark, DARK_PAPER) >= 4.5


def test_colours_are_named_by_tokens_only() -> None:
    rules = re.sub(r":root \{.*?\}", "", base_sheet(), flags=re.DOTALL)
    assert re.findall(r"#[0-9a-fA-F]{3,8}\b", rules) == []
