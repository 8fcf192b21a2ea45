"""The matrix of a plan: its rows in their tree, what narrows them, its groups and its money."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from servanda.instruments.actions import NewProvision, add_provisions
from servanda.instruments.importing import PlanOrder, import_plan
from servanda.parties.actions import NewParty, create_party
from servanda.progress.tests.factories import Plan, hide_a_file
from servanda.progress.tests.matrices import groups, money, page
from servanda.progress.views.matrix.page import LAYOUTS
from servanda.progress.views.matrix.shown import PORTION, SHORT
from servanda.reading.tests.matrices.files import Grid, xlsx_of
from servanda.registers.tests.factories import administrator, make_register, person
from servanda.sources.actions import Upload

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
PIERS = Grid(
    [
        ["No", "Activity", "Responsible", "Partners", "Deadline", "Budget, USD", "Colour"],
        ["Objective 1: Safe harbours"],
        ["1.1", "Repair the pier", "Harbour Office", "Coast Guard", "2021-2022", 1250, "red"],
        ["1.2", "Paint the boats", "Coast Guard", None, "as needed", "not covered", "blue"],
        ["Objective 2: Open sea"],
        ["2.1", "Chart the reefs", "Harbour Office", None, "2023", 300, "green"],
    ],
    merged=["A2:G2", "A5:G5"],
)


@pytest.fixture
def plan() -> Plan:
    return Plan(administrator(make_register(is_public=True)))


@pytest.fixture
def piers():
    """Return a plan that was brought in from a workbook, with its agencies in the register."""
    clerk = administrator(make_register())
    for name in ("Harbour Office", "Coast Guard"):
        create_party(clerk, new=NewParty(name, "government_agency"))
    upload = Upload(xlsx_of(PIERS), "piers.xlsx")
    return import_plan(clerk, upload=upload, order=PlanOrder(title="Plan of piers"))


@pytest.fixture
def reader(piers, client):
    client.force_login(person(piers.instrument.register, "reader"))
    return client


def rows(answer):
    return [row.label for row in answer.context["matrix"].rows]


def cells(answer, label):
    """Return the lines and parties of the cells of a row, by the names of their columns."""
    found = next(row for row in answer.context["matrix"].rows if row.label == label)
    return {
        cell.column.name: [*cell.lines, *(party.text for party in cell.ties)]
        for cell in found.cells
    }


def choices(answer, name):
    filters = {one.name: one for one in answer.context["filters"]}
    return (
        {str(choice.label): choice.value for choice in filters[name].choices}
        if name in filters
        else {}
    )


def test_the_rows_of_a_plan_stand_in_their_tree(client, plan):
    matrix = page(client, plan.plan).context["matrix"]
    told = [(row.code, row.level) for row in matrix.rows]
    assert told == [("1", 0), ("1.1", 1), ("1.2", 1), ("2", 0)]
    assert [row.is_wide for row in matrix.rows] == [True, False, False, False]


def test_each_cell_says_what_its_row_says(piers, reader):
    columns = ["code", "responsible", "partners", "money", "source", "indicator"]
    answer = page(reader, piers.instrument, column=columns)
    assert cells(answer, "Repair the pier") == {
        "responsible": ["Harbour Office"],
        "partners": ["Coast Guard"],
        "indicator": [],
        "money": ["1\N{NO-BREAK SPACE}250.00 USD"],
        "source": [],
    }
    assert cells(answer, "Paint the boats")["money"] == ["not covered"]


def test_the_cells_of_the_file_can_be_shown_as_they_stand_in_it(piers, reader):
    offered = page(reader, piers.instrument).context["matrix"].offered
    colour = next(column for column, _is_shown in offered if column.title == "Colour")
    answer = page(reader, piers.instrument, column=[colour.name])
    assert cells(answer, "Chart the reefs") == {colour.name: ["green"]}


def test_who_may_not_see_the_file_is_shown_no_cell_of_it(piers, reader):
    hide_a_file(administrator(piers.instrument.register), piers.instrument)
    answer = page(reader, piers.instrument, column=["cell-7"])
    assert rows(answer)[1] == "Repair the pier"
    assert "Colour" not in answer.content.decode()


def test_what_a_person_may_not_see_leaves_no_trace_in_rows_filters_and_counts(client, plan):
    hidden = plan.party("Office of Secrets", "government_agency")
    plan.provision("A secret", by=(hidden,), due="2035", money=(money(7),), visibility="restricted")
    pages = [page(client, plan.plan, by=by) for by in LAYOUTS]
    words = ("secret", "Secrets", "2035", "7.00")
    assert not [word for answer in pages for word in words if word in answer.content.decode()]
    assert {sum(one.number for one in answer.context["counts"]) for answer in pages} == {3}


def test_a_party_that_is_hidden_is_no_agency_of_the_plan(client, plan):
    hidden = create_party(
        plan.mandate, new=NewParty("Silent Office", "government_agency", visibility="restricted")
    )
    plan.provision("Listen", by=(hidden,))
    answer = page(client, plan.plan, by="agency")
    assert "Silent Office" not in answer.content.decode()
    assert "Silent Office" not in choices(answer, "agency")
    assert [name for name, _number, _helping in groups(answer)] == [
        "Republic of Arvenia",
        "Office for Mobility",
    ]
    asked = page(client, plan.plan, agency=str(hidden.uuid))
    assert rows(asked) == []
    assert asked.context["faults"]


def test_rows_are_narrowed_to_an_agency_with_what_they_stand_under(client, plan):
    office = choices(page(client, plan.plan), "agency")["Office for Mobility"]
    answer = page(client, plan.plan, agency=office)
    assert rows(answer) == [
        "Information for the public",
        "Open a telephone line in three languages",
    ]
    assert [row.is_above for row in answer.context["matrix"].rows] == [True, False]
    assert answer.context["matrix"].matching == 1


def test_rows_are_narrowed_to_a_year_that_lies_in_their_time(piers, reader):
    answer = page(reader, piers.instrument, year="2022")
    assert rows(answer) == ["Objective 1: Safe harbours", "Repair the pier"]
    undated = page(reader, piers.instrument, year=choices(answer, "year")["without a year"])
    assert rows(undated) == ["Objective 1: Safe harbours", "Paint the boats"]


def test_rows_are_narrowed_to_those_overdue(client, plan):
    plan.say(plan.line, plan.office, "done", date(2020, 6, 1))
    answer = page(client, plan.plan, standing="overdue")
    assert rows(answer) == ["Information for the public", "Train consular staff"]


def test_a_row_tells_its_standing_and_the_last_word_of_each_assessor(client, plan):
    plan.say(plan.training, plan.office, "in_progress", date(2020, 6, 1))
    told = page(client, plan.plan, column=["standing", "last_word"]).content.decode()
    row = told[told.index("Train consular staff") : told.index("Report each year")]
    assert [word in row for word in ("chip-overdue", "chip-in-progress", "chip-done")] == [
        True,
        True,
        False,
    ]
    assert "Office for Mobility</span>: In progress, 1 June 2020" in row


def test_a_branch_is_shown_by_itself(piers, reader):
    whole = page(reader, piers.instrument).context["matrix"].rows
    answer = page(reader, piers.instrument, under=str(whole[3].name))
    assert rows(answer) == ["Objective 2: Open sea", "Chart the reefs"]


def test_a_long_plan_shows_its_first_rows_the_others_a_step_away_and_all_to_be_printed(
    client, plan
):
    news = [NewProvision(f"Measure {n}", "measure", visibility="public") for n in range(SHORT)]
    add_provisions(plan.mandate, instrument=plan.plan, after=None, under=plan.report, news=news)
    first = page(client, plan.plan).context["matrix"]
    assert (len(first.rows), first.total) == (PORTION, SHORT + 4)
    assert [branch.number for branch in first.branches()] == [2, SHORT]
    second = page(client, plan.plan, portion="2")
    assert rows(second)[:2] == ["Report each year to the working group", f"Measure {PORTION - 4}"]
    assert len(page(client, plan.plan, whole="yes").context["matrix"].rows) == SHORT + 4


def test_rows_are_drawn_in_time_with_the_same_in_words(piers, reader):
    answer = page(reader, piers.instrument, by="time")
    drawn = answer.context["drawn"]
    assert (drawn.scale.first_year, drawn.scale.last_year) == (2021, 2023)
    told = [(len(line.bars), line.lasts, line.standing) for line in drawn.rows]
    assert told == [
        (0, False, ""),
        (2, False, "overdue"),
        (0, True, "no-information"),
        (0, False, ""),
        (1, False, "overdue"),
    ]
    assert answer.content.decode().count('<svg class="gantt ') == 3


def test_a_plan_without_any_time_is_not_drawn(client, plan):
    office = choices(page(client, plan.plan), "agency")["Office for Mobility"]
    answer = page(client, plan.plan, by="time", agency=office, standing="overdue")
    assert answer.context["drawn"].scale is not None
    bare = page(client, plan.plan, by="time", year="none")
    assert bare.context["drawn"].scale is None


def test_agencies_are_counted_with_what_they_lead_and_where_they_help(piers, reader):
    answer = page(reader, piers.instrument, by="agency")
    assert groups(answer) == [("Coast Guard", 2, 1), ("Harbour Office", 2, 0)]


def test_years_are_counted_with_what_falls_into_them(piers, reader):
    answer = page(reader, piers.instrument, by="year")
    told = [(label, number) for label, number, _helping in groups(answer)]
    assert told == [("2021", 1), ("2022", 1), ("2023", 1), ("without a year", 1)]


def test_what_is_not_covered_without_an_amount_is_counted_and_not_added_up(piers, reader):
    told = page(reader, piers.instrument, by="money").context["money"]
    assert (told.unpaid, told.unread) == (1, 0)
    assert told.tables[0].planned.total == "1\N{NO-BREAK SPACE}550.00"


@pytest.mark.parametrize(
    "query", [{"by": "<b>"}, {"portion": "x"}, {"portion": "99999"}, {"column": "no"}]
)
def test_what_an_address_says_that_is_not_known_changes_nothing(client, plan, query):
    assert len(page(client, plan.plan, **query).context["matrix"].rows) == 4


@pytest.mark.parametrize("query", [{"year": "²"}, {"standing": "x"}, {"under": "x"}])
def test_a_filter_that_the_plan_does_not_know_is_told(client, plan, query):
    assert len(page(client, plan.plan, **query).context["faults"]) == 1


@pytest.mark.parametrize("layout", LAYOUTS)
def test_the_queries_of_a_matrix_do_not_grow_with_the_plan(client, plan, layout):
    def asked():
        with CaptureQueriesContext(connection) as queries:
            page(client, plan.plan, by=layout, column=["last_word", "money", "standing"])
        return len(queries)

    plan.say(plan.line, plan.office, "done", date(2020, 6, 1))
    few = asked()
    plan.add_measures(5)
    assert asked() == few <= 25
