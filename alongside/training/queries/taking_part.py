"""Which meetings the office has noted."""

from typing import Any

from django.db.models import Count

from alongside.people.models import Body
from alongside.training.models import TakingPart

MOST = 50


def meetings_of(body: Body) -> list[dict[str, Any]]:
    """The newest meetings with `what`, `on` and how many `people` took part."""
    rows = TakingPart.objects.filter(member__body=body).order_by().values("what", "on")
    return [dict(row) for row in rows.annotate(people=Count("pk")).order_by("-on", "what")[:MOST]]
