"""How ministries, missions and conferences write: a test for each turn of their language."""

import pytest

from servanda.reading import Reading, read


def reading(text: str) -> Reading:
    return read(text, published="2019-06-14", language="en")


def commitments(text: str) -> list[tuple[str, tuple[str, ...]]]:
    return [(one.strength, one.by) for one in reading(text).commitments]


@pytest.mark.parametrize(
    ("text", "by"),
    [
        ("Ministers instructed the Customs Working Group to draft a tariff.", "Customs"),
        ("Peru and Chile tasked UNICEF, founded in 1946, to count the schools.", "UNICEF"),
    ],
)
def test_a_body_that_is_told_to_do_something_has_to_do_it(text, by):
    assert [(strength, by in names[0]) for strength, names in commitments(text)] == [
        ("agreed", True)
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Peru's foreign minister, Ada Berg, said that Peru would open the port.",
        "Peru announced on Monday that Peru would open the port.",
        "Peru confirmed its intention to open the port.",
    ],
)
def test_who_speaks_for_a_state_tells_what_the_state_plans(text):
    assert commitments(text) == [("planned", ("Peru",))]


def test_the_number_of_a_convention_is_no_denial():
    assert commitments("Peru ratified Convention No. 81 in 2012.") == [("done", ("Peru",))]


def test_a_date_may_stand_between_verb_and_text():
    assert commitments("Peru ratified on Monday the Tuna Treaty.") == [("done", ("Peru",))]


def test_what_is_denied_before_a_but_is_denied_no_further():
    text = "Peru named no envoy but agreed to open the port."
    assert commitments(text) == [("agreed", ("Peru",))]


@pytest.mark.parametrize(
    "text",
    [
        "(a) Agree to open a registry of wells;",
        "2. Resolve to open a registry of wells;",
    ],
)
def test_a_point_of_a_declaration_needs_no_subject(text):
    assert [strength for strength, _ in commitments(text)] == ["agreed"]


@pytest.mark.parametrize(
    "text",
    [
        "Peru signed a memorandum that will guide the work of Chile.",
        "The next session shall take place in Lima, the Agency for Trade said.",
        "Peru will hear the minister on Friday.",
    ],
)
def test_what_a_text_or_a_meeting_will_do_is_no_undertaking(text):
    assert "planned" not in [strength for strength, _ in commitments(text)]


@pytest.mark.parametrize(
    ("text", "name", "post", "organization"),
    [
        (
            "The Minister of Labour and Social Protection of Peru, Ada Berg, spoke.",
            "Ada Berg",
            "Minister of Labour and Social Protection",
            "Peru",
        ),
        ("Head of Office Ada Berg opened the talks.", "Ada Berg", "Head of Office", None),
        (
            "Deputy Minister of Public Works Ada Berg opened the talks.",
            "Ada Berg",
            "Deputy Minister of Public Works",
            None,
        ),
        ("Yours sincerely,\n\nAda Berg\nHead of Mission\n", "Ada Berg", "Head of Mission", None),
        ("Present: Ada Berg (UNICEF, online), Bo Dahl (UNDP).", "Ada Berg", None, None),
        ("Our colleague Ada Berg has moved to Lima.", "Ada Berg", None, None),
    ],
)
def test_people_are_known_by_posts_brackets_and_signatures(text, name, post, organization):
    person = reading(text).people[0]
    assert (person.name, person.post) == (name, post)
    assert organization is None or person.organization == organization


def test_a_person_beside_an_abbreviation_is_no_organization():
    assert "Ada Dahl" not in [one.name for one in reading("Ada Dahl (AfDB) spoke.").parties]


@pytest.mark.parametrize(
    "text",
    [
        "Peru will send a list of 2018 before the next meeting.",
        "Peru and Chile agreed to conclude negotiations by May 2020.",
    ],
)
def test_what_is_only_measured_by_a_meeting_is_none(text):
    assert reading(text).meetings == ()


def test_a_meeting_named_over_the_text_and_told_in_it_is_one():
    text = (
        "COMMUNIQUÉ\nof the Meeting of Ministers of Trade\n(Lima, 3 June 2019)\n\n"
        "1. The ministers of Peru and Chile met in Lima on 3 June 2019."
    )
    assert [one.date for one in reading(text).meetings] == ["2019-06-03"]


def test_to_meet_is_one_encounter():
    text = (
        "A fund will be set up by May 2020, and Peru and Chile agreed to meet in Lima in July 2019."
    )
    assert [one.date for one in reading(text).meetings] == ["2019-07"]


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("Peru agreed to open the port if Chile pays half.", "if Chile pays half"),
        ("Chile pledged 3 million dollars, subject to approval.", "subject to approval"),
        ("UNDP will send experts, provided that rooms are found.", "provided that rooms are found"),
        ("Peru undertook not to raise the tariff.", "not to raise the tariff"),
        ("The Parties agreed not to close the port.", "not to close"),
        ("Chile plans, funds permitting, to open a clinic.", "funds permitting"),
    ],
)
def test_conditions_and_denials_stay_in_the_words(text, kept):
    found = reading(text).commitments
    assert [kept in one.quote for one in found] == [True]
