"""Changes to records, audit profiles and consents to be named."""

from alongside.cpd.actions.learning import count_learning
from alongside.cpd.actions.naming import agree_to_be_named, withdraw_naming
from alongside.cpd.actions.profiles import (
    begin_profile,
    change_profile,
    reopen_profile,
    save_profile,
    send_profile,
)
from alongside.cpd.actions.records import (
    RecordLocked,
    edit_record,
    record_activity,
    remove_record,
    restore_record,
)
from alongside.cpd.actions.sessions import record_session_hours

__all__ = [
    "RecordLocked",
    "agree_to_be_named",
    "begin_profile",
    "change_profile",
    "count_learning",
    "edit_record",
    "record_activity",
    "record_session_hours",
    "remove_record",
    "reopen_profile",
    "restore_record",
    "save_profile",
    "send_profile",
    "withdraw_naming",
]
