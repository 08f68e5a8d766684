"""The facts about a member that a column of a file may feed."""

from typing import NamedTuple

TEXT, NAME, EMAIL, STATUS, DATE, YEARS, LIST, ZONE, PERSON = (
    "text", "name", "email", "status", "date", "years", "list", "zone", "person",
)  # fmt: skip

STATUSES = ("active", "lapsed", "pending", "ended")
ROLES = ("mentor", "mentee")
MAX_ANSWER = 20_000


class Field(NamedTuple):
    """`key` is the member's own field, except for `full_name`, `line_manager` and `time_zone`."""

    key: str
    label: str
    kind: str
    longest: int
    headings: tuple[str, ...]


FIELDS = (
    Field(
        "number", "Member number", TEXT, 40, ("member number", "membership number", "member no", "member id")
    ),
    Field("given_name", "Given name", NAME, 150, ("given name", "first name", "forename", "your first name")),
    Field("family_name", "Family name", NAME, 150, ("family name", "last name", "surname", "your last name")),
    Field("full_name", "Full name", NAME, 300, ("name", "full name", "display name", "member name")),
    Field("email", "Email address", EMAIL, 254, ("email", "email address", "e-mail", "e-mail address")),
    Field("status", "Membership status", STATUS, 80, ("status", "membership status", "member status")),
    Field("since", "Member since", DATE, 40, ("member since", "join date", "date joined", "joined")),
    Field(
        "experience_since", "Working in the field since", DATE, 40, ("experience since", "experience start")
    ),
    Field("years_experience", "Years of experience", YEARS, 40, ("years of experience", "years experience")),
    Field("career_stage", "Career stage", TEXT, 80, ("career stage", "stage")),
    Field(
        "job_title",
        "Job title",
        TEXT,
        150,
        ("job title", "job", "role", "your job title or role", "position"),
    ),
    Field("grade", "Grade", TEXT, 40, ("grade", "band", "your grade")),
    Field("profession", "Profession", TEXT, 80, ("profession", "specialty", "your profession")),
    Field("employer", "Employer", TEXT, 150, ("employer", "organisation", "organization", "company")),
    Field("sections", "Sections and committees", LIST, 80, ("sections", "committees", "groups", "committee")),
    Field("country", "Country", TEXT, 80, ("country",)),
    Field("region", "Region", TEXT, 80, ("region", "county", "state", "area")),
    Field("line_manager", "Line manager (number or email)", PERSON, 254, ("line manager", "manager")),
    Field("time_zone", "Time zone", ZONE, 64, ("time zone", "timezone")),
)

FIELD = {field.key: field for field in FIELDS}


def fold(text: str) -> str:
    """Headings and words of status are compared without case, spaces, dashes or underscores."""
    return "".join(letter for letter in text.casefold() if letter.isalnum())


FIELD_OF_HEADING = {
    fold(heading): field.key for field in FIELDS for heading in (field.label, *field.headings)
}
