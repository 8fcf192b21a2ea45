"""How rows hang and what they are called, where plans differ most."""

from servanda.reading.matrices import read_matrices
from servanda.reading.tests.matrices.files import Grid, csv_of
from servanda.reading.tests.matrices.trees import doubts_of, table_of, tree_of


def test_goals_above_the_headings_stand_above_the_rows():
    table = table_of(
        [
            ["Goal 1: Safe harbours"],
            ["Objective 1.1: Sound piers"],
            ["No", "Activity", "Responsible", "Deadline"],
            ["1.1.1", "Inspect the piers", "MIA", "2021"],
            ["Objective 1.2: Known tides"],
            ["1.2.1", "Print the tables", "MFA", "2022"],
        ]
    )
    assert tree_of(table) == [
        (1, "goal", "1"),
        (2, "objective", "1|1.1"),
        (4, "activity", "1|1.1|1.1.1"),
        (5, "objective", "1|1.2"),
        (6, "activity", "1|1.2|1.2.1"),
    ]


def test_a_label_may_stand_in_the_column_of_numbers():
    table = table_of(
        [
            ["Ref", "Description", "Agency", "Time frame"],
            ["Strategic Objective 1", "Safe harbours"],
            ["Output 1.1", "Piers repaired"],
            ["Activity 1.1.1", "Inspect the piers", "Port Authority", "Jan-Mar 2022"],
        ]
    )
    assert tree_of(table) == [
        (2, "goal", "1"),
        (3, "objective", "1|1.1"),
        (4, "activity", "1|1.1|1.1.1"),
    ]


def test_numbers_that_begin_anew_in_each_task_are_one_level():
    table = table_of(
        [
            ["Task", "Measure", "Responsible", "Deadline"],
            ["1. Piers", "1) inspect", "MIA", "2021"],
            [None, "2) mend", "MIA", "2021"],
            ["2. Tides", "1) print", "MFA", "2022"],
        ],
        merged=["A2:A3"],
    )
    assert tree_of(table) == [
        (2, "measure", "1|1)"),
        (3, "measure", "1|2)"),
        (4, "measure", "2|1)"),
    ]
    assert doubts_of(table) == []


def test_bold_rows_stand_above_light_ones():
    table = table_of(
        [
            ["Measure", "Responsible", "Deadline"],
            ["Better harbours", "MIA", "2025"],
            ["Inspect the piers", "Inspectorate", "2023"],
            ["Better lights", "MFA", "2025"],
            ["Buy oil", "Inspectorate", "permanent"],
        ],
        bold=["A2", "A4"],
    )
    assert tree_of(table) == [
        (2, "objective", "Better harbours"),
        (3, "measure", "Better harbours|Inspect the piers"),
        (4, "objective", "Better lights"),
        (5, "measure", "Better lights|Buy oil"),
    ]


def test_a_footnote_and_prose_below_the_table_are_notes():
    table = table_of(
        [
            ["Measure", "Responsible", "Deadline"],
            ["Inspect the piers", "Inspectorate", "2023"],
            ["* subject to the budget"],
            ["Note: the tides may differ."],
        ]
    )
    assert [row.kind.value for row in table.rows] == ["measure", "note", "note"]


def test_a_row_that_counts_something_in_total_is_no_sum():
    table = table_of(
        [["Measure", "Responsible", "Deadline"], ["Total number of piers inspected", "MIA", "2023"]]
    )
    assert table.rows[0].kind == "measure"


def test_an_outcome_right_of_the_activities_is_what_they_should_bring():
    table = table_of(
        [
            ["Activity", "Responsible", "Deadline", "Outcome"],
            ["Inspect", "MIA", "2023", "Safe piers"],
        ]
    )
    assert table.columns[3].field == "indicator"


def test_what_forms_ask_for_is_doubted_where_nobody_filled_it_in():
    table = table_of(
        [["Activity", "Responsible", "Status"], ["Inspect", "MIA", "[insert the status here]"]]
    )
    assert table.rows[0].cells[2].parsed is None
    assert doubts_of(table) == [
        "C2: “[insert the status here]” reads like an instruction of the form."
    ]


def test_months_of_a_plan_that_names_no_year_give_no_date():
    table = table_of([["Activity", "Responsible", "Timeframe"], ["Inspect", "MIA", "M3-M9"]])
    assert table.rows[0].cells[2].parsed.edtf is None
    assert "counted from a period" in doubts_of(table)[0]


def test_the_columns_of_a_group_have_the_currency_that_one_of_them_names():
    table = table_of(
        [
            ["Activity", "Responsible", "Budget", None, None],
            [None, None, "GEL", "State budget", "Deficit"],
            ["Inspect", "MIA", "15 000", "10 000", "5 000"],
        ],
        merged=["A1:A2", "B1:B2", "C1:E1"],
    )
    told = [cell.parsed[0] for cell in table.rows[0].cells[2:]]
    assert [(line.amount, line.currency, line.source) for line in told] == [
        (15000, "GEL", None),
        (10000, "GEL", "State budget"),
        (5000, "GEL", "not covered"),
    ]


def test_columns_without_known_headings_follow_from_their_cells():
    rows = [
        ["Aaa", "Bbb", "Ccc", "Ddd"],
        ["1", "Inspect the piers of the old harbour", "MIA, IOM", "Q1 2021"],
        ["2", "Print the tables of the tides for all", "MFA", "2022"],
    ]
    (table,) = read_matrices(csv_of(Grid(rows)), file_name="plan.csv").tables
    assert [column.field.value for column in table.columns] == [
        "code",
        "title",
        "responsible",
        "timing",
    ]
    assert any("no row of headings" in str(doubt).casefold() for doubt in table.doubts)


def test_labels_in_one_language_stand_in_a_form_in_another():
    table = table_of(
        [
            ["Activité", "Responsible", "Срок", "Presupuesto (USD)"],
            ["Objetivo 1. Puertos"],
            ["Inspect the piers", "MIA", "II квартал 2023 р.", "5"],
        ]
    )
    assert tree_of(table) == [(2, "objective", "1"), (3, "activity", "1|Inspect the piers")]
    assert table.rows[1].cells[2].parsed.edtf == "2023-34"


def test_a_row_whose_title_spans_it_goes_on_with_the_row_above():
    table = table_of(
        [
            ["No", "Activity", "Responsible", "Deadline"],
            ["1", "Repair the piers", "MIA", "2021"],
            [None, None, "IOM", "2022"],
        ],
        merged=["A2:A3", "B2:B3"],
    )
    assert tree_of(table) == [(2, "activity", "1"), (3, "activity", "1")]
    assert table.rows[1].title == "Repair the piers"
    assert doubts_of(table) == ["The row has no title of its own; it goes on with the row above."]


def test_a_table_of_one_column_is_read_as_numbered_text():
    table = table_of(
        [
            ["1. Полагодити причал.\nДПС.\nIII квартал 2018 року."],
            ["2. Навчити лоцманів. МВС, МЗС. 2019 рік."],
        ]
    )
    assert [row.title for row in table.rows] == ["Полагодити причал.", "Навчити лоцманів."]
    assert [row.cells[2].parsed.edtf for row in table.rows] == ["2018-35", "2019"]
    assert [len(row.cells[1].parsed) for row in table.rows] == [1, 2]


def test_a_total_right_of_the_amounts_is_held_against_them():
    table = table_of(
        [
            ["Activity", "Responsible", "Cost in USD", None, "Total"],
            [None, None, "Government", "Donors", None],
            ["Build", "MIA", "1000", "2000", "3500"],
        ],
        merged=["A1:A2", "B1:B2", "C1:D1", "E1:E2"],
    )
    assert doubts_of(table) == ["E3: the sum told is 3500, but the amounts add up to 3000."]


def test_of_two_kinds_joined_in_a_heading_the_rows_are_the_lower():
    table = table_of(
        [["№", "Завдання/заходи", "Відповідальні", "Строк"], ["1", "Навчати", "ДМС", "2025"]]
    )
    assert table.rows[0].kind == "measure"


def test_indicators_and_activities_in_tables_of_their_own_hang_under_one_goal():
    block = [
        ["Indicator", "Baseline", "Target", "Source"],
        ["Share of sound piers", "10%", "20%", "survey"],
        ["Activities", "Responsible", "Deadline", "Budget"],
    ]
    rows = [["Objective 1: Piers"], *block, ["1.1 Mend", "MIA", "2021", "5"]]
    rows += [["Objective 2: Tides"], *block, ["2.1 Print", "MFA", "2022", "6"]]
    tables = read_matrices(csv_of(Grid(rows)), file_name="plan.csv").tables
    assert [(row.kind.value, row.path) for table in tables for row in table.rows] == [
        ("objective", ("1",)),
        ("indicator", ("1", "Share of sound piers")),
        ("activity", ("1", "1.1")),
        ("objective", ("2",)),
        ("indicator", ("2", "Share of sound piers")),
        ("activity", ("2", "2.1")),
    ]


def test_labels_of_one_kind_nest_by_their_numbers():
    table = table_of(
        [
            ["Results", "Indicators", "Responsible"],
            ["Outcome 1: Safe sailing", "Index", "SMS"],
            ["Output 1.1: Pilots trained", "Number", "SMS"],
            ["Activity 1.1.1: Write the course", None, "IOM"],
            ["Output 1.2: Law drafted", "yes/no", "MoJ"],
        ]
    )
    assert [row.path for row in table.rows] == [
        ("1",),
        ("1", "1.1"),
        ("1", "1.1", "1.1.1"),
        ("1", "1.2"),
    ]
