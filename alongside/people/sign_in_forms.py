"""The form that asks for a link to sign in."""

from django import forms


class SignInLinkForm(forms.Form):
    """The address to send the link to."""

    email = forms.EmailField(
        label="Your email address",
        max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "email", "spellcheck": "false"}),
        error_messages={"required": "Enter your email address."},
    )
