"""What the people of the demonstration are called, do and write. Nobody here is real."""

from datetime import time
from typing import Final

from alongside.cpd.queries.records import RecordText
from alongside.domain.cpd.activities import Kind

# fmt: off
GIVEN: Final = (
    "Aisha", "Alun", "Amara", "Ana", "Angharad", "Aoife", "Arjun", "Beatriz", "Ben", "Bethan", "Callum",
    "Carys", "Catrin", "Chidi", "Clara", "Daisy", "Daniel", "Dilys", "Ebony", "Efa", "Elena", "Eleri",
    "Emeka", "Emily", "Esther", "Fatima", "Femi", "Fergus", "Ffion", "Florence", "Gareth", "George",
    "Grainne", "Gwen", "Hamza", "Hana", "Hannah", "Harriet", "Hugo", "Ibrahim", "Imogen", "Ines", "Iolo",
    "Isabel", "Jack", "Jamal", "James", "Jaya", "Joanna", "José", "Kamala", "Karim", "Keira", "Kwame",
    "Laila", "Leo", "Lewis", "Li", "Lorna", "Lowri", "Lucia", "Magda", "Mair", "Malik", "Marta", "Mateo",
    "Megan", "Mei", "Mina", "Mohammed", "Morag", "Nadia", "Naomi", "Ngozi", "Niamh", "Nia", "Noor", "Oisín",
    "Olga", "Oliver", "Olu", "Owain", "Patrick", "Pavel", "Petra", "Priya", "Rachel", "Rana", "Rhys", "Rosa",
    "Ruth", "Sadiq", "Saoirse", "Seren", "Shona", "Siân", "Sofia", "Tamsin", "Tariq", "Tegan", "Tomasz",
    "Uma", "Vera", "Wren", "Yasmin", "Yusuf", "Zara", "Zoë"
)

FAMILY: Final = (
    "Abbott", "Adeyemi", "Ahmed", "Ali", "Baker", "Banerjee", "Barnes", "Begum", "Bell", "Bevan", "Brennan",
    "Burns", "Campbell", "Chowdhury", "Clarke", "Cohen", "Connolly", "Cooper", "Costa", "Davies", "Diaz",
    "Doyle", "Edwards", "Eze", "Fernandes", "Fisher", "Fraser", "García", "Ghosh", "Griffiths", "Grant",
    "Haddad", "Hall", "Harris", "Hassan", "Hughes", "Hussain", "Ivanova", "Jackson", "James", "Jenkins",
    "Jones", "Kaur", "Kelly", "Khan", "Kovács", "Kumar", "Lee", "Lewis", "Lloyd", "MacDonald", "Mahmood",
    "Marsh", "Martin", "Mensah", "Miller", "Morgan", "Murphy", "Nakamura", "Ndlovu", "Nguyen", "Novák",
    "O’Brien", "O’Connor", "Okafor", "Okonkwo", "Owen", "Parry", "Patel", "Pereira", "Phillips", "Powell",
    "Prado", "Price", "Rahman", "Rees", "Reid", "Richards", "Roberts", "Rossi", "Ryan", "Santos", "Schmidt",
    "Scott", "Shah", "Silva", "Singh", "Smith", "Stewart", "Sullivan", "Taylor", "Thomas", "Tran", "Turner",
    "Walker", "Watson", "White", "Williams", "Wilson", "Wójcik", "Wood", "Wright", "Young", "Zhang"
)
# fmt: on

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

TITLES: Final = (
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
)

HOPES_MENTEE: Final = (
    "I would like to feel sure of myself when I speak for our department in meetings with clinicians and managers.",
    "I have moved from a studio to a hospital and want to learn how to plan my first two years, and what to aim for.",
    "I hope to learn how to lead a small team: giving feedback, sharing out work and saying no without falling out.",
    "I want to get better at clinical photography in theatre and at explaining consent to patients and relatives.",
    "I would like help to build a network outside my own hospital and to decide whether to do the postgraduate diploma.",
    "I would like to use 3D scanning and printing in surgical planning and do not know where to begin.",
    "I want to prepare for a senior post: writing a business case, recruiting, and managing a budget.",
    "I hope to find a better balance between on-call work, my family and my own drawing.",
)

HOPES_MENTOR: Final = (
    "I would like to see our profession through the eyes of someone who has just joined it, and to give something back.",
    "Somebody once took the time for me. I hope to learn about new techniques and to keep asking myself why we do things.",
    "I want to become a better listener and to meet colleagues from other parts of the country.",
    "I hope to challenge my own habits: twenty years in one department is a long time.",
)

DETAIL_MENTEE: Final = (
    "Two years of clinical and studio photography, some retouching and layout.",
    "Anatomical drawing, digital painting, storyboards for patient information.",
    "Video editing and animation for teaching; a little wound photography.",
    "Ophthalmic imaging, including OCT, and teaching students how to do it.",
)

DETAIL_MENTOR: Final = (
    "Leading a department of twelve: budgets, recruitment, appraisals and business cases, and clinical governance.",
    "Theatre and clinical photography, consent and confidentiality, training of new photographers.",
    "3D scanning, printing and planning for maxillofacial surgery; working with surgeons and engineers.",
    "Teaching, assessing portfolios for the diploma, networks and committees, presenting at conferences.",
    "Design and illustration for patient information, plain language, accessibility and project management.",
)

AGENDA: Final = (
    "How I came to this work, and where I would like to be in two years",
    "A meeting that went badly, and what I could have said",
    "My draft for the business case: what would a manager ask first?",
    "Consent when a patient cannot speak for themselves",
    "Diploma now, or another year of experience first?",
    "How to give feedback to someone older than me",
    "What I tried since last time",
)

RECORDS: Final = (
    "We compared how our departments deal with urgent requests. Agreed that a short form for requesters would help.",
    "Went through the draft. The case is stronger when it begins with waiting times, not with equipment.",
    "Talked about speaking up early. Agreed to try asking one question in every meeting.",
)

ACTIONS: Final = (
    "Draft one page of the business case",
    "Ask to sit in on a budget meeting",
    "Read the guidance on consent and note two questions",
    "Write down one success each week",
    "Send the reading list",
)

EXPECTATIONS: Final = (
    "We keep what we say between us, apart from anything that puts someone at risk.",
    "I send an agenda two days before we meet.",
    "We tell each other early when we cannot make it.",
    "I would like honest feedback, also when it is uncomfortable.",
)

AGREED_RHYTHM: Final = (
    "We meet online once a month, on a working day after lunch. Whoever cannot come says so two days before."
)
CHANGED_RHYTHM: Final = (
    "We meet online every four weeks, on a Thursday after lunch, as Thursdays have worked best. Whoever cannot come "
    "says so two days before."
)

GOALS_MENTEE: Final = (
    ("Speak for our department in the monthly imaging meeting", "management"),
    ("Have a portfolio ready for the diploma by the summer", "career_progression"),
    ("Give useful feedback to the two trainees in our team", "team_dynamics"),
)

GOALS_MENTOR: Final = (
    ("Ask more and tell less", "interpersonal_skills"),
    ("Learn how younger colleagues use 3D tools", "technical_skills"),
)

LEARNED: Final = (
    "That I do not have to have an answer at once. Saying “let me come back to you” is an answer.",
    "To begin with what the other person needs, and to bring one figure that matters to them.",
    "That my way of explaining is too fast for people outside our field.",
)

BENEFIT_PATIENTS: Final = (
    "Patients are photographed sooner and with a better explanation of what the pictures are for.",
    "Clearer information for patients before surgery, and fewer repeat visits.",
    "A calmer photographer makes a calmer patient.",
)

INFORMAL = (
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

EVENTS = (
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

THEMES = (
    "saying no to a consultant", "a first poster", "light for small wounds", "planning the day", "asking for help",
    "consent with children", "a difficult colleague", "what to keep", "applying for a post", "colour that is true",
)  # fmt: skip
"""What somebody and their mentee talked about."""

FROM_MENTORING = RecordText(
    learned="To ask what the other has tried before I say what I would do.",
    benefit_self="I plan sessions with my own trainees in the same way now.",
    benefit_service_users="Patients wait less, since two people in the team can photograph in theatre.",
)

BIOGRAPHIES: Final = (
    "I write examinations and sit on two assessment boards. I learned most from the ones that went wrong, and I like "
    "to think through a blueprint with somebody who is new to it.",
    "General practitioner and clinical teacher for fifteen years. I came to education sideways, by way of a locum who "
    "needed a tutor, and have never quite left.",
    "I design curricula, mostly with students in the room. Before that I was a learning technologist, so I know what "
    "it is like to have no letters after one’s name in a meeting of professors.",
    "Simulation lead in a district hospital. I am at my best with people who have an idea and no budget.",
    "I moved from bench science into education research at forty, and can tell you what I would do again and what not.",
    "Anaesthetist, programme director and mother of three. We can talk about careers that do not run in a straight line.",
    "I look after a widening-participation programme. I listen well, and I ask the question that you hoped nobody would.",
    "Lecturer in communication skills. I have supervised some forty projects and enjoy a first draft more than a last one.",
)
"""How mentors of the educators’ directory introduce themselves."""

EDUCATORS_ASK: Final = (
    (
        "I teach anatomy to first-year students and have just finished a certificate in education.",
        "I would like to move from teaching into assessment, and do not know where people begin.",
    ),
    (
        "Registrar in emergency medicine with half a day a week for teaching.",
        "I have been asked to lead the induction course and have never led anything. I want to think it through with "
        "somebody outside my department.",
    ),
    (
        "I manage the clinical placements of a medical school.",
        "I have worked here for nine years and would like to know whether education could be my profession, not only "
        "my job.",
    ),
    (
        "Pharmacist and tutor on an interprofessional course.",
        "My first paper was rejected twice. I would like company in finding out whether to go on with it.",
    ),
)
"""Who asks for a mentor in the educators’ scheme, and why."""
