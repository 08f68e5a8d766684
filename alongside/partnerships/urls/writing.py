"""Addresses of what the two write, from the agreement to the learning log; and what there is to read."""

from alongside.partnerships.views import (
    acknowledgement,
    agreement,
    agreement_steps,
    expectation_steps,
    expectations,
    goals,
    learning,
    papers,
    reflections,
    renewal,
    resources,
    writing_goals,
    writing_reflections,
)
from alongside.web.routes import AUTHOR, PARTNER, SHARED_WITH, route

POST = ("POST",)
BOTH = ("GET", "POST")
PAIR = "partnerships/<uuid:partnership_id>/"
SESSION = "sessions/<uuid:session_id>/"
EXPECTATION = "expectations/<uuid:expectation_id>/"
GOAL = "goals/<uuid:goal_id>/"
REFLECTION = "reflections/<uuid:reflection_id>/"
ENTRY = "learning/<uuid:entry_id>/"

urlpatterns = [
    route(f"{PAIR}papers/", papers.papers, name="papers", who=PARTNER, methods=BOTH),
    route(f"{PAIR}papers.pdf", papers.binder, name="papers-binder", who=PARTNER),
    route(f"{PAIR}papers.zip", papers.everything, name="papers-zip", who=PARTNER),
    route(f"{PAIR}expectations/", expectations.expectations, name="expectations", who=PARTNER, methods=BOTH),
    route(
        f"{PAIR}expectations/hand-over/",
        expectations.expectations_hand_over,
        name="expectations-hand-over",
        who=PARTNER,
        methods=POST,
    ),
    route(EXPECTATION, expectations.expectation, name="expectation", who=PARTNER),
    route(
        f"{EXPECTATION}clarify/",
        expectation_steps.expectation_clarify,
        name="expectation-clarify",
        who=PARTNER,
        methods=POST,
    ),
    route(
        f"{EXPECTATION}words/",
        expectation_steps.expectation_words,
        name="expectation-words",
        who=PARTNER,
        methods=POST,
    ),
    route(
        f"{EXPECTATION}accept/",
        expectation_steps.expectation_accept,
        name="expectation-accept",
        who=PARTNER,
        methods=POST,
    ),
    route(
        f"{EXPECTATION}set-aside/",
        expectation_steps.expectation_aside,
        name="expectation-set-aside",
        who=PARTNER,
        methods=POST,
    ),
    route(
        f"{EXPECTATION}later/",
        expectation_steps.expectation_defer,
        name="expectation-defer",
        who=PARTNER,
        methods=POST,
    ),
    route(
        f"{EXPECTATION}reopen/",
        expectation_steps.expectation_reopen,
        name="expectation-reopen",
        who=PARTNER,
        methods=POST,
    ),
    route(f"{PAIR}agreement/", agreement.agreement, name="agreement", who=PARTNER),
    route(
        f"{PAIR}agreement/change/",
        agreement_steps.agreement_change,
        name="agreement-change",
        who=PARTNER,
        methods=BOTH,
    ),
    route(
        f"{PAIR}agreement/draft/",
        agreement_steps.agreement_draft,
        name="agreement-draft",
        who=PARTNER,
        methods=POST,
    ),
    route(
        f"{PAIR}agreement/sign/",
        agreement_steps.agreement_sign,
        name="agreement-sign",
        who=PARTNER,
        methods=POST,
    ),
    route(
        f"{PAIR}agreement/paper/",
        agreement_steps.agreement_paper,
        name="agreement-paper",
        who=PARTNER,
        methods=POST,
    ),
    route(
        f"{PAIR}agreement/<int:version>/scan/<slug:side>/",
        agreement.agreement_scan,
        name="agreement-scan",
        who=PARTNER,
    ),
    route(
        f"{PAIR}agreement/<int:version>/",
        agreement.agreement_version,
        name="agreement-version",
        who=PARTNER,
    ),
    route(
        f"{PAIR}thanks/",
        acknowledgement.acknowledgement,
        name="acknowledgement",
        who=PARTNER,
        methods=BOTH,
    ),
    route(
        f"{PAIR}thanks/draft/",
        acknowledgement.acknowledgement_draft,
        name="acknowledgement-draft",
        who=PARTNER,
        methods=POST,
    ),
    route(
        f"{PAIR}renewal/",
        renewal.renewal,
        name="partnership-renewal",
        who=PARTNER,
        methods=BOTH,
        note="Each partner sees their own answer alone.",
    ),
    route(f"{PAIR}goals/", goals.goals, name="goals", who=PARTNER),
    route(f"{PAIR}goals/new/", writing_goals.goal_new, name="goal-new", who=PARTNER, methods=BOTH),
    route(
        f"{PAIR}goals/new/draft/",
        writing_goals.goal_new_draft,
        name="goal-new-draft",
        who=PARTNER,
        methods=POST,
    ),
    route(GOAL, goals.goal, name="goal", who=(AUTHOR, SHARED_WITH)),
    route(f"{GOAL}change/", writing_goals.goal_change, name="goal-change", who=AUTHOR, methods=BOTH),
    route(
        f"{GOAL}draft/", writing_goals.goal_change_draft, name="goal-change-draft", who=AUTHOR, methods=POST
    ),
    route(f"{GOAL}progress/", goals.goal_progress, name="goal-progress", who=AUTHOR, methods=POST),
    route(f"{GOAL}<slug:move>/", goals.goal_move, name="goal-move", who=AUTHOR, methods=POST),
    route(f"{PAIR}reflections/", reflections.reflections, name="reflections", who=PARTNER),
    route(
        f"{PAIR}reflections/new/",
        writing_reflections.reflection_new,
        name="reflection-new",
        who=PARTNER,
        methods=BOTH,
    ),
    route(
        f"{PAIR}reflections/new/draft/",
        writing_reflections.reflection_new_draft,
        name="reflection-new-draft",
        who=PARTNER,
        methods=POST,
    ),
    route(
        f"{SESSION}reflection/",
        writing_reflections.session_reflection,
        name="session-reflection",
        who=PARTNER,
        methods=BOTH,
        note="Each partner gets a form of their own.",
    ),
    route(
        f"{SESSION}reflection/draft/",
        writing_reflections.session_reflection_draft,
        name="session-reflection-draft",
        who=PARTNER,
        methods=POST,
    ),
    route(REFLECTION, reflections.reflection, name="reflection", who=(AUTHOR, SHARED_WITH)),
    route(
        f"{REFLECTION}change/",
        writing_reflections.reflection_change,
        name="reflection-change",
        who=AUTHOR,
        methods=BOTH,
    ),
    route(
        f"{REFLECTION}draft/",
        writing_reflections.reflection_change_draft,
        name="reflection-change-draft",
        who=AUTHOR,
        methods=POST,
    ),
    route(
        f"{REFLECTION}share/", reflections.reflection_share, name="reflection-share", who=AUTHOR, methods=POST
    ),
    route(
        f"{REFLECTION}take-back/",
        reflections.reflection_take_back,
        name="reflection-take-back",
        who=AUTHOR,
        methods=POST,
    ),
    route(
        f"{REFLECTION}remove/",
        reflections.reflection_remove,
        name="reflection-remove",
        who=AUTHOR,
        methods=BOTH,
    ),
    route(f"{PAIR}learning/", learning.learning, name="learning", who=PARTNER, methods=BOTH),
    route(ENTRY, learning.learning_entry, name="learning-entry", who=AUTHOR, methods=BOTH),
    route(f"{ENTRY}bring/", learning.learning_bring, name="learning-bring", who=AUTHOR, methods=POST),
    route(f"{ENTRY}remove/", learning.learning_remove, name="learning-remove", who=AUTHOR, methods=POST),
    route(f"{ENTRY}restore/", learning.learning_restore, name="learning-restore", who=AUTHOR, methods=POST),
    route(f"{PAIR}resources/", resources.resources, name="resources", who=PARTNER),
]
