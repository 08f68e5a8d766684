"""The steps from an application to an introduction, as the applicant reads them."""

from alongside.enrolment.models import Application
from alongside.enrolment.queries import Standing
from alongside.web.parts import Milestone
from alongside.web.wording import day_in_full


def milestones_of(application: Application, standing: Standing | None) -> list[Milestone]:
    """What is behind and ahead of an applicant who waits; nothing for one who does not."""
    if standing is None:
        return []
    reviewed = application.state == "waiting"
    in_line = "You are in the queue" if application.role == "mentee" else "You are in the pool"
    promised = day_in_full(standing.pair_by)
    by_when = f"promised by {promised}, and late" if standing.is_late else f"by {promised} at the latest"
    place = _place(standing) if reviewed else ""
    if application.role == "mentor":  # nobody is promised a mentee: how soon depends on who applies
        by_when, place = "as soon as somebody fits you", ""
    return [
        Milestone("You applied", "past", application.applied_on),
        *(
            [Milestone("You came back to the queue", "past", standing.since)]
            if application.returned_at
            else []
        ),
        Milestone(in_line if reviewed else "The office reads your application", "here", note=place),
        Milestone("The office suggests a partner", "ahead", note=by_when),
        Milestone("You are introduced", "ahead", note="once you have both said yes"),
    ]


def _place(standing: Standing) -> str:
    if standing.ahead == 0:
        return "nobody has waited longer than you"
    return f"{standing.ahead} {'person has' if standing.ahead == 1 else 'people have'} waited longer than you"
