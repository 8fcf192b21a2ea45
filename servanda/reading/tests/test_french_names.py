"""French names where more than one rule has a say; the plain cases stand in test_noun_first_names."""

from servanda.reading import read


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
