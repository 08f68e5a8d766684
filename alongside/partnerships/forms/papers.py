"""How much the two write down, and which papers go into the binder."""

from django import forms

from alongside.partnerships.models import Partnership


class LevelForm(forms.Form):
    """None, light or full."""

    level = forms.ChoiceField(
        label="What do you want to write down?",
        help_text="Both of you can change it at any time, and the other is told. What is there already stays.",
        choices=Partnership.PAPERS,
        widget=forms.RadioSelect,
    )
