"""The frameworks that ship: held against the notes, and against the files of Open SDG."""

import csv
from collections import Counter
from pathlib import Path

import pytest
import yaml

from servanda.instruments.rules.frameworks import (
    Certainty,
    Crossing,
    ItemKind,
    LabelKind,
    read_folder,
    shipped,
    shipped_codes,
    shipped_frameworks,
)
from servanda.instruments.rules.frameworks.shipped import FOLDER

GCM, SDG = shipped("gcm"), shipped("sdg")


@pytest.fixture
def noted(shared: Path) -> list[dict[str, str]]:
    with (shared / "notes/data/gcm_objectives.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.mark.parametrize("code", shipped_codes())
def test_nothing_is_wrong_with_what_ships(code):
    others = [one for one in shipped_frameworks() if one.code != code]
    assert list(read_folder(FOLDER / code, others=others).faults) == []


def test_the_compact_has_each_objective_at_its_paragraph(noted):
    objectives = {item.number: item.code for item in GCM.of_kind(ItemKind.OBJECTIVE)}
    assert objectives == {row["number"]: row["paragraph_in_A_RES_73_195"] for row in noted}
    assert len(objectives) == 23
    assert all(int(code) == int(number) + 16 for number, code in objectives.items())


def test_the_compact_has_the_actions_of_each_objective_by_letter(noted):
    counted = Counter(item.key.split(" ")[0] for item in GCM.of_kind(ItemKind.ACTION))
    assert counted == {row["paragraph_in_A_RES_73_195"]: int(row["actions_count"]) for row in noted}
    assert counted.total() == 187
    last = {item.key.split(" ")[0]: item.code for item in GCM.of_kind(ItemKind.ACTION)}
    told = {row["paragraph_in_A_RES_73_195"]: f"({row['last_action_letter']})" for row in noted}
    assert last == told


def test_a_count_of_actions_that_nobody_saw_is_unverified(noted):
    sure = {
        item.key.split(" ")[0]: item.certainty == Certainty.SEEN
        for item in GCM.of_kind(ItemKind.ACTION)
    }
    told = {
        row["paragraph_in_A_RES_73_195"]: row["actions_count_certainty"].startswith("seen")
        for row in noted
    }
    assert sure == told


def test_labels_of_the_compact_are_those_of_the_notes(noted):
    for item, row in zip(GCM.of_kind(ItemKind.OBJECTIVE), noted, strict=True):
        labels = {(label.kind, label.language): label.text for label in item.labels}
        told = {
            (LabelKind.TITLE, "en"): row["title_en"],
            (LabelKind.TITLE, "fr"): row["title_fr"],
            (LabelKind.SHORT, "en"): row["short_en_un_network"],
            (LabelKind.SHORT, "fr"): row["short_fr_un_network"],
            (LabelKind.SHORT, "es"): row["short_es_un_network"],
        }
        assert labels == {key: text for key, text in told.items() if text}


def test_a_title_of_a_third_party_list_is_unverified(noted):
    doubted = {
        item.number
        for item in GCM.of_kind(ItemKind.OBJECTIVE)
        for label in item.labels
        if label.kind == LabelKind.TITLE and label.certainty == Certainty.UNVERIFIED
    }
    assert doubted == {row["number"] for row in noted if "third-party" in row["title_en_wording"]}


def test_the_compact_has_ten_guiding_principles():
    assert [item.key for item in GCM.of_kind(ItemKind.PRINCIPLE)] == [
        f"15 ({letter})" for letter in "abcdefghij"
    ]


def test_the_schemes_of_the_compact_are_those_of_the_notes(shared):
    with (shared / "notes/data/gcm_clusters.csv").open(encoding="utf-8", newline="") as file:
        rows = [row for row in csv.DictReader(file) if row["cluster_no"].isdigit()]
    told = Counter((row["objectives"].replace(";", " "), row["title"][:11]) for row in rows)
    held = Counter(
        (" ".join(group.members), group.title[:11])
        for scheme in GCM.schemes
        for group in scheme.groups
    )
    assert {members for members, _title in held} == {members for members, _title in told}
    assert held.total() == told.total() == 13


def test_every_objective_stands_once_in_a_scheme_that_has_objectives():
    for scheme in GCM.schemes:
        members = [name for group in scheme.groups for name in group.members]
        assert sorted(members, key=int) in ([], [str(number) for number in range(1, 24)])


def test_the_goals_have_the_codes_and_titles_of_open_sdg(shared):
    files = {
        kind: yaml.safe_load((shared / f"conformance/sdg/en/global_{kind}s.yml").read_text("utf-8"))
        for kind in ("goal", "target", "indicator")
    }
    codes = {
        kind: {key.removesuffix("-title").replace("-", ".") for key in keys if "short" not in key}
        for kind, keys in files.items()
    }
    for kind, held in (("goal", 17), ("target", 169), ("indicator", 252)):
        found = {item.code for item in SDG.of_kind(ItemKind(kind))}
        assert found == codes[kind]
        assert len(found) == held
    for item in SDG.of_kind(ItemKind.GOAL):
        labels = {label.kind: label.text for label in item.labels}
        assert labels[LabelKind.TITLE] == files["goal"][f"{item.code}-title"]
        assert labels[LabelKind.SHORT] == files["goal"][f"{item.code}-short"]


def test_the_words_of_targets_are_our_own(shared):
    file = shared / "conformance/sdg/en/global_targets.yml"
    official = set(yaml.safe_load(file.read_text("utf-8")).values())
    labels = [item.labels for item in SDG.of_kind(ItemKind.TARGET)]
    assert all(len(one) == 1 and one[0].certainty == Certainty.OWN for one in labels)
    assert not {one[0].text for one in labels} & official


def test_the_targets_that_speak_of_migration_are_marked():
    (scheme,) = SDG.schemes
    assert scheme.groups[0].members == (
        "4.b", "5.2", "8.7", "8.8", "10.7", "10.c", "16.2", "17.18",
    )  # fmt: skip


def test_a_crosswalk_says_how_strongly_and_why():
    assert all(one.reason and one.strength in {1, 2, 3} for one in GCM.crosswalks)
    remittances = next(one for one in GCM.crosswalks if one.target == "10.c")
    assert (remittances.start, remittances.relation) == ("36", Crossing.SUPERSET)


@pytest.mark.parametrize(("code", "articles"), [("palermo", 20), ("cedaw", 30)])
def test_a_convention_has_its_articles_in_their_order(code, articles):
    keys = [item.key for item in shipped(code).items]
    assert keys == [str(number) for number in range(1, articles + 1)]


def test_no_framework_is_silent_about_what_it_lacks():
    assert all(one.missing for one in shipped_frameworks())
