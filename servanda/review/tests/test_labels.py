"""What meetings and series are called when a document gives them no name."""

import pytest

from servanda.meetings.models import Meeting, MeetingSeries
from servanda.registers.tests.factories import administrator, make_register
from servanda.review.actions import accept_all
from servanda.review.tests.factories import IOM, MET, SIDES, TURKMENISTAN, Item, make_run

pytestmark = pytest.mark.django_db


def told(text: str, *items: Item, language: str = "en") -> None:
    """Read a text by hand into a register of a language and accept all that was found in it."""
    register = make_register()
    register.language = language
    register.save()
    clerk = administrator(register)
    accept_all(clerk, run=make_run(clerk, text, items))


def test_a_meeting_is_called_by_its_date_and_the_abbreviations_of_its_parties():
    told(MET[1], TURKMENISTAN, IOM, MET)
    assert Meeting.objects.get().label == "Meeting, February 2020: Turkmenistan – IOM"


@pytest.mark.parametrize(
    ("place", "label"),
    [
        (None, "Meeting, 2021"),
        ("Bangkok", "Meeting in Bangkok, 2021"),
    ],
)
def test_a_meeting_without_known_parties_is_called_by_date_and_place_alone(place, label):
    told("A meeting was held in 2021.", ("meeting", "in 2021", {"date": "2021", "place": place}))
    assert Meeting.objects.get().label == label


@pytest.mark.parametrize("language", ["af", "fr"])
def test_a_register_in_a_language_the_pages_do_not_speak_tells_all_in_the_words_of_one(language):
    met = ("meeting", "in February 2021", {"date": "2021-02"})
    told("A meeting was held in February 2021.", met, language=language)
    assert Meeting.objects.get().label == "Meeting, February 2021"


def test_an_abbreviation_in_another_language_is_not_used():
    told(MET[1], TURKMENISTAN, IOM, MET, language="ru")
    assert "International Organization for Migration" in Meeting.objects.get().label


def test_another_name_in_words_is_no_abbreviation():
    aliases = {"name": "Turkmenistan", "aliases": ["Turkmen side"]}
    told(MET[1], ("party", "Turkmenistan", aliases), MET)
    assert "Turkmen side" not in Meeting.objects.get().label


def test_a_series_is_called_by_its_parties_in_full():
    yearly: Item = ("meeting", MET[1], {"status": "recurring", "parties": SIDES})
    told(MET[1], TURKMENISTAN, IOM, yearly)
    full = "Regular meetings: Turkmenistan – International Organization for Migration"
    assert MeetingSeries.objects.get().label == full
