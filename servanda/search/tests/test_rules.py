"""Words, queries and snippets, without a database."""

import pytest

from servanda.search.rules import QueryTooLong, marked, parsed, pieces_of, snippet
from servanda.search.rules.pages import PIECE
from servanda.search.rules.words import folded, indexed, sounds, words_of

MARKED = (
    "The sides met in Ashgabat. " * 20 + "Mr. Gadzhiev agreed to two plans. " + "No more. " * 40
)


def told(stretches) -> str:
    return "".join(f"[{one.text}]" if one.is_marked else one.text for one in stretches)


@pytest.mark.parametrize(
    ("word", "same"),
    [
        ("Ýylanly", "yylanly"),
        ("ЁЛКА", "елка"),
        ("Йод", "йод"),
        ("ﬁle", "file"),
        ("Straße", "strasse"),
        ("co\N{SOFT HYPHEN}operation", "cooperation"),
    ],
)
def test_a_word_is_folded(word, same):
    assert [one.folded for one in words_of(word)] == [same] == [folded(word)]


def test_every_word_stands_where_it_says():
    text = "A «Quoted» co\N{SOFT HYPHEN}operation, e\N{COMBINING ACUTE ACCENT}té 東京 \U0001f642 ok"
    assert [text[word.start : word.end] for word in words_of(text)] == [
        "A", "Quoted", "co\N{SOFT HYPHEN}operation", "e\N{COMBINING ACUTE ACCENT}té", "東", "京", "ok",
    ]  # fmt: skip


def test_words_and_stems_stand_one_beside_the_other():
    kept = indexed("Планы министерств и их встречи", "ru")
    assert len(kept.words.split()) == len(kept.stems.split()) == 5


@pytest.mark.parametrize("name", ["hajiyev", "gadzhiev", "гаджиев", "hajiyew", "гаджиевым"])
def test_a_name_sounds_alike_in_every_script(name):
    assert set(sounds("hajiyev")) & set(sounds(name))


@pytest.mark.parametrize("typed", ["", '"', "*", "-", "   ", "\u202e", "()", '""', "/"])
def test_a_query_without_a_word_asks_for_nothing(typed):
    assert parsed(typed).clauses == ()


def test_a_page_pasted_as_a_query_is_too_long():
    with pytest.raises(QueryTooLong):
        parsed("word " * 65)
    with pytest.raises(QueryTooLong):
        parsed("x" * 3_000)


def test_a_snippet_shows_where_most_of_what_was_asked_stands():
    shown = told(snippet(MARKED, "en", parsed("Hajiyev plan")))
    assert "[Gadzhiev] agreed to two [plans]" in shown
    assert shown.startswith("… ")
    assert shown.endswith(" …")
    assert len(shown) < 300


def test_a_snippet_of_a_short_text_is_the_text():
    assert told(snippet("A plan.", "en", parsed("plan"))) == "A [plan]."


def test_a_phrase_is_marked_as_one():
    assert told(marked("An action plan", "en", parsed('"action plan"'))) == "An [action plan]"


def test_what_must_be_absent_is_not_marked():
    assert told(marked("A plan of trade", "en", parsed("plan -migration"))) == "A [plan] of trade"


@pytest.mark.parametrize(
    "text",
    [
        "",
        "short",
        "One paragraph. " * 500,
        "x" * 10_000,
        "\n\n".join(["A paragraph of some words."] * 300),
        "word " * 3000,
    ],
)
def test_the_pieces_of_a_text_hold_every_word_at_its_place(text):
    pieces = list(pieces_of(text))
    assert all(text[place : place + len(piece)] == piece for place, piece in pieces)
    assert "".join(piece for _place, piece in pieces).strip() == text.strip()
    assert all(len(piece) <= 2 * PIECE for _place, piece in pieces)
