"""What the people of the demonstration are called. Nobody here is real."""

import unicodedata
from typing import Final

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


def plain(name: str) -> str:
    """A name in small plain letters, as it stands in an address."""
    bare = unicodedata.normalize("NFKD", name.casefold())
    return "".join(letter for letter in bare if letter.isascii() and letter.isalpha())
