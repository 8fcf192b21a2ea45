"""News of weather, sport and crime: nobody undertakes cooperation there.

The texts in `annotated/other` are invented; none of them tells of an undertaking.
"""

from pathlib import Path

import pytest

from servanda.reading import read

TEXTS = sorted((Path(__file__).parent / "annotated/other").glob("*/*.txt"))
MOST = 2  # false commitments in all texts together


@pytest.mark.slow
def test_hardly_any_commitment_is_found_in_everyday_news():
    found = [
        (path.name, one.quote)
        for path in TEXTS
        for one in read(
            path.read_text(encoding="utf-8"), published="2024-05-10", language=path.parent.name
        ).commitments
    ]
    assert len(found) <= MOST, found


def test_the_texts_are_a_hundred_or_more_of_sixty_to_two_hundred_words():
    lengths = [len(path.read_text(encoding="utf-8").split()) for path in TEXTS]
    assert len(lengths) >= 100
    assert min(lengths) >= 60
    assert max(lengths) <= 200


SPORT = "The match was a draw. The coach praised his players after the final. "
CRIME = "Police arrested two suspects. The judge kept them in custody until the trial. "
FILLER = "It was a long day for all who had come from far away to look on and to wait there. " * 2


def told(text: str) -> list[str]:
    return [one.quote for one in read(text, published="2019-06-14", language="en").commitments]


@pytest.mark.parametrize(
    "said",
    [
        "Peru will rest two forwards in the next match.",
        "The two clubs agreed to play again in May.",
        "Peru and Chile agreed to play a friendly.",
    ],
)
def test_in_news_of_sport_a_state_is_its_team(said):
    assert told(SPORT + FILLER + said) == []


def test_in_news_of_crime_one_state_alone_undertakes_nothing():
    assert told(CRIME + FILLER + "Peru will search the lorries.") == []


def test_in_news_of_crime_two_states_may_agree():
    said = "Peru and Chile agreed to open a police post"
    assert told(f"{CRIME}{FILLER}{said}.") == [said]


def test_words_of_cooperation_outweigh_those_of_crime():
    said = "The Ministry of Justice of Peru will train twenty judges"
    text = f"{CRIME}{FILLER}The ministers and UNODC signed the programme of cooperation. {said}."
    assert said in told(text)


def test_where_no_officials_act_a_side_without_a_name_does_not_count():
    assert told(FILLER * 2 + "The members agreed to mend the roof.") == []
    assert told("The members agreed to mend the roof.")


@pytest.mark.parametrize(
    "text",
    [
        "The farmers agreed to share a pump.",
        "His sister undertook to pay the rent.",
        "The choir decided to sing outdoors.",
        "The lamp is to be mended on Friday.",
    ],
)
def test_people_who_bind_no_state_do_not_count(text):
    assert told(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "The donors agreed to share the costs.",
        "It was agreed that the wells would be dug.",
        "They agreed to meet again in May.",
        "Agreed to open the road by May.",
    ],
)
def test_those_who_may_bind_states_need_no_name(text):
    assert len(told(text)) == 1
