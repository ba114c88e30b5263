"""The code lists that ship: gender, support, occupation, education, referrer, exit reason, answers about violence."""

from __future__ import annotations

from samverk.core.outcomes.codes import Code, CodeList

SUS_RULES = "https://www.susam.se/af-fk-samarbete/deltagaransvarig-af/gemensam-kartlaggning"
SUS_REPORT = "https://www.susam.se/finsam/susrapport/standardrapport-deltagare"
_SCB = "https://www.finsam.se/information/forsorjningsmatt"
_COMBINED = "http://slideplayer.se/slide/1908761/"
_ROLES = "https://www.finsam.se/uppfoljning/uppfoljning-finsam/behorigheter/behorighetsroller"
ESF_PLUS = "förordning (EU) 2021/1057, bilaga I"
_LUND = "Finsam Lunds årsredovisning 2024"
_EXIT = "https://www.susam.se/finsam/deltagaransvarig/utregistrering-av-deltagare"
_ENDED = "https://www.susam.se/af-fk-samarbete/deltagaransvarig-fk/avslutat-samarbete"
_BROKEN = "https://www.susam.se/af-fk-samarbete/deltagaransvarig-fk/avbrutet-samarbete"

WOMAN, MAN, OTHER_GENDER = "woman", "man", "other"
NONE_SUPPORT, OTHER_SUPPORT = "none", "other_support"
MISREGISTERED, CONSENT_WITHDRAWN = "misregistered", "consent_withdrawn"
TO_WORK, TO_STUDIES, TO_REHABILITATION, TO_ORDINARY = "to_work", "to_studies", "to_rehabilitation", "to_ordinary"
WORK, STUDIES, SEEKING, OTHER_OCCUPATION = "work", "studies", "seeking", "other_occupation"

GENDERS = CodeList(
    "gender",
    "Kön",
    (
        Code(WOMAN, "Kvinna", source=_ROLES),
        Code(MAN, "Man", source=_ROLES),
        Code(OTHER_GENDER, "Annat eller inte uppgivet", source=ESF_PLUS),
    ),
    source=_ROLES,
    note="Uppföljning Finsam räknar kvinnor och män. ESF+ räknar också icke-binära personer.",
)

SUPPORT_SOURCES = CodeList(
    "support",
    "Försörjningskälla",
    (
        Code("sickness_benefit", "Sjukpenning, även rehabiliteringspenning", "ill_health", _SCB),
        Code("activity_compensation", "Aktivitetsersättning", "ill_health", _SCB),
        Code("sickness_compensation", "Sjukersättning", "ill_health", _SCB),
        Code("unemployment_benefit", "A-kassa", "labour_market", _SCB),
        Code("activity_support", "Aktivitetsstöd, även utvecklingsersättning", "labour_market", _SCB),
        Code("establishment_benefit", "Etableringsersättning med tillägg", "labour_market", _SCB),
        Code("social_assistance", "Försörjningsstöd", "assistance", _SCB),
        Code(OTHER_SUPPORT, "Annan offentlig försörjning", OTHER_SUPPORT),
        Code(NONE_SUPPORT, "Ingen offentlig försörjning", NONE_SUPPORT, SUS_RULES),
    ),
    source=_SCB,
    note="Föräldrapenning, ålderspension och liknande är ingen offentlig försörjning. Den som har ingen offentlig "
    f"försörjning kan inte samtidigt ha en annan källa ({_COMBINED}).",
)

SUPPORT_GROUP_NAMES = {
    "ill_health": "Ohälsa",
    "labour_market": "Arbetsmarknadsstöd",
    "assistance": "Ekonomiskt bistånd",
    OTHER_SUPPORT: "Annan offentlig försörjning",
    NONE_SUPPORT: "Ingen offentlig försörjning",
}
"""Group of income support → what SCB calls it; the two last are our own."""

OCCUPATIONS = CodeList(
    "occupation",
    "Sysselsättning",
    (
        Code(WORK, "Förvärvsarbete", source=SUS_REPORT),
        Code(STUDIES, "Studier", source=SUS_REPORT),
        Code(SEEKING, "Aktivt arbetssökande", source=SUS_REPORT),
        Code(OTHER_OCCUPATION, "Övrigt", source=SUS_REPORT),
    ),
    source=SUS_REPORT,
    note="Det som räknas är vad personen faktiskt gör. Den som är anställd men för sjuk för att arbeta arbetar inte. "
    f"Arbetsmarknadsutbildning är studier. Omfattningen 100 % är 40 timmar i veckan ({SUS_RULES}).",
)

EDUCATION_LEVELS = CodeList(
    "education",
    "Högsta slutförda utbildning",
    (
        Code("isced_0_2", "Grundskola eller kortare (ISCED 0–2)", source=ESF_PLUS),
        Code("isced_3_4", "Gymnasium eller eftergymnasial utbildning utanför högskolan (ISCED 3–4)", source=ESF_PLUS),
        Code("isced_5_8", "Högskola, yrkeshögskola eller forskarutbildning (ISCED 5–8)", source=ESF_PLUS),
    ),
    source=ESF_PLUS,
    note=f"Utländsk utbildning förs till motsvarande svenska nivå ({SUS_RULES}).",
)

REFERRERS = CodeList(
    "referrer",
    "Remittent",
    (
        Code("municipality", "Kommunen", source=_LUND),
        Code("social_insurance_agency", "Försäkringskassan", source=_LUND),
        Code("own", "Egen anmälan", source=_LUND),
        Code("region", "Regionen", source=_LUND),
        Code("employment_service", "Arbetsförmedlingen", source=_LUND),
        Code("other_referrer", "Annan"),
    ),
    note="Ingen nationell lista har hittats. Koderna är de som Finsam Lund redovisar, och annan.",
)

EXIT_REASONS = CodeList(
    "exit_reason",
    "Avslutsorsak",
    (
        Code(TO_WORK, "Till arbete", "ended", _LUND),
        Code(TO_STUDIES, "Till studier", "ended", _LUND),
        Code(TO_REHABILITATION, "Till rehabiliteringssamverkan eller fortsatt rehabilitering", "ended", _LUND),
        Code(TO_ORDINARY, "Rustad för ordinarie verksamhet", "ended", _LUND),
        Code("illness", "Slut på grund av sjukdom", "ended", _COMBINED),
        Code("ended_otherwise", "Avslutad som planerat, annat", "ended", _ENDED),
        Code("own_choice", "Avbruten, eget val", "broken_off", _BROKEN),
        Code(CONSENT_WITHDRAWN, "Samtycket återkallat", "broken_off", _BROKEN),
        Code("moved", "Flyttad", "broken_off"),
        Code("deceased", "Avliden", "broken_off"),
        Code(MISREGISTERED, "Felregistrering", "error", _EXIT),
    ),
    note="Den nationella listan över avslutsorsaker har inte hittats, bara delar av den. Den som är felregistrerad "
    "räknas inte i någon siffra.",
)

_QUESTIONS = "https://finsamroslagen.se/uppdrag-upptacka-vald-i-nara-relationer/"

VIOLENCE_DEFINITIONS = CodeList(
    "violence_definition",
    "Definition av våldsfrågorna",
    (
        Code("seven_lifetime", "De sju frågorna, någon gång i livet"),
        Code("seven_current", "De sju frågorna, nu eller det senaste året"),
        Code("seven_unstated", "De sju frågorna, tiden inte angiven", source=_QUESTIONS),
    ),
    note="Det nationella formuläret har sju frågor. Bara de två första har gått att läsa, och vilken tid frågorna "
    "gäller är inte känt. Frågornas ord följer inte med.",
)

ANSWERS = CodeList(
    "violence_answer",
    "Utsatt för en eller flera typer av våld",
    (Code("yes", "Ja", source=_QUESTIONS), Code("no", "Nej", source=_QUESTIONS)),
    source=_QUESTIONS,
)

STARTED, INCREASED, SAME_OR_LESS, NOT_OCCUPIED = "started", "increased", "same_or_less", "not_occupied"

CHANGE_NAMES = {
    STARTED: "Börjat arbeta eller studera",
    INCREASED: "Ökat omfattningen",
    SAME_OR_LESS: "Samma omfattning eller mindre",
    NOT_OCCUPIED: "Varken arbete eller studier",
}
"""What became of work and studies → what a reader calls it (`work.change`)."""

CODE_LISTS = (GENDERS, SUPPORT_SOURCES, OCCUPATIONS, EDUCATION_LEVELS, REFERRERS, EXIT_REASONS)
"""All of them, in the order they are shown."""
