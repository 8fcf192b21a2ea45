"""Spanish names: parties, people with posts, instruments and bodies, in sentences of our own."""

import pytest

from servanda.reading import read

PARTIES = [
    ("Uruguay y la Organización Mundial del Comercio (OMC) negocian.", "Uruguay", "state"),
    ("La delegación panameña salió de la sala.", "Panamá", "state"),
    ("Las autoridades salvadoreñas respondieron.", "El Salvador", "state"),
    ("El Reino de Bélgica y Cuba cooperan.", "Bélgica", "state"),
    (
        "El Ministerio de Obras Públicas y Transporte de Cuba respondió.",
        "Ministerio de Obras Públicas y Transporte de Cuba",
        "government_agency",
    ),
    (
        "Según la Dirección General de Puertos, nada cambia.",
        "Dirección General de Puertos",
        "government_agency",
    ),
    (
        "El Instituto Nacional de Meteorología publicó un mapa.",
        "Instituto Nacional de Meteorología",
        "government_agency",
    ),
    (
        "La Organización Norlandesa de Puertos (ONP) escribió al PMA.",
        "Organización Norlandesa de Puertos",
        "international_organization",
    ),
    ("La Fundación Claridad donó libros.", "Fundación Claridad", "civil_society"),
]

PEOPLE = [
    (
        "La señora Inés Robledo, ministra de Pesca de Panamá, habló.",
        ("Inés Robledo", "ministra de Pesca", "Panamá"),
    ),
    (
        "La directora general de la UNESCO, Clara Fontán, habló.",
        ("Clara Fontán", "directora general", "UNESCO"),
    ),
    (
        "El canciller uruguayo, Bruno Etcheverry, habló.",
        ("Bruno Etcheverry", "canciller", "Uruguay"),
    ),
    (
        "El representante de la OPS, doctor Luis Arancibia Toro, habló.",
        ("Luis Arancibia Toro", "representante", "OPS"),
    ),
    (
        "El ministro de Economía y Finanzas del Perú, Hugo Salinas Vera, habló.",
        ("Hugo Salinas Vera", "ministro de Economía y Finanzas", "Perú"),
    ),
    (
        "La viceministra de Agua de Bolivia, Santiago Quispe, habló.",
        ("Santiago Quispe", "viceministra de Agua", "Bolivia"),
    ),
    (
        "El secretario general de la OEA, Marcos de la Fuente, habló.",
        ("Marcos de la Fuente", "secretario general", "OEA"),
    ),
]

INSTRUMENTS = [
    (
        "Aplican el Convenio Tributario entre Cuba y Panamá.",
        ("Convenio Tributario entre Cuba y Panamá", "agreement", None),
    ),
    (
        "El Plan Nacional de Adaptación 2023-2027 fue leído.",
        ("Plan Nacional de Adaptación 2023-2027", "action_plan", "2023/2027"),
    ),
    ("Leyó la Ley 1448 de Bosques.", ("Ley 1448 de Bosques", "law", None)),
    (
        "Un memorando de entendimiento sobre turismo está listo.",
        ("Memorando de entendimiento sobre turismo", "memorandum", None),
    ),
    ("Citó la hoja de ruta de pesca.", ("Hoja de ruta de pesca", "action_plan", None)),
]

BODIES = [
    (
        "El comité mixto de seguimiento, creado en 2012, escucha.",
        ("Comité mixto de seguimiento", "committee", "2012"),
    ),
    (
        "Un grupo de trabajo sobre semillas escucha.",
        ("Grupo de trabajo sobre semillas", "working_group", None),
    ),
    (
        "La Comisión Binacional del río Bermejo escucha desde marzo de 2019.",
        ("Comisión Binacional del río Bermejo", "commission", "2019-03"),
    ),
]


@pytest.mark.parametrize(("text", "name", "kind"), PARTIES)
def test_parties_are_found_in_spanish(text: str, name: str, kind: str) -> None:
    found = {party.name: party.kind for party in read(text, language="es").parties}
    assert found.get(name) == kind, found


@pytest.mark.parametrize(("text", "person"), PEOPLE)
def test_people_are_found_with_their_posts_in_spanish(
    text: str, person: tuple[str, str, str]
) -> None:
    found = read(text, language="es").people
    assert [(one.name, one.post, one.organization) for one in found] == [person]


@pytest.mark.parametrize(("text", "instrument"), INSTRUMENTS)
def test_instruments_are_found_in_spanish(
    text: str, instrument: tuple[str, str, str | None]
) -> None:
    found = read(text, language="es").instruments
    assert [(one.name, one.kind, one.period) for one in found] == [instrument]


@pytest.mark.parametrize(("text", "body"), BODIES)
def test_bodies_are_found_in_spanish(text: str, body: tuple[str, str, str | None]) -> None:
    found = read(text, language="es").bodies
    assert [(one.name, one.kind, one.since) for one in found] == [body]


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
