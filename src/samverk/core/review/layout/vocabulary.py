"""The words that stand above columns of figures, and the words that no row label ends with. Folded, so that text read
from a picture ("Utfa11", "&r") is known too.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from samverk.core.review.numbers import MINUSES, MONTHS, is_date, is_year

_ROLES_WORDS = (
    "utfall bokslut budget budgeterat prognos plan avvikelse avv diff differens forandring skillnad andel"
    " resultat not noter totalt total summa kvinnor man kon antal belopp utf budg ack ackumulerat redovisat"
    " rekvirerat beviljat beslutat intakter kostnader netto ram utgift inkomst"
)
ROLES = frozenset(_ROLES_WORDS.split())
"""Words that name what a column holds, each able to be the whole of a header."""

_OWN_COLUMN_WORDS = (
    "utfall bokslut budget budgeterat prognos plan avvikelse avv diff differens forandring skillnad andel not"
    " noter totalt total summa kvinnor man utf budg ack ackumulerat"
)
_OWN_COLUMN = frozenset(_OWN_COLUMN_WORDS.split())
_BESIDE_WORDS = (
    "aktuell arets forra foregaende fg ing utg ingaende utgaende per helar ar arsbudget jan feb mars mar apr"
    " april maj jun juni jul juli aug sep sept okt nov dec januari februari augusti september oktober november"
    " december t.o.m. t.o.m tom to till och delar tertial kvartal kv halvar period perioden i mot fran av varav"
    " reviderad faststalld ursprunglig preliminar prel beraknat revidering verksamhetsplan alla budgetavvikelse"
    " arsprognos helarsprognos ub ib ingb utgb bokfort"
)
_BESIDE = frozenset(_BESIDE_WORDS.split())
_UNITS_WORDS = "tkr kr mkr mnkr kkr sek ksek msek % procent tkr. kr. mkr. kronor tusental"
UNITS = frozenset(_UNITS_WORDS.split())
_LONG_ROLES = tuple(sorted(word for word in ROLES | _BESIDE if len(word) >= 5))
_PERIOD = re.compile(
    rf"(?:{MONTHS})\.?(?:[{MINUSES}/](?:{MONTHS})\.?)?|[0-9]{{1,2}}/[0-9]{{1,2}}|q[1-4]|t[1-3]|[0-9]{{4}}[{MINUSES}/:][0-9]{{1,2}}"
    rf"|[0-9]{{2}}/[0-9]{{2}}|[0-9]{{4}}[{MINUSES}/][0-9]{{2,4}}|(?:19|20)[0-9]{{4}}(?:[{MINUSES}](?:19|20)[0-9]{{4}})?"
    r"|[0-9]{6}(?:-[0-9]{6})?"
)
_FOLDS = str.maketrans("åäàáâãæöøóòôéèêëüúùïíìçñ&", "aaaaaaaoooooeeeeuuuiiicna")

_MISREAD = str.maketrans("10|", "lol")

NEVER_LAST = frozenset(
    "och eller samt i pa till fran med om for av under over mellan cirka ca ca. drygt nastan hogst minst minus plus den"
    " aren var blev blir uppgick uppgar motsvarar omfattade kostade kostar pa nr nummer sid sida sidan s. kap"
    " kapitel bilaga punkt tel telefon tfn fax mobil kl kl. klockan sedan per varav endast totalt: att som de ett en"
    " det hosten varen sommaren vintern slutet paragraf § lag sfs box postgiro bankgiro plusgiro org.nr"
    f" lagen forordning vid at hos inom efter fore vilket alltsa {MONTHS.replace('|', ' ')}".split()
)
"""A label that ends with one of these is running text: "uppgick till 3 685", "den 21 mars 2024"."""

_CALLS = re.compile(
    r"\b(?:tel|telefon|tfn|fax|mobil|bankgiro|plusgiro|postgiro|org\.?\s?nr|organisationsnummer|dnr|diarienummer|personnummer"
    r"|www|http\w*|sidan?|postadress|besoksadress)\b|@"
)


@lru_cache(maxsize=16384)
def fold(text: str) -> str:
    """Lower case without diacritics: "År" → "ar". Letters that no fold knows are kept."""
    folded = text.lower().translate(_FOLDS)
    if folded.isascii():
        return folded
    parted = unicodedata.normalize("NFKD", folded)
    return "".join(letter for letter in parted if not unicodedata.combining(letter))


def skeleton(text: str) -> str:
    """Folded, and with the digits that letters are misread as made letters: "He1år" and "Helår" are alike."""
    return fold(text).translate(_MISREAD)


def _bare(word: str) -> str:
    return fold(word).strip("()[]:;,*/\"'’")


@lru_cache(maxsize=16384)
def is_role(word: str) -> bool:
    """True for a word that names a column: "Utfall", "Budget", "Avvikelse", also badly read ("Utfa11")."""
    bare = _bare(word)
    if bare.strip(".") in ROLES or bare.rstrip(".0123456789") in ("utfall", "budget", "bokslut", "prognos", "plan"):
        return True
    return _nearest(bare) in ROLES or bare.startswith(("budgetavv", "avvikelse", "utfall"))


@lru_cache(maxsize=16384)
def names_own_column(word: str) -> bool:
    """True for a role word that starts a header of its own; "resultat" and "belopp" are also words of labels."""
    bare = _bare(word).strip(".")
    return bare in _OWN_COLUMN or _nearest(bare) in _OWN_COLUMN or bare.startswith(("avvikelse", "budgetavv"))


@lru_cache(maxsize=16384)
def is_beside_role(word: str) -> bool:
    """True for a word that stands in headers beside a role or a year: "aktuell", "jan-dec", "t.o.m."."""
    bare = _bare(word)
    return bare in _BESIDE or _PERIOD.fullmatch(bare) is not None or _nearest(bare) in _BESIDE


def is_unit(word: str) -> bool:
    """True for the name of a unit: "tkr", "kr.", "%"."""
    return _bare(word).rstrip(".") in UNITS or word == "%"


@lru_cache(maxsize=16384)
def is_time(word: str) -> bool:
    """True for a year, a date or a span of dates written without a space: "2024", "2024-12-31"."""
    bare = word.strip("()[],;:*")
    return is_year(bare) or (is_date(bare) and bare[:1].isdigit()) or _is_short_span(bare)


def _is_short_span(text: str) -> bool:
    return re.fullmatch(rf"(?:19|20)[0-9]{{2}}\s?[{MINUSES}/]\s?(?:19|20)?[0-9]{{2}}", text) is not None


@lru_cache(maxsize=8192)
def _nearest(word: str) -> str:
    """The known long word that `word` is with at most one letter wrong after reading 1 as l and 0 as o, else ""."""
    if len(word) < 5 or len(word) > 24:
        return ""
    mended = word.replace("1", "l").replace("0", "o").replace("5", "s")
    for known in _LONG_ROLES:
        if mended == known:
            return known
        # only damaged words count: a letter swapped in a whole word makes another word
        if (mended != word or not mended.isalpha()) and _differs_by_one(mended, known):
            return known
    return ""


def _differs_by_one(one: str, other: str) -> bool:
    return len(one) == len(other) and sum(a != b for a, b in zip(one, other, strict=True)) == 1


def ends_openly(label: str) -> bool:
    """True when a label ends as no label does: a preposition, a month, "uppgick till", "cirka"."""
    words = fold(label).split()
    if label.lower().endswith(" är"):
        return True
    return bool(words) and (words[-1] in NEVER_LAST or words[-1].rstrip(".,:") in NEVER_LAST)


def is_contact(text: str) -> bool:
    """True for telephone numbers, addresses and registration numbers."""
    return _CALLS.search(fold(text)) is not None
