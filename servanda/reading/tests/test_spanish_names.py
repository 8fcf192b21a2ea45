"""Spanish names where more than one rule has a say; the plain ones are in test_noun_first_names."""

from servanda.reading import read


def test_ministers_of_several_states_told_together_are_each_of_their_own() -> None:
    text = "Los ministros de Justicia de Cuba, Omar Ruiz, y de Panamá, Nora Vidal, hablaron."
    found = [(one.name, one.post, one.organization) for one in read(text, language="es").people]
    assert found == [
        ("Omar Ruiz", "ministro de Justicia", "Cuba"),
        ("Nora Vidal", "ministro de Justicia", "Panamá"),
    ]


def test_capitals_without_accents_are_read_as_with_them_in_spanish() -> None:
    assert read("La Liga Arabe y Cuba negocian.", language="es").parties[0].name == "Liga Árabe"


def test_each_post_belongs_to_the_name_behind_it() -> None:
    text = "El presidente de la República Oriental del Uruguay, Luis Sosa, el presidente de Cuba, Raúl Prado, hablaron."
    found = [(one.name, one.organization) for one in read(text, language="es").people]
    assert found == [("Luis Sosa", "Uruguay"), ("Raúl Prado", "Cuba")]


def test_a_courtesy_and_a_party_behind_the_name_make_a_person() -> None:
    (one,) = read("Habló el coronel Abel Paz, de la Policía Nacional.", language="es").people
    assert (one.name, one.organization) == ("Abel Paz", "Policía Nacional")


def test_a_river_called_like_a_state_stays_in_the_name() -> None:
    (body,) = read("La Comisión Binacional del Río Uruguay escucha.", language="es").bodies
    assert body.name == "Comisión Binacional del Río Uruguay"


def test_a_town_called_like_a_weekday_is_no_date() -> None:
    assert (
        read("SANTO DOMINGO.- Cuba respondió.", published="2021-02-17", language="es").dates == ()
    )


def test_a_spanish_noun_that_stands_for_a_body_named_before_is_that_body() -> None:
    text = "El comité técnico conjunto sobre puentes fue creado. El comité trabaja."
    (body,) = read(text, language="es").bodies
    assert "Comité" in body.aliases


def test_a_state_that_is_only_a_setting_is_no_party_in_spanish() -> None:
    found = read("El PNUD abrió una oficina en Perú.", language="es").parties
    assert [party.name for party in found] == ["PNUD"]
