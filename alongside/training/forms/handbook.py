"""Finding in the handbook, and writing an edition of it."""

from django import forms

from alongside.web.fields import WritingField


class FindForm(forms.Form):
    """Words to find in the handbook."""

    words = forms.CharField(label="Find in the handbook", max_length=100, required=False)


class EditionForm(forms.Form):
    """A new edition of the handbook."""

    text = WritingField(
        label="The text, in Markdown",
        help_text="# for the title, ## for a chapter, ### for a heading within it, - for a list, **for strong words**.",
        max_length=200_000,
        rows=30,
    )
    note = forms.CharField(
        label="What has changed", help_text="Readers see this above the text.", required=False, max_length=300
    )
    read_again = forms.BooleanField(
        label="So much has changed that whoever read an earlier edition is asked to read this one",
        required=False,
    )

    def clean_text(self) -> str:
        """A handbook has chapters."""
        text = str(self.cleaned_data["text"])
        if "\n## " not in f"\n{text}":
            raise forms.ValidationError(
                "Give it at least one chapter: a line that begins with ## and its name."
            )
        return text
