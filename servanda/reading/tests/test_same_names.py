"""Names of one thing in several languages are one thing; names of two things stay two."""

import pytest

from servanda.reading.names import name_key
from servanda.reading.same_names import meaning_of, means_something, same_keys
from servanda.reading.tests.test_names import variants_of


def are_joined(one: str, other: str) -> bool:
    return name_key(other) in same_keys(one)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("IOM", "МОМ"),
        ("International Organization for Migration", "Halkara Migrasiýa Guramasy"),
        ("UNHCR", "Управление Верховного комиссара ООН по делам беженцев"),
        ("Russia", "Россия"),
        ("United States", "США"),
        ("Германия", "Allemagne"),
        ("Republic of Kazakhstan", "Казахстан"),
        ("ОБСЕ", "OSCE"),
    ],
)
def test_states_and_organizations_are_known_in_every_language(one, other):
    assert are_joined(one, other)
    assert are_joined(other, one)


@pytest.mark.parametrize(
    ("one", "other"),
    [("IOM", "ILO"), ("Nigeria", "Нигер"), ("Ministry of Health", "Ministry of Justice")],
)
def test_names_of_two_things_stay_two(one, other):
    assert not are_joined(one, other)


def test_the_collected_names_of_the_compact_are_one_thing():
    names = variants_of("GCM")
    assert len({same_keys(name) for name in names}) == 1


def test_the_collected_names_of_iom_are_one_thing():
    assert len({same_keys(name) for name in variants_of("IOM")}) == 1


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (
            "Ministry of Foreign Affairs of Turkmenistan",
            "Министерство иностранных дел Туркменистана",
        ),
        ("Ministry of Foreign Affairs of France", "Ministère des Affaires étrangères de France"),
        ("Interagency Working Group on Migration", "Межведомственная рабочая группа по миграции"),
        ("UN Network on Migration", "Сеть ООН по миграции"),
        (
            "National Action Plan to Combat Trafficking in Human Beings",
            "Национальный план действий по борьбе с торговлей людьми",
        ),
        (
            "National Working Group on Implementation of the GCM",
            "Национальная рабочая группа по реализации ГДМ",
        ),
        ("Minister of Foreign Affairs", "министр иностранных дел"),
        ("State Border Service of Kyrgyzstan", "Государственная пограничная служба Кыргызстана"),
    ],
)
def test_names_that_mean_the_same_word_by_word_agree(one, other):
    assert meaning_of(one) == meaning_of(other)
    assert means_something(meaning_of(one))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Ministry of Foreign Affairs of Turkmenistan", "Министерство иностранных дел Узбекистана"),
        ("State Migration Service", "Государственная пограничная служба"),
        ("Minister of Health", "заместитель министра здравоохранения"),
        ("Ministry of Health", "министр здравоохранения"),
    ],
)
def test_names_that_mean_something_else_do_not(one, other):
    assert meaning_of(one) != meaning_of(other)


def test_a_name_of_unknown_or_few_words_means_too_little():
    assert not means_something(meaning_of("Ministry of Justice"))
    assert not means_something(meaning_of("Velmar Harbour Quillfeather Plan"))
