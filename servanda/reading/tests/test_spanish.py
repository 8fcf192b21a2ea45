"""Spanish: dates, names, meetings and commitments, each rule with sentences of its own."""

import pytest

from servanda.reading.edtf import describe
from servanda.reading.finding.dates import find_dates

PUBLISHED = "2021-02-17"  # a Wednesday
DATES = [
    ("la firma está prevista para septiembre", "2021-09"),
    ("Chile enviará la lista antes del 3 de enero", "../2022-01-02"),
    ("se publica semanalmente", None),
    ("firmado el 5 de mayo de 2020", "2020-05-05"),
    ("el 1º de junio de 2020", "2020-06-01"),
    ("el lunes 5 de octubre de 2020", "2020-10-05"),
    ("la reunión se celebró ayer", "2021-02-16"),
    ("se firmó el martes pasado", "2021-02-16"),
    ("el pasado lunes", "2021-02-15"),
    ("el pasado 3 de marzo se firmó", "2020-03-03"),
    ("la semana pasada", "2021-02-08/2021-02-14"),
    ("el próximo mes", "2021-03"),
    ("el año pasado", "2020"),
    ("del 3 al 5 de mayo de 2020", "2020-05-03/2020-05-05"),
    ("los días 10 y 11 de diciembre de 2019", "2019-12-10/2019-12-11"),
    ("los días 17 y 18 de este mes", "2021-02-17/2021-02-18"),
    ("del 30 de abril al 2 de mayo de 2020", "2020-04-30/2020-05-02"),
    ("de marzo a junio de 2020", "2020-03/2020-06"),
    ("entre 2016 y 2018", "2016/2018"),
    ("el plan 2016-2018", "2016/2018"),
    ("en el primer trimestre de 2022", "2022-33"),
    ("en el II trimestre de 2021", "2021-34"),
    ("en el segundo semestre de 2021", "2021-07/2021-12"),
    ("a finales de marzo de 2021", "2021-03-21/2021-03-31"),
    ("a mediados de marzo de 2021", "2021-03-11/2021-03-20"),
    ("a principios del pasado julio", "2020-07-01/2020-07-10"),
    ("para finales de 2022", "../2022-12-31"),
    ("antes de fin de año", "../2021-12-31"),
    ("antes de que termine el año", "../2021"),
    ("antes del 30 de junio de 2022", "../2022-06-29"),
    ("a más tardar el 15 de marzo de 2022", "../2022-03-15"),
    ("hasta el 31 de diciembre de 2025", "../2025-12-31"),
    ("en un plazo de tres meses", "../2021-05-17"),
    ("Plazo: 31 de marzo de 2022", "2022-03-31"),
    ("desde marzo de 2013", "2013-03/.."),
    ("a partir del 1 de enero de 2022", "2022-01-01/.."),
    ("en el verano de 2021", "2021-22"),
    ("en la segunda semana de noviembre de 2020", "2020-11-09/2020-11-15"),
    ("hace tres años", "2018"),
    ("en la década de 1990", "199X"),
    ("el 5 de mayo de 2020. Al día siguiente", "2020-05-06"),
    ("cada dos años", None),
    ("por un período de tres años", None),
]


@pytest.mark.parametrize(("said", "edtf"), DATES)
def test_dates_are_read_in_spanish(said: str, edtf: str | None) -> None:
    found = find_dates(said, published=PUBLISHED, language="es")
    assert found, said
    assert found[-1].edtf == edtf


@pytest.mark.parametrize(
    ("edtf", "said"),
    [
        ("2021-05-01", "1 de mayo de 2021"),
        ("../2022-03-31", "hasta el 31 de marzo de 2022"),
        ("2021-33", "primer trimestre de 2021"),
        ("2013/..", "desde 2013"),
    ],
)
def test_dates_are_told_in_spanish(edtf: str, said: str) -> None:
    assert describe(edtf, "es") == said
