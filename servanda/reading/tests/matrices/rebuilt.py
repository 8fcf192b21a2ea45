"""Plans rebuilt in the shapes of real ones, their words invented: what each row is, and hangs under.

The shapes are those of section 3 of the notes on the domain and of its samples of plans. A row of the
body is its cells, its kind, and its path; a row of headings has neither.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from servanda.reading.tests.matrices.files import Grid

if TYPE_CHECKING:
    from collections.abc import Sequence

_: object = None


@dataclass
class Rebuilt:
    """A plan as it would come, and how a person reads it.

    `times`, `actors` and `money` say what cells tell: EDTF or how often, names, whole amounts.
    """

    name: str
    kind: str
    rows: Sequence[tuple[list[object], str, str]]
    merged: list[str] = field(default_factory=list)
    bold: list[str] = field(default_factory=list)
    indents: dict[str, int] = field(default_factory=dict)
    times: dict[str, str] = field(default_factory=dict)
    actors: dict[str, list[str]] = field(default_factory=dict)
    money: dict[str, list[float | None]] = field(default_factory=dict)

    @property
    def grid(self) -> Grid:
        return Grid(
            [cells for cells, _kind, _path in self.rows], self.merged, self.bold, self.indents
        )


def wide(row: int, last: str) -> str:
    return f"A{row}:{last}{row}"


PARTS_AND_CHAPTERS = Rebuilt(
    "parts, chapters, problems, purpose, objectives (Moldova 2014-2016)",
    "xlsx",
    [
        (["Activities", "Responsible entities", "Partners", "Completion deadlines", "Costs, thousand MLD", _, _, "Indicators"], "", ""),
        ([_, _, _, _, "Budget sources of the central and/or local public authorities", "Other sources", "Not covered", _], "", ""),
        ([1, 2, 3, 4, 5, 6, 7, 8], "", ""),
        (["I. GENERAL MEASURES"], "heading", "I"),
        (["1.1. COORDINATION OF THE HARBOURS"], "heading", "I|1.1"),
        (["Identified problems"], "problem", "I|1.1|Identified problems"),
        (["1. The harbour committees have no guidance (GRETA)."], "problem", "I|1.1|1"),
        (["2. The secretariat has too few people (UNODC evaluation)."], "problem", "I|1.1|2"),
        (["Purpose: harbours that work together"], "goal", "I|1.1|Purpose: harbours that work together"),
        (["Objective 1. Strengthen the harbour committees"], "objective", "I|1.1|Purpose: harbours that work together|1"),
        (["1.1.1. Guide the harbour committees", "State Chancellery (Permanent secretariat)", "Territorial harbour committees", "Permanent", "12,5", "0", _, "Number of visits"], "activity", "I|1.1|Purpose: harbours that work together|1|1.1.1"),
        (["1.1.2. Train the pilots", "Ministry of Labour, Boats and Family; MIA", "IOM, OSCE", "Q3 2014", "100", "50", "25,5", "Number of pilots"], "activity", "I|1.1|Purpose: harbours that work together|1|1.1.2"),
        (["Objective 2. Agree on the tides"], "objective", "I|1.1|Purpose: harbours that work together|2"),
        (["1.1.3. Hold meetings", "State Chancellery", "IOM", "2014-2016", _, _, _, "Number of meetings"], "activity", "I|1.1|Purpose: harbours that work together|2|1.1.3"),
        (["II. LIGHTHOUSES"], "heading", "II"),
        (["2.1. KEEPERS"], "heading", "II|2.1"),
        (["Identified problems"], "problem", "II|2.1|Identified problems"),
        (["1. No keeper is trained (OSCE)."], "problem", "II|2.1|1"),
        (["Purpose: lights that burn"], "goal", "II|2.1|Purpose: lights that burn"),
        (["Objective 1. Train the keepers"], "objective", "II|2.1|Purpose: lights that burn|1"),
        (["2.1.1. Hold courses", "MIA", "NGOs", "Annually", "20", _, _, "Courses held"], "activity", "II|2.1|Purpose: lights that burn|1|2.1.1"),
        (["Total", _, _, _, "132,5", "50", "25,5", _], "total", "Total"),
    ],
    merged=["A1:A2", "B1:B2", "C1:C2", "D1:D2", "E1:G1", "H1:H2", *(wide(row, "H") for row in (4, 5, 6, 7, 8, 9, 10, 13, 15, 16, 17, 18, 19, 20))],
    times={"D11": "continuous", "D12": "2014-35", "D14": "2014/2016", "D21": "yearly"},
    actors={
        "B11": ["State Chancellery (Permanent secretariat)"], "C11": ["Territorial harbour committees"],
        "B12": ["Ministry of Labour, Boats and Family", "MIA"], "C12": ["IOM", "OSCE"],
        "B14": ["State Chancellery"], "B21": ["MIA"], "C21": ["NGOs"],
    },
    money={"E11": [12500], "F11": [0], "E12": [100000], "F12": [50000], "G12": [25500], "E22": [132500]},
)  # fmt: skip

YEARS_IN_COLUMNS = Rebuilt(
    "values and money per year (Ukraine 2016-2020)",
    "xlsx",
    [
        (["Найменування завдання", "Найменування показника", "Значення показника", _, _, _, "Найменування заходу", "Відповідальні за виконання", "Джерела фінансування (державний, місцевий бюджет, інші)", "Прогнозний обсяг фінансових ресурсів для виконання завдання, тис. гривень", _, _, _], "", ""),
        ([_, _, "усього", 2016, 2017, 2018, _, _, _, "усього", 2016, 2017, 2018], "", ""),
        (["1. Узгодження припливів", "кількість засідань робочої групи", 12, 4, 4, 4, "1) провести засідання робочої групи", "Мінпричал, МВС, СБУ (за згодою), громадські об’єднання та міжнародні організації (за згодою)", "державний бюджет", 30, 10, 10, 10], "measure", "1|1)"),
        ([_, "кількість рад", 6, 2, 2, 2, "2) провести засідання рад", "обласні, Київська та Севастопольська міські держадміністрації", "місцевий бюджет", 15, 5, 5, 6], "measure", "1|2)"),
        ([_, "частка навчених лоцманів, відсотків", 50, 10, 30, 50, _, _, _, _, _, _, _], "indicator", "1|частка навчених лоцманів, відсотків"),
        (["2. Маяки", "кількість маяків", 3, 1, 1, 1, "1) полагодити маяки", "Мінмаяк", "інші джерела", "7,5", "2,5", "2,5", "2,5"], "measure", "2|1)"),
        (["Усього за програмою", _, _, _, _, _, _, _, _, "52,5", "17,5", "17,5", "18,5"], "total", "Усього за програмою"),
    ],
    merged=["A1:A2", "B1:B2", "C1:F1", "G1:G2", "H1:H2", "I1:I2", "J1:M1", "A3:A5"],
    actors={
        "H3": ["Мінпричал", "МВС", "СБУ", "громадські об’єднання та міжнародні організації"],
        "H4": ["обласні, Київська та Севастопольська міські держадміністрації"], "H6": ["Мінмаяк"],
    },
    money={"J3": [30000], "K3": [10000], "M4": [6000], "J6": [7500], "J7": [52500]},
)  # fmt: skip

TASK_CELLS_SPAN_MEASURES = Rebuilt(
    "goal rows, task cells over several measures, money per year (Ukraine 2023-2025)",
    "docx",
    [
        (["Завдання", "Захід", "Відповідальні за виконання", "Строк виконання", "Орієнтовне фінансування, тис. гривень", _, _, "Очікувані результати (індикатори)"], "", ""),
        ([_, _, _, _, "2023 рік", "2024 рік", "2025 рік", _], "", ""),
        (["Стратегічна ціль 1. Безпечна гавань"], "goal", "1"),
        (["1. Оновлення правил", "1) проаналізувати застосування правил", "Мінреінтеграції", "II квартал 2023 р.", _, _, _, "пропозиції подано"], "measure", "1|1|1)"),
        ([_, "2) розробити законопроект", "Мінреінтеграції, Мінпричал", "IV квартал 2023 р.", _, _, _, "законопроект подано"], "measure", "1|1|2)"),
        ([_, "3) оприлюднити правила", "ДПС", "протягом 2024 року", _, "15,5", _, "так"], "measure", "1|1|3)"),
        (["2. Лоцмани", "1) навчати лоцманів", "ДПС (за згодою)", "постійно", "10", "10", "10", "кількість лоцманів"], "measure", "1|2|1)"),
        (["Стратегічна ціль 2. Світло"], "goal", "2"),
        (["1. Маяки", "1) засвітити маяк", "Мінмаяк", "до 31 грудня 2025 р.", _, _, "1000", "маяк світить"], "measure", "2|1|1)"),
        ([_, "2) найняти доглядача", "Мінмаяк", "у разі потреби", _, _, _, "так"], "measure", "2|1|2)"),
    ],
    merged=["A1:A2", "B1:B2", "C1:C2", "D1:D2", "E1:G1", "H1:H2", wide(3, "H"), wide(8, "H"), "A4:A6", "A9:A10"],
    times={"D4": "2023-34", "D5": "2023-36", "D6": "2024", "D7": "continuous", "D9": "../2025-12-31", "D10": "on demand"},
    actors={"C4": ["Мінреінтеграції"], "C5": ["Мінреінтеграції", "Мінпричал"], "C7": ["ДПС"], "C9": ["Мінмаяк"]},
    money={"F6": [15500], "E7": [10000], "G9": [1000000]},
)  # fmt: skip

TREATY_ARTICLES = Rebuilt(
    "rows by article of a treaty (Georgia 2015)",
    "html",
    [
        (["No", "Article/Paragraph of the Agreement or Agenda", "Planned Activity", "Responsible Institution", "Implementation Timeframe", "Source of Funding", "Comment"], "", ""),
        (["Title I. General principles"], "heading", "I"),
        ([1, "3.2.j", "Support regional projects on harbours", "Ministry of Energy / Ministry of Foreign Affairs", "2015", "State Budget", _], "activity", "I|1"),
        ([2, "3.2.k", "Hold two meetings of ministers, four of coordinators", "Ministry of Foreign Affairs", "2015", "State Budget", "continued"], "activity", "I|2"),
        (["Title II. Trade by sea"], "heading", "II"),
        ([3, "23", "Publish the tide tables", "Revenue Service\nNational Bank", "Q2 2015", "State Budget\nDonors", _], "activity", "II|3"),
        ([4, "25, 26", "Train the customs officers", "Revenue Service", "During 2015", "Donors", _], "activity", "II|4"),
    ],
    merged=[wide(2, "G"), wide(5, "G")],
    times={"E3": "2015", "E4": "2015", "E6": "2015-34", "E7": "2015"},
    actors={"D3": ["Ministry of Energy", "Ministry of Foreign Affairs"], "D4": ["Ministry of Foreign Affairs"], "D6": ["Revenue Service", "National Bank"], "D7": ["Revenue Service"]},
)  # fmt: skip

GOALS_OUTCOMES_ACTIVITIES = Rebuilt(
    "goal, outcome and activity in columns; time at the outcome (Malaysia 2021-2025)",
    "xlsx",
    [
        (["Overall goal: no unsafe boats by 2030"], "", ""),
        (["No", "Strategic goal", "Outcomes", "Activities", "Timeline/target year of achievement of outcome"], "", ""),
        ([1, "By 2025 better knowledge of the tides (Implementation to be coordinated by the Technical Committee on Tides)", "1.1 Crews know more", "Assess what crews know", "2023 (partially), 2025"], "activity", "1|1.1|Assess what crews know"),
        ([_, _, _, "Talk with owners: a) of ferries; b) of trawlers", _], "activity", "1|1.1|Talk with owners: a) of ferries; b) of trawlers"),
        ([_, _, "1.2 The public knows more", "Print leaflets (NAPTIP)", "2023 (partially), 2025"], "activity", "1|1.2|Print leaflets (NAPTIP)"),
        ([2, "Stronger rules", "2.1 The law is amended", "Draft the law", "2022"], "activity", "2|2.1|Draft the law"),
        ([_, _, _, "Table the law", _], "activity", "2|2.1|Table the law"),
        ([_, _, "2.2 The law is kept", "Inspect the boats", "Annually"], "activity", "2|2.2|Inspect the boats"),
    ],
    merged=["A3:A5", "B3:B5", "C3:C4", "E3:E4", "A6:A8", "B6:B8", "C6:C7", "E6:E7"],
    times={"E3": "{2023,2025}", "E5": "{2023,2025}", "E6": "2022", "E8": "yearly"},
)  # fmt: skip

WHO_MONITORS = Rebuilt(
    "indicators, means of verification, who monitors, how often (Malaysia, second table)",
    "docx",
    [
        (["Strategic goals", "Indicators (use existing where possible)", "Means of verification", "Who will do the monitoring?", "Frequency"], "", ""),
        (["1. Awareness", "Share of crews that know the tides", "Survey", "Technical Committee on Awareness", "Twice (baseline and at the end of 2025)"], "goal", "1"),
        ([_, "Number of leaflets", "Register of leaflets", "Secretariat", "Annually"], "indicator", "1|Number of leaflets"),
        (["2. Rules", "Number of boats inspected", "Court registers", "Legal and Enforcement Committee", "Annually"], "goal", "2"),
    ],
    merged=["A2:A3"],
    times={"E2": "2025-09/2025-12", "E3": "yearly", "E4": "yearly"},
    actors={"D2": ["Technical Committee on Awareness"], "D3": ["Secretariat"], "D4": ["Legal and Enforcement Committee"]},
)  # fmt: skip

STRATEGIC_GOALS_ONLY = Rebuilt(
    "a supplement whose first column holds goals, the second specific goals and activities (Moldova 2010)",
    "csv",
    [
        (["Strategic goals", "Specific goals and Activities/Structures", "Partners", "Term"], "", ""),
        (["1. Safe harbours", "1.1. Repair the piers", "IOM", "2010-2011"], "activity", "1|1.1"),
        (["", "1.2. Dredge the harbour", "UNDP, OSCE", "IV quarter 2011"], "activity", "1|1.2"),
        (["2. Bright lights", "2.1. Oil the lamps", "NGOs", "permanently"], "activity", "2|2.1"),
    ],
    times={"D2": "2010/2011", "D3": "2011-36", "D4": "continuous"},
    actors={"C2": ["IOM"], "C3": ["UNDP", "OSCE"], "C4": ["NGOs"]},
)  # fmt: skip

ALL = [
    PARTS_AND_CHAPTERS,
    YEARS_IN_COLUMNS,
    TASK_CELLS_SPAN_MEASURES,
    TREATY_ARTICLES,
    GOALS_OUTCOMES_ACTIVITIES,
    WHO_MONITORS,
    STRATEGIC_GOALS_ONLY,
]
