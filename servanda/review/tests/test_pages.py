"""The review page by plain forms, as it works without any script."""

import re
from html import unescape

import pytest
from django.test import Client
from django.urls import reverse

from servanda.parties.models import Party
from servanda.registers.tests.factories import administrator, make_register, mandate, person
from servanda.review.actions import accept_all, reject_proposal
from servanda.review.models import Proposal, ReadingRun
from servanda.review.tests.factories import (
    IOM,
    LAUNCH,
    PRESS,
    SIDES,
    TALKS,
    TURKMENISTAN,
    Item,
    accepted_of,
    make_run,
    the,
)
from servanda.sources.actions import DocumentFacts
from servanda.sources.tests.factories import make_version
from servanda.tasks.models import Task, TaskState

pytestmark = pytest.mark.django_db


@pytest.fixture
def clerk():
    return administrator(make_register())


@pytest.fixture
def run(clerk):
    return make_run(clerk)


@pytest.fixture
def client(clerk) -> Client:
    client = Client()
    client.force_login(person(clerk.desk.register, "editor"))
    return client


def page_of(run) -> str:
    return reverse("review", kwargs={"slug": run.register.slug, "uuid": run.version.uuid})


def act(name: str, proposal) -> str:
    return reverse(
        f"proposal-{name}", kwargs={"slug": proposal.register.slug, "uuid": proposal.uuid}
    )


def told(response) -> str:
    return unescape(re.sub(r"\s+", " ", response.content.decode()))


def messages_of(client, url) -> str:
    found = re.findall(r'<p class="message.*?</p>', client.get(url).content.decode(), re.DOTALL)
    return unescape(re.sub(r"<[^>]+>", "", " ".join(found)))


def test_the_text_stands_there_once_whole_and_marked(client, run):
    content = client.get(page_of(run)).content.decode()
    (region,) = re.findall(r'<div class="source-text".*?>(.*?)</div>', content, re.DOTALL)
    bare = re.sub(r"<sup.*?</sup>", "", region)
    assert unescape(re.sub(r"<[^>]+>", "", bare)).removesuffix("\n") == run.version.text


def test_each_proposal_has_a_mark_that_leads_to_its_card_and_back(client, run):
    content = client.get(page_of(run)).content.decode()
    for proposal in run.proposals.all():
        for needed in (
            'id="place-%s"',
            'href="#place-%s"',
            'id="proposal-%s"',
            'href="#proposal-%s"',
        ):
            assert needed % proposal.uuid in content


def test_the_text_of_a_document_cannot_bring_markup_in(client, clerk):
    text = "<script>alert(1)</script> Turkmenistan & <b>others</b>"
    run = make_run(
        clerk, text, [("party", "<script>alert(1)</script> Turkmenistan", {"name": "<i>T</i>"})]
    )
    content = client.get(page_of(run)).content.decode()
    assert "<script>alert" not in content
    assert "<i>T</i>" not in content


def test_a_card_shows_fields_words_and_rule(client, run):
    content = told(client.get(page_of(run)))
    assert LAUNCH[1] in content
    assert "A person entered it." in content
    assert "by 31 December 2021" in content
    assert "Meeting, held, February 2020" in content


def test_accepting_goes_on_to_the_next_open_proposal_and_links_the_entry(client, run):
    first, second = run.proposals.in_text_order()[:2]
    response = client.post(act("accept", first), {"revision": first.revision})
    assert response.status_code == 302
    assert response.url == f"{page_of(run)}#proposal-{second.uuid}"
    party = Party.objects.get(label="Turkmenistan")
    content = client.get(page_of(run)).content.decode()
    assert f"/party/{party.uuid}/" in content
    assert "Accepted:" in content


def test_what_was_accepted_with_it_is_told(client, run):
    proposal = the(run, "commitment")
    client.post(act("accept", proposal), {"revision": 1})
    assert "with it 5 proposals that it names" in messages_of(client, page_of(run))


def test_after_the_last_one_the_page_says_that_everything_is_decided(client, clerk):
    run = make_run(clerk, items=[TURKMENISTAN])
    response = client.post(act("accept", the(run, "party")), {"revision": 1})
    assert response.url.endswith("#proposals")
    assert "Everything is decided." in told(client.get(page_of(run)))


def test_the_filter_is_kept_on_the_way(client, run):
    proposal = the(run, "party")
    response = client.post(act("accept", proposal) + "?kind=party&state=open", {"revision": 1})
    following = the(run, "party", 1)
    assert response.url == f"{page_of(run)}?kind=party&state=open#proposal-{following.uuid}"


def test_one_kind_is_shown_with_its_marks_alone(client, run):
    content = client.get(page_of(run) + "?kind=person").content.decode()
    assert content.count("<article") == 2
    assert f"place-{the(run, 'commitment').uuid}" not in content


def test_an_unknown_filter_shows_everything(client, run):
    content = client.get(page_of(run) + "?kind=nonsense&state=odd").content.decode()
    assert content.count("<article") == 6


def test_open_ones_alone_are_shown_when_asked_for(client, clerk, run):
    accept_all(clerk, run=run, kind="party")
    assert client.get(page_of(run) + "?state=open").content.decode().count("<article") == 4


def test_a_known_entry_is_the_first_choice(client, clerk, run):
    accept_all(clerk, run=run)
    again = make_run(clerk, f"Again: {TALKS}", [IOM])
    content = told(client.get(page_of(again)))
    party = Party.objects.get(label=SIDES[1])
    assert "Looks like an entry of the register" in content
    assert re.search(rf'value="{party.uuid}"[^>]* checked', content)
    assert "Add this source" in content


def test_the_entry_offered_is_taken_and_another_can_be_made(client, clerk, run):
    accept_all(clerk, run=run)
    party = Party.objects.get(label=SIDES[1])
    for choice, count in ((str(party.uuid), 2), ("new", 3)):
        again = make_run(clerk, f"{choice}: {TALKS}", [IOM])
        client.post(act("accept", the(again, "party")), {"revision": 1, "match": choice})
        assert (
            Party.objects.filter(kind__in=["state", "international_organization"]).count() == count
        )


@pytest.mark.parametrize("choice", ["nonsense", "0198f000-0000-7000-8000-000000000000"])
def test_a_choice_that_is_none_is_said(client, run, choice):
    client.post(act("accept", the(run, "party")), {"revision": 1, "match": choice})
    assert "choose" in messages_of(client, page_of(run)).casefold()
    assert not Party.objects.exists()


def test_the_change_form_opens_in_the_card(client, run):
    proposal = the(run, "meeting")
    content = told(client.get(f"{page_of(run)}?change={proposal.uuid}"))
    assert 'name="parties"' in content
    assert (
        f"{SIDES[0]}\n{SIDES[1]}"
        in client.get(f"{page_of(run)}?change={proposal.uuid}").content.decode()
    )


def fields_of(proposal, **other) -> dict[str, object]:
    lists = {k: "\n".join(v) for k, v in proposal.found.items() if isinstance(v, list)}
    single = {k: v for k, v in proposal.found.items() if isinstance(v, str | int)}
    return {**single, **lists, "revision": proposal.revision, "match": "new", **other}


def test_a_changed_proposal_is_accepted_as_changed(client, run):
    proposal = the(run, "party", 1)
    data = fields_of(proposal, aliases="IOM\n\nUN Migration\nIOM")
    assert client.post(act("change", proposal), data).status_code == 302
    changed = the(run, "party", 1)
    assert changed.state == "changed"
    assert accepted_of(changed)["aliases"] == ["IOM", "UN Migration"]
    party = Party.objects.get()
    assert set(party.names.values_list("text", flat=True)) == {SIDES[1], "IOM", "UN Migration"}


def test_a_form_sent_as_it_was_is_no_change(client, run):
    for kind in ("party", "person", "meeting", "commitment"):
        proposal = the(run, kind, 0)
        if proposal.state == "open":
            client.post(act("change", proposal), fields_of(proposal))
            assert the(run, kind, 0).state == "accepted"


def test_a_date_that_is_none_is_told_at_its_field_with_what_was_typed(client, run):
    proposal = the(run, "commitment")
    response = client.post(act("change", proposal), fields_of(proposal, due="2021-02-30"))
    assert response.status_code == 422
    content = told(response)
    assert 'value="2021-02-30"' in content
    assert "Due:" in content
    assert "Nothing was accepted yet." in content
    assert the(run, "commitment").state == "open"


def test_a_name_cannot_be_empty(client, run):
    proposal = the(run, "party")
    response = client.post(act("change", proposal), fields_of(proposal, name=" "))
    assert response.status_code == 422


def test_a_point_can_be_taken_off_its_meeting(client, run):
    proposal = the(run, "commitment")
    client.post(act("change", proposal), fields_of(proposal, meeting=""))
    assert accepted_of(the(run, "commitment"))["meeting"] is None


def test_another_entry_of_the_register_can_be_chosen_in_the_form(client, clerk, run):
    accept_all(clerk, run=run)
    party = Party.objects.get(label=SIDES[1])
    again = make_run(clerk, "МОМ!", [("party", "МОМ", {"name": "МОМ", "kind": "other"})])
    proposal = the(again, "party")
    assert (
        str(party.uuid) in client.get(f"{page_of(again)}?change={proposal.uuid}").content.decode()
    )
    client.post(act("change", proposal), fields_of(proposal, match=str(party.uuid)))
    assert the(again, "party").entry == party.uuid


def test_rejecting_keeps_the_reason_and_can_be_taken_back(client, run):
    proposal = the(run, "party")
    client.post(act("reject", proposal), {"revision": 1, "reason": "A setting only"})
    content = told(client.get(page_of(run)))
    assert "A setting only" in content
    response = client.post(act("reopen", proposal), {"revision": 2})
    assert response.url.endswith(f"#proposal-{proposal.uuid}")
    assert the(run, "party").state == "open"


def test_rejecting_without_a_reason_is_refused_in_words(client, run):
    client.post(act("reject", the(run, "party")), {"revision": 1, "reason": ""})
    assert "Say why" in messages_of(client, page_of(run))
    assert the(run, "party").state == "open"


def test_who_comes_second_sees_what_the_other_decided(client, clerk, run):
    other = mandate(run.register, "editor")
    proposal = the(run, "party")
    reject_proposal(other, proposal=proposal, reason="A setting only", revision=1)
    response = client.post(act("accept", proposal), {"revision": 1})
    assert response.url.endswith(f"#proposal-{proposal.uuid}")
    message = messages_of(client, page_of(run))
    assert "A setting only" in message
    assert str(other.desk.account) in message
    assert not Party.objects.exists()


def test_a_change_that_comes_second_stands_beside_what_was_accepted(client, clerk, run):
    proposal = the(run, "party")
    accept_all(clerk, run=run, kind="party")
    answer = client.post(act("change", proposal), fields_of(proposal, name="Other name"))
    assert answer.status_code == 409
    page = told(answer)
    rows = page[page.index("<tbody>") : page.index("</tbody>")]
    assert "in the meantime" in page
    assert proposal.found["name"] in unescape(rows)
    assert "Other name" in rows
    assert rows.count("<tr>") == 1
    assert not Party.objects.filter(label="Other name").exists()


def test_a_change_that_comes_after_a_rejection_is_told_with_the_reason(client, run):
    proposal = the(run, "party")
    other = mandate(run.register, "editor")
    reject_proposal(other, proposal=proposal, reason="A setting only", revision=1)
    page = told(client.post(act("change", proposal), fields_of(proposal, name="Other name")))
    assert "A setting only" in page
    assert "Other name" in page


def test_pressed_twice_it_is_accepted_once(client, run):
    proposal = the(run, "party")
    for _time in range(2):
        client.post(act("accept", proposal), {"revision": 1})
    assert Party.objects.count() == 1


def test_all_of_a_kind_are_accepted_and_then_all(client, run):
    url = reverse("review-accept-all", kwargs={"slug": run.register.slug, "uuid": run.version.uuid})
    client.post(url, {"kind": "party"})
    assert "2 proposals were accepted." in messages_of(client, page_of(run))
    client.post(url, {"kind": ""})
    assert not run.proposals.open().exists()
    assert client.post(url, {"kind": "nonsense"}).status_code == 302


def test_what_keeps_all_from_being_accepted_is_named(client, clerk):
    bad = ("commitment", LAUNCH[1], {**LAUNCH[2], "due": "2021-02-30", "meeting": None})
    run = make_run(clerk, items=[TURKMENISTAN, IOM, bad])
    url = reverse("review-accept-all", kwargs={"slug": run.register.slug, "uuid": run.version.uuid})
    client.post(url, {"kind": ""})
    assert "agreed to launch a network" in messages_of(client, page_of(run))
    assert not Party.objects.exists()


def test_a_proposal_has_an_address_of_its_own(client, run):
    proposal = the(run, "meeting")
    url = reverse("proposal", kwargs={"slug": run.register.slug, "uuid": proposal.uuid})
    assert client.get(url).url == f"{page_of(run)}#proposal-{proposal.uuid}"


def test_a_short_text_is_read_at_once_when_asked(client, clerk):
    version = make_version(clerk, TALKS, facts=PRESS)
    url = reverse("review", kwargs={"slug": "r", "uuid": version.uuid})
    assert "Read this document" in told(client.get(url))
    assert not ReadingRun.objects.exists()
    response = client.post(reverse("review-read", kwargs={"slug": "r", "uuid": version.uuid}))
    assert response.url == url
    assert ReadingRun.objects.count() == 1
    assert "<article" in client.get(url).content.decode()


def test_a_long_text_is_read_by_a_worker_and_the_page_looks_again(client, clerk):
    version = make_version(clerk, TALKS * 100, facts=PRESS)
    url = reverse("review", kwargs={"slug": "r", "uuid": version.uuid})
    client.post(reverse("review-read", kwargs={"slug": "r", "uuid": version.uuid}))
    assert not ReadingRun.objects.exists()
    task = Task.objects.get()
    task.state, task.done_parts, task.all_parts = TaskState.RUNNING, 3, 7
    task.save()
    response = client.get(url)
    assert response["Refresh"].startswith("5")
    assert "3 of 7 parts" in told(response)
    assert "Look again" in told(response)


def test_a_failed_reading_says_why_and_can_be_asked_for_again(client, clerk):
    version = make_version(clerk, TALKS * 100, facts=PRESS)
    client.post(reverse("review-read", kwargs={"slug": "r", "uuid": version.uuid}))
    Task.objects.update(state=TaskState.FAILED, message="Begun 3 times without coming to an end.")
    content = told(client.get(reverse("review", kwargs={"slug": "r", "uuid": version.uuid})))
    assert "Begun 3 times" in content
    assert "Read it again" in content


def test_a_reading_that_found_nothing_says_so(client, clerk):
    run = make_run(clerk, "Lorem ipsum.", [])
    assert "Nothing was found in this text" in told(client.get(page_of(run)))


def test_the_queue_lists_what_waits(client, clerk, run):
    make_version(clerk, "Not read so far.", facts=DocumentFacts(title="Unread paper"))
    url = reverse("review-queue", kwargs={"slug": "r"})
    content = told(client.get(url))
    assert "Press item" in content
    assert "Unread paper" in content
    accept_all(clerk, run=run)
    assert "Press item" not in told(client.get(url))
    assert "No proposal is open" in told(client.get(url))


def queries_of(client, url, django_assert_max_num_queries, most=25) -> int:
    with django_assert_max_num_queries(most) as counted:
        assert client.get(url).status_code == 200
    return len(counted)


def many(clerk, number: int):
    """Lay as many proposals of all kinds on a text, each with an entry that it looks like."""
    names = [f"Organization Number {n}" for n in range(number // 5)]
    text = " ".join(f"{name} met and agreed to act on matter {n}." for n, name in enumerate(names))
    items: list[Item] = []
    for n, name in enumerate(names):
        sentence = f"{name} met and agreed to act on matter {n}."
        items += [
            ("party", name, {"name": name, "kind": "other"}),
            ("person", name, {"name": f"Person{n} Family{n}"}),
            ("instrument", sentence, {"name": f"Plan Number {n}"}),
            ("meeting", sentence, {"date": "2021-05-04", "parties": [name, names[0]]}),
            (
                "commitment",
                sentence,
                {"text": f"Act on matter {n} soon", "by": [name], "meeting": n},
            ),
        ]
    accept_all(clerk, run=make_run(clerk, f"First: {text}", items))
    half = make_run(clerk, f"Then: {text}", items)
    accept_all(clerk, run=half, kind="instrument")
    return half


@pytest.mark.slow
def test_the_page_asks_as_often_with_many_proposals_as_with_few(
    client, clerk, django_assert_max_num_queries
):
    few, lots = many(clerk, 10), many(clerk, 200)
    assert lots.proposals.count() == 200
    counts = [
        queries_of(client, page_of(run), django_assert_max_num_queries) for run in (few, lots)
    ]
    assert counts[0] == counts[1]
    change = f"?change={the(lots, 'commitment').uuid}"
    queries_of(client, page_of(lots) + change, django_assert_max_num_queries)


def test_the_queue_asks_as_often_for_many_documents(client, clerk, django_assert_max_num_queries):
    for n in range(4):
        make_run(clerk, f"{n}. {TALKS}")
    queries_of(
        client, reverse("review-queue", kwargs={"slug": "r"}), django_assert_max_num_queries, 10
    )


@pytest.mark.slow
def test_deciding_asks_no_more_for_a_long_document(client, clerk, django_assert_max_num_queries):
    lots = many(clerk, 100)
    proposal = the(lots, "party", 7)
    with django_assert_max_num_queries(45):
        client.post(act("accept", proposal), {"revision": proposal.revision})
    assert Proposal.objects.get(pk=proposal.pk).state == "accepted"
