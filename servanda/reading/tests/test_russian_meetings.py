"""Russian: meetings held, planned, coming back and called off; when, where, how and with whom."""

import pytest

from servanda.reading import read

PUBLISHED = "2022-09-14"  # a Wednesday


def meetings(text: str):
    return read(text, published=PUBLISHED, language="ru").meetings


@pytest.mark.parametrize(
    ("text", "status", "date"),
    [
        # verbs
        (
            "Министр связи Перу Олаф Лесов 5 сентября встретился с послом Исландии Анной Луниной.",
            "held",
            "2022-09-05",
        ),
        (
            "Вчера посол Исландии Анна Лунина была у нас, её принял министр связи Перу Олаф Лесов.",
            "held",
            "2022-09-13",
        ),
        ("Глава МИД Перу в понедельник принял делегацию МОТ.", "held", "2022-09-12"),
        (
            "Посол Исландии Анна Лунина 2 сентября посетила Министерство связи.",
            "held",
            "2022-09-02",
        ),
        (
            "Олаф Лесов, министр связи Перу, обсудил 1 сентября с представителем МОТ новый закон.",
            "held",
            "2022-09-01",
        ),
        ("Президенты Перу и Исландии созвонились 3 сентября.", "held", "2022-09-03"),
        # nouns
        ("В Лиме 7 сентября состоялись переговоры Перу и Исландии.", "held", "2022-09-07"),
        ("Перу и Исландия провели 8 сентября консультации.", "held", "2022-09-08"),
        ("Заседание комиссии прошло в августе 2022 года.", "held", "2022-08"),
        ("9 сентября в Лиме завершилась конференция по рыболовству.", "held", "2022-09-09"),
        ("В ходе визита министра Исландии в Лиму 6 сентября подписан план.", "held", "2022-09-06"),
        # planned
        ("Следующее заседание намечено на 5 октября.", "planned", "2022-10-05"),
        ("Форум по воде пройдёт в Лиме 3–4 ноября.", "planned", "2022-11-03/2022-11-04"),
        ("Министр Перу посетит Исландию 20 сентября.", "planned", "2022-09-20"),
        (
            "Планируется, что в октябре министр Перу Олаф Лесов встретится с главой МОТ.",
            "planned",
            "2022-10",
        ),
        ("Очередную встречу решено провести весной 2023 года.", "planned", "2023-21"),
        # coming back, called off
        ("Такие встречи проводятся ежегодно.", "recurring", None),
        ("Консультации проходят два раза в год.", "recurring", None),
        ("Семинар, намеченный на 20 сентября, отменён.", "cancelled", "2022-09-20"),
        ("Визит министра, который ожидался 1 октября, отложен.", "cancelled", "2022-10-01"),
    ],
)
def test_a_meeting_is_told_by_a_verb_or_a_noun(text, status, date):
    assert [(one.status, one.date) for one in meetings(text)] == [(status, date)]


@pytest.mark.parametrize(
    "text",
    [
        "Парламент Перу принял решение о налогах.",
        "Министры приняли меры.",
        "Олаф Лесов надеется на встречу с послом.",
        "Стороны высоко оценили диалог.",
        "Министр встретил рассвет на берегу.",
        "План одобрен; участники переговоров довольны.",
        "В феврале планировалось провести беседу.",
    ],
)
def test_what_is_wished_or_only_named_is_no_meeting(text):
    assert meetings(text) == ()


def test_who_met_where_and_how_is_told():
    text = (
        "Министр связи Перу Олаф Лесов 5 сентября принял в Лиме посла Исландии Анну Лунину. "
        "Во встрече участвовал представитель МОТ."
    )
    one = meetings(text)[0]
    assert (one.place, one.format) == ("Лима", "in_person")
    assert one.parties == ("Перу", "Исландия", "МОТ")
    assert one.people == ("Олаф Лесов", "Анна Лунина")


def test_a_meeting_by_video_has_no_place():
    one = meetings("Перу и МОТ 5 сентября провели в режиме видеоконференции переговоры.")[0]
    assert (one.place, one.format) == (None, "online")


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("7 сентября в здании МИД Перу прошла встреча послов.", "здание МИД Перу"),
        ("7 сентября в исландской столице прошла встреча послов.", "Рейкьявик"),
        ("7 сентября в столице Исландии прошла встреча послов.", "Рейкьявик"),
        ("7 сентября в Министерстве связи прошла встреча послов.", "Министерство связи"),
    ],
)
def test_the_place_is_a_town_or_a_house(text, place):
    assert meetings(text)[0].place == place


def test_a_day_told_in_the_next_sentence_belongs_to_the_meeting():
    text = (
        "Министр связи Перу Олаф Лесов принял посла Исландии Анну Лунину. Встреча прошла накануне."
    )
    assert [one.date for one in meetings(text)] == ["2022-09-13"]


def test_the_dateline_dates_the_first_meeting():
    text = "ЛИМА, 10 сентября. Министр связи Перу Олаф Лесов принял посла Исландии Анну Лунину."
    assert [one.date for one in meetings(text)] == ["2022-09-10"]


def test_what_hangs_on_a_meeting_says_more_of_it():
    text = (
        "Вспомнили и о сентябрьском визите посла Исландии Анны Луниной, которую 2 сентября "
        "принял министр связи Перу Олаф Лесов."
    )
    found = meetings(text)
    assert [one.date for one in found] == ["2022-09-02"]
    assert found[0].people == ("Анна Лунина", "Олаф Лесов")


def test_minutes_are_of_the_meeting_over_them():
    text = (
        "ПРОТОКОЛ\nзаседания рабочей группы по воде\n\nг. Лима, 5 сентября 2022 года\n\n"
        "Присутствовали: советник МИД Перу; глава бюро МОТ.\n"
    )
    one = meetings(text)[0]
    assert (one.date, one.place, one.parties) == ("2022-09-05", "Лима", ("МИД Перу", "МОТ"))


def test_two_people_who_sign_meet():
    text = (
        "Документ подписали 5 сентября министр связи Перу Олаф Лесов и посол Исландии Анна Лунина."
    )
    assert [one.people for one in meetings(text)] == [("Олаф Лесов", "Анна Лунина")]


def test_the_deadline_of_what_was_agreed_is_no_date_of_a_meeting():
    text = "Перу и МОТ провели консультации и договорились построить причал до 1 мая 2023 года."
    assert [one.date for one in meetings(text)] == [None]


def test_a_meeting_to_come_may_have_a_deadline():
    (one,) = meetings("Перу и МОТ встретятся в Лиме до 1 мая 2023 года.")
    assert (one.status, one.date) == ("planned", "../2023-05-01")


@pytest.mark.parametrize(
    ("words", "parties"),
    [
        ("послов Исландии и Перу", ("Исландия", "Перу")),
        ("министров Исландии, Перу и Кубы", ("Исландия", "Перу", "Куба")),
        ("представителей МОТ и Перу", ("МОТ", "Перу")),
    ],
)
def test_each_party_of_a_post_in_the_plural_takes_part(words, parties):
    (one,) = meetings(f"В Осло 5 сентября прошла встреча {words}.")
    assert one.parties == parties


@pytest.mark.parametrize(
    "words", ["министр связи Исландии и посол Перу", "посол Исландии и министр связи Перу"]
)
def test_a_post_behind_a_state_is_of_another_side(words):
    (one,) = meetings(f"В Осло 5 сентября встретились {words}.")
    assert one.parties == ("Исландия", "Перу")
