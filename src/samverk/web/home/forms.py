"""What is written on the home page."""

from __future__ import annotations

from django import forms

from samverk.web.components.fields import DayField


class RecordDayForm(forms.Form):
    """The day that something was done."""

    deadline = forms.CharField(max_length=300, widget=forms.HiddenInput)
    day = DayField(label="Dagen det blev klart")
