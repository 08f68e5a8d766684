"""Who has asked the office for a word, seen by that person and by the office."""

from django.db.models import QuerySet

from alongside.partnerships.models import Partnership, QuietWord
from alongside.people.models import Body

PATHS = ("partnership__scheme", "partnership__mentee", "partnership__mentor")


def own_quiet_word(partnership: Partnership, role: str) -> QuietWord | None:
    """What this partner has asked and the office has not settled; never the other one's."""
    found: QuietWord | None = partnership.quiet_words.filter(role=role, state="asked").first()
    return found


def quiet_words_of(body: Body) -> QuerySet[QuietWord]:
    """Everybody who waits for a word from this office, the longest waiting first."""
    rows: QuerySet[QuietWord] = QuietWord.objects.filter(partnership__scheme__body=body, state="asked")
    return rows.select_related(*PATHS)
