"""The handbook as it is read, and who has read which edition."""

from dataclasses import dataclass

from django.http import Http404

from alongside.domain.scheme import SchemeDefinition
from alongside.people.models import Member
from alongside.people.models.member import folded
from alongside.presets import MARKDOWN, preset_text
from alongside.schemes.models import Scheme
from alongside.training.models import Edition, Reading
from alongside.web.markdown import Book, Chapter

AROUND = 90


@dataclass(frozen=True)
class Hit:
    """A chapter in which the words stand, with the passage around the first of them."""

    chapter: Chapter
    passage: str


def side_or_404(side: str) -> str:
    """One of the two sides; a 404 for anything else."""
    if side not in ("mentor", "mentee"):
        raise Http404
    return side


def newest_edition(scheme: Scheme, side: str) -> Edition | None:
    """The edition in use; None before the first."""
    found: Edition | None = scheme.handbooks.filter(side=side).order_by("-number").first()
    return found


def last_reading(scheme: Scheme, side: str, member: Member) -> Reading | None:
    """The newest edition that the member has read and understood."""
    rows = Reading.objects.filter(member=member, edition__scheme=scheme, edition__side=side)
    return rows.select_related("edition").order_by("-edition__number").first()


def is_to_read_again(scheme: Scheme, side: str, reading: Reading | None) -> bool:
    """Whether an edition has come since that asks its readers to read again."""
    if reading is None:
        return False
    later = scheme.handbooks.filter(side=side, number__gt=reading.edition.number, read_again=True)
    return later.exists()


def starter_text(side: str, scheme: Scheme, rules: SchemeDefinition) -> str:
    """The handbook that comes with the programme, in the scheme's own words for the two sides."""
    text = preset_text("handbooks", side, MARKDOWN)
    words = {
        "SCHEME": scheme.name,
        "MENTOR": rules.roles.mentor.singular,
        "MENTEE": rules.roles.mentee.singular,
    }
    for mark, word in words.items():
        text = text.replace("{" + mark + "}", word)
    return text


def find_in(book: Book, words: str) -> list[Hit]:
    """Chapters that hold every word, without regard to case and accents."""
    wanted = folded(words).split()[:8]
    hits = []
    for chapter in book.chapters if wanted else ():
        text = folded(f"{chapter.heading} {chapter.plain}")
        if all(word in text for word in wanted):
            hits.append(Hit(chapter, _passage(chapter.plain, wanted[0])))
    return hits


def _passage(text: str, word: str) -> str:
    place = folded(text).find(word)
    begin = max(place - AROUND, 0)
    begin = text.find(" ", begin) + 1 if begin else 0  # at the beginning of a word
    end = begin + 2 * AROUND + len(word)
    return f"{'…' if begin else ''}{text[begin:end].strip()}{'…' if end < len(text) else ''}"
