"""A second source tells of the same instruments and points."""

import pytest

from servanda.instruments.models import Instrument, Provision
from servanda.parties.models import Party
from servanda.progress.models import Update
from servanda.review.actions import Decision, accept_all, accept_proposal, likely_matches
from servanda.review.tests.factories import (
    IOM,
    LAUNCH,
    MET,
    TALKS,
    TURKMENISTAN,
    Item,
    make_run,
    the,
)
from servanda.review.tests.second_source.sources import LATER, second, sources_of
from servanda.sources.models import Difference

pytestmark = [pytest.mark.django_db, pytest.mark.slow]


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


def test_what_was_told_as_done_is_not_told_twice_by_the_same_words(clerk):
    done = ("commitment", LAUNCH[1], {**LAUNCH[2], "status": "done"})
    run = make_run(clerk, items=[TURKMENISTAN, IOM, MET, done])
    accept_all(clerk, run=run)
    again = make_run(clerk, items=[TURKMENISTAN, IOM, MET, done])
    assert again.version == run.version
    accept_all(clerk, run=again)
    assert Update.objects.count() == 1
