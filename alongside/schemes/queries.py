"""What is asked about schemes and the rules in force."""

from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from uuid import UUID

from django.db.models import QuerySet
from django.shortcuts import get_object_or_404

from alongside.domain.lifecycle import Move, moves_open_to
from alongside.domain.lifecycles import JOINT_BODY
from alongside.domain.scheme import SchemeDefinition, load_scheme
from alongside.domain.scheme.joint import DETAILS, Detail
from alongside.people.models import Account, Body, Member
from alongside.schemes.models import AdoptedDefinition, JointBody, Scheme


@lru_cache(maxsize=256)
def _rules(digest: str, text: str) -> SchemeDefinition:
    definition, problems = load_scheme(text)
    if definition is None:
        raise ValueError(f"An adopted definition no longer loads: {'; '.join(map(str, problems))}")
    return definition


def rules_of(adopted: AdoptedDefinition) -> SchemeDefinition:
    """The adopted text as a definition; read once per text, whatever happens to the file it came from."""
    return _rules(adopted.digest, adopted.text)


def definition_in_force(scheme: Scheme, today: date) -> AdoptedDefinition:
    """The newest definition whose date has come."""
    return scheme.definitions.filter(in_force_from__lte=today).order_by("-in_force_from", "-version")[0]


def office_scheme_or_404(account: Account, body_slug: str, scheme_id: UUID) -> Scheme:
    """The scheme if the account works in its body's office; a 404 like any missing scheme otherwise."""
    schemes = Scheme.objects.run_by(account).filter(body__slug=body_slug).select_related("body")
    scheme: Scheme = get_object_or_404(schemes, pk=scheme_id)
    return scheme


@dataclass(frozen=True)
class Listed:
    """A scheme on the public list: nothing but what its definition says for everybody."""

    scheme: Scheme
    rules: SchemeDefinition

    @property
    def regions(self) -> tuple[str, ...]:
        """Where it runs; none where it is open everywhere."""
        return self.rules.listing.regions if self.rules.listing else ()


def listed_schemes(today: date) -> list[Listed]:
    """Every open scheme whose rules of today put it on the public list, by body and name."""
    rows = Scheme.objects.filter(is_open=True).select_related("body").order_by("body__name", "name")
    listed = [Listed(scheme, rules_of(definition_in_force(scheme, today))) for scheme in rows]
    return [each for each in listed if each.rules.listing]


def schemes_open_to(account: Account) -> QuerySet[Scheme]:
    """Open schemes of the bodies the person is a member of."""
    rows: QuerySet[Scheme] = (
        Scheme.objects.visible_to(account)
        .filter(is_open=True, body__members__account=account)
        .select_related("body")
        .order_by("body__name", "name")
    )
    return rows


@dataclass(frozen=True)
class JointOffer:
    """A scheme that somebody's own body holds together with another: they may take part in it as a guest."""

    scheme: Scheme
    rules: SchemeDefinition
    home: Member

    def passed_on(self, today: date) -> list[tuple[str, str]]:
        """What is copied of their record beside name and address, in words."""
        details = self.rules.joint.passes_on if self.rules.joint else ()
        return [(DETAILS[detail], _in_words(self.home, detail, today)) for detail in details]


def _in_words(home: Member, detail: Detail, today: date) -> str:
    if detail == "experience":
        years = home.experience_on(today)
        return "" if years is None else f"{years.normalize():f}"
    return home.country_name if detail == "country" else str(getattr(home, detail))


@dataclass(frozen=True)
class JointLine:
    """A scheme of another body as an office reads of it, with what it may answer."""

    joint: JointBody
    rules: SchemeDefinition
    moves: tuple[Move, ...]


def joint_lines(account: Account, body: Body, today: date) -> list[JointLine]:
    """What the body is asked to hold with others, the unanswered first."""
    rows = JointBody.objects.visible_to(account).filter(body=body).select_related("scheme__body")
    lines = [
        JointLine(
            joint,
            rules_of(definition_in_force(joint.scheme, today)),
            moves_open_to(JOINT_BODY, joint.state, ["office"]),
        )
        for joint in rows.order_by("scheme__name")
    ]
    return sorted(lines, key=lambda line: line.joint.state != "asked")


def joint_offers(account: Account, today: date) -> list[JointOffer]:
    """What the person's bodies have agreed to, and they are neither guest nor member of already."""
    memberships = Member.objects.of(account).select_related("body")
    here = set(
        memberships.exclude(guest_of__isnull=False, status=Member.ENDED).values_list("body", flat=True)
    )
    homes = {member.body_id: member for member in memberships.on_the_list()}
    rows = JointBody.objects.filter(state="agreed", body__in=homes, scheme__is_open=True)
    rows = rows.exclude(scheme__body__in=here).select_related("scheme__body", "body")
    offers = []
    for joint in rows.order_by("scheme__body__name", "scheme__name"):
        rules = rules_of(definition_in_force(joint.scheme, today))
        if _is_named(joint, rules) and rules.eligibility.takes(homes[joint.body_id].status):
            offers.append(JointOffer(joint.scheme, rules, homes[joint.body_id]))
    return offers


def why_no_guest(scheme: Scheme, rules: SchemeDefinition, guest: Member) -> str:
    """Why a guest may not apply, in words for them; empty where they may."""
    joint = scheme.joint_bodies.filter(body=guest.guest_of_id, state="agreed").select_related("body").first()
    if joint is None or not _is_named(joint, rules):
        return f"You are a guest here, and {scheme.name} is for members of {scheme.body.name} alone."
    homes = Member.objects.on_the_list().filter(body=joint.body, account=guest.account_id)
    if not homes.filter(status__in=rules.eligibility.member_statuses).exists():
        return (
            f"Your membership of {joint.body.name} is not active, so you cannot apply now. "
            "Its office can help you renew it."
        )
    return ""


def _is_named(joint: JointBody, rules: SchemeDefinition) -> bool:
    return rules.joint is not None and joint.body.slug in rules.joint.organisations


def terms_of(scheme: Scheme, rules: SchemeDefinition, vocabulary: str) -> list[tuple[str, str]]:
    """Everything to choose from in a vocabulary, as (key, label): the definition's entries, then the added ones."""
    shipped = [(term.key, term.label) for term in rules.vocabulary(vocabulary).terms]
    added = scheme.added_terms.filter(vocabulary=vocabulary).order_by("label").values_list("key", "label")
    return shipped + list(added)


def vocabularies_of(scheme: Scheme, rules: SchemeDefinition) -> dict[str, list[tuple[str, str]]]:
    """What `terms_of` says of every vocabulary, asked of the database at once."""
    found = {each.key: [(term.key, term.label) for term in each.terms] for each in rules.vocabularies}
    for vocabulary, key, label in scheme.added_terms.order_by("label").values_list(
        "vocabulary", "key", "label"
    ):
        if vocabulary in found:
            found[vocabulary].append((key, label))
    return found
