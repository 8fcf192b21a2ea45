"""Objectives proposed from what a measure names, from its words, and along crosswalks; with reasons."""

import pytest

from servanda.instruments.rules.proposing import (
    Ground,
    Measure,
    Sureness,
    Tie,
    Words,
    followed,
    propose,
    words_that_ship,
)
from servanda.instruments.tests.proposing.compact import aims_of

COMPACT, GOALS, PALERMO = aims_of("gcm"), aims_of("sdg"), aims_of("palermo")


def found(text, aims=COMPACT, words=None, **told):
    return propose(Measure(text, **told), aims, words or Words())


def numbers(text, aims=COMPACT, **told):
    return {aims.by_key[one.aim].number for one in found(text, aims, **told)}


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("Open a shelter (GCM 10)", {"10"}),
        ("Open a shelter (GCM 10 (b))", {"10 (b)"}),
        ("Serves GCM objectives 6, 10 and 16.", {"6", "10", "16"}),
        ("See A/RES/73/195, para. 26 (c)", {"10 (c)"}),
        ("See A/RES/73/195, п. 26", {"10"}),
        ("Carries out objective 10 of the Global Compact for Migration", {"10"}),
        ("Global Compact, Objective 21: readmission", {"21"}),
        ("GCM 26", set()),
        ("GCM 10/11 of the minutes", set()),
        ("LGCM 10", set()),
    ],
)
def test_the_numbers_of_the_compact_are_read(text, named):
    assert numbers(text) == named


@pytest.mark.parametrize(
    ("text", "aims", "named"),
    [
        ("Reduce costs (SDG 10.7 and 10.c)", GOALS, {"10.7", "10.c"}),
        ("SDG target 8.7", GOALS, {"8.7"}),
        ("SDG 10.7.2", GOALS, {"10.7.2"}),
        ("Palermo Protocol, article 6", PALERMO, {"6"}),
        ("Article 9 of the Palermo Protocol", PALERMO, {"9"}),
        ("the year 2030 Agenda 5", GOALS, {"5"}),
    ],
)
def test_the_numbers_of_other_frameworks_are_read(text, aims, named):
    assert numbers(text, aims) == named


def test_a_reference_quotes_the_words_and_is_the_surest():
    (one,) = found("Open a shelter (GCM 10)")
    assert (one.sureness, one.ground, one.words) == (Sureness.NAMED, Ground.REFERENCE, "GCM 10")


def test_a_number_without_the_framework_is_a_hint():
    (one,) = found("Serves objective 10")
    assert (one.sureness, one.ground) == (Sureness.HINT, Ground.NUMBER)


def test_a_number_that_the_plan_bears_itself_is_no_hint():
    assert found("Serves objective 1", own_numbers=frozenset({"1"})) == []


def test_numbers_in_a_column_of_the_framework_are_named():
    assert numbers("Open a shelter", cells=(("GCM objectives", "7; 10, 16"),)) == {"7", "10", "16"}


def test_numbers_in_another_column_are_not():
    assert numbers("Open a shelter", cells=(("Budget, thousand", "7; 10"),)) == set()


def test_words_that_tell_are_quoted_as_they_stand():
    text = "Assist the victims of human trafficking; buy a car."
    (one,) = found(text, words=words_that_ship("gcm"))
    assert (one.ground, one.sureness) == (Ground.WORDS, Sureness.LIKELY)
    assert one.words in text


def test_words_apart_do_not_tell():
    words = Words(telling={"10": [("shelter", "victim")]})
    assert (
        found(
            "A shelter with twelve beds in each of the five southern provinces, and victims",
            words=words,
        )
        == []
    )


def test_words_in_two_sentences_do_not_tell():
    words = Words(telling={"10": [("shelter", "victim")]})
    assert found("Open a shelter. Victims speak.", words=words) == []


def test_the_subject_of_the_plan_makes_a_hint_and_that_of_the_measure_a_likely_one():
    words = words_that_ship("gcm")
    alone = found("Open a mobile clinic", words=words)
    around = found("Open a mobile clinic", words=words, around=("Plan on Safe Migration",))
    inside = found("Open a mobile clinic for newly arrived migrants", words=words)
    assert (alone, [one.sureness for one in around]) == ([], [Sureness.HINT])
    assert inside[0].sureness == Sureness.LIKELY


def test_an_action_stands_for_its_objective():
    named = numbers("Combat trafficking in persons (GCM 10 (c))")
    assert named == {"10 (c)"}


def test_a_title_in_the_words_of_the_measure_tells():
    (one,) = found("Organize the repatriation of the victims", PALERMO)
    assert (PALERMO.by_key[one.aim].number, one.ground) == ("8", Ground.TITLE)


@pytest.mark.parametrize(
    ("relation", "strength", "sureness"),
    [
        ("equal", None, Sureness.LIKELY),
        ("subset", 3, Sureness.LIKELY),
        ("superset", 3, Sureness.HINT),
        ("intersects", 3, Sureness.HINT),
    ],
)
def test_a_crosswalk_is_followed_as_far_as_it_goes(relation, strength, sureness):
    (one,) = followed([Tie("GCM 10", 5, relation, strength, "Both ask for it.")])
    assert (one.aim, one.sureness, one.ground) == (5, sureness, Ground.CROSSWALK)
    assert (one.words, one.reason) == ("GCM 10", "Both ask for it.")


def test_of_two_crosswalks_to_one_aim_the_surer_is_followed():
    ties = [Tie("GCM 11", 5, "intersects", 3), Tie("GCM 10", 5, "equal", None)]
    assert [one.words for one in followed(ties)] == ["GCM 10"]


@pytest.mark.parametrize("text", ["", " ", "\0", "objective", "GCM", "(((", "GCM " + "1, " * 5000])
def test_any_text_is_taken(text):
    assert isinstance(found(text, words=words_that_ship("gcm")), list)


def test_the_words_that_ship_speak_of_objectives_that_there_are():
    words = words_that_ship("gcm")
    assert words.telling.keys() | words.within.keys() <= COMPACT.by_number.keys()
    assert len(words.telling) == 23
    assert all(
        entry for told in (*words.telling.values(), *words.within.values()) for entry in told
    )


def test_a_framework_without_words_has_none():
    assert words_that_ship("cedaw") == Words()
