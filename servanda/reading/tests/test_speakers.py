"""Who speaks where a commitment is told."""

import pytest

from servanda.reading import read

MINISTRY = "Ministry of Health of Peru"


def speakers(text: str) -> list[str | None]:
    reading = read(text, published="2019-06-14", language="en")
    return [commitment.speaker for commitment in reading.commitments]


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("Peru has signed the Oak Protocol, said UNICEF.", "UNICEF"),
        ("Peru has signed the Oak Protocol, UNICEF told the Lima Daily.", "UNICEF"),
        ("Peru has signed the Oak Protocol, UNICEF announced on Monday.", "UNICEF"),
        ("According to UNICEF, Peru has signed the Oak Protocol.", "UNICEF"),
        ("UNICEF said that Peru had signed the Oak Protocol.", "UNICEF"),
        (
            "Chile joined late, and Peru has signed the Oak Protocol, Chile's spokesman said.",
            "Chile",
        ),
        ("Peru has signed the Oak Protocol, said Ada Berg, Minister of Health of Chile.", "Chile"),
        ("“Peru has signed the Oak Protocol,” said a spokeswoman of UNICEF.", "UNICEF"),
        ("UNICEF said: “Peru has signed the Oak Protocol.”", "UNICEF"),
    ],
)
def test_who_said_a_sentence_speaks(text, speaker):
    assert set(speakers(text)) == {speaker}


@pytest.mark.parametrize(
    "text",
    [
        "Peru has signed the Oak Protocol.",
        "Peru has signed the Oak Protocol, local media reported.",
        "Peru has signed the Oak Protocol, a diplomat said.",
        "Peru and Chile said that they had signed the Oak Protocol.",
        "According to the plan of Chile, Peru has signed the Oak Protocol.",
        "UNICEF was told that Peru had signed the Oak Protocol.",
        "UNICEF noted progress in Chile. Peru has signed the Oak Protocol.",
    ],
)
def test_where_no_party_alone_speaks_there_is_no_speaker(text):
    assert set(speakers(text)) == {None}


def test_a_noun_means_the_organization_named_before():
    text = "UNICEF is a fund. Peru has signed the Oak Protocol, said the organization."
    named = "The Coastal Survey Agency (CSA) met Peru in Lima on 3 June 2019.\n\n"
    told = "Peru has signed the Oak Protocol, said the agency."
    assert speakers(named + told) == ["Coastal Survey Agency"]
    assert len(speakers(text)) == 1


def test_a_quotation_of_several_sentences_has_one_speaker():
    text = "“Peru has signed the Oak Protocol. It has joined the Elm Treaty,” said UNICEF."
    assert speakers(text) == ["UNICEF", "UNICEF"]


def test_a_quotation_goes_on_in_a_paragraph_that_opens_anew():
    text = "“Peru has signed the Oak Protocol.\n\n“Chile has joined the Elm Treaty,” said UNICEF."
    assert speakers(text) == ["UNICEF", "UNICEF"]


def test_the_speaker_of_a_quotation_has_not_spoken_the_sentence_after_it():
    text = (
        "Rain fell for days.\n\n“We are glad,” said Ada Berg, Minister of Health of Chile. "
        "Peru has signed the Oak Protocol."
    )
    assert speakers(text) == [None]


def test_who_is_named_at_the_end_of_a_paragraph_speaks_in_it():
    text = "Peru has signed the Oak Protocol. Chile has joined the Elm Treaty, said UNICEF."
    assert speakers(text) == ["UNICEF", "UNICEF"]


def test_who_speaks_in_the_lead_speaks_throughout():
    text = (
        "LIMA, June 14\n\nPeru will open a clinic, UNICEF told the Lima Daily.\n\n"
        "Rain fell for days.\n\nPeru has signed the Oak Protocol."
    )
    assert speakers(text) == ["UNICEF", "UNICEF"]


def test_another_speaker_has_the_word_in_its_own_paragraph():
    text = (
        "Peru will open a clinic, UNICEF told the Lima Daily.\n\n"
        "Peru has signed the Oak Protocol. Chile has joined the Elm Treaty, said UNESCO.\n\n"
        "Chile has ratified the Ash Convention."
    )
    assert speakers(text) == ["UNICEF", "UNESCO", "UNESCO", "UNICEF"]


def test_a_speaker_in_the_middle_of_a_text_does_not_speak_the_rest():
    text = (
        "Rain fell for days in the north of the country.\n\nUNICEF said that a clinic was open.\n\n"
        "Peru has signed the Oak Protocol."
    )
    assert speakers(text) == [None]


def test_a_release_is_spoken_by_the_party_of_its_letterhead():
    text = "MINISTRY OF HEALTH OF PERU\nPress release\n\nPeru has signed the Oak Protocol."
    assert speakers(text) == [MINISTRY]


def test_the_speaker_stands_in_the_reading_as_the_list_of_parties_names_it():
    text = "Peru has signed the Oak Protocol, said the World Food Programme (WFP). WFP is glad."
    reading = read(text, language="en")
    assert reading.commitments[0].speaker in {party.name for party in reading.parties}
