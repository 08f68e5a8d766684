"""Addresses of a person's own CPD."""

from alongside.cpd.views import learning, lists, naming, profiles, records, standing
from alongside.web.routes import ACCOUNT, AUTHOR, MEMBER, PARTNER, route

POST = ("POST",)
BOTH = ("GET", "POST")

urlpatterns = [
    route("cpd/", records.cpd, name="cpd", who=ACCOUNT),
    route("cpd/add/", records.add, name="cpd-add", who=ACCOUNT, methods=BOTH),
    route("cpd/add/draft/", records.add_draft, name="cpd-add-draft", who=ACCOUNT, methods=POST),
    route("cpd/records/<uuid:record_id>/", records.record, name="cpd-record", who=AUTHOR, methods=BOTH),
    route(
        "cpd/records/<uuid:record_id>/draft/",
        records.record_draft,
        name="cpd-record-draft",
        who=AUTHOR,
        methods=POST,
    ),
    route(
        "cpd/records/<uuid:record_id>/remove/",
        records.remove,
        name="cpd-record-remove",
        who=AUTHOR,
        methods=POST,
    ),
    route(
        "cpd/records/<uuid:record_id>/restore/",
        records.restore,
        name="cpd-record-restore",
        who=AUTHOR,
        methods=POST,
    ),
    route("cpd/learning/<uuid:entry_id>/", learning.learning, name="cpd-learning", who=AUTHOR, methods=BOTH),
    route(
        "cpd/learning/<uuid:entry_id>/draft/",
        learning.learning_draft,
        name="cpd-learning-draft",
        who=AUTHOR,
        methods=POST,
    ),
    route("cpd/profiles/begin/", profiles.begin, name="cpd-profile-begin", who=MEMBER, methods=BOTH),
    route("cpd/profiles/<uuid:profile_id>/", profiles.profile, name="cpd-profile", who=AUTHOR, methods=BOTH),
    route(
        "cpd/profiles/<uuid:profile_id>/frame/",
        profiles.frame,
        name="cpd-profile-frame",
        who=AUTHOR,
        methods=BOTH,
    ),
    route(
        "cpd/profiles/<uuid:profile_id>/draft/",
        profiles.draft,
        name="cpd-profile-draft",
        who=AUTHOR,
        methods=POST,
    ),
    route("cpd/profiles/<uuid:profile_id>/pdf/", profiles.pdf, name="cpd-profile-pdf", who=AUTHOR),
    route("cpd/profiles/<uuid:profile_id>/json/", profiles.as_json, name="cpd-profile-json", who=AUTHOR),
    route(
        "cpd/profiles/<uuid:profile_id>/send/",
        profiles.send,
        name="cpd-profile-send",
        who=AUTHOR,
        methods=BOTH,
    ),
    route(
        "cpd/profiles/<uuid:profile_id>/reopen/",
        profiles.reopen,
        name="cpd-profile-reopen",
        who=AUTHOR,
        methods=POST,
    ),
    route("cpd/naming/", naming.naming, name="cpd-naming", who=ACCOUNT),
    route(
        "cpd/naming/<uuid:partner_id>/agree/",
        naming.agree,
        name="cpd-naming-agree",
        who=PARTNER,
        methods=POST,
        note="Somebody one has been paired with, now or before.",
    ),
    route(
        "cpd/naming/<uuid:partner_id>/withdraw/",
        naming.withdraw,
        name="cpd-naming-withdraw",
        who=PARTNER,
        methods=POST,
        note="Somebody one has been paired with, now or before.",
    ),
    route("cpd/list/", lists.bring, name="cpd-list", who=ACCOUNT, methods=BOTH),
    route("cpd/list/look/", lists.look, name="cpd-list-look", who=ACCOUNT, methods=BOTH),
    route("cpd/list/discard/", lists.discard, name="cpd-list-discard", who=ACCOUNT, methods=POST),
    route("cpd/list/take/", lists.take, name="cpd-list-take", who=ACCOUNT),
    route("cpd/standing/", standing.standing, name="cpd-standing", who=ACCOUNT),
    route("cpd/standing/choose/", standing.choose, name="cpd-standing-choose", who=ACCOUNT, methods=BOTH),
]
