"""The definitions (definitioner): every figure about participants has one, with formula, base and source."""

from __future__ import annotations

from dataclasses import dataclass

from samverk.core.outcomes.code_lists import SUPPORT_SOURCES, SUS_REPORT, SUS_RULES

_COUNTED = "https://www.susam.se/finsam/deltagaransvarig/hur-fungerar-det"
_ANONYMOUS = "https://www.susam.se/finsam/deltagaransvarig/registrera-anonyma-deltagare"
_NATIONAL = "https://www.finsam.se/uppfoljning/uppfoljning-finsam/behorigheter/behorighetsroller"
_WILSON = "Wilson 1927, Journal of the American Statistical Association 22"
_SURVIVAL = (
    "Kaplan och Meier 1958, Journal of the American Statistical Association 53; "
    "Brookmeyer och Crowley 1982, Biometrics 38"
)


@dataclass(frozen=True, slots=True)
class Definition:
    """What a figure is. `formula` and `base` are Swedish words; `source` is empty when the definition is our proposal.

    `computed` names the function of core.outcomes that counts it, so that reading a definition loads no record.
    A new `version` is a new meaning under the same name. `is_mean` when it is a mean, which ties groups together.
    """

    code: str
    name: str
    formula: str
    base: str
    unit: str
    computed: str
    source: str = ""
    version: int = 1
    is_mean: bool = False


_ENROLLED = "Deltaganden som pågått någon dag i perioden, utan felregistreringar."
_EXITS = "Deltaganden som avslutats i perioden, utan felregistreringar och utan dem vars uppgift saknas."

_ALL = (
    Definition(
        "participations",
        "Deltaganden",
        "Antalet deltaganden. Varje insats räknas för sig, så en person i två insatser är två deltaganden.",
        _ENROLLED,
        "antal",
        "counting.participations",
        _COUNTED,
    ),
    Definition(
        "unique_persons",
        "Unika personer",
        "Antalet personer med minst ett deltagande. Samma person räknas en gång inom ett register; mellan register "
        "går det inte att veta.",
        _ENROLLED,
        "antal",
        "counting.unique_persons",
        _COUNTED,
    ),
    Definition(
        "anonymous",
        "Anonyma deltagare",
        "Antalet deltagare utan samtycke eller med skyddade uppgifter, efter kön. De räknas bara i det kalenderår de "
        "anges för.",
        "Alla anonyma deltagare i året.",
        "antal",
        "counting.anonymous_by_gender",
        _ANONYMOUS,
    ),
    Definition(
        "national_follow_up",
        "Deltagare till Uppföljning Finsam",
        "Deltaganden och anonyma deltagare i året, efter kön.",
        _ENROLLED,
        "antal",
        "counting.for_national_follow_up",
        _NATIONAL,
    ),
    Definition(
        "directly_before",
        "Direkt före",
        "Det som gällde inom en vecka före första dagen i insatsen.",
        "Varje deltagande för sig.",
        "ja eller nej",
        "support.is_directly_before",
        SUS_RULES,
    ),
    Definition(
        "months_in_support",
        "Tid i offentlig försörjning före insatsen",
        "Medelvärdet av antalet hela månader i offentlig försörjning fram till start. Avbrott på upp till en månad "
        "räknas inte som avbrott.",
        "Deltaganden i perioden där tiden är känd.",
        "månader",
        "support.mean_months_in_support",
        SUS_RULES,
        is_mean=True,
    ),
    Definition(
        "main_support",
        "Huvudsaklig försörjning vid start",
        "Andelen vars huvudsakliga försörjning vid start är en viss källa.",
        "Deltaganden i perioden där försörjningen är känd.",
        "procent",
        "support.share_with_main_support",
        SUPPORT_SOURCES.source,
    ),
    Definition(
        "any_support",
        "Försörjning vid start",
        "Andelen som har en viss källa vid start, huvudsaklig eller inte. En person kan ha flera källor.",
        "Deltaganden i perioden där försörjningen är känd.",
        "procent",
        "support.share_with_support",
        SUPPORT_SOURCES.source,
    ),
    Definition(
        "support_transitions",
        "Övergångar i försörjning",
        "Antalet för varje par av huvudsaklig försörjning vid start och vid avslut, eller 3, 6 eller 12 månader efter.",
        "Avslutade deltaganden där båda är kända. De övriga visas som uppgift saknas.",
        "antal",
        "support.transitions",
        SUS_REPORT,
    ),
    Definition(
        "exits_to_work_or_studies",
        "Avslut till arbete eller studier",
        "Andelen avslut vars avslutsorsak är arbete eller studier.",
        _EXITS,
        "procent",
        "work.share_exited_to",
        "Finsam Lunds årsredovisning 2024",
    ),
    Definition(
        "work_or_studies",
        "I arbete eller studier",
        "Andelen som arbetar eller studerar vid avslut, eller 3, 6 eller 12 månader efter.",
        _EXITS,
        "procent",
        "work.share_occupied",
        SUS_REPORT,
    ),
    Definition(
        "started_or_increased",
        "Börjat eller ökat",
        "Andelen som arbetar eller studerar och inte gjorde det vid start, eller gör det i större omfattning. "
        "Omfattningen 100 % är 40 timmar i veckan.",
        _EXITS,
        "procent",
        "work.share_started_or_increased",
        SUS_REPORT,
    ),
    Definition(
        "time_in_measure",
        "Tid i insatsen",
        "Medelvärdet av tiden från första till sista dagen, båda medräknade. En månad är 365,25 / 12 dagar.",
        "Deltaganden som avslutats i perioden, utan felregistreringar.",
        "månader",
        "durations.time_in_measure",
        SUS_REPORT,
        is_mean=True,
    ),
    Definition(
        "target",
        "Måluppfyllelse",
        "Ett mål är nått när hela intervallet för andelen ligger på målvärdet eller över, inte nått när hela ligger "
        "under. Däremellan går det inte att säga. Intervallet är Wilsons på 95 %. Under ett minsta antal, som är en "
        "inställning, är de för få för att säga.",
        _EXITS,
        "nått, inte nått, går inte att säga",
        "targets.judged",
        _WILSON,
    ),
    Definition(
        "median_time_to_work",
        "Mediantid till arbete",
        "Den tid från start inom vilken hälften har börjat arbeta, med hänsyn till dem som ännu inte gjort det (Kaplan–"
        "Meier). Intervallet är på 95 %, efter log(−log).",
        "Deltaganden som inte arbetade vid start.",
        "dagar",
        "survival.median_time_to_work",
        _SURVIVAL,
    ),
    Definition(
        "queue",
        "I kö",
        "Antalet som väntar på plats en viss dag.",
        "Alla som ställts i kö och varken startat eller lämnat kön.",
        "antal",
        "durations.queue_on",
    ),
    Definition(
        "waiting_time",
        "Kötid",
        "Mediantiden från att personen ställdes i kö till start, med hänsyn till dem som fortfarande väntar "
        "(Kaplan–Meier).",
        "Alla som stått i kö någon dag i perioden.",
        "dagar",
        "durations.waiting_time",
        _SURVIVAL,
    ),
    Definition(
        "cost_per_participation",
        "Kostnad per deltagande",
        "Insatsens kostnad delad med antalet deltaganden. Spannet går från kostnaden med de anonyma deltagarna "
        "medräknade till kostnaden per unik person.",
        _ENROLLED,
        "kronor",
        "costs.cost_per_participation",
    ),
    Definition(
        "cost_per_exit",
        "Kostnad per avslut med resultat",
        "Insatsens kostnad delad med antalet avslut med resultat. Spannet följer Wilsons intervall på 95 % för "
        "andelen.",
        _EXITS,
        "kronor",
        "costs.cost_per_exit",
        _WILSON,
    ),
    Definition(
        "violence",
        "Utsatt för våld",
        "Andelen som svarat ja på minst en av frågorna om våld. Antal enligt olika definitioner läggs aldrig ihop.",
        "De som har svarat på frågorna enligt samma definition.",
        "procent",
        "violence.share_exposed",
        "https://finsamroslagen.se/uppdrag-upptacka-vald-i-nara-relationer/",
    ),
    Definition(
        "progress",
        "Stegförflyttning",
        "Andelen som skattats högre sista gången än första, och medelvärdet av förändringen.",
        "Personer som skattats minst två gånger på samma fråga av samma slags skattare.",
        "procent",
        "progress.changed",
        "https://vaeksthusets-kompetencecenter.dk/sv/forskning/",
    ),
    Definition(
        "new_case_worker",
        "Byte av handläggare",
        "Andelen som har haft mer än en handläggare.",
        "Personer vars handläggare är känd.",
        "procent",
        "progress.share_with_new_case_worker",
        "https://samordningsforbundetskaraborg.se/bip-metoden/",
    ),
    Definition(
        "clearly_positive",
        "Andel klart positiva svar",
        "Klart positiva svar delade med alla svar, för en indikator, svarsgrupp och år, jämfört med riket. Under ett "
        "minsta antal svar, som är en inställning, är de för få för att säga. Vad som är ett klart positivt svar har "
        "inte hittats i någon källa.",
        "Alla svar på indikatorn i gruppen det året.",
        "procent",
        "surveys.compared",
        "http://nnsfinsam.se/dokument/indikatorrapporter.aspx",
    ),
)

DEFINITIONS: dict[str, Definition] = {each.code: each for each in _ALL}
"""Code → definition, in the order they are shown."""

SUMMARISED = ("months_in_support", "time_in_measure", "median_time_to_work", "waiting_time")
"""The means and medians that may leave the register, in months."""
