"""Addresses of workshops, of the handbook and of the library."""

from alongside.training.views import handbook, library, office, office_handbook, participant, trainer
from alongside.web.routes import ACCOUNT, AUTHOR, MEMBER, OFFICE, TRAINER, route

POST = ("POST",)
BOTH = ("GET", "POST")

urlpatterns = [
    route("workshops/", participant.workshops, name="workshops", who=ACCOUNT),
    route(
        "workshops/<uuid:workshop_run_id>/", participant.workshop, name="workshop", who=(MEMBER, *OFFICE)
    ),
    route(
        "workshops/<uuid:workshop_run_id>/place/", participant.own_place, name="workshop-place", who=MEMBER,
        methods=POST,
    ),
    route(
        "workshops/<uuid:workshop_run_id>/calendar/", participant.calendar, name="workshop-calendar",
        who=AUTHOR, note="Whoever has a place.",
    ),
    route("training/", trainer.runs, name="training", who=ACCOUNT),
    route(
        "training/<uuid:workshop_run_id>/", trainer.run, name="training-run", who=TRAINER, methods=BOTH,
        note="The trainer who leads the run.",
    ),
    route("office/<slug:body_slug>/workshops/", office.workshops, name="office-workshops", who=OFFICE),
    route(
        "office/<slug:body_slug>/workshops/plan/<uuid:scheme_id>/", office.plan, name="office-workshop-plan",
        who=OFFICE, methods=BOTH,
    ),
    route(
        "office/<slug:body_slug>/workshops/<uuid:workshop_run_id>/", office.workshop, name="office-workshop",
        who=OFFICE, methods=BOTH,
    ),
    route(
        "office/<slug:body_slug>/workshops/<uuid:workshop_run_id>/change/", office.change,
        name="office-workshop-change", who=OFFICE, methods=BOTH,
    ),
    route(
        "office/<slug:body_slug>/took-part/", office.took_part, name="office-took-part", who=OFFICE, methods=BOTH
    ),
    route(
        "schemes/<uuid:scheme_id>/handbook/<str:side>/", handbook.read, name="handbook",
        who=(MEMBER, *OFFICE, TRAINER),
    ),
    route(
        "schemes/<uuid:scheme_id>/handbook/<str:side>.pdf", handbook.pdf, name="handbook-pdf",
        who=(MEMBER, *OFFICE, TRAINER),
    ),
    route(
        "schemes/<uuid:scheme_id>/handbook/<str:side>/read/", handbook.say, name="handbook-read", who=MEMBER,
        methods=POST,
    ),
    route(
        "office/<slug:body_slug>/handbook/<uuid:scheme_id>/<str:side>/", office_handbook.write,
        name="office-handbook", who=OFFICE, methods=BOTH,
    ),
    route(
        "schemes/<uuid:scheme_id>/library/", library.library, name="library", who=(MEMBER, *OFFICE, TRAINER)
    ),
    route(
        "schemes/<uuid:scheme_id>/library/report/", library.report, name="library-report",
        who=(MEMBER, *OFFICE, TRAINER), methods=POST,
    ),
    route(
        "schemes/<uuid:scheme_id>/library/works/", library.works, name="library-works",
        who=(*OFFICE, TRAINER), methods=POST,
    ),
    route(
        "schemes/<uuid:scheme_id>/library/add/", library.add, name="library-add", who=(*OFFICE, TRAINER),
        methods=BOTH,
    ),
    route(
        "library/<uuid:item_id>/", library.change, name="library-item", who=(*OFFICE, TRAINER), methods=BOTH
    ),
    route("library/<uuid:item_id>/file/", library.file, name="library-file", who=(MEMBER, *OFFICE, TRAINER)),
    route(
        "library/<uuid:item_id>/take-off/", library.remove, name="library-item-remove",
        who=(*OFFICE, TRAINER), methods=POST,
    ),
    route(
        "library/<uuid:item_id>/put-back/", library.restore, name="library-item-restore",
        who=(*OFFICE, TRAINER), methods=POST,
    ),
]  # fmt: skip
