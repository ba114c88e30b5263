"""Sentences about people as numbers: how many, what share of how many, and how many of them are of which kind.

Only what one sentence says by itself is read. A sentence about targets, places or rules says nothing of real people.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

from samverk.core.disclosure import words

_WORDS = {
    "en": 1, "ett": 1, "två": 2, "tre": 3, "fyra": 4, "fem": 5, "sex": 6, "sju": 7, "åtta": 8, "nio": 9, "tio": 10,
    "elva": 11, "tolv": 12,
}  # fmt: skip
_NUMBER = r"(?<![\w,.:§-])(\d{1,3}(?: \d{3})+|\d{1,6}|" + "|".join(_WORDS) + r")(?![\w,.:-]*\d)"
_PEOPLE = (
    r"(?:(?:nya |unika |avslutade |utskrivna |inskrivna |remitterade |kvinnliga |manliga |unga )*"
    r"(?:deltagare|deltagarna|personer|person|kvinnor|kvinna|män|man|individer|individ|ungdomar|ungdom|klienter|klient"
    r"|patienter|patient|inskrivna|utskrivna|remitterade|avslutade))\b"
)
_PERCENT = r"(\d{1,3}(?:[,.]\d+)?) ?(?:%|procent\b)"
_OF = r"av (?:de |dem |dessa |alla |samtliga |totalt |projektets |insatsens |årets |sammanlagt )*"

_SHARE = re.compile(_PERCENT)
_SHARE_OF = re.compile(rf"{_PERCENT} {_OF}{_NUMBER} (?:{_PEOPLE}|som\b)")
_BASE = re.compile(rf"\b{_OF}{_NUMBER} (?:{_PEOPLE}|som\b)")
_PART_OF = re.compile(rf"{_NUMBER}(?: {_PEOPLE})? {_OF}{_NUMBER}(?: {_PEOPLE})? \({_PERCENT}\)")
_OF_WHICH = re.compile(rf"{_NUMBER} {_PEOPLE}[^.;:()]{{0,60}}?,? (?:varav|därav|av vilka)\b ?(.*)")
_OF_THEM = re.compile(r"^av (?:dem|dessa)\b (?:var|är|hade|har|fick|gick|kom)?\b ?")
_GROUP = re.compile(rf"{_NUMBER} {_PEOPLE}")
_PART = re.compile(
    rf"{_NUMBER}(?= {_PEOPLE}| (?:av dem|var|är|har|hade|gick|fick|kom|till|från|i|som|avslut\w+|skrevs|började)\b"
    r"| ?[,.]? ?$)"
)
_ANY_NUMBER = re.compile(r"\d+|\b(?:" + "|".join(_WORDS) + r")\b")
_FEW = re.compile(
    rf"{_NUMBER} (?:{_PEOPLE}|av (?:de |dem\b|dessa\b|deltagarna|kvinnorna|männen|personerna|ungdomarna))"
)
_ALL = re.compile(rf"\b(?:samtliga|alla)(?: de)? {_NUMBER} {_PEOPLE}")

_OUT_OF = re.compile(r"\bav (?:de |dem |dessa )*$")  # "två av tre deltagare" is a way to say a share
_ROUGH = re.compile(
    r"(?:cirka|ca\.?|c:a|omkring|runt|ungefär|knappt|drygt|nästan|nära|strax (?:under|över)|uppemot) ?$"
)
_LIMIT = re.compile(
    r"(?:minst|högst|mer än|fler än|mindre än|färre än|över|under|upp till|max|maximalt|lägst|ytterligare|på|till|med"
    r"|från|om|hel|per|[\d,]+ ?[-–]|\d (?:till|och|eller)) ?$"
)
_WORKING_TIME = re.compile(r" ?(?:av (?:hel|en|sin)|tjänst|heltid|deltid|arbetstid|närvaro|sjukskriv|omfattning|-ig)")
_NEW_BASE = re.compile(r"\b(?:varav|därav|av dessa|av dem|av vilka|av kvinnorna|av männen|bland)\b")
_RULE = re.compile(
    r"^(?:när|om)\b|\b(?:när|om) en\b|\b(?:ska|skulle|bör|måste|kan|kunna|kunde|behöver|exempel(?:vis)?|varje|per"
    r"|i taget|platser|brukar)\b"
)
_HAPPENED = re.compile(
    r"\b(?:fick|gick|började|har|hade|blev|var|är|avslutades|avslutats|avslutade|avbröt|avbrutit|skrevs|skrivits|återgick"
    r"|remitterades|startade|lever|levde|saknar|saknade|uppbar|uppbär|varav|kom|kommit|nådde|nått|studerar)\b"
)
_HAPPENED_TO_ONE = re.compile(
    r"\b(?:fick|gick|började|hade|blev|avslutades|avslutade|avbröt|skrevs|återgick|remitterades|startade|uppbar|kom|nådde"
    r"|har (?:fått|gått|börjat|avslutat|avslutats|avbrutit|skrivits|återgått|kommit|nått))\b"
)


@dataclass(frozen=True, slots=True)
class ShareClaim:
    """A percentage of a stated number of people.

    `count` is how many the sentence says it is, None when it does not. `is_rough` when a word like "cirka" stands
    before it, `is_certain` when no other group than the `total` can be meant.
    """

    offset: int
    words: str
    percent: Decimal
    total: int
    count: int | None = None
    is_rough: bool = False
    is_certain: bool = True


@dataclass(frozen=True, slots=True)
class CountClaim:
    """A number of people: `count` of them, out of `total` when the sentence says it; `words` as printed."""

    offset: int
    words: str
    count: int
    total: int | None = None


def is_of_real_people(sentence: str) -> bool:
    """False for a sentence about targets, places, plans or what ought to be."""
    return not words.is_planned(sentence) and not re.search(r"\b(?:ska|skall|skulle|bör)\b", sentence.lower())


def is_about_participants(sentence: str) -> bool:
    """True for a sentence about participants and nobody else: no staff, no gathering, no money."""
    return not words.is_about_others(sentence) and (words.names_participants(sentence) or words.tells_outcome(sentence))


def share_claims(sentence: str) -> list[ShareClaim]:
    """Every percentage whose number of people the sentence states."""
    lowered = sentence.lower()
    if not is_of_real_people(sentence):
        return []
    found: dict[int, ShareClaim] = {}
    for match in _PART_OF.finditer(lowered):
        count, total = _number(match[1]), _number(match[2])
        if total and not _hedged(lowered, match.start(1)) and not _hedged(lowered, match.start(2)):
            found[match.start(3)] = ShareClaim(match.start(), match[0], _decimal(match[3]), total, count)
    for match in _SHARE_OF.finditer(lowered):
        claim = _claim(lowered, match, _number(match[2]), match.start(2), is_certain=True)
        if claim:
            found.setdefault(match.start(1), claim)
    for match in _SHARE.finditer(lowered):
        base = _base_before(lowered, match.start())
        if match.start(1) not in found and base and not re.match(r" av\b", lowered[match.end() :]):
            between = lowered[base.end() : match.start()]
            is_certain = not _NEW_BASE.search(between)
            claim = _claim(lowered, match, _number(base[1]), base.start(1), is_certain=is_certain)
            if claim:
                found[match.start(1)] = claim
    return [found[start] for start in sorted(found)]


def _base_before(sentence: str, end: int) -> re.Match[str] | None:
    """The only "av de n personer" before `end`; None when there is none or more than one."""
    bases = list(_BASE.finditer(sentence, 0, end))
    return bases[0] if len(bases) == 1 else None


def _claim(sentence: str, match: re.Match[str], total: int, total_start: int, *, is_certain: bool) -> ShareClaim | None:
    before, after = sentence[: match.start(1)], sentence[match.end(1) :]
    percent = _decimal(match[1])
    if not total or percent > 100 or _LIMIT.search(before) or _hedged(sentence, total_start):
        return None
    if _WORKING_TIME.match(re.sub(r"^ ?(?:%|procent)", "", after)):
        return None
    is_rough = bool(_ROUGH.search(before))
    return ShareClaim(match.start(), match[0], percent, total, is_rough=is_rough, is_certain=is_certain)


def few_claims(sentence: str, before: str = "") -> list[CountClaim]:
    """Numbers of participants that a sentence puts in a sensitive category; `before` is the text before it.

    "En person" is as a rule anybody, so one is read only where something has happened to that person.
    """
    lowered = sentence.lower()
    if not is_of_real_people(sentence) or words.is_about_others(sentence) or not words.is_sensitive(sentence):
        return []
    if _RULE.search(lowered) or not _HAPPENED.search(lowered):
        return []
    found = []
    for match in _FEW.finditer(lowered):
        count = _number(match[1])
        is_of_some = re.search(r"av (?:de |dem|dessa)$", match[0]) is not None
        if not words.names_participants(f"{before} {sentence}") and (is_of_some or not words.tells_outcome(sentence)):
            continue  # persons who may as well be staff
        if count == 1 and not _HAPPENED_TO_ONE.search(lowered):
            continue
        before_it = lowered[: match.start(1)]
        if count >= 1 and not (_ROUGH.search(before_it) or _LIMIT.search(before_it) or _OUT_OF.search(before_it)):
            found.append(CountClaim(match.start(), match[0], count))
    return found


def alike_claims(sentence: str) -> list[CountClaim]:
    """Groups of a stated size that a sentence puts whole in a sensitive category: "samtliga 12 deltagare hade …"."""
    lowered = sentence.lower()
    if not is_of_real_people(sentence) or words.is_about_others(sentence) or not words.is_sensitive(sentence):
        return []
    if _RULE.search(lowered) or not _HAPPENED.search(lowered):
        return []
    found = [CountClaim(each.start(), each[0], _number(each[1]), _number(each[1])) for each in _ALL.finditer(lowered)]
    whole = [each for each in share_claims(sentence) if each.percent == 100 and each.is_certain and not each.is_rough]
    return found + [CountClaim(each.offset, each.words, each.total, each.total) for each in whole]


def difference_claims(sentence: str, following: str = "") -> list[CountClaim]:
    """ "396 personer, varav 394 kvinnor": `total` 396 and `count` the sum of the parts that are named.

    Parts are added only when they are women and men. `following` is the next sentence, which may begin "Av dem …".
    """
    if not is_of_real_people(sentence) or not is_about_participants(sentence):
        return []
    lowered = sentence.lower()
    match = _OF_WHICH.search(lowered)
    if match is None:
        every, begins = list(_GROUP.finditer(lowered)), _OF_THEM.match(following.lower())
        if len(every) != 1 or begins is None or not is_of_real_people(following):
            return []
        match, rest = every[0], following.lower()[begins.end() :]
    else:
        rest = match[2]
    count, total = _parts(rest), _number(match[1])
    if count is None or count > total or _hedged(lowered, match.start(1)):
        return []
    return [CountClaim(match.start(), match[0].strip(" .,"), count, total)]


def _parts(rest: str) -> int | None:
    """How many people the words after "varav" name; None when that is not plain."""
    rest = re.split(r"[;:(]|\b(?:medan|men|jämfört|mot|under|år 20|sedan|inom)\b", rest)[0]
    parts = list(_PART.finditer(rest))
    is_all_read = len(parts) == len(_ANY_NUMBER.findall(re.sub(r"(?<=\d) (?=\d{3}\b)", "", rest)))
    is_one_split = len(parts) == 1 or all(words.names_gender(_next_word(rest, part.end())) for part in parts)
    if not parts or not is_all_read or not is_one_split or _SHARE.search(rest):
        return None
    if any(_hedged(rest, part.start(1)) for part in parts):
        return None
    return sum(_number(part[1]) for part in parts)


def _next_word(text: str, end: int) -> str:
    return text[end:].strip().partition(" ")[0]


def _hedged(sentence: str, start: int) -> bool:
    """True when a word before the number says that it is rough or a limit."""
    before = sentence[:start]
    return bool(
        _ROUGH.search(before) or re.search(r"(?:minst|högst|mer än|fler än|färre än|över|upp till|max) ?$", before)
    )


def _number(text: str) -> int:
    return _WORDS.get(text) or int(text.replace(" ", ""))


def _decimal(text: str) -> Decimal:
    return Decimal(text.replace(",", "."))
