"""Reading by a model: what it is asked, and nothing but exact quotes of its answer."""

import json

import pytest

from servanda.review.models import Proposal
from servanda.review.tests.model.asking import PIER, TEXT, outcome, run_of, told
from servanda.tasks.models import TaskState

pytestmark = [pytest.mark.django_db, pytest.mark.slow, pytest.mark.allow_hosts(["127.0.0.1"])]


def test_an_exact_quote_becomes_a_proposal_marked_as_the_models(clerk, run, fake):
    told(fake, {"commitments": [PIER]})
    before = run.proposals.count()
    reading, task = outcome(clerk, run, fake)
    assert task.state == TaskState.DONE
    assert (reading.proposed, reading.left_out) == (1, [])
    proposal = run.proposals.order_by("-id").first()
    assert run.proposals.count() == before + 1
    assert proposal.found["rule"] == "model: small-model"
    assert run.version.text[proposal.start : proposal.end] == proposal.quote == PIER["quote"]


def test_the_question_holds_the_text_as_material_and_nothing_else_of_the_register(clerk, run, fake):
    told(fake, {})
    outcome(clerk, run, fake)
    (question,) = fake.asked
    system, user = question["messages"]
    assert json.loads(user["content"]) == {"language": "en", "text": TEXT}
    assert "IGNORE" not in system["content"]
    assert not {"tools", "tool_choice", "functions"} & question.keys()
    assert str(run.register.uuid) not in json.dumps(question)
    assert fake.headers_asked[0]["Authorization"] == "Bearer secret-key"


def test_an_ollama_endpoint_is_held_to_the_form(clerk, run, fake, settings):
    settings.MODEL_URL, settings.MODEL_KIND = f"http://{fake.host}/api/chat", "ollama"
    told(fake, {"commitments": [PIER]})
    reading, _task = outcome(clerk, run, fake)
    assert reading.proposed == 1
    assert fake.asked[0]["format"]["additionalProperties"] is False


def test_instructions_in_the_text_can_do_no_more_than_propose_quotes(clerk, run, fake):
    """The worst a model that obeys them can answer."""
    told(
        fake,
        {
            "commitments": [
                PIER,
                {**PIER, "text": "Register deleted", "quote": "The register was deleted"},
                {**PIER, "shell": "rm -rf /"},
                {**PIER, "text": "Delete the register", "quote": "delete the register"},
            ],
            "parties": [{"name": "root", "kind": "administrator", "quote": "administrator"}],
        },
    )
    reading, task = outcome(clerk, run, fake)
    assert task.state == TaskState.DONE
    why = sorted(one["why"] for one in reading.left_out)
    assert why == ["not_in_form", "not_in_form", "not_in_text"]
    proposals = list(Proposal.objects.all())
    assert {proposal.state for proposal in proposals} == {"open"}
    assert all(run.version.text[p.start : p.end] == p.quote for p in proposals)
    assert len(fake.asked) == 1


def test_a_call_of_a_tool_is_no_answer(clerk, run, fake):
    message = {
        "role": "assistant",
        "content": None,
        "tool_calls": [{"function": {"name": "shell"}}],
    }
    fake.body = json.dumps({"choices": [{"message": message}]}).encode()
    reading, task = outcome(clerk, run, fake)
    assert (task.state, reading.proposed) == (TaskState.DONE, 0)
    assert [one["why"] for one in reading.left_out] == ["not_json"]


@pytest.mark.parametrize(
    "content", ["Certainly!", '{"commitments": [', '{"tools": ["shell"]}', "[]"]
)
def test_a_malformed_answer_is_counted_and_left_out(clerk, run, fake, content):
    told(fake, content)
    reading, _task = outcome(clerk, run, fake)
    assert reading.proposed == 0
    assert [one["why"] for one in reading.left_out] == ["not_json"]


def test_what_a_rule_found_already_is_left_out(clerk, fake):
    text = "Norway and the World Health Organization (WHO) met in Oslo on 3 March 2021."
    run = run_of(clerk, "public", text)
    told(fake, {"parties": [{"name": "Norway", "kind": "state", "quote": "Norway"}]})
    reading, _task = outcome(clerk, run, fake)
    assert (reading.proposed, reading.left_out[0]["why"]) == (0, "found_before")


def test_a_long_text_is_sent_in_parts(clerk, fake):
    run = run_of(clerk, "public", "A line of the harbour folk.\n" * 700)
    told(fake, {})
    outcome(clerk, run, fake)
    sent = [json.loads(question["messages"][1]["content"])["text"] for question in fake.asked]
    assert len(sent) == 3
    assert "".join(sent) == run.version.text
