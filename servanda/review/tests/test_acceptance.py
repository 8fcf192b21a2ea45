"""What an accepted proposal becomes, and on which words each field stands."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError

from servanda.history.models import Record
from servanda.instruments.models import Instrument, Provision, Responsibility, Timing
from servanda.meetings.models import Meeting, MeetingSeries, Participation
from servanda.parties.models import Party, Person, Post, Tenure
from servanda.progress.models import Evidence, Standing, Update
from servanda.registers.tests.factories import administrator, make_register
from servanda.reports.models import ReportingDuty
from servanda.review.actions import Decision, accept_all, accept_proposal, reject_proposal
from servanda.review.models import Proposal
from servanda.review.tests.factories import (
    IOM,
    LAUNCH,
    MEREDOV,
    MET,
    SIDES,
    TALKS,
    TURKMENISTAN,
    accepted_of,
    make_run,
    the,
)
from servanda.sources.actions import DocumentFacts
from servanda.sources.models import Citation

pytestmark = pytest.mark.django_db


@pytest.fixture
def clerk():
    return administrator(make_register())


def accept(clerk, proposal, **decision):
    return accept_proposal(
        clerk, proposal=proposal, decision=Decision(**decision), revision=proposal.revision
    )


def reject(clerk, proposal):
    reject_proposal(clerk, proposal=proposal, reason="wrong", revision=proposal.revision)


def cited(entry) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for citation in Citation.objects.of([entry.uuid]):
        found.setdefault(citation.field, []).append(citation.passage.quote)
    return found


def test_a_party_gets_its_names_and_cites_its_words(clerk):
    party = accept(clerk, the(make_run(clerk), "party", 1))
    assert (party.label, party.kind) == (SIDES[1], "international_organization")
    assert set(party.names.values_list("text", flat=True)) == {SIDES[1], "IOM"}
    assert cited(party) == {"name": [IOM[1]], "kind": [IOM[1]], "aliases": [IOM[1]]}


def test_every_passage_is_exactly_its_part_of_the_text(clerk):
    run = make_run(clerk)
    accept_all(clerk, run=run)
    citations = Citation.objects.select_related("passage__version")
    assert citations.exists()
    for citation in citations:
        passage = citation.passage
        assert passage.version.text[passage.start : passage.end] == passage.quote


def test_no_citation_names_the_rule_or_what_is_no_field(clerk):
    accept_all(clerk, run=make_run(clerk))
    fields = set(Citation.objects.values_list("field", flat=True))
    assert not fields & {"rule", "verb", "strength", "date_words", "speaker"}


def test_what_a_person_changed_stands_without_a_source(clerk):
    run = make_run(clerk)
    entry = accept(clerk, the(run, "party", 1), changed={"kind": "other"})
    assert entry.kind == "other"
    assert "kind" not in cited(entry)
    assert "name" in cited(entry)
    proposal = the(run, "party", 1)
    assert proposal.state == "changed"
    assert proposal.found["kind"] == "international_organization"
    assert accepted_of(proposal)["kind"] == "other"


def test_the_proposal_tells_who_decided_and_into_what(clerk):
    run = make_run(clerk)
    party = accept(clerk, the(run, "party"))
    proposal = the(run, "party")
    assert (proposal.entry, proposal.entry_kind) == (party.uuid, "party")
    assert proposal.decided_by == clerk.desk.account
    assert proposal.decided_at is not None


def test_accepting_a_commitment_accepts_the_parties_and_the_meeting_it_names(clerk):
    run = make_run(clerk)
    point = accept(clerk, the(run, "commitment"))
    assert not run.proposals.open().exists()
    assert point.kind == "point"
    assert point.instrument.kind == "record"
    assert Meeting.objects.get().record == point.instrument
    answering = Responsibility.objects.filter(wording__provision=point)
    assert [str(one.party) for one in answering.order_by("id")] == SIDES
    assert Timing.objects.get().due == "../2021-12-31"


def test_an_action_is_one_record_of_the_history(clerk):
    run = make_run(clerk)
    before = Record.objects.count()
    accept(clerk, the(run, "commitment"))
    records = Record.objects.order_by("id")[before:]
    assert [record.action for record in records] == ["accept_proposal"]


def test_accepting_all_is_one_record_too_and_counts_each_kind(clerk):
    run = make_run(clerk)
    before = Record.objects.count()
    counted = accept_all(clerk, run=run)
    assert counted == {"party": 2, "person": 2, "meeting": 1, "commitment": 1}
    assert Record.objects.count() == before + 1


def test_accepting_all_twice_accepts_nothing_more(clerk):
    run = make_run(clerk)
    accept_all(clerk, run=run)
    assert accept_all(clerk, run=run).total() == 0


def test_accepting_a_kind_counts_what_it_names_too(clerk):
    counted = accept_all(clerk, run=make_run(clerk), kind="person")
    assert counted == {"person": 2, "party": 2}


def test_a_person_at_a_meeting_is_known_in_the_post_from_its_day(clerk):
    accept_all(clerk, run=make_run(clerk))
    tenure = Tenure.objects.get(person__label="Rashid Meredov")
    assert tenure.known_from == tenure.known_until == date(2020, 2, 29)
    assert str(tenure.post.organization) == "Turkmenistan"
    assert cited(tenure) == {"post": [MEREDOV[1]]}
    seat = Participation.objects.get(person__label="Rashid Meredov")
    assert (str(seat.party), str(seat.post)) == ("Turkmenistan", "Minister of Foreign Affairs")


def test_a_person_beside_a_planned_meeting_is_known_from_the_document(clerk):
    met = ("meeting", MET[1], {**MET[2], "status": "planned", "date": "2020-05"})
    accept_all(clerk, run=make_run(clerk, items=[TURKMENISTAN, IOM, MEREDOV, met]))
    assert Tenure.objects.get(person__label="Rashid Meredov").known_from == date(2020, 3, 2)


def test_a_person_without_a_post_holds_none(clerk):
    who = ("person", "Rashid Meredov", {"name": "Rashid Meredov"})
    accept_all(clerk, run=make_run(clerk, items=[who]))
    assert not Post.objects.exists()


def test_a_body_keeps_since_when_it_exists_with_the_words(clerk):
    text = "A Working Group on Migration has been in operation since May 2020."
    body = (
        "body",
        text[2:-1],
        {
            "name": "Working Group on Migration",
            "since": "2020-05",
            "date_words": {"since": "since May 2020"},
        },
    )
    accept_all(clerk, run=make_run(clerk, text, [body]))
    party = Party.objects.get()
    assert (party.kind, party.body_kind) == ("body", "working_group")
    assert (party.since, party.since_words) == ("2020-05", "since May 2020")
    assert cited(party)["since"] == [text[2:-1]]


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


def test_a_meeting_that_recurs_is_a_series_with_the_meetings_of_its_parties(clerk):
    text = f"{TALKS} They meet every year."
    yearly = ("meeting", "They meet every year", {"status": "recurring", "parties": SIDES})
    accept_all(clerk, run=make_run(clerk, text, [TURKMENISTAN, IOM, MET, yearly]))
    series = MeetingSeries.objects.get()
    assert series.rhythm_words == "They meet every year"
    assert Meeting.objects.get().series == series
    assert cited(series)["parties"] == ["They meet every year"]


def test_a_conference_of_more_states_is_no_meeting_of_the_series(clerk):
    text = f"{TALKS} They meet every year. Norway joined them in June 2020."
    norway = ("party", "Norway", {"name": "Norway"})
    yearly = ("meeting", "They meet every year", {"status": "recurring", "parties": SIDES})
    joined = (
        "meeting",
        "Norway joined them in June 2020",
        {"date": "2020-06", "parties": [*SIDES, "Norway"]},
    )
    run = make_run(clerk, text, [TURKMENISTAN, IOM, norway, MET, yearly, joined])
    accept_all(clerk, run=run)
    assert Meeting.objects.get(date="2020-02").series is not None
    assert Meeting.objects.get(date="2020-06").series is None


def test_a_ministry_beside_its_state_does_not_leave_the_series(clerk):
    text = f"{TALKS} They meet every year. The ministry came in June 2020."
    ministry = (
        "party",
        "The ministry",
        {"name": "Ministry of Labour", "kind": "government_agency"},
    )
    yearly = ("meeting", "They meet every year", {"status": "recurring", "parties": SIDES})
    came = (
        "meeting",
        "The ministry came in June 2020",
        {"date": "2020-06", "parties": [*SIDES, "Ministry of Labour"]},
    )
    run = make_run(clerk, text, [TURKMENISTAN, IOM, ministry, yearly, came])
    accept_all(clerk, run=run)
    assert Meeting.objects.get(date="2020-06").series is not None


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


def test_a_rejected_party_is_not_made_from_its_name(clerk):
    run = make_run(clerk)
    reject(clerk, the(run, "party", 1))
    point = accept(clerk, the(run, "commitment"))
    assert list(Party.objects.values_list("label", flat=True)) == ["Turkmenistan"]
    answering = Responsibility.objects.filter(wording__provision=point)
    assert [str(one.party) for one in answering] == ["Turkmenistan"]


def test_a_rejected_person_takes_no_seat(clerk):
    run = make_run(clerk)
    reject(clerk, the(run, "person", 1))
    accept(clerk, the(run, "meeting"))
    assert list(Person.objects.values_list("label", flat=True)) == ["Rashid Meredov"]


def test_a_name_typed_by_hand_becomes_a_party_that_cites_the_sentence(clerk):
    run = make_run(clerk)
    point = accept(clerk, the(run, "commitment"), changed={"by": ["Republic of Elsewhere"]})
    made = Party.objects.get(label="Republic of Elsewhere")
    assert made.kind == "other"
    assert cited(made) == {"name": [LAUNCH[1]]}
    assert "by" not in cited(point)


def test_one_party_under_two_names_answers_once(clerk):
    both = ("commitment", LAUNCH[1], {**LAUNCH[2], "by": ["IOM", SIDES[1]], "meeting": None})
    accept_all(clerk, run=make_run(clerk, items=[IOM, both]))
    assert Responsibility.objects.count() == 1


def test_a_date_that_is_none_is_said_at_its_field_and_nothing_is_accepted(clerk):
    run = make_run(clerk)
    with pytest.raises(ValidationError) as refused:
        accept(clerk, the(run, "commitment"), changed={"due": "2021-02-30"})
    assert "due" in refused.value.message_dict
    assert not Party.objects.exists()
    assert not Citation.objects.exists()
    assert set(Proposal.objects.values_list("state", flat=True)) == {"open"}


def test_an_entry_of_another_register_cannot_be_chosen(clerk):
    elsewhere = administrator(make_register("elsewhere"))
    foreign = accept(elsewhere, the(make_run(elsewhere), "party"))
    with pytest.raises(ValidationError) as refused:
        accept(clerk, the(make_run(clerk), "party"), match=foreign.uuid)
    assert "match" in refused.value.message_dict


def test_a_series_is_not_taken_where_a_meeting_was_chosen(clerk):
    run = make_run(clerk)
    party = accept(clerk, the(run, "party"))
    with pytest.raises(ValidationError):
        accept(clerk, the(run, "meeting"), match=party.uuid)
    assert not Meeting.objects.exists()


def test_a_meeting_with_long_names_still_has_a_name(clerk):
    names = [f"Organization for {'very ' * 20}long matters {n}" for n in range(3)]
    text = "; ".join(names) + " met."
    parties = [("party", name, {"name": name, "kind": "other"}) for name in names]
    met = ("meeting", "met", {"parties": names, "place": "Place " * 30})
    accept_all(clerk, run=make_run(clerk, text, [*parties, met]))
    assert len(Meeting.objects.get().label) <= 300


def test_an_entry_is_as_hidden_as_its_document(clerk):
    facts = DocumentFacts(title="Note", visibility="restricted", published="2020-03-02")
    accept_all(clerk, run=make_run(clerk, facts=facts))
    for model in (Party, Person, Meeting, Provision, Instrument, Proposal):
        found = set(model.objects.values_list("effective_visibility", flat=True))
        assert found == {"restricted"}, model
