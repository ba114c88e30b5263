"""The gallery: every component with its states, tried with long Swedish words."""

from __future__ import annotations

from datetime import UTC, date, datetime
from types import SimpleNamespace

from django import forms
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from samverk.web.components.fields import DayField
from samverk.web.components.figure_table import FigureTable, ShownCell, ShownRow
from samverk.web.page import public_page

_LONG = "Arbetsmarknadsförberedelseinsatsen för förrehabiliteringssamordning i Norrskärs samordningsförbund"
SECTIONS = (
    ("knappar", "Knappar"),
    ("falt", "Fält"),
    ("besked", "Besked"),
    ("lagen", "Lägen"),
    ("tabeller", "Tabeller"),
    ("siffror", "Siffror"),
    ("listor", "Listor"),
    ("angra", "Bekräfta och ångra"),
    ("filer", "Filer"),
    ("tomt", "Tomt"),
)


class GalleryForm(forms.Form):
    """A field of each sort, every other with a fault."""

    name = forms.CharField(label="Insatsens fullständiga namn", help_text="Som det står i styrelsens beslut.")
    amount = forms.DecimalField(label="Belopp, tkr", error_messages={"required": "Skriv beloppet med siffror: 1 250."})
    day = DayField(label="Beslutad", required=False)
    direction = forms.ChoiceField(
        label="Inriktning", choices=[("individual", "individinriktad"), ("structural", "strukturövergripande")]
    )
    text = forms.CharField(label="Motiv", widget=forms.Textarea, required=False)
    agreed = forms.BooleanField(label="Samråd har hållits med medlemmarna", required=False)
    kind = forms.ChoiceField(
        label="Slag av beslut",
        widget=forms.RadioSelect,
        choices=[("adopted", "fastställd"), ("revised", "reviderad")],
    )


@public_page
def gallery(request: HttpRequest) -> HttpResponse:
    """Everything that pages are put together from."""
    event = SimpleNamespace(
        sentence=f"Ändrade budgeten för {_LONG}.",
        at=datetime(2026, 11, 29, 9, 30, tzinfo=UTC),
        actor_name="Tuva Rimfrost",
    )
    context = {
        "sections": SECTIONS,
        "long": _LONG,
        "form": GalleryForm({"name": _LONG, "amount": "", "kind": "adopted"}),
        "crumbs": [("Budget och plan", "#knappar"), ("2026", "#falt"), (_LONG, "")],
        "events": [event],
        "page": Paginator(range(120), 50).get_page(2),
        "day": date(2026, 11, 29),
        "rows": [(_LONG, 1_674_000_00, -326_000_00), ("Ungdomsteamet", 3_651_000_00, 39_000_00), ("Råd", 0, None)],
    }
    context["table"] = _TABLE
    return render(request, "components/gallery.html", context)


def _figures(*texts: str, address: str = "#tabeller") -> tuple[ShownCell, ...]:
    return (ShownCell("5", "note", "#tabeller", "Not 5"), *(ShownCell(text, "figure", address) for text in texts))


_TABLE = FigureTable(
    id="galleri",
    title="Resultaträkning",
    addition="Tusental kronor (tkr). Kostnader är negativa.",
    label_heading="Rad",
    columns=(ShownCell("Not", "note"), ShownCell("2026", "figure"), ShownCell("2025", "figure")),
    rows=(
        ShownRow("Verksamheten", "heading", True, ()),
        ShownRow(_LONG, "item level1", False, _figures("−1\u00a0674", "−326")),
        ShownRow("Ungdomsteamet", "item level1", False, _figures("−3\u00a0651", "–")),
        ShownRow("varav externt finansierat", "memo level1", False, _figures("2\u00a0100", "0", address="")),
        ShownRow("Verksamhetens nettokostnad", "subtotal", False, _figures("−5\u00a0325", "−326")),
        ShownRow("Årets resultat", "total", False, _figures("−5\u00a0325", "−326")),
    ),
    footnote="Summor kan skilja på sista siffran av avrundning.",
)
