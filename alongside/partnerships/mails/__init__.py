"""What partners are told, on their home page and by mail; never anything private."""

from alongside.notices.registry import mail_kind

INTRODUCTION = mail_kind("introduction", "Your introduction to a partner", optional=False).key
MEETING = mail_kind("meeting", "Times of your sessions, with calendar invitations", optional=False).key
PARTNERSHIP = mail_kind("partnership", "A partnership that pauses, resumes or ends", optional=False).key
QUIET_WORD = mail_kind("quiet-word", "Partners who would like a word with the office", optional=False).key
INTRODUCED_ANYWAY = mail_kind(
    "introduced-anyway", "Pairs to look at, because of what one has declared", optional=False
).key
NUDGE = mail_kind("nudge", "Reminders about your sessions").key
FEEDBACK = mail_kind("feedback", "Questions after a session, and what your partner said").key
ACHIEVEMENTS = mail_kind("achievements", "Achievements that mentees let the office tell of").key
