"""The papers of a partnership: what there is, what is due, and their words for one of the two."""

from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils import timezone

from alongside.domain.scheme.papers import PaperKind
from alongside.partnerships.models import Goal, Partnership, Session
from alongside.partnerships.queries.agreement_words import settled_in_words
from alongside.partnerships.queries.agreements import agreement_of, opened_versions, version_or_404
from alongside.partnerships.queries.doors import opened_doors, opened_doors_of
from alongside.partnerships.queries.expectations import expectations_of, opened_expectations
from alongside.partnerships.queries.goals import goals_for, opened_goals
from alongside.partnerships.queries.paper import OpenedPaper, Paper, Part, Signature
from alongside.people.models import Account
from alongside.vault.documents import SealedFile, as_file
from alongside.vault.notes import open_note, open_notes
from alongside.web.wording import count_of, day_in_full

KINDS: dict[PaperKind, str] = {
    "agreement": "An agreement that both have signed",
    "expectations": "Expectations that both have agreed",
    "goals": "Goals that both can read",
    "records": "A record of each session that was held",
}


@dataclass(frozen=True)
class Asked:
    """A paper that the scheme asks for, whether it is there, and what is missing otherwise."""

    title: str
    is_there: bool
    missing: str
    url: str


@dataclass(frozen=True)
class Scan:
    """A page that was signed by hand and uploaded, and what it belongs to."""

    belongs_to: str
    file: SealedFile


def papers_of(partnership: Partnership) -> list[Paper]:
    """All there are, without opening any; the partnership must come from `partnership_or_404`."""
    pair = {"partnership_id": partnership.pk}
    found: list[Paper] = []
    agreement = agreement_of(partnership)
    if agreement is not None and agreement.in_force is not None:
        number = agreement.in_force
        signed = max(one.signed_at for one in version_or_404(agreement, number).signatures.all())
        url = reverse("agreement-version", kwargs=pair | {"version": number})
        found.append(
            Paper("agreement", "agreement", f"Agreement, version {number}", timezone.localdate(signed), url)
        )
    agreed = [one for one in partnership.expectations.all() if one.state == "agreed"]
    if agreed:
        title = count_of(len(agreed), "agreed expectation")
        found.append(Paper("expectations", "expectations", title, None, reverse("expectations", kwargs=pair)))
    shared = _shared(partnership)
    if shared:
        title = count_of(len(shared), "goal")
        found.append(Paper("goals", "goals", title, None, reverse("goals", kwargs=pair)))
    if doors := len(opened_doors_of(partnership)):
        title, url = count_of(doors, "introduction"), reverse("opening-doors", kwargs=pair)
        found.append(Paper("doors", "doors", title, None, url))
    for session in _with_record(partnership):
        url = reverse("session", kwargs={"session_id": session.pk})
        title = f"Record of session {session.number}, {session.theme}"
        found.append(Paper(f"record-{session.number}", "records", title, session.held_on, url))
    return found


def asked_for(partnership: Partnership, papers: Sequence[Paper]) -> list[Asked]:
    """What the scheme asks for, in its order."""
    pair = {"partnership_id": partnership.pk}
    there = {paper.kind for paper in papers}
    bare = [one.number for one in _held(partnership) if one.record_id is None]
    missing: dict[PaperKind, tuple[str, str]] = {
        "agreement": ("Both of you sign the same version.", reverse("agreement", kwargs=pair)),
        "expectations": ("Agree what you expect of each other.", reverse("expectations", kwargs=pair)),
        "goals": ("Share a goal.", reverse("goals", kwargs=pair)),
        "records": (
            f"Still without one: {', '.join(f'session {number}' for number in bare)}."
            if bare
            else "No session yet.",
            reverse("partnership-sessions", kwargs=pair),
        ),
    }
    return [
        Asked(KINDS[kind], kind in there and not (kind == "records" and bare), *missing[kind])
        for kind in partnership.rules.papers.required
    ]


def opened_papers(partnership: Partnership, keys: Sequence[str], *, by: Account) -> list[OpenedPaper]:
    """The words of these papers, in their own order, opened for one of the two; keys of none are passed over."""
    return [
        *(_opened_agreement(partnership, by) if "agreement" in keys else ()),
        *(_opened_expectations(partnership, by) if "expectations" in keys else ()),
        *(_opened_goals(partnership, by) if "goals" in keys else ()),
        *(_opened_doors(partnership, by) if "doors" in keys else ()),
        *_opened_records(partnership, keys, by),
    ]


def scans_of(partnership: Partnership, *, by: Account) -> list[Scan]:
    """The pages of the agreement in force that were signed by hand."""
    agreement = agreement_of(partnership)
    if agreement is None or agreement.in_force is None:
        return []
    version = version_or_404(agreement, agreement.in_force)
    rows = version.signatures.exclude(scan=None).select_related("scan")
    return [
        Scan(
            f"Agreement, version {version.number}, signed by the {row.role}",
            as_file(open_note(row.scan, by=by, role=partnership.role_of(by))),
        )
        for row in rows
        if row.scan
    ]


def manager_told_on(partnership: Partnership, role: str) -> date | None:
    """On which day this partner told their line manager, as they noted it for themselves."""
    row = partnership.managers_told.filter(role=role).first()
    return row.told_on if row else None


def manager_letter_facts(partnership: Partnership, *, by: Account, today: date) -> dict[str, Any]:
    """What the letter to a line manager says: that one takes part, and how much time it takes; no partner, no content."""
    plan, scheme = partnership.plan, partnership.scheme
    part = getattr(partnership.rules.roles, partnership.role_of(by)).singular
    sessions = count_of(len(plan.sessions), "session")
    return {
        "made": today.isoformat(),
        "name": by.name,
        "body": scheme.body.name,
        "contact": scheme.body.contact_email,
        "lines": [
            day_in_full(today),
            "To my line manager",
            f"I take part in “{scheme.name}” of {scheme.body.name}, as {part}. I am telling you so that you know; "
            "the scheme asks nobody for permission.",
            f"It takes about {sessions} of {count_of(plan.default_minutes, 'minute')} within "
            f"{count_of(plan.within_months, 'month')}. The scheme recommends that they are held in working time where "
            "that is possible. A letter with the hours that were held can be had at any time.",
            "What is said in these sessions is confidential, and so is with whom I hold them. Nothing of it is reported.",
        ],
    }


def facts_of(
    partnership: Partnership, papers: Sequence[OpenedPaper], *, by: Account, today: date
) -> dict[str, Any]:
    """Everything that is printed, as the machine-readable copy says it too: days in ISO 8601, minutes as numbers."""
    roles = partnership.rules.roles
    return {
        "made": today.isoformat(),
        "owner": by.name,
        "scheme": partnership.scheme.name,
        "body": partnership.scheme.body.name,
        "people": [
            {"name": partnership.mentee.name, "part": roles.mentee.singular},
            {"name": partnership.mentor.name, "part": roles.mentor.singular},
        ],
        "introduced": partnership.introduced_at.astimezone(by.zone).date().isoformat(),
        "sessions": [
            {
                "number": one.number,
                "theme": one.theme,
                "on": one.held_on.isoformat() if one.held_on else "",
                "minutes": one.held_minutes or 0,
            }
            for one in _held(partnership)
        ],
        "papers": [asdict(paper) for paper in papers],
    }


def _held(partnership: Partnership) -> list[Session]:
    return [session for session in partnership.sessions.all() if session.state == "held"]


def _with_record(partnership: Partnership) -> list[Session]:
    return [session for session in partnership.sessions.all() if session.record_id is not None]


def _shared(partnership: Partnership) -> list[Goal]:
    return [goal for goal in partnership.goals.all() if goal.is_common]


def _opened_agreement(partnership: Partnership, by: Account) -> Iterator[OpenedPaper]:
    agreement = agreement_of(partnership)
    if agreement is None or agreement.in_force is None:
        return
    version = version_or_404(agreement, agreement.in_force)
    version.agreement = agreement
    (opened,) = opened_versions([version], partnership, by=by)
    said = [
        (clause.title, opened.text.clauses.get(clause.key, ""))
        for clause in partnership.rules.agreement.clauses
    ]
    parts = [Part(title, _paragraphs(words)) for title, words in said if words]
    settled = [f"{what}: {how}" for what, how in settled_in_words(opened.text)]
    if settled:
        parts.append(Part("What this settles by a number", settled))
    yield OpenedPaper(
        title="Our agreement",
        about=f"Version {version.number}",
        parts=parts,
        signatures=[
            Signature(
                name,
                day_in_full(row.signed_at),
                "Signed by hand; the page is at the end." if row.scan_id else "Signed by typing the name.",
            )
            for row, name in opened.signatures
        ],
        digest=opened.digest,
    )


def _opened_expectations(partnership: Partnership, by: Account) -> Iterator[OpenedPaper]:
    rows = [row for row in expectations_of(partnership) if row.state == "agreed"]
    opened = opened_expectations(rows, partnership, by=by)
    if opened:
        parts = [
            Part(f"Said by {partnership.member_of(one.expectation.role).name}", _paragraphs(one.words))
            for one in opened
        ]
        yield OpenedPaper("What we expect of each other", "Agreed by both", parts)


def _opened_goals(partnership: Partnership, by: Account) -> Iterator[OpenedPaper]:
    rows = [goal for goal in goals_for(by, partnership) if goal.is_common]
    parts = []
    for one in opened_goals(rows, partnership, by=by):
        owner = partnership.member_of(one.goal.owner).name
        said = [f"{label} {words}" for label, words in one.parts]
        kind = [f"Kind: {one.category}"] if one.category else []
        state = ["Met."] if one.goal.state == "met" else []
        parts.append(Part(f"A goal of {owner}", [*_paragraphs(one.text.goal), *kind, *said, *state]))
    if parts:
        yield OpenedPaper("Our goals", "Shared by their owners", parts)


def _opened_doors(partnership: Partnership, by: Account) -> Iterator[OpenedPaper]:
    parts = [
        Part(
            day_in_full(one.door.on),
            [one.text.whom, *([f"For: {one.text.purpose}"] if one.text.purpose else [])],
        )
        for one in opened_doors(opened_doors_of(partnership), partnership, by=by)
    ]
    if parts:
        yield OpenedPaper(
            "Doors that were opened", f"To whom {partnership.mentee.name} was introduced", parts
        )


def _opened_records(partnership: Partnership, keys: Sequence[str], by: Account) -> Iterator[OpenedPaper]:
    chosen = [one for one in _with_record(partnership) if f"record-{one.number}" in keys]
    texts = open_notes([one.record for one in chosen], by=by, role=partnership.role_of(by))
    for session in chosen:
        if session.record_id:
            about = f"Held on {day_in_full(session.held_on)}" if session.held_on else "Not held yet"
            yield OpenedPaper(
                f"Session {session.number}: {session.theme}",
                about,
                [Part("", _paragraphs(texts[session.record_id]))],
            )


def _paragraphs(words: str) -> list[str]:
    return [line.strip() for line in words.splitlines() if line.strip()]
