"""Reading by a model that is slow, huge, busy or another than was named."""

import pytest

from servanda.review.actions.modelling import asking
from servanda.review.models import ModelReading, Proposal
from servanda.review.tests.model.asking import PIER, outcome, told
from servanda.tasks.models import TaskState

pytestmark = [pytest.mark.django_db, pytest.mark.slow, pytest.mark.allow_hosts(["127.0.0.1"])]


def test_a_slow_answer_ends_with_a_sentence(clerk, run, fake, settings):
    settings.MODEL_SECONDS, fake.pause = 1, 2
    _reading, task = outcome(clerk, run, fake)
    assert task.state == TaskState.FAILED
    assert "took longer than 1 seconds" in task.message


def test_an_answer_that_drips_without_end_is_cut_off(clerk, run, fake, settings):
    settings.MODEL_SECONDS, fake.drip, fake.body = 1, 1, b" " * 100
    _reading, task = outcome(clerk, run, fake)
    assert "took longer than 1 seconds" in task.message


def test_a_huge_answer_is_cut_off(clerk, run, fake):
    fake.body = b" " * (asking.LARGEST_ANSWER + 1)
    _reading, task = outcome(clerk, run, fake)
    assert (task.state, Proposal.objects.filter(kind="commitment").count()) == (TaskState.FAILED, 0)
    assert "too large" in task.message


def test_a_packed_answer_is_refused(clerk, run, fake):
    fake.headers, fake.body = {"Content-Encoding": "gzip"}, b"\x1f\x8b"
    assert "packs its answer" in outcome(clerk, run, fake)[1].message


def test_a_redirect_is_not_followed(clerk, run, fake):
    fake.status, fake.headers = 302, {"Location": f"http://{fake.host}/elsewhere"}
    _reading, task = outcome(clerk, run, fake)
    assert "leads to another address" in task.message
    assert fake.paths == ["/v1/chat/completions"]


def test_a_busy_endpoint_is_asked_again_and_not_for_ever(clerk, run, fake):
    fake.busy_times = 2
    told(fake, {"commitments": [PIER]})
    reading, _task = outcome(clerk, run, fake)
    assert (len(fake.asked), reading.proposed) == (3, 1)
    ModelReading.objects.all().delete()
    fake.busy_times = 100
    assert "did not answer: it answers 503" in outcome(clerk, run, fake)[1].message
    assert len(fake.asked) == 6


@pytest.mark.parametrize(
    ("status", "words"),
    [(401, "refuses the key"), (404, "check the address"), (418, "answers 418")],
)
def test_a_refusal_is_told_and_the_key_is_not(clerk, run, fake, status, words):
    fake.status = status
    _reading, task = outcome(clerk, run, fake)
    assert words in task.message
    assert "secret-key" not in task.message


def test_another_interface_than_named_is_told(clerk, run, fake):
    fake.body = b'{"done": true}'
    assert "SERVANDA_MODEL_KIND" in outcome(clerk, run, fake)[1].message
