"""Addresses of the office's pages about members, imports and who works in the office."""

from alongside.people.views import imports, members, office_roles
from alongside.web.routes import AUTHOR, DIRECTOR, OFFICE, route

POST = ("POST",)
BOTH = ("GET", "POST")
_MEMBER = "office/<slug:body_slug>/members/<uuid:member_id>/"
_IMPORT = "office/<slug:body_slug>/imports/<uuid:import_id>/"
_UPLOADER = "Whoever uploaded the file, while they work in the office."

office_patterns = [
    route("office/<slug:body_slug>/members/", members.members, name="office-members", who=OFFICE),
    route(
        "office/<slug:body_slug>/members/add/",
        members.add,
        name="office-member-add",
        who=OFFICE,
        methods=BOTH,
    ),
    route(_MEMBER, members.member, name="office-member", who=OFFICE),
    route(f"{_MEMBER}edit/", members.edit, name="office-member-edit", who=OFFICE, methods=BOTH),
    route(f"{_MEMBER}status/", members.change_status, name="office-member-status", who=OFFICE, methods=POST),
    route(f"{_MEMBER}invite/", members.invite, name="office-member-invite", who=OFFICE, methods=POST),
    route(
        "office/<slug:body_slug>/imports/", imports.imports, name="office-imports", who=OFFICE, methods=BOTH
    ),
    route(_IMPORT, imports.membership_import, name="office-import", who=OFFICE),
    route(
        f"{_IMPORT}columns/",
        imports.columns,
        name="office-import-columns",
        who=AUTHOR,
        methods=BOTH,
        note=_UPLOADER,
    ),
    route(
        f"{_IMPORT}apply/",
        imports.apply,
        name="office-import-apply",
        who=AUTHOR,
        methods=POST,
        note=_UPLOADER,
    ),
    route(
        f"{_IMPORT}discard/",
        imports.discard,
        name="office-import-discard",
        who=AUTHOR,
        methods=POST,
        note=_UPLOADER,
    ),
    route("office/<slug:body_slug>/people/", office_roles.office, name="office-people", who=OFFICE),
    route(
        "office/<slug:body_slug>/people/grant/",
        office_roles.grant,
        name="office-role-grant",
        who=DIRECTOR,
        methods=BOTH,
    ),
    route(
        "office/<slug:body_slug>/people/<uuid:role_id>/revoke/",
        office_roles.revoke,
        name="office-role-revoke",
        who=DIRECTOR,
        methods=BOTH,
    ),
]
