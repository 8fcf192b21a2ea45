"""Russian: who speaks where a commitment is told."""

import pytest

from servanda.reading import read


def speakers(text: str) -> list[str | None]:
    reading = read(text, published="2022-09-14", language="ru")
    return [commitment.speaker for commitment in reading.commitments]


SIGNED = "Перу подписало Ольховый протокол"
MINISTER = "министр связи Чили Олаф Лесов"
THE_MINISTER = f"М{MINISTER[1:]}"


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        (f"{SIGNED}, сообщила МОТ.", "МОТ"),
        (f"МОТ сообщила, что {SIGNED}.", "МОТ"),
        (f"МОТ в понедельник сообщила журналистам, что {SIGNED}.", "МОТ"),
        (f"{SIGNED}, заявил {MINISTER}.", "Чили"),
        (f"{THE_MINISTER} сказал, что {SIGNED}.", "Чили"),
        (f"«{SIGNED}», — заявил {MINISTER}.", "Чили"),
        (f"{THE_MINISTER} сказал: «{SIGNED}».", "Чили"),
        (f"По словам представителя МОТ, {SIGNED}.", "МОТ"),
        (f"По данным МОТ, {SIGNED}.", "МОТ"),
        (f"{SIGNED}, сообщила пресс-служба МОТ.", "МОТ"),
        (f"Пресс-служба МОТ сообщила, что {SIGNED}.", "МОТ"),
        (f"Как сообщил представитель МОТ, {SIGNED}.", "МОТ"),
        (f"{SIGNED} в 2021 году, пресс-служба МОТ сообщила.", "МОТ"),
    ],
)
def test_who_said_a_sentence_speaks(text, speaker):
    assert set(speakers(text)) == {speaker}


@pytest.mark.parametrize(
    "text",
    [
        f"{SIGNED}.",
        f"{SIGNED}, сообщил дипломат.",
        f"По данным СМИ, {SIGNED}.",
        f"Согласно плану Чили, {SIGNED}.",
        f"Перу и Чили заявили, что {SIGNED}.",
        f"МОТ отметила успехи Чили. {SIGNED}.",
        f"В Чили сообщалось, что {SIGNED}.",
    ],
)
def test_where_no_party_alone_speaks_there_is_no_speaker(text):
    assert set(speakers(text)) == {None}


def test_a_pronoun_speaks_for_the_person_told_before():
    text = f"В Лиму прибыл {MINISTER}. По его словам, {SIGNED}."
    assert speakers(text) == ["Чили"]


def test_a_pronoun_speaks_for_who_spoke_before_and_not_for_the_hearer():
    text = (
        f"{THE_MINISTER} заверил главу бюро МОТ Анну Лунину, что рад встрече. "
        f"По его словам, {SIGNED}."
    )
    assert speakers(text)[-1] == "Чили"


def test_a_quotation_of_several_sentences_has_one_speaker():
    text = f"«{SIGNED}. Перу присоединилось к Вязовому соглашению», — сообщила МОТ."
    assert set(speakers(text)) == {"МОТ"}


def test_the_speaker_of_a_quotation_has_not_spoken_the_sentence_after_it():
    text = f"Несколько дней шёл дождь.\n\n«Мы рады», — сказал {MINISTER}. {SIGNED}."
    assert speakers(text) == [None]


def test_who_speaks_in_the_lead_speaks_throughout():
    text = (
        f"ЛИМА, 14 сентября\n\n{SIGNED}, сообщила МОТ.\n\nНесколько дней шёл дождь.\n\n"
        "Чили открыло школу."
    )
    assert speakers(text) == ["МОТ", "МОТ"]


def test_a_release_is_spoken_by_the_party_of_its_letterhead():
    text = f"МИД Перу\nПресс-релиз\n\n{SIGNED}."
    assert speakers(text) == ["МИД Перу"]
