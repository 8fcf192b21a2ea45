"""Changing and rejecting on the review page."""

from html import unescape

import pytest

from servanda.parties.models import Party
from servanda.registers.tests.factories import mandate
from servanda.review.actions import accept_all, reject_proposal
from servanda.review.tests.factories import (
    SIDES,
    accepted_of,
    make_run,
    the,
)
from servanda.review.tests.page.asking import act, messages_of, page_of, told

pytestmark = pytest.mark.django_db


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
