"""More plans rebuilt: in Russian, French and Spanish, by indents, by kinds, in text without a table."""

from __future__ import annotations

from servanda.reading.tests.matrices.rebuilt import Rebuilt, wide

_: object = None

SECTIONS_AND_TASKS = Rebuilt(
    "sections and tasks as rows over the whole table, in an old encoding (Kyrgyzstan)",
    "cp1251",
    [
        (["План мероприятий на 2022-2025 годы", "", "", "", "", ""], "heading", "План мероприятий на 2022-2025 годы"),
        (["№", "Меры", "Срок реализации", "Ответственные исполнители", "Ожидаемый результат", "Источник финансирования"], "", ""),
        (["Раздел I. Причалы", "", "", "", "", ""], "heading", "I"),
        (["Задача 1. Починить причалы", "", "", "", "", ""], "objective", "I|1"),
        (["1.1", "Осмотреть причалы", "2022 год", "МПр, МВД", "Отчет об осмотре", "Республиканский бюджет"], "measure", "I|1|1.1"),
        (["1.2", "Починить причалы", "2022-2023 гг.", "МПр, Генеральная прокуратура (по согласованию)", "Причалы починены", "Республиканский бюджет"], "measure", "I|1|1.2"),
        (["Задача 2. Обучить лоцманов", "", "", "", "", ""], "objective", "I|2"),
        (["2.1", "Провести курсы", "ежегодно", "МПр, международные организации (по согласованию)", "Обучено 20 лоцманов", "Средства доноров"], "measure", "I|2|2.1"),
        (["Раздел II. Маяки", "", "", "", "", ""], "heading", "II"),
        (["Задача 1. Зажечь маяки", "", "", "", "", ""], "objective", "II|1"),
        (["1.1", "Купить лампы", "до 1 июля 2023 года", "МПр", "Лампы куплены", "Местный бюджет"], "measure", "II|1|1.1"),
        (["1.2", "Сменить лампы", "по мере необходимости", "МПр", "Лампы сменены", "Местный бюджет"], "measure", "II|1|1.2"),
    ],
    times={"C5": "2022", "C6": "2022/2023", "C8": "yearly", "C11": "../2023-07-01", "C12": "on demand"},
    actors={"D5": ["МПр", "МВД"], "D6": ["МПр", "Генеральная прокуратура"], "D8": ["МПр", "международные организации"], "D11": ["МПр"]},
)  # fmt: skip

FORM_OF_COMPLETION = Rebuilt(
    "measures with the form of completion and money in millions (Kazakhstan 2015-2017)",
    "xlsx",
    [
        (["№ п/п", "Наименование мероприятия", "Форма завершения", "Ответственные за исполнение", "Срок исполнения", "Предполагаемые расходы (млн. тенге)", "Источники финансирования"], "", ""),
        (["1", "2", "3", "4", "5", "6", "7"], "", ""),
        (["1. Организационные мероприятия"], "heading", "1"),
        (["1.", "Провести заседания комиссии", "Протокол", "МВД, МИД, акиматы областей", "2 раза в год", "не требуется", "-"], "measure", "1|1"),
        (["2.", "Принять областные планы", "Решение акима", "Акиматы областей, городов Астаны и Алматы", "I квартал 2015 года", "не требуется", "-"], "measure", "1|2"),
        (["2. Профилактика"], "heading", "2"),
        (["3.", "Издать памятки", "Памятки", "МВД (созыв), МОН, НПО (по согласованию)", "2015-2017 годы", "12,5", "РБ"], "measure", "2|3"),
        (["4.", "Снять ролик", "Ролик", "МИД", "III квартал 2016 года", "4", "МБ"], "measure", "2|4"),
        ([_, "Всего", _, _, _, "16,5", _], "total", "Всего"),
    ],
    merged=[wide(3, "G"), wide(6, "G")],
    times={"E4": "half-yearly", "E5": "2015-33", "E7": "2015/2017", "E8": "2016-35"},
    actors={"D4": ["МВД", "МИД", "акиматы областей"], "D7": ["МВД", "МОН", "НПО"], "D8": ["МИД"]},
    money={"F4": [None], "F7": [12500000], "F8": [4000000], "F9": [16500000]},
)  # fmt: skip

FRENCH_AXES = Rebuilt(
    "axes and objectives as rows, costs by source, in French",
    "ods",
    [
        (["N°", "Activités", "Responsable", "Partenaires", "Échéance", "Coût (en millions de FCFA)", _, "Indicateurs", "Sources de vérification"], "", ""),
        ([_, _, _, _, _, "Budget de l'État", "Bailleurs", _, _], "", ""),
        (["Axe 1 : Les ports"], "heading", "1"),
        (["Objectif spécifique 1.1 : Réparer les jetées"], "objective", "1|1.1"),
        (["1.1.1", "Inspecter les jetées", "Ministère des Ports", "OIM, HCR", "1er trimestre 2021", "12,5", "3", "Nombre de jetées", "Rapport"], "activity", "1|1.1|1.1.1"),
        (["1.1.2", "Réparer les jetées", "Ministère des Ports et Ministère des Finances", "PNUD", "2021-2023", "100", _, "Jetées réparées", "Procès-verbal"], "activity", "1|1.1|1.1.2"),
        (["Axe 2 : Les phares"], "heading", "2"),
        (["Objectif spécifique 2.1 : Allumer les phares"], "objective", "2|2.1"),
        (["2.1.1", "Former les gardiens", "Direction des phares", "ONG", "en permanence", "0", "2", "Gardiens formés", "Listes"], "activity", "2|2.1|2.1.1"),
        (["Total général", _, _, _, _, "112,5", "5", _, _], "total", "Total général"),
    ],
    merged=["A1:A2", "B1:B2", "C1:C2", "D1:D2", "E1:E2", "F1:G1", "H1:H2", "I1:I2", wide(3, "I"), wide(4, "I"), wide(7, "I"), wide(8, "I")],
    times={"E5": "2021-33", "E6": "2021/2023", "E9": "continuous"},
    actors={"C5": ["Ministère des Ports"], "D5": ["OIM", "HCR"], "C6": ["Ministère des Ports", "Ministère des Finances"], "D6": ["PNUD"], "C9": ["Direction des phares"]},
    money={"F5": [12500000], "G5": [3000000], "F6": [100000000], "F9": [0], "F10": [112500000]},
)  # fmt: skip

SPANISH_COLUMNS = Rebuilt(
    "axis, objective and action in columns, in Spanish",
    "html",
    [
        (["Eje estratégico", "Objetivo específico", "Acciones", "Responsable", "Plazo", "Presupuesto (USD)", "Medio de verificación"], "", ""),
        (["1. Puertos", "1.1 Muelles seguros", "1.1.1 Inspeccionar los muelles", "Ministerio de Puertos", "Primer semestre de 2022", "5.000,50", "Informe"], "activity", "1|1.1|1.1.1"),
        ([_, _, "1.1.2 Reparar los muelles", "Ministerio de Puertos y Ministerio de Hacienda", "2022-2024", "120.000,00", "Actas"], "activity", "1|1.1|1.1.2"),
        ([_, "1.2 Mareas conocidas", "1.2.1 Publicar las tablas", "Instituto de Mareas; OIM", "Permanente", "sin financiamiento", "Tablas"], "activity", "1|1.2|1.2.1"),
        (["2. Faros", "2.1 Luz", "2.1.1 Encender los faros", "Dirección de Faros", "31 de diciembre de 2023", "0", "Registro"], "activity", "2|2.1|2.1.1"),
    ],
    merged=["A2:A4", "B2:B3"],
    times={"E2": "2022-01/2022-06", "E3": "2022/2024", "E4": "continuous", "E5": "2023-12-31"},
    actors={"D2": ["Ministerio de Puertos"], "D3": ["Ministerio de Puertos", "Ministerio de Hacienda"], "D4": ["Instituto de Mareas", "OIM"], "D5": ["Dirección de Faros"]},
    money={"F2": [5000.5], "F3": [120000], "F4": [None], "F5": [0]},
)  # fmt: skip

EVERY_LEVEL_A_ROW = Rebuilt(
    "all levels as rows of one table, each with its own percentage",
    "csv",
    [
        (["Code", "Description", "Lead agency", "Start date", "End date", "Progress"], "", ""),
        (["1", "Safe harbours", "", "", "", "45%"], "objective", "1"),
        (["1.1", "Repair the piers", "MIA", "01.01.2021", "31.12.2022", "60%"], "measure", "1|1.1"),
        (["1.2", "Dredge the harbour", "MFA", "2021-03-01", "2021-09-30", "30%"], "measure", "1|1.2"),
        (["2", "Bright lights", "", "", "", "10%"], "objective", "2"),
        (["2.1", "Oil the lamps", "MIA, IOM", "01.01.2021", "31.12.2025", "10%"], "measure", "2|2.1"),
    ],
    times={"D3": "2021-01-01", "E3": "2022-12-31", "D4": "2021-03-01", "E6": "2025-12-31"},
    actors={"C3": ["MIA"], "C4": ["MFA"], "C6": ["MIA", "IOM"]},
)  # fmt: skip

PLAN_MEASURE_ACTIVITY = Rebuilt(
    "the plan and each measure are rows beside their activities",
    "xlsx",
    [
        (["Level", "No", "Title", "Responsible", "Deadline", "Budget, EUR"], "", ""),
        (["Plan", _, "Plan for the harbours", "Government", "2021-2023", "300 000"], "heading", "Plan for the harbours"),
        (["Measure", "1", "Repair the piers", "MIA", "2022", "200 000"], "measure", "Plan for the harbours|1"),
        (["Activity", "1.1", "Inspect the piers", "MIA", "March 2021", "50 000"], "activity", "Plan for the harbours|1|1.1"),
        (["Activity", "1.2", "Mend the planks", "MIA", "by September 2022", "150 000"], "activity", "Plan for the harbours|1|1.2"),
        (["Measure", "2", "Oil the lamps", "MFA", "2023", "100 000"], "measure", "Plan for the harbours|2"),
        (["Activity", "2.1", "Buy oil", "MFA", "as needed", "100 000"], "activity", "Plan for the harbours|2|2.1"),
    ],
    times={"E2": "2021/2023", "E4": "2021-03", "E5": "../2022-09", "E7": "on demand"},
    actors={"D2": ["Government"], "D3": ["MIA"], "D6": ["MFA"]},
    money={"F2": [300000], "F3": [200000], "F5": [150000]},
)  # fmt: skip

INDENTED = Rebuilt(
    "levels told by indentation alone",
    "xlsx",
    [
        (["Actions", "Responsible", "Timeline"], "", ""),
        (["Harbours", "MIA", "2021-2025"], "goal", "Harbours"),
        (["Piers", "MIA", "2021"], "measure", "Harbours|Piers"),
        (["Inspect the piers", "Harbour Inspectorate", "Q1 2021"], "activity", "Harbours|Piers|Inspect the piers"),
        (["Mend the piers", "Harbour Inspectorate", "Q4 2021"], "activity", "Harbours|Piers|Mend the piers"),
        (["Tides", "MFA", "2022"], "measure", "Harbours|Tides"),
        (["Print the tables", "Institute of Tides", "every year"], "activity", "Harbours|Tides|Print the tables"),
    ],
    indents={"A3": 1, "A4": 2, "A5": 2, "A6": 1, "A7": 2},
    times={"C2": "2021/2025", "C4": "2021-33", "C7": "yearly"},
    actors={"B4": ["Harbour Inspectorate"], "B7": ["Institute of Tides"]},
)  # fmt: skip

DRAWN_SCHEDULE = Rebuilt(
    "marks under years in the place of times; several objectives in one cell",
    "xlsx",
    [
        (["#", "Activity", "Who", "GCM objective", "2021", "2022", "2023", "Status"], "", ""),
        (["A. Harbours"], "heading", "A"),
        (["1", "Repair the piers", "Ministry of Ports (lead), IOM (support)", "Objective 5, Objective 12", "X", "X", _, "delayed"], "activity", "A|1"),
        (["2", "Train the pilots", "Pilots' Union or Ministry of Ports", "Objective 18", _, "X", "X", "not started"], "activity", "A|2"),
        (["B. Lights"], "heading", "B"),
        (["3", "Oil the lamps", "Ministry of Lamps", "Objectives 3 and 7", "X", _, _, "done"], "activity", "B|3"),
    ],
    merged=[wide(2, "H"), wide(5, "H")],
    times={"E3": "2021", "F3": "2022", "G4": "2023", "E6": "2021"},
    actors={"C3": ["Ministry of Ports", "IOM"], "C4": ["Pilots' Union", "Ministry of Ports"], "C6": ["Ministry of Lamps"]},
)  # fmt: skip

PASSPORT = Rebuilt(
    "the passport that opens a programme (CIS, district programmes)",
    "docx",
    [
        (["Наименование программы", "Программа сотрудничества гаваней на 2014-2018 годы"], "note", "Наименование программы"),
        (["Основание для разработки", "Решение Совета от 5 декабря 2012 года"], "note", "Основание для разработки"),
        (["Исполнители программы", "Министерства и ведомства участников"], "note", "Исполнители программы"),
    ],
)  # fmt: skip

MORE = [
    SECTIONS_AND_TASKS,
    FORM_OF_COMPLETION,
    FRENCH_AXES,
    SPANISH_COLUMNS,
    EVERY_LEVEL_A_ROW,
    PLAN_MEASURE_ACTIVITY,
    INDENTED,
    DRAWN_SCHEDULE,
    PASSPORT,
]

NUMBERED_TEXT = """ПЛАН ЗАХОДІВ
на 2018-2021 роки

Розділ I. Причали

1. Оновити правила причалів. У разі потреби підготувати проекти актів.
ДПС, МВС.
I квартал 2019 року.

2. Навчити лоцманів.
Мінпричал, міжнародні організації (за згодою).
Щороку до 1 березня.

Розділ II. Маяки

3. Засвітити маяки.
Мінмаяк.
Протягом 2018-2021 років.
"""
NUMBERED_ROWS = [
    ("heading", "ПЛАН ЗАХОДІВ"),
    ("note", "на 2018-2021 роки"),
    ("heading", "I"),
    ("measure", "I|1"),
    ("measure", "I|2"),
    ("heading", "II"),
    ("measure", "II|3"),
]
NUMBERED_TIMES = {"I|1": "2019-33", "I|2": "XXXX-03-01", "II|3": "2018/2021"}
