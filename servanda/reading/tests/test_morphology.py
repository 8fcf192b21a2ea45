"""What the form of a Russian word says, and its other forms."""

import subprocess
import sys

import pytest

from servanda.reading.morphology import forms_of, lemmas, nominative


@pytest.mark.parametrize(
    ("word", "lemma"),
    [("соглашениями", "соглашение"), ("подписана", "подписать"), ("исландской", "исландский")],
)
def test_a_form_has_its_base_form(word, lemma):
    assert lemma in lemmas(word)


def test_a_preposition_is_no_form_of_a_noun_besides():
    assert "посол" not in lemmas("после")


@pytest.mark.parametrize(
    ("word", "written"),
    [("Исландией", "Исландия"), ("ПЛАНОМ", "ПЛАН"), ("Соловьёва", "Соловьёв")],
)
def test_the_nominative_keeps_large_letters_and_yo(word, written):
    folded = word.casefold().replace("ё", "е")
    form = next(f for f in forms_of(folded) if f.part == "NOUN" and f.case in {"ablt", "gent"})
    assert nominative(word, form) == written


def test_latin_letters_and_signs_have_no_forms():
    assert forms_of("iom") == ()
    assert forms_of("—") == ()


def test_a_word_of_a_thousand_letters_is_no_word():
    assert forms_of("а" * 1000) == ()


def test_the_dictionary_is_loaded_only_when_a_russian_word_is_asked_for():
    code = (
        "import sys; from servanda.reading import read; read('Peru and IOM met on 5 May 2020.');"
        "print('pymorphy3' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False"
