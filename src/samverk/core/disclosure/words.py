"""The Swedish words that say whether a count is of participants, and whether the category is a sensitive one.

An association's report counts many things: staff, board members, meetings, municipalities, seats. Only participants are
protected here, so the words against weigh heavier than the words for: what is not plainly about participants is left.
"""

from __future__ import annotations

import re
from functools import lru_cache

PARTICIPANTS = re.compile(
    r"\w*deltagar(?:e|na|nas|en|ens|es)?\b|\binskrivna\b|\bnyinskriv\w+|\bremitterad\w*|\bremittent\w*|\begenremiss\w*"
    r"|\bklient(?:er|erna)?\b|\bpatient(?:er|erna)?\b|\bbrukar(?:e|na)\b|\butskrivna\b|\bavslutade personer\b"
)
GENDER = re.compile(
    r"\bkvinn(?:a|or|orna|liga?)\b|\bm[äa]n(?:nen)?\b|\bmanliga?\b|\bflickor\b|\bpojkar\b|\bicke-?bin\w+"
)
PERSONS = re.compile(r"\bperson(?:er|erna)?\b|\bindivid(?:er|erna)?\b|\bungdom(?:ar|arna)?\b|\bunga\b|\bvuxna\b")

SUPPORT = re.compile(
    r"\w*försörjning(?:sstöd|skälla|en)?\b|\bekonomiskt bistånd\b|\bsjukpenning\w*|\bsjukersättning\w*|\bsjukskriv\w+"
    r"|\baktivitetsersättning\w*|\baktivitetsstöd\w*|\ba-kassa\w*|\barbetslöshetsersättning\w*|\betableringsersättning\w*"
    r"|\brehab(?:iliterings)?penning\w*|\bsocialbidrag\w*"
)
HEALTH = re.compile(
    r"\bohälsa\w*|\bpsykisk\w*|\bdiagnos\w*|\bsjukdom\w*|\bmissbruk\w*|\bberoende(?:problem|sjuk)\w*"
    r"|\bfunktionsnedsättning\w*|\bfunktionshind\w+|\bvåld\w*|\butsatt(?:a)? för\b|\bdepression\w*|\bautism\w*|\badhd\b"
    r"|\bsjälvmord\w*|\bhemlös\w*|\bkriminalitet\w*"
)
_OCCUPATION = r"(?:arbete|jobb|studier|praktik|anställning|utbildning|sysselsättning)\b"
OUTCOMES = re.compile(
    rf"\b(?:till|i) (?:ett |annat |eget |nytt |ordinarie |(?:o|)subventionerat )?{_OCCUPATION}"
    rf"|\b(?:fått|fick|får|börjat|började) (?:[\w-]+ ){{0,3}}{_OCCUPATION}"
    r"|\barbete(?: eller |/| och )studier\b|\bstuderar\b|\bbörja\w* studera\b|\barbetslös\w*|\bavbr[öu]t\w*"
    r"|\bavbrott\b|\bavslutad\w*|\bavslutats\b|\bskrevs ut\b|\bskrivits ut\b|\barbetsträning\b|\blönebidrag\w*"
    r"|\bnystartsjobb\b"
)
OUTCOME_LABELS = re.compile(
    r"^(?:varav |därav )?(?:till |i )?(?:\w+ )?(?:arbete|studier|praktik|anställning|utbildning|arbetslös\w*|avbrott"
    r"|arbetssökande|avliden|avlidna)\b"
)
EXITS = re.compile(r"\bavslut\w*|\bavbrut\w+|\bavbrott\b|\butskriv\w*")
_MONEY = re.compile(
    r"\bekonomin?\b|\b[tm]?n?kr\b|\bkronor\b|kostnad|\bbelopp\b|intäkt|\bbudget|finansiering|\bbokslut\b|resultaträkning"
)
_STAFF = re.compile(
    r"\banställ(?:d|da|das)\b|personal|medarbetar|handläggar|\bledam[öo]t|(?<!\w)ersättare\b|styrelse|styrgrupp"
    r"|beredningsgrupp|revisor|chef|\btjänst(?:er|erna)?\b|\btjänste(?:man|män|person)|årsarbet|\bkansli|\bcoach"
    r"|koordinator|utvärderar|\bteam|representant|politiker|projektled|samordnare|\brekryt|\bvikari|\bpension|\barbetsgrupp"
    r"|\bsina? (?:anställning|tjänst|uppdrag)|företag(?:et|en)?\b"
)
_GATHERINGS = re.compile(
    r"\bmöte|träff|arrangera|anordna|\bsamlade|\binspir|\bdatum\b|sammanträd|tillfäll|caseforum|seminari|konferens|workshop|föreläs|\bfrukost|webbinari|nätverk|\bkurs"
    r"|\butbildningar(?:na)?\b|utbildningsdag|utbildningstillf|\butbildningen\b|processtöd|studiebesök|evenemang|\bevent"
    r"|akademi|mässa\b|temadag|fortbildning|kompetensutveckling|\butbildning(?:sinsats)? (?:i|om|för)\b"
)
_SURVEYS = re.compile(r"enkät|\bsvar(?:en|ade|ande)?\b|respondent|indikator|svarsfrekvens")
_NOT_COUNTS = re.compile(
    r"\bmedel(?:värde|ålder|tid|tal|tiden)?\b|\bgenomsnitt|\bmedian|\bsnitt|\bindex|poäng|\bbetyg|\bskala|\bkvot"
    r"|\bmånader\b|\btimmar\b|\bveckor\b|\bdagar\b|\bantal år\b|\bsida\b|\bsidor\b|\bnr\b|\bnummer\b|kötid|väntetid"
    r"|\bper (?:handläggare|år|månad|person|deltagare|kommun|invånare)\b|\bårtal\b"
    r"|\brisk|\bsannolik|\bkonsekvens|\bpriorit|\bnivå|\bskattning|självskatt|\bnöjd|\brang\b|\bsteg\b"
)
_PLANS = re.compile(
    r"\bmål(?:et|en|värde|värden|tal)?\b|\bplan(?:erat|erade|en)?\b|prognos|\bplatser\b|förvänta|beräknat|målsätt"
)
_STRUCTURAL = re.compile(r"strukturövergripande|strukturinriktad|\borganisation\b|personalförhåll")
_SHARES = re.compile(r"%|\bandel(?:en|ar)?\b|\bprocent\b")
_TOTALS = re.compile(
    r"^(?:totalt?|totalsumma|summa|samtliga|alla|sammanlagt|hela (?:gruppen|projektet|insatsen)|båda könen)\b"
)
_COUNTED = re.compile(r"\bantal(?:et)?\s+(\w+)")
_PARTICIPANTS_COUNTED = re.compile(r"\bantal(?:et)? (?:nya |unika |inskrivna |avslutade )?deltagare\b")
_PEOPLE_COUNTED = re.compile(
    r"\w*deltagar\w*|person|kvinn|m[äa]n|individ|inskriv|nyinskriv|remitter|remiss|avslut|utskriv|ungdom|unga|vuxna|klient"
    r"|patient|brukar|som\b|i\b|till\b|med\b|av\b|nya|pågående|aktiva|unika|20\d\d"
)


@lru_cache(maxsize=20_000)
def is_about_others(text: str) -> bool:
    """True when words say that it is about money, staff, gatherings or surveys, not about participants."""
    return any(pattern.search(text.lower()) for pattern in (_MONEY, _STAFF, _GATHERINGS, _SURVEYS))


@lru_cache(maxsize=20_000)
def is_excluded(label: str) -> bool:
    """True for a title or label whose numbers are no counts of participants: of others, or averages and time."""
    lowered = label.lower()
    if is_about_others(label) or _NOT_COUNTS.search(lowered):
        return True
    counted = _COUNTED.search(lowered)
    return counted is not None and not _PEOPLE_COUNTED.match(counted[1])


@lru_cache(maxsize=20_000)
def is_planned(text: str) -> bool:
    """True when words say that the number is a target, a plan or a number of places."""
    return bool(_PLANS.search(text.lower()))


@lru_cache(maxsize=20_000)
def is_structural(heading: str) -> bool:
    """True for a heading under which "deltagare" are staff at courses, or people of the association itself."""
    return bool(_STRUCTURAL.search(heading.lower()) or _STAFF.search(heading.lower()))


def is_money(text: str) -> bool:
    """True when words say that the numbers are money."""
    return bool(_MONEY.search(text.lower()))


def counts_participants(label: str) -> bool:
    """True for a label that says "antal deltagare", which no sum of money is called."""
    return bool(_PARTICIPANTS_COUNTED.search(label.lower())) and not is_excluded(label)


def is_share(label: str) -> bool:
    """True for a column heading that says share or per cent."""
    return bool(_SHARES.search(label.lower()))


def is_total(label: str) -> bool:
    """True for a row or column that says it is the total."""
    return bool(_TOTALS.match(label.strip().lower()))


@lru_cache(maxsize=20_000)
def names_participants(text: str) -> bool:
    """True when the words name participants of a measure, whatever the category."""
    return bool(PARTICIPANTS.search(text.lower()))


def names_gender(text: str) -> bool:
    """True when the words name women or men."""
    return bool(GENDER.search(text.lower()))


@lru_cache(maxsize=20_000)
def names_people(text: str) -> bool:
    """True when the words name participants, women, men or persons."""
    return any(pattern.search(text.lower()) for pattern in (PARTICIPANTS, GENDER, PERSONS))


@lru_cache(maxsize=20_000)
def is_category_label(label: str) -> bool:
    """True for the label of a category that says something sensitive: support, health, what came after."""
    return any(pattern.search(label.lower().strip()) for pattern in (SUPPORT, HEALTH, OUTCOME_LABELS))


def is_exit_label(label: str) -> bool:
    """True for a label that says that participants have left, whatever they left for."""
    return bool(EXITS.search(label.lower()))


def is_gathering(label: str) -> bool:
    """True for the label of a meeting, a course or the like, or of a column that only a list of such has."""
    return bool(_GATHERINGS.search(label.lower()))


def is_training(label: str) -> bool:
    """True for a label that may be a course ("BIP-utbildning") as well as what participants left for."""
    return "utbildning" in label.lower() and "utbildningsnivå" not in label.lower()


def tells_outcome(sentence: str) -> bool:
    """True when a sentence says what came after the measure: work, studies, an exit."""
    return bool(OUTCOMES.search(sentence.lower()))


@lru_cache(maxsize=20_000)
def is_sensitive(sentence: str) -> bool:
    """True when a sentence says something of health, income support or what came after the measure."""
    return any(pattern.search(sentence.lower()) for pattern in (SUPPORT, HEALTH, OUTCOMES))
