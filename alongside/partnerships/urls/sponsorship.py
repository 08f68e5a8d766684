"""Addresses of what a mentor does beyond talking."""

from alongside.partnerships.views import achievements, doors, recommendations
from alongside.web.routes import AUTHOR, OFFICE, PARTNER, route

POST = ("POST",)
BOTH = ("GET", "POST")
PAIR = "partnerships/<uuid:partnership_id>/"
DOOR = "opened-doors/<uuid:door_id>/"
ACHIEVEMENT = "achievements/<uuid:achievement_id>/"

urlpatterns = [
    route(f"{PAIR}opening-doors/", doors.opening_doors, name="opening-doors", who=PARTNER, methods=BOTH),
    route(DOOR, doors.door, name="opened-door", who=AUTHOR, methods=BOTH),
    route(f"{DOOR}take-back/", doors.door_take_back, name="opened-door-take-back", who=AUTHOR, methods=POST),
    route(
        f"{PAIR}achievements/new/",
        achievements.achievement_new,
        name="achievement-new",
        who=PARTNER,
        methods=BOTH,
    ),
    route(ACHIEVEMENT, achievements.achievement, name="achievement", who=PARTNER),
    route(
        f"{ACHIEVEMENT}change/",
        achievements.achievement_change,
        name="achievement-change",
        who=PARTNER,
        methods=BOTH,
    ),
    route(
        f"{ACHIEVEMENT}consent/",
        achievements.achievement_consent,
        name="achievement-consent",
        who=PARTNER,
        methods=POST,
        note="The mentee alone consents; the mentor is told so.",
    ),
    route(
        f"{ACHIEVEMENT}remove/",
        achievements.achievement_remove,
        name="achievement-remove",
        who=PARTNER,
        methods=POST,
    ),
    route(
        f"{PAIR}recommendation/",
        recommendations.recommend,
        name="recommend",
        who=PARTNER,
        methods=POST,
        note="The mentor alone recommends; the mentee is told so.",
    ),
    route(
        f"{PAIR}recommendation/take-back/",
        recommendations.recommendation_take_back,
        name="recommendation-take-back",
        who=PARTNER,
        methods=POST,
    ),
    route(
        f"{PAIR}recommendation/consent/",
        recommendations.recommendation_consent,
        name="recommendation-consent",
        who=PARTNER,
        methods=POST,
        note="The mentee alone lets the office read it; the mentor is told so.",
    ),
    route(
        "office/<slug:body_slug>/achievements/",
        achievements.office_achievements,
        name="office-achievements",
        who=OFFICE,
        note="What mentees let the office tell others, word for word, while they let it.",
    ),
]
