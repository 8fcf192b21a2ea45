"""Names in French and Spanish: parties, people with posts, instruments, bodies; our own sentences."""

from collections.abc import Mapping, Sequence

import pytest

from servanda.reading import read

PARTIES = {
    "fr": [
        ("Le Togo et l'Organisation mondiale du commerce (OMC) négocient.", "Togo", "state"),
        ("La délégation béninoise a quitté la salle.", "Bénin", "state"),
        ("Les autorités camerounaises ont répondu.", "Cameroun", "state"),
        ("Le Royaume de Belgique et le Gabon coopèrent.", "Belgique", "state"),
        (
            "Le ministère de l'Eau et de l'Assainissement du Niger a répondu.",
            "Ministère de l'Eau et de l'Assainissement du Niger",
            "government_agency",
        ),
        (
            "Selon la direction générale des impôts, rien ne change.",
            "Direction générale des impôts",
            "government_agency",
        ),
        (
            "L'Agence nationale de la météorologie a publié une carte.",
            "Agence nationale de la météorologie",
            "government_agency",
        ),
        (
            "La Banque centrale des États insulaires (BCEI) a prêté un million.",
            "Banque centrale des États insulaires",
            "government_agency",
        ),
        (
            "L'Organisation norlandaise des ports (ONP) a écrit au PAM.",
            "Organisation norlandaise des ports",
            "international_organization",
        ),
        (
            "La Fondation Clarté pour la lecture a donné des livres.",
            "Fondation Clarté pour la lecture",
            "civil_society",
        ),
    ],
    "es": [
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
    ],
}

PEOPLE = {
    "fr": [
        (
            "Mme Awa Diop, ministre de la Pêche du Sénégal, a parlé.",
            ("Awa Diop", "ministre de la Pêche", "Sénégal"),
        ),
        (
            "La directrice générale de l'UNESCO, Claire Fontanel, a parlé.",
            ("Claire Fontanel", "directrice générale", "UNESCO"),
        ),
        (
            "Le Premier ministre togolais, Kodjo Amegan, a parlé.",
            ("Kodjo Amegan", "Premier ministre", "Togo"),
        ),
        (
            "Le ministre délégué chargé du Budget du Tchad, M. Idriss Nassour, a parlé.",
            ("Idriss Nassour", "ministre délégué chargé du Budget", "Tchad"),
        ),
        (
            "Le chef de la délégation de l'OMS, le docteur Paul Mbarga, a parlé.",
            ("Paul Mbarga", "chef de la délégation", "OMS"),
        ),
        (
            "Mme Jeanne NDOYE, ambassadrice du Bénin en Belgique, a parlé.",
            ("Jeanne NDOYE", "ambassadrice", "Bénin"),
        ),
        (
            "Le ministre des Affaires étrangères et de la Coopération du Maroc, Ali Sefrioui, a parlé.",
            ("Ali Sefrioui", "ministre des Affaires étrangères et de la Coopération", "Maroc"),
        ),
    ],
    "es": [
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
    ],
}

INSTRUMENTS = {
    "fr": [
        (
            "Ils appliquent la Convention fiscale entre le Mali et le Niger.",
            ("Convention fiscale entre le Mali et le Niger", "agreement", None),
        ),
        (
            "Le Plan national d'adaptation 2023-2027 a été lu.",
            ("Plan national d'adaptation 2023-2027", "action_plan", "2023/2027"),
        ),
        (
            "Il a lu la loi n° 2019-12 relative aux forêts.",
            ("Loi n° 2019-12 relative aux forêts", "law", None),
        ),
        (
            "Un mémorandum d'entente sur le tourisme est prêt.",
            ("Mémorandum d'entente sur le tourisme", "memorandum", None),
        ),
        (
            "Elle a cité l'accord de siège.",
            ("Accord de siège", "agreement", None),
        ),
        (
            "Le projet « Rives vertes » avance.",
            ("Projet « Rives vertes »", "project", None),
        ),
    ],
    "es": [
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
    ],
}

BODIES = {
    "fr": [
        (
            "Le comité mixte de suivi, créé en 2012, écoute.",
            ("Comité mixte de suivi", "committee", "2012"),
        ),
        (
            "Un groupe de travail sur les semences écoute.",
            ("Groupe de travail sur les semences", "working_group", None),
        ),
        (
            "La Commission du fleuve Mano écoute depuis mars 2019.",
            ("Commission du fleuve Mano", "commission", "2019-03"),
        ),
        (
            "Le Réseau des parcs marins écoute.",
            ("Réseau des parcs marins", "network", None),
        ),
    ],
    "es": [
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
    ],
}


def of_both(table: Mapping[str, Sequence[tuple[object, ...]]]) -> list[tuple[object, ...]]:
    """Return the cases of a table, each with its language first."""
    return [(language, *case) for language, cases in table.items() for case in cases]


@pytest.mark.parametrize(("language", "text", "name", "kind"), of_both(PARTIES))
def test_parties_are_found(language, text, name, kind) -> None:
    found = {party.name: party.kind for party in read(text, language=language).parties}
    assert found.get(name) == kind, found


@pytest.mark.parametrize(("language", "text", "person"), of_both(PEOPLE))
def test_people_are_found_with_their_posts(language, text, person) -> None:
    found = read(text, language=language).people
    assert [(one.name, one.post, one.organization) for one in found] == [person]


@pytest.mark.parametrize(("language", "text", "instrument"), of_both(INSTRUMENTS))
def test_instruments_are_found(language, text, instrument) -> None:
    found = read(text, language=language).instruments
    assert [(one.name, one.kind, one.period) for one in found] == [instrument]


@pytest.mark.parametrize(("language", "text", "body"), of_both(BODIES))
def test_bodies_are_found(language, text, body) -> None:
    found = read(text, language=language).bodies
    assert [(one.name, one.kind, one.since) for one in found] == [body]
