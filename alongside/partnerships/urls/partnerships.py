"""Addresses of partnerships and their sessions."""

from alongside.partnerships.views import (
    action_list,
    agenda,
    checklist,
    facilitators,
    mandates,
    missed,
    office,
    partnerships,
    pulse,
    quiet_word,
    records,
    scheduling,
    sessions,
    stage,
)
from alongside.web.routes import ACCOUNT, AUTHOR, OFFICE, PARTNER, VISITOR, route

POST = ("POST",)
BOTH = ("GET", "POST")
PAIR = "partnerships/<uuid:partnership_id>/"
SESSION = "sessions/<uuid:session_id>/"
AGENDA_ITEM = "agenda-items/<uuid:agenda_item_id>/"
ACTION = "actions/<uuid:action_id>/"
DESK = "office/<slug:body_slug>/partnerships/"

urlpatterns = [
    route("partnerships/", partnerships.partnerships, name="partnerships", who=ACCOUNT),
    route(PAIR, partnerships.partnership, name="partnership", who=PARTNER),
    route(f"{PAIR}sessions/", partnerships.sessions, name="partnership-sessions", who=PARTNER, methods=BOTH),
    route(
        f"{PAIR}actions/",
        action_list.partnership_actions,
        name="partnership-actions",
        who=PARTNER,
        methods=BOTH,
    ),
    route(f"{PAIR}how-we-meet/", partnerships.tool, name="partnership-tool", who=PARTNER, methods=BOTH),
    route(f"{PAIR}stage/", stage.stage, name="partnership-stage", who=PARTNER, methods=BOTH),
    route(f"{PAIR}pause/", partnerships.pause, name="partnership-pause", who=PARTNER, methods=BOTH),
    route(f"{PAIR}resume/", partnerships.resume, name="partnership-resume", who=PARTNER, methods=POST),
    route(f"{PAIR}end/", partnerships.end, name="partnership-end", who=PARTNER, methods=BOTH),
    route(
        f"{PAIR}stay-in-touch/", partnerships.in_touch, name="partnership-touch", who=PARTNER, methods=POST
    ),
    route(
        f"{PAIR}quiet-word/",
        quiet_word.quiet_word,
        name="quiet-word",
        who=PARTNER,
        methods=BOTH,
        note="Each partner sees their own request alone.",
    ),
    route(
        f"{PAIR}quiet-word/withdraw/",
        quiet_word.quiet_word_withdraw,
        name="quiet-word-withdraw",
        who=PARTNER,
        methods=POST,
    ),
    route(f"{PAIR}required/", mandates.required, name="partnership-required", who=PARTNER, methods=BOTH),
    route(SESSION, sessions.session, name="session", who=PARTNER),
    route(f"{SESSION}time/", scheduling.session_time, name="session-time", who=PARTNER, methods=BOTH),
    route(
        f"{SESSION}time/off/", scheduling.session_time_off, name="session-time-off", who=PARTNER, methods=POST
    ),
    route(f"{SESSION}invitation.ics", scheduling.session_invitation, name="session-invitation", who=PARTNER),
    route(f"{SESSION}met/", sessions.session_met, name="session-met", who=PARTNER, methods=BOTH),
    route(f"{SESSION}correct/", sessions.session_correct, name="session-correct", who=PARTNER, methods=POST),
    route(f"{SESSION}missed/", missed.session_missed, name="session-missed", who=PARTNER, methods=BOTH),
    route(
        f"{SESSION}missed/forgive/", missed.session_forgive, name="session-forgive", who=PARTNER, methods=POST
    ),
    route(f"{SESSION}skip/", sessions.session_skip, name="session-skip", who=PARTNER, methods=POST),
    route(f"{SESSION}restore/", sessions.session_restore, name="session-restore", who=PARTNER, methods=POST),
    route(
        f"{SESSION}complete/", sessions.session_complete, name="session-complete", who=PARTNER, methods=BOTH
    ),
    route(
        f"{SESSION}preparation/",
        sessions.session_preparation,
        name="session-preparation",
        who=PARTNER,
        methods=POST,
    ),
    route(
        f"{SESSION}checklist/",
        checklist.session_checklist,
        name="session-checklist",
        who=PARTNER,
        methods=BOTH,
    ),
    route(
        f"{SESSION}checklist/tick/",
        checklist.session_checklist_tick,
        name="session-checklist-tick",
        who=PARTNER,
        methods=POST,
    ),
    route(
        f"{SESSION}checklist/off/",
        checklist.session_checklist_off,
        name="session-checklist-off",
        who=PARTNER,
        methods=POST,
    ),
    route(
        f"{SESSION}third-person/",
        facilitators.session_facilitator,
        name="session-facilitator",
        who=PARTNER,
        methods=BOTH,
    ),
    route(
        f"{SESSION}third-person/take-back/",
        facilitators.session_facilitator_back,
        name="session-facilitator-back",
        who=PARTNER,
        methods=POST,
    ),
    route(
        "meeting/<str:token>/",
        facilitators.meeting_by_link,
        name="meeting-by-link",
        who=VISITOR,
        note="Whoever has the signed link of the third person's mail, until the meeting is over.",
    ),
    route(
        f"{DESK}<uuid:partnership_id>/third-person/",
        facilitators.office_facilitator,
        name="office-facilitator",
        who=OFFICE,
        methods=BOTH,
        note="Whom the office invites itself, not whom the pair invites.",
    ),
    route(f"{SESSION}pack/", sessions.session_pack, name="session-pack", who=PARTNER, methods=POST),
    route(f"{SESSION}agenda/", agenda.session_agenda, name="session-agenda", who=PARTNER, methods=POST),
    route(f"{SESSION}record/", records.session_record, name="session-record", who=PARTNER, methods=BOTH),
    route(
        f"{SESSION}record/draft/",
        records.session_record_draft,
        name="session-record-draft",
        who=PARTNER,
        methods=POST,
    ),
    route(
        f"{SESSION}feedback/", records.session_feedback, name="session-feedback", who=PARTNER, methods=BOTH
    ),
    route(
        f"{SESSION}pulse/",
        pulse.session_pulse,
        name="session-pulse",
        who=PARTNER,
        methods=BOTH,
        note="Each partner's answers are for them alone; both see at which questions they differ.",
    ),
    route(
        f"{SESSION}actions/", action_list.session_actions, name="session-actions", who=PARTNER, methods=POST
    ),
    route(AGENDA_ITEM, agenda.agenda_item, name="agenda-item", who=AUTHOR, methods=BOTH),
    route(
        f"{AGENDA_ITEM}remove/",
        agenda.agenda_item_remove,
        name="agenda-item-remove",
        who=AUTHOR,
        methods=POST,
    ),
    route(
        f"{AGENDA_ITEM}restore/",
        agenda.agenda_item_restore,
        name="agenda-item-restore",
        who=AUTHOR,
        methods=POST,
    ),
    route(ACTION, action_list.action, name="action", who=PARTNER, methods=BOTH),
    route(
        f"{ACTION}<slug:move>/", action_list.action_settle, name="action-settle", who=PARTNER, methods=POST
    ),
    route(DESK, office.partnerships, name="office-partnerships", who=OFFICE),
    route(
        f"{DESK}<uuid:partnership_id>/",
        office.partnership,
        name="office-partnership",
        who=OFFICE,
        note="Dates, states and counts; no content of any kind.",
    ),
    route(
        f"{DESK}<uuid:partnership_id>/required/",
        mandates.office_required,
        name="office-required",
        who=OFFICE,
        methods=BOTH,
        note="Who requires it, who agrees to what is reported, and the reports: days and lengths of sessions.",
    ),
    route(
        f"{DESK}<uuid:partnership_id>/required/end/",
        mandates.office_required_end,
        name="office-required-end",
        who=OFFICE,
        methods=POST,
    ),
    route(
        f"{DESK}<uuid:partnership_id>/talked/",
        quiet_word.office_words_settle,
        name="office-words-settle",
        who=OFFICE,
        methods=POST,
    ),
]
