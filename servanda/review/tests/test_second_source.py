"""A second source adds a citation, a name, a sharper date: never a twin."""

import pytest

from servanda.instruments.models import Instrument, Provision
from servanda.meetings.models import Meeting, MeetingSeries
from servanda.parties.models import Party, Person
from servanda.progress.models import Update
from servanda.registers.tests.factories import administrator, make_register
from servanda.review.actions import Decision, accept_all, accept_proposal, likely_matches
from servanda.review.tests.factories import (
    IOM,
    LAUNCH,
    MET,
    SIDES,
    TALKS,
    TURKMENISTAN,
    Item,
    make_run,
    the,
)
from servanda.sources.actions import DocumentFacts
from servanda.sources.models import Citation, Difference

pytestmark = [pytest.mark.django_db, pytest.mark.slow]

LATER = DocumentFacts(
    title="Release", published="2021-03-05", publisher="The Ministry", language="en"
)
RUSSIAN = DocumentFacts(title="Сообщение", published="2021-03-05", language="ru")


@pytest.fixture
def clerk():
    return administrator(make_register())


@pytest.fixture
def first(clerk):
    run = make_run(clerk)
    accept_all(clerk, run=run)
    return run


def second(clerk, text, items, *, facts=LATER):
    run = make_run(clerk, text, items, facts=facts)
    accept_all(clerk, run=run)
    return run


def sources_of(entry, field) -> int:
    return Citation.objects.filter(entry=entry.uuid, field=field).count()


def test_the_same_told_again_makes_no_entry_twice(clerk, first):
    counts = [m.objects.count() for m in (Party, Person, Meeting, Provision, Instrument)]
    items = [TURKMENISTAN, IOM, MET, LAUNCH]
    second(clerk, f"Again: {TALKS}", items)
    assert [m.objects.count() for m in (Party, Person, Meeting, Provision, Instrument)] == counts
    assert sources_of(Meeting.objects.get(), "date") == 2
    assert sources_of(Provision.objects.get(), "text") == 2


def test_an_organization_under_a_turkmen_name_is_known_by_its_short_name(clerk, first):
    text = "Halkara migrasiýa guramasy (IOM) bilen duşuşyk."
    name = (
        "party",
        "Halkara migrasiýa guramasy (IOM)",
        {
            "name": "Halkara migrasiýa guramasy",
            "kind": "international_organization",
            "aliases": ["IOM"],
        },
    )
    second(clerk, text, [name], facts=DocumentFacts(title="Habar", language="tk"))
    iom = Party.objects.get(label=SIDES[1])
    assert "Halkara migrasiýa guramasy" in iom.names.values_list("text", flat=True)
    assert iom.names.get(text="Halkara migrasiýa guramasy").language == "tk"
    assert sources_of(iom, "name") == 2


def test_the_turkmen_name_alone_is_known_from_then_on(clerk, first):
    for text, aliases in (
        ("Halkara migrasiýa guramasy (IOM).", ["IOM"]),
        ("Halkara migrasiýa guramasy!", []),
    ):
        name = (
            "party",
            "Halkara migrasiýa guramasy",
            {
                "name": "Halkara migrasiýa guramasy",
                "kind": "international_organization",
                "aliases": aliases,
            },
        )
        second(clerk, text, [name])
    assert Party.objects.count() == 2


def test_a_short_name_of_a_ministry_does_not_tell_which(clerk, first):
    for country in ("Norway", "Kenya"):
        text = f"The Ministry of Foreign Affairs of {country} (MFA) spoke."
        name = f"Ministry of Foreign Affairs of {country}"
        second(
            clerk,
            text,
            [("party", name, {"name": name, "kind": "government_agency", "aliases": ["MFA"]})],
        )
    assert Party.objects.filter(kind="government_agency").count() == 2


def test_a_person_is_known_under_another_spelling(clerk, first):
    text = "Z. Gadzhiev? No: Зейнал Гаджиев spoke."
    second(clerk, text, [("person", "Зейнал Гаджиев", {"name": "Зейнал Гаджиев"})])
    hajiyev = Person.objects.get(label="Zeynal Hajiyev")
    assert Person.objects.count() == 2
    assert set(hajiyev.names.values_list("text", flat=True)) == {"Zeynal Hajiyev", "Зейнал Гаджиев"}


def test_a_person_is_known_with_a_patronymic_beside(clerk, first):
    name = "Rashid Ovezgeldiyevich Meredov"
    second(clerk, f"{name} spoke.", [("person", name, {"name": name})])
    assert Person.objects.count() == 2


def test_a_surname_alone_is_nobody_for_sure(clerk, first):
    second(clerk, "Meredov spoke.", [("person", "Meredov", {"name": "Meredov"})])
    assert Person.objects.count() == 3


def test_a_day_in_the_month_told_sharpens_the_meeting(clerk, first):
    text = "Turkmenistan and IOM met in Ashgabat on 18 February 2020."
    met = ("meeting", text[:-1], {"date": "2020-02-18", "parties": SIDES, "place": "Ashgabat"})
    second(clerk, text, [TURKMENISTAN, ("party", "IOM", IOM[2]), met])
    meeting = Meeting.objects.get()
    assert (meeting.date, meeting.place) == ("2020-02-18", "Ashgabat")
    assert "18 February 2020" in meeting.label
    assert "Ashgabat" in meeting.label


def test_a_vaguer_date_does_not_blunt_a_sharper_one(clerk):
    day = ("meeting", MET[1], {**MET[2], "date": "2020-02-18"})
    accept_all(clerk, run=make_run(clerk, items=[TURKMENISTAN, IOM, day]))
    second(clerk, f"Again: {TALKS}", [TURKMENISTAN, IOM, MET])
    assert Meeting.objects.get().date == "2020-02-18"


def test_a_planned_meeting_becomes_held_by_a_later_source(clerk):
    text = "Turkmenistan and IOM plan to meet at the end of February 2021."
    iom = ("party", "IOM", IOM[2])
    span = "2021-02-21/2021-02-28"
    planned = ("meeting", text[:-1], {"status": "planned", "date": span, "parties": SIDES})
    accept_all(clerk, run=make_run(clerk, text, [TURKMENISTAN, iom, planned]))
    later = "Turkmenistan and IOM met on 26 February 2021."
    held = ("meeting", later[:-1], {"status": "held", "date": "2021-02-26", "parties": SIDES})
    second(clerk, later, [TURKMENISTAN, iom, held])
    meeting = Meeting.objects.get()
    assert (meeting.status, meeting.date) == ("held", "2021-02-26")


def test_an_older_source_does_not_make_a_held_meeting_planned_again(clerk, first):
    planned = ("meeting", MET[1], {**MET[2], "status": "planned"})
    second(clerk, f"Before: {TALKS}", [TURKMENISTAN, IOM, planned])
    meeting = Meeting.objects.get()
    assert meeting.status == "held"
    assert sources_of(meeting, "status") == 1


def test_a_planned_meeting_that_is_called_off_is_cancelled_and_told_once(clerk):
    text = "Turkmenistan and IOM plan to meet in May 2021."
    iom = ("party", "IOM", IOM[2])
    planned = ("meeting", text[:-1], {"status": "planned", "date": "2021-05", "parties": SIDES})
    accept_all(clerk, run=make_run(clerk, text, [TURKMENISTAN, iom, planned]))
    for word in ("Sadly", "Indeed"):
        later = f"{word}: Turkmenistan and IOM do not meet in May 2021."
        off = ("meeting", later, {"status": "cancelled", "date": "2021-05", "parties": SIDES})
        second(clerk, later, [TURKMENISTAN, iom, off])
    assert Meeting.objects.get().status == "cancelled"


def test_two_meetings_of_one_text_are_two(clerk):
    text = "Turkmenistan and IOM met on 4 May 2021; Turkmenistan and IOM met again that day."
    iom = ("party", "IOM", IOM[2])
    day = {"date": "2021-05-04", "parties": SIDES}
    one = ("meeting", "Turkmenistan and IOM met on 4 May 2021", day)
    two = ("meeting", "Turkmenistan and IOM met again that day", day)
    accept_all(clerk, run=make_run(clerk, text, [TURKMENISTAN, iom, one, two]))
    assert Meeting.objects.count() == 2


def test_one_party_alone_in_the_same_month_is_not_the_same_meeting(clerk, first):
    text = "Turkmenistan took part in February 2020 in Vienna."
    alone = (
        "meeting",
        text[:-1],
        {"date": "2020-02", "parties": ["Turkmenistan"], "place": "Vienna"},
    )
    second(clerk, text, [TURKMENISTAN, alone])
    assert Meeting.objects.count() == 2


def test_a_series_of_the_same_parties_is_one(clerk):
    for words in ("meet every year", "meet each year"):
        text = f"Turkmenistan and IOM {words}."
        yearly = ("meeting", text[:-1], {"status": "recurring", "parties": SIDES})
        second(clerk, text, [TURKMENISTAN, ("party", "IOM", IOM[2]), yearly])
    series = MeetingSeries.objects.get()
    assert sources_of(series, "parties") == 2


def test_a_framework_is_known_by_its_abbreviation_a_plan_by_its_years(clerk):
    text = "The Global Compact on Migration (GCM) and the National Plan (NP) 2016-2018."
    gcm = {"name": "Global Compact on Migration", "kind": "framework", "abbreviation": "GCM"}
    plan = {"name": "National Plan", "abbreviation": "NP", "period": "2016/2018"}
    one = [
        ("instrument", "Global Compact on Migration (GCM)", gcm),
        ("instrument", "National Plan (NP) 2016-2018", plan),
    ]
    accept_all(clerk, run=make_run(clerk, text, one))
    later = "The Global Compact for Safe, Orderly and Regular Migration (GCM); the Other Plan (NP)."
    full = {**gcm, "name": "Global Compact for Safe, Orderly and Regular Migration"}
    other = {**plan, "name": "Other Plan", "period": "2020/2022"}
    two = [
        ("instrument", "Global Compact for Safe, Orderly and Regular Migration (GCM)", full),
        ("instrument", "Other Plan (NP)", other),
    ]
    second(clerk, later, two)
    labels = list(Instrument.objects.order_by("id").values_list("label", flat=True))
    assert labels == ["Global Compact on Migration", "National Plan", "Other Plan"]


def test_a_plan_without_years_is_the_one_in_force_when_the_text_appeared(clerk):
    text = "National Plan 2016-2018, National Plan 2020-2022."
    plans = [
        ("instrument", "National Plan 2016-2018", {"name": "National Plan", "period": "2016/2018"}),
        ("instrument", "National Plan 2020-2022", {"name": "National Plan", "period": "2020/2022"}),
    ]
    accept_all(clerk, run=make_run(clerk, text, plans))
    second(
        clerk,
        "The National Plan goes on.",
        [("instrument", "National Plan", {"name": "National Plan"})],
    )
    assert Instrument.objects.count() == 2
    assert sources_of(Instrument.objects.get(period="2020/2022"), "name") == 2


def test_what_a_known_entry_says_otherwise_is_not_cited(clerk):
    text = "The Working Group has existed since May 2020."
    group = {"name": "Working Group on Migration", "since": "2020-05"}
    accept_all(clerk, run=make_run(clerk, text, [("body", text[:-1], group)]))
    later = "The Working Group has existed since June 2020."
    second(clerk, later, [("body", later[:-1], {**group, "since": "2020-06"})])
    body = Party.objects.get()
    assert body.since == "2020-05"
    assert sources_of(body, "since") == 1
    assert sources_of(body, "name") == 2


def test_a_point_in_other_words_at_the_same_meeting_is_the_same_point(clerk, first):
    other = (
        "commitment",
        LAUNCH[1],
        {**LAUNCH[2], "text": "To launch the network on migration in 2021"},
    )
    second(clerk, f"Again: {TALKS}", [TURKMENISTAN, IOM, MET, other])
    assert sources_of(Provision.objects.get(), "text") == 2


def test_two_points_of_one_text_that_are_alike_are_two(clerk):
    more = (
        "commitment",
        "agreed to launch a network",
        {**LAUNCH[2], "text": "Launch a network on health"},
    )
    accept_all(clerk, run=make_run(clerk, items=[TURKMENISTAN, IOM, MET, LAUNCH, more]))
    assert Provision.objects.count() == 2


def test_an_undertaking_word_for_word_in_another_document_is_one(clerk):
    alone = ("commitment", LAUNCH[1], {**LAUNCH[2], "meeting": None})
    accept_all(clerk, run=make_run(clerk, items=[TURKMENISTAN, IOM, alone]))
    second(clerk, f"Again: {TALKS}", [TURKMENISTAN, IOM, alone])
    assert sources_of(Provision.objects.get(), "text") == 2
    assert Instrument.objects.filter(kind="statement").count() == 1


def pier(day: str) -> str:
    return f"Peru agreed to build a pier in Lima by {day}"


def pier_by(day: str, due: str) -> Item:
    text = pier(day).removeprefix("Peru agreed to build").strip()
    fields = {"text": f"Build {text}", "by": ["Peru"], "due": due}
    return "commitment", pier(day), fields


def test_the_same_point_with_another_deadline_is_offered_since_sources_may_differ(clerk):
    peru = ("party", "Peru", {"name": "Peru"})
    items = [peru, pier_by("1 May 2024", "../2024-05-01")]
    accept_all(clerk, run=make_run(clerk, pier("1 May 2024"), items))
    other = [peru, pier_by("30 June 2025", "../2025-06-30")]
    run = make_run(clerk, pier("30 June 2025"), other, facts=LATER)
    (match,) = likely_matches(clerk.desk, the(run, "commitment"))
    told = "the same words with another date: the sources may differ on it"
    assert (str(match.why), match.is_sure) == (told, False)


def test_a_point_with_further_words_and_another_deadline_is_another_point(clerk):
    peru = ("party", "Peru", {"name": "Peru"})
    items = [peru, pier_by("1 May 2024", "../2024-05-01")]
    accept_all(clerk, run=make_run(clerk, pier("1 May 2024"), items))
    boats = "30 June 2025 for the boats of the navy"
    run = make_run(clerk, pier(boats), [peru, pier_by(boats, "../2025-06-30")], facts=LATER)
    assert likely_matches(clerk.desk, the(run, "commitment")) == []


def test_accepted_as_the_same_point_its_other_deadline_stands_beside_it(clerk):
    peru = ("party", "Peru", {"name": "Peru"})
    items = [peru, pier_by("1 May 2024", "../2024-05-01")]
    accept_all(clerk, run=make_run(clerk, pier("1 May 2024"), items))
    other = [peru, pier_by("30 June 2025", "../2025-06-30")]
    run = make_run(clerk, pier("30 June 2025"), other, facts=LATER)
    point = Provision.objects.get()
    proposal = the(run, "commitment")
    accept_proposal(clerk, proposal=proposal, decision=Decision(match=point.uuid), revision=1)
    assert Provision.objects.count() == 1
    assert ("due", "../2025-06-30") in Difference.objects.values_list("field", "value")


def test_an_entry_is_made_anew_when_the_person_says_so(clerk, first):
    run = make_run(clerk, f"Again: {TALKS}", [TURKMENISTAN], facts=LATER)
    proposal = the(run, "party")
    accept_proposal(clerk, proposal=proposal, decision=Decision(as_new=True), revision=1)
    assert Party.objects.filter(label="Turkmenistan").count() == 2


def test_the_entry_a_person_chose_gets_the_name_and_the_citation(clerk, first):
    iom = Party.objects.get(label=SIDES[1])
    text = "МОМ подтвердила это."
    run = make_run(clerk, text, [("party", "МОМ", {"name": "МОМ", "kind": "other"})], facts=LATER)
    entry = accept_proposal(
        clerk, proposal=the(run, "party"), decision=Decision(match=iom.uuid), revision=1
    )
    assert entry == iom
    assert "МОМ" in iom.names.values_list("text", flat=True)
    iom.refresh_from_db()
    assert iom.kind == "international_organization"
    assert sources_of(iom, "kind") == 1


def test_a_state_does_not_become_a_body(clerk, first):
    body = ("body", "Turkmenistan", {"name": "Turkmenistan", "kind": "other"})
    second(clerk, "Turkmenistan!", [body])
    assert Party.objects.get(label="Turkmenistan").kind == "state"


def test_what_was_told_as_done_is_not_told_twice_by_the_same_words(clerk):
    done = ("commitment", LAUNCH[1], {**LAUNCH[2], "status": "done"})
    run = make_run(clerk, items=[TURKMENISTAN, IOM, MET, done])
    accept_all(clerk, run=run)
    again = make_run(clerk, items=[TURKMENISTAN, IOM, MET, done])
    assert again.version == run.version
    accept_all(clerk, run=again)
    assert Update.objects.count() == 1


def matches_of(clerk, kind, fields, *, quote="Somebody"):
    text = f"{quote} {len(fields)} {fields.get('name', '')} spoke."
    run = make_run(clerk, text, [(kind, quote, fields)], facts=LATER)
    return likely_matches(clerk.desk, the(run, kind))


def reasons(matches):
    return [(match.label, str(match.why), match.is_sure) for match in matches]


@pytest.mark.parametrize("name", ["Zeýnal Hajiýew", "Z. Gadzhiev", "Зейнал Гаджиев", "Hajiyev"])
def test_a_person_in_another_spelling_is_offered(clerk, first, name):
    (match,) = matches_of(clerk, "person", {"name": name})
    assert match.label == "Zeynal Hajiyev"


def test_the_same_surname_in_the_same_post_is_offered_with_the_reason_and_not_taken(clerk, first):
    fields = {"name": "А. Гаджиев", "post": "координатор"}
    (match,) = matches_of(clerk, "person", fields)
    assert reasons([match]) == [("Zeynal Hajiyev", "the same surname and post", False)]


def test_another_first_name_without_a_post_is_nobody_known(clerk, first):
    assert matches_of(clerk, "person", {"name": "Vepa Hajiyev"}) == []


def test_a_misprint_is_offered_with_the_reason_and_not_taken(clerk, first):
    (match,) = matches_of(clerk, "person", {"name": "Zeynal Hajivey"})
    assert reasons([match]) == [("Zeynal Hajiyev", "the name may be misprinted", False)]


def test_organizations_and_states_are_known_in_another_language(clerk, first):
    mom = {"name": "Международная организация по миграции", "kind": "international_organization"}
    (match,) = matches_of(clerk, "party", mom)
    assert reasons([match]) == [(SIDES[1], "it bears this name in another language", True)]


def test_a_body_whose_name_means_the_same_is_known_in_another_language(clerk):
    group = {"name": "Interagency Working Group on Migration"}
    run = make_run(
        clerk, "The Interagency Working Group.", [("body", "Interagency Working Group", group)]
    )
    accept_all(clerk, run=run)
    (match,) = matches_of(clerk, "body", {"name": "Межведомственная рабочая группа по миграции"})
    assert match.is_sure
    assert match.why == "its name means the same in another language"


def test_an_instrument_is_known_under_a_misnomer_and_in_another_language(clerk):
    gcm = {"name": "Global Compact for Safe, Orderly and Regular Migration", "kind": "framework"}
    accept_all(clerk, run=make_run(clerk, "The Compact.", [("instrument", "Compact", gcm)]))
    for name in (
        "Глобальный договор о безопасной, упорядоченной и легальной миграции",
        "Global Compact for Safe Orderly and Systematic Migration",
    ):
        (match,) = matches_of(clerk, "instrument", {"name": name, "kind": "framework"})
        assert match.is_sure
    plan = {
        "name": "National Action Plan to Combat Trafficking in Human Beings",
        "period": "2020/2022",
    }
    accept_all(clerk, run=make_run(clerk, "The Plan.", [("instrument", "Plan", plan)], facts=LATER))
    russian = "Национальный план действий по борьбе с торговлей людьми"
    (same,) = matches_of(clerk, "instrument", {"name": russian, "period": "2020/2022"})
    assert same.is_sure
    assert matches_of(clerk, "instrument", {"name": russian, "period": "2016/2018"}) == []


def told_otherwise(clerk, items, text=None):
    """Return the likely entries of the last of the items, told by another document."""
    run = make_run(clerk, text or f"Again: {TALKS}", items, facts=RUSSIAN)
    return likely_matches(clerk.desk, the(run, items[-1][0]))


def test_a_meeting_some_days_off_is_offered_since_sources_may_differ(clerk):
    day = ("meeting", MET[1], {**MET[2], "date": "2020-02-18"})
    accept_all(clerk, run=make_run(clerk, items=[TURKMENISTAN, IOM, day]))
    off = ("meeting", MET[1], {**MET[2], "date": "2020-02-20"})
    (match,) = told_otherwise(clerk, [TURKMENISTAN, IOM, off])
    assert not match.is_sure
    assert "may differ on the date" in str(match.why)
    later = ("meeting", MET[1], {**MET[2], "date": "2020-03-18"})
    assert told_otherwise(clerk, [TURKMENISTAN, IOM, later], f"And: {TALKS}") == []


def test_a_meeting_to_which_another_source_adds_a_party_is_offered(clerk):
    day = {**MET[2], "date": "2020-02-18"}
    accept_all(clerk, run=make_run(clerk, items=[TURKMENISTAN, IOM, ("meeting", MET[1], day)]))
    more = {**day, "parties": [*SIDES, "Norway"]}
    (match,) = told_otherwise(clerk, [TURKMENISTAN, IOM, ("meeting", MET[1], more)])
    assert (match.is_sure, str(match.why)) == (False, "some of the same parties at the same time")


def test_a_point_in_another_language_is_offered_where_parties_and_deadline_agree(clerk, first):
    russian = {"text": "Создать сеть по вопросам миграции", "by": SIDES, "due": "../2021-12-31"}
    (match,) = told_otherwise(clerk, [TURKMENISTAN, IOM, ("commitment", LAUNCH[1], russian)])
    assert match.uuid == Provision.objects.get().uuid
    assert (match.is_sure, str(match.why)) == (
        False,
        "in another language; the same parties and deadline",
    )


def test_a_point_in_another_language_is_offered_where_parties_and_instrument_agree(clerk):
    gcm = {"name": "Global Compact for Safe, Orderly and Regular Migration", "kind": "framework"}
    point = {
        "text": "Implement the Global Compact for Migration",
        "by": ["Turkmenistan"],
        "due": None,
    }
    text = f"{TALKS} The Compact."
    items = [TURKMENISTAN, ("instrument", "Compact", gcm), ("commitment", LAUNCH[1], point)]
    accept_all(clerk, run=make_run(clerk, text, items))
    russian = {
        "text": "Выполнять Глобальный договор о миграции",
        "by": ["Туркменистан"],
        "due": None,
    }
    (match,) = told_otherwise(clerk, [("commitment", LAUNCH[1], russian)])
    assert str(match.why) == "in another language; the same parties and instrument"
    other = {**russian, "text": "Открыть школу"}
    assert told_otherwise(clerk, [("commitment", LAUNCH[1], other)], f"And: {TALKS}") == []


def test_a_point_in_another_language_is_never_taken_without_asking(clerk, first):
    russian = {"text": "Создать сеть по вопросам миграции", "by": SIDES, "due": "../2021-12-31"}
    items = [TURKMENISTAN, IOM, MET, ("commitment", LAUNCH[1], {**russian, "meeting": 0})]
    second(clerk, f"Again: {TALKS}", items, facts=RUSSIAN)
    assert Provision.objects.count() == 2
