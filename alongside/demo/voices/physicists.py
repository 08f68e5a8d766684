"""The words of the medical physicists. Nobody here is real."""

from typing import Final

from alongside.demo.voice import Aim, Pack, Voice

VOICE: Final = Voice(
    employers=(
        "Superior Shore Cancer Centre",
        "Hôpital du Fleuve",
        "Algoma Regional Hospital",
        "Lakehead Imaging Institute",
        "Clinique de radiothérapie des Laurentides",
        "Georgian Bay Health Sciences",
        "University of the North Shore",
    ),
    titles=(
        "Medical physics resident",
        "Junior medical physicist",
        "Physics associate",
        "Imaging physicist",
        "Clinical physicist",
        "Senior medical physicist",
        "Radiation safety officer",
        "Head of dosimetry",
        "Chief physicist",
    ),
    answers={
        "mentee": {
            "hope_to_learn": (
                "I passed my certification last spring and am the only physicist on some evenings. I would "
                "like to learn how "
                "others decide when nobody is there to ask.",
                "I want to find out whether I belong in the clinic or in research, and stop doing both "
                "halfway.",
                "I have been asked to commission a new linac. I can do the physics; I would like to learn "
                "how to lead the people.",
                "I would like to speak up in the treatment planning meeting without sounding as if I knew "
                "better.",
                "I moved here from another country and would like to understand how departments work, and "
                "how one gets heard.",
                "I hope to learn how to keep weekends free in a department of two.",
            ),
        },
        "mentor": {
            "what_i_bring": (
                "Twenty years in radiotherapy physics, two departments built from nothing, and one error "
                "reported in public.",
                "I came from nuclear medicine, went into industry and came back. I know what each side says "
                "about the other.",
                "I chair a safety committee, and I have learned to bring bad news early.",
                "Imaging physics in a small hospital: I have done everything once, and most of it at night.",
                "I raised three children and a residency programme. Ask me about part-time work, and about "
                "saying no.",
            ),
            "time_and_will": (
                "I have an hour every few weeks, and my department supports it.",
                "I take one mentee at a time, so that I can give my mind to it.",
            ),
        },
    },
    agenda=(
        ("The planning meeting on Tuesdays: how do I disagree with a surgeon?", "organisation"),
        ("Commissioning: who has to be told what, and when?", "leadership"),
        ("Research one day a week, or not at all?", "career_planning"),
        ("A near miss that I reported, and how it was taken", "ethics"),
        ("Being on call in a department of two", "balance"),
        ("What I tried since last time", ""),
        ("A job that is advertised in Ottawa", "career_planning"),
    ),
    records=(
        "Went through the planning meeting step by step. Agreed to ask one question before offering a "
        "solution.",
        "Drew up who needs to know of the new machine, by week. Two people had been forgotten.",
        "Talked about on-call weeks. Agreed that a written rule is kinder than a favour asked each time.",
        "We compared how our hospitals treat a report of a near miss, and what each could take from the other.",
    ),
    actions=(
        "Write the first page of the commissioning plan",
        "Ask the head of nursing what the planning meeting looks like from her side",
        "Read two reports of incidents and note what helped",
        "Keep a list for two weeks of what I say yes to",
        "Send the draft of the on-call rule",
    ),
    expectations=(
        "We keep what we say between us, and we name no patient and no colleague.",
        "I send the agenda three days ahead, also if it is one line.",
        "We answer each other within a week.",
        "I would like you to tell me when I talk around the point.",
    ),
    agreed={
        "logistics": "We meet online for an hour every six weeks, at half past twelve, the mentee’s time. "
        "The mentee suggests "
        "the dates and sends the agenda three days before."
    },
    cadence_days=42,
    changed={
        "logistics": "We meet online for an hour every six weeks, at half past twelve, the mentee’s time, "
        "and once in the "
        "year in person at the annual meeting. The mentee suggests the dates and sends the agenda three days "
        "before."
    },
    review_every=2,
    goals={
        "mentee": (
            Aim(
                "Lead the commissioning of the second linac",
                "leadership",
                {
                    "why": "It is the first time that I am answerable for more than my own work.",
                    "measure": "We treat the first patient on the day we named, and nobody worked a weekend "
                    "for it.",
                    "first_step": "A plan on one page that the therapists have read as well.",
                    "by_when": "By the end of next summer",
                },
                progress="The one-page plan is agreed. Two dates have moved, and I said so the same day.",
                step="Show the one-page plan to the lead therapist",
                is_stretch=True,
            ),
            Aim(
                "Disagree in the planning meeting, early and calmly",
                "skills",
                {
                    "why": "I say it afterwards in the corridor, when it is too late.",
                    "measure": "I have raised three doubts before the plan was signed.",
                    "first_step": "Ask one question in each meeting.",
                },
                progress="Asked a question in four meetings out of five. Once it changed the plan.",
                step="Ask one question in the next planning meeting",
            ),
            Aim(
                "Know by the spring whether I want a doctorate",
                "career_planning",
                {
                    "why": "I have put it off for three years.",
                    "measure": "I can say yes or no without a “but”.",
                },
                step="Talk to two people who did it beside clinical work",
            ),
        ),
        "mentor": (
            Aim(
                "Listen to the end before I solve it",
                "skills",
                {
                    "why": "My residents tell me that I am quick.",
                    "measure": "I ask three questions before I advise.",
                },
                progress="Managed it in our last two sessions. It took less time than I feared.",
            ),
            Aim(
                "Understand what it is like to begin here from abroad",
                "balance",
                {"why": "Half of our new colleagues do.", "measure": "Our welcome is different next year."},
            ),
        ),
    },
    private_goal=Aim("Find out whether I want to stay in a small department", "career_planning"),
    reflections={
        "learned": (
            "That a doubt put as a question is heard, and the same doubt put as a verdict is not.",
            "That leading a project is mostly telling people early what will change for them.",
            "How much I take for granted about how things are done here.",
        ),
        "motives": (
            "I wanted to be right more than I wanted to be understood.",
            "I like to be needed, and it costs me weekends.",
        ),
        "feedback": ("I was told that I apologise before I disagree. It was odd to hear, and true.",),
        "present": ("I noticed that I looked at the clock when it became personal.",),
        "hope": ("The therapists asked whether they could see the plan earlier next time.",),
        "benefit_self": ("I go into meetings with one question instead of ten slides.",),
        "benefit_service_users": (
            "Doubts come up before a plan is signed, so fewer patients are planned twice.",
            "The new machine begins with a team that knows what it is doing.",
        ),
        "next": ("I apply for the post of deputy, and would like to mentor a resident next year.",),
    },
    feedback=(
        "You asked what I would do if nobody minded. That was the moment.",
        "Next time I would like to begin with what went well; we ran out of time for it.",
        "It helped that you told me of your own mistake.",
    ),
    learning=(
        ("connect", "Sat in on the therapists’ morning meeting, and wrote down what they ask for most."),
        ("read", "Read the report on the incident that everybody quotes. The cause was a form."),
        ("experiment", "Tried the three questions with a resident."),
    ),
    partner_feedback={
        "mentor": {
            "went_well": "You sent the agenda every time, and it was short. We got to the point in five "
            "minutes.",
            "differently": "You play down what you have achieved. I had to ask three times about the audit.",
            "try": "Begin the next session with one thing you are proud of.",
        },
        "mentee": {
            "went_well": "You waited when I did not know the answer. I found it.",
            "differently": "Two of your stories were about a department of forty; mine has two people.",
            "try": "Ask me what would work with two before you say what worked with forty.",
        },
    },
    pulse_lines=(
        "",
        "I would like to talk less about machines and more about people.",
        "It is worth the hour.",
    ),
    pack=Pack("grow", first_session=2),
    thanks={
        "mentee": (
            "You never told me what to do, and after each session I knew. I dared to apply because you asked "
            "what would have "
            "to be true for me to dare.",
        ),
        "mentor": (
            "You came prepared, tried things and told me honestly when they failed. I have changed how I "
            "lead my own "
            "department because of two of your questions.",
        ),
    },
    circle={
        "mentor": (
            "Does anybody have a good way to begin when your mentee writes “nothing special this time”?",
            "I ask what they were thinking about on the way here. It has never been nothing.",
        ),
    },
)
