"""What stands in a brief, for whom, and as of which day."""

import json
from datetime import date

import pytest

from servanda.instruments.actions import NewInstrument, adopt_instrument, create_instrument
from servanda.registers.actions import write_note
from servanda.registers.tests.factories import administrator, make_register, mandate
from servanda.reports.models import gather_brief
from servanda.reports.rules.brief import Variant
from servanda.reports.rules.json_shape import json_of
from servanda.reports.rules.numbering import Numbering, sources_in
from servanda.reports.tests.factories import (
    LATER,
    ON,
    Founding,
    cite_quotation,
    lay_many_points,
    make_document,
    point,
    say,
)
from servanda.reports.views.printing import printed

pytestmark = [pytest.mark.django_db, pytest.mark.slow]


@pytest.fixture
def case() -> Founding:
    return Founding(administrator(make_register()))


def brief_of(case, *, on=ON, variant=Variant.INTERNAL, desk=None):
    return gather_brief(desk or case.mandate.desk, series=case.series, on=on, variant=variant)


def shape_of(brief):
    return json.loads(json_of(brief))


def texts(points):
    return [point.text for point in points]


def test_the_next_meeting_is_the_one_planned_for_the_end_of_february(case):
    meeting = brief_of(case).next_meeting
    assert (meeting.date.edtf, meeting.status, meeting.format) == (
        "2021-02-21/2021-02-28",
        "planned",
        "online",
    )


def test_past_meetings_stand_latest_first_with_who_took_part(case):
    past = brief_of(case).past_meetings
    assert [meeting.date.edtf for meeting in past] == ["2020-02", "2013"]
    assert [(p.name, p.organization, p.known_since) for p in past[0].participants] == [
        ("Rashid Meredov", "Turkmenistan", "2020-02"),
        ("Zeynal Hajiyev", "International Organization for Migration", "2020-02"),
    ]


def test_points_of_all_meetings_and_documents_are_open(case):
    assert set(texts(brief_of(case).open_points)) == {
        case.health.label,
        case.network.label,
        case.trafficking.label,
        case.report.label,
    }


def test_a_point_says_when_it_was_agreed_or_when_it_was_told(case):
    dates = {p.text: (p.agreed_on.edtf, p.told_on.edtf) for p in brief_of(case).open_points}
    assert dates[case.network.label] == ("2020-02", "")
    assert dates[case.report.label] == ("", "2021-02-17")


def test_points_are_ordered_overdue_disputed_no_information_in_progress_done_since(case):
    later = date(2021, 6, 1)
    say(case.mandate, case.health, case.iom, "in_progress", date(2021, 5, 1))
    say(case.mandate, case.network, case.iom, "done", date(2021, 5, 1))
    say(case.mandate, case.trafficking, case.iom, "done", date(2021, 5, 1))
    say(case.mandate, case.trafficking, case.turkmenistan, "in_progress", date(2021, 5, 2))
    found = [(p.text, p.standing.value, p.overdue) for p in brief_of(case, on=later).open_points]
    assert found == [
        (case.report.label, "no_information", True),
        (case.trafficking.label, "disputed", False),
        (case.health.label, "in_progress", False),
        (case.network.label, "done", False),
    ]


def test_a_point_done_before_the_last_meeting_is_left_out_and_counted(case):
    say(case.mandate, case.trafficking, case.iom, "done", date(2019, 1, 1))
    say(case.mandate, case.trafficking, case.iom, "done", date(2021, 1, 1))
    brief = brief_of(case)
    assert case.trafficking.label not in texts(brief.open_points)
    assert brief.settled == 1


def test_an_update_counts_from_the_day_it_was_said(case):
    say(case.mandate, case.network, case.iom, "in_progress", date(2020, 6, 1))
    say(case.mandate, case.network, case.iom, "done", date(2021, 9, 1))
    values = {}
    for on in (date(2021, 2, 17), date(2021, 8, 31), date(2021, 9, 1)):
        found = next(p for p in brief_of(case, on=on).open_points if p.text == case.network.label)
        values[on] = [(s.value, s.since, s.before) for s in found.standings]
    assert values == {
        date(2021, 2, 17): [("in_progress", date(2020, 6, 1), "")],
        date(2021, 8, 31): [("in_progress", date(2020, 6, 1), "")],
        date(2021, 9, 1): [("done", date(2021, 9, 1), "in_progress")],
    }


def test_a_correction_replaces_what_it_corrects_from_its_own_day_on(case):
    wrong = say(case.mandate, case.network, case.iom, "done", date(2020, 6, 1))
    say(case.mandate, case.network, case.iom, "not_started", date(2021, 3, 1), corrects=wrong)
    for on, value in ((ON, "done"), (date(2021, 3, 1), "not_started")):
        found = next(p for p in brief_of(case, on=on).open_points if p.text == case.network.label)
        assert [s.value for s in found.standings] == [value]


def test_what_a_later_document_tells_is_not_known_before(case):
    version = make_document(case.mandate, LATER, published="2021-04-01")
    body = case.body
    cite_quotation(case.mandate, body, version, "Network on Migration")
    before = brief_of(case, on=date(2021, 2, 16))
    assert (before.series, before.open_points, before.past_meetings) == (before.series, (), ())
    assert before.bodies == before.instruments == before.duties == ()
    assert len(brief_of(case, on=ON).bodies[0].sources) == 1
    assert len(brief_of(case, on=date(2021, 4, 1)).bodies[0].sources) == 2


def test_an_undated_document_is_no_source_for_a_day_before_it_came_in(case):
    undated = make_document(case.mandate, LATER, published=None)
    cite_quotation(case.mandate, case.network, undated, "Network on Migration was launched")
    for on, number in ((ON, 1), (case.mandate.desk.today, 2)):
        found = next(p for p in brief_of(case, on=on).open_points if p.text == case.network.label)
        assert len(found.sources) == number


def test_what_only_an_undated_document_tells_is_known_on_any_day(case):
    undated = make_document(case.mandate, LATER, published=None)
    told = point(case.mandate, case.health.instrument, "Send the report to ESCAP")
    cite_quotation(case.mandate, told, undated, "sent to IOM and ESCAP")
    found = next(p for p in brief_of(case).open_points if p.text == told.label)
    assert [source.quote for source in found.sources] == ["sent to IOM and ESCAP"]


def test_a_deadline_is_overdue_only_after_its_last_day(case):
    for on, overdue in ((date(2021, 3, 31), False), (date(2021, 4, 1), True)):
        found = next(p for p in brief_of(case, on=on).open_points if p.text == case.report.label)
        assert found.overdue is overdue


def test_a_planned_meeting_whose_day_passed_without_a_word_says_so(case):
    brief = brief_of(case, on=date(2021, 6, 1))
    assert brief.next_meeting is None
    assert next((m.status, m.lapsed) for m in brief.past_meetings) == ("planned", True)


def test_an_overdue_report_stays_until_it_is_said_to_be_given(case):
    assert [line.overdue for line in brief_of(case, on=date(2021, 6, 1)).duties] == [True]
    say(case.mandate, case.report, case.turkmenistan, "done", date(2021, 5, 1))
    assert brief_of(case, on=date(2021, 6, 1)).duties == ()


def test_changes_since_the_last_meeting_are_told_newest_first(case):
    say(case.mandate, case.network, case.iom, "in_progress", date(2020, 8, 1))
    assert [(c.kind.value, c.on.edtf) for c in brief_of(case).changes] == [
        ("point", "2021-02-17"),
        ("update", "2020-08-01"),
        ("body", "2020-05"),
    ]


def test_disputed_measures_of_a_plan_are_listed_and_all_are_counted(case):
    split = point(case.mandate, case.plan, "Train consular staff")
    point(case.mandate, case.plan, "Open a telephone line")
    say(case.mandate, split, case.iom, "done", date(2021, 1, 5))
    say(case.mandate, split, case.turkmenistan, "in_progress", date(2021, 1, 6))
    brief = brief_of(case)
    assert texts(brief.measures) == ["Train consular staff"]
    measures = next(line.measures for line in brief.instruments if line.name == case.plan.label)
    assert (measures.total, measures.overdue) == (2, 0)
    assert dict(measures.standings) == {"disputed": 1, "no_information": 1}


def test_an_instrument_without_a_period_says_when_it_was_first_adopted(case):
    new = NewInstrument(title="Cooperation agreement", kind="agreement")
    agreement = create_instrument(case.mandate, new=new)
    case.told(agreement, "In 2013 the parties agreed")
    for party, day in ((case.turkmenistan, "1998-06"), (case.iom, "1998-07")):
        adoption = adopt_instrument(case.mandate, instrument=agreement, party=party, date=day)
        case.told(adoption, f"agreed to launch {'the' if party == case.iom else 'the United'}")
    (line,) = [one for one in brief_of(case).instruments if one.name == agreement.label]
    assert (line.adopted.edtf, len(line.sources)) == ("1998-06", 2)
    text = printed(brief_of(case), "text").decode()
    assert "Adopted: June 1998" in text
    assert "No period known" not in text


def test_what_a_later_document_tells_of_an_adoption_is_not_known_before(case):
    new = NewInstrument(title="Cooperation agreement", kind="agreement")
    agreement = create_instrument(case.mandate, new=new)
    adoption = adopt_instrument(case.mandate, instrument=agreement, party=case.iom, date="1998-06")
    version = make_document(case.mandate, LATER, published="2021-04-01")
    cite_quotation(case.mandate, adoption, version, "Network on Migration")
    for on, told in ((ON, ""), (date(2021, 4, 1), "1998-06")):
        lines = brief_of(case, on=on).instruments
        assert [one.adopted.edtf for one in lines if one.name == agreement.label] == [told]


def test_the_same_passage_bears_the_same_number(case):
    brief = brief_of(case)
    numbering = Numbering(sources_in(brief))
    places = [(n.source.document, n.source.start, n.source.end) for n in numbering.footnotes]
    assert len(set(places)) == len(places)
    assert [n.number for n in numbering.footnotes] == list(range(1, len(places) + 1))


def test_every_quotation_stands_in_its_document(case):
    shape = shape_of(brief_of(case))
    lines = [shape["series"], shape["next_meeting"], *shape["past_meetings"], *shape["open_points"]]
    lines += [*shape["instruments"], *shape["bodies"], *shape["duties"], *shape["changes"]]
    citations = [citation for line in lines for citation in line["citations"]]
    assert len(citations) >= 12
    for citation in citations:
        assert case.article.text[citation["start"] : citation["end"]] == citation["quote"]


class TestWhoSeesWhat:
    def test_notes_of_ones_own_side_stand_in_the_internal_brief_only(self, case):
        register = case.mandate.desk.register
        ours = mandate(register, "editor", side="ministry")
        write_note(ours, on=case.network, kind="position", text="We ask for a date.")
        write_note(ours, on=case.planned, kind="speaker", text="The deputy minister speaks.")
        internal = brief_of(case, desk=ours.desk)
        assert [n.text for p in internal.open_points for n in p.own_notes] == ["We ask for a date."]
        assert [n.kind for n in internal.next_meeting.own_notes] == ["speaker"]
        shared = brief_of(case, desk=ours.desk, variant=Variant.SHARE)
        assert "own_notes" not in str(shape_of(shared))
        assert "We ask" not in str(shape_of(shared))

    @pytest.mark.parametrize("role", ["editor", "secretariat", "administrator"])
    def test_the_other_side_never_sees_our_notes(self, case, role):
        register = case.mandate.desk.register
        ours = mandate(register, "editor", side="ministry")
        write_note(ours, on=case.network, kind="position", text="We ask for a date.")
        theirs = mandate(register, role, side="organization")
        assert "We ask" not in str(shape_of(brief_of(case, desk=theirs.desk)))

    def test_a_brief_to_share_has_only_what_everyone_in_the_register_sees(self, case):
        record = case.health.instrument
        point(case.mandate, record, "Secretly count the pencils", visibility="restricted")
        assert "Secretly count the pencils" in texts(brief_of(case).open_points)
        assert "Secretly count the pencils" not in texts(
            brief_of(case, variant=Variant.SHARE).open_points
        )

    def test_a_hidden_source_says_that_it_is_not_public_and_no_more(self, case):
        hidden = make_document(
            case.mandate,
            "A confidential cable on health.",
            published="2021-02-01",
            visibility="restricted",
        )
        cite_quotation(case.mandate, case.health, hidden, "confidential cable")
        reader = mandate(case.mandate.desk.register, "reader").desk
        found = next(
            p
            for p in shape_of(brief_of(case, desk=reader))["open_points"]
            if p["text"] == case.health.label
        )
        assert {"public": False, "document": None, "quote": None}.items() <= found["citations"][
            0
        ].items()
        assert "cable" not in str(shape_of(brief_of(case, desk=reader)))
        assert "cable" in str(shape_of(brief_of(case)))

    def test_the_marking_gathers_the_handling_of_what_is_in_the_brief(self, case):
        case.network.handling = "Restricted"
        case.network.save()
        case.mandate.desk.register.handling = "For official use"
        assert brief_of(case).handling == ("For official use", "Restricted")


@pytest.mark.parametrize("count", [10, pytest.param(2000, marks=pytest.mark.slow)])
def test_a_brief_takes_twelve_queries_however_many_points(case, count, django_assert_num_queries):
    ours = mandate(case.mandate.desk.register, "editor", side="ministry").desk
    lay_many_points(case, count)
    with django_assert_num_queries(12):
        brief = brief_of(case, desk=ours)
    assert len(brief.open_points) == count + 4
