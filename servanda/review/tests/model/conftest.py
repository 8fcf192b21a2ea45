"""A document, and a model on this machine."""

import pytest

from servanda.review.actions.modelling import asking
from servanda.review.tests.model.asking import run_of
from servanda.review.tests.model_endpoint import FakeEndpoint, serving


@pytest.fixture
def run(clerk):
    return run_of(clerk, "public")


@pytest.fixture
def fake(settings, monkeypatch):
    monkeypatch.setattr(asking, "PAUSE", 0.01)
    with serving(FakeEndpoint()) as found:
        settings.MODEL_URL = f"http://{found.host}/v1/chat/completions"
        settings.MODEL_KIND, settings.MODEL_NAME = "openai", "small-model"
        settings.MODEL_KEY, settings.MODEL_SECONDS = "secret-key", 3
        yield found
