"""The words of the nurses. Nobody here is real."""

from typing import Final

from alongside.demo.voice import Aim, Voice

VOICE: Final = Voice(
    employers=(
        "Shannonside University Hospital",
        "Community Care Mid-West",
        "St Ita’s Hospital, Ballinree",
        "Burren Hospice",
        "Estuary Mental Health Services",
        "Killaloe Nursing Home",
        "Atlantic College of Nursing",
    ),
    titles=(
        "Staff nurse, surgical ward",
        "Staff nurse, emergency department",
        "Community nurse",
        "Staff nurse, paediatrics",
        "Mental health nurse",
        "Clinical nurse manager",
        "Advanced nurse practitioner, heart failure",
        "Public health nurse",
        "Nurse tutor",
        "Assistant director of nursing",
    ),
    answers={
        "mentee": {
            "biography": (
                "Second year, and I like the pace; I am tired of being told that I am too quiet.",
                "I trained in Harare, nursed in Dubai and have worked in Limerick since the spring.",
                "A team of six, two small children and a long drive.",
                "I came to nursing at thirty-four, after ten years in a bank.",
                "I have been acting up as shift leader since the summer.",
            ),
            "hope_to_learn": (
                "I would like to lead a shift without doing everybody’s work myself, and to say no when it "
                "is no.",
                "I hope to find out which way leads from the ward to advanced practice, and whether I want "
                "to go it.",
                "I want to give feedback to students that helps them, and to take some without lying awake.",
                "I would like to speak in the handover as if I belonged there.",
                "I want to plan the next three years, rather than the next roster.",
            ),
        },
        "mentor": {
            "biography": (
                "I have led three teams and learned late to say no. I ask a lot of questions, and I do "
                "not mind silence.",
                "I got where I am by a detour, and know the forms by heart.",
                "I teach as well, and work one weekend a month so that I know what I am talking about.",
                "Thirty years in nursing. I am good with people who think that they should be coping better.",
                "I built a team of nine out of four that did not speak to each other.",
                "I came from Kerala twenty years ago, and have walked with many who arrived after me.",
            ),
        },
    },
    agenda=(
        ("The shift on which everything went wrong, and what I would do now", "leadership"),
        ("How do I tell a senior colleague that she was wrong?", "communication"),
        ("Applying for the postgraduate diploma: this year or next?", "career"),
        ("Delegating, when everybody is as tired as I am", "leadership"),
        ("My first student, and how to give her bad news", "as_mentor"),
        ("What moved since I rated myself last", "confidence"),
    ),
    records=(
        "Went through the shift hour by hour. Agreed to hand over two tasks at the start, before it gets "
        "busy.",
        "Practised the talk with the senior colleague, twice. The second time it took four minutes.",
        "Compared three ways to advanced practice. The part-time one fits, and needs a letter from the "
        "director of nursing.",
    ),
    actions=(
        "Hand over two tasks at the start of each shift, and note how it goes",
        "Ask the ward manager for a day with the heart failure nurse",
        "Read about feedback that looks ahead, and try it with one student",
        "Write down three things that went well each week",
        "Draft the letter for the diploma",
    ),
    expectations=(
        "We keep what we say between us, apart from anything that puts a patient or one of us at risk.",
        "I tell you four days ahead what I want to learn, and you tell me if you have something on it.",
        "If one of us has had nights, we move the date and nobody apologises.",
        "I would like you to say frankly what I could do better.",
    ),
    agreed={
        "logistics": "We meet for an hour about every six weeks, in the library of the hospital or online "
        "after nights. "
        "Whoever cannot come says so at least a day before and offers another date."
    },
    cadence_days=42,
    review_every=2,
    goals={
        "mentee": (
            Aim(
                "Lead a shift of five without doing their work",
                "new_role",
                {
                    "why": "I go home having done everything, and my colleagues learn nothing.",
                    "measure": "I sit down once on a shift, and nobody notices that I did not do it all "
                    "myself.",
                    "first_step": "Hand over two tasks at the start.",
                    "by_when": "By the spring",
                },
                progress="Handed over the drug round on four shifts. The ward did not fall down.",
                step="Agree with the ward manager on which shifts I lead",
                is_stretch=True,
            ),
            Aim(
                "Give a student feedback that she can use tomorrow",
                "communication",
                {
                    "why": "Mine were kind and of no use.",
                    "measure": "She can tell me what she will try next.",
                },
                progress="Tried “next time” instead of “why did you”. She took notes.",
                step="Ask my student what was useful and what was not",
            ),
            Aim(
                "Decide on the postgraduate diploma",
                "career",
                {
                    "why": "The closing date is in the spring.",
                    "measure": "I have applied, or I know why not.",
                },
                step="Ask two people who have done it beside work",
            ),
        ),
        "mentor": (
            Aim(
                "Wait ten seconds after a question",
                "as_mentor",
                {"why": "I answer my own questions.", "measure": "She speaks more than I do."},
                progress="She spoke for twenty minutes without me. I had to sit on my hands.",
            ),
            Aim(
                "Say what could be better while there is time to change it",
                "as_mentor",
                {"why": "I am told that I am too kind.", "measure": "She is not surprised at the end."},
            ),
        ),
    },
    private_goal=Aim("Find out whether I want to stay on the ward at all", "career"),
    reflections={
        "learned": (
            "That handing something over is not the same as getting rid of it.",
            "That I rate myself low where I am tired, and not where I am bad.",
            "To say what I saw first, and what I make of it second.",
        ),
        "motives": ("I want to be thought of as somebody who copes.",),
        "passions": ("When I spoke of my student I forgot the time.",),
        "attitudes": ("I had taken it for granted that asking is weakness.",),
        "thoughts": ("That a quiet voice is no weakness, if what it says is clear.",),
        "feelings": ("Nervous before, and lighter afterwards.",),
        "behaviours": ("I will hand over two tasks, and leave them handed over.",),
        "competencies": (
            "Giving and taking feedback. My student asked to come back to our ward, which shows it.",
        ),
        "benefit_self": ("I lead a shift with a plan, and go home with something left.",),
        "benefit_service_users": (
            "Patients know who is in charge of the shift and whom to ask.",
            "Students learn more, so those whom they look after are in better hands.",
        ),
        "next": ("The diploma in the autumn. I will mentor a new colleague after that.",),
    },
    feedback=(
        "You asked what I would tell a friend in my place. I use that now.",
        "Next time I would like an example of your own that went badly.",
        "You wrote down my words, not yours. That helped.",
    ),
    learning=(
        (
            "connect",
            "Spent a morning with the heart failure nurse, and wrote down how she explains the tablets.",
        ),
        ("read", "Read a paper on handing over, and tried its three sentences on nights."),
        ("experiment", "Asked “what would you try?” at every handover of one week."),
    ),
    partner_feedback={
        "mentor": {
            "progress": "You no longer begin with “sorry”. And you told the surgeon to wait, in one "
            "sentence.",
            "differently": "You still take the worst patient yourself on every shift.",
            "try": "Give that patient to somebody else once, and stay near.",
        },
        "mentee": {
            "progress": "You leave longer pauses than in the spring. I say more because of it.",
            "differently": "Sometimes you tell me the end of the story before I have told you the beginning.",
            "try": "Ask me for the beginning again.",
        },
    },
    pulse_lines=(
        "",
        "I would like to talk about the future more, and about the roster less.",
        "I look forward to it.",
    ),
    doors=(
        ("The lead nurse for heart failure", "A day with her, and advice on the way to advanced practice"),
        ("The chair of the nurses’ education committee", "A place on the working group for new colleagues"),
        ("A colleague who finished the diploma last year", "To ask her how she did it beside nights"),
    ),
    achievements=(
        "Led the ward through the week of the outbreak, with three agency nurses and no complaint. The "
        "families wrote "
        "to say thank you.",
        "Wrote a sheet for handing over patients with dementia, which four wards use now.",
        "Taught forty students to speak to people who are dying, and eleven asked to come back.",
    ),
    recommendations=(
        "Listens to the end, and whoever has spoken leaves with a plan of their own. I would send our best "
        "new colleague there.",
    ),
    thanks={
        "mentee": (
            "You saw that I could lead before I did, and you never said so: you asked what I would do. I "
            "hand over, I sleep, "
            "and I have applied for the diploma.",
        ),
        "mentor": (
            "You came with your own plan every time, also after nights. You taught me to wait for an answer, "
            "and my ward "
            "has noticed.",
        ),
    },
    circle={
        "mentor": (
            "My mentee rates herself lower than in the spring, and she is so much better. What do you say to "
            "that?",
            "That she sees more now. I showed mine the list from the first time, and she laughed.",
        ),
        "mentee": (
            "Has anybody asked for study leave on a ward that is short of people? How did you put it?",
        ),
    },
)
