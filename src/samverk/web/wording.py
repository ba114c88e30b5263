"""What the core says of facts files, said of the pages where the same thing is changed."""

from __future__ import annotations

import re

_SAID = (
    ("Lägg till en rad under [[kontoplan.rad]] i forbund.toml", "Välj rad för kontot på sidan Konton"),
    ("skriv kontot i forbund.toml under en [[kontoplan.rad]]", "lägg till en regel för kontot på sidan Konton"),
    ("Rätta raden i forbund.toml", "Ändra regeln på sidan Regler"),
    ("lägg kontot under en [[intaktskalla]] i forbund.toml", "lägg kontot hos en intäktskälla under Förbundet"),
    ("Ändra i forbund.toml eller insatser.toml så", "Ändra reglerna eller insatserna så"),
    ("insatser) i forbund.toml", "insatser) på sidan Konton"),
    ("Rätta beloppet i forbund.toml under arsredovisning, eller", "Rätta beloppet i faktafilerna, eller"),
    ("under arsredovisning.tidigare_ar i forbund.toml", "i faktafilerna"),
    ("kronor i forbund.toml men", "kronor i faktafilerna men"),
    ("Rapporten använder forbund.toml.", "Rapporten använder faktafilerna."),
    ("uppdrag i forbund.toml", "uppdrag under Styrelse"),
    ("dagen för samrådet i budgetfilen", "dagen för samrådet"),
    ("under motiv i budgetfilen", "i budgetens motiv"),
    ("under plan i budgetfilen", "i budgetens plan"),
    ("under anmarkning i budgetfilen", "i budgetens anmärkning"),
    ("i budgetfilen", "i budgeten"),
    ("i insatser.toml", "under Insatser"),
    ("i forbund.toml", "under Förbundet"),
    ("forbund.toml", "uppgifterna under Förbundet"),
    ("insatser.toml", "uppgifterna under Insatser"),
    ("Lägg SIE-filen i katalogen", "Läs in SIE-filen under Bokföring"),
)
_BUDGET = re.compile(r"budget-(\d{4})\.toml")
_CHAPTER = re.compile(r" i filen text/[a-z0-9_]+\.md")
_TABLE = re.compile(r"\[\[([a-z_.]+)\]\]")


def of_the_office(message: str) -> str:
    """A message of the core as someone at a page can follow it: no facts file is named."""
    for said, here in _SAID:
        message = message.replace(said, here)
    message = _CHAPTER.sub(" på kapitlets sida", message)
    return _TABLE.sub(r"\1", _BUDGET.sub(r"budgeten \1", message))
