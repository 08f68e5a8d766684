"""Suggests the words of an agreement, signs them, and lets the plan follow what both have signed."""

import json
import secrets
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from alongside.domain.lifecycle import MoveRefused
from alongside.domain.lifecycles import AGREEMENT
from alongside.journal.moves import make_move, write_entry
from alongside.notices.actions import clear_notices
from alongside.partnerships.actions.locking import lock_partnership, must_run
from alongside.partnerships.actions.planning import follow_rhythm
from alongside.partnerships.actions.sealing import seal_for_both
from alongside.partnerships.mails.agreement import agreement_event, tell_of_agreement
from alongside.partnerships.mails.pulse import stop_asking_for_pulses
from alongside.partnerships.mails.renewal import renewal_event
from alongside.partnerships.models import Agreement, AgreementSignature, AgreementVersion, Partnership
from alongside.partnerships.queries.agreement_words import AgreementText, clauses_of
from alongside.partnerships.queries.agreements import (
    agreement_of,
    newest_version,
    opened_versions,
    renewed_until,
)
from alongside.people.models import Account
from alongside.vault.documents import as_text
from alongside.vault.drafts import discard_draft

MOST_VERSIONS = 100
KIND, NAME_KIND, SCAN_KIND = "agreement", "signature", "signed paper"


class SuggestedMeanwhile(MoveRefused):
    """The partner suggested another wording after this page was opened; `agreement` is as it stands now."""

    def __init__(self, agreement: Agreement) -> None:
        super().__init__("Your partner has suggested another wording in the meantime. Read it first.")
        self.agreement = agreement


def agreement_draft(partnership: Partnership) -> str:
    """Under which name what someone is typing for the agreement is kept."""
    return f"agreement:{partnership.pk}"


@transaction.atomic
def suggest_agreement(
    partnership: Partnership, *, by: Account, role: str, text: AgreementText, seen: int
) -> Agreement:
    """Make the first or another version. It signs nothing: what both signed before stays in force until they sign this.

    `seen` is the number of the version the writer had before them, 0 for none: SuggestedMeanwhile if there is a
    newer one. Clauses that the scheme fixes keep its words, whatever `text` says.
    """
    locked = lock_partnership(partnership.pk)
    must_run(locked)
    if not clauses_of(locked):
        raise MoveRefused("Your scheme works without a written agreement.")
    agreement = agreement_of(locked)
    if (agreement.version if agreement else 0) != seen:
        raise SuggestedMeanwhile(agreement or Agreement(partnership=locked))
    said = _with_fixed_words(locked, text)
    if agreement is None:
        agreement = Agreement(partnership=locked)
        agreement.save(force_insert=True)
        _note(agreement, "begin", by, role)
    else:
        _must_say_something_new(agreement, locked, said, by)
        number = agreement.version + 1
        make_move(agreement, AGREEMENT, "reword", by=by, role=role, facts={"version": number}, version=number)
    _add_version(agreement, locked, said, by, role)
    discard_draft(by, agreement_draft(locked))
    read_agreement(locked, by=by)
    tell_of_agreement(locked, role=role, what="suggested")
    return agreement


@transaction.atomic
def sign_agreement(
    partnership: Partnership,
    *,
    by: Account,
    role: str,
    seen: int,
    name: str,
    scan: tuple[str, bytes] | None = None,
    now: datetime | None = None,
) -> Agreement:
    """Sign the version that was on the page, under the name as typed; agreed once both have signed the same.

    `scan` is the name and the bytes of the paper that this partner has signed, where they signed one: DocumentRefused
    where it is no file that we take. From then on the plan, the pulse and the last day follow it. Signing twice is the
    same as signing once.
    """
    now = now or timezone.now()
    locked = lock_partnership(partnership.pk)
    must_run(locked)
    agreement = agreement_of(locked)
    if agreement is None:
        raise MoveRefused("There is no agreement to sign yet.")
    if agreement.version != seen:
        raise SuggestedMeanwhile(agreement)
    if agreement.is_signed_by(role):
        return agreement
    version = newest_version(agreement)
    version.agreement = agreement
    goes_on = _have_gone_on_since(version, locked)
    if not goes_on:
        _must_lie_ahead(version, locked, now)
    paper = as_text(*scan) if scan else ""
    _add_signature(version, locked, by, role, name, paper, now)
    mine = {f"{role}_signed": seen}
    if agreement.is_signed_by("mentor" if role == "mentee" else "mentee"):
        facts = {"version": seen}
        make_move(agreement, AGREEMENT, "agree", by=by, role=role, facts=facts, in_force=seen, **mine)
        _put_in_force(version, locked, now, keeps_last_day=goes_on)
    else:
        Agreement.objects.filter(pk=agreement.pk).update(**mine)
        agreement.refresh_from_db()
        _note(agreement, "sign", by, role, version=seen)
    read_agreement(locked, by=by)
    tell_of_agreement(locked, role=role, what="agreed" if agreement.state == "agreed" else "signed")
    return agreement


def read_agreement(partnership: Partnership, *, by: Account) -> None:
    """The person has seen it, so the news about it leaves their home page."""
    clear_notices(event_prefix=agreement_event(partnership), account=by)


def _must_lie_ahead(version: AgreementVersion, partnership: Partnership, now: datetime) -> None:
    """Signed after its last day, it would end the partnership at once and without a word."""
    today = now.astimezone(partnership.mentee.account.zone).date()
    if partnership.rules.plan.ends == "agreed" and version.until is not None and version.until < today:
        raise MoveRefused(
            "The last day in these words has passed. Suggest them again with a later one, or without."
        )


def _with_fixed_words(partnership: Partnership, text: AgreementText) -> AgreementText:
    clauses = clauses_of(partnership)
    subjects = {clause.about for clause in clauses}
    return AgreementText(
        {
            clause.key: (clause.text if clause.fixed else text.clauses.get(clause.key, "")).strip()
            for clause in clauses
        },
        cadence_days=text.cadence_days if "logistics" in subjects else None,
        until=text.until if "term" in subjects else None,
        review_every=text.review_every if "review" in subjects else None,
    )


def _must_say_something_new(
    agreement: Agreement, partnership: Partnership, said: AgreementText, by: Account
) -> None:
    if agreement.version >= MOST_VERSIONS:
        raise MoveRefused("This has been reworded very often: talk about it when you meet.")
    (newest,) = opened_versions([newest_version(agreement)], partnership, by=by)
    if newest.text == said:
        raise MoveRefused("You have changed nothing yet. Change some words, or go back and sign these.")


def _add_version(
    agreement: Agreement, partnership: Partnership, said: AgreementText, by: Account, role: str
) -> None:
    sealed = json.dumps({"clauses": said.clauses, "salt": secrets.token_hex(16)})
    AgreementVersion.objects.create(
        agreement=agreement,
        number=agreement.version,
        role=role,
        text=seal_for_both(sealed, partnership, by=by, role=role, kind=KIND),
        cadence_days=said.cadence_days,
        until=said.until,
        review_every=said.review_every,
        suggested_at=timezone.now(),
    )


def _add_signature(
    version: AgreementVersion,
    partnership: Partnership,
    by: Account,
    role: str,
    name: str,
    paper: str,
    now: datetime,
) -> None:
    (opened,) = opened_versions([version], partnership, by=by)
    AgreementSignature.objects.create(
        version=version,
        role=role,
        account=by,
        name=seal_for_both(name, partnership, by=by, role=role, kind=NAME_KIND),
        scan=seal_for_both(paper, partnership, by=by, role=role, kind=SCAN_KIND) if paper else None,
        digest=opened.digest,
        signed_at=now,
    )


def _have_gone_on_since(version: AgreementVersion, partnership: Partnership) -> bool:
    """Whether both have said that they go on since these words were suggested, which could not know of it."""
    answers = partnership.renewal_answers.filter(answered_at__gt=version.suggested_at)
    return renewed_until(partnership) is not None and answers.exclude(further_until=None).exists()


def _put_in_force(
    version: AgreementVersion, partnership: Partnership, now: datetime, *, keeps_last_day: bool
) -> None:
    """Let the plan, the pulse and the last day follow what is agreed; nobody is asked about an old last day then."""
    partnership.cadence_days = version.cadence_days
    if partnership.rules.plan.ends == "agreed" and not keeps_last_day:
        if partnership.until != version.until:
            clear_notices(event=renewal_event(partnership))
        partnership.until = version.until
    if partnership.review_every != version.review_every:
        stop_asking_for_pulses(partnership)  # it may be asked after other sessions from now on
    partnership.review_every = version.review_every
    partnership.save(update_fields=["cadence_days", "until", "review_every"])
    if version.cadence_days:
        follow_rhythm(partnership, now=now)


def _note(agreement: Agreement, move: str, by: Account, role: str, **facts: int) -> None:
    write_entry(
        noun="agreement",
        subject=agreement.pk,
        move=move,
        by=by,
        role=role,
        body_id=agreement.partnership.scheme.body_id,
        facts=facts,
    )
