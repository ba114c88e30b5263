"""The forms of the register's settings and people."""

from __future__ import annotations

from typing import Any, ClassVar

from django import forms
from django.core.exceptions import ValidationError

from samverk.apps.audit.door import RefusedChange
from samverk.apps.participants.enums import RegisterRole
from samverk.apps.participants.register_models import Register, RegisterMeasure
from samverk.apps.participants.sending import check_push_address
from samverk.web.components.fields import DayField
from samverk.web.people.forms import PersonForm


class _KeptForm(forms.ModelForm):
    """A row's fields, and the version the person saw. `values` are what an action is given."""

    seen = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, label_suffix="", **kwargs)
        self.fields["seen"].initial = self.instance.version

    @property
    def values(self) -> dict[str, Any]:
        """The fields of the row."""
        return {name: value for name, value in self.cleaned_data.items() if name != "seen"}

    @property
    def seen_version(self) -> int:
        """The version the person saw."""
        return self.cleaned_data.get("seen") or 0


class RegisterForm(_KeptForm):
    """The register's own settings."""

    push_address = forms.URLField(
        label="Förbundets adress för återrapporter",
        required=False,
        assume_scheme="https",
        help_text="Förbundet lämnar den. Utan adress hämtas filen och lämnas på annat sätt.",
    )

    class Meta:
        model = Register
        fields = (
            "party",
            "association_name",
            "association_number",
            "push_address",
            "threshold",
            "width",
            "zeros",
            "hides_alike",
            "rule_source",
            "allows_identity",
            "identity_decision",
            "retention_months",
            "retention_source",
            "scale_lowest",
            "scale_highest",
            "scb_man_ending",
            "scb_man_source",
        )
        help_texts: ClassVar[dict[str, str]] = {
            "party": "Kommunen, regionen eller myndigheten som äger insatserna och är personuppgiftsansvarig.",
            "threshold": "Antal från 1 till under gränsen döljs. Förbundets styrelse beslutar; 5 är Samverks förslag.",
            "width": "Så nära får ingen kunna räkna ut ett dolt antal. Tomt är gränsen minus 1.",
            "rule_source": "Till exempel styrelsens protokoll med datum och paragraf.",
            "allows_identity": "Behövs bara för ESF-insatser vars deltagare rapporteras till SCB.",
            "identity_decision": "Diarienummer eller annat som visar vem som har beslutat.",
            "retention_months": "12 till 120. Tomt: ingenting gallras förrän parten har bestämt.",
            "scale_lowest": "Skalan som stegförflyttning skattas i. Tomt: inga skattningar.",
            "scb_man_ending": "De fyra tecknen efter födelsedagen. Tomt tills SCB har svarat; gissa inte.",
            "scb_man_source": "Till exempel ett svar från SCB med datum.",
        }

    def clean_push_address(self) -> str:
        """Only an address that a return may be sent to."""
        address: str = self.cleaned_data["push_address"]
        if address:
            try:
                check_push_address(address)
            except RefusedChange as refused:
                raise ValidationError(str(refused)) from refused
        return address


class RegisterMeasureForm(_KeptForm):
    """A measure whose participants the register holds."""

    start = DayField(label="Första dagen", required=False)
    end = DayField(label="Sista dagen", required=False)

    class Meta:
        model = RegisterMeasure
        fields = ("name", "code", "parent", "start", "end", "is_esf")
        help_texts: ClassVar[dict[str, str]] = {
            "code": "Samma id som förbundet har på insatsen. Det ändras inte, för återrapporter pekar på det.",
            "parent": "Paraplyprojektet, om insatsen är ett delprojekt.",
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        others = RegisterMeasure.objects.filter(parent=None).exclude(pk=self.instance.pk)
        self.fields["parent"].queryset = others  # type: ignore[attr-defined]
        if self.instance.pk and RegisterMeasure.objects.filter(parent=self.instance.pk).exists():
            self.fields["parent"].queryset = others.none()  # type: ignore[attr-defined]
        self.fields["parent"].empty_label = "–"  # type: ignore[attr-defined]
        self.fields["code"].disabled = bool(self.instance.pk)


class StaffForm(PersonForm):
    """A role in the register for someone, known or new."""

    role = forms.TypedChoiceField(label="Roll", choices=RegisterRole.choices, coerce=RegisterRole)
    measure = forms.ModelChoiceField(
        RegisterMeasure.objects.none(), label="Insats", required=False, empty_label="–",
        help_text="En deltagaransvarig har en insats. En registeransvarig har ingen.",
    )  # fmt: skip
    valid_from = DayField(label="Från och med")
    valid_to = DayField(label="Till och med", required=False)
    field_order = ("email", "name", "role", "measure", "valid_from", "valid_to")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["measure"].queryset = RegisterMeasure.objects.all()  # type: ignore[attr-defined]
