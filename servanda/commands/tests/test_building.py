"""Building the demonstration: both registers, once, exact to the word."""

from collections import Counter
from datetime import date

import pytest

from servanda.commands.demonstration.building import (
    EXAMPLE,
    FOUNDING,
    build_demonstration,
)
from servanda.commands.demonstration.deciding import decisions
from servanda.commands.demonstration.manifest import founding_case
from servanda.commands.demonstration.outline import outline_documents
from servanda.commands.demonstration.sites import password
from servanda.history.models import Record
from servanda.instruments.models import Instrument, Provision, ProvisionKind, Responsibility
from servanda.meetings.models import Meeting, MeetingSeries
from servanda.parties.models import Party, PartyName
from servanda.progress.models import Evidence, Update
from servanda.progress.rules import Headline, headline
from servanda.registers.models import Note
from servanda.registers.rules import RoleKind
from servanda.review.models import Proposal, ProposalState
from servanda.sources.models import Citation, Document

pytestmark = [pytest.mark.slow, pytest.mark.django_db]


def latest_words(provision: Provision) -> dict[str, str]:
    updates = Update.objects.filter(provision=provision).last_words()
    return {one.assessor.label: one.value.core for one in updates}


def test_built_again_nothing_is_done(built):
    done: list[str] = []
    records = Record.objects.count()
    assert build_demonstration(tell=lambda told: done.append(told.name)) == built
    assert done == []
    assert Record.objects.count() == records


def test_the_user_signs_in_and_works_in_both_registers(built):
    assert built.user.check_password(password())
    assert {
        (one.register.slug, one.role, one.side.key) for one in built.user.assignments.all()
    } == {
        (FOUNDING, RoleKind.ADMINISTRATOR, "turkmenistan"),
        (EXAMPLE, RoleKind.ADMINISTRATOR, "velmora"),
    }


def test_only_the_example_is_marked_fictional_and_anyone_may_read_both(built):
    assert built.example.is_fictional
    assert not built.founding.is_fictional
    assert built.example.is_public
    assert built.founding.is_public


def test_every_citation_is_exact(built):
    citations = Citation.objects.select_related("passage__version")
    assert citations.count() > 400
    for passage in {citation.passage for citation in citations}:
        assert passage.quote == passage.version.text[passage.start : passage.end]


def test_every_update_stands_on_words(built):
    assert Update.objects.count() > 70
    without = Update.objects.exclude(evidence__passage__isnull=False)
    assert list(without) == []
    for evidence in Evidence.objects.select_related("passage__version"):
        passage = evidence.passage
        assert passage.quote == passage.version.text[passage.start : passage.end]


def test_every_document_of_the_founding_case_was_read_and_decided_on(built):
    outlines = {one.file for one in outline_documents()}
    documents = Document.objects.filter(register=built.founding)
    documents = documents.exclude(versions__file_name__in=outlines)
    assert documents.count() == len(founding_case().documents)
    assert documents.filter(versions__runs=None).count() == 0
    proposals = Proposal.objects.filter(register=built.founding)
    assert proposals.count() > 100
    assert proposals.open().count() == 0
    assert {one.decided_by for one in proposals.select_related("decided_by")} == {built.user}


def test_every_decision_meets_a_proposal(built):
    proposals = Proposal.objects.filter(register=built.founding)
    for one in decisions().proposals:
        state = ProposalState.REJECTED if one.reason else ProposalState.CHANGED
        met = proposals.filter(
            kind=one.kind,
            quote__contains=one.quotation,
            run__version__file_name=one.document,
            state__in=[state, ProposalState.ACCEPTED] if one.match else [state],
        )
        assert met.exists(), one


def test_no_party_has_a_twin(built):
    for register in (built.founding, built.example):
        names = PartyName.objects.filter(register=register).values_list("key", "of")
        parties = Counter(key for key, _of in set(names))
        assert [key for key, count in parties.items() if count > 1] == []


def test_the_parties_of_the_founding_case_are_the_ones_the_press_names(built):
    parties = Party.objects.filter(register=built.founding)
    for name in ("IOM", "International Organization for Migration"):
        assert parties.named(name).count() == 1
    assert parties.named("Government of Turkmenistan").get().label == "Turkmenistan"
    assert parties.filter(label__icontains="Ministry of Foreign Affairs").count() == 1
    assert parties.filter(label__icontains="Migration Service").count() == 1


def test_the_series_has_the_yearly_meetings_and_no_others(built):
    series = MeetingSeries.objects.get(register=built.founding)
    meetings = Meeting.objects.filter(series=series).order_by("date_earliest")
    assert [(one.date, one.status) for one in meetings] == [
        ("2013", "held"),
        ("2020-02", "held"),
        ("2021-02-21/2021-02-28", "planned"),
        ("2022-04-14", "held"),
        ("2023-03-07", "held"),
        ("2024-04-02", "held"),
        ("2024-12-10", "held"),
    ]


def test_three_assessors_differ_on_the_second_plan(built):
    plan = Provision.objects.get(
        register=built.founding, instrument__period="2020/2022", label__startswith="Carry out"
    )
    words = latest_words(plan)
    assert words == {
        "International Organization for Migration": "in_progress",
        "United States Department of State": "partly_done",
        "Turkmenistan": "done",
    }
    assert headline(words.values()) == Headline.DISPUTED


def test_each_plan_is_one_instrument(built):
    plans = Instrument.objects.filter(
        register=built.founding, label__startswith="National Action Plan on Combat"
    )
    assert sorted(plan.period for plan in plans) == ["2016/2018", "2020/2022", "2025/2029"]


def test_silent_points_have_no_update(built):
    provisions = Provision.objects.filter(register=built.founding).commitments()
    for point in founding_case().silent:
        silent = provisions
        for words in point.find:
            silent = silent.filter(label__icontains=words)
        assert silent.exists(), point
        assert [one for one in silent if latest_words(one)] == []


def test_the_example_has_forty_measures_with_every_standing(built):
    measures = Provision.objects.filter(register=built.example, kind=ProvisionKind.MEASURE)
    assert measures.count() == 40
    assert {headline(latest_words(one).values()) for one in measures} == set(Headline)


def test_the_measures_have_who_and_when_under_their_objectives(built):
    measures = Provision.objects.filter(register=built.example, kind=ProvisionKind.MEASURE)
    for measure in measures:
        wording = measure.wordings.get()
        assert wording.parent.kind == ProvisionKind.OBJECTIVE
        assert wording.code.startswith(f"{wording.parent.wordings.get().code}.")
        assert wording.responsibilities.exists()
        assert wording.timing.due_words
    roles = set(
        Responsibility.objects.filter(register=built.example).values_list("role", flat=True)
    )
    assert roles == {"lead", "partner", "coordinator"}
    assert Responsibility.objects.filter(by_consent=True).exists()


def test_notes_are_seen_by_the_own_side_alone(built):
    notes = Note.objects.filter(register=built.example)
    assert notes.count() == 7
    assert {note.side.key for note in notes} == {"velmora"}
    assert not Note.objects.filter(register=built.founding).exists()


def test_nothing_of_the_example_is_dated_after_it_was_built(built):
    stated = Update.objects.filter(register=built.example).values_list("stated_on", flat=True)
    assert max(stated) < date(built.example.created_at.year, 1, 1)
