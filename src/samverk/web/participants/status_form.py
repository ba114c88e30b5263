"""The fields that tell how a participant stands: income sources, what the person does, own questions."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import NON_FIELD_ERRORS, ValidationError

from samverk.apps.audit.door import RefusedChange
from samverk.apps.participants.enums import QuestionKind
from samverk.apps.participants.models import OwnQuestion, StatusNote, choices
from samverk.core.outcomes.code_lists import NONE_SUPPORT, OCCUPATIONS, STUDIES, SUPPORT_SOURCES, WORK
from samverk.core.outcomes.record import Occupied, RecordError, Status
from samverk.web.participants.fields import ExtentField

NOT_TOLD = [("", "vet inte")]
_EXTENTS = {WORK: "work_extent", STUDIES: "study_extent"}


class AskingForm(forms.Form):
    """A form that can ask own questions and tell what an action refuses.

    Give `questions`, and `answers` as they are noted (question key → answer).
    """

    def __init__(
        self,
        *args: Any,
        questions: Iterable[OwnQuestion] = (),
        answers: Mapping[int, str] | None = None,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, label_suffix="", **kwargs)
        self.questions = {f"question_{each.pk}": each for each in questions}
        for name, question in self.questions.items():
            self.fields[name] = _field_of(question)
            self.initial[name] = (answers or {}).get(question.pk, "")

    @property
    def answers(self) -> dict[int, str]:
        """Question key → answer, "" for none; after `is_valid()`."""
        told = {question.pk: self.cleaned_data.get(name) for name, question in self.questions.items()}
        return {key: "" if answer is None else str(answer) for key, answer in told.items()}

    def refuse(self, refused: RefusedChange | ValidationError) -> None:
        """Tell what an action refused, at the field when the form has it."""
        if not isinstance(refused, ValidationError):
            self.add_error(None, str(refused))
            return
        by_name = refused.message_dict if hasattr(refused, "error_dict") else {NON_FIELD_ERRORS: refused.messages}
        for name, messages in by_name.items():
            self.add_error(name if name in self.fields else None, ValidationError(messages))


def _field_of(question: OwnQuestion) -> forms.Field:
    if question.kind == QuestionKind.NUMBER:
        return forms.IntegerField(label=question.text, required=False, min_value=0, max_value=999_999_999)
    told = [(each, each) for each in question.choices]
    if question.kind == QuestionKind.YES_NO:
        told = [("yes", "ja"), ("no", "nej")]
    return forms.ChoiceField(label=question.text, required=False, choices=[("", "inget svar"), *told])


class StatusForm(AskingForm):
    """How a participant stands. Give the `note` to correct."""

    main_support = forms.ChoiceField(
        label="Huvudsaklig försörjning",
        required=False,
        choices=[*NOT_TOLD, *choices(SUPPORT_SOURCES)],
        help_text="Föräldrapenning och ålderspension är ingen offentlig försörjning.",
    )
    other_support = forms.MultipleChoiceField(
        label="Andra källor samtidigt",
        required=False,
        choices=[each for each in choices(SUPPORT_SOURCES) if each[0] != NONE_SUPPORT],
        widget=forms.CheckboxSelectMultiple,
    )
    doing = forms.MultipleChoiceField(
        label="Vad personen gör",
        required=False,
        choices=choices(OCCUPATIONS),
        widget=forms.CheckboxSelectMultiple,
        help_text="Vad personen faktiskt gör. Den som är anställd men för sjuk för att arbeta arbetar inte.",
    )
    work_extent = ExtentField(label="Arbetar hur mycket", help_text="Procent, eller timmar i veckan: 20 h blir 50 %.")
    study_extent = ExtentField(label="Studerar hur mycket", help_text="Procent, eller timmar i veckan.")

    def __init__(self, *args: Any, note: StatusNote | None = None, **kwargs: Any) -> None:
        initial = {**(_shown(note) if note else {}), **kwargs.pop("initial", {})}
        super().__init__(*args, initial=initial, **kwargs)

    def clean(self) -> dict[str, Any]:
        """What is told must not contradict itself."""
        cleaned: dict[str, Any] = super().clean() or {}
        if not self.errors:
            try:
                self.status_on(date.min)
            except RecordError as error:
                self.add_error("main_support", str(error))
        return cleaned

    def status_on(self, day: date) -> Status:
        """What is told, as of a day; after `is_valid()`. An extent says that the person works or studies."""
        told = self.cleaned_data
        main, others = told.get("main_support", ""), told.get("other_support", [])
        doing = set(told.get("doing", [])) | {code for code, name in _EXTENTS.items() if told.get(name) is not None}
        return Status(
            day,
            tuple(dict.fromkeys(code for code in (main, *others) if code)),
            tuple(
                Occupied(each.code, told.get(_EXTENTS[each.code]) if each.code in _EXTENTS else None)
                for each in OCCUPATIONS.codes
                if each.code in doing
            ),
        )


def _shown(note: StatusNote) -> dict[str, Any]:
    """What the fields show of a note."""
    extents = {each["occupation"]: each.get("extent") for each in note.occupied}
    return {
        "main_support": note.support[0] if note.support else "",
        "other_support": note.support[1:],
        "doing": list(extents),
        **{name: extents.get(code) for code, name in _EXTENTS.items()},
        "day": note.day,
        "is_unreached": note.is_unreached,
    }
