"""Asking for a match run and carrying it out; safe to kill at any point and to run again."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from alongside.domain.lifecycles import MATCH_RUN
from alongside.domain.matching.building import build_criteria, build_rules
from alongside.domain.matching.checking import MarketProblem
from alongside.domain.matching.result import Result
from alongside.domain.matching.solve import solve, verify
from alongside.journal.moves import make_move, write_entry
from alongside.matching.guidance import guidance
from alongside.matching.models import MatchRun, Proposal
from alongside.matching.pool import Pool
from alongside.notices.actions import ask_worker
from alongside.people.models import Account
from alongside.schemes.models import Scheme
from alongside.schemes.queries import definition_in_force, rules_of

JOB = "match run"
Progress = Callable[[str, int, int], None]


@transaction.atomic
def ask_for_run(scheme: Scheme, *, by: Account, now: datetime) -> MatchRun:
    """Ask the worker for a run over everyone who waits. The draft before it is discarded; its rulings stay."""
    Scheme.objects.select_for_update().get(pk=scheme.pk)
    for before in scheme.match_runs.filter(state__in=["queued", "draft"]):
        discard_run(before, by=by, role="system")
    last = scheme.match_runs.order_by("-number").first()
    run = MatchRun.objects.create(
        scheme=scheme,
        definition=definition_in_force(scheme, now.date()),
        number=last.number + 1 if last else 1,
        asked_by=by,
        asked_at=now,
    )
    write_entry(noun="match run", subject=run.pk, move="ask", by=by, role="office", body_id=scheme.body_id)
    ask_worker(JOB, subject=run.pk, by=by)
    return run


@transaction.atomic
def discard_run(run: MatchRun, *, by: Account | None, role: str = "office") -> MatchRun:
    """Nobody was told of this run, and nobody will be."""
    make_move(run, MATCH_RUN, "discard", by=by, role=role)
    run.proposals.filter(state="draft").delete()
    return run


def carry_out_run(run: MatchRun, *, progress: Progress | None = None) -> MatchRun:
    """Match, check the proof, and store everything in one transaction; a run that is not queued is left alone."""
    run = MatchRun.objects.select_related("scheme__body", "definition").get(pk=run.pk)
    if run.state != "queued":
        return run
    rules = rules_of(run.definition)
    pool = Pool(run.scheme, rules, timezone.localdate())
    try:
        result = solve(
            pool.market(),
            build_rules(rules.matching.hard_rules),
            build_criteria(rules.criteria()),
            seed=run.seed,
            progress=progress,
        )
    except MarketProblem as problem:
        make_move(run, MATCH_RUN, "fail", by=None, role="system", fault=pool.in_names(str(problem))[:300])
        return run
    return _store(run, pool, result, guidance(pool, result, rules))


@transaction.atomic
def _store(run: MatchRun, pool: Pool, result: Result, help_found: dict[str, Any]) -> MatchRun:
    run = (
        MatchRun.objects.select_for_update(of=("self",)).select_related("scheme", "definition").get(pk=run.pk)
    )
    if run.state != "queued":
        return run
    Proposal.objects.bulk_create(
        Proposal(
            run=run,
            scheme=run.scheme,
            definition=run.definition,
            mentee_application=pool.mentees[pair.mentee],
            mentor_application=pool.mentors[pair.mentor],
            fit=pair.fit,
            reasons=[_reason(reason) for reason in pair.reasons],
            pinned=pair.pinned,
        )
        for pair in result.pairs
    )
    return make_move(
        run,
        MATCH_RUN,
        "finish",
        by=None,
        role="system",
        facts={"pairs": len(result.pairs), "left out": len(result.unmatched)},
        outcome=_outcome(pool, result) | {"guidance": help_found},
        finished_at=timezone.now(),
    )


def _reason(reason: Any) -> dict[str, Any]:
    return {
        "criterion": reason.criterion,
        "points": reason.points,
        "weight": reason.weight,
        "to_mentee": reason.sentence,
        "to_mentor": reason.to_mentor,
        "about_both": reason.about_both,
    }


def _outcome(pool: Pool, result: Result) -> dict[str, Any]:
    """What is kept of a result beside its pairs. The proof is checked here, anew, before anybody sees the run."""
    return {
        "mentees": len(pool.mentees),
        "places": sum(pool.places.values()),
        "levels": [
            {"objective": level.objective, "sentence": level.sentence, "value": level.value}
            for level in result.levels
        ],
        "faults": list(verify(result)),
        "unmatched": [
            {
                "application": str(pool.mentees[left.mentee].pk),
                "name": pool.mentees[left.mentee].member.name,
                "cause": left.cause,
                "sentence": left.sentence,
            }
            for left in result.unmatched
        ],
        "pairs": {
            str(pool.mentees[pair.mentee].pk): [str(pool.mentors[pair.mentor].pk), pair.fit]
            for pair in result.pairs
        },
        "unused": {str(pool.mentors[key].pk): left for key, left in result.unused.items() if left},
    }
