"""French names: parties, people with posts, instruments and bodies, in sentences of our own."""

import pytest

from servanda.reading import read

PARTIES = [
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
]

PEOPLE = [
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
]

INSTRUMENTS = [
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
]

BODIES = [
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
]


@pytest.mark.parametrize(("text", "name", "kind"), PARTIES)
def test_parties_are_found_in_french(text: str, name: str, kind: str) -> None:
    found = {party.name: party.kind for party in read(text, language="fr").parties}
    assert found.get(name) == kind, found


@pytest.mark.parametrize(("text", "person"), PEOPLE)
def test_people_are_found_with_their_posts_in_french(
    text: str, person: tuple[str, str, str]
) -> None:
    found = read(text, language="fr").people
    assert [(one.name, one.post, one.organization) for one in found] == [person]


@pytest.mark.parametrize(("text", "instrument"), INSTRUMENTS)
def test_instruments_are_found_in_french(
    text: str, instrument: tuple[str, str, str | None]
) -> None:
    found = read(text, language="fr").instruments
    assert [(one.name, one.kind, one.period) for one in found] == [instrument]


@pytest.mark.parametrize(("text", "body"), BODIES)
def test_bodies_are_found_in_french(text: str, body: tuple[str, str, str | None]) -> None:
    found = read(text, language="fr").bodies
    assert [(one.name, one.kind, one.since) for one in found] == [body]


def test_ministers_of_several_states_told_together_are_each_of_their_own() -> None:
    text = (
        "Les ministres de la Justice du Mali, Oumar Keïta, et du Tchad, Fatimé Goukouni, ont parlé."
    )
    found = [(one.name, one.post, one.organization) for one in read(text, language="fr").people]
    assert found == [
        ("Oumar Keïta", "ministre de la Justice", "Mali"),
        ("Fatimé Goukouni", "ministre de la Justice", "Tchad"),
    ]


def test_capitals_without_accents_are_read_as_with_them_in_french() -> None:
    text = "M. Ali Sow, Ministre des Affaires Etrangères et de l'Energie du Bénin, a parlé."
    (person,) = read(text, language="fr").people
    assert person.post == "Ministre des Affaires Etrangères et de l'Energie"
    assert person.organization == "Bénin"
    assert (
        read("Les Etats-Unis et le Togo négocient.", language="fr").parties[0].name == "États-Unis"
    )


def test_an_organization_is_known_whatever_its_capitals_in_french() -> None:
    (party,) = read("La Banque Africaine de Développement a répondu.", language="fr").parties
    assert party.name == "Banque africaine de développement"


def test_a_name_in_capitals_is_a_name_after_a_courtesy() -> None:
    text = "Son Excellence Monsieur IDRISS NASSOUR, ministre de la Justice du Tchad, a parlé."
    (person,) = read(text, language="fr").people
    assert (person.name, person.post) == ("IDRISS NASSOUR", "ministre de la Justice")


def test_a_heading_in_capitals_is_shown_in_mixed_case_in_french() -> None:
    text = "ACCORD DE PÊCHE ENTRE L’UNION EUROPÉENNE ET LE SÉNÉGAL\n\nIl court."
    names = [one.name for one in read(text, language="fr").instruments]
    assert names == ["Accord de Pêche entre l’Union Européenne et le Sénégal"]


def test_a_noun_without_an_article_names_no_instrument_in_french() -> None:
    assert (
        read("Le suivi et évaluation du travail par zone continue.", language="fr").instruments
        == ()
    )


def test_a_french_noun_that_stands_for_a_body_named_before_is_that_body() -> None:
    text = "Le comité technique conjoint sur les ponts a été créé. Le comité travaille."
    (body,) = read(text, language="fr").bodies
    assert "Comité" in body.aliases


def test_a_state_that_is_only_a_setting_is_no_party_in_french() -> None:
    assert read("Le PNUD a ouvert un bureau au Pérou.", language="fr").parties[0].name == "PNUD"
    assert len(read("Le PNUD a ouvert un bureau au Pérou.", language="fr").parties) == 1


def test_what_is_told_of_an_agreement_is_no_part_of_its_name() -> None:
    text = "L'accord de pêche signé à Lomé le 3 mai 2020 court."
    (found,) = read(text, language="fr").instruments or (None,)
    assert found is None or "signé" not in found.name


def test_an_elided_article_is_a_word_of_its_own() -> None:
    assert read("L’OMS et l’UNICEF ont répondu au Togo.", language="fr").parties[0].quote == "OMS"
