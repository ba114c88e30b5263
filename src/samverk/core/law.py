"""The sources that rules cite: laws, recommendations, guidance and our own rules, each with its short name.

What no source confirms is a setting, not a rule (DESIGN.md section 5); the pages of docs/regler are built from this.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class LawSource:
    """A source. `key` is its short name, `title` the full Swedish one; `in_force` is the first day it applies."""

    key: str
    title: str
    in_force: date


OWN_RULE = "egen regel"
"""Key of the rules that no law states: a report that contradicts itself is wrong whatever the law says."""

_SOURCES = (
    LawSource("FinsamL", "lagen (2003:1210) om finansiell samordning av rehabiliteringsinsatser", date(2004, 1, 1)),
    LawSource("KL", "kommunallagen (2017:725)", date(2018, 1, 1)),
    LawSource("LKBR", "lagen (2018:597) om kommunal bokföring och redovisning", date(2019, 1, 1)),
    LawSource("KRL", "lagen (1997:614) om kommunal redovisning, som gällde till och med 2018", date(1998, 1, 1)),
    LawSource(
        "MOMS",
        "lagen (2005:807) om ersättning för viss mervärdesskatt för kommuner, regioner, kommunalförbund och "
        "samordningsförbund",
        date(2006, 1, 1),
    ),
    LawSource("lag (1930:173)", "lagen (1930:173) om beräkning av lagstadgad tid", date(1930, 7, 1)),
    LawSource("lag (1989:253)", "lagen (1989:253) om allmänna helgdagar", date(1990, 1, 1)),
    LawSource("R14", "Rådet för kommunal redovisning, R14 Drift- och investeringsredovisning", date(2019, 1, 1)),
    LawSource("R15", "Rådet för kommunal redovisning, R15 Förvaltningsberättelse", date(2019, 1, 1)),
    LawSource("R17", "Rådet för kommunal redovisning, R17 Delårsrapport", date(2019, 1, 1)),
    # instructions have no day of their own; these are older than the programme that began in 2014
    LawSource("SCB", "Statistiska centralbyråns anvisningar om deltagare i ESF-projekt", date(2014, 1, 1)),
    # guidance has no day of its own; it can be no older than the law it explains
    LawSource("Nationella rådet", "Nationella rådets vägledning till samordningsförbunden", date(2004, 1, 1)),
    LawSource(OWN_RULE, "Samverks egen regel: ett dokument får inte säga emot sig självt", date(2004, 1, 1)),
)

SOURCES: dict[str, LawSource] = {source.key: source for source in _SOURCES}


def citation(key: str, section: str) -> str:
    """Write a source for a reader: "LKBR 6 kap.". Raises KeyError when `key` names no known source."""
    source = SOURCES[key]
    return f"{source.key} {section}".strip()


@dataclass(frozen=True, slots=True)
class Provision:
    """A section of a source, in our own Swedish words.

    `key` and `section` together are what a rule cites ("FinsamL", "5 §"). `valid_from` is the first day the wording
    applies, None when no source at hand says it; `url` is where it can be read, "" when the text was not found.
    """

    key: str
    section: str
    wording: str
    valid_from: date | None
    url: str = ""


_FINSAM_PDF = "https://rkrattsdb.gov.se/SFSdoc/03/031210.pdf"
_COUNCIL_PDF = "https://rkrattsdb.gov.se/SFSdoc/17/170725.pdf"
_VAT_PDF = "https://rkrattsdb.gov.se/SFSdoc/05/050807.pdf"
_LKBR_TEXT = (
    "https://www.lagboken.se/Lagboken/start/forvaltningsratt/lag-2018597-om-kommunal-bokforing-och-redovisning/"
    "d_3256581-lag-2018_597-om-kommunal-bokforing-och-redovisning"
)
_LKBR_PARTS = "https://www4.skatteverket.se/rattsligvagledning/edition/2024.2/3237.html"
_FINSAM, _LKBR, _COUNCIL = date(2004, 1, 1), date(2019, 1, 1), date(2018, 1, 1)

_PROVISIONS = (
    Provision(
        "FinsamL",
        "3 §",
        "Försäkringskassan, Arbetsförmedlingen, minst en region och minst en kommun ska vara med, och varje del av "
        "området ska täckas av både en kommun och en region.",
        _FINSAM,
        _FINSAM_PDF,
    ),
    Provision(
        "FinsamL",
        "5 §",
        "Staten bidrar med hälften, regionerna tillsammans med en fjärdedel och kommunerna tillsammans med en "
        "fjärdedel. Flera kommuner, eller flera regioner, delar sin fjärdedel som de kommer överens.",
        _FINSAM,
        _FINSAM_PDF,
    ),
    Provision(
        "FinsamL",
        "5 a §",
        "En kommun utanför en region bidrar med hälften när ingen region är med.",
        None,
        _FINSAM_PDF,
    ),
    Provision(
        "FinsamL",
        "10 §",
        "Varje medlem har minst en ledamot och en ersättare i styrelsen, lika många av varje.",
        _FINSAM,
        _FINSAM_PDF,
    ),
    Provision(
        "FinsamL",
        "12 §",
        "Medlemmen bestämmer i vilken ordning ersättarna kallas in.",
        _FINSAM,
        _FINSAM_PDF,
    ),
    Provision(
        "FinsamL",
        "13 §",
        "Styrelsen väljs för fyra år, räknat från den 1 april året efter valet till fullmäktige, om förbundsordningen "
        "inte säger något annat.",
        _FINSAM,
        _FINSAM_PDF,
    ),
    Provision(
        "FinsamL",
        "15 §",
        "När en ledamot avgår träder ersättaren in. Medlemmen utser den som fattas, för resten av mandattiden.",
        _FINSAM,
        _FINSAM_PDF,
    ),
    Provision(
        "FinsamL",
        "17 §",
        "Styrelsen väljer bland ledamöterna en ordförande och en eller två vice ordförande.",
        _FINSAM,
        _FINSAM_PDF,
    ),
    Provision(
        "FinsamL",
        "19 §",
        "Att protokollet är justerat anslås hos varje kommun och region som är medlem. Sammanträdet där budgeten "
        "fastställs är offentligt och kungörs så som förbundsordningen säger.",
        _FINSAM,
        _FINSAM_PDF,
    ),
    Provision(
        "FinsamL",
        "21 §",
        "Kommunallagens regler om god ekonomisk hushållning, budget och treårsplan gäller. Förbundet får inte gå i "
        "borgen och inte låna annat än sedvanliga krediter.",
        date(2024, 1, 1),
        _FINSAM_PDF,
    ),
    Provision(
        "FinsamL",
        "23 §",
        "Styrelsen beslutar budgeten senast den 30 november, efter samråd med medlemmarna.",
        _FINSAM,
        _FINSAM_PDF,
    ),
    Provision(
        "FinsamL",
        "24 §",
        "Styrelsen upprättar årsredovisningen inom tre månader från årets slut, enligt lagen om kommunal bokföring och "
        "redovisning.",
        _LKBR,
        _FINSAM_PDF,
    ),
    Provision(
        "FinsamL",
        "25 §",
        "En revisor per medlem granskar; Försäkringskassan utser en gemensam för staten.",
        _FINSAM,
        _FINSAM_PDF,
    ),
    Provision(
        "FinsamL",
        "26 §",
        "Revisionsberättelsen går till styrelsen och medlemmarna, och varje medlem beslutar för sig om ansvarsfrihet.",
        _FINSAM,
        _FINSAM_PDF,
    ),
    Provision(
        "FinsamL",
        "27 §",
        "En medlem får lämna förbundet efter uppsägning. Uppsägningstiden är tre år, om förbundsordningen inte säger "
        "kortare.",
        _FINSAM,
        _FINSAM_PDF,
    ),
    Provision(
        "FinsamL",
        "28 §",
        "Den som är medlem i en kommun eller region som ingår i förbundet får överklaga förbundets beslut.",
        _FINSAM,
        _FINSAM_PDF,
    ),
    Provision("KL", "5:69", "Protokollet justeras senast fjorton dagar efter sammanträdet.", _COUNCIL, _COUNCIL_PDF),
    Provision(
        "KL",
        "8:12",
        "Att protokollet är justerat anslås senast andra dagen efter justeringen, och anslaget sitter uppe tills "
        "tiden för att överklaga har gått ut.",
        _COUNCIL,
        _COUNCIL_PDF,
    ),
    Provision(
        "KL",
        "8:14",
        "Budgetförslaget finns på webbplatsen från den dag då sammanträdet som fastställer budgeten kungörs.",
        _COUNCIL,
        _COUNCIL_PDF,
    ),
    Provision(
        "KL",
        "11:5",
        "Budgeten görs för nästa kalenderår, och intäkterna ska överstiga kostnaderna.",
        _COUNCIL,
        _COUNCIL_PDF,
    ),
    Provision(
        "KL",
        "11:6",
        "Budgeten visar hur verksamheten finansieras och ställningen vid årets slut, med mål och riktlinjer och en "
        "plan för tre år där budgetåret är det första.",
        _COUNCIL,
        _COUNCIL_PDF,
    ),
    Provision(
        "KL",
        "13:5",
        "Ett överklagande ska ha kommit in inom tre veckor från den dag då justeringen anslogs.",
        _COUNCIL,
        _COUNCIL_PDF,
    ),
    Provision("LKBR", "1:5", "Räkenskapsåret är kalenderåret.", _LKBR, _LKBR_TEXT),
    Provision(
        "LKBR",
        "3 kap.",
        "Räkenskaperna bevaras i sju år. Från vilken dag de sju åren räknas har inte gått att läsa; det är en "
        "inställning.",
        _LKBR,
        _LKBR_PARTS,
    ),
    Provision(
        "LKBR",
        "4:1",
        "Årsredovisningen består av resultaträkning, balansräkning, kassaflödesanalys, noter, driftredovisning, "
        "investeringsredovisning och förvaltningsberättelse.",
        _LKBR,
        _LKBR_PARTS,
    ),
    Provision("LKBR", "5 kap.", "Resultaträkningens rader, i fast ordning, till årets resultat.", _LKBR, _LKBR_TEXT),
    Provision("LKBR", "6 kap.", "Balansräkningen: tillgångar, eget kapital, avsättningar, skulder.", _LKBR, _LKBR_TEXT),
    Provision(
        "LKBR",
        "8 kap.",
        "Kassaflödesanalysen: löpande verksamhet, investeringar, finansiering; den slutar i årets förändring av "
        "likvida medel.",
        _LKBR,
        _LKBR_TEXT,
    ),
    Provision("LKBR", "9 kap.", "Noterna: principer och upplysningar till räkningarnas poster.", _LKBR, _LKBR_TEXT),
    Provision("LKBR", "10 kap.", "Drift- och investeringsredovisning mot beslutad budget.", _LKBR, _LKBR_TEXT),
    Provision(
        "LKBR",
        "11 kap.",
        "Förvaltningsberättelsen: utveckling, viktiga förhållanden och händelser, styrning, personal och förväntad "
        "utveckling.",
        _LKBR,
        _LKBR_TEXT,
    ),
    Provision(
        "LKBR",
        "11:10",
        "Balanskravsresultatet: årets resultat rensat från realisationsvinster och orealiserade förändringar.",
        date(2024, 1, 1),
    ),
    Provision(
        "KRL",
        "2:11",
        "Räkenskaperna bevaras till och med det tionde året efter det kalenderår då räkenskapsåret avslutades.",
        None,
        "https://www.faronline.se/dokument/skatteverket/meddelanden/2004_2009/skvm20050026/",
    ),
    Provision(
        "MOMS",
        "7 §",
        "Den som har rätt till momsersättning ansöker för en eller tre månader i taget. Ansökan ska ha kommit in till "
        "Skatteverket senast andra året efter det kalenderår den gäller.",
        None,
        _VAT_PDF,
    ),
    Provision(
        "MOMS",
        "8 §",
        "Årsuppgiften ska ha kommit in till Skatteverket före utgången av juni året efter.",
        None,
        _VAT_PDF,
    ),
    Provision(
        "lag (1930:173)",
        "2 §",
        "Slutar en tid på en lördag, söndag, annan allmän helgdag eller på midsommarafton, julafton eller nyårsafton "
        "räknas nästa vardag.",
        None,
        "https://lagen.nu/1930:173",
    ),
    Provision(
        "lag (1989:253)",
        "1 §",
        "Vilka dagar som är allmänna helgdagar.",
        date(2005, 4, 1),
        "https://svenskforfattningssamling.se/sites/default/files/sfs/1989-05/SFS1989-253.pdf",
    ),
    Provision(
        "R14",
        "",
        "Utfallet jämförs med den beslutade budgeten, och ändringar under året redovisas för sig.",
        _LKBR,
        "https://www.faronline.se/dokument/radet-for-kommunal-redovisning/rkrr0014/",
    ),
    Provision(
        "R15",
        "",
        "Förvaltningsberättelsens innehåll. Den fullständiga listan har inte gått att läsa.",
        _LKBR,
        "https://www.faronline.se/dokument/radet-for-kommunal-redovisning/rkrr0015/",
    ),
    Provision(
        "R17",
        "",
        "Delårsrapporten täcker minst halva och högst två tredjedelar av året.",
        _LKBR,
        "https://www.faronline.se/dokument/radet-for-kommunal-redovisning/rkrr0017/",
    ),
    Provision(
        "SCB",
        "deltagare i ESF-projekt",
        "Projektets deltagare rapporteras varje månad, inom fyra veckor från månadens slut.",
        None,
        "https://www.scb.se/lamna-uppgifter/undersokningar/Europeiska-socialfonden/",
    ),
    Provision(
        "Nationella rådet",
        "delårsrapport",
        "Lagen kräver ingen delårsrapport; medlemmarna kan kräva den i förbundsordningen.",
        None,
        "https://www.finsam.se/kunskapsstod/ekonomi/arsredovisning",
    ),
    Provision(
        "Nationella rådet",
        "medlemssamråd",
        "Samrådet hålls med medlemmarna innan budgeten fastställs. Det beslutar ingenting.",
        None,
        "https://www.finsam.se/kunskapsstod/organisation-och-roller/medlemssamrad",
    ),
    Provision(
        "Nationella rådet",
        "statens medel",
        "Försäkringskassan fördelar statens medel. Vilken dag beskedet kommer säger ingen källa vi har funnit.",
        None,
        "https://www.finsam.se/kunskapsstod/ekonomi/finansiering/statens-fordelningsmodell",
    ),
    Provision(
        "Nationella rådet",
        "undertecknande",
        "De som sitter i styrelsen den dagen undertecknar, med namn och uppdrag i styrelsen, senast före "
        "revisionsberättelsen.",
        None,
        "https://www.finsam.se/kunskapsstod/ekonomi/arsredovisning",
    ),
    Provision(
        "Nationella rådet",
        "personuppgifter om deltagare",
        "Personuppgifter om enskilda deltagare hanteras hos parterna, inte i förbundet. Hur små grupper som får visas "
        "säger ingen källa vi har funnit; gränsen är en inställning.",
        None,
        "https://www.finsam.se/kunskapsstod/lagar-och-ramar/gdpr/personuppgiftsansvar",
    ),
    Provision("Nationella rådet", "tak för sparade medel", "En trappa efter storlek; stegen är inte återfunna.", None),
)

PROVISIONS: dict[tuple[str, str], Provision] = {(each.key, each.section): each for each in _PROVISIONS}
"""What rules cite, by (key, section)."""
