"""A joint communique of two thousand words, invented, as a ministry would bring it in."""

from pathlib import Path

from servanda.registers.actions import Mandate
from servanda.review.actions import read_version
from servanda.review.models import ReadingRun
from servanda.sources.actions import DocumentFacts
from servanda.sources.tests.factories import make_version

TEXT = Path(__file__).with_name("communique.txt").read_text(encoding="utf-8")
FACTS = DocumentFacts(
    title="Joint communiqué of the Commission on Mobility of the Lakes (fictional)",
    kind="statement",
    published="2024-03-14",
    publisher="Commission on Mobility of the Lakes",
    language="en",
)


def read_communique(mandate: Mandate) -> ReadingRun:
    """Bring the communique in and read it."""
    return read_version(mandate, version=make_version(mandate, TEXT, facts=FACTS))
