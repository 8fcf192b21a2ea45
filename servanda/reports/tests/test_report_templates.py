"""Templates of reports: those that ship are right, and what is wrong in one is told with its line."""

import pytest

from servanda.commands import main
from servanda.reports.rules.reading_template import FOLDER, shipped_templates, template_of
from servanda.reports.rules.report_template import Fill, said_in
from servanda.reports.rules.word_count import words_of

RIGHT = """format: 1
code: own
version: "1"
about: register
title: {en: Own report, ru: Свой доклад}
sections:
  - key: state
    heading: {en: State, ru: Состояние}
    words: 100
    fills: [overview]
"""


def faults(text: str) -> list[str]:
    return [str(one) for one in template_of(text, file="own.yaml").faults]


def test_every_template_that_ships_is_right_and_speaks_english_and_russian():
    found = shipped_templates()
    assert set(found) == {path.stem for path in FOLDER.iterdir()}
    for template in found.values():
        assert {"en", "ru"} <= set(template.languages)
        assert set(template.note) == {"en", "ru"}


def test_a_template_says_that_it_is_not_official():
    note = shipped_templates()["gcm-voluntary-report"].note["en"]
    assert "no official template" in note


def test_every_fill_is_used_by_a_template_that_ships():
    used = {
        fill for one in shipped_templates().values() for part in one.sections for fill in part.fills
    }
    assert used == set(Fill)


def test_a_right_template_has_no_faults():
    assert faults(RIGHT) == []


@pytest.mark.parametrize(
    ("before", "after", "told"),
    [
        (
            "[overview]",
            "[charts]",
            "own.yaml, line 10: fills names “charts”: choose among overview",
        ),
        ("words: 100", "words: many", "own.yaml, line 9: words is “many”: write a whole number."),
        ("key: state", "key: The State", "own.yaml, line 7: key is “The State”: use small letters"),
        ("{en: State, ru", "{ru", "own.yaml, line 8: a text needs its words in “en”"),
        (
            "about: register",
            "about: all",
            "own.yaml, line 4: about is “all”: choose one of register",
        ),
        ("format: 1", "format: 9", "own.yaml, line 1: this version of Servanda reads format 1."),
        ("words: 100", "colour: red", "own.yaml, line 9: the key “colour” is unknown"),
        ("[overview]", "[objectives]", "name the framework by its symbol."),
        (
            "[overview]",
            "[past_decisions]",
            "own.yaml, line 4: past decisions are those before a meeting",
        ),
    ],
)
def test_what_is_wrong_is_told_with_its_line(before, after, told):
    found = faults(RIGHT.replace(before, after))
    assert any(told in one for one in found), found


def test_a_section_twice_no_section_and_no_yaml_are_told():
    twice = RIGHT + RIGHT[RIGHT.index("  - key") :]
    assert any("the section “state” stands twice" in one for one in faults(twice))
    assert any("needs sections" in one for one in faults(RIGHT[: RIGHT.index("sections")]))
    assert faults("") == [
        "own.yaml, line 1: it is empty: a template has a code, a title and sections."
    ]
    assert "it is no YAML" in faults("code: [")[0]
    assert "anchors" in faults("code: &a x\nversion: *a")[0]


def test_a_text_in_no_language_known_is_said_in_english():
    assert said_in({"en": "State", "ru": "Состояние"}, "fr") == "State"
    assert said_in({}, "fr") == ""


def test_what_a_hyphen_joins_is_one_word():
    assert words_of("A follow-up of the State’s 12 measures") == 7


def test_the_command_lists_and_checks_without_an_installation(capsys, tmp_path):
    assert main(["report", "list"]) == 0
    assert "gcm-voluntary-report" in capsys.readouterr().out
    right, wrong = tmp_path / "right.yaml", tmp_path / "wrong.yaml"
    right.write_text(RIGHT, encoding="utf-8")
    wrong.write_text(RIGHT.replace("overview", "charts"), encoding="utf-8")
    assert main(["report", "check", str(right)]) == 0
    assert "nothing is wrong; 1 sections" in capsys.readouterr().out
    assert main(["report", "check", str(wrong), str(tmp_path / "none.yaml")]) == 1
    told = capsys.readouterr().err
    assert "line 10: fills names “charts”" in told
    assert "none.yaml cannot be read" in told


@pytest.mark.parametrize(
    ("given", "told"),
    [
        (["--template", "none"], "There is no template “none”. Name a file (.yaml) or one of:"),
        (["--template", "past-decisions", "--on", "2021-02-30"], "is no day of the calendar"),
    ],
)
def test_a_wrong_order_is_refused_before_anything_is_opened(given, told, capsys, tmp_path):
    folder = tmp_path / "none"
    call = ["report", "compile", "--register", "r", *given, "--data", str(folder)]
    assert main(call) == 1
    assert told in capsys.readouterr().err
    assert not folder.exists()
