"""A form that makes one core value, and tells what core or an action refuses."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import pydantic
from django import forms
from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.forms.formsets import BaseFormSet

from samverk.apps.audit.door import RefusedChange
from samverk.core.values import FactsModel
from samverk.formats.facts.messages import explain


class FactsForm(forms.Form):
    """Fields that make a core value. `seen` is the version the person saw; `parts` are rows edited with it.

    Read `facts` and `seen_version` after `is_valid()`.
    """

    model: type[FactsModel]
    part_form: type[forms.Form] | None = None
    part_title = ""
    part_words = ""
    extra_parts = 2

    seen = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def __init__(self, data: Any = None, *, shown: FactsModel | None = None, seen: int = 0, **kwargs: Any) -> None:
        initial = {**(self.initial_of(shown) if shown else {}), "seen": seen, **kwargs.pop("initial", {})}
        super().__init__(data, initial=initial, label_suffix="", **kwargs)
        self.facts: Any = None
        self.parts: BaseFormSet | None = None
        if self.part_form is not None:
            factory = forms.formset_factory(self.part_form, extra=self.extra_parts, max_num=200)
            self.parts = factory(data, initial=self.parts_of(shown) if shown else [], prefix="del")

    def initial_of(self, shown: FactsModel) -> dict[str, Any]:
        """What the fields show: the value's own fields of the same name."""
        return {name: getattr(shown, name) for name in self.base_fields if hasattr(shown, name)}

    def parts_of(self, shown: Any) -> list[dict[str, Any]]:
        """What the rows of parts show."""
        return []

    def values(self, cleaned: dict[str, Any], parts: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
        """The core value's fields."""
        return cleaned

    @property
    def seen_version(self) -> int:
        """The version the person saw."""
        return self.cleaned_data.get("seen") or 0

    @property
    def has_faults(self) -> bool:
        """True when something must be mended."""
        return bool(self.errors) or (self.parts is not None and self.is_bound and not self.parts.is_valid())

    def is_valid(self) -> bool:
        """True when fields and parts are right and make a value that core takes."""
        if not super().is_valid() or (self.parts is not None and not self.parts.is_valid()):
            return False
        parts = [part.cleaned_data for part in self.parts or () if part.has_changed() or part.initial]
        kept = [part for part in parts if any(value not in (None, "", ()) for value in part.values())]
        cleaned = {name: value for name, value in self.cleaned_data.items() if name != "seen"}
        try:
            self.facts = self.model.model_validate(self.values(cleaned, kept), by_name=True)
        except pydantic.ValidationError as error:
            for each in error.errors(include_url=False):
                words = explain(each, self.model)
                self.add_error(None, f"{words[:1].upper()}{words[1:]}")
        return not self.errors

    def refuse(self, refused: RefusedChange | ValidationError) -> None:
        """Tell what an action refused, at the field when it has one."""
        if not isinstance(refused, ValidationError):
            self.add_error(None, str(refused))
            return
        by_name = refused.message_dict if hasattr(refused, "error_dict") else {NON_FIELD_ERRORS: refused.messages}
        for name, messages in by_name.items():
            self.add_error(name if name in self.fields else None, ValidationError(messages))
