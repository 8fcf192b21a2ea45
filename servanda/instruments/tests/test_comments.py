"""Ties and consent by hand, plain language, comments, translations."""

import pytest
from django.core.exceptions import ValidationError

from servanda.history.models import Record
from servanda.instruments.actions import (
    Amendment,
    NewInstrument,
    NewLink,
    NewProvision,
    OriginalChanged,
    Rendering,
    add_comment,
    add_provision,
    amend_provision,
    check_plain_text,
    check_translation,
    create_instrument,
    mark_of,
    put_authoritative,
    put_consent,
    remove_comment,
    remove_link,
    tie_provisions,
    translate_beside,
    translate_provision,
    write_plain_beside,
    write_plain_text,
)
from servanda.instruments.models import Comment, Link, PlainText, Provision, WordingText
from servanda.registers.actions import (
    ChangedMeanwhile,
    EditConflict,
    Mandate,
    NotAllowed,
    Protection,
    protect_entry,
    undo,
)
from servanda.registers.tests.factories import administrator, make_register, mandate

pytestmark = pytest.mark.django_db


@pytest.fixture
def office() -> Mandate:
    return administrator(make_register())


@pytest.fixture
def measure(office) -> Provision:
    return made(office, "Train officers")


def made(office: Mandate, text: str) -> Provision:
    plan = create_instrument(office, new=NewInstrument(f"Plan: {text}", "action_plan"))
    return add_provision(office, instrument=plan, new=NewProvision(text, "measure", language="en"))


def test_a_tie_leads_from_one_instrument_to_another_and_never_to_itself(office, measure):
    other = made(office, "Protect victims")
    tie_provisions(office, source=measure, target=other, new=NewLink("implements", "as told"))
    with pytest.raises(ValidationError, match="linked to itself"):
        tie_provisions(office, source=measure, target=measure, new=NewLink("implements"))
    link = Link.objects.get()
    assert (link.from_provision, link.to_provision, link.reason) == (measure, other, "as told")


def test_a_tie_said_again_takes_the_reason_it_had_not_and_no_other(office, measure):
    other = made(office, "Protect victims")
    tie_provisions(office, source=measure, target=other, new=NewLink("implements"))
    again = NewLink("implements", "as told")
    tie_provisions(office, source=measure, target=other, new=again)
    tie_provisions(office, source=measure, target=other, new=again)
    assert Link.objects.get().reason == "as told"
    with pytest.raises(ValidationError, match="tells something else"):
        tie_provisions(office, source=measure, target=other, new=NewLink("implements", "else"))


def test_a_tie_that_was_taken_away_comes_back_by_undoing(office, measure):
    other = made(office, "Protect victims")
    link = tie_provisions(office, source=measure, target=other, new=NewLink("implements"))
    remove_link(office, link=link)
    assert not Link.objects.exists()
    undo(office, record=Record.objects.get(action="remove_link"))
    assert Link.objects.get().uuid == link.uuid


def test_consent_is_changed_by_who_saw_it_as_it_stands(office, measure):
    put_consent(office, provision=measure, consent="ad_referendum", revision=1)
    measure.refresh_from_db()
    assert measure.consent == "ad_referendum"
    with pytest.raises(EditConflict):
        put_consent(office, provision=measure, consent="agreed", revision=1)


def test_a_text_in_plain_language_is_unchecked_until_another_reads_it(office, measure):
    plain = write_plain_text(
        office, provision=measure, language="en", text="Officers learn.", seen=""
    )
    with pytest.raises(ValidationError, match="Somebody else"):
        check_plain_text(office, plain=plain, seen="Officers learn.")
    other = mandate(office.desk.register, "editor")
    with pytest.raises(ChangedMeanwhile):
        check_plain_text(other, plain=plain, seen="Officers lern.")
    check_plain_text(other, plain=plain, seen="Officers learn.")
    assert PlainText.objects.get().checked_by == other.desk.account
    write_plain_text(
        office, provision=measure, language="en", text="They learn.", seen="Officers learn."
    )
    assert PlainText.objects.get().checked_by is None


def test_of_two_who_write_plainly_the_second_sees_what_the_first_wrote(office, measure):
    write_plain_text(office, provision=measure, language="en", text="First.", seen="")
    with pytest.raises(ChangedMeanwhile) as raised:
        write_plain_text(office, provision=measure, language="en", text="Second.", seen="")
    assert raised.value.stands == "First."


def test_a_text_of_several_lines_is_written_checked_and_written_again(office, measure):
    plain = write_plain_text(
        office, provision=measure, language="en", text="Officers learn.\r\nAll do.", seen=""
    )
    assert plain.text == "Officers learn.\nAll do."
    told = translate_provision(
        office, provision=measure, language="ru", text="Обучить\r\nвсех", seen=""
    )
    other, back = mandate(office.desk.register, "editor"), "Officers learn.\r\nAll do."
    check_plain_text(other, plain=plain, seen=back)
    check_translation(other, text=told, seen="Обучить\r\nвсех")
    write_plain_text(office, provision=measure, language="en", text="They learn.", seen=back)
    assert PlainText.objects.get().text == "They learn."


def test_a_text_that_was_rewritten_after_it_was_opened_is_not_checked_nor_put_back(office, measure):
    plain = write_plain_text(office, provision=measure, language="en", text="Old.", seen="")
    told = translate_provision(office, provision=measure, language="ru", text="Прежнее", seen="")
    other = mandate(office.desk.register, "editor")
    write_plain_text(office, provision=measure, language="en", text="New.", seen="Old.")
    translate_provision(office, provision=measure, language="ru", text="Новое", seen="Прежнее")
    with pytest.raises(ChangedMeanwhile):
        check_plain_text(other, plain=plain, seen="Old.")
    with pytest.raises(ChangedMeanwhile):
        check_translation(other, text=told, seen="Прежнее")
    assert (PlainText.objects.get().text, PlainText.objects.get().checked_by) == ("New.", None)
    assert WordingText.objects.get(language="ru").text == "Новое"


def test_a_text_stored_with_the_line_ends_of_a_browser_is_changed_as_any(office, measure):
    write_plain_text(office, provision=measure, language="en", text="One two", seen="")
    PlainText.objects.update(text="One\r\ntwo")
    write_plain_text(office, provision=measure, language="en", text="Three", seen="One\ntwo")
    assert PlainText.objects.get().text == "Three"


def test_a_text_sent_back_with_other_line_ends_is_no_other_text(office, measure):
    lines = Amendment({"en": "Train officers\nand guards"})
    amend_provision(office, provision=measure, amendment=lines)
    sent_back = Amendment({"en": "Train officers\r\nand guards"})
    assert not amend_provision(office, provision=measure, amendment=sent_back)


def test_a_comment_hides_with_its_provision_and_is_taken_away_by_its_writer(office, measure):
    writer = mandate(office.desk.register, "focal_point", side="ours")
    comment = add_comment(writer, provision=measure, text="Ask again.", visibility="register")
    stranger = mandate(office.desk.register, "editor")
    with pytest.raises(NotAllowed):
        remove_comment(stranger, comment=comment)
    measure.refresh_from_db()
    protect_entry(office, entry=measure, as_told=Protection("restricted", None, ""), revision=1)
    comment.refresh_from_db()
    assert comment.effective_visibility == "restricted"
    remove_comment(writer, comment=comment)
    assert not Comment.objects.exists()


def test_a_comment_for_ones_own_side_is_of_that_side(office, measure):
    writer = mandate(office.desk.register, "focal_point", side="ours")
    comment = add_comment(writer, provision=measure, text="Wait.", visibility="own_side")
    theirs = mandate(office.desk.register, "editor", side="theirs")
    assert comment in Comment.objects.visible_to(writer.desk)
    assert comment not in Comment.objects.visible_to(theirs.desk)


def test_a_translation_is_stale_once_the_original_has_other_words(office, measure):
    text = translate_provision(
        office, provision=measure, language="ru", text="Обучить сотрудников", seen=""
    )
    assert list(WordingText.objects.stale()) == []
    amend_provision(office, provision=measure, amendment=Amendment({"en": "Train all officers"}))
    assert list(WordingText.objects.stale()) == [text]
    check_translation(office, text=text, seen="Обучить сотрудников")
    assert list(WordingText.objects.stale()) == []


def test_no_text_is_written_nor_checked_beside_words_that_stand_no_more(office, measure):
    told = translate_provision(office, provision=measure, language="ru", text="Обучить", seen="")
    plain = write_plain_text(office, provision=measure, language="en", text="Learn.", seen="")
    other, read = mandate(office.desk.register, "editor"), mark_of("Train officers")
    amend_provision(office, provision=measure, amendment=Amendment({"en": "Dismiss officers"}))
    for write, language in ((translate_beside, "fr"), (write_plain_beside, "fr")):
        with pytest.raises(OriginalChanged) as raised:
            write(other, provision=measure, new=Rendering(language, "Former", "", read))
        assert raised.value.stands == "Dismiss officers"
    with pytest.raises(OriginalChanged):
        check_translation(other, text=told, seen="Обучить", read=read)
    with pytest.raises(OriginalChanged):
        check_plain_text(other, plain=plain, seen="Learn.", read=read)
    assert list(WordingText.objects.stale()) == [told]
    check_translation(other, text=told, seen="Обучить", read=mark_of("Dismiss officers"))
    assert list(WordingText.objects.stale()) == []


def test_a_plain_text_keeps_the_words_it_renders_until_somebody_reads_it_anew(office, measure):
    plain = write_plain_text(office, provision=measure, language="en", text="Learn.", seen="")
    assert plain.renders == "Train officers"
    amend_provision(office, provision=measure, amendment=Amendment({"en": "Train all officers"}))
    assert PlainText.objects.get().renders == "Train officers"
    check_plain_text(mandate(office.desk.register, "editor"), plain=plain, seen="Learn.")
    assert PlainText.objects.get().renders == "Train all officers"


def test_a_translation_given_together_with_the_new_original_is_not_stale(office, measure):
    translate_provision(office, provision=measure, language="ru", text="Обучить", seen="")
    both = Amendment({"ru": "Обучить всех", "en": "Train all officers"})
    amend_provision(office, provision=measure, amendment=both)
    assert list(WordingText.objects.stale()) == []


def test_the_words_of_the_original_are_changed_under_an_edition_only(office, measure):
    with pytest.raises(ValidationError, match="under an edition"):
        translate_provision(office, provision=measure, language="en", text="Teach", seen="")


def test_several_languages_may_be_authoritative(office, measure):
    translate_provision(office, provision=measure, language="ru", text="Обучить", seen="")
    translate_provision(office, provision=measure, language="fr", text="Former", seen="")
    put_authoritative(office, provisions=[measure], languages=["en", "ru"])
    told = WordingText.objects.filter(is_authoritative=True).values_list("language", flat=True)
    assert set(told) == {"en", "ru"}
    with pytest.raises(ValidationError, match="At least one"):
        put_authoritative(office, provisions=[measure], languages=[])
