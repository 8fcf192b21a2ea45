"""Reading a version into proposals, at once or by a worker."""

from pathlib import Path

import pytest

from servanda.meetings.models import Meeting
from servanda.parties.models import Party
from servanda.registers.tests.factories import NotAllowed, mandate
from servanda.review.actions import (
    accept_all,
    ask_for_reading,
    read_task,
    read_version,
    reading_task,
)
from servanda.review.models import Proposal, ReadingRun
from servanda.sources.actions import DocumentFacts, Upload, add_version
from servanda.sources.tests.factories import make_version
from servanda.tasks.models import Task, TaskState

pytestmark = pytest.mark.django_db

NOTE = (
    "Norway and the World Health Organization (WHO) met in Oslo on 3 March 2021. "
    "Norway agreed to finance the programme by the end of 2022."
)
FACTS = DocumentFacts(title="Note", published="2021-03-04", language="en")


@pytest.fixture
def version(clerk):
    return make_version(clerk, NOTE, facts=FACTS)


def test_each_proposal_quotes_its_part_of_the_text(clerk, version):
    run = read_version(clerk, version=version)
    proposals = list(run.proposals.all())
    assert {"party", "meeting"} <= {p.kind for p in proposals}
    for proposal in proposals:
        assert version.text[proposal.start : proposal.end] == proposal.quote


def test_dates_keep_the_words_of_the_source(clerk, version):
    run = read_version(clerk, version=version)
    meeting = run.proposals.get(kind="meeting")
    assert meeting.found["date"] == "2021-03-03"
    assert "3 March 2021" in meeting.found["date_words"]["date"]


def test_a_version_is_read_once_by_one_engine(clerk, version):
    assert read_version(clerk, version=version) == read_version(clerk, version=version)
    assert ReadingRun.objects.count() == 1


def test_a_reading_is_as_hidden_as_its_document(clerk):
    hidden = make_version(clerk, NOTE, facts=DocumentFacts(visibility="restricted"))
    run = read_version(clerk, version=hidden)
    assert run.effective_visibility == "restricted"
    seen = Proposal.objects.visible_to(mandate(run.register, "editor").desk)
    assert not seen.exists()


def test_a_reader_has_nothing_read(version):
    reader = mandate(version.register, "reader")
    with pytest.raises(NotAllowed):
        read_version(reader, version=version)
    with pytest.raises(NotAllowed):
        ask_for_reading(reader, version=version)


def test_asked_twice_it_is_one_task(clerk, version):
    assert ask_for_reading(clerk, version=version) == ask_for_reading(clerk, version=version)
    assert Task.objects.count() == 1


def test_the_task_reads_in_the_name_of_who_asked(clerk, version):
    editor = mandate(version.register, "editor")
    task = ask_for_reading(editor, version=version)
    read_task(task.arguments)
    assert ReadingRun.objects.get().version == version


def test_a_failed_task_is_asked_for_anew(clerk, version):
    failed = ask_for_reading(clerk, version=version)
    failed.state = TaskState.FAILED
    failed.save()
    again = ask_for_reading(clerk, version=version)
    assert again != failed
    assert reading_task(version) == again


def test_a_text_without_facts_gives_an_empty_reading(clerk):
    version = make_version(clerk, "Lorem ipsum dolor.", facts=DocumentFacts(title="Empty"))
    assert read_version(clerk, version=version).proposals.count() == 0


@pytest.mark.slow
def test_texts_of_many_kinds_are_read_quoted_and_accepted(clerk, shared: Path):
    for path in sorted((shared / "reading/dev").glob("*.txt"))[:8]:
        text = path.read_text(encoding="utf-8")
        version = make_version(clerk, text, facts=DocumentFacts(title=path.stem))
        run = read_version(clerk, version=version)
        for proposal in run.proposals.all():
            assert version.text[proposal.start : proposal.end] == proposal.quote
        accept_all(clerk, run=run)
        assert not run.proposals.open().exists()


def newer(clerk, version, text):
    upload = Upload(text.encode(), "newer.txt")
    return add_version(clerk, document=version.document, upload=upload).version


def told(run, kind):
    return [proposal.quote for proposal in run.proposals.filter(kind=kind).order_by("start")]


def test_of_a_newer_version_only_what_is_new_is_proposed(clerk, version):
    first = read_version(clerk, version=version)
    accept_all(clerk, run=first)
    text = f"Corrected.\n\n{NOTE} Norway agreed to train 40 nurses in Bergen by 2023."
    run = read_version(clerk, version=newer(clerk, version, text))
    assert run.told_before > 0
    assert told(run, "party") == []
    (new,) = told(run, "commitment")
    assert "train 40 nurses" in new


def test_the_meeting_of_a_new_point_comes_with_it_and_is_the_known_one(clerk, version):
    first = read_version(clerk, version=version)
    accept_all(clerk, run=first)
    lines = NOTE.replace(
        "by the end of 2022.", "by the end of 2022 and to open a school in Bergen."
    )
    run = read_version(clerk, version=newer(clerk, version, lines))
    accept_all(clerk, run=run)
    assert Meeting.objects.count() == 1
    assert Party.objects.filter(kind="other").count() == 0


def test_what_a_new_point_names_and_nobody_accepted_yet_comes_with_it(clerk, version):
    read_version(clerk, version=version)
    text = f"{NOTE} Norway agreed to train 40 nurses in Bergen by 2023."
    run = read_version(clerk, version=newer(clerk, version, text))
    accept_all(clerk, run=run)
    assert Party.objects.get(label="Norway").kind == "state"


def test_a_newer_version_that_says_the_same_proposes_nothing(clerk, version):
    read_version(clerk, version=version)
    run = read_version(clerk, version=newer(clerk, version, f"\n\n{NOTE}\n"))
    assert run.proposals.count() == 0
    assert run.told_before == Proposal.objects.count()
