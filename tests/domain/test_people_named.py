"""What may be somebody's name is asked about, and what is none is left alone."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alongside.domain.people_named import find_names


@pytest.mark.parametrize(
    "text,names",
    [
        ("Ania Kowalska covers my clinics.", ["Ania Kowalska"]),
        ("I work with Ania Kowalska, and with Tom O’Neill.", ["Ania Kowalska", "Tom O’Neill"]),
        ("Dr Shah showed me the archive.", ["Dr Shah"]),
        ("I asked Prof. J. R. Lee about it.", ["Prof. J. R. Lee"]),
        ("Sister Mary Okafor leads the ward.", ["Sister Mary Okafor"]),
        ("When Bethan ap Rhys retired I took over.", ["Bethan ap Rhys"]),
        ("Rwy’n gweithio gyda Siân Gruffydd.", ["Siân Gruffydd"]),
        ("J’ai parlé avec Élodie Lefèvre et Mme Dupont.", ["Élodie Lefèvre", "Mme Dupont"]),
        ("Ludwig van Beethoven again, Ludwig van Beethoven.", ["Ludwig van Beethoven"]),
    ],
)
def test_what_may_be_a_name_is_found_once_in_its_order(text: str, names: list[str]) -> None:
    assert list(find_names(text)) == names


@pytest.mark.parametrize(
    "text",
    [
        "",
        "I learned to light a wound evenly.",
        "The Royal Infirmary and Great Ormond Street Hospital asked for it.",
        "In October I went to the Institute of Medical Illustrators.",
        "HCPC Standards of Proficiency and the Health and Care Professions Council.",
        "After Easter I wrote to NHS England. During March we met.",
        "On Monday I opened Adobe Photoshop.",
        "My mentor listened. I changed my practice.",
        "Bwrdd Iechyd Hywel Dda",
    ],
)
def test_places_institutions_and_days_are_none(text: str) -> None:
    assert find_names(text) == ()


def test_who_is_known_is_passed_over() -> None:
    text = "I am Nadia Rahman, and Bob Example is my mentor."
    assert find_names(text, known=["nadia rahman"]) == ("Bob Example",)


@given(st.text())
def test_any_text_may_be_asked_about_and_names_stand_in_it(text: str) -> None:
    words = " ".join(text.split())
    assert all(name in words for name in find_names(words))
