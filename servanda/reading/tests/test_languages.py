"""The language of a text is found by its script and its frequent words."""

from pathlib import Path

import pytest

from servanda.reading.languages import detect_language, languages, vocabulary

TEXTS = Path(__file__).resolve().parents[4] / "shared" / "reading" / "dev"
IN_OTHER_LANGUAGES = {
    **dict.fromkeys(["119", "120", "121", "122", "123", "124"], "ru"),
    "125": "fr",
    "126": "es",
}


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Parties agreed at the meeting to continue closer collaboration.", "en"),
        ("Стороны договорились о сотрудничестве в области миграции и о встрече в мае.", "ru"),
        ("Les parties sont convenues de poursuivre leur coopération dans le cadre du pacte.", "fr"),
        ("Las partes acordaron continuar la cooperación en el marco del pacto mundial.", "es"),
        ("Halkara Migrasiýa Guramasy bilen hyzmatdaşlyk barada duşuşyk geçirildi.", "tk"),
        ("بحث الوزير مع المنظمة الدولية للهجرة التعاون في مجال الهجرة على هامش الاجتماع", "ar"),
        ("Toplantıda Türkiye ve Azerbaycan göç konusunda bir protokol imzaladı.", "tr"),
        ("Os ministros assinaram um acordo para a cooperação com a OIM.", "pt"),
        ("Сторони домовилися про співпрацю та зустріч у травні щодо міграції.", "uk"),
    ],
)
def test_a_sentence_is_enough_to_know_its_language(text, language):
    assert detect_language(text) == language


@pytest.mark.parametrize("text", ["", "2016–2018", "IOM, UNHCR, ILO", "国际移民组织", "the"])
def test_a_text_without_known_words_has_no_language(text):
    assert detect_language(text) is None


def test_every_collected_text_is_known_by_its_language():
    if not TEXTS.exists():
        pytest.skip("the collected texts (../shared) are not beside this checkout")
    found = {path.stem: detect_language(path.read_text("utf-8")) for path in TEXTS.glob("*.txt")}
    assert found == {stem: IN_OTHER_LANGUAGES.get(stem, "en") for stem in found}


def test_the_languages_of_the_house_are_known():
    assert {"en", "ru", "fr", "es", "tk", "ar"} <= set(languages())


def test_each_language_names_its_script_and_frequent_words():
    for code in languages():
        assert {"script", "frequent"} <= set(vocabulary(code, "words"))


def test_a_list_that_a_language_lacks_is_empty():
    assert not vocabulary("tk", "no_such_list")
