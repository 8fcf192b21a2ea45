"""Documents for the tests of every room."""

from servanda.registers.actions import Mandate
from servanda.sources.actions import DocumentFacts, Upload, ingest
from servanda.sources.models import Version

TEXT = "Meeting in Ashgabat\n\nThe parties agreed to launch the network."


def make_version(
    mandate: Mandate, text: str = TEXT, *, facts: DocumentFacts | None = None
) -> Version:
    """Bring a pasted text into the register of a mandate and return its version."""
    upload = Upload(text.encode(), "note.txt")
    return ingest(mandate, upload=upload, facts=facts or DocumentFacts()).version
