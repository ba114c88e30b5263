"""PS-05 and PS-06: numbers of one sentence that must add up: parts and whole, so much each, per cent of one whole."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from fractions import Fraction
from itertools import pairwise
from typing import NamedTuple

from samverk.core.checks.claims.quantities import NUMBER, WORDS, Hedge, Quantity, amounts, count_of, percents
from samverk.core.checks.claims.sentences import Passage, Sentence
from samverk.core.checks.claims.telling import doubtful, wrong
from samverk.core.checks.finding import Severity
from samverk.core.checks.rule import Context, Held, Outcome, rule
from samverk.core.law import OWN_RULE
from samverk.core.money import group_thousands, round_half_away

_ALWAYS = date(2004, 1, 1)
_OWN = (OWN_RULE, "")
_NUMBER = rf"{NUMBER}|\b(?:{WORDS})\b"
_PEOPLE = (
    r"(?:personer|deltagare|individer|inskrivna|människor|ungdomar|unga|klienter|brukare|medborgare|ärenden|avslutade"
    r"|nyinskrivna|remitterade|respondenter|medarbetare|handläggare|anställda|besökare)"
)
_WHOLE = re.compile(rf"(?<![\d,])(?P<whole>{_NUMBER}) (?:\w+ )?{_PEOPLE}\b", re.IGNORECASE)
_SEX = re.compile(
    rf"(?<![\d,–-])(?P<count>{_NUMBER}) (?:(?:var|är|st|stycken) )?"
    r"(?P<sex>kvinnor|män|flickor|pojkar|tjejer|killar)\b",
    re.IGNORECASE,
)
_OF_WHICH = re.compile(r"\b(?:varav|därav|av vilka|av dessa(?: var)?|fördelat på|fördelade på)\b", re.IGNORECASE)
_NEXT_TO = re.compile(r" ?(?:[,:(–-]|var|är|deltog|,? både)? ?", re.IGNORECASE)
_MEAN = re.compile(
    r"genomsnitt|medelvärde|median|i snitt|\bålder|\bår\b (?:gamla|äldre)|månader|veckor|timmar", re.IGNORECASE
)
_PAIRS = ({"kvinnor", "män"}, {"flickor", "pojkar"}, {"tjejer", "killar"})
_MORE_GROUPS = re.compile(rf",? ?(?:och|samt|medan|resten|övriga)? ?(?:{_NUMBER}|resten|övriga)", re.IGNORECASE)
_OVERLAP = re.compile(r"\bflera\b|fler än en|överlapp|flersval|flerval|mer än en\b", re.IGNORECASE)
_SEX_LETTERS = re.compile(r"kvinn|män|flick|pojk|tjej|kill", re.IGNORECASE)
_DIGIT = re.compile(r"\d")
_EACH = re.compile(r"^ ?(?:kronor |kr )?(?:vardera|var\b|per (?:part|medlem|kommun|huvudman))", re.IGNORECASE)
_FROM = re.compile(
    rf"\bfrån (?:de |var och en av de |samtliga )?(?P<count>{WORDS}|\d{{1,2}}) (?:olika )?"
    r"(?P<who>parter\w*|medlemmar\w*|kommuner\w*|huvudmän\w*|myndigheter\w*|regioner\w*)",
    re.IGNORECASE,
)
_TOGETHER = re.compile(
    r",? (?:och |dvs\.? |det vill säga |vilket (?:ger|blir|innebär) |det blir )?"
    r"(?:sammanlagt|totalt|tillsammans|summa)(?: på| med| om|:)? $",
    re.IGNORECASE,
)


class _Counted(NamedTuple):
    """A count in a sentence."""

    number: int
    start: int
    end: int
    word: str = ""


@rule("PS-05", title="Delar och helhet i text", severity=Severity.ERROR, source=_OWN, valid_from=_ALWAYS)
def parts_are_no_more_than_the_whole(context: Context) -> Iterator[Outcome]:
    """Delarna i meningen går inte ihop med helheten.

    Räkna om delarna och helheten. Finns det fler grupper än de som nämns: skriv ut dem.
    """
    for passage in context.reading.prose:
        for sentence in passage.sentences:
            if _DIGIT.search(sentence.text):
                yield from _sexes(sentence)
                yield from _each(sentence)
                yield from _together(sentence)
                yield from _money_parts(sentence)


def _sexes(sentence: Sentence) -> Iterator[Outcome]:
    """ "396 personer, varav 223 kvinnor och 173 män"."""
    text = sentence.text
    if not _SEX_LETTERS.search(text):
        return
    found = [
        _Counted(count, match.start(), match.end(), match["sex"].lower())
        for match in _SEX.finditer(text)
        if (count := count_of(match["count"])) is not None
    ]
    if not found or _MEAN.search(text) or "%" in text[: found[-1].end]:
        return
    whole = _nearest_whole(text, found[0].start)
    if whole is None or len({part.word for part in found}) != len(found) or len(found) > 2:
        return
    between = text[whole.end : found[0].start]
    is_near = len(between) <= 60 and not re.search(r"\d|\bför\b|\bmål", between)
    is_told = is_near and bool(_OF_WHICH.search(between))
    if not is_told and not _NEXT_TO.fullmatch(between):
        return
    span, total = (whole.start, found[-1].end), sum(part.number for part in found)
    is_pair = len(found) == 2 and {part.word for part in found} in _PAIRS
    if total > whole.number:
        yield wrong(
            sentence,
            span,
            f"högst {group_thousands(whole.number)} tillsammans",
            f"Delarna är tillsammans {group_thousands(total)}, fler än {group_thousands(whole.number)}.",
        )
    elif is_pair and total < whole.number and not _MORE_GROUPS.match(text[found[-1].end :]):
        missing = group_thousands(whole.number - total)
        why = f"Delarna är {group_thousands(total)}, {missing} färre än helheten. Det kan finnas fler grupper."
        yield doubtful(sentence, span, f"{group_thousands(whole.number)} tillsammans", why)
    else:
        yield Held()


def _nearest_whole(text: str, before: int) -> _Counted | None:
    """The last count of people before the parts."""
    found = None
    for match in _WHOLE.finditer(text[:before]):
        count = count_of(match["whole"])
        if count is not None and not re.search(r"\b(?:av|bland) (?:de )?$", text[: match.start()]):
            found = _Counted(count, match.start(), match.end())
    return found


def _each(sentence: Sentence) -> Iterator[Outcome]:
    """ "7 000 000 kr, det vill säga 1 750 000 kr vardera från fyra parter"."""
    text = sentence.text
    found = amounts(text)
    for index, each in enumerate(found):
        if index == 0 or each.hedge is Hedge.BOUND or not _EACH.match(text[each.end :]):
            continue
        whole, tail = found[index - 1], text[each.end : each.end + 160]
        count, is_written = _payers(tail)
        if count is None:
            continue
        product = abs(each.value) * count
        slack = each.step * count / 2
        if whole.fits(product, slack):
            yield Held()
        elif is_written and whole.unit is each.unit:
            expected = f"{group_thousands(round_half_away(product, 100))} kr"
            why = f"{count} gånger {each.text} är {expected}. Det framgår inte säkert att det är de som delar beloppet."
            yield doubtful(sentence, (whole.start, each.end), expected, why)


def _payers(tail: str) -> tuple[int | None, bool]:
    """(how many pay, whether the number is written): "från fyra parter", or the parties named one by one."""
    match = _FROM.search(tail)
    if match:
        return count_of(match["count"]), True
    named = re.search(r"\bfrån (?:parterna |medlemmarna |kommunerna )?(?P<names>[A-ZÅÄÖ][^.;:]+)", tail)
    if named is None:
        return None, False
    names = [part for part in re.split(r", | och | samt ", named["names"]) if part.strip()]
    return (len(names), False) if all(name.strip()[0].isupper() for name in names) else (None, False)


def _together(sentence: Sentence) -> Iterator[Outcome]:
    """ "300 tkr till Lotsen och 200 tkr till Stegen, sammanlagt 500 tkr"."""
    text = sentence.text
    found = amounts(text)
    if len(found) < 3 or any(each.hedge is Hedge.BOUND for each in found):
        return
    *addends, total = found
    if not _TOGETHER.search(text[: total.start]) or re.search(r"\w", text[total.end :]):
        return
    if len({each.unit for each in found}) > 1 or _OF_WHICH.search(text):
        return
    added = sum((each.value for each in addends), Fraction(0))
    slack = sum((each.step for each in addends), Fraction(0)) / 2
    if total.fits(added, slack):
        yield Held()
        return
    is_listed = bool(re.fullmatch(r"[^.;]{1,40} och", text[addends[-2].end : addends[-1].start].rstrip()))
    unit = total.unit.value if total.unit else "kr"
    expected = f"{group_thousands(round_half_away(added, total.unit.ore if total.unit else 100))} {unit}"
    span, detail = (addends[0].start, total.end), f"Beloppen i meningen är tillsammans {expected}."
    if is_listed and len(addends) == 2:
        yield wrong(sentence, span, expected, detail, proposal=expected, confidence=0.85)
    else:
        yield doubtful(sentence, span, expected, f"{detail} Summan kan räkna in mer än det som nämns.")


def _money_parts(sentence: Sentence) -> Iterator[Outcome]:
    """ "5 mnkr, varav 3 mnkr till Lotsen": no part is more than the whole right before it."""
    text = sentence.text
    found = amounts(text)
    for whole, part in pairwise(found):
        between = text[whole.end : part.start]
        if not re.fullmatch(r",? ?(?:varav|därav)(?: \w+){0,3} ?", between, re.IGNORECASE):
            continue
        if Hedge.BOUND in (whole.hedge, part.hedge):
            continue
        if part.low > whole.high:
            span = (whole.start, part.end)
            yield wrong(sentence, span, f"högst {whole.text}", "Delen är större än det som den är en del av.")
        else:
            yield Held()


_OF_ONE = re.compile(
    r"\b(?:fördel(?:ar|ade|as|ades) sig|fördelningen|fördelas|övriga|resterande|återstående|återstoden|resten)\b",
    re.IGNORECASE,
)
_REST = re.compile(r"\b(?:övriga|resterande|återstående|resten|återstoden)(?: cirka| ca)? $", re.IGNORECASE)
_OTHER_BASE = re.compile(
    r"\bav (?:kvinnorna|männen|dem|dessa|de)\b|\bför (?:kvinnor|män)\b|\bbland\b|jämfört|ökat|minskat|mot \d",
    re.IGNORECASE,
)
_ONE_SEX = re.compile(r"^ ?(?:var |är )?(?P<sex>kvinnor|män|flickor|pojkar|tjejer|killar)\b", re.IGNORECASE)
_HUNDRED, _REACH, _MOST_SHARED = 100, 40, 8


@rule("PS-06", title="Procent som ska bli hundra", severity=Severity.ERROR, source=_OWN, valid_from=_ALWAYS)
def percentages_of_one_whole_make_a_hundred(context: Context) -> Iterator[Outcome]:
    """Procenttalen hör till samma helhet men blir inte hundra tillsammans.

    Räkna om andelarna. Kan någon höra till flera grupper: skriv det.
    """
    for passage in context.reading.prose:
        if "%" not in passage.text and "procent" not in passage.text:
            continue
        yield from _rest(passage)
        for sentence in passage.sentences:
            found = tuple(each for each in percents(sentence.text) if each.hedge is not Hedge.BOUND)
            if len(found) > 1:
                yield from _sexes_in_percent(sentence, found)
                yield from _percent_parts(sentence, found)
                yield from _listed(sentence, found)


def _rest(passage: Passage) -> Iterator[Outcome]:
    """ "54 % kommer från ESF. Övriga 46 % betalar förbundet.": two numbers that share a whole."""
    text = passage.text
    found = percents(text)
    for index, (first, second) in enumerate(pairwise(found)):
        if not _REST.search(text[max(0, second.start - _REACH) : second.start]) or second.start - first.end > 160:
            continue
        shared = found[max(0, index - _MOST_SHARED) : index + 1]
        if len(shared) > 1 and abs(sum(each.value for each in shared) + second.value - _HUNDRED) <= len(shared) + 1:
            yield Held()
            continue
        total = first.value + second.value
        if abs(total - _HUNDRED) <= 1 or Hedge.ABOUT in (first.hedge, second.hedge):
            yield Held()
        elif len(shared) == 1 and not re.search(r"\d", text[first.end : second.start].replace("20", "")):
            expected = f"{_HUNDRED - int(first.value)} %"
            span = (first.start, second.end)
            if total > _HUNDRED + 1:
                yield wrong(passage.whole, span, expected, f"Tillsammans blir de {int(total)} %.", proposal=expected)
            else:
                why = f"Tillsammans blir de {int(total)} %. Det kan finnas fler grupper än de som nämns."
                yield doubtful(passage.whole, span, expected, why)


def _sexes_in_percent(sentence: Sentence, found: tuple[Quantity, ...]) -> Iterator[Outcome]:
    """ "60 % kvinnor och 40 % män"; not "60 % av kvinnorna"."""
    text = sentence.text
    sexes = [(each, match["sex"].lower()) for each in found if (match := _ONE_SEX.match(text[each.end :]))]
    if len(sexes) != 2 or {sex for _each, sex in sexes} not in _PAIRS or _OTHER_BASE.search(text):
        return
    (first, _), (second, _) = sexes
    total = first.value + second.value
    span = (first.start, second.end)
    if total > _HUNDRED + 1:
        yield wrong(sentence, span, "100 % tillsammans", f"Tillsammans blir de {int(total)} %.", confidence=0.9)
    elif total < _HUNDRED - 1 and first.hedge is second.hedge is Hedge.NONE and len(found) == 2:
        why = f"Tillsammans blir de {int(total)} %. Det kan finnas personer som inte räknas till någon av grupperna."
        yield doubtful(sentence, span, "100 % tillsammans", why)
    else:
        yield Held()


def _percent_parts(sentence: Sentence, found: tuple[Quantity, ...]) -> Iterator[Outcome]:
    """ "41 % gick vidare, varav 24 % till arbete och 17 % till studier"."""
    text = sentence.text
    match = _OF_WHICH.search(text)
    if match is None or "varav" not in match[0].lower():
        return
    before = [each for each in found if each.end <= match.start()]
    parts = [each for each in found if each.start >= match.end()]
    if not before or not parts or len(_OF_WHICH.findall(text)) > 1 or _MEAN.search(text):
        return
    whole, total = before[-1], sum((each.value for each in parts), Fraction(0))
    slack = Fraction(len(parts) + 1, 2)
    span = (whole.start, parts[-1].end)
    if total <= whole.value + slack or abs(total - _HUNDRED) <= slack:
        yield Held()
    elif total > _HUNDRED + slack and len(parts) > 1:
        detail = f"Delarna är tillsammans {int(total)} %."
        why = f"{detail} De kan överlappa varandra."
        yield doubtful(sentence, span, f"högst {whole.text.strip()}, eller 100 % av gruppen", why)
    else:
        why = f"Delarna är tillsammans {int(total)} %. De kan vara andelar av gruppen i stället för av alla."
        yield doubtful(sentence, span, f"högst {whole.text.strip()}", why, confidence=0.5)


def _listed(sentence: Sentence, found: tuple[Quantity, ...]) -> Iterator[Outcome]:
    """ "Inkomsterna fördelar sig på 45 % …, 29 % … och 16 % …"."""
    text = sentence.text
    if _OVERLAP.search(text):
        return
    if (
        len(found) < 3
        or _OF_WHICH.search(text)
        or _OTHER_BASE.search(text[found[0].start :])
        or re.search(r"\bmål\w*\b|20\d\d", text)
    ):
        return
    total = sum((each.value for each in found), Fraction(0))
    slack = Fraction(len(found), 2)
    if total <= _HUNDRED + slack:
        yield Held()
        return
    span = (found[0].start, found[-1].end)
    detail = f"Tillsammans blir de {int(total)} %."
    if _OF_ONE.search(text):
        yield wrong(sentence, span, "100 % tillsammans", detail, confidence=0.85)
    elif total <= 2 * _HUNDRED and re.match(r"Av (?:de|dem|deltagarna|alla|samtliga)\b", text):
        yield doubtful(sentence, span, "högst 100 % tillsammans", f"{detail} Någon kan höra till flera grupper.")
