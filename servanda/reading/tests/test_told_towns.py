"""Towns that no list knows: the text tells them by a day, and names end before them."""

import pytest

from servanda.reading import read


def bodies(text: str, language: str = "en") -> list[str]:
    return [body.name for body in read(text, published="2021-05-04", language=language).bodies]


@pytest.mark.parametrize(
    "text",
    [
        "Peru met the Coastal Commission on Ports in Oakburg on 3 May 2020.",
        "Peru met UNDP in Oakburg on 3 May 2020. The Coastal Commission on Ports in Oakburg agreed.",
        "Oakburg, 3 May 2020.\n\nPeru thanked the Coastal Commission on Ports in Oakburg.",
        "OAKBURG, May 3, 2020.\n\nPeru thanked the Coastal Commission on Ports in Oakburg.",
    ],
)
def test_a_town_that_the_text_tells_is_no_part_of_a_name(text: str) -> None:
    assert bodies(text) == ["Coastal Commission on Ports"]


@pytest.mark.parametrize(
    "text",
    [
        "Peru met the Council for Women in Business on 3 May 2020 in Lima.",
        "Peru met the Council for Women in Business in May 2020.",
        "Women in Business: a plan of 2020.\n\nPeru met the Council for Women in Business.",
    ],
)
def test_what_a_body_is_about_stays_in_its_name(text: str) -> None:
    assert bodies(text)[0] == "Council for Women in Business"


def test_a_name_ends_before_a_town_in_french() -> None:
    text = "Le Togo a rencontré le Comité mixte des ports à Chênebourg le 3 mai 2020."
    assert bodies(text, "fr") == ["Comité mixte des ports"]


def test_a_meeting_is_in_the_town_of_which_the_text_told_before() -> None:
    text = "Oakburg, 3 May 2020.\n\nPeru and UNDP met again in Oakburg last week."
    assert [one.place for one in read(text, published="2021-05-04").meetings] == ["Oakburg"]


@pytest.mark.parametrize("language", ["en", "fr", "es", "ru"])
@pytest.mark.parametrize("text", ["011-2014", "Peru met UNDP in Lima, number 011-2014"])
def test_a_year_inside_the_last_number_of_a_text_follows_no_town(text: str, language: str) -> None:
    assert read(text, published="2021-05-04", language=language).dates[-1].text == "2014"
