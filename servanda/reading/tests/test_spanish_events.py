"""Spanish meetings and commitments, each rule with sentences of our own."""

import pytest

from servanda.reading import read
from servanda.reading.model import Commitment, Meeting

PUBLISHED = "2021-02-17"  # a Wednesday


def commitments(text: str) -> list[Commitment]:
    return list(read(text, published=PUBLISHED, language="es").commitments)


def meetings(text: str) -> list[Meeting]:
    return list(read(text, published=PUBLISHED, language="es").meetings)


UNDERTAKEN = [
    ("Se prevé que la OPS entregue los equipos en mayo a Cuba.", "planned"),
    ("El ministro de Cuba anunció que abrirá una oficina en Lima.", "planned"),
    ("El Comité encargó a la Secretaría de la CAN la redacción de un informe.", "agreed"),
    ("Perú autorizó el ingreso de 200 técnicos de la FAO.", "done"),
    ("Colombia ha venido apoyando a los retornados con la OIM.", "ongoing"),
    ("El BID aprobó un préstamo de 30 millones de dólares para Honduras.", "agreed"),
    ("Chile y Perú acordaron reabrir el puente antes de junio de 2022.", "agreed"),
    ("Ambos ministros decidieron crear un fondo común.", "agreed"),
    ("Las partes convinieron en formar a veinte jueces. Cuba lo celebró.", "agreed"),
    ("Uruguay se compromete a abrir una línea telefónica.", "agreed"),
    ("Bolivia se ha comprometido a publicar la lista.", "agreed"),
    ("UNICEF prometió 2 millones de dólares.", "agreed"),
    ("En la reunión con Cuba se acordó que la OMS presentaría un informe.", "agreed"),
    ("Panamá aceptó acoger la secretaría.", "agreed"),
    ("Chile aportará 300.000 euros a la escuela.", "agreed"),
    ("Ecuador prevé construir dos escuelas.", "planned"),
    ("El PMA tiene previsto repartir víveres en marzo.", "planned"),
    ("Honduras tiene la intención de ratificar el tratado.", "planned"),
    ("Guatemala va a publicar un mapa de los pozos.", "planned"),
    ("La UNESCO enviará tres expertos al Líbano.", "planned"),
    ("El informe será publicado por la OIM en mayo.", "planned"),
    ("El ministro del Perú anunció que su país enviaría un equipo.", "planned"),
    ("Nicaragua anunció la apertura de una oficina en Lima.", "planned"),
    ("Argentina ofreció organizar un taller.", "planned"),
    ("ACNUR sigue apoyando a las familias.", "ongoing"),
    ("El FIDA financia cooperativas en Perú.", "ongoing"),
    ("La FAO brinda semillas.", "ongoing"),
    ("Costa Rica firmó el convenio de pesca.", "done"),
    ("Cuba y México adoptaron un plan de acción.", "done"),
    ("El protocolo fue firmado por Colombia.", "done"),
    ("Se firmó un convenio entre Cuba y Panamá.", "done"),
    (
        "El memorando de entendimiento, firmado el 3 de mayo de 2019 en Lima, sigue. Chile lo celebra.",
        "done",
    ),
    ("La OPS ha lanzado un programa de vacunación.", "done"),
    ("Perú donó diez ambulancias a Bolivia.", "done"),
]

NOTHING = [
    "La economía de Perú crecerá un 3 %, según el FMI.",
    "La OMS advirtió que el virus se propagará en Brasil.",
    "El acuerdo permitirá a Chile exportar fruta.",
    "El embajador de Cuba dijo que su país no firmará el tratado.",
    "Chile y Perú conversaron sobre la pesca.",
    "Bolivia no firmó el acuerdo.",
    "Cuba no asumió ningún compromiso.",
    "Uruguay agradeció a la OIM su apoyo.",
    "El PNUD instó a Perú a publicar la lista.",
    "Chile se negó a firmar el convenio.",
    "Panamá podría abrir una oficina.",
    "Ambas partes destacaron la calidad del diálogo.",
    "La reunión de la OIM tendrá lugar en Lima en marzo.",
    "La mayoría de los chilenos vive en ciudades.",
]

MET = [
    (
        "Se celebró en La Paz, los días 2 y 3 de febrero, la III Comisión Mixta de Bolivia y España.",
        ("held", "2021-02-02/2021-02-03", "La Paz", "in_person"),
    ),
    (
        "La firma del acuerdo entre Cuba y la OPS tuvo lugar ayer en La Habana.",
        ("held", "2021-02-16", "La Habana", "in_person"),
    ),
    (
        "Las consultas entre México y Cuba, previstas para el 20 de febrero, se aplazaron.",
        ("cancelled", "2021-02-20", None, None),
    ),
    (
        "El convenio fue suscrito el martes por Cuba y la OPS.",
        ("held", "2021-02-16", None, None),
    ),
    (
        "La ministra de Chile se reunió con la OIM en Lima el 3 de mayo de 2020.",
        ("held", "2020-05-03", "Lima", "in_person"),
    ),
    (
        "Las partes se reunirán en Quito el 4 de marzo de 2021.",
        ("planned", "2021-03-04", "Quito", "in_person"),
    ),
    (
        "La tercera sesión se celebró por videoconferencia el 2 de febrero de 2021.",
        ("held", "2021-02-02", None, "online"),
    ),
    (
        "La reunión prevista para el 5 de marzo de 2021 fue cancelada.",
        ("cancelled", "2021-03-05", None, None),
    ),
    (
        "El comité mixto se reúne dos veces al año.",
        ("recurring", None, None, None),
    ),
    (
        "El canciller de Cuba conversó ayer por teléfono con la FAO.",
        ("held", "2021-02-16", None, "online"),
    ),
    (
        "Chile y Bolivia firmaron el 5 de mayo de 2020 en Ayacucho un tratado.",
        ("held", "2020-05-05", "Ayacucho", "in_person"),
    ),
    (
        "El director general de la OMS viajará a Bogotá el 8 de marzo de 2021.",
        ("planned", "2021-03-08", "Bogotá", "in_person"),
    ),
]


@pytest.mark.parametrize(("text", "status"), UNDERTAKEN)
def test_commitments_are_found_in_spanish(text: str, status: str) -> None:
    assert status in {one.status for one in commitments(text)}, commitments(text)


@pytest.mark.parametrize("text", NOTHING)
def test_what_nobody_undertakes_is_no_commitment_in_spanish(text: str) -> None:
    assert commitments(text) == []


@pytest.mark.parametrize(("text", "told"), MET)
def test_meetings_are_found_in_spanish(
    text: str, told: tuple[str, str | None, str | None, str | None]
) -> None:
    found = meetings(text)
    assert [(one.status, one.date, one.place, one.format) for one in found] == [told]


def test_the_deadline_of_what_was_agreed_is_no_date_of_a_meeting_in_spanish() -> None:
    text = (
        "Chile y la OPS se reunieron en Lima el 3 de mayo de 2020. "
        "En la reunión, Chile y la OPS acordaron construir un muelle antes del 1 de mayo de 2022."
    )
    assert [one.date for one in meetings(text)] == ["2020-05-03"]


def test_a_meeting_to_come_may_have_a_deadline_in_spanish() -> None:
    (one,) = meetings("Chile y la OPS volverán a verse en Lima antes del 1 de mayo de 2022.")
    assert (one.status, one.date) == ("planned", "../2022-04-30")


def test_a_spanish_deadline_is_when_it_is_due() -> None:
    (one,) = commitments("Chile se comprometió a publicar la lista antes de fin de 2022.")
    assert (one.by, one.due) == (("Chile",), "../2022-12-31")


def test_both_parties_are_those_told_before_in_spanish() -> None:
    text = (
        "Chile y Perú se reunieron el 3 de febrero de 2021. Ambas partes decidieron crear un fondo."
    )
    assert commitments(text)[-1].by == ("Chile", "Perú")


def test_a_spanish_verb_without_a_subject_speaks_of_those_told_before() -> None:
    text = "Chile y Perú se reunieron el 3 de febrero de 2021. Acordaron crear un fondo."
    assert commitments(text)[-1].by == ("Chile", "Perú")


def test_who_stands_before_a_relative_clause_undertakes_it_in_spanish() -> None:
    (one,) = commitments(
        "Chile agradeció al Fondo Monetario Internacional, que financiará el puente."
    )
    assert one.by == ("Fondo Monetario Internacional",)


def test_the_organization_is_the_one_named_before_in_spanish() -> None:
    text = "Cuba recibió ayer al Banco Mundial. El organismo financiará el puente."
    assert commitments(text)[-1].by == ("Banco Mundial",)


def test_a_quotation_does_not_end_with_the_article_of_the_next() -> None:
    text = "El Banco Mundial financiará el puente y el Gobierno de Cuba pondrá la mano de obra."
    assert [one.quote[-6:] for one in commitments(text)] == ["puente", "e obra"]


def test_a_record_of_a_meeting_has_its_day_and_town_behind_labels() -> None:
    text = "ACTA N.º 3\nComité Binacional de Pesca\nLugar y fecha: Tacna, 3 de febrero de 2021\n"
    (met,) = meetings(text)
    assert (met.date, met.place) == ("2021-02-03", "Tacna")


def test_a_future_binds_in_a_joint_document_in_spanish() -> None:
    text = "Comunicado conjunto de Chile y Perú.\n\nChile enviará dos expertos."
    assert [one.status for one in commitments(text)] == ["agreed"]


def test_points_under_a_spanish_verb_are_each_a_commitment() -> None:
    text = (
        "Chile y Perú acordaron:\n"
        "a) crear un fondo común;\n"
        "b) formar a veinte jueces, a más tardar el 1 de mayo de 2022;\n"
        "c) abrir una oficina."
    )
    assert [(one.by, one.due) for one in commitments(text)] == [
        (("Chile", "Perú"), None),
        (("Chile", "Perú"), "../2022-05-01"),
        (("Chile", "Perú"), None),
    ]


def test_action_rows_are_read_in_spanish() -> None:
    text = (
        "Acta\n\nAcción: Enviar la lista de los puestos.\n"
        "Responsable: OIM. Plazo: 31 de marzo de 2021.\n\n"
        "Acción: Abrir el registro.\nResponsable: Chile. Plazo: permanente.\n"
    )
    assert [(one.text, one.by, one.due) for one in commitments(text)] == [
        ("Enviar la lista de los puestos", ("OIM",), "../2021-03-31"),
        ("Abrir el registro", ("Chile",), None),
    ]


def test_numbered_points_of_a_declaration_need_no_subject() -> None:
    text = (
        "Declaración conjunta de Chile y Perú\n\n"
        "Los presidentes de Chile y Perú, reunidos en Tacna el 3 de febrero de 2021:\n\n"
        "1. Deciden crear un comité de vecindad.\n\n2. Se comprometen a ratificar el convenio.\n"
    )
    assert [one.status for one in commitments(text)] == ["agreed", "agreed"]


def test_every_spanish_quotation_stands_in_the_text() -> None:
    text = "La OIM y Cuba acordaron abrir una oficina. «El acuerdo será firmado el martes», dijo don Luis Soto."
    reading = read(text, published=PUBLISHED, language="es")
    items = [*reading.commitments, *reading.parties, *reading.people, *reading.instruments]
    assert items
    assert all(text[one.start : one.end] == one.quote for one in items)


def test_a_visitor_who_will_be_received_undertakes_nothing() -> None:
    text = "La delegación de Cuba será recibida por la canciller de Panamá el 5 de marzo."
    assert commitments(text) == []
    assert [one.status for one in meetings(text)] == ["planned"]


@pytest.mark.parametrize(
    "signers",
    [
        "el ministro de Salud de Cuba y la representante de la OPS",
        "el ministro de Salud de Cuba, Luis Soto, y la representante de la OPS, Eva Ríos",
    ],
)
def test_each_side_signs_that_is_named_by_a_post(signers: str) -> None:
    (one,) = commitments(f"El convenio fue suscrito por {signers}.")
    assert one.by == ("Cuba", "OPS")
