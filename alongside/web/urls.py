"""The few addresses of the house itself."""

from alongside.web import views
from alongside.web.routes import VISITOR, route

urlpatterns = [
    route("health", views.health, name="health", who=VISITOR),
    route("look/", views.choose_look, name="look", who=VISITOR, methods=("POST",)),
]
