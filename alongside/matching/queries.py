"""What is asked about match runs and proposals."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet

from alongside.domain.matching.building import build_criteria, build_rules
from alongside.domain.matching.explain import Explained, Loss
from alongside.domain.matching.people import Mentee, Mentor
from alongside.domain.matching.rules import Rule
from alongside.domain.matching.solve import reasons_for, solve
from alongside.enrolment.models import Application
from alongside.matching.models import MatchRun, Proposal, Ruling
from alongside.matching.pool import Pool
from alongside.notices.models import Job
from alongside.people.models import Account
from alongside.schemes.models import Scheme
from alongside.schemes.queries import rules_of


@dataclass(frozen=True)
class Change:
    """What became of one mentee since the run before."""

    name: str
    sentence: str


@dataclass(frozen=True)
class Alternative:
    """One mentor for one mentee: what it would cost everyone, or why it cannot be."""

    application: Application
    fit: int
    cost: str
    reasons: tuple[str, ...]
    refused: str
    is_proposed: bool
    ruling: str

    @property
    def fit_share(self) -> float:
        """The fit from 0 to 1."""
        return self.fit / 100


def open_proposals_of(account: Account) -> QuerySet[Proposal]:
    """Proposals that wait for an answer, of this person or of the other."""
    rows: QuerySet[Proposal] = (
        Proposal.objects.visible_to(account)
        .filter(state="open")
        .select_related(
            "mentee_application__member", "mentor_application__member", "scheme__body", "definition"
        )
        .order_by("answer_by")
    )
    return rows


def proposals_of_run(run: MatchRun) -> QuerySet[Proposal]:
    """The run's pairs, whoever has waited longest first."""
    rows: QuerySet[Proposal] = run.proposals.select_related(
        "mentee_application__member", "mentor_application__member"
    ).order_by("mentee_application__queued_at", "pk")
    return rows


def job_of(run: MatchRun) -> Job | None:
    """The worker's job for a run, which knows how far it has come."""
    return Job.objects.filter(subject=run.pk).order_by("-created_at").first()


def run_before(run: MatchRun) -> MatchRun | None:
    """The finished run to compare with."""
    return (
        MatchRun.objects.filter(scheme=run.scheme_id, number__lt=run.number, finished_at__isnull=False)
        .order_by("-number")
        .first()
    )


def changes_since(run: MatchRun, before: MatchRun) -> list[Change]:
    """Mentees whose suggestion is another than in the run before, by name."""
    now, then = run.outcome.get("pairs", {}), before.outcome.get("pairs", {})
    ids = {*now, *then, *(pair[0] for pair in [*now.values(), *then.values()])}
    names = {
        str(row.pk): row.member.name
        for row in Application.objects.filter(pk__in=ids).select_related("member")
    }
    changes = []
    for mentee in {*now, *then}:
        new, old = now.get(mentee, [None])[0], then.get(mentee, [None])[0]
        if new != old:
            changes.append(Change(names[mentee], _change(names.get(old or ""), names.get(new or ""))))
    return sorted(changes, key=lambda change: change.name)


def come_since(run: MatchRun, today: date) -> list[Application]:
    """Those who could be paired today and are not in this draft, whoever has waited longest first.

    They applied after it was made, or were out of the pool then with a proposal that has come to nothing since.
    """
    left_out = (left["application"] for left in run.outcome.get("unmatched", []))
    known = {*run.outcome.get("pairs", {}), *left_out}
    pool = Pool(run.scheme, rules_of(run.definition), today)
    return [row for row in pool.mentees.values() if str(row.pk) not in known]


def _change(old: str | None, new: str | None) -> str:
    if old is None:
        return f"now with {new}; was left out, or was not waiting"
    if new is None:
        return f"was with {old}; now left out, or no longer waiting"
    return f"now with {new}; was with {old}"


def rulings_among(applications: Iterable[Application]) -> dict[tuple[object, object], str]:
    """The office's rulings by (mentee application, mentor application)."""
    rows = Ruling.objects.filter(mentee_application__in=applications)
    return {(row.mentee_application_id, row.mentor_application_id): row.kind for row in rows}


def alternatives_for(run: MatchRun, mentee: Application, today: date) -> list[Alternative]:
    """Every mentor in the pool for one mentee, as things stand today: the proposed one first, the impossible last.

    Solves the market anew, so that the costs are exact; takes about as long as the run itself.
    """
    rules = rules_of(run.definition)
    pool = Pool(run.scheme, rules, today)
    key = str(mentee.member_id)
    if key not in pool.mentees:
        return []
    hard, soft = build_rules(rules.matching.hard_rules), build_criteria(rules.criteria())
    explained = Explained(solve(pool.market(), hard, soft, seed=run.seed))
    partner = next((pair.mentor for pair in explained.result.pairs if pair.mentee == key), "")
    fits, rulings = _fits(explained, key), rulings_among([mentee])
    market = explained.result.working.market
    person = next(each for each in market.mentees if each.key == key)
    rows = []
    for mentor in market.mentors:
        application = pool.mentors[mentor.key]
        ruling = rulings.get((mentee.pk, application.pk), "")
        refused = _refused(person, mentor, hard, ruling)
        loss = explained.regret(key, mentor.key) if mentor.key in fits and mentor.capacity else None
        reasons = () if refused else reasons_for(soft, person, mentor)
        found = Alternative(
            application=application,
            fit=(fits.get(mentor.key, 0) + 5) // 10,
            cost=_cost(loss, mentor, is_proposed=mentor.key == partner),
            reasons=tuple(reason.about_both for reason in reasons if reason.points),
            refused=refused,
            is_proposed=mentor.key == partner,
            ruling=ruling,
        )
        rows.append(
            ((bool(refused), not found.is_proposed, loss is None, loss.levels if loss else ()), found)
        )
    return [found for _, found in sorted(rows, key=lambda row: (row[0], row[1].application.member.name))]


def _fits(explained: Explained, mentee: str) -> dict[str, int]:
    """The fit with every mentor whom the rules allow this mentee, in thousandths."""
    working = explained.result.working
    place = next(index for index, each in enumerate(working.market.mentees) if each.key == mentee)
    allowed = working.edges.mentee == place
    mentors = working.edges.mentor[allowed].tolist()
    return {
        working.market.mentors[mentor].key: int(fit)
        for mentor, fit in zip(mentors, working.edges.fit[allowed].tolist(), strict=True)
    }


def _refused(mentee: Mentee, mentor: Mentor, hard: Iterable[Rule], ruling: str) -> str:
    if ruling == Ruling.BAN:
        return "The office keeps them apart."
    return next((why for rule in hard if (why := rule.check(mentee, mentor))), "")


def _cost(loss: Loss | None, mentor: Mentor, *, is_proposed: bool) -> str:
    if is_proposed:
        return "This is what the engine proposes."
    if not mentor.capacity:
        return "No place is free."
    return f"{loss.sentence[:1].upper()}{loss.sentence[1:]}." if loss else "Not possible as things stand."


def pool_in_figures(scheme: Scheme, pool: Pool) -> dict[str, int]:
    """Who waits and what places there are, for the office's page."""
    return {
        "mentees": len(pool.mentees),
        "mentors": len(pool.mentors),
        "places": sum(pool.places.values()),
        "open": Proposal.objects.filter(scheme=scheme, state="open").count(),
    }
