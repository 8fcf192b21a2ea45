"""Reading a document from the review page: at once, by a worker, in vain."""

import pytest
from django.urls import reverse

from servanda.review.models import ReadingRun
from servanda.review.tests.factories import (
    PRESS,
    TALKS,
    make_run,
)
from servanda.review.tests.page.asking import page_of, told
from servanda.sources.tests.factories import make_version
from servanda.tasks.models import Task, TaskState

pytestmark = pytest.mark.django_db


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
