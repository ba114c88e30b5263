"""The log's lines: what is written, and what never is."""

from __future__ import annotations

import json
import logging
import sys

import pytest

from samverk.config.logs import JsonLines


def _line(name: str, message: str, *values: object, **more: object) -> dict[str, object]:
    record = logging.LogRecord(name, logging.ERROR, __file__, 1, message, values, None)
    record.__dict__.update(more)
    return dict(json.loads(JsonLines().format(record)))


def test_our_own_sentence_is_written_with_its_fields():
    line = _line("samverk.request", "%s %d", "GET", 200, fields={"status": 200, "ms": 12})
    assert (line["message"], line["status"], line["ms"], line["level"]) == ("GET 200", 200, 12, "error")
    assert str(line["time"]).endswith("+00:00")


def test_of_another_s_message_only_the_template_is_written():
    line = _line("django.request", "Internal Server Error: %s", "/storsjo/personer/tuva/")
    assert line["message"] == "Internal Server Error: %s"


def test_an_exception_is_its_kind_and_its_places_never_its_words():
    try:
        raise ValueError("tuva@example.se finns redan")
    except ValueError:
        record = logging.LogRecord("django.request", logging.ERROR, __file__, 1, "Fault", (), sys.exc_info())
    text = JsonLines().format(record)
    line = json.loads(text)
    assert line["exception"] == "ValueError"
    assert "test_an_exception_is_its_kind" in line["places"][0]
    assert "tuva" not in text


@pytest.mark.parametrize("words", ["rad\nbryts", 'citat"', "åäö", "\x00"])
def test_a_line_is_one_line_whatever_it_says(words):
    record = logging.LogRecord("samverk.x", logging.INFO, __file__, 1, "%s", (words,), None)
    text = JsonLines().format(record)
    assert "\n" not in text
    assert json.loads(text)["message"] == words
