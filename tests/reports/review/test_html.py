"""The page of a review: whole without anything outside it, nothing of the file's text taken for markup."""

from __future__ import annotations

import re
from datetime import date
from html.parser import HTMLParser

import pytest

from samverk.core.checks.finding import Verdict
from samverk.reports.review.html import render
from tests.factories import reviews

DAY = date(2026, 11, 22)
PAGES = {
    "sample": reviews.sample_review(),
    "clean": reviews.clean_review(),
    "spotless": reviews.spotless_review(),
    "unread": reviews.unread_review(),
    "long": reviews.long_review(60),
    "hostile": reviews.hostile_review(),
}
_VOID = {"meta", "br", "img", "link", "input", "hr"}


class Outline(HTMLParser):
    """Tags, ids and links of a page; `open_tags` is empty when every tag is closed in order."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.ids: list[str] = []
        self.links: list[str] = []
        self.headings: list[int] = []
        self.open_tags: list[str] = []
        self.feed(page)
        self.close()

    def handle_starttag(self, tag, attrs):
        found = dict(attrs)
        self.tags.append(tag)
        self.ids += [found["id"]] if "id" in found else []
        self.links += [found[name] for name in ("href", "src") if name in found]
        self.headings += [int(tag[1])] if re.fullmatch(r"h\d", tag) else []
        if tag not in _VOID:
            self.open_tags.append(tag)

    def handle_endtag(self, tag):
        assert self.open_tags.pop() == tag


def words(page):
    inner = re.sub(r"<style>.*?</style>", "", page, flags=re.DOTALL)
    inner = re.sub(r"</?(?:bdi|span|mark|strong)[^>]*>", "", inner)
    return " ".join(re.sub(r"<[^>]+>", " ", inner).replace("\u00a0", " ").split())


@pytest.mark.parametrize("review", PAGES.values(), ids=PAGES)
def test_the_page_is_well_made_and_needs_nothing_from_outside(review):
    page = render(review, DAY)
    outline = Outline(page)
    assert outline.open_tags == []
    assert len(outline.ids) == len(set(outline.ids))
    assert all(link.startswith("#") and link[1:] in outline.ids for link in outline.links)
    assert not {"script", "img", "iframe", "object", "form", "link"} & set(outline.tags)
    assert outline.headings.count(1) == 1
    assert all(after <= before + 1 for before, after in zip(outline.headings, outline.headings[1:], strict=False))
    assert "default-src 'none'" in page


@pytest.mark.parametrize("review", PAGES.values(), ids=PAGES)
def test_every_finding_has_its_anchor_and_is_in_the_index(review):
    page = render(review, DAY)
    for number in range(1, len(review.findings) + 1):
        assert f'id="fynd-{number}"' in page
        if len(review.findings) > 1:
            assert page.count(f'href="#fynd-{number}"') == 1


def test_nothing_a_file_says_becomes_markup_and_nothing_in_it_is_unseen():
    page = render(reviews.hostile_review(), DAY)
    assert "<script" not in page
    assert "<img" not in page
    assert "<u>" not in page
    assert "javascript:alert(6)&" in page
    assert not re.search("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff]", page)
    assert "⟨U+202E⟩" in page
    assert page.encode("utf-8")
    assert len(max(words(page).split("ord ord"), key=len)) < 2_500
    assert page.count("ord") < 1_500


def test_the_head_says_what_was_reviewed_when_and_how_it_went():
    said = words(render(reviews.sample_review(), DAY))
    assert "Granskning av 2 filer 3 fel, 2 oklara och 1 uppgift som inte går att pröva. 214 avstämningar" in said
    assert "Granskad 22 november 2026 med Samverk" in said
    assert "arsredovisning-2024.pdf 180 171 6 3" in said
    assert "Summa 214 205 6 3" in said
    assert said.count("Uppgifter som inte kan vara rätt samtidigt") == 1
    assert "Inget av filerna har skickats någonstans." in said


def test_a_finding_says_everything_the_review_knows():
    page = render(reviews.sample_review(), DAY)
    said = words(page)
    assert "Står 4 425 230 Väntat 4 452 230 Skillnad −27 000 kr" in said
    assert "Förslag Skriv 4 452 230 i stället för 4 425 230" in said
    assert "Gör så här Jämför med bokföringens balansrapport" in said
    assert "Följer av detta Balansräkning, summering av tillgångar" in said
    assert "Jämfört med sida 9, rad 11–12 och 20." in said
    assert '<mark class="found">4\u00a0425\u00a0230</mark>' in page
    assert '<mark class="other">4\u00a0452\u00a0230</mark>' in page
    assert "Jämfört med arsredovisning-2024.pdf, sida 10, rad 25." in said
    assert "Sidorna 13–14 är bilder av text och är inte granskade." in said
    assert "Inget utdrag: platsen har ingen text som går att läsa." in said


def test_rounding_is_a_quiet_list():
    page = render(reviews.sample_review(), DAY)
    rounding = page[page.index('<ul class="roundings">') :]
    assert "Driftredovisning, Summa kostnader" in words(rounding[: rounding.index("</ul>")])
    assert f'class="finding {Verdict.ROUNDING.value}' not in page


def test_a_clean_review_says_what_was_tried_and_what_could_not_be():
    said = words(render(reviews.spotless_review(), DAY))
    assert said.count("Inga fel. 180 avstämningar prövade: alla håller.") == 2
    assert "Alla fynd" not in said
    said = words(render(reviews.clean_review(), DAY))
    assert "Inga fel, men 1 uppgift som inte går att pröva." in said
    assert "Not 5–8" in said


def test_a_file_that_could_not_be_read_is_never_called_right():
    page = render(reviews.unread_review(), DAY)
    part = words(page[page.index('<section id="fil-3"') :])
    assert "Filen gick inte att läsa och är inte granskad." in part
    assert "Fel: Filen är tom (0 byte)." in part
    assert "Inga fel" not in part


def test_the_same_review_gives_the_same_page():
    assert render(reviews.sample_review(), DAY) == render(reviews.sample_review(), DAY)
