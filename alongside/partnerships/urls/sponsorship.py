"""Addresses of what a mentor does beyond talking."""

from alongside.partnerships.views import doors
from alongside.web.routes import AUTHOR, PARTNER, route

POST = ("POST",)
BOTH = ("GET", "POST")
PAIR = "partnerships/<uuid:partnership_id>/"
DOOR = "opened-doors/<uuid:door_id>/"

urlpatterns = [
    route(f"{PAIR}opening-doors/", doors.opening_doors, name="opening-doors", who=PARTNER, methods=BOTH),
    route(DOOR, doors.door, name="opened-door", who=AUTHOR, methods=BOTH),
    route(f"{DOOR}take-back/", doors.door_take_back, name="opened-door-take-back", who=AUTHOR, methods=POST),
]
