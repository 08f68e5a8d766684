"""The words of the medical educators. Nobody here is real."""

from typing import Final

from alongside.demo.voice import Aim, Voice

VOICE: Final = Voice(
    employers=(
        "University of the Isles",
        "St Brannock’s Hospital",
        "Medical School of the Marches",
        "Lough Derg University Hospital",
        "Tay Valley Health Board",
        "Three Counties Deanery",
    ),
    titles=(
        "Teaching fellow",
        "Lecturer",
        "Registrar",
        "Clinical tutor",
        "Learning technologist",
        "Senior lecturer",
        "Programme director",
        "Consultant and honorary lecturer",
        "Professor of medical education",
    ),
    answers={
        "mentor": {
            "biography": (
                "I write examinations and sit on two assessment boards. I learned most from the ones that "
                "went wrong.",
                "Fifteen years of teaching in clinics. I came to education sideways, by way of a locum "
                "who needed a tutor.",
                "I design curricula, mostly with students in the room, and know meetings in which "
                "everybody else is a professor.",
                "Simulation is my field. I am at my best with people who have an idea and no budget.",
                "I moved from bench science into education research at forty, and can tell you what I "
                "would do again and what not.",
                "Mother of three. We can talk about careers that do not run in a straight line.",
                "I look after a widening-participation programme. I listen well, and I ask the question "
                "that you hoped nobody would.",
                "I teach how to talk with patients. I have supervised some forty projects and enjoy a "
                "first draft more than a last one.",
            )
        },
        "mentee": {
            "biography": (
                "I teach first-year students and have just finished a certificate in education.",
                "I have half a day a week for teaching, and fill two.",
                "I look after the placements of our students.",
                "I teach on an interprofessional course, and learn the other professions by it.",
            ),
            "reason": (
                "I would like to move from teaching into assessment, and do not know where people begin.",
                "I have been asked to lead a course and have never led anything. I want to think it through "
                "with somebody "
                "outside my department.",
                "I have done this for nine years and would like to know whether education could be my "
                "profession, not only my job.",
                "My first paper was rejected twice. I would like company in finding out whether to go on "
                "with it.",
            ),
        },
    },
    agenda=(
        ("What I would like to be able to do in two years", "career"),
        ("A lesson that went flat, and why", "teaching"),
        ("How people get into assessment", "assessment"),
        ("My draft of a paper: is it one paper or two?", "research"),
    ),
    records=(
        "Talked through the two ways into assessment. Agreed that sitting in on one standard-setting meeting "
        "comes first.",
        "Looked at the reviewers’ comments together. Most of them ask for one thing: say earlier what is "
        "new.",
    ),
    actions=(
        "Ask to sit in on a standard-setting meeting",
        "Cut the introduction to one page",
        "Write to the course lead",
    ),
    expectations=(
        "We keep what we say between us, apart from anything that puts someone at risk.",
        "I say what I would like to talk about a week before we meet.",
        "I would like to hear what you think, also where it is uncomfortable.",
    ),
    goals={
        "mentee": (
            Aim("Write ten questions that survive the examination board", "assessment"),
            Aim("Lead the induction course without my notes", "teaching"),
        ),
    },
    reflections={
        "learned": (
            "That I can say no to a course and still be asked again.",
            "To begin with what students should be able to do, and only then with what I like to tell them.",
        ),
        "benefit_self": ("I plan my teaching from its end now, and it takes less time.",),
        "benefit_service_users": (
            "Students know what is expected of them, and are less afraid of the clinic.",
        ),
    },
    feedback=(
        "The question about what I would do with half the time.",
        "Next time I would like an example from your own work.",
    ),
)
