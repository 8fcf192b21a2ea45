"""Names with an apostrophe in them are one name, and an owner's apostrophe is none of theirs."""

import pytest

from servanda.reading import read


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("John O'Brien, Head of Mission of IOM, spoke in Dublin.", "John O'Brien"),
        ("John O’Brien, Head of Mission of IOM, spoke in Dublin.", "John O’Brien"),
        ("Mr. Ivo Lent and Ada O'Hara-Berg, Director of UNDP, spoke.", "Ada O'Hara-Berg"),
        ("Rosa D'Arcy, Head of Mission of IOM, spoke in Dublin.", "Rosa D'Arcy"),
        ("Mary D'Arcy, Head of Mission of IOM, spoke in Dublin.", "Mary D'Arcy"),
        ("Lima de la Cruz, Head of Mission of IOM, spoke in Dublin.", "Lima de la Cruz"),
        ("Olaf Berg's deputy, Ada O'Neill, Head of Mission of IOM, spoke.", "Ada O'Neill"),
    ],
)
def test_a_person_is_found_with_the_whole_name(text, name):
    assert name in [person.name for person in read(text, published="2021-05-04").people]


def test_a_town_before_a_name_stays_a_town():
    people = read("In Mary d'Alba, Head of Mission of IOM, spoke.", published="2021-05-04").people
    assert "Mary d'Alba" not in [person.name for person in people]
