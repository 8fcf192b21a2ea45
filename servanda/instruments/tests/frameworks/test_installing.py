"""Frameworks in the library: installed once, brought up to their files, never edited in a register."""

from dataclasses import replace

import pytest

from servanda.history.models import Record
from servanda.instruments.importing.frameworks import install_frameworks, preview_framework
from servanda.instruments.models import (
    Instrument,
    Link,
    Provision,
    ProvisionLabel,
    Relation,
    Wording,
    provisions_meant,
)
from servanda.instruments.rules.frameworks import (
    Certainty,
    Label,
    LabelKind,
    provision_name,
    public_name,
    shipped,
)
from servanda.instruments.tests.frameworks.roads import ROADS
from servanda.registers.actions import NotAllowed, desk_in, library_desks, operator
from servanda.registers.tests.factories import administrator, make_library, make_register

pytestmark = pytest.mark.django_db


@pytest.fixture
def library(db):
    return administrator(make_library())


def test_a_framework_is_installed_as_one_record(library):
    install_frameworks(library, [ROADS])
    (record,) = Record.objects.of_register(library.desk.register.uuid)
    assert record.action == "install_framework"
    compact = Instrument.objects.get(uuid=public_name("roads"))
    assert (compact.label, compact.symbol, compact.kind) == (
        "Compact on Roads", "A/RES/1/1", "framework",
    )  # fmt: skip
    rows = Wording.objects.filter(provision__instrument=compact).select_related("provision")
    assert {(row.code, row.provision.label, row.provision.binds) for row in rows} == {
        ("17", "Mend bridges", False),
        ("(a)", "COR 1 (a)", False),
        ("(b)", "COR 1 (b)", False),
        ("18", "COR 2", False),
    }


def test_two_installations_name_a_provision_alike(library):
    install_frameworks(library, [ROADS])
    action = Provision.objects.get(label="COR 1 (b)")
    assert action.uuid == provision_name("roads", "17 (b)")
    assert str(action.uuid) == "a82eed68-c626-55e5-ab60-6a993a342e76"


def test_a_label_keeps_how_sure_it_is_and_its_source(library):
    install_frameworks(library, [ROADS])
    french = ProvisionLabel.objects.get(language="fr")
    assert (french.text, french.kind, french.certainty, french.source, french.reviewed_by) == (
        "Ponts", "short", "unverified", "An act", "",
    )  # fmt: skip
    letters = ProvisionLabel.objects.filter(kind="number", text__contains="(")
    assert set(letters.values_list("text", "certainty")) == {
        ("1 (a)", "unverified"),
        ("1 (b)", "unverified"),
    }


def test_a_scheme_groups_the_objectives(library):
    install_frameworks(library, [ROADS])
    relation = Relation.objects.get()
    assert (relation.instrument.label, relation.kind) == ("Round tables", "groups")
    assert relation.other.uuid == public_name("roads")
    groups = Link.objects.filter(kind="part_of")
    assert set(groups.values_list("from_provision__label", "to_provision__label")) == {
        ("Mend bridges", "Table 1"),
        ("COR 2", "Table 1"),
    }
    label = ProvisionLabel.objects.get(provision__label="Table 1")
    assert (label.certainty, label.source) == ("inference", "An act. A guess.")


def test_a_crosswalk_is_tied_once_the_other_framework_is_there(library):
    (first,) = install_frameworks(library, [ROADS])
    assert len(first.untied) == 1
    install_frameworks(library, [ROADS, shipped("sdg")])
    tie = Link.objects.get(kind="covers")
    assert (tie.to_provision.label, tie.strength, tie.reason) == (
        "Resilient infrastructure", 2, "Both",
    )  # fmt: skip


def test_the_same_files_again_change_nothing(library):
    install_frameworks(library, [ROADS])
    (second,) = install_frameworks(library, [ROADS])
    assert second.is_nothing
    assert Record.objects.of_register(library.desk.register.uuid).count() == 1


def test_an_update_shows_its_difference_first_and_keeps_what_may_be_tied_to(library):
    install_frameworks(library, [ROADS])
    label = Label(LabelKind.SHORT, "fr", "Les ponts", Certainty.SEEN, "act", "A. Reader")
    first = replace(
        ROADS.items[0], labels=(replace(ROADS.items[0].labels[0], text="Mend all"), label)
    )
    newer = replace(ROADS, items=[first, *ROADS.items[1:3]], schemes=(), title="Roads")
    asked = list(preview_framework(newer).lines())
    assert asked == [
        "~ text: Roads",
        "~ 17: “Mend bridges” becomes “Mend all”",
        "= COR 2: no longer in the files, kept",
        "~ 17, title en: “Mend bridges” (seen) becomes “Mend all” (seen)",
        "~ 17, short fr: “Ponts” (unverified) becomes “Les ponts” (seen)",
        "- number: 2",
        "- ties: 2",
        "= ties left out, as their frameworks are not installed: 1",
    ]
    assert Provision.objects.get(uuid=provision_name("roads", "17")).label == "Mend bridges"
    install_frameworks(library, [newer])
    assert Provision.objects.get(uuid=provision_name("roads", "17")).label == "Mend all"
    assert ProvisionLabel.objects.get(language="fr").reviewed_by == "A. Reader"
    assert Provision.objects.filter(label="COR 2").exists()
    assert preview_framework(newer).is_nothing


def test_a_framework_is_installed_in_the_library_alone(db):
    with pytest.raises(NotAllowed):
        install_frameworks(administrator(make_register()), [ROADS])


def test_nobody_edits_the_library_by_hand_and_everybody_reads_it(library):
    install_frameworks(library, [ROADS])
    desk = desk_in("library", operator())
    assert desk is not None
    assert (desk.can_edit, desk.role) == (False, None)
    assert Provision.objects.visible_to(desk).count() == 5


@pytest.mark.parametrize(
    "typed", ["A/RES/1/1, para. 17", "COR 1", "Compact on Roads 17", "COR objective 1"]
)
def test_an_objective_is_meant_by_its_paragraph_and_by_its_number(library, typed):
    install_frameworks(library, [ROADS])
    (found,) = provisions_meant(library_desks(None), typed)
    assert found.label == "Mend bridges"


def test_an_action_is_meant_by_paragraph_and_letter(library):
    install_frameworks(library, [ROADS])
    (found,) = provisions_meant(library_desks(None), "A/RES/1/1, para. 17 (b)")
    assert found.label == "COR 1 (b)"


@pytest.mark.slow
def test_the_whole_compact_is_installed(library):
    install_frameworks(library, [shipped("gcm")])
    kinds = Provision.objects.filter(instrument__uuid=public_name("gcm")).values_list(
        "kind", flat=True
    )
    counted = {kind: list(kinds).count(kind) for kind in set(kinds)}
    assert counted == {"heading": 1, "principle": 10, "objective": 23, "action": 187}
    (found,) = provisions_meant(library_desks(None), "A/RES/73/195, para. 26 (c)")
    assert found.label == "GCM 10 (c)"
