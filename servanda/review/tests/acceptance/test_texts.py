"""What accepted commitments and instruments become."""

from datetime import date

import pytest

from servanda.instruments.models import Instrument, Provision
from servanda.progress.models import Evidence, Standing, Update
from servanda.reports.models import ReportingDuty
from servanda.review.actions import accept_all
from servanda.review.tests.acceptance.accepting import accept, cited
from servanda.review.tests.factories import (
    IOM,
    LAUNCH,
    SIDES,
    TURKMENISTAN,
    make_run,
    the,
)
from servanda.sources.actions import DocumentFacts

pytestmark = pytest.mark.django_db


def test_two_plans_of_one_name_are_two_instruments(clerk):
    text = "They wrote the Plan 2016-2018 and the Plan 2020-2022."
    plans = [
        ("instrument", "Plan 2016-2018", {"name": "National Plan", "period": "2016/2018"}),
        ("instrument", "Plan 2020-2022", {"name": "National Plan", "period": "2020/2022"}),
    ]
    accept_all(clerk, run=make_run(clerk, text, plans))
    assert list(Instrument.objects.order_by("id").values_list("period", flat=True)) == [
        "2016/2018",
        "2020/2022",
    ]


def test_a_point_told_as_done_is_the_first_update_of_who_speaks(clerk):
    done = ("commitment", LAUNCH[1], {**LAUNCH[2], "status": "done", "speaker": SIDES[1]})
    run = make_run(clerk, items=[TURKMENISTAN, IOM, done])
    provision = accept(clerk, the(run, "commitment"))
    update = Update.objects.get()
    assert (update.provision, str(update.assessor)) == (provision, SIDES[1])
    assert (update.value.core, update.stated_on) == ("done", date(2020, 3, 2))
    assert update.narrative == LAUNCH[1]
    assert Evidence.objects.get().passage.quote == LAUNCH[1]
    assert Standing.objects.get().core == "done"


def test_where_nobody_speaks_the_publisher_does(clerk):
    ongoing = ("commitment", LAUNCH[1], {**LAUNCH[2], "status": "ongoing"})
    accept_all(clerk, run=make_run(clerk, items=[TURKMENISTAN, IOM, ongoing]))
    update = Update.objects.get()
    assert (str(update.assessor), update.value.core) == ("The Daily", "in_progress")


def test_without_speaker_and_publisher_nobody_assesses(clerk):
    done = ("commitment", LAUNCH[1], {**LAUNCH[2], "status": "done", "meeting": None})
    facts = DocumentFacts(title="Note", published="2020-03-02")
    accept_all(clerk, run=make_run(clerk, items=[TURKMENISTAN, IOM, done], facts=facts))
    assert not Update.objects.exists()
    assert Provision.objects.get().wordings.get().strength == "done"


def test_what_is_agreed_at_no_meeting_hangs_on_the_statement_of_the_document(clerk):
    alone = ("commitment", LAUNCH[1], {**LAUNCH[2], "meeting": None})
    run = make_run(clerk, items=[TURKMENISTAN, IOM, alone])
    provision = accept(clerk, the(run, "commitment"))
    assert provision.kind == "undertaking"
    assert provision.instrument.kind == "statement"
    assert provision.instrument.made_from == run.version.document


def test_a_planned_report_is_a_duty_with_its_deadline(clerk):
    text = "Turkmenistan plans to present its voluntary report in March 2021."
    report = ("instrument", "voluntary report", {"name": "Voluntary report", "kind": "report"})
    present = (
        "commitment",
        text[:-1],
        {
            "text": "Present the voluntary report",
            "by": ["Turkmenistan"],
            "status": "planned",
            "due": "2021-03",
        },
    )
    run = make_run(clerk, text, [TURKMENISTAN, report, present])
    provision = accept(clerk, the(run, "commitment"))
    duty = ReportingDuty.objects.get()
    assert (duty.label, duty.due, str(duty.debtor)) == (
        "Voluntary report",
        "2021-03",
        "Turkmenistan",
    )
    assert (duty.provision, duty.instrument) == (provision, Instrument.objects.get(kind="report"))
    assert cited(duty) == {"label": [text[:-1]], "due": [text[:-1]]}
    assert the(run, "instrument").state == "accepted"
