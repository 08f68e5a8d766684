"""Every lifecycle of the product, as data: read a table here to know what can happen to a noun."""

from alongside.domain.lifecycle import Lifecycle, move

# Who: "applicant", "mentee" and "mentor" are people in the matter; "owner" wrote the thing, "partner" is the
# other one; "office" is staff with the role for it; "clock" is time passing; "system" follows from another move.

APPLICATION = Lifecycle(
    noun="application",
    states=("draft", "submitted", "waiting", "paired", "refused", "withdrawn", "closed"),
    start="draft",
    moves=(
        move("submit", "draft", "submitted", "applicant office", "Send my application"),
        move("send_back", "submitted", "draft", "office", "Send back with a question"),
        move("approve", "submitted", "waiting", "office system", "Approve"),
        move("refuse", "submitted", "refused", "office", "Refuse with a reason"),
        move("pair", "waiting", "paired", "system", "Pair"),
        move("return", "paired", "waiting", "system office", "Return to the queue"),
        move(
            "withdraw",
            "draft submitted waiting",
            "withdrawn",
            "applicant office",
            "Withdraw this application",
        ),
        move("close", "paired waiting", "closed", "system", "Close"),
    ),
)

MATCH_RUN = Lifecycle(
    noun="match run",
    states=("queued", "draft", "failed", "published", "discarded"),
    start="queued",
    moves=(
        move("finish", "queued", "draft", "system", "Finish"),
        move("fail", "queued", "failed", "system", "Fail"),
        move("publish", "draft", "published", "office", "Introduce the pairs"),
        move("discard", "queued draft failed", "discarded", "office system", "Discard this run"),
    ),
)

PROPOSAL = Lifecycle(
    noun="proposal",
    states=("draft", "open", "accepted", "declined", "lapsed", "withdrawn"),
    start="draft",
    moves=(
        move("publish", "draft", "open", "office", "Publish"),
        move("accept", "open", "accepted", "mentee mentor system", "Yes, introduce us"),
        move("decline", "open", "declined", "mentee mentor", "No, thank you"),
        move("lapse", "open", "lapsed", "clock", "Lapse"),
        move("withdraw", "draft open", "withdrawn", "office system", "Withdraw this proposal"),
    ),
)

# A request has at most one open offer. Which choice is asked next is computed from the offers there have been.
REQUEST = Lifecycle(
    noun="request",
    states=(
        "draft", "submitted", "asking", "paused", "exhausted", "accepted", "introduced", "withdrawn",
    ),
    start="draft",
    moves=(
        move("submit", "draft", "submitted", "mentee", "Send my request"),
        move("send_back", "submitted", "draft", "office", "Send back with a reason"),
        move("pass", "submitted", "asking", "office system", "Let it pass"),
        move("exhaust", "asking", "exhausted", "system", "Nobody is left to ask"),
        move("ask_again", "exhausted", "asking", "mentee system clock", "Ask again"),
        move("pause", "asking exhausted", "paused", "mentee", "Pause my request"),
        move("resume", "paused", "asking", "mentee", "Go on with my request"),
        move("accept", "asking", "accepted", "mentor", "Yes"),
        move("introduce", "accepted", "introduced", "office system", "Introduce the two"),
        move("reopen", "accepted", "asking", "office clock", "Ask the next choice instead"),
        move(
            "withdraw",
            "draft submitted asking paused exhausted accepted",
            "withdrawn",
            "mentee office clock",
            "Withdraw my request",
        ),
    ),
)  # fmt: skip

OFFER = Lifecycle(
    noun="offer",
    states=("open", "accepted", "declined", "lapsed", "withdrawn"),
    start="open",
    moves=(
        move("accept", "open", "accepted", "mentor", "Yes, introduce us"),
        move("decline", "open", "declined", "mentor", "No, not this time"),
        move("lapse", "open", "lapsed", "clock", "Lapse"),
        move("withdraw", "open accepted", "withdrawn", "mentee office clock", "Take back"),
    ),
)

# Somebody whom a mentee has in mind, or whom such a person thinks of: these agree before the mentee learns of them.
NAMED_MENTOR = Lifecycle(
    noun="named mentor",
    states=("named", "agreed", "open", "accepted", "declined", "lapsed", "barred", "withdrawn"),
    start="named",
    moves=(
        move("agree", "named", "agreed", "mentor", "They may be told of me"),
        move("ask", "named agreed", "open", "mentee", "Ask them"),
        move("accept", "open", "accepted", "mentor", "Yes, I will"),
        move("decline", "named open", "declined", "mentor", "No, not this time"),
        move("bar", "named agreed open", "barred", "system", "Keep the two apart"),
        move("lapse", "named open", "lapsed", "clock", "Lapse"),
        move("withdraw", "named agreed open", "withdrawn", "mentee clock", "Do not ask them any more"),
    ),
)

RUN = Lifecycle(
    noun="workshop run",
    states=("draft", "open", "allotted", "over", "cancelled"),
    start="draft",
    moves=(
        move("announce", "draft", "open", "office", "Announce it"),
        move("allot", "open", "allotted", "office clock", "Give out the places now"),
        move("finish", "open allotted", "over", "office trainer clock", "It is over"),
        move("cancel", "draft open allotted", "cancelled", "office", "Cancel this run"),
    ),
)

PLACE = Lifecycle(
    noun="place",
    states=("applied", "waiting", "offered", "taken", "declined", "lapsed", "withdrawn", "closed"),
    start="applied",
    moves=(
        move("wait", "applied", "waiting", "system clock office", "On the waiting list"),
        move("offer", "applied waiting", "offered", "system clock office", "Offer a place"),
        move("give", "applied", "taken", "system", "Give a place"),
        move("take", "offered", "taken", "member", "Yes, I take the place"),
        move("decline", "offered", "declined", "member", "No, thank you"),
        move("lapse", "offered", "lapsed", "clock", "Lapse"),
        move("withdraw", "applied waiting offered taken", "withdrawn", "member office", "Give it back"),
        move("close", "applied waiting offered", "closed", "clock office trainer", "Close"),
    ),
)

PARTNERSHIP = Lifecycle(
    noun="partnership",
    states=("introduced", "active", "paused", "ended"),
    start="introduced",
    moves=(
        move("begin", "introduced", "active", "mentee mentor system", "Begin"),
        move("pause", "introduced active", "paused", "mentee mentor", "Pause this partnership"),
        move("resume", "paused", "active", "mentee mentor clock", "Resume this partnership"),
        move(
            "end", "introduced active paused", "ended", "mentee mentor office clock", "End this partnership"
        ),
    ),
)

SESSION = Lifecycle(
    noun="session",
    states=("planned", "held", "skipped"),
    start="planned",
    moves=(
        move("hold", "planned", "held", "mentee mentor", "We met"),
        move("correct", "held", "planned", "mentee mentor", "We did not meet after all"),
        move("skip", "planned", "skipped", "mentee mentor system", "Skip this session"),
        move("restore", "skipped", "planned", "mentee mentor", "Put it back"),
    ),
)

EXPECTATION = Lifecycle(
    noun="expectation",
    states=("stated", "clarifying", "agreed", "not_applicable", "deferred"),
    start="stated",
    moves=(
        move("clarify", "stated clarifying", "clarifying", "mentee mentor", "Ask what this means"),
        move("reword", "stated clarifying", "stated", "mentee mentor", "Suggest other words"),
        move("agree", "stated clarifying", "agreed", "mentee mentor", "Agree to these words"),
        move(
            "set_aside",
            "stated clarifying agreed deferred",
            "not_applicable",
            "mentee mentor",
            "Not applicable to us",
        ),
        move("defer", "stated clarifying", "deferred", "mentee mentor", "Discuss this later"),
        move("reopen", "agreed not_applicable deferred", "stated", "mentee mentor clock", "Open it again"),
    ),
)

# Suggesting words signs nothing. What both have signed stays in force until both sign a later wording.
AGREEMENT = Lifecycle(
    noun="agreement",
    states=("open", "agreed"),
    start="open",
    moves=(
        move("reword", "open agreed", "open", "mentee mentor", "Suggest this wording"),
        move("agree", "open", "agreed", "mentee mentor", "Sign this agreement"),
    ),
)

QUIET_WORD = Lifecycle(
    noun="quiet word",
    states=("asked", "talked", "withdrawn"),
    start="asked",
    moves=(
        move("settle", "asked", "talked", "office", "We have talked"),
        move("withdraw", "asked", "withdrawn", "mentee mentor", "I no longer need this"),
    ),
)

GOAL = Lifecycle(
    noun="goal",
    states=("draft", "shared", "met", "dropped"),
    start="draft",
    moves=(
        move("share", "draft", "shared", "owner", "Share with my partner"),
        move("keep_private", "shared", "draft", "owner", "Make private again"),
        move("meet", "draft shared", "met", "owner", "I have met this goal"),
        move("drop", "draft shared", "dropped", "owner", "Let this goal go"),
        # A goal that was never shared stays private when it is opened again.
        move("reopen", "met dropped", "shared", "owner", "Open it again"),
        move("reopen_privately", "met dropped", "draft", "owner", "Open it again"),
    ),
)

PLANNED_GOAL = Lifecycle(
    noun="planned goal",
    states=("open", "reached", "dropped"),
    start="open",
    moves=(
        move("reach", "open", "reached", "owner", "I have reached it"),
        move("drop", "open", "dropped", "owner", "Let it go"),
        move("reopen", "reached dropped", "open", "owner", "Open it again"),
    ),
)

ACTION = Lifecycle(
    noun="action",
    states=("open", "done", "dropped"),
    start="open",
    moves=(
        move("finish", "open", "done", "owner partner", "Done"),
        move("drop", "open", "dropped", "owner partner", "No longer needed"),
        move("reopen", "done dropped", "open", "owner partner", "Open it again"),
    ),
)

JOINT_BODY = Lifecycle(
    noun="joint scheme",
    states=("asked", "agreed", "declined", "ended"),
    start="asked",
    moves=(
        move("agree", "asked declined ended", "agreed", "office", "Let our members take part"),
        move("decline", "asked", "declined", "office", "Not for our members"),
        move("end", "agreed", "ended", "office", "Let nobody else join"),
    ),
)

IMPORT = Lifecycle(
    noun="import",
    states=("uploaded", "applied", "discarded"),
    start="uploaded",
    moves=(
        move("apply", "uploaded", "applied", "office system", "Import these members"),
        move("discard", "uploaded", "discarded", "office clock", "Discard this file"),
    ),
)

EVENT = Lifecycle(
    noun="event",
    states=("announced", "called_off"),
    start="announced",
    moves=(
        move("call_off", "announced", "called_off", "office", "Call it off"),
        move("put_back", "called_off", "announced", "office", "It takes place after all"),
    ),
)

LIFECYCLES = (
    IMPORT,
    JOINT_BODY,
    APPLICATION,
    MATCH_RUN,
    PROPOSAL,
    REQUEST,
    OFFER,
    NAMED_MENTOR,
    RUN,
    PLACE,
    PARTNERSHIP,
    SESSION,
    AGREEMENT,
    EXPECTATION,
    QUIET_WORD,
    GOAL,
    PLANNED_GOAL,
    ACTION,
    EVENT,
)
