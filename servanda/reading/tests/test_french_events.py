"""French meetings and commitments, each rule with sentences of our own."""

import pytest

from servanda.reading import read
from servanda.reading.model import Commitment, Meeting

PUBLISHED = "2021-02-17"  # a Wednesday


def commitments(text: str) -> list[Commitment]:
    return list(read(text, published=PUBLISHED, language="fr").commitments)


def meetings(text: str) -> list[Meeting]:
    return list(read(text, published=PUBLISHED, language="fr").meetings)


UNDERTAKEN = [
    ("Il est prévu que l'OMS livre les équipements en mai au Tchad.", "planned"),
    ("Le Comité a chargé le secrétariat de la CEDEAO de rédiger un rapport.", "agreed"),
    ("Le Mali et le Niger se sont accordés sur la nécessité d'établir un mécanisme.", "agreed"),
    ("Le Togo a autorisé l'entrée de 200 techniciens de la FAO.", "done"),
    ("Le Bénin et l'OMS viennent de créer un comité des vaccins.", "done"),
    ("La FAO mène un programme de semences au Bénin.", "ongoing"),
    ("Le Togo et le Bénin sont convenus de rouvrir le pont avant juin 2022.", "agreed"),
    ("Les deux ministres ont décidé de créer un fonds commun.", "agreed"),
    (
        "La Tunisie et le PNUD se sont mis d'accord pour créer un centre. Le Togo s'est engagé à l'équiper.",
        "agreed",
    ),
    ("Le Sénégal s'engage à ouvrir une ligne téléphonique.", "agreed"),
    ("Le Gabon s'est également engagé à publier la liste.", "agreed"),
    ("L'UNICEF a promis 2 millions de dollars.", "agreed"),
    ("Il a été convenu que l'OMS présenterait un rapport au Mali.", "agreed"),
    ("Lors de la réunion avec le Tchad, il a été décidé d'ouvrir un bureau.", "agreed"),
    ("Le Ghana a accepté d'accueillir le secrétariat.", "agreed"),
    ("Le Cameroun versera 300 000 euros à l'école.", "agreed"),
    ("Le Maroc prévoit de construire deux écoles.", "planned"),
    ("Le PAM compte distribuer des vivres en mars.", "planned"),
    ("La Mauritanie a l'intention de ratifier le traité.", "planned"),
    ("Le Niger va publier une carte des puits.", "planned"),
    ("L'UNESCO enverra trois experts au Liban.", "planned"),
    ("Le rapport sera publié par l'OIM en mai.", "planned"),
    ("Le ministre du Mali a annoncé que son pays enverrait une équipe.", "planned"),
    ("Le Burundi a annoncé l'ouverture d'un bureau à Lomé.", "planned"),
    ("Madagascar a confirmé son intention de former des juges.", "planned"),
    ("Le Rwanda a proposé d'organiser un atelier.", "planned"),
    ("Le HCR continue d'aider les familles.", "ongoing"),
    ("Le FIDA finance des coopératives au Togo.", "ongoing"),
    ("La FAO fournit des semences.", "ongoing"),
    ("La Côte d'Ivoire a signé la convention de pêche.", "done"),
    ("La Guinée et le Mali ont adopté un plan d'action.", "done"),
    ("Le protocole a été signé par le Congo.", "done"),
    (
        "Le mémorandum d'entente, signé le 3 mai 2019 à Kigali, court encore. Le Tchad s'en réjouit.",
        "done",
    ),
    ("L'OMS avait lancé un programme de vaccination en 2018.", "done"),
    ("Le Bénin a offert dix ambulances au Togo.", "done"),
]

NOTHING = [
    "L'économie du Togo croîtra de 3 %, selon le FMI.",
    "L'OMS a averti que le virus se propagera au Tchad.",
    "L'accord permettra au Bénin d'exporter des fruits.",
    "L'ambassadeur du Togo a dit que son pays ne signera pas le traité.",
    "Le Togo et le Bénin ont discuté de la pêche.",
    "Le Mali n'a pas signé l'accord.",
    "Le Tchad n'a pris aucun engagement.",
    "Le Sénégal a remercié l'OIM de son appui.",
    "Le PNUD a exhorté le Mali à publier la liste.",
    "Le Gabon a refusé de signer la convention.",
    "Le Niger pourrait ouvrir un bureau.",
    "Les deux parties ont salué la qualité du dialogue.",
    "Le Cameroun espère ouvrir une ambassade.",
    "La réunion de l'OIM aura lieu à Lomé en mars.",
    "L'Opéra de Lomé a ouvert ses portes.",
]

MET = [
    (
        "La troisième Commission mixte du Mali et de l'Espagne s'est tenue à Bamako les 2 et 3 février.",
        ("held", "2021-02-02/2021-02-03", "Bamako", "in_person"),
    ),
    (
        "La signature de l'accord entre le Togo et l'OMS a eu lieu hier à Lomé.",
        ("held", "2021-02-16", "Lomé", "in_person"),
    ),
    (
        "Les consultations du Maroc et du Mali, prévues le 20 février, ont été reportées.",
        ("cancelled", "2021-02-20", None, None),
    ),
    (
        "La convention a été signée mardi par le Togo et l'OMS.",
        ("held", "2021-02-16", None, None),
    ),
    (
        "Le ministre du Togo a rencontré l'OIM à Lomé le 3 mai 2020.",
        ("held", "2020-05-03", "Lomé", "in_person"),
    ),
    (
        "Les deux parties se réuniront à Dakar le 4 mars 2021.",
        ("planned", "2021-03-04", "Dakar", "in_person"),
    ),
    (
        "La troisième session s'est tenue par visioconférence le 2 février 2021.",
        ("held", "2021-02-02", None, "online"),
    ),
    (
        "La réunion prévue le 5 mars 2021 a été annulée.",
        ("cancelled", "2021-03-05", None, None),
    ),
    (
        "Le comité mixte se réunit deux fois par an.",
        ("recurring", None, None, None),
    ),
    (
        "Le Premier ministre du Mali s'est entretenu hier par téléphone avec la FAO.",
        ("held", "2021-02-16", None, "online"),
    ),
    (
        "Le Bénin et le Togo ont signé le 5 mai 2020 à Abomey un traité.",
        ("held", "2020-05-05", "Abomey", "in_person"),
    ),
    (
        "Le directeur général de l'OMS se rendra à Tunis le 8 mars 2021.",
        ("planned", "2021-03-08", "Tunis", "in_person"),
    ),
]


@pytest.mark.parametrize(("text", "status"), UNDERTAKEN)
def test_commitments_are_found_in_french(text: str, status: str) -> None:
    assert status in {one.status for one in commitments(text)}, commitments(text)


@pytest.mark.parametrize("text", NOTHING)
def test_what_nobody_undertakes_is_no_commitment_in_french(text: str) -> None:
    assert commitments(text) == []


@pytest.mark.parametrize(("text", "told"), MET)
def test_meetings_are_found_in_french(
    text: str, told: tuple[str, str | None, str | None, str | None]
) -> None:
    found = meetings(text)
    assert [(one.status, one.date, one.place, one.format) for one in found] == [told]


def test_the_deadline_of_what_was_agreed_is_no_date_of_a_meeting_in_french() -> None:
    text = (
        "Le Togo et l'OMS se sont réunis à Lomé le 3 mai 2020. "
        "Lors de la réunion, le Togo et l'OMS sont convenus de construire une jetée d'ici au 1er mai 2022."
    )
    assert [one.date for one in meetings(text)] == ["2020-05-03"]


def test_a_meeting_to_come_may_have_a_deadline_in_french() -> None:
    (one,) = meetings("Le Togo et l'OMS se reverront à Lomé d'ici au 1er mai 2022.")
    assert (one.status, one.date) == ("planned", "../2022-05-01")


def test_a_french_deadline_is_when_it_is_due() -> None:
    (one,) = commitments("Le Togo s'est engagé à publier la liste d'ici à fin 2022.")
    assert (one.by, one.due) == (("Togo",), "../2022-12-31")


def test_both_parties_are_those_told_before_in_french() -> None:
    text = "Le Togo et le Bénin se sont réunis le 3 février 2021. Les deux parties ont décidé de créer un fonds."
    assert commitments(text)[-1].by == ("Togo", "Bénin")


def test_a_post_alone_stands_for_its_holder_in_french() -> None:
    text = (
        "Le Togo a reçu la directrice exécutive de l'UNICEF, Anna Lind. La directrice exécutive a"
        " promis d'ouvrir un bureau."
    )
    assert commitments(text)[-1].by == ("UNICEF",)


def test_who_stands_before_a_relative_clause_undertakes_it_in_french() -> None:
    (one,) = commitments(
        "Le Togo a remercié le Fonds monétaire international (FMI), qui financera la digue."
    )
    assert one.by == ("Fonds monétaire international",)


def test_a_heading_over_its_dateline_takes_place_and_participants_in_french() -> None:
    text = (
        "Réunion de coordination sur le fleuve Mono\nTsévié, 3-4 février 2021\n\n"
        "Participants : Bénin, Togo, Banque mondiale (en ligne).\n"
    )
    (met,) = meetings(text)
    assert (met.date, met.place) == ("2021-02-03/2021-02-04", "Tsévié")
    assert met.parties == ("Bénin", "Togo", "Banque mondiale")


def test_the_next_meeting_has_its_town_behind_a_colon_in_french() -> None:
    (met,) = meetings("Le Togo a parlé. Prochaine réunion : Bamako, 5 mars 2021.")
    assert (met.status, met.place) == ("planned", "Bamako")


def test_a_future_binds_in_a_joint_document_in_french() -> None:
    text = "Communiqué conjoint du Togo et du Bénin.\n\nLe Togo enverra deux experts."
    assert [one.status for one in commitments(text)] == ["agreed"]


def test_points_under_a_french_verb_are_each_a_commitment() -> None:
    text = (
        "Le Togo et le Bénin ont décidé :\n"
        "a) de créer un fonds commun ;\n"
        "b) de former vingt juges, au plus tard le 1er mai 2022 ;\n"
        "c) d'ouvrir un bureau."
    )
    assert [(one.by, one.due) for one in commitments(text)] == [
        (("Togo", "Bénin"), None),
        (("Togo", "Bénin"), "../2022-05-01"),
        (("Togo", "Bénin"), None),
    ]


def test_action_rows_are_read_in_french() -> None:
    text = (
        "Compte rendu\n\nAction : Envoyer la liste des postes.\n"
        "Responsable : OIM. Échéance : 31 mars 2021.\n\n"
        "Action : Ouvrir le registre.\nResponsable : Togo. Échéance : continu.\n"
    )
    assert [(one.text, one.by, one.due) for one in commitments(text)] == [
        ("Envoyer la liste des postes", ("OIM",), "../2021-03-31"),
        ("Ouvrir le registre", ("Togo",), None),
    ]


def test_every_french_quotation_stands_in_the_text() -> None:
    text = "L’OIM et le Togo sont convenus d’ouvrir un bureau. « L’accord sera signé mardi », a dit M. Ali Sow."
    reading = read(text, published=PUBLISHED, language="fr")
    items = [*reading.commitments, *reading.parties, *reading.people, *reading.instruments]
    assert items
    assert all(text[one.start : one.end] == one.quote for one in items)
