"""The doctors: a bank of trained mentors, never somebody with a say over one's work, and papers for those who want them."""

from datetime import timedelta
from functools import partial
from typing import Final

from django.utils import timezone

from alongside.demo.asking_year import AskingYear
from alongside.demo.crowd import BRITAIN
from alongside.demo.scheme_year import apply_for
from alongside.demo.stage import Plan, Stage
from alongside.demo.talking import plan_talk
from alongside.demo.voices.doctors import VOICE
from alongside.demo.workshops import Workshops
from alongside.directory.actions.named import Naming, name_mentor
from alongside.directory.actions.named_answers import Yes, accept_naming
from alongside.enrolment.actions import declare_conflict
from alongside.partnerships.actions.facilitators import ask_facilitator
from alongside.partnerships.actions.mandates import (
    MandateFacts,
    agree_to_report,
    report_attendance,
    require_partnership,
)
from alongside.partnerships.models import Partnership
from alongside.people.models import Member

OPENED: Final = 398
FIRST_RUN: Final = 372
LISTED: Final = 355
"""Days ago: the handbook appears, mentors are trained, and the first doctors choose among them."""
MENTORS: Final = 13
ASKED: Final = 78
MANDATED: Final = 118
"""Days ago: Anjali asks Gwenllian; Tomasz asks Iolo, since mentoring is a condition of his practice."""
WHY: Final = (
    "We worked together for a year in Northmoor, and you asked me a question on my last day that I still think about. "
    "Would you be my mentor for a while? An hour every six weeks, and no say over my work."
)


def live(stage: Stage) -> None:
    """Mentors are trained first; over a year doctors choose among them, meet four times and part."""
    training = Workshops(stage, opened=OPENED, first_run=FIRST_RUN)
    year = AskingYear(stage, training, every=4)
    training.live()
    for number in range(stage.some(MENTORS, least=6)):
        year.mentor_joins(OPENED - 2 - number / 4, number)
    year.waits_for_review(2)
    stage.ago(OPENED - 1, lambda: _cast(stage, year))
    count = stage.some(17, least=4)
    for place in range(count):
        year.asks(
            LISTED - 5 - place * (LISTED - 10) / count,
            stage.crowd.member(years=stage.crowd.chance.uniform(1, 12)),
        )
    year.days(LISTED)
    plan_talk(stage, 50)


def _cast(stage: Stage, year: AskingYear) -> None:
    star = stage.crowd.star
    gwenllian, iolo = star("Gwenllian", "Price", years=21), star("Iolo", "Vaughan", years=27)
    anjali, tomasz = star("Anjali", "Menon", years=7), star("Tomasz", "Kowalczyk", years=9)
    zanele, kofi, ruaridh = (
        star("Zanele", "Dube", years=4),
        star("Kofi", "Boateng", years=5),
        star("Ruaridh", "Muir", years=18),
    )
    stage.faithful |= {gwenllian, iolo, anjali, tomasz, zanele}
    for number, mentor in enumerate((gwenllian, iolo), start=4):
        year.mentor_joins(OPENED - 5.5, number, mentor)
    year.asks(LISTED - 20, zanele, mentors=(iolo,))
    year.asks(MANDATED, tomasz, mentors=(iolo,))
    biography, reason = (VOICE.answers["mentee"][key][0] for key in ("biography", "reason"))
    year.asks(
        ASKED,
        anjali,
        mentors=(gwenllian,),
        areas=["return", "confidence"],
        biography=biography,
        reason=reason,
    )
    stage.ago(ASKED + 2, partial(_declare, stage, anjali))
    stage.ago(ASKED - 14, partial(_invite_third, anjali))
    stage.ago(MANDATED - 20, partial(_require, stage, tomasz))
    stage.ago(95, partial(_name, stage, stage.crowd.junior(), ruaridh))
    stage.ago(9, partial(apply_for, stage, kofi, "mentee", {}, 1))
    stage.ago(3, partial(_name, stage, kofi, None))


def _declare(stage: Stage, member: Member) -> None:
    """Who appraises her and who supervises her: the one is kept apart from her, of the other the office is told."""
    for kind in ("appraiser", "educational_supervisor"):
        declare_conflict(member, other=stage.crowd.senior(), kind=kind, by=member.account)


def _invite_third(member: Member) -> None:
    """Somebody whom both trust comes to the first meeting, where it is still ahead."""
    pair = Partnership.objects.filter(mentee=member).first()
    session = pair.sessions.filter(number=1, state="planned").first() if pair else None
    if session is not None:
        name, email = "Bronwen Ellis", "bronwen.ellis@threerivers.example"
        ask_facilitator(session, by=member.account, role="mentee", name=name, email=email)


def _require(stage: Stage, member: Member) -> None:
    """Somebody requires that the two meet; both agree that attendance is reported, and after a quarter it is."""
    pair = Partnership.objects.filter(mentee=member).select_related("mentor__account").first()
    if pair is None:
        return
    today = timezone.localdate()
    facts = MandateFacts(
        authority="Responsible officer, Three Rivers University Hospitals",
        reference="RO 118",
        from_on=today,
        until_on=today + timedelta(days=330),
        every_months=3,
        report_name="Office of the responsible officer",
        report_email="responsible.officer@threerivers.example",
    )
    mandate = require_partnership(pair, by=stage.coordinator, facts=facts)
    for days, role in ((2, "mentee"), (5, "mentor")):
        by = pair.account_of(role)
        stage.later(days, days + 1, partial(agree_to_report, mandate, by=by, role=role, agrees=True))
    stage.later(93, 94, lambda: report_attendance(mandate, now=timezone.now()))


def _name(stage: Stage, mentee: Member, mentor: Member | None) -> None:
    """A mentee has somebody in mind; where that is a member, they say yes some days later."""
    now = timezone.now()
    name, email = (
        (mentor.name, mentor.email) if mentor else ("Helen Ashworth", "helen.ashworth@northmoor.example")
    )
    named = name_mentor(stage.scheme, Naming(name, email, WHY), member=mentee, by=mentee.account, now=now)
    if mentor is not None:
        said = Yes(mentor.given_name, mentor.family_name)
        stage.later(2, 5, lambda: accept_naming(named, said, now=timezone.now()))


BODY: Final = Plan(
    slug="trdn",
    name="Three Rivers Doctors’ Network",
    short_name="TRDN",
    time_zone="Europe/London",
    place=BRITAIN,
    preset="nhs",
    about="Doctors choose from a bank of trained mentors or bring their own; never somebody with a say over their work.",
    quiet_members=16,
    office=(
        ("Gethin", "Rowlands", "director"),
        ("Priyanka", "Nair", "coordinator"),
        ("Marek", "Zieliński", "trainer"),
    ),
    voice=VOICE,
    live=live,
    stars={
        "anjali": "mentee of Gwenllian, back after a year away: a checklist, a letter for her line manager, a binder",
        "gwenllian": "mentor of Anjali, from the trained bank",
        "tomasz": "for whom mentoring is a condition of practice: attendance is reported, and nothing else",
        "kofi": "has somebody in mind and has asked them",
        "zanele": "has finished with her mentor Iolo",
    },
)
