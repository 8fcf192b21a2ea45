"""What a text is called that names no title."""

import pytest

from servanda.reading import title_of

SENTENCE = "Peru and UNICEF met in Lima on Monday."


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("A clinic opens\n\nPeru opened a clinic.", "A clinic opens"),
        ("A clinic opens\nLIMA, May 5 - Peru opened a clinic.", "A clinic opens"),
        ("# A clinic opens\n\nPeru opened a clinic.", "A clinic opens"),
        ("Will the clinic open?\n\nNobody knows.", "Will the clinic open?"),
        ("Lima, 5 May 2019\n\nA clinic opens\n\nPeru opened a clinic.", "A clinic opens"),
        (
            "MINISTRY OF HEALTH OF PERU\nPress release\n\nA clinic opens\n\nPeru did it.",
            "A clinic opens",
        ),
        ("News release – Lima\nfor 5 May\n\nA clinic opens\n\nPeru did it.", "A clinic opens"),
        (
            "MINUTES\nThird session of the Joint Board\n\nText.",
            "MINUTES: Third session of the Joint Board",
        ),
        (
            "Statement of the Minister of Health\n\nPeru opened it.",
            "Statement of the Minister of Health",
        ),
        ("Agreement of 5 May 2019\n\nThe parties agree.", "Agreement of 5 May 2019"),
        ("Meeting, 5 May 2019\n\nThe parties agree.", "Meeting, 5 May 2019"),
    ],
)
def test_the_headline_is_the_title(text, title):
    assert title_of(text) == title


@pytest.mark.parametrize(
    "dateline",
    [
        "LIMA, May 5 - ",
        "LIMA, Peru, May 5, 2019 (own corr.) — ",
        "LIMA, Peru – ",
        "LIMA/QUITO: ",
        "Lima (5 May 2019): ",
        "Lima, 5 de mayo de 2019. ",
        "Lima /own report/ 05.05.2019. ",
        "LIMA, Jan. 24 -- ",
        "date 2019-05-05 LIMA, Peru, May 5\n\n",
        "Lima, 5 May 2019\n\n",
        "",
    ],
)
def test_without_a_headline_the_first_sentence_behind_the_dateline_is_the_title(dateline):
    assert title_of(f"{dateline}{SENTENCE} They agreed to open it.") == SENTENCE[:-1]


def test_a_russian_dateline_is_no_title():
    text = "АШХАБАД, 2 марта. Стороны обсудили план проектов на год. Встреча прошла онлайн."
    assert title_of(text) == "Стороны обсудили план проектов на год"


def test_a_name_before_a_colon_is_no_dateline():
    assert title_of("UNICEF: the plan is signed. It is good.") == "UNICEF: the plan is signed"


def test_a_paragraph_wrapped_at_the_margin_has_no_headline():
    wrapped = "Peru and the United Nations Children's Fund have agreed on Monday to open\na clinic."
    assert title_of(wrapped) == " ".join(wrapped.split())[:-1]


def test_a_long_sentence_is_cut_at_a_word():
    title = title_of("Peru and Chile met " + "again and " * 40 + "again.")
    assert len(title) <= 120
    assert title.endswith((" again…", " and…"))


def test_a_dateline_alone_is_better_than_nothing():
    assert title_of("Lima, 5 May 2019") == "Lima, 5 May 2019"


def test_a_text_without_words_has_no_title():
    assert title_of(" \n ") == ""
