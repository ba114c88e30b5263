"""Every kind of day in the year wheel: what binds, whose it is, and what the source says.

Sources: FinsamL, KL, LKBR, MOMS and what Nationella rådet and SCB say (core.law). Where practice or a setting gives the
day, the explanation says so.
"""

from __future__ import annotations

from samverk.core.year_wheel.deadline import DeadlineKind
from samverk.core.year_wheel.kinds import Binding, Destination, WheelRole

_DIRECTOR, _OFFICE, _BOARD = WheelRole.DIRECTOR, WheelRole.OFFICE, WheelRole.BOARD
_BOOKKEEPER, _AUDITOR, _MEMBER = WheelRole.BOOKKEEPER, WheelRole.AUDITOR, WheelRole.MEMBER
_COUNCIL = "Nationella rådet"

YEAR_END = DeadlineKind(
    code="AH-ARSSLUT",
    title="Räkenskapsåret {year} slutar",
    binding=Binding.LAW,
    acts=_BOOKKEEPER,
    destination=Destination.BOOKS,
    sources=(("LKBR", "1:5"),),
    happens=True,
    past="slutade",
)
BOOKS = DeadlineKind(
    code="AH-BOKFORING",
    title="Bokföringen för {year} inläst",
    binding=Binding.SETTING,
    acts=_BOOKKEEPER,
    destination=Destination.BOOKS,
    waits=(_DIRECTOR, _BOARD),
    explanation="Årsredovisningen byggs av årets bokföring. Ingen källa säger vilken dag den ska vara inläst; dagen är "
    "er egen inställning.",
)
ANNUAL_REPORT = DeadlineKind(
    code="AH-ARSREDOVISNING",
    title="Årsredovisning för {year}",
    binding=Binding.LAW,
    acts=_DIRECTOR,
    destination=Destination.ANNUAL_REPORT,
    waits=(_BOARD,),
    sources=(("FinsamL", "24 §"),),
    lead_days=89,
)
SIGNING = DeadlineKind(
    code="AH-UNDERSKRIFT",
    title="Årsredovisningen för {year} undertecknad",
    binding=Binding.PRACTICE,
    acts=_BOARD,
    destination=Destination.ANNUAL_REPORT,
    waits=(_AUDITOR,),
    sources=((_COUNCIL, "undertecknande"),),
    lead_days=14,
)
AUDIT = DeadlineKind(
    code="AH-REVISION",
    title="Revisionsberättelse för {year}",
    binding=Binding.PRACTICE,
    acts=_AUDITOR,
    destination=Destination.AUDIT,
    waits=(_BOARD, _MEMBER),
    sources=(("FinsamL", "26 §"),),
    explanation="Revisionsberättelsen går till styrelsen, medlemmarna och Arbetsförmedlingen. Lagen säger ingen dag; "
    "månaden är praxis och går att ställa in.",
    lead_days=0,
)
DISCHARGE = DeadlineKind(
    code="AH-ANSVARSFRIHET",
    title="Ansvarsfrihet för {year}: {member}",
    binding=Binding.LAW,
    acts=_MEMBER,
    destination=Destination.DISCHARGE,
    waits=(_BOARD,),
    sources=(("FinsamL", "26 §"),),
    explanation="Varje medlem beslutar för sig om styrelsen ska få ansvarsfrihet. Ingen källa säger vilken dag.",
)
STATE_ALLOCATION = DeadlineKind(
    code="AH-STATENS-MEDEL",
    title="Besked om statens medel för {year}",
    binding=Binding.SETTING,
    acts=_MEMBER,
    destination=Destination.STATE_ALLOCATION,
    waits=(_DIRECTOR,),
    sources=((_COUNCIL, "statens medel"),),
)
CONSULTATION = DeadlineKind(
    code="AH-SAMRAD",
    title="Samråd med medlemmarna om budgeten för {year}",
    binding=Binding.LAW,
    acts=_DIRECTOR,
    destination=Destination.CONSULTATION,
    waits=(_MEMBER, _BOARD),
    sources=(("FinsamL", "23 §"), (_COUNCIL, "medlemssamråd")),
    explanation="Styrelsen samråder med medlemmarna innan budgeten fastställs.",
    lead_days=60,
)
BUDGET_NOTICE = DeadlineKind(
    code="AH-KUNGORELSE",
    title="Sammanträdet om budgeten för {year} kungjort",
    binding=Binding.LAW,
    acts=_OFFICE,
    destination=Destination.BUDGET,
    waits=(_BOARD,),
    sources=(("FinsamL", "19 §"),),
    explanation="Sammanträdet där budgeten fastställs är offentligt och kungörs så som förbundsordningen säger. Hur "
    "lång tid före är en inställning.",
    lead_days=14,
)
PROPOSAL = DeadlineKind(
    code="AH-FORSLAG",
    title="Budgetförslaget för {year} på webbplatsen",
    binding=Binding.LAW,
    acts=_OFFICE,
    destination=Destination.BUDGET,
    waits=(_MEMBER,),
    sources=(("KL", "8:14"), ("FinsamL", "21 §")),
    lead_days=14,
)
BUDGET_MEETING = DeadlineKind(
    code="AH-BUDGETMOTE",
    title="Offentligt sammanträde om budgeten för {year}",
    binding=Binding.LAW,
    acts=_BOARD,
    destination=Destination.BUDGET,
    sources=(("FinsamL", "19 §"),),
    happens=True,
    past="var planerat till",
)
BUDGET = DeadlineKind(
    code="AH-BUDGET",
    title="Budget för {year} med plan för tre år",
    binding=Binding.LAW,
    acts=_DIRECTOR,
    destination=Destination.BUDGET,
    waits=(_BOARD,),
    sources=(("FinsamL", "23 §"), ("KL", "11:6")),
    lead_days=90,
)
REVISED_BUDGET = DeadlineKind(
    code="AH-BUDGET-REVIDERAD",
    title="Reviderad budget för {year}",
    binding=Binding.PRACTICE,
    acts=_DIRECTOR,
    destination=Destination.BUDGET,
    waits=(_BOARD,),
    explanation="Några förbund reviderar budgeten när föregående års resultat är känt. Lagen kräver det inte; ni har "
    "själva valt månaden.",
)
INTERIM_REPORT = DeadlineKind(
    code="AH-DELARSRAPPORT",
    title="Delårsrapport för {year}",
    binding=Binding.CHARTER,
    acts=_DIRECTOR,
    destination=Destination.INTERIM_REPORT,
    waits=(_BOARD, _MEMBER),
    sources=((_COUNCIL, "delårsrapport"), ("R17", "")),
    explanation="Förbundsordningen kräver delårsrapport. Den täcker minst halva och högst två tredjedelar av året. "
    "Tiden för att lämna den är en inställning.",
)
VAT_STATEMENT = DeadlineKind(
    code="AH-MOMS-ARSUPPGIFT",
    title="Årsuppgift om momsersättning för {year}",
    binding=Binding.LAW,
    acts=_BOOKKEEPER,
    destination=Destination.VAT,
    waits=(_DIRECTOR,),
    sources=(("MOMS", "8 §"),),
    lead_days=60,
)
VAT_CLAIM = DeadlineKind(
    code="AH-MOMS-ANSOKAN",
    title="Ansökningar om momsersättning för {year}",
    binding=Binding.LAW,
    acts=_BOOKKEEPER,
    destination=Destination.VAT,
    waits=(_DIRECTOR,),
    sources=(("MOMS", "7 §"),),
    lead_days=90,
)
ESF_REPORT = DeadlineKind(
    code="AH-ESF",
    title="Deltagare i {measure} till SCB, {month} {year}",
    binding=Binding.CONDITION,
    acts=WheelRole.MEASURE_OWNER,
    destination=Destination.ESF,
    waits=(_DIRECTOR,),
    sources=(("SCB", "deltagare i ESF-projekt"),),
    explanation="Den som driver ESF-projektet rapporterar deltagarna till SCB ur sitt eget register, inom fyra veckor "
    "från månadens slut. Förbundet har inga uppgifter om deltagare.",
)
RETURN = DeadlineKind(
    code="AH-ATERRAPPORT",
    title="Återrapport från {measure}, {period}",
    binding=Binding.CONDITION,
    acts=WheelRole.MEASURE_OWNER,
    destination=Destination.RETURNS,
    waits=(_DIRECTOR,),
    explanation="Insatsägaren återrapporterar så som det är bestämt för insatsen.",
)
APPROVAL = DeadlineKind(
    code="AH-JUSTERING",
    title="Protokollet från {meeting} justerat",
    binding=Binding.LAW,
    acts=_BOARD,
    destination=Destination.MINUTES,
    waits=(_OFFICE,),
    sources=(("KL", "5:69"), ("FinsamL", "19 §")),
)
ANNOUNCEMENT = DeadlineKind(
    code="AH-ANSLAG",
    title="Justeringen av protokollet från {meeting} anslagen",
    binding=Binding.LAW,
    acts=_OFFICE,
    destination=Destination.MINUTES,
    waits=(_MEMBER,),
    sources=(("KL", "8:12"), ("FinsamL", "19 §")),
    explanation="Justeringen anslås senast andra dagen efter att protokollet justerats, hos varje kommun och region "
    "som är medlem.",
)
APPEAL = DeadlineKind(
    code="AH-OVERKLAGAN",
    title="Tiden för att överklaga besluten från {meeting}",
    binding=Binding.LAW,
    acts=_OFFICE,
    destination=Destination.MINUTES,
    sources=(("KL", "13:5"), ("FinsamL", "28 §"), ("lag (1930:173)", "2 §")),
    explanation="Ett överklagande ska ha kommit in inom tre veckor från det sista anslaget; slutar tiden på en helg "
    "räknas nästa vardag. Anslagen sitter uppe till dess.",
    happens=True,
    past="gick ut",
)
TERM = DeadlineKind(
    code="AH-MANDATTID",
    title="Ny mandattid för styrelsen från {start}",
    binding=Binding.LAW,
    acts=_MEMBER,
    destination=Destination.MANDATES,
    waits=(_BOARD,),
    sources=(("FinsamL", "13 §"), ("FinsamL", "12 §")),
    lead_days=150,
)
MANDATE = DeadlineKind(
    code="AH-MANDAT",
    title="Mandat som går ut: {member}",
    binding=Binding.LAW,
    acts=_MEMBER,
    destination=Destination.MANDATES,
    waits=(_BOARD,),
    sources=(("FinsamL", "10 §"), ("FinsamL", "15 §")),
    lead_days=60,
)
AUDITOR = DeadlineKind(
    code="AH-REVISOR",
    title="Revisor för {member}",
    binding=Binding.LAW,
    acts=_MEMBER,
    destination=Destination.AUDITORS,
    waits=(_BOARD,),
    sources=(("FinsamL", "25 §"),),
    lead_days=60,
)
EXIT = DeadlineKind(
    code="AH-UTTRADE",
    title="{member} lämnar förbundet",
    binding=Binding.LAW,
    acts=_MEMBER,
    destination=Destination.MEMBERS,
    waits=(_BOARD,),
    sources=(("FinsamL", "27 §"),),
    happens=True,
    past="skedde",
)
CHARTER = DeadlineKind(
    code="AH-FORBUNDSORDNING",
    title="Förbundsordningen inlagd",
    binding=Binding.SETTING,
    acts=_OFFICE,
    destination=Destination.CHARTER,
    waits=(_DIRECTOR,),
    explanation="Utan förbundsordningen är det inte känt om ni ska göra delårsrapport eller hur lång tid en uppsägning "
    "löper.",
)
RETENTION = DeadlineKind(
    code="AH-BEVARANDE",
    title="Tiden för att bevara räkenskaperna för {year}",
    binding=Binding.LAW,
    acts=_OFFICE,
    destination=Destination.ARCHIVE,
    sources=(("LKBR", "3 kap."),),
    happens=True,
    past="gick ut",
)

KINDS = (
    YEAR_END,
    BOOKS,
    ANNUAL_REPORT,
    SIGNING,
    AUDIT,
    DISCHARGE,
    STATE_ALLOCATION,
    CONSULTATION,
    BUDGET_NOTICE,
    PROPOSAL,
    BUDGET_MEETING,
    BUDGET,
    REVISED_BUDGET,
    INTERIM_REPORT,
    VAT_STATEMENT,
    VAT_CLAIM,
    ESF_REPORT,
    RETURN,
    APPROVAL,
    ANNOUNCEMENT,
    APPEAL,
    TERM,
    MANDATE,
    AUDITOR,
    EXIT,
    CHARTER,
    RETENTION,
)
"""Every kind, in the order of the year."""
