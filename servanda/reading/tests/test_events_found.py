"""Meetings and commitments in small texts of our own."""

import pytest

from servanda.reading import read
from servanda.reading.model import Commitment, Meeting

PUBLISHED = "2019-06-14"


def meetings(text: str) -> tuple[Meeting, ...]:
    return read(text, published=PUBLISHED, language="en").meetings


def commitments(text: str) -> tuple[Commitment, ...]:
    return read(text, published=PUBLISHED, language="en").commitments


@pytest.mark.parametrize(
    ("text", "status", "date"),
    [
        ("Peru and UNDP held a meeting in Lima on 3 June 2019.", "held", "2019-06-03"),
        ("Peru and UNDP will hold a meeting in Lima on 3 July 2019.", "planned", "2019-07-03"),
        ("Peru and UNDP meet every year.", "recurring", None),
        ("The visit of UNDP planned for May 2019 was called off by Peru.", "cancelled", "2019-05"),
    ],
)
def test_a_meeting_is_held_planned_recurring_or_cancelled(text, status, date):
    assert [(m.status, m.date) for m in meetings(text)] == [(status, date)]


AGREED_THERE = "Peru met UNDP in Lima on 3 June 2019. {} agreed to build a pier by 1 May 2020."


@pytest.mark.parametrize(
    "told",
    [
        "At the meeting Peru and UNDP",
        "At the meeting held in Lima Peru and UNDP",
        "At the end of the meeting, the parties",
    ],
)
def test_the_deadline_of_what_was_agreed_is_no_date_of_a_meeting(told):
    reading = read(AGREED_THERE.format(told), published=PUBLISHED, language="en")
    assert [one.date for one in reading.meetings] == ["2019-06-03"]
    assert [(one.due, one.meeting) for one in reading.commitments] == [("../2020-05-01", 0)]


def test_a_meeting_to_come_may_have_a_deadline():
    (one,) = meetings("Peru and UNDP will hold a meeting by 1 May 2020.")
    assert (one.status, one.date) == ("planned", "../2020-05-01")


@pytest.mark.parametrize(
    ("words", "form"),
    [
        ("by video link", "online"),
        ("in Lima", "in_person"),
        ("in a hybrid format in Lima", "hybrid"),
        ("", None),
    ],
)
def test_the_form_of_a_meeting_follows_from_its_words(words, form):
    assert meetings(f"Peru met UNDP {words} on 3 June 2019.")[0].format == form


def test_a_town_that_no_list_knows_is_a_place():
    assert meetings("Peru met UNDP in Oakburg on 3 June 2019.")[0].place == "Oakburg"


def test_what_the_talks_were_about_is_no_place():
    text = "Peru met UNDP on 3 June 2019 to discuss peace in Chad."
    assert meetings(text)[0].place is None


def test_a_wish_to_meet_is_no_meeting():
    assert meetings("Peru and UNDP look forward to meeting in July 2019.") == ()


def test_a_need_that_is_met_is_no_meeting():
    assert meetings("The plan of 2019 meets the needs of Peru in June 2019.") == ()


def test_two_meetings_of_one_sentence_are_told_apart():
    text = "They had met in Lima in May 2018 and in Quito in June 2018, Peru and UNDP said."
    assert [(m.place, m.date) for m in meetings(text)] == [
        ("Lima", "2018-05"),
        ("Quito", "2018-06"),
    ]


def test_who_took_part_may_be_told_in_the_next_sentence():
    text = (
        "Peru and UNDP held a meeting on 3 June 2019. "
        "Ada Berg, Minister of Health of Peru, spoke for the Government; it was short."
    )
    assert meetings(text)[0].people == ("Ada Berg",)


@pytest.mark.parametrize(
    ("text", "status", "strength"),
    [
        ("Peru and UNDP agreed to build a pier.", "agreed", "agreed"),
        ("Peru undertook to build a pier.", "agreed", "undertook"),
        ("Peru promised 3 million dollars for a pier.", "agreed", "undertook"),
        ("Peru intends to build a pier.", "planned", "planned"),
        ("Peru is planning to build a pier.", "planned", "planned"),
        ("UNDP continues to assist Peru.", "ongoing", "ongoing"),
        ("UNDP is supporting the harbour of Lima.", "ongoing", "ongoing"),
        ("Peru and UNDP signed a cooperation agreement.", "done", "done"),
        ("A cooperation agreement was signed by Peru and UNDP.", "done", "done"),
    ],
)
def test_the_verb_gives_status_and_strength(text, status, strength):
    assert [(c.status, c.strength) for c in commitments(text)] == [(status, strength)]


@pytest.mark.parametrize(
    "text",
    [
        "Peru did not agree to build a pier.",
        "Peru may agree to build a pier.",
        "Peru and UNDP will discuss the pier.",
        "Peru urged UNDP and the World Bank to act.",
        "Peru agreed that the pier is old.",
    ],
)
def test_negation_doubt_urging_and_talk_are_no_commitments(text):
    assert commitments(text) == ()


def test_a_list_under_one_verb_is_several_commitments():
    text = "Peru and UNDP agreed to repair the pier, to widen the road and to plant trees."
    found = commitments(text)
    assert [c.text for c in found] == ["Repair the pier", "Widen the road", "Plant trees"]
    assert all(c.by == ("Peru", "UNDP") for c in found)


def test_the_parties_are_those_named_before():
    text = "Peru met UNDP in Lima on 3 June 2019. The parties agreed to build a pier."
    assert commitments(text)[0].by == ("Peru", "UNDP")


def test_a_deadline_is_kept_as_edtf():
    assert commitments("Peru agreed to build a pier by the end of 2021.")[0].due == "../2021-12-31"


def test_in_a_joint_statement_will_is_an_undertaking():
    text = "JOINT STATEMENT\n\nPeru will build a pier with UNDP."
    assert commitments(text)[0].status == "agreed"


def test_a_point_agreed_at_a_meeting_names_it():
    text = (
        "Peru met UNDP in Lima on 3 June 2019. "
        "During this meeting Peru and UNDP agreed to build a pier."
    )
    assert commitments(text)[0].meeting == 0


def test_a_row_of_an_action_list_has_doer_and_deadline():
    text = (
        "MINUTES\n\nPeru and UNDP met in Lima on 3 June 2019.\n\n"
        "1. Action: Repair the pier.\nResponsible: UNDP. Deadline: 1 August 2019.\n\n"
        "2. Action: Count the boats.\nResponsible: both sides. Deadline: when the ice is gone.\n"
    )
    rows = [c for c in commitments(text) if c.rule == "row of an action list"]
    assert [(c.text, c.by, c.due) for c in rows] == [
        ("Repair the pier", ("UNDP",), "../2019-08-01"),
        ("Count the boats", ("Peru", "UNDP"), None),
    ]


def test_who_reported_it_is_no_part_of_the_words():
    found = commitments("“Peru agreed to build a pier,” said the World Bank.")
    assert found[0].quote == "Peru agreed to build a pier"


@pytest.mark.parametrize(
    ("language", "text"),
    [
        (
            "en",
            "The talks of Peru and Cuba, which had been put off in May, took place on 3 June 2019.",
        ),
        (
            "es",
            "La reunión de Perú y Cuba, que se había aplazado en mayo, se celebró el 3 de junio de 2019.",
        ),
        (
            "fr",
            "La réunion du Pérou et de Cuba, reportée en mai, s'est tenue le 3 juin 2019 à Lima.",
        ),
    ],
)
def test_a_meeting_that_was_put_off_and_took_place_was_held(language, text):
    (one,) = read(text, published="2019-07-01", language=language).meetings
    assert (one.status, one.date) == ("held", "2019-06-03")


@pytest.mark.parametrize(
    ("language", "text"),
    [
        (
            "en",
            "The meeting between Peru and UNDP in Lima on 3 May 2019 was cancelled because elections were held.",
        ),
        (
            "en",
            "The meeting of Peru and UNDP planned for 3 May 2019 was postponed because a football match took place on 10 May 2019.",
        ),
        (
            "fr",
            "La réunion du Pérou et de Cuba prévue pour le 3 mai 2019 a été annulée parce qu'une grève a eu lieu le 4 mai 2019.",
        ),
        (
            "es",
            "La reunión de Perú y Cuba prevista para el 3 de mayo de 2019 fue cancelada porque tuvo lugar una huelga el 4 de mayo de 2019.",
        ),
        (
            "es",
            "La reunión de Perú y Cuba prevista para el 3 de mayo de 2019 fue cancelada y tuvo lugar una huelga el 4 de mayo de 2019.",
        ),
    ],
)
def test_a_meeting_put_off_for_what_took_place_stays_cancelled(language, text):
    (one,) = read(text, published="2019-07-01", language=language).meetings
    assert (one.status, one.date) == ("cancelled", "2019-05-03")


@pytest.mark.parametrize(
    ("language", "text"),
    [
        (
            "en",
            "The talks of Peru and Cuba, which were postponed since a strike was held in Lima on 4 June 2019, will be held on 3 July 2019.",
        ),
        (
            "es",
            "La reunión de Perú y Cuba, aplazada en mayo, tendrá lugar el 3 de julio de 2019 en Lima.",
        ),
        (
            "fr",
            "La réunion du Pérou et de Cuba, reportée en mai, aura lieu le 3 juillet 2019 à Lima.",
        ),
    ],
)
def test_a_meeting_that_was_put_off_and_will_take_place_is_planned(language, text):
    (one,) = read(text, published=PUBLISHED, language=language).meetings
    assert (one.status, one.date) == ("planned", "2019-07-03")


@pytest.mark.parametrize("told", ["postponed and took place", "put off twice but was held"])
def test_a_meeting_put_off_was_held_where_one_verb_joins_the_other(told):
    (one,) = meetings(f"The meeting of Peru and UNDP was {told} on 3 June 2019.")
    assert (one.status, one.date) == ("held", "2019-06-03")


@pytest.mark.parametrize(
    ("language", "text", "by"),
    [
        (
            "en",
            "A pier will be built by Peru, and the Minister of Health of Chile will visit it in June.",
            "Peru",
        ),
        (
            "en",
            "A pier will be built by Peru, and the Minister of Health of Chile, Luis Soto, has visited it.",
            "Peru",
        ),
        (
            "en",
            "A pier will be built by Peru, and the Minister of Health of Chile welcomed it.",
            "Peru",
        ),
        (
            "es",
            "El muelle será construido por Cuba, y el ministro de Salud de Chile lo visitará en junio.",
            "Cuba",
        ),
        (
            "fr",
            "Le port sera construit par le Pérou, et le ministre de la Santé du Chili a salué le plan.",
            "Pérou",
        ),
    ],
)
def test_who_has_a_verb_of_their_own_joins_no_doer(language, text, by):
    found = read(text, published=PUBLISHED, language=language).commitments
    assert found[0].by == (by,)
