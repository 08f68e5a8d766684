"""What the clock looks after: the day by which a regulator wants an audit profile, and the end of what was shown."""

from datetime import datetime, timedelta

from alongside.cpd.actions.audit_views import end_audit_views
from alongside.cpd.mails import remind_of_deadline
from alongside.cpd.models import Profile
from alongside.cpd.queries.profiles import deadline_of
from alongside.cpd.queries.rules import profile_rules
from alongside.notices.registry import every


@every(timedelta(hours=1), "delete what auditors were shown once its last day is over")
def end_what_auditors_were_shown(now: datetime) -> None:
    """The copy goes; who was shown it, and when it was opened, stays for the member to see."""
    end_audit_views(now)


@every(timedelta(hours=1), "remind of deadlines of audit profiles")
def remind_of_deadlines(now: datetime) -> None:
    """Post the reminder that is due, and not those whose day has gone by; the days come from each profile's rules."""
    waiting = Profile.objects.filter(sent_on=None).exclude(letter_on=None)
    for profile in waiting.select_related("member__account", "member__body"):
        due = deadline_of(profile)
        if due is None:
            continue
        left = (due - now.astimezone(profile.member.account.zone).date()).days
        reached = [days for days in profile_rules(profile.rules_key).audit.remind_days_before if left <= days]
        if reached and left >= 0:
            remind_of_deadline(profile, due, min(reached))
