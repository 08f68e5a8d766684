"""Two bodies hold a scheme together: members of both are paired there, and nowhere else."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from alongside.domain.scheme import load_scheme
from alongside.enrolment.actions import NotEligible, begin_application
from alongside.events.actions import announce_event
from alongside.journal.queries import entries_about
from alongside.notices.models import Mail
from alongside.people.actions import grant_office_role
from alongside.people.models import Account, Body, Member
from alongside.presets import preset_text
from alongside.schemes.actions import adopt_definition, start_scheme
from alongside.schemes.models import JointBody, Scheme
from alongside.schemes.refusals import DefinitionRefused
from tests.factories import Cast, make_application, make_body, make_member, make_partnership, make_staff

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate()
SignIn = Callable[[Account | None], Client]
JOINT = '\n[joint]\norganisations = ["comp"]\npasses_on = ["region", "experience"]\n'


@dataclass(frozen=True)
class Two:
    """A scheme of one body, held with another that has not answered yet."""

    cast: Cast
    scheme: Scheme
    other: Body
    director: Account
    coordinator: Account
    pia: Member

    @property
    def joint(self) -> JointBody:
        return JointBody.objects.get(scheme=self.scheme)

    def answer(self, browser: Client, move: str) -> int:
        path = f"/office/comp/joint-schemes/{self.joint.pk}/{move}/"
        return browser.post(path).status_code


@pytest.fixture
def two(cast: Cast) -> Two:
    other = make_body("comp")
    director, coordinator = make_staff(other, "dora", "director"), make_staff(other, "cleo", "coordinator")
    text = preset_text("schemes", "imi") + JOINT
    scheme = start_scheme(cast.body, by=cast.dan, text=text, slug="joint", today=TODAY - timedelta(days=9))
    pia = make_member(other, "pia", years="9", region="Quebec", job_title="Physicist", number="C-7")
    return Two(cast, scheme, other, director, coordinator, pia)


@pytest.fixture
def agreed(two: Two, sign_in: SignIn) -> Two:
    two.answer(sign_in(two.director), "agree")
    return two


def guest_of(two: Two) -> Member:
    return Member.objects.get(body=two.cast.body, account=two.pia.account)


@pytest.mark.requirement("R101")
def test_members_of_two_bodies_are_paired_in_a_joint_scheme_and_in_no_other(
    agreed: Two, sign_in: SignIn
) -> None:
    cast, pia = agreed.cast, sign_in(agreed.pia.account)
    assert agreed.scheme.name in pia.get("/schemes/").content.decode()
    beforehand = [pia.get(f"/schemes/{agreed.scheme.pk}/{page}").status_code for page in ("", "library/")]
    assert beforehand == [404, 404]
    page = pia.get(f"/schemes/{agreed.scheme.pk}/guest/").content.decode()
    assert "Quebec" in page
    assert "<dd>9</dd>" in page
    assert "Physicist" not in page
    pia.post(f"/schemes/{agreed.scheme.pk}/guest/")
    guest = guest_of(agreed)
    assert (guest.guest_of, guest.region, guest.job_title, guest.number) == (agreed.other, "Quebec", "", "")

    partnership = make_partnership(agreed.scheme, cast.alice, guest)
    assert partnership.mentor == guest
    assert pia.get(f"/partnerships/{partnership.pk}/").status_code == 200
    assert pia.get(f"/schemes/{cast.scheme.pk}/").status_code == 404
    with pytest.raises(
        NotEligible, match=r"You are a guest here, and .* is for members of Institute IMI alone"
    ):
        begin_application(cast.scheme, member=guest, role="mentor", by=cast.carol, today=TODAY)


def test_nobody_is_told_before_a_director_has_agreed(two: Two, sign_in: SignIn) -> None:
    pia, path = sign_in(two.pia.account), f"/schemes/{two.scheme.pk}/guest/"
    assert two.scheme.name not in pia.get("/schemes/").content.decode()
    assert [pia.get(path).status_code, pia.post(path).status_code] == [404, 404]
    assert list(Mail.objects.filter(kind="joint scheme").values_list("address", flat=True)) == [
        two.director.email
    ]
    asked = sign_in(two.coordinator).get("/office/comp/joint-schemes/").content.decode()
    assert "Waits for your answer" in asked
    assert "A director of your office answers." in asked
    assert two.answer(sign_in(two.coordinator), "agree") == 404
    assert two.answer(sign_in(two.cast.dan), "agree") == 404
    assert two.joint.state == "asked"
    assert two.answer(sign_in(two.director), "decline") == 302
    assert two.joint.state == "declined"
    assert pia.get(path).status_code == 404
    mine = sign_in(two.cast.carol).get(f"/office/imi/schemes/{two.scheme.pk}/").content.decode()
    assert "Institute COMP (has declined)" in mine


def test_an_office_of_two_bodies_reads_for_each_what_that_one_is_asked(two: Two, sign_in: SignIn) -> None:
    grant_office_role(two.cast.body, by=None, account=two.coordinator, role="coordinator")
    office = sign_in(two.coordinator)
    assert "Waits for your answer" in office.get("/office/comp/joint-schemes/").content.decode()
    assert "No scheme is shared with you" in office.get("/office/imi/joint-schemes/").content.decode()


def test_an_answer_that_comes_twice_is_told_and_changes_nothing(agreed: Two, sign_in: SignIn) -> None:
    browser = sign_in(agreed.director)
    page = browser.post(f"/office/comp/joint-schemes/{agreed.joint.pk}/agree/", follow=True).content.decode()
    assert "This has been answered already." in page
    assert [entry.move for entry in entries_about("joint scheme", agreed.joint.pk)] == ["agree", "ask"]


def test_whoever_takes_part_goes_on_when_nobody_else_may_join(agreed: Two, sign_in: SignIn) -> None:
    pia = sign_in(agreed.pia.account)
    pia.post(f"/schemes/{agreed.scheme.pk}/guest/")
    partnership = make_partnership(agreed.scheme, agreed.cast.alice, guest_of(agreed))
    agreed.answer(sign_in(agreed.director), "end")
    assert pia.get(f"/partnerships/{partnership.pk}/").status_code == 200
    late = make_member(agreed.other, "late", years="9")
    assert sign_in(late.account).get(f"/schemes/{agreed.scheme.pk}/guest/").status_code == 404
    with pytest.raises(NotEligible, match="for members of Institute IMI alone"):
        begin_application(
            agreed.scheme, member=guest_of(agreed), role="mentee", by=agreed.pia.account, today=TODAY
        )


def test_rules_that_no_longer_name_the_body_take_no_more_guests(agreed: Two, sign_in: SignIn) -> None:
    pia = sign_in(agreed.pia.account)
    pia.post(f"/schemes/{agreed.scheme.pk}/guest/")
    adopt_definition(
        agreed.scheme,
        by=agreed.cast.dan,
        text=preset_text("schemes", "imi"),
        in_force_from=TODAY,
        today=TODAY,
    )
    with pytest.raises(NotEligible, match="You are a guest here"):
        make_application(agreed.scheme, guest_of(agreed), "mentor")


def test_a_guest_needs_an_active_membership_at_home(agreed: Two, sign_in: SignIn) -> None:
    pia = sign_in(agreed.pia.account)
    pia.post(f"/schemes/{agreed.scheme.pk}/guest/")
    Member.objects.filter(pk=agreed.pia.pk).update(status=Member.LAPSED)
    with pytest.raises(NotEligible, match="Your membership of Institute COMP is not active"):
        make_application(agreed.scheme, guest_of(agreed), "mentor")


def test_a_guest_leaves_and_comes_back_with_what_their_own_list_says_then(
    agreed: Two, sign_in: SignIn
) -> None:
    pia, path = sign_in(agreed.pia.account), f"/schemes/{agreed.scheme.pk}/guest/"
    pia.post(path)
    assert pia.get(path).headers["Location"] == f"/schemes/{agreed.scheme.pk}/"
    pia.post(f"{path}leave/")
    assert guest_of(agreed).status == Member.ENDED
    Member.objects.filter(pk=agreed.pia.pk).update(region="Ontario")
    pia.post(path)
    assert (guest_of(agreed).status, guest_of(agreed).region) == (Member.ACTIVE, "Ontario")
    member = sign_in(agreed.cast.alice.account)
    said = member.post(f"{path}leave/", follow=True).content.decode()
    assert "You are a member of Institute IMI and no guest." in said
    assert Member.objects.get(pk=agreed.cast.alice.pk).status == Member.ACTIVE


def test_that_somebody_is_under_18_is_passed_on(agreed: Two, sign_in: SignIn) -> None:
    Member.objects.filter(pk=agreed.pia.pk).update(adult_on=TODAY + timedelta(days=400))
    sign_in(agreed.pia.account).post(f"/schemes/{agreed.scheme.pk}/guest/")
    with pytest.raises(NotEligible, match="18 and over"):
        make_application(agreed.scheme, guest_of(agreed), "mentor")


def test_a_guest_is_on_no_list_of_the_body_and_stands_in_no_count(agreed: Two, sign_in: SignIn) -> None:
    fields = {"starts_at": timezone.now(), "ends_at": timezone.now() + timedelta(hours=1), "kind": "course"}
    announce_event(agreed.cast.body, by=agreed.cast.dan, fields={"title": "Summer day", **fields})
    office = sign_in(agreed.cast.carol)
    before = office.get("/office/imi/members/?export=csv").content
    sign_in(agreed.pia.account).post(f"/schemes/{agreed.scheme.pk}/guest/")
    assert office.get("/office/imi/members/?export=csv").content == before
    assert "Guest" in office.get("/office/imi/members/?words=pia").content.decode()
    assert guest_of(agreed).email.encode() not in before
    assert "Summer day" not in sign_in(agreed.pia.account).get("/events/").content.decode()
    assert "Summer day" in sign_in(agreed.cast.alice.account).get("/events/").content.decode()


def test_a_definition_names_bodies_that_are_here(two: Two) -> None:
    text = preset_text("schemes", "imi") + JOINT.replace('"comp"', '"comp", "imi", "nowhere"')
    with pytest.raises(DefinitionRefused) as refused:
        adopt_definition(two.scheme, by=two.cast.dan, text=text, in_force_from=TODAY, today=TODAY)
    said = [str(problem) for problem in refused.value.problems]
    assert len(said) == 2
    assert "joint.organisations[2]" in said[0]
    assert "the scheme’s own body" in said[0]
    assert "nowhere" in said[1]
    assert two.scheme.definitions.count() == 1


def test_what_decides_about_eligibility_is_passed_on() -> None:
    text = preset_text("schemes", "imi") + '\n[joint]\norganisations = ["comp"]\npasses_on = ["region"]\n'
    _, problems = load_scheme(text)
    assert [problem.path for problem in problems] == ["joint.passes_on"]
    assert "“experience”" in problems[0].sentence
