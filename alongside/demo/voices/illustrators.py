"""The words of the illustrators. Nobody here is real."""

from datetime import time
from typing import Final

from alongside.cpd.queries.records import RecordText
from alongside.demo.voice import Aim, Voice
from alongside.domain.cpd.activities import Kind

EMPLOYERS: Final = (
    "Cardiff and Vale University Health Board",
    "Guy’s and St Thomas’",
    "Leeds Teaching Hospitals",
    "NHS Greater Glasgow and Clyde",
    "Belfast Trust",
    "St James’s Hospital, Dublin",
    "University of Dundee",
    "Royal Devon University Healthcare",
    "Manchester University NHS Foundation Trust",
    "Norfolk and Norwich University Hospitals",
    "Freelance",
    "University Health Network, Toronto",
)

VOICE: Final = Voice(
    employers=EMPLOYERS,
    titles=(
        "Clinical photographer",
        "Medical illustrator",
        "Medical artist",
        "Senior clinical photographer",
        "Graphic designer",
        "Medical video producer",
        "Head of medical illustration",
        "Ophthalmic photographer",
        "Maxillofacial prosthetist",
        "Deputy head of department",
    ),
    answers={
        "mentee": {
            "hope_to_get": (
                "I would like to feel sure of myself when I speak for our department in meetings with "
                "clinicians and managers.",
                "I have moved from a studio to a hospital and want to learn how to plan my first two years, "
                "and what to aim for.",
                "I hope to learn how to lead a small team: giving feedback, sharing out work and saying no "
                "without falling out.",
                "I want to get better at clinical photography in theatre and at explaining consent to "
                "patients and relatives.",
                "I would like help to build a network outside my own hospital and to decide whether to do "
                "the postgraduate diploma.",
                "I would like to use 3D scanning and printing in surgical planning and do not know where to "
                "begin.",
                "I want to prepare for a senior post: writing a business case, recruiting, and managing a "
                "budget.",
                "I hope to find a better balance between on-call work, my family and my own drawing.",
            ),
            "expertise_detail": (
                "Two years of clinical and studio photography, some retouching and layout.",
                "Anatomical drawing, digital painting, storyboards for patient information.",
                "Video editing and animation for teaching; a little wound photography.",
                "Ophthalmic imaging, including OCT, and teaching students how to do it.",
            ),
        },
        "mentor": {
            "hope_to_get": (
                "I would like to see our profession through the eyes of someone who has just joined it, and "
                "to give something back.",
                "Somebody once took the time for me. I hope to learn about new techniques and to keep asking "
                "myself why we do things.",
                "I want to become a better listener and to meet colleagues from other parts of the country.",
                "I hope to challenge my own habits: twenty years in one department is a long time.",
            ),
            "expertise_detail": (
                "Leading a department of twelve: budgets, recruitment, appraisals and business cases, and "
                "clinical governance.",
                "Theatre and clinical photography, consent and confidentiality, training of new photographers.",
                "3D scanning, printing and planning for maxillofacial surgery; working with surgeons and "
                "engineers.",
                "Teaching, assessing portfolios for the diploma, networks and committees, presenting at "
                "conferences.",
                "Design and illustration for patient information, plain language, accessibility and project "
                "management.",
            ),
        },
    },
    agenda=(
        ("How I came to this work, and where I would like to be in two years", "career_progression"),
        ("A meeting that went badly, and what I could have said", "interpersonal_skills"),
        ("My draft for the business case: what would a manager ask first?", "management"),
        ("Consent when a patient cannot speak for themselves", "technical_skills"),
        ("Diploma now, or another year of experience first?", "career_progression"),
        ("How to give feedback to someone older than me", "interpersonal_skills"),
        ("What I tried since last time", ""),
    ),
    records=(
        "We compared how our departments deal with urgent requests. Agreed that a short form for requesters "
        "would help.",
        "Went through the draft. The case is stronger when it begins with waiting times, not with equipment.",
        "Talked about speaking up early. Agreed to try asking one question in every meeting.",
    ),
    actions=(
        "Draft one page of the business case",
        "Ask to sit in on a budget meeting",
        "Read the guidance on consent and note two questions",
        "Write down one success each week",
        "Send the reading list",
    ),
    expectations=(
        "We keep what we say between us, apart from anything that puts someone at risk.",
        "I send an agenda two days before we meet.",
        "We tell each other early when we cannot make it.",
        "I would like honest feedback, also when it is uncomfortable.",
    ),
    agreed={
        "rhythm": "We meet online once a month, on a working day after lunch. Whoever cannot come says so "
        "two days before."
    },
    cadence_days=30,
    changed={
        "rhythm": "We meet online every four weeks, on a Thursday after lunch, as Thursdays have worked "
        "best. Whoever cannot come "
        "says so two days before."
    },
    changed_cadence_days=28,
    goals={
        "mentee": (
            Aim("Speak for our department in the monthly imaging meeting", "management"),
            Aim("Have a portfolio ready for the diploma by the summer", "career_progression"),
            Aim("Give useful feedback to the two trainees in our team", "team_dynamics"),
        ),
        "mentor": (
            Aim("Ask more and tell less", "interpersonal_skills"),
            Aim("Learn how younger colleagues use 3D tools", "technical_skills"),
        ),
    },
    private_goal=Aim("Find out whether I want to lead a team at all", "career_progression"),
    reflections={
        "learned": (
            "That I do not have to have an answer at once. Saying “let me come back to you” is an answer.",
            "To begin with what the other person needs, and to bring one figure that matters to them.",
            "That my way of explaining is too fast for people outside our field.",
        ),
        "benefit_self": ("I go into meetings better prepared and less tense.",),
        "benefit_service_users": (
            "Patients are photographed sooner and with a better explanation of what the pictures are for.",
            "Clearer information for patients before surgery, and fewer repeat visits.",
            "A calmer photographer makes a calmer patient.",
        ),
    },
    feedback=(
        "More questions like the one about what I fear.",
        "You waited when I did not know what to say. Please go on.",
    ),
    learning=(("experiment", "Tried out what we talked about with a colleague, and noted what happened."),),
    pulse_lines=(
        "",
        "I talk too much, and mean to ask more.",
        "It is going well. I would like to meet a little more often.",
    ),
)

INFORMAL: Final = (
    (Kind.READING, "1.5", "Read: consent and the clinical photograph"),
    (Kind.CONVERSATION, "1", "Talked with the head of another department about cover"),
    (Kind.READING, "1", "Journal club: colour in wound images"),
    (Kind.LEARNING_AT_WORK, "2", "Tried a new way of lighting in theatre"),
    (Kind.OBSERVING, "3", "Watched a colleague photograph in clinic"),
    (Kind.PEER_REVIEW, "1.5", "Discussed five difficult cases with two colleagues"),
    (Kind.TEACHING, "2", "Taught four students about scale and perspective"),
    (Kind.PROJECT, "4", "Counted how often images are retaken, and why"),
    (Kind.READING, "1", "Read: reflective practice in health care"),
    (Kind.COURSE, "6", "Course on information governance"),
    (Kind.WRITING, "3", "Wrote for the Institute's journal"),
    (Kind.RESEARCHING_LIVES, "1", "Read how three heads of department made their way"),
)
"""What somebody did outside mentoring in two years: kind, hours, title."""

EVENTS: Final = (
    (-47, time(17, 30), 2, "Evening meeting: showing your portfolio", "Members’ room, Leeds General Infirmary", "",
     "everybody", Kind.PEER_REVIEW,
     "Three members show how they chose the images of their portfolio. Bring one image of your own."),
    (9, time(18, 0), 1.5, "Mentors and mentees meet online", "", "https://meet.example.org/mentoring",
     "those who have a partner, and those who would like one", Kind.CONVERSATION,
     "Half an hour in small groups, then questions. Come with your partner, or find out what having one is like."),
    (58, time(9, 30), 6.5, "Regional study day: imaging in the community", "The Old Library, Cardiff", "",
     "everybody", Kind.CONFERENCE,
     "Four talks, two demonstrations, and lunch together. Tea is ready at nine."),
)  # fmt: skip
"""What the office invites to: days from now, hour, hours, title, place, link, for whom, kind, and what happens."""

THEMES: Final = (
    "saying no to a consultant", "a first poster", "light for small wounds", "planning the day", "asking for help",
    "consent with children", "a difficult colleague", "what to keep", "applying for a post", "colour that is true",
)  # fmt: skip
"""What somebody and their mentee talked about."""

FROM_MENTORING = RecordText(
    learned="To ask what the other has tried before I say what I would do.",
    benefit_self="I plan sessions with my own trainees in the same way now.",
    benefit_service_users="Patients wait less, since two people in the team can photograph in theatre.",
)
