"""Changes to a partnership and everything in it."""

from alongside.partnerships.actions.action_list import agree_action, change_action, settle_action
from alongside.partnerships.actions.agenda import (
    add_agenda_item,
    change_agenda_item,
    remove_agenda_item,
    restore_agenda_item,
)
from alongside.partnerships.actions.changing_plan import add_session, restore_session, skip_session
from alongside.partnerships.actions.ending import end_partnership, endings_open_to, usual_ending
from alongside.partnerships.actions.feedback import give_feedback
from alongside.partnerships.actions.holding import (
    GoalsMissing,
    MeetingRefused,
    amend_session,
    complete_session,
    complete_what_is_ready,
    correct_session,
    hold_session,
)
from alongside.partnerships.actions.introducing import PairRefused, introduce_pair
from alongside.partnerships.actions.pausing import pause_partnership, resume_partnership
from alongside.partnerships.actions.planning import TimeRefused
from alongside.partnerships.actions.preparing import tick_preparation
from alongside.partnerships.actions.records import record_draft, write_record
from alongside.partnerships.actions.scheduling import (
    TimeChangedMeanwhile,
    schedule_session,
    unschedule_session,
)
from alongside.partnerships.actions.tools import choose_tool

__all__ = [
    "GoalsMissing",
    "MeetingRefused",
    "PairRefused",
    "TimeChangedMeanwhile",
    "TimeRefused",
    "add_agenda_item",
    "add_session",
    "agree_action",
    "amend_session",
    "change_action",
    "change_agenda_item",
    "choose_tool",
    "complete_session",
    "complete_what_is_ready",
    "correct_session",
    "end_partnership",
    "endings_open_to",
    "give_feedback",
    "hold_session",
    "introduce_pair",
    "pause_partnership",
    "record_draft",
    "remove_agenda_item",
    "restore_agenda_item",
    "restore_session",
    "resume_partnership",
    "schedule_session",
    "settle_action",
    "skip_session",
    "tick_preparation",
    "unschedule_session",
    "usual_ending",
    "write_record",
]
