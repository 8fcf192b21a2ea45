"""Files of a framework with faults: each is named with its file, its line and what to do."""

import pytest

from servanda.instruments.rules.frameworks import read_framework, shipped

HEAD = """format: 1
code: plan
title: Framework of Velmora
language: en
called: objective
sources:
  act: {title: An act}
"""
ITEMS = """- code: "1"
  kind: objective
  labels:
    - {kind: short, language: en, text: Roads, certainty: seen, source: act}
- code: "2"
  kind: objective
"""
FILES = {"framework.yaml": HEAD, "provisions.yaml": ITEMS}


def faults(**changed: str) -> list[str]:
    """Return what is wrong once some files read otherwise, by their names without the suffix."""
    files = FILES | {f"{name}.yaml": text for name, text in changed.items()}
    reading = read_framework(files, code="plan", others=[shipped("sdg")])
    assert (reading.framework is None) == bool(reading.faults)
    return [str(fault) for fault in reading.faults]


def test_whole_files_have_no_fault():
    assert faults() == []


@pytest.mark.parametrize(
    ("changed", "told"),
    [
        (
            {"framework": HEAD + "colour: red\n"},
            "plan/framework.yaml, line 8: the key “colour” is unknown",
        ),
        (
            {"framework": HEAD.replace("format: 1", "format: 2")},
            "plan/framework.yaml, line 1: this version reads format 1 alone.",
        ),
        (
            {"framework": HEAD.replace("code: plan", "code: other")},
            "plan/framework.yaml, line 1: code is “other” and the folder “plan”",
        ),
        (
            {"framework": HEAD.replace("language: en", "language: English")},
            "plan/framework.yaml, line 4: language is “English”: write a code such as en",
        ),
        (
            {"framework": HEAD.replace("title: Framework of Velmora\n", "")},
            "plan/framework.yaml, line 1: a framework needs the key “title”.",
        ),
        (
            {"framework": HEAD + "code: twice\n"},
            "plan/framework.yaml, line 8: the key “code” stands twice",
        ),
        ({"framework": "a: [1\n"}, "plan/framework.yaml, line 2: it is no YAML"),
        ({"framework": ""}, "plan/framework.yaml, line 1: the file is empty."),
        ({"notes": "a: 1"}, "plan/notes.yaml: this file is unknown"),
        (
            {"provisions": ITEMS.replace("kind: short", "kind: long")},
            "plan/provisions.yaml, line 4: kind is “long”: choose one of title, short.",
        ),
        (
            {"provisions": ITEMS.replace("seen", "sure")},
            "plan/provisions.yaml, line 4: certainty is “sure”: choose one of seen, unverified,",
        ),
        (
            {"provisions": ITEMS.replace("text: Roads", 'text: ""')},
            "plan/provisions.yaml, line 4: text is empty: say it, or leave the whole entry out.",
        ),
        (
            {"provisions": ITEMS.replace("source: act", "source: law")},
            "plan/provisions.yaml: 1: the source “law” is not among those of framework.yaml.",
        ),
        (
            {"provisions": ITEMS.replace('"2"', '"1"')},
            "plan/provisions.yaml: 1 stands 2 times: each has a code of its own.",
        ),
        (
            {
                "provisions": ITEMS
                + "  letters: {kind: action, count: 3, last: d, certainty: seen, source: act}\n"
            },
            "plan/provisions.yaml, line 7: 3 letters end with “c”, not with “d”.",
        ),
        (
            {"provisions": "a: &x 1\nb: *x\n"},
            "plan/provisions.yaml, line 1: anchors (&) and aliases (*) are not taken",
        ),
        (
            {"provisions": "[" * 30 + "]" * 30},
            "plan/provisions.yaml, line 1: it is nested deeper than 20 levels.",
        ),
        (
            {"provisions": "code: 1"},
            "plan/provisions.yaml, line 1: this is a list: each provision begins with a dash.",
        ),
        (
            {
                "schemes": "- code: a\n  title: A\n  source: act\n  clusters:\n"
                '    - {code: "1", title: One, objectives: ["3"], certainty: seen}\n'
            },
            "plan/schemes.yaml: a, cluster 1: there is no “3”.",
        ),
        (
            {
                "crosswalks": '- {from: "1", to: "sdg:10.99", relation: equal, strength: 1, '
                "reason: Roads, certainty: own}\n"
            },
            "plan/crosswalks.yaml: 1 leads to sdg:10.99: there is no such provision.",
        ),
        (
            {
                "crosswalks": '- {from: "1", to: "10.7", relation: near, strength: 4, '
                "reason: Roads, certainty: own}\n"
            },
            "plan/crosswalks.yaml, line 1: relation is “near”: choose one of equal, subset,",
        ),
    ],
)
def test_a_fault_is_told_with_its_place(changed, told):
    assert any(one.startswith(told) for one in faults(**changed)), faults(**changed)


def test_a_file_that_is_missing_is_named():
    reading = read_framework({"framework.yaml": HEAD}, code="plan")
    assert [str(one) for one in reading.faults] == [
        "plan/provisions.yaml: this file is missing: a framework cannot do without."
    ]


def test_all_faults_are_told_at_once():
    both = {"framework": HEAD + "colour: red\n", "provisions": ITEMS.replace("seen", "sure")}
    assert len(faults(**both)) == 2


def test_a_letter_is_a_provision_under_its_paragraph():
    letters = "  letters: {kind: action, count: 28, last: ab, certainty: seen, source: act}\n"
    files = FILES | {"provisions.yaml": ITEMS + letters}
    framework = read_framework(files, code="plan").framework
    assert framework is not None
    keys = [item.key for item in framework.items]
    assert (keys[2], keys[-1]) == ("2 (a)", "2 (ab)")
    assert {item.under for item in framework.items[2:]} == {1}
