"""The office's pages of people in a real browser: judged by axe, at 320 px and wide, in light and dark."""

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from alongside.people.actions.imports import begin_import
from tests.factories import make_cast
from tests.plugins.browser import DESKTOP, PHONE, Pages

LIST = (
    "Member number,Name,Email,Joined,Status,Colour\n"
    "1,Zoë Ng,zoe@example.org,03/04/2019,Friend,red\n"
    "2,,bob@localhost,05/06/2020,Active,blue\n"
)
Shoot = Callable[[Page, str], Path]
Check = Callable[[Page], None]


@pytest.mark.parametrize("size", ["desktop", "phone"])
def test_every_page_of_members_and_imports_is_fit_to_read(
    pages: Pages, check_page: Check, shoot: Shoot, size: str
) -> None:
    cast = make_cast()
    started = begin_import(cast.body, by=cast.carol, file_name="list.csv", data=LIST.encode())
    page = pages.open(DESKTOP if size == "desktop" else PHONE, account=cast.dan)
    office = f"/office/imi/members/{cast.alice.pk}/"
    for name, path in {
        "members": "/office/imi/members/",
        "member": office,
        "member-edit": f"{office}edit/",
        "member-add": "/office/imi/members/add/",
        "imports": "/office/imi/imports/",
        "import-of-another": f"/office/imi/imports/{started.pk}/",
        "office": "/office/imi/people/",
        "office-grant": "/office/imi/people/grant/",
    }.items():
        page.goto(path)
        shoot(page, f"{name}-{size}")
        check_page(page)


@pytest.mark.parametrize("size", ["desktop", "phone"])
def test_an_import_is_done_by_hand(
    pages: Pages, check_page: Check, shoot: Shoot, size: str, tmp_path: Path
) -> None:
    cast = make_cast()
    path = tmp_path / "list.csv"
    path.write_text(LIST)
    page = pages.open(DESKTOP if size == "desktop" else PHONE, account=cast.carol)
    page.goto("/office/imi/imports/")
    page.get_by_label("List of members").set_input_files(path)
    page.get_by_role("button", name="Look at this list").click()
    shoot(page, f"import-columns-{size}")
    check_page(page)
    page.get_by_label("Day first (31/12/2025)").check()
    page.get_by_label("The status “Friend” means").select_option("pending")
    page.get_by_role("button", name="Look at every row").click()
    expect(page.get_by_role("heading", name="2 things to correct")).to_be_visible()
    shoot(page, f"import-errors-{size}")
    check_page(page)
    path.write_text(LIST.replace("2,,bob@localhost", "2,Bob Li,bob@example.org"))
    page.get_by_role("link", name="Upload the corrected list").click()
    page.get_by_label("List of members").set_input_files(path)
    page.get_by_role("button", name="Look at this list").click()
    expect(page.get_by_role("heading", name="Ready to import")).to_be_visible()
    shoot(page, f"import-ready-{size}")
    check_page(page)
    page.get_by_role("button", name="Import 2 rows").click()
    expect(page.get_by_role("heading", name="This list is imported")).to_be_visible()
    shoot(page, f"import-done-{size}")
    check_page(page)
