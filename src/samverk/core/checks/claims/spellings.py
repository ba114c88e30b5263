"""PS-09 and PS-10: names of measures spelt two ways, and counts against the list that follows."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from samverk.core.checks.claims.concepts import Statements
from samverk.core.checks.claims.quantities import WORDS, count_of
from samverk.core.checks.claims.sentences import Passage, Sentence
from samverk.core.checks.claims.telling import doubtful, wrong
from samverk.core.checks.finding import Severity
from samverk.core.checks.rule import Context, Held, Outcome, rule
from samverk.core.law import OWN_RULE
from samverk.core.words import fold

_OWN = (OWN_RULE, "")
_ALWAYS = date(2004, 1, 1)
_NAME_WORD = re.compile(r"(?<![\w-])[A-ZÅÄÖ][\wåäöÅÄÖé]{4,}")
_COUNT = rf"{WORDS}|\d{{1,2}}"
_SEAT_COUNT = re.compile(
    rf"\b(?P<members>{_COUNT}) (?:ordinarie )?ledamöter och (?P<deputies>{_COUNT}) (?:ersättare|suppleanter)\b",
    re.IGNORECASE,
)
_MEMBER_LINE = re.compile(
    r"^[-•–*]? ?[A-ZÅÄÖ][^,(:]{3,40}[,(].{0,60}?\b(?P<seat>ledamot|ordförande|ersättare|suppleant)\b", re.IGNORECASE
)
_THINGS = (
    r"(?:\w+ )?(?:kommuner|regioner|parter|medlemmar|huvudmän|delprojekt|insatser|projekt|myndigheter|sammanträden"
    r"|möten|förbund)"
)
_INLINE = re.compile(rf"\b(?P<count>{_COUNT}) (?P<what>{_THINGS})(?: \w+)?: (?P<list>[^.:;]+)\.?$", re.IGNORECASE)
_BEFORE_LIST = re.compile(
    rf"(?<!alla )(?<!samtliga )(?<!för )\b(?P<count>{_COUNT}) (?P<what>{_THINGS}):$", re.IGNORECASE
)
_BULLET = re.compile(r"^(?:[-•–*]|o |\d{1,2}[.)]|[a-z]\))\s*\S")
_MOST_LINES = 30
_LONGEST_LINE = 110


@rule("PS-09", title="Insatsers namn", severity=Severity.WARNING, source=_OWN, valid_from=_ALWAYS)
def measures_have_one_name(context: Context) -> Iterator[Outcome]:
    """En insats namn stavas på två sätt.

    Välj ett skrivsätt och använd det överallt.
    """
    in_tables: dict[str, str] = {}
    for label in Statements(context.reading).measure_names().values():
        for match in _NAME_WORD.finditer(label):
            in_tables.setdefault(fold(match[0]), match[0])
    told: set[str] = set()
    for passage in context.reading.prose:
        for match in _NAME_WORD.finditer(passage.text):
            folded = fold(match[0])
            written = in_tables.get(folded)
            if written is None or folded in told:
                continue
            if written.lower() == match[0].lower():
                yield Held()
                continue
            told.add(folded)
            why = f"I tabellerna står det ”{written}”. Prickarna kan ha fallit bort när filen lästes."
            yield doubtful(passage.whole, match.span(), written, why, proposal=f"{written} eller {match[0]} överallt")


@rule("PS-10", title="Antal och uppräkning", severity=Severity.WARNING, source=_OWN, valid_from=_ALWAYS)
def counts_agree_with_the_list(context: Context) -> Iterator[Outcome]:
    """Texten säger ett antal, men listan som följer har ett annat.

    Rätta antalet eller listan. Har någon bytts ut under året: skriv från och till när.
    """
    passages = context.reading.prose
    for index, passage in enumerate(passages):
        for sentence in passage.sentences:
            match = _SEAT_COUNT.search(sentence.text) if "edamöter" in sentence.text else None
            if match:
                yield from _seats(sentence, match, passages[index : index + _MOST_LINES])
            listed = _INLINE.search(sentence.text) if ":" in sentence.text else None
            if listed:
                yield from _listed(sentence, listed)
        if passage.sentences and passage.text.rstrip().endswith(":"):
            yield from _bullets(passage.sentences[-1], passages[index + 1 : index + _MOST_LINES])


def _seats(sentence: Sentence, match: re.Match[str], following: tuple[Passage, ...]) -> Iterator[Outcome]:
    """ "fyra ledamöter och fyra ersättare" and the lines with names and seats in the same section."""
    members = deputies = 0
    words = ""
    for passage in following:
        if passage.section is not sentence.section:
            break
        for line in passage.lines:
            seat = _MEMBER_LINE.match(line.text)
            if seat and len(line.text) < _LONGEST_LINE:
                is_deputy = seat["seat"].lower() in ("ersättare", "suppleant")
                members, deputies = members + (not is_deputy), deputies + is_deputy
                words += f" {line.text}"
    if members + deputies < 3:
        return
    said = (count_of(match["members"]), count_of(match["deputies"]))
    if said == (members, deputies):
        yield Held()
        return
    expected = f"{members} ledamöter och {deputies} ersättare i listan"
    why = "Någon kan ha bytts ut under året, eller en plats kan vara vakant."
    yield doubtful(sentence, match.span(), expected, why, confidence=0.5)


def _listed(sentence: Sentence, match: re.Match[str]) -> Iterator[Outcome]:
    """ "tre kommuner: Åmyra, Barr och Fors": a list in the same sentence is whole."""
    parts = [part.strip() for part in re.split(r", | och | samt ", match["list"]) if part.strip()]
    said = count_of(match["count"])
    if said is None or not all(re.match(r"[A-ZÅÄÖ\d]", part) and len(part.split()) <= 4 for part in parts):
        return
    if said == len(parts):
        yield Held()
        return
    detail = f"Uppräkningen har {len(parts)}."
    if " och " in match["list"] and not re.search(r"m\.?fl|bland annat|t\.?ex|till exempel|etc", sentence.text):
        is_simple = all(len(part.split()) == 1 or part[0].isdigit() for part in parts)
        if is_simple:
            yield wrong(sentence, match.span(), f"{len(parts)} {match['what']}", detail, confidence=0.8)
            return
    yield doubtful(sentence, match.span(), f"{len(parts)} {match['what']}", f"{detail} Den kan vara ofullständig.")


def _bullets(sentence: Sentence, following: tuple[Passage, ...]) -> Iterator[Outcome]:
    """ "fem delprojekt:" and the items of the list right after."""
    match = _BEFORE_LIST.search(sentence.text.rstrip())
    said = count_of(match["count"]) if match else None
    if match is None or said is None:
        return
    count = 0
    for passage in following:
        is_item = passage.is_item or bool(_BULLET.match(passage.text))
        if passage.section is not sentence.section or not is_item:
            break
        count += 1
    if count == said:
        yield Held()
    elif count > 1:
        why = f"Listan har {count} punkter. En punkt kan ha underpunkter eller ha blivit oläst."
        yield doubtful(sentence, match.span(), f"{count} {match['what']}", why, confidence=0.5)
