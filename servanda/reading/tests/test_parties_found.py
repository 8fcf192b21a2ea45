"""Parties, people, instruments and bodies in small texts of our own."""

import pytest

from servanda.reading import read
from servanda.reading.finding.mentions import base_form


def parties(text: str) -> dict[str, str]:
    return {party.name: party.kind for party in read(text, language="en").parties}


def people(text: str) -> list[tuple[str, str | None, str | None]]:
    found = read(text, language="en").people
    return [(person.name, person.post, person.organization) for person in found]


def instruments(text: str) -> list[tuple[str, str, str | None]]:
    found = read(text, language="en").instruments
    return [(item.name, item.kind, item.period) for item in found]


def bodies(text: str) -> list[tuple[str, str, str | None]]:
    return [(body.name, body.kind, body.since) for body in read(text, language="en").bodies]


def test_a_state_that_is_only_a_place_is_no_party():
    assert parties("The World Bank opened an office in Peru.") == {
        "World Bank": "international_organization"
    }


def test_the_state_of_a_dateline_is_no_party():
    assert "Nepal" not in parties("KATHMANDU, Nepal, March 3, 2019. Chad thanked UNICEF.")


def test_a_capital_that_acts_stands_for_its_state():
    found = read("Lima agreed to send experts to the World Food Programme.", language="en").parties
    assert (found[0].name, found[0].aliases) == ("Peru", ("Lima",))


def test_an_abbreviation_introduced_in_brackets_is_an_alias():
    text = "The Coastal Survey Agency (CSA) met UNICEF. CSA will report to the Government of Chad."
    found = {party.name: party.aliases for party in read(text, language="en").parties}
    assert "CSA" in found["Coastal Survey Agency"]
    assert "Government of Chad" in found["Chad"]


def test_a_short_name_counts_for_the_full_name_of_the_text():
    found = parties("The State Fisheries Agency of Ghana and the Agency's staff met UNDP.")
    assert set(found) == {"State Fisheries Agency of Ghana", "UNDP"}


def test_a_heading_in_capitals_is_read_as_if_in_mixed_case():
    assert "Ministry of Health of Ghana" in parties("MINISTRY OF HEALTH OF GHANA\n\nPress release")


@pytest.mark.parametrize(
    "text",
    [
        "Ada Berg, Minister of Health of Ghana, met UNICEF.",
        "Minister of Health of Ghana Ada Berg met UNICEF.",
        "The Minister of Health of Ghana, Ada Berg, met UNICEF.",
        "Ms. Ada Berg (Minister of Health of Ghana) met UNICEF.",
        "Ghana's Minister of Health, Ada Berg, met UNICEF.",
        "Ada Berg, at that time Minister of Health of Ghana, met UNICEF.",
    ],
)
def test_a_post_is_found_before_and_after_the_name(text):
    assert people(text) == [("Ada Berg", "Minister of Health", "Ghana")]


def test_two_names_may_share_a_post():
    text = "Peru and Chad signed a treaty. Presidents Ada Berg and Olaf van der Meer spoke."
    assert people(text) == [
        ("Ada Berg", "President", "Peru"),
        ("Olaf van der Meer", "President", "Chad"),
    ]


def test_a_post_may_be_told_with_a_verb():
    assert people("Ada Berg, who heads the World Bank, spoke.") == [
        ("Ada Berg", "Head", "World Bank")
    ]


def test_the_region_of_a_post_is_part_of_it():
    text = "Ada Berg, UNICEF Regional Director for Europe and Central Asia, spoke."
    assert people(text) == [("Ada Berg", "Regional Director for Europe and Central Asia", "UNICEF")]


def test_a_plan_has_its_years_as_period():
    text = "Peru adopted the National Action Plan on Clean Rivers for 2011-2014."
    assert instruments(text) == [
        ("National Action Plan on Clean Rivers for 2011-2014", "action_plan", "2011/2014")
    ]


def test_several_plans_in_one_bracket_are_told_apart():
    text = "Peru and UNDP wrote two Action Plans on Clean Rivers (RAP 2011-2013 and RAP 2014-2016)."
    assert instruments(text) == [
        ("Action Plan on Clean Rivers 2011-2013", "action_plan", "2011/2013"),
        ("Action Plan on Clean Rivers 2014-2016", "action_plan", "2014/2016"),
    ]


def test_an_instrument_in_small_letters_needs_what_makes_it_particular():
    assert instruments("Peru praised the plan.") == []
    text = "Peru signed a cooperation agreement with UNDP on clean rivers."
    assert [kind for _, kind, _ in instruments(text)] == ["agreement"]


def test_a_name_with_a_list_of_qualities_is_kept_whole():
    text = "The Compact for Safe, Green and Quiet Cities was praised by Peru."
    assert instruments(text)[0][0] == "Compact for Safe, Green and Quiet Cities"


def test_a_body_exists_since_the_day_told_with_it():
    text = "The Joint Commission on Fisheries, which has existed since June 2011, met UNDP."
    assert bodies(text) == [("Joint Commission on Fisheries", "commission", "2011-06")]


def test_the_end_of_a_name_is_no_second_body():
    text = "The Joint Steering Committee met in Lima. The Steering Committee thanked Peru."
    assert [name for name, _, _ in bodies(text)] == ["Joint Steering Committee"]


def test_abbreviations_are_no_heading_in_capitals():
    assert base_form("AP TIP 2020-2022") == "AP TIP 2020-2022"
    assert base_form("NATIONAL PLAN OF NORLAND") == "National Plan of Norland"
