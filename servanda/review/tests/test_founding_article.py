"""The founding article, read by the engine, accepted as a whole: what the register then holds."""

from datetime import date
from pathlib import Path

import pytest

from servanda.history.models import Record
from servanda.instruments.models import Instrument, Provision, Responsibility
from servanda.meetings.models import Meeting, MeetingSeries, Participation
from servanda.parties.models import Party, Tenure
from servanda.progress.models import Update
from servanda.registers.tests.factories import administrator, make_register
from servanda.reports.models import ReportingDuty
from servanda.review.actions import accept_all, read_version
from servanda.sources.actions import DocumentFacts
from servanda.sources.models import Citation
from servanda.sources.tests.factories import make_version

pytestmark = [pytest.mark.django_db, pytest.mark.slow]

FACTS = DocumentFacts(
    title="Turkmenistan and IOM plan to hold online meeting",
    published="2021-02-17",
    publisher="Trend",
    language="en",
)
IOM = "International Organization for Migration"
BOTH = {"Turkmenistan", IOM}


@pytest.fixture
def accepted(shared: Path):
    clerk = administrator(make_register())
    text = (shared / "reading/dev/000.txt").read_text(encoding="utf-8")
    version = make_version(clerk, text, facts=FACTS)
    run = read_version(clerk, version=version)
    accept_all(clerk, run=run)
    return run


def test_everything_is_accepted_in_one_record(accepted):
    assert not accepted.proposals.open().exists()
    assert Record.objects.filter(action="accept_all").count() == 1


def test_the_yearly_meeting_is_a_series_with_its_meetings(accepted):
    series = MeetingSeries.objects.get()
    parties = Party.objects.filter(series__series=series)
    assert set(parties.values_list("label", flat=True)) == BOTH
    assert set(series.meetings.values_list("date", "status", "format")) == {
        ("2021-02-21/2021-02-28", "planned", "online"),
        ("2020-02", "held", ""),
        ("2013", "held", ""),
    }


def test_each_meeting_has_its_people_in_their_posts(accepted):
    seats = Participation.objects.exclude(person=None).select_related("post__organization")
    told = {(s.meeting.date, str(s.person), str(s.post), str(s.post.organization)) for s in seats}
    assert told == {
        ("2020-02", "Rashid Meredov", "Minister of Foreign Affairs", "Turkmenistan"),
        ("2020-02", "Zeynal Hajiyev", "Regional Coordinator for Central Asia", IOM),
        ("2013", "Gurbanguly Berdymuhamedov", "President", "Turkmenistan"),
        ("2013", "William Swing", "Director General", IOM),
    }
    meredov = Tenure.objects.get(person__label="Rashid Meredov")
    assert meredov.known_from == date(2020, 2, 29)


def test_the_bodies_and_since_when(accepted):
    network = Party.objects.get(label="United Nations Network on Migration")
    group = Party.objects.get(label__startswith="National Working Group")
    assert (network.kind, network.body_kind) == ("body", "network")
    assert (group.body_kind, group.since) == ("working_group", "2020-05")


def test_the_compact_and_the_two_plans(accepted):
    assert Instrument.objects.get(kind="framework").label == "Global Compact on Migration"
    plans = Instrument.objects.filter(kind="action_plan").order_by("period")
    assert [plan.period for plan in plans] == ["2016/2018", "2020/2022"]


def test_the_report_is_a_duty_due_in_march_2021(accepted):
    duty = ReportingDuty.objects.get()
    assert (duty.due, str(duty.debtor)) == ("2021-03", "Turkmenistan")
    assert "voluntary national report" in duty.label.casefold()


def test_the_points_stand_on_the_records_of_their_meetings(accepted):
    of_2020 = Meeting.objects.get(date="2020-02").record
    of_2013 = Meeting.objects.get(date="2013").record
    launch = Provision.objects.get(label__startswith="Launch")
    assert launch.instrument == of_2020
    assert launch.kind == "point"
    answering = Responsibility.objects.filter(wording__provision=launch)
    assert {str(one.party) for one in answering} == BOTH
    assert Provision.objects.filter(instrument=of_2013, label__icontains="priorit").exists()


def test_what_is_told_outside_a_meeting_stands_on_the_statement(accepted):
    statement = Instrument.objects.get(kind="statement")
    assert statement.made_from == accepted.version.document
    labels = statement.provisions.values_list("label", flat=True)
    assert any("National Working Group" in label for label in labels)


def test_what_is_told_as_done_is_the_first_update_of_the_organization_that_speaks(accepted):
    told = {(str(update.assessor), update.value.core) for update in Update.objects.all()}
    assert told == {(IOM, "done"), (IOM, "in_progress")}
    assert set(Update.objects.values_list("stated_on", flat=True)) == {date(2021, 2, 17)}


def test_every_entry_stands_on_exact_words(accepted):
    text = accepted.version.text
    for citation in Citation.objects.select_related("passage"):
        assert text[citation.passage.start : citation.passage.end] == citation.passage.quote
    cited = set(Citation.objects.values_list("entry", flat=True))
    for model in (Party, Meeting, MeetingSeries, Provision):
        for entry in model.objects.all():
            assert entry.uuid in cited, entry
