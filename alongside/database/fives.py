"""Sums over people in groups of five, none of which is shown before it is whole."""

from typing import Any, TypeVar

from django.db import models

from alongside.domain.suppression import LEAST

Sum = TypeVar("Sum", bound=models.Model)


def group_to_fill(sums: type[Sum], **about: Any) -> Sum:
    """The row of `sums` about this that is not whole yet, or a new one that is not saved.

    The model counts `people` in each row and numbers its rows by `group`, from 0. The caller holds a lock, so that a group
    is five people and not six.
    """
    rows = sums._default_manager.filter(**about)
    return rows.filter(people__lt=LEAST).first() or sums(**about, group=rows.count())
