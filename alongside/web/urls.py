"""The few addresses of the house itself."""

from alongside.web import views
from alongside.web.routes import VISITOR, route
from alongside.web.sign_in_routes import declare_sign_in
from alongside.web.styleguide import views as styleguide

urlpatterns = [
    route("health", views.health, name="health", who=VISITOR),
    route("look/", views.choose_look, name="look", who=VISITOR, methods=("POST",)),
    route("styleguide/", styleguide.styleguide, name="styleguide", who=VISITOR),
    route("styleguide/forms/", styleguide.styleguide_forms, name="styleguide_forms", who=VISITOR),
    route("styleguide/problems/", styleguide.styleguide_problems, name="styleguide_problems", who=VISITOR),
    route("styleguide/confirm/", styleguide.styleguide_confirm, name="styleguide_confirm", who=VISITOR),
]

declare_sign_in()
