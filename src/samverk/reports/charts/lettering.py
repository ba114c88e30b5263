"""How wide words are in Source Sans Pro, and where they break: SVG and PDF columns must know before they are drawn."""

from __future__ import annotations

from samverk.core.money import NBSP

ELLIPSIS = "…"
_VOWELS = "aeiouyåäöé"
_LEAST = 3  # letters on each side of a hyphen

# Advance widths in thousandths of the type size, as the typeface itself states them (a test measures them again).
_WIDTHS = {
    200: " \u00a0",
    247: "|ij'\",.:;·’",
    257: "lI",
    298: "!f()[]{}-",
    342: "°tr/\\",
    422: "*s?z”",
    456: "xcvyY",
    486: "J–LFkeéè",
    500: "#$+0123456789<=>^~§−_agåä",
    528: "XVEÉSTZ",
    545: "`oöøAhuÅÄün",
    555: "bdpq",
    575: "PRCKB",
    616: "&DGUÜ",
    655: "NHOQÖØ",
    727: "wM",
    785: "¼æW½—Æ",
    840: "%m@",
    948: "…",
}
_WIDTH_OF = {character: width for width, characters in _WIDTHS.items() for character in characters}
_UNKNOWN = 600
SEMIBOLD = 1.05  # semibold letters are at most so much wider, over a word


def text_width(text: str, size: float) -> float:
    """Width of `text` set in the regular style at `size`, in the unit of `size`."""
    return sum(_WIDTH_OF.get(character, _UNKNOWN) for character in text) * size / 1000


def wrap(text: str, width: float, size: float, lines: int = 2) -> tuple[str, ...]:
    """Break `text` into at most `lines` lines no wider than `width`.

    It breaks at spaces, and inside a word (with a hyphen) only when the word alone is too wide. What does not fit
    in the last line ends in an ellipsis.
    """
    words = text.split(" ")
    broken: list[str] = []
    while words:
        line = _fill_line(words, width, size)
        if len(broken) == lines - 1 and words:
            broken.append(_shorten(" ".join([line, *words]), width, size))
            break
        broken.append(line)
    return tuple(broken)


def _fill_line(words: list[str], width: float, size: float) -> str:
    """Take as many words as fit from the front of `words`, and at least a piece of the first."""
    line = words.pop(0)
    if text_width(line, size) > width:
        end = _hyphenation(line, len(_fitting(line, width - text_width("-", size), size)))
        words.insert(0, line[end:])
        return f"{line[:end]}-"
    while words and text_width(f"{line} {words[0]}", size) <= width:
        line = f"{line} {words.pop(0)}"
    return line


def _hyphenation(word: str, limit: int) -> int:
    """Where to break `word` at `limit` or before: at the last consonant that a vowel follows, else at `limit`."""
    for end in range(limit, _LEAST - 1, -1):
        following = word[end : end + 2].lower()
        if len(word) - end >= _LEAST and following[0] not in _VOWELS and following[1] in _VOWELS:
            return end
    return limit


def _fitting(text: str, width: float, size: float) -> str:
    """The longest beginning of `text` that fits, never less than one character."""
    end = len(text)
    while end > 1 and text_width(text[:end], size) > width:
        end -= 1
    return text[:end]


def _shorten(text: str, width: float, size: float) -> str:
    if text_width(text, size) <= width:
        return text
    return _fitting(text, width - text_width(ELLIPSIS, size), size).rstrip(f" -{NBSP}") + ELLIPSIS
