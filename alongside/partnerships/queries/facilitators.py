"""Who is invited to a meeting as a third person, and what their link still opens."""

from datetime import datetime

from alongside.partnerships.facilitator_links import read_facilitator_token
from alongside.partnerships.models import Facilitator, Partnership, Session


def facilitator_of(session: Session) -> Facilitator | None:
    """Whoever is invited now."""
    found: Facilitator | None = session.facilitators.invited().select_related("invited_by").first()
    return found


def session_to_facilitate(partnership: Partnership) -> Session | None:
    """The first meeting that is still ahead to which the office may invite somebody."""
    rules = partnership.rules.facilitation
    planned = partnership.sessions.filter(state="planned").order_by("number")
    return next((each for each in planned if rules.lets("office", each.number)), None)


def facilitator_by_link(token: str, *, now: datetime) -> Facilitator | None:
    """Whose link this is while the meeting is ahead or goes on; None for any other link, whatever the reason."""
    invited = read_facilitator_token(token)
    if invited is None:
        return None
    rows = Facilitator.objects.invited().filter(session__state="planned")
    found: Facilitator | None = (
        rows.exclude(session__partnership__state="ended")
        .select_related(
            "session__partnership__scheme__body",
            "session__partnership__definition",
            "session__partnership__mentee",
            "session__partnership__mentor",
        )
        .filter(pk=invited)
        .first()
    )
    if found is None or (found.session.ends_at is not None and found.session.ends_at <= now):
        return None
    return found
