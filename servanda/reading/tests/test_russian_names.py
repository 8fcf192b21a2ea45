"""Russian: states, organizations, ministries, documents and bodies in any case."""

import pytest

from servanda.reading import read

PUBLISHED = "2022-09-14"  # a Wednesday


def names(items) -> list[str]:
    return [item.name for item in items]


def told(text: str):
    return read(text, published=PUBLISHED, language="ru")


@pytest.mark.parametrize(
    ("text", "name", "kind"),
    [
        ("Исландия передала Перу архив.", "Исландия", "state"),
        ("Меморандум подписан с Исландией.", "Исландия", "state"),
        ("Правительство Исландии одобрило план.", "Исландия", "state"),
        ("Исландская сторона сообщила о задержке.", "Исландия", "state"),
        ("Рейкьявик намерен открыть школу.", "Исландия", "state"),
        ("Архив передали Республике Перу.", "Республика Перу", "state"),
        (
            "Об этом сообщили в Международной организации труда.",
            "Международная организация труда",
            "international_organization",
        ),
        ("Отчёт направлен в ЮНЕСКО.", "ЮНЕСКО", "international_organization"),
        (
            "Встречу провело Министерство рыболовства Исландии.",
            "Министерство рыболовства Исландии",
            "government_agency",
        ),
        ("Об этом сказали в МИД Перу.", "МИД Перу", "government_agency"),
        ("Вчера кабмин утвердил смету.", "Кабинет министров", "government_agency"),
        (
            "Перепись провёл Государственный комитет по статистике.",
            "Государственный комитет по статистике",
            "government_agency",
        ),
        (
            "Семинар открыла Ассоциация рыбаков Исландии.",
            "Ассоциация рыбаков Исландии",
            "civil_society",
        ),
    ],
)
def test_a_party_is_named_in_the_nominative_whatever_its_case(text, name, kind):
    parties = told(text).parties
    assert [(one.name, one.kind) for one in parties if one.name == name] == [(name, kind)]


@pytest.mark.parametrize(
    "text",
    [
        "Семинар прошёл в Исландии.",
        "Граждане Исландии отмечают праздник.",
        "Грузы идут через Исландию.",
        "Премия составит 5 тысяч долларов США.",
        "РЕЙКЬЯВИК, 5 мая. Дождь шёл весь день.",
        "Того же мнения держатся рыбаки.",
    ],
)
def test_a_state_that_is_only_a_setting_is_no_party(text):
    assert [one.name for one in told(text).parties if one.kind == "state"] == []


def test_two_agencies_share_the_state_told_behind_the_second():
    text = "Гостя приняли в Таможенной службе и МИД Перу."
    assert names(told(text).parties) == ["Таможенная служба Перу", "МИД Перу"]


def test_a_ministry_ends_where_another_begins():
    text = "Письмо пришло от Министерства связи и Министерства внутренних дел."
    assert names(told(text).parties) == ["Министерство связи", "Министерство внутренних дел"]


def test_an_introduced_short_name_is_known_in_any_place():
    text = "Береговая охранная служба Исландии (БОС) купила катер. Позже БОС передала его порту."
    party = told(text).parties[0]
    assert (party.name, party.aliases) == ("Береговая охранная служба Исландии", ("БОС",))


def test_a_name_that_only_its_bracket_tells_is_an_organization():
    text = "Доклад подготовил Северный совместный информационный узел (ССИУ)."
    assert "Северный совместный информационный узел" in names(told(text).parties)


@pytest.mark.parametrize(
    ("text", "name", "kind", "period"),
    [
        (
            "Министр рассказал о Национальном плане действий по охране рек на 2020–2024 годы.",
            "Национальный план действий по охране рек на 2020–2024 годы",
            "action_plan",
            "2020/2024",
        ),
        (
            "Работа идёт по плану мероприятий на 2022 год.",
            "План мероприятий на 2022 год",
            "action_plan",
            "2022",
        ),
        (
            "Стороны подписали меморандум о сотрудничестве.",
            "Меморандум о сотрудничестве",
            "memorandum",
            None,
        ),
        (
            "Соглашением о рыболовстве предусмотрены квоты.",
            "Соглашение о рыболовстве",
            "agreement",
            None,
        ),
        (
            "Перу присоединилось к Протоколу 1967 года.",
            "Протокол 1967 года",
            "agreement",
            None,
        ),
        (
            "Закон о лесах вступил в силу.",
            "Закон о лесах",
            "law",
            None,
        ),
        (
            "В рамках кампании «Чистый берег» убраны пляжи.",
            "Кампания «Чистый берег»",
            "programme",
            None,
        ),
        (
            "Добровольный национальный обзор представят весной.",
            "Добровольный национальный обзор",
            "report",
            None,
        ),
    ],
)
def test_a_document_is_named_by_its_title(text, name, kind, period):
    found = [(one.name, one.kind, one.period) for one in told(text).instruments]
    assert found == [(name, kind, period)]


@pytest.mark.parametrize(
    "text",
    [
        "План был хорош.",
        "Протокол № 3 подписан секретарём.",
        "Программа праздника богата.",
        "СОВМЕСТНОЕ ЗАЯВЛЕНИЕ\n\nСтороны встретились в Лиме.",
    ],
)
def test_a_bare_noun_and_the_title_of_the_text_are_no_documents(text):
    assert told(text).instruments == ()


def test_an_earlier_plan_of_a_series_is_told_by_its_years():
    text = (
        "Действует Национальный план по охране рек на 2020–2022 годы. "
        "Первый такой план действовал с 2014 по 2016 год."
    )
    assert [one.period for one in told(text).instruments] == ["2020/2022", "2014/2016"]


def test_a_document_within_the_title_of_another_is_found_too():
    text = "Принят закон о присоединении к Конвенции о рыболовстве."
    assert "Конвенция о рыболовстве" in names(told(text).instruments)


@pytest.mark.parametrize(
    ("text", "name", "kind", "since"),
    [
        (
            "С мая 2020 года работает межведомственная комиссия по лесам.",
            "Межведомственная комиссия по лесам",
            "commission",
            "2020-05",
        ),
        (
            "Рабочая группа по статистике, созданная в 2019 году, собралась вновь.",
            "Рабочая группа по статистике",
            "working_group",
            "2019",
        ),
        (
            "Решено создать до конца июня координационный совет по воде.",
            "Координационный совет по воде",
            "council",
            None,
        ),
    ],
)
def test_a_body_is_named_with_the_day_since_which_it_exists(text, name, kind, since):
    found = [(one.name, one.kind, one.since) for one in told(text).bodies]
    assert found == [(name, kind, since)]
