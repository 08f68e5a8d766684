"""The words of the doctors. Nobody here is real."""

from typing import Final

from alongside.demo.voice import Aim, Voice

VOICE: Final = Voice(
    employers=(
        "Three Rivers University Hospitals",
        "Vale and Marches Health Board",
        "Ferry Street Surgery",
        "Northmoor District Hospital",
        "Castle Hill Children’s Hospital",
        "Wharfside Mental Health Trust",
        "Eastgate Medical Practice",
    ),
    titles=(
        "Foundation doctor",
        "Core trainee, psychiatry",
        "Specialty registrar, anaesthetics",
        "Trainee in general practice",
        "Specialty doctor, emergency medicine",
        "General practitioner",
        "Consultant paediatrician",
        "Consultant anaesthetist",
        "Associate specialist, orthopaedics",
        "Clinical academic, renal medicine",
    ),
    answers={
        "mentee": {
            "biography": (
                "Back since September, after a year with my first child.",
                "Four years in one place, and I carry more of it since the spring.",
                "I qualified in Lagos, and am in my second post here.",
                "Newly appointed, in the hospital in which I trained.",
                "I would like to think before I choose my way, and not after.",
                "Asked to lead a small service, and not sure that I want to.",
            ),
            "reason": (
                "I have come back after a year away and feel slower than everybody. I would like to find my "
                "feet with somebody "
                "who does not assess me.",
                "I have more say than I am used to, and colleagues who were my teachers. I want to begin "
                "well.",
                "I like the work and not the weeks. I would like to change something before I want to leave.",
                "Nobody in my department came the way that I did. I would like to hear how others were "
                "heard.",
                "I have to decide between a research post and a rota, and go round in circles.",
            ),
        },
        "mentor": {
            "biography": (
                "I came back twice after time away, once from illness. I listen well before eight.",
                "Twenty-two years, once burnt out and once wiser. I am at my best on a walk.",
                "I began in six hospitals, two of them abroad, and remember what it is like not to know "
                "where the forms are.",
                "I once ran a department, and can tell you what the budget meeting is really about.",
                "I took the long way round, and have sat on enough panels to know what they ask.",
                "I work half the week now. I have time, no axe to grind, and an office with a door.",
                "I will not treat you, and I will notice when you change the subject.",
                "A career beside the usual ladder, and a good one.",
            ),
            "times": (
                "Thursdays after five",
                "Early, before eight",
                "Lunch on Mondays or Fridays",
                "Evenings, online",
            ),
        },
    },
    agenda=(
        ("My first night on call since I am back", "return"),
        ("A complaint that I take home with me", "workload"),
        ("How to ask for less than full time without an apology", "workload"),
        ("Leading people who taught me", "leadership"),
        ("The research post: what would I be giving up?", "research"),
    ),
    records=(
        "Ground rules, and what this is for. We keep notes here and nowhere else.",
        "Looked at the week as it is, and coloured what gives and what takes. Friday is the problem.",
        "Went through the conversation with the rota lead. One request, one reason, one offer.",
    ),
    actions=(
        "Ask the rota lead for two weeks of shadowed nights",
        "Write down for a fortnight what takes and what gives",
        "Talk to somebody who works less than full time in my specialty",
        "Say no to one committee",
    ),
    expectations=(
        "We keep what we say between us, unless somebody is at risk.",
        "No advice before the third question.",
        "Whoever cannot come says so, even an hour before, and nobody explains.",
        "We do not talk about colleagues by name.",
    ),
    agreed={
        "logistics": "We meet for an hour every six weeks, in the mentor’s office or on a walk by the river, "
        "in working time "
        "where our rotas allow it. Between meetings the mentee may write; the mentor answers within three days."
    },
    cadence_days=42,
    review_every=2,
    goals={
        "mentee": (
            Aim(
                "Be at ease on call again",
                "return",
                {
                    "why": "I lie awake before nights, and that was never so.",
                    "how": "I sleep before a night, and ask for help in the first five minutes and not the "
                    "last.",
                },
                progress="Two shadowed nights. On the second I forgot that somebody was with me.",
                step="Ask for two shadowed nights",
            ),
            Aim(
                "A week that I can keep up for ten years",
                "workload",
                {"why": "This one I can keep up until March.", "how": "I say no without three reasons."},
                step="Colour two weeks of the diary",
            ),
            Aim(
                "Decide on the research post before it decides itself",
                "career",
                {"why": "The closing date is near.", "how": "I can explain my choice in two sentences."},
                step="Speak with two people, one who stayed and one who left",
            ),
        ),
        "mentor": (
            Aim(
                "Ask one question more before I say what I did",
                "teaching",
                {"why": "My stories are long.", "how": "They do most of the talking."},
            ),
        ),
    },
    private_goal=Aim("Find out whether I want to stay in this specialty", "career"),
    reflections={
        "what": (
            "Coming back to nights, and how to ask for help without an apology.",
            "A week that takes more than it gives.",
        ),
        "learned": (
            "That everybody who came back felt slow for three months, also those whom I thought the "
            "quickest.",
            "That I can ask for one thing, with one reason.",
            "How little I know of what colleagues without a training number hear all day.",
        ),
        "benefit_self": ("I ask in the first five minutes, and I sleep before nights.",),
        "benefit_service_users": (
            "Patients at night have a doctor who calls for help in time.",
            "A doctor who is not worn out listens for longer.",
        ),
        "next": ("I take the course for mentors in the new year.",),
    },
    feedback=(
        "You asked what I would say to a colleague who came back. I was much kinder to her than to me.",
        "The walk was better than the office.",
        "Next time please stop me when I explain for the third time.",
    ),
    pulse_lines=(
        "",
        "I say things here that I say nowhere else.",
        "I would like to meet a little sooner next time.",
    ),
    own_lines=("What we do when the bleep goes off in the middle of it",),
    doors=(
        (
            "The lead for doctors who return to work",
            "To find out which courses there are, and who pays for them",
        ),
        ("A consultant who works three days a week", "To ask how she put it to her department"),
        ("The editor of the college’s journal", "A first review, with somebody at one’s side"),
    ),
    thanks={
        "mentee": (
            "You had no say over my work, and more say in how I see it than anybody. I sleep before nights.",
        ),
        "mentor": (
            "You told me what it is like to begin here now. I had no idea, and have changed our induction.",
        ),
    },
    circle={
        "mentor": (
            "My mentee would like me to speak to her supervisor. I said no, and I am not sure that I said it "
            "well.",
            "I offer to think through with them how they say it themselves. That is what we are for.",
        ),
    },
)
