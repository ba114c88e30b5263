"""What is written in a report."""

from __future__ import annotations

from django import forms

from samverk.apps.publishing.writing import LONGEST_TEXT


class ChapterForm(forms.Form):
    """The prose of a chapter, and the version the person saw."""

    seen = forms.IntegerField(widget=forms.HiddenInput)
    text = forms.CharField(
        label="Text",
        required=False,
        max_length=LONGEST_TEXT,
        widget=forms.Textarea(attrs={"rows": 22, "class": "prose", "spellcheck": "true"}),
        help_text="Tom rad ger nytt stycke, ## ger en rubrik, en rad som börjar med - blir en punkt. En siffra skrivs "
        "med sitt namn, så att den aldrig blir fel: {arets_resultat:tkr}, eller {arets_resultat.2023:tkr} för ett "
        "annat år. Namnen står under texten.",
    )


class DayField(forms.DateField):
    """A day, with the browser's own calendar."""

    widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")


class ReportDaysForm(forms.Form):
    """Decisions and days."""

    seen = forms.IntegerField(widget=forms.HiddenInput)
    decided = DayField(label="Styrelsen beslutade", required=False)
    signed = DayField(
        label="Styrelsen skrev under", required=False, help_text="Lämna tomt för att skriva datum för hand."
    )
    town = forms.CharField(label="Ort", required=False, max_length=200)
    audit_report = DayField(label="Revisorerna lämnade sin berättelse", required=False)
    registration_number = forms.CharField(label="Diarienummer", required=False, max_length=200)
