"""The endpoint at which a language model answers, as the administrator names it."""

from dataclasses import dataclass, field
from urllib.parse import urlsplit

from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext as _

from servanda.reading.errors import ReadingError
from servanda.registers.rules import Visibility, is_stricter, strictest
from servanda.sources.models import Document

OPENAI, OLLAMA = "openai", "ollama"


class ModelTrouble(ReadingError):
    """A model could not be asked, or did not answer; the message is a sentence for a person."""


@dataclass(frozen=True)
class Endpoint:
    """Where a model answers: the whole address, the kind of interface, the model's name.

    `key` is sent in the header and never shown. `seconds` is how long one answer may take.
    """

    url: str
    kind: str
    name: str
    key: str = field(default="", repr=False)
    seconds: int = 120

    @property
    def host(self) -> str:
        """The host, with the port where one is named: what a person is told."""
        return urlsplit(self.url).netloc.rpartition("@")[2]

    @property
    def rule(self) -> str:
        """What marks a proposal as the model's."""
        return f"model: {self.name}"


def endpoint() -> Endpoint | None:
    """Return the endpoint of the installation; None where none is named, which is the rule.

    Raises ModelTrouble where the settings cannot be meant.
    """
    if not settings.MODEL_URL:
        return None
    found = Endpoint(
        settings.MODEL_URL,
        settings.MODEL_KIND,
        settings.MODEL_NAME,
        settings.MODEL_KEY,
        settings.MODEL_SECONDS,
    )
    parts = urlsplit(found.url)
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise ModelTrouble(
            _("SERVANDA_MODEL_URL is no address of an endpoint: write it as https://host/path.")
        )
    if settings.MODEL_VISIBILITY not in set(Visibility):
        raise ModelTrouble(
            _("Set SERVANDA_MODEL_VISIBILITY to public, register, restricted or own_side.")
        )
    if found.kind not in (OPENAI, OLLAMA) or not found.name:
        raise ModelTrouble(
            _("Set SERVANDA_MODEL_KIND to openai or ollama, and SERVANDA_MODEL_NAME to the model.")
        )
    return found


def is_narrower(document: Document) -> bool:
    """Tell whether fewer people see a document than the installation lets out without asking.

    What is under embargo is seen by those only who may change entries.
    """
    seen_by: list[str] = [document.effective_visibility]
    if document.is_kept_back(timezone.localdate()):
        seen_by.append(Visibility.RESTRICTED)
    return is_stricter(strictest(seen_by), Visibility(settings.MODEL_VISIBILITY))
