"""The JSON of a review follows its schema, has every key, and says nothing that is not known."""

import json

import jsonschema
import pytest

from samverk.reports.review.json import SCHEMA, json_schema, render
from tests.factories import reviews

MADE = {
    "sample": reviews.sample_review(),
    "clean": reviews.clean_review(),
    "spotless": reviews.spotless_review(),
    "unread": reviews.unread_review(),
    "long": reviews.long_review(),
    "hostile": reviews.hostile_review(),
}


@pytest.mark.parametrize("review", MADE.values(), ids=MADE)
def test_every_review_follows_the_schema(review):
    jsonschema.Draft202012Validator.check_schema(json_schema())
    jsonschema.validate(json.loads(render(review)), json_schema())


def test_a_file_and_a_finding_say_what_the_review_says():
    told = json.loads(render(reviews.sample_review()))
    assert told["schema"] == SCHEMA == "samverk.granska/1"
    assert told["files"][0] == {
        "file": "arsredovisning-2024.pdf",
        "kind": "pdf",
        "document": "annual_report",
        "year": 2024,
        "association": "Finsam Norrskär",
        "pages": 14,
        "unreadable_pages": [13, 14],
        "readable": True,
        "problems": [],
        "tie_outs": {"tried": 180, "held": 171, "rounding": 6, "failed": 3},
    }
    first = told["findings"][0]
    assert [*first][:9] == ["code", "title", "verdict", "severity", "confidence", "file", "page", "line", "cell"]
    assert [*first][9:15] == ["label", "expected", "found", "difference", "message", "proposal"]
    assert [*first][15:] == ["advice", "others", "follows"]
    assert (first["verdict"], first["file"], first["page"], first["line"]) == (
        "fault",
        "arsredovisning-2024.pdf",
        9,
        13,
    )
    assert (first["found"], first["expected"], first["difference"]) == (
        "4\u00a0425\u00a0230",
        "4\u00a0452\u00a0230",
        -2_700_000,
    )
    assert [place["line"] for place in first["others"]] == [11, 12, 20]
    assert len(first["follows"]) == 2


def test_what_is_not_known_is_null():
    told = json.loads(render(reviews.unread_review()))
    unread = told["files"][2]
    assert unread["readable"] is False
    assert [unread[key] for key in ("kind", "document", "year", "association", "pages")] == [None] * 5
    assert unread["problems"][0]["code"] == "LAS-TOM"
    pictures = next(finding for finding in told["findings"] if finding["verdict"] == "not_checkable")
    assert [pictures[key] for key in ("expected", "found", "difference", "proposal", "line", "cell")] == [None] * 6


def test_findings_keep_the_order_of_the_review():
    review = reviews.sample_review()
    told = json.loads(render(review))
    assert [finding["label"] for finding in told["findings"]] == [finding.label for finding in review.findings]


def test_the_same_review_gives_the_same_bytes_and_any_text_is_utf8():
    assert render(reviews.hostile_review()) == render(reviews.hostile_review())
    assert "Förrehabiliteringssamordning" in render(reviews.sample_review()).decode("utf-8")
