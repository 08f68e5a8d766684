"""Which credit rules there are, by which ones a person counts, and where they stand by them."""

from dataclasses import dataclass
from datetime import date

from django.conf import settings

from alongside.cpd.models import Counting, Record
from alongside.cpd.queries.records import activity_of, records_within
from alongside.cpd.queries.rules import rules_for
from alongside.cpd.shelf import on_shelf
from alongside.domain.cpd.activities import Period, day_before
from alongside.domain.cpd.credit_rules import CreditRules
from alongside.domain.cpd.crediting import Credited, Standing, rules_in_cycle, standing_in
from alongside.domain.cpd.loading import load_credit_rules
from alongside.domain.months import months_after
from alongside.people.models import Account


def all_credit_rules() -> tuple[CreditRules, ...]:
    """The rules that we ship and those in the installation's own folder, by name; a key of theirs replaces ours."""
    return on_shelf("credit", settings.CREDIT_RULES, load_credit_rules, "check-credit-rules")


@dataclass(frozen=True)
class Chosen:
    """The rules a person counts by, when their cycle began where they said so, and whether they chose."""

    rules: CreditRules
    cycle_from: date | None = None
    by_choice: bool = False


def counting_of(account: Account, today: date) -> Chosen | None:
    """What the person chose, else the rules of the regulator that their scheme's audit profile is for, if it has any."""
    known = {rules.key: rules for rules in all_credit_rules()}
    choice = Counting.objects.visible_to(account).first()
    if choice is not None and choice.rules_key in known:
        return Chosen(known[choice.rules_key], choice.cycle_from, by_choice=True)
    rules = known.get(rules_for(account, today).credit_rules or "")
    return Chosen(rules) if rules else None


@dataclass(frozen=True)
class CreditedRecord:
    """A record beside its credits."""

    record: Record
    credited: Credited


@dataclass(frozen=True)
class PersonalStanding:
    """Where a person stands: the figures, and their records of the cycle, newest first."""

    chosen: Chosen
    standing: Standing
    records: tuple[CreditedRecord, ...]


def standing_of(account: Account, today: date) -> PersonalStanding | None:
    """Count the person's records by the rules they chose; None where nobody knows which. Opens nothing that is sealed."""
    chosen = counting_of(account, today)
    if chosen is None:
        return None
    _, cycle = rules_in_cycle(chosen.rules, today, chosen.cycle_from)
    # The longest cycle before this one, whose surplus may be taken over.
    longest = max(version.cycle.months for version in chosen.rules.versions)
    period = Period(months_after(day_before(cycle.on), -longest), cycle.until)
    records = {str(record.pk): record for record in records_within(account, period)}
    activities = [activity_of(record, frozenset()) for record in records.values()]
    standing = standing_in(chosen.rules, activities, today, chosen.cycle_from)
    rows = [CreditedRecord(records[one.activity.reference], one) for one in reversed(standing.credited)]
    return PersonalStanding(chosen, standing, tuple(rows))
