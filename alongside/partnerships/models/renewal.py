"""Whether each of the two wants to go on when the last day they agreed on comes near."""

from typing import ClassVar

from django.db import models

from alongside.journal.models import Journalled
from alongside.partnerships.models.expectation import ROLES
from alongside.partnerships.models.partnership import Partnership


class RenewalAnswer(Journalled):
    """What the partner with this role says about going on after `about`, the last day agreed on.

    `further_until` is the day until which they would go on; empty where they would rather stop. Neither partner is
    shown the other's answer: both learn what came of the two.
    """

    partnership = models.ForeignKey(Partnership, on_delete=models.PROTECT, related_name="renewal_answers")
    role = models.CharField(max_length=10, choices=ROLES)
    about = models.DateField()
    further_until = models.DateField(null=True)
    answered_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["partnership", "role", "about"], name="one_renewal_answer_per_partner_and_last_day"
            ),
            models.CheckConstraint(
                condition=models.Q(further_until__isnull=True)
                | models.Q(further_until__gt=models.F("about")),
                name="to_go_on_is_to_go_further",
            ),
        ]

    def __str__(self) -> str:
        return f"By the {self.role} about {self.about}"
