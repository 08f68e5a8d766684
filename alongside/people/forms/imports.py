"""Uploading a list of members and mapping its columns."""

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from django import forms

from alongside.people.forms.members import STATUS_WORDS
from alongside.people.importing.dates import depends_on_order
from alongside.people.importing.fields import FIELDS, fold
from alongside.people.importing.mapping import (
    ORDER_LABELS,
    ColumnMapping,
    date_columns,
    unknown_statuses,
    with_known_orders,
)
from alongside.people.importing.table import TOO_LARGE, Table

ANSWER = "answer"
IGNORE = "ignore"
MOST_WORDS = 50


class UploadForm(forms.Form):
    """One file."""

    file = forms.FileField(
        label="List of members",
        help_text="CSV or an Excel workbook (.xlsx), with a row of headings, up to 20 MB.",
        widget=forms.FileInput({"accept": ".csv,.txt,.tsv,.xlsx"}),
        error_messages={"required": "Choose a file.", "empty": "This file is empty. Choose another."},
    )

    def __init__(self, *args: Any, too_large: bool = False, **kwargs: Any) -> None:
        """`too_large` says that the upload was stopped, so that there is no file to speak of."""
        super().__init__(*args, **kwargs)
        if too_large:
            self.fields["file"].error_messages["required"] = TOO_LARGE


class MappingForm(forms.Form):
    """A choice for each column, and for what is unclear: order of day and month, words of status."""

    def __init__(self, *args: Any, table: Table, mapping: ColumnMapping, **kwargs: Any) -> None:
        """`mapping` is what is proposed or was chosen before."""
        super().__init__(*args, **kwargs)
        self.table, self.mapping = table, mapping
        self.words = unknown_statuses(mapping, table)[:MOST_WORDS]
        self._add_columns()
        self._add_orders()
        self._add_words()
        self._add_role()

    def _add_columns(self) -> None:
        facts = [(field.key, field.label) for field in FIELDS]
        choices = [(IGNORE, "Ignore this column"), *facts, (ANSWER, "An answer in an application")]
        for place, heading in enumerate(self.table.headings):
            unfed = ANSWER if heading in self.mapping.answers else IGNORE
            self.fields[f"column_{place}"] = forms.ChoiceField(
                label=heading,
                choices=choices,
                initial=self.mapping.columns.get(heading, unfed),
                help_text=_examples(self.table.column(heading)),
            )

    def _add_orders(self) -> None:
        """Only for columns that feed a date already; one that is chosen now is asked about in the next round."""
        for place, heading in enumerate(self.table.headings):
            if heading in date_columns(self.mapping) and depends_on_order(self.table.column(heading)):
                self.fields[f"order_{place}"] = forms.ChoiceField(
                    label=f"Dates under “{heading}”",
                    choices=list(ORDER_LABELS.items()),
                    initial=self.mapping.date_orders.get(heading, ""),
                    widget=forms.RadioSelect,
                    error_messages={"required": f"Say how the dates under “{heading}” are written."},
                )

    def _add_words(self) -> None:
        for place, word in enumerate(self.words):
            self.fields[f"word_{place}"] = forms.ChoiceField(
                label=f"The status “{word}” means",
                choices=[("", "Choose"), *STATUS_WORDS.items()],
                error_messages={"required": f"Say what the status “{word}” means."},
            )

    def _add_role(self) -> None:
        if self.mapping.role_column:
            return
        self.fields["role"] = forms.ChoiceField(
            label="Do these people also apply to a scheme?",
            choices=[
                (IGNORE, "No, they are members"),
                ("mentor", "Yes, as mentors"),
                ("mentee", "Yes, as mentees"),
            ],
            initial=self.mapping.role or IGNORE,
            widget=forms.RadioSelect,
        )

    def column_fields(self) -> Iterable[forms.BoundField]:
        """The choices for columns."""
        return [self[name] for name in self.fields if name.startswith("column_")]

    def other_fields(self) -> Iterable[forms.BoundField]:
        """Everything else."""
        return [self[name] for name in self.fields if not name.startswith("column_")]

    def chosen_mapping(self) -> ColumnMapping:
        """The mapping as the office has chosen it; what it leaves unclear shows in the dry run."""
        chosen = self.cleaned_data
        headings = self.table.headings
        picked = {heading: chosen[f"column_{place}"] for place, heading in enumerate(headings)}
        orders = {heading: chosen.get(f"order_{place}", "") for place, heading in enumerate(headings)}
        words = {fold(word): chosen.get(f"word_{place}", "") for place, word in enumerate(self.words)}
        role = chosen.get("role", IGNORE).replace(IGNORE, "")
        mapping = replace(
            self.mapping,
            columns={heading: key for heading, key in picked.items() if key not in (IGNORE, ANSWER)},
            answers=self._answers(picked) if role or self.mapping.role_column else {},
            date_orders={heading: order for heading, order in orders.items() if order},
            statuses={**self.mapping.statuses, **{word: status for word, status in words.items() if status}},
            role=role,
        )
        return with_known_orders(mapping, self.table)

    def _answers(self, picked: dict[str, str]) -> dict[str, str]:
        """A known shape lets one column feed a fact and an answer; the office adds columns of its own."""
        known = {
            heading: key for heading, key in self.mapping.answers.items() if picked.get(heading) != IGNORE
        }
        added = {
            heading: fold(heading)[:60]
            for heading, key in picked.items()
            if key == ANSWER and heading not in known
        }
        return {**known, **added}


def _examples(values: list[str]) -> str:
    """The first few different cells, cut short: a person knows their list by its content."""
    shown = list(dict.fromkeys(value if len(value) <= 40 else f"{value[:40]}…" for value in values[:50]))[:3]
    return " · ".join(shown) if shown else "This column is empty."
