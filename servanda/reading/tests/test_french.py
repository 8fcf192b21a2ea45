"""French: dates, names, meetings and commitments, each rule with sentences of its own."""

import pytest

from servanda.reading.edtf import describe
from servanda.reading.finding.dates import find_dates

PUBLISHED = "2021-02-17"  # a Wednesday
DATES = [
    ("le Togo ouvrira le bureau le 3 janvier", "2022-01-03"),
    ("il a dit que le Togo ouvrirait le bureau à partir du 3 janvier", "2022-01-03/.."),
    ("signé le 5 mai 2020", "2020-05-05"),
    ("adopté le 1er juin 2020", "2020-06-01"),
    ("le lundi 5 octobre 2020", "2020-10-05"),
    ("la réunion s'est tenue hier", "2021-02-16"),
    ("signé mardi dernier", "2021-02-16"),
    ("la semaine dernière", "2021-02-08/2021-02-14"),
    ("le mois prochain", "2021-03"),
    ("l’année dernière", "2020"),
    ("du 3 au 5 mai 2020", "2020-05-03/2020-05-05"),
    ("les 10 et 11 décembre 2019", "2019-12-10/2019-12-11"),
    ("du 30 avril au 2 mai 2020", "2020-04-30/2020-05-02"),
    ("les 3 et 4 de ce mois", "2021-02-03/2021-02-04"),
    ("de mars à juin 2020", "2020-03/2020-06"),
    ("entre 2016 et 2018", "2016/2018"),
    ("le plan 2016-2018", "2016/2018"),
    ("au premier trimestre 2022", "2022-33"),
    ("au IIe trimestre 2021", "2021-34"),
    ("au 3e trimestre de 2021", "2021-35"),
    ("au second semestre 2021", "2021-07/2021-12"),
    ("fin mars 2021", "2021-03-21/2021-03-31"),
    ("à la mi-mars 2021", "2021-03-11/2021-03-20"),
    ("au début de juillet dernier", "2020-07-01/2020-07-10"),
    ("mi-2022", "2022-05/2022-08"),
    ("d'ici fin 2022", "../2022-12-31"),
    ("d’ici à la fin de l’année", "../2021-12-31"),
    ("d'ici à 2025", "../2025"),
    ("avant le 30 juin 2022", "../2022-06-29"),
    ("avant fin mars 2022", "../2022-03-31"),
    ("au plus tard le 15 mars 2022", "../2022-03-15"),
    ("jusqu'au 31 décembre 2025", "../2025-12-31"),
    ("dans un délai de trois mois", "../2021-05-17"),
    ("Échéance : 31 mars 2022", "2022-03-31"),
    ("depuis mars 2013", "2013-03/.."),
    ("à partir du 1er janvier 2022", "2022-01-01/.."),
    ("à l'été 2021", "2021-22"),
    ("il y a trois ans", "2018"),
    ("dans les années 1990", "199X"),
    ("le 5 mai 2020. Le lendemain", "2020-05-06"),
    ("tous les deux ans", None),
    ("pour une durée de trois ans", None),
]


@pytest.mark.parametrize(("said", "edtf"), DATES)
def test_dates_are_read_in_french(said: str, edtf: str | None) -> None:
    found = find_dates(said, published=PUBLISHED, language="fr")
    assert found, said
    assert found[-1].edtf == edtf


@pytest.mark.parametrize(
    ("edtf", "said"),
    [
        ("2021-05-01", "1 mai 2021"),
        ("../2022-03-31", "au plus tard le 31 mars 2022"),
        ("2021-33", "premier trimestre 2021"),
        ("2013/..", "depuis 2013"),
    ],
)
def test_dates_are_told_in_french(edtf: str, said: str) -> None:
    assert describe(edtf, "fr") == said
