"""Each rule and criterion judges a pair in words; judging all pairs at once says the same."""

import pytest
from hypothesis import given, settings

from alongside.domain.matching.criteria import Criterion, NearIdealGap, SharedChoices, ValueInCommon
from alongside.domain.matching.people import Market, Mentee, Mentor
from alongside.domain.matching.pool import Pool
from alongside.domain.matching.preparing import fit_table
from alongside.domain.matching.rules import (
    GradeGap,
    MentorMustHave,
    MoreExperience,
    NotYourself,
    Rule,
    ShareValue,
    declared_conflict,
    line_manager,
    same_pair_before,
)
from alongside.domain.matching.solve import solve
from alongside.domain.matching.texts import TextLikeness
from tests.domain.matching.markets import AREAS, CRITERIA, PLACES, RULES, markets

GRADES = ("junior", "senior", "principal")
ALL_RULES: tuple[Rule, ...] = (
    *RULES,
    MoreExperience(at_least=2, refuse_unknown=False),
    MoreExperience(reverse=True),
    ShareValue("areas_sought", "expertise", "area", at_least=2, refuse_unknown=True),
    ShareValue("region", "region", "region"),
    GradeGap(("", *PLACES[:2]), fact="region", at_most=1),
    GradeGap(PLACES[:2], fact="region", reverse=True, refuse_unknown=False),
    MentorMustHave("near", frozenset({"true"}), "has not finished training"),
    same_pair_before("conflicts"),
    line_manager("conflicts"),
)
ALL_CRITERIA: tuple[Criterion, ...] = (
    *CRITERIA,
    SharedChoices("areas_sought", "expertise", enough=1),
    ValueInCommon("organisation", "region", "place", differ=True),
    NearIdealGap("region", 1, 2, ladder=PLACES[:2]),
)


def mentee(**facts: object) -> Mentee:
    return Mentee("alice", {"name": "Alice", **facts})


def mentor(**facts: object) -> Mentor:
    return Mentor("bob", {"name": "Bob", **facts})


@given(markets())
@settings(deadline=None, max_examples=150)
def test_all_pairs_at_once_is_the_same_as_each_pair_by_itself(market: Market) -> None:
    pool = Pool(market.mentees, market.mentors)
    for rule in ALL_RULES:
        alone = [[rule.check(m, n) is not None for n in market.mentors] for m in market.mentees]
        assert rule.refused(pool).tolist() == alone, rule
    for criterion in (criterion.prepared(pool) for criterion in ALL_CRITERIA):
        scored = [[criterion.score(m, n) for n in market.mentors] for m in market.mentees]
        if market.mentees and market.mentors:
            assert criterion.points(pool).tolist() == [[one.points for one in row] for row in scored], (
                criterion
            )
        assert all(0 <= one.value <= 1 for row in scored for one in row)


@given(markets())
@settings(deadline=None, max_examples=50)
def test_a_fit_is_the_weighted_mean_of_what_applies_to_the_mentee(market: Market) -> None:
    pool = Pool(market.mentees, market.mentors)
    criteria = tuple(criterion.prepared(pool) for criterion in CRITERIA)
    table = fit_table(pool, criteria)
    for row, person in enumerate(market.mentees):
        applying = [criterion for criterion in criteria if criterion.applies(person)]
        weight = sum(criterion.weight for criterion in applying)
        for column, other in enumerate(market.mentors):
            total = sum(criterion.weight * criterion.score(person, other).points for criterion in applying)
            assert table[row, column] == (round(total / weight + 1e-9) if weight else 0)


@pytest.mark.parametrize("fact", ["email", "account"])
def test_one_person_under_two_spellings_is_not_their_own_mentor(fact: str) -> None:
    reason = NotYourself().check(
        mentee(**{fact: "Ann.Lee@Example.org "}), mentor(**{fact: "ann.lee@example.ORG"})
    )
    assert reason == "Bob is you: you cannot mentor yourself."


def test_the_same_key_on_both_sides_is_one_person() -> None:
    assert NotYourself().check(Mentee("7"), Mentor("7")) is not None
    assert NotYourself().check(Mentee("7"), Mentor("8")) is None


@pytest.mark.requirement("R15")
def test_under_two_years_only_someone_more_experienced_will_do() -> None:
    rule = MoreExperience(mentee_below=2)
    assert rule.check(mentee(years_experience=1.9), mentor(years_experience=1.9)) == (
        "Bob does not have more experience than you (1.9 years against your 1.9)."
    )
    assert rule.check(mentee(years_experience=1.9), mentor(years_experience=2)) is None
    assert rule.check(mentee(years_experience=1.9), mentor()) == (
        "We do not know how many years of experience Bob has."
    )
    assert rule.check(mentee(years_experience=2), mentor(years_experience=1)) is None


@pytest.mark.requirement("R192")
def test_without_a_rule_about_experience_near_peers_are_paired() -> None:
    near = Market((mentee(years_experience=4),), (mentor(years_experience=4),))
    assert [(pair.mentee, pair.mentor) for pair in solve(near, (NotYourself(),), ()).pairs] == [
        ("alice", "bob")
    ]
    assert solve(near, (MoreExperience(),), ()).pairs == ()


@pytest.mark.requirement("R20")
def test_reverse_mentoring_turns_the_rule_round() -> None:
    senior, junior = {"years_experience": 20}, {"years_experience": 1}
    assert MoreExperience(reverse=True).check(mentee(**senior), mentor(**junior)) is None
    assert MoreExperience(reverse=True).check(mentee(**junior), mentor(**senior)) is not None


@pytest.mark.requirement("R248")
@pytest.mark.parametrize(
    "mentee_facts, mentor_facts",
    [
        ({"line_manager": "BOB"}, {}),
        ({"line_manager": "bob@x.org"}, {"email": "Bob@x.org"}),
        ({}, {"line_manager": "alice"}),
    ],
)
def test_a_line_manager_never_mentors_someone_they_manage(
    mentee_facts: dict[str, object], mentor_facts: dict[str, object]
) -> None:
    found = line_manager().check(mentee(**mentee_facts), mentor(**mentor_facts))
    assert found == "You and Bob are in the same line of management."


def test_a_conflict_does_not_say_who_declared_it() -> None:
    one = declared_conflict().check(mentee(conflicts=["bob"]), mentor())
    other = declared_conflict().check(mentee(), mentor(conflicts=["alice"]))
    assert one == other == "You and Bob are kept apart."


@pytest.mark.requirement("R240")
def test_training_is_a_gate_and_the_field_is_not() -> None:
    rule = MentorMustHave("trained", frozenset({"true"}), "has not finished training")
    assert rule.check(mentee(field="surgery"), mentor(field="medicine", trained=True)) is None
    assert rule.check(mentee(field="surgery"), mentor(field="surgery")) == "Bob has not finished training."


def test_grades_are_compared_on_the_ladder() -> None:
    rule = GradeGap(GRADES, at_most=1)
    assert rule.check(mentee(grade="junior"), mentor(grade="Senior")) is None
    assert (
        rule.check(mentee(grade="junior"), mentor(grade="principal")) == "Bob's grade is too far above yours."
    )
    assert (
        rule.check(mentee(grade="senior"), mentor(grade="senior"))
        == "Bob's grade is not far enough above yours."
    )


@pytest.mark.requirement("R25")
def test_what_is_asked_for_and_offered_is_named() -> None:
    criterion = SharedChoices("sought", "offered", labels={"tech": "technical skills"})
    scored = criterion.score(
        mentee(sought=["tech", "career guidance", "leading"]), mentor(offered=["career guidance", "tech"])
    )
    assert scored.points == 667
    assert scored.sentence == "Bob offers career guidance and technical skills, both of which you asked for."
    assert (
        scored.to_mentor == "Alice asked for career guidance and technical skills, both of which you offer."
    )
    assert (
        scored.about_both == "Bob offers career guidance and technical skills, both of which Alice asked for."
    )


@pytest.mark.parametrize(
    "criterion,said",
    [
        (SharedChoices("at", "at", label="setting"), "Alice and Bob share a setting: clinic."),
        (ValueInCommon("at", "at", "place"), "Alice and Bob share a place: clinic."),
        (ValueInCommon("by", "by", "time", differ=True), "Alice and Bob differ in time."),
        (
            ValueInCommon("at", "at", "place", asked_by="same"),
            "Alice and Bob share a place, as Alice asked: clinic.",
        ),
        (NearIdealGap("years", 5, 4), "Bob is 5 years ahead of Alice in experience."),
    ],
)
def test_whoever_pairs_the_two_reads_of_both_by_name(criterion: Criterion, said: str) -> None:
    one, other = mentee(at="clinic", by="day", years=2, same="yes"), mentor(at="clinic", by="night", years=7)
    scored = criterion.score(one, other)
    assert scored.about_both == said
    assert "you" not in scored.about_both.casefold().split()


@pytest.mark.requirement("R75")
def test_fit_rises_with_the_overlap() -> None:
    criterion = SharedChoices("sought", "offered")
    points = [
        criterion.score(mentee(sought=AREAS), mentor(offered=AREAS[:count])).points for count in range(4)
    ]
    assert points == [0, 333, 667, 1000]


@pytest.mark.requirement("R66")
def test_difference_counts_only_for_those_who_ask_for_it() -> None:
    criterion = ValueInCommon(
        "background", "background", "background", asked_by="seek_difference", differ=True
    )
    unlike = mentor(background="physics")
    assert criterion.score(mentee(background="arts", seek_difference=True), unlike).value == 1
    assert criterion.score(mentee(background="physics", seek_difference=True), unlike).value == 0
    assert not criterion.applies(mentee(background="arts"))


def test_two_texts_are_alike_by_the_words_they_share() -> None:
    people = (mentee(hopes="I hope to learn ultrasound and teaching"), mentor(biography="Ultrasound teacher"))
    criterion = TextLikeness("hopes", "biography").prepared(Pool((people[0],), (people[1],)))
    scored = criterion.score(*people)
    assert 0 < scored.value < 1
    assert scored.sentence == "You and Bob both write about ultrasound."


@pytest.mark.requirement("R191")
def test_relevance_outweighs_seniority() -> None:
    asked = mentee(sought=["simulation"], years_experience=5)
    near_peer, senior = (
        mentor(offered=["simulation"], years_experience=6),
        mentor(offered=[], years_experience=30),
    )
    criteria = (SharedChoices("sought", "offered", weight=3), NearIdealGap("years_experience", 25, 25))
    table = fit_table(Pool((asked,), (near_peer, senior)), criteria)
    assert table[0, 0] > table[0, 1]
