"""The forms of own questionnaires: a field for each language, answers one on a line."""

from __future__ import annotations

import re
from typing import Any

from django import forms

from samverk.apps.audit.clock import today
from samverk.apps.surveys.models import GROUPS
from samverk.core.outcomes.questionnaires import (
    FEWEST_OPTIONS,
    MOST_OPTIONS,
    PAGE_WORDS,
    SWEDISH,
    AnswerKind,
    AnswerOption,
    QuestionnaireContent,
    QuestionnaireLanguage,
    SurveyQuestion,
    WritingDirection,
)
from samverk.web.components.fields import DayField

_KINDS = [(AnswerKind.SCALE, "Skala"), (AnswerKind.CHOICE, "Ett av flera svar"), (AnswerKind.YES_NO, "Ja eller nej")]
_DIRECTIONS = [
    (WritingDirection.LEFT_TO_RIGHT, "från vänster till höger"),
    (WritingDirection.RIGHT_TO_LEFT, "från höger till vänster"),
]
_CODE = re.compile(r"[a-z]{2,3}(-[A-Za-z]{2,8})?")
_WORD_LABELS = {
    "promise": "Löfte överst",
    "send": "Knappen som skickar",
    "thanks": "Tack",
    "closed": "När enkäten är stängd",
    "nothing": "När inget är valt",
    "unread": "När svaren inte går att läsa",
    "busy": "När många svarar samtidigt",
    "yes": "Ja",
    "no": "Nej",
}


def _on_one_line(text: str) -> str:
    """A field that shows long texts in full takes line breaks; what is asked has none."""
    return " ".join(text.split())


class TitleForm(forms.Form):
    """A new questionnaire."""

    title = forms.CharField(label="Titel på svenska", max_length=200, help_text="Den som svarar ser titeln.")


class QuestionForm(forms.Form):
    """A question in every language of the questionnaire."""

    seen = forms.IntegerField(widget=forms.HiddenInput)
    kind = forms.ChoiceField(label="Slag", choices=_KINDS, widget=forms.RadioSelect, initial=AnswerKind.SCALE)

    def __init__(self, *args: Any, content: QuestionnaireContent, key: str, **kwargs: Any) -> None:
        super().__init__(*args, label_suffix="", **kwargs)
        self.content, self.key = content, key
        for each in content.languages:
            marks = {"lang": each.code, "dir": each.direction.value}
            self.fields[f"text_{each.code}"] = forms.CharField(
                label=f"Frågan ({each.name})", max_length=300, widget=forms.Textarea(attrs={"rows": 2, **marks})
            )
            self.fields[f"options_{each.code}"] = forms.CharField(
                label=f"Svaren ({each.name})",
                required=False,
                max_length=2000,
                widget=forms.Textarea(attrs={"rows": 5, **marks}),
                help_text="Ett på varje rad, i samma ordning på alla språk. Ja eller nej: lämna tomt.",
            )
        self.fields["positive"] = forms.CharField(
            label="Klart positiva svar",
            max_length=60,
            help_text="Radernas nummer, till exempel ”4, 5”. Vid ja eller nej är ja 1 och nej 2.",
        )

    def clean(self) -> dict[str, Any]:
        """Build the question; every word about it at its field."""
        cleaned: dict[str, Any] = super().clean() or {}
        if not self.errors:
            cleaned["question"] = self._question(cleaned)
        return cleaned

    def _question(self, cleaned: dict[str, Any]) -> SurveyQuestion:
        kind = AnswerKind(cleaned["kind"])
        lines = {each.code: self._lines(each, kind, cleaned) for each in self.content.languages}
        count = len(lines[SWEDISH])
        if not FEWEST_OPTIONS <= count <= MOST_OPTIONS:
            self.add_error(f"options_{SWEDISH}", f"Skriv {FEWEST_OPTIONS} till {MOST_OPTIONS} svar, ett på varje rad.")
        for each in self.content.languages:
            if len(lines[each.code]) != count:
                self.add_error(f"options_{each.code}", f"Svaren är {len(lines[each.code])}. På svenska är de {count}.")
        positive = {int(each) for each in re.findall(r"\d{1,2}", cleaned["positive"])}
        if not positive or not positive < set(range(1, count + 1)):
            self.add_error("positive", f"Ange nummer från 1 till {count}, minst ett men inte alla.")
        options = tuple(
            AnswerOption(
                str(at + 1), {code: said[at] for code, said in lines.items() if at < len(said)}, at + 1 in positive
            )
            for at in range(count)
        )
        return SurveyQuestion(self.key, kind, {code: _on_one_line(cleaned[f"text_{code}"]) for code in lines}, options)

    @staticmethod
    def _lines(language: QuestionnaireLanguage, kind: AnswerKind, cleaned: dict[str, Any]) -> list[str]:
        if kind is AnswerKind.YES_NO:
            return [language.words["yes"], language.words["no"]]
        return [line.strip() for line in cleaned[f"options_{language.code}"].splitlines() if line.strip()]


def question_initial(question: SurveyQuestion | None) -> dict[str, Any]:
    """A question as the form shows it."""
    if question is None:
        return {}
    found: dict[str, Any] = {"kind": question.kind.value}
    found["positive"] = ", ".join(each.key for each in question.options if each.is_positive)
    for code, text in question.texts.items():
        found[f"text_{code}"] = text
        if question.kind is not AnswerKind.YES_NO:
            found[f"options_{code}"] = "\n".join(each.texts.get(code, "") for each in question.options)
    return found


_LONG = ("promise", "thanks", "closed", "unread", "busy")
"""Words of the page that are sentences."""


class LanguageForm(forms.Form):
    """A language: the title in it, and what the page of answers says."""

    seen = forms.IntegerField(widget=forms.HiddenInput)
    code = forms.CharField(label="Språkkod", max_length=12, help_text="Till exempel en, ar, so, fa, uk.")
    name = forms.CharField(
        label="Språkets eget namn",
        max_length=60,
        help_text="Så som den som svarar känner igen det.",
        widget=forms.TextInput(attrs={"dir": "auto"}),
    )
    direction = forms.ChoiceField(label="Skrivs", choices=_DIRECTIONS, widget=forms.RadioSelect, initial="ltr")
    title = forms.CharField(
        label="Enkätens titel på språket", max_length=200, widget=forms.TextInput(attrs={"dir": "auto"})
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, label_suffix="", **kwargs)
        for word, swedish in PAGE_WORDS.items():
            widget = forms.Textarea({"dir": "auto", "rows": 2}) if word in _LONG else forms.TextInput({"dir": "auto"})
            self.fields[f"word_{word}"] = forms.CharField(
                label=_WORD_LABELS[word], max_length=300, help_text=f"På svenska: ”{swedish}”", widget=widget
            )

    def clean_code(self) -> str:
        """A code that HTML knows."""
        code: str = self.cleaned_data["code"].strip()
        if not _CODE.fullmatch(code):
            raise forms.ValidationError("Skriv språkets kod med två eller tre små bokstäver, till exempel ar.")
        return code

    def language(self) -> QuestionnaireLanguage:
        """What was said."""
        said = self.cleaned_data
        words = {word: _on_one_line(said[f"word_{word}"]) for word in PAGE_WORDS}
        return QuestionnaireLanguage(said["code"], said["name"], WritingDirection(said["direction"]), words)


class RoundForm(forms.Form):
    """A round to open."""

    group = forms.ChoiceField(label="Svarsgrupp", choices=GROUPS)
    year = forms.IntegerField(label="År som svaren hör till", min_value=2004, max_value=2100)
    opens_on = DayField(label="Öppnar")
    closes_on = DayField(label="Sista dag att svara genom länken")
    languages = forms.MultipleChoiceField(
        label="Språk", widget=forms.CheckboxSelectMultiple, error_messages={"required": "Välj minst ett språk."}
    )

    def __init__(self, *args: Any, content: QuestionnaireContent, **kwargs: Any) -> None:
        codes = [each.code for each in content.languages]
        initial = {"year": today().year, "opens_on": today(), "languages": codes}
        super().__init__(*args, label_suffix="", initial=initial, **kwargs)
        self.fields["languages"].choices = [(each.code, each.name) for each in content.languages]  # type: ignore[attr-defined]
