"""Readings for the tests: proposals made by hand, so that no rule of the reading stands between."""

from collections.abc import Mapping, Sequence

from django.utils import timezone

from servanda.registers.actions import Mandate, change
from servanda.registers.rules import Ability
from servanda.review.models import Proposal, ReadingRun
from servanda.sources.actions import DocumentFacts
from servanda.sources.models import Version
from servanda.sources.tests.factories import make_version

Item = tuple[str, str, Mapping[str, object]]
"""Kind, quotation, fields."""

FULL: Mapping[str, Mapping[str, object]] = {
    "party": {"name": "", "kind": "state", "aliases": []},
    "body": {"name": "", "kind": "working_group", "aliases": [], "since": None},
    "person": {"name": "", "post": None, "organization": None},
    "instrument": {
        "name": "",
        "kind": "action_plan",
        "abbreviation": None,
        "aliases": [],
        "period": None,
    },
    "meeting": {
        "status": "held",
        "date": None,
        "place": None,
        "format": None,
        "parties": [],
        "people": [],
    },
    "commitment": {
        "text": "",
        "status": "agreed",
        "by": [],
        "due": None,
        "strength": "agreed",
        "verb": "agreed",
        "meeting": None,
        "speaker": None,
    },
}

TURKMENISTAN: Item = ("party", "Turkmenistan", {"name": "Turkmenistan"})
IOM: Item = (
    "party",
    "International Organization for Migration (IOM)",
    {
        "name": "International Organization for Migration",
        "kind": "international_organization",
        "aliases": ["IOM"],
    },
)
SIDES = ["Turkmenistan", "International Organization for Migration"]
TALKS = (
    "Turkmenistan and the International Organization for Migration (IOM) met in February 2020. "
    "Rashid Meredov, Minister of Foreign Affairs of Turkmenistan, and Zeynal Hajiyev, coordinator "
    "of IOM, agreed to launch a network on migration by the end of 2021."
)
MET: Item = (
    "meeting",
    "Turkmenistan and the International Organization for Migration (IOM) met in February 2020",
    {"date": "2020-02", "parties": SIDES, "people": ["Rashid Meredov", "Zeynal Hajiyev"]},
)
MEREDOV: Item = (
    "person",
    "Rashid Meredov, Minister of Foreign Affairs of Turkmenistan",
    {
        "name": "Rashid Meredov",
        "post": "Minister of Foreign Affairs",
        "organization": "Turkmenistan",
    },
)
HAJIYEV: Item = (
    "person",
    "Zeynal Hajiyev, coordinator of IOM",
    {
        "name": "Zeynal Hajiyev",
        "post": "coordinator",
        "organization": "International Organization for Migration",
    },
)
LAUNCH: Item = (
    "commitment",
    "agreed to launch a network on migration by the end of 2021",
    {"text": "Launch a network on migration", "by": SIDES, "due": "../2021-12-31", "meeting": 0},
)
OF_TALKS = [TURKMENISTAN, IOM, MEREDOV, HAJIYEV, MET, LAUNCH]
PRESS = DocumentFacts(
    title="Press item", published="2020-03-02", publisher="The Daily", language="en"
)


def make_run(
    mandate: Mandate,
    text: str = TALKS,
    items: Sequence[Item] = OF_TALKS,
    *,
    facts: DocumentFacts = PRESS,
) -> ReadingRun:
    """Bring a text in and lay proposals with these fields on it."""
    version = make_version(mandate, text, facts=facts)
    return run_of(mandate, version, items)


def run_of(mandate: Mandate, version: Version, items: Sequence[Item]) -> ReadingRun:
    """Lay proposals on a version; the order within a kind is that of the list."""
    run = ReadingRun(
        version=version,
        engine="by hand",
        read_at=timezone.now(),
        visibility=version.document.visibility,
    )
    counted: dict[str, int] = {}
    proposals = []
    for kind, quote, fields in items:
        start = version.text.index(quote)
        proposals.append(
            Proposal(
                run=run,
                kind=kind,
                order=counted.setdefault(kind, 0),
                found={**FULL[kind], "rule": "by hand", "date_words": {}, **fields},
                start=start,
                end=start + len(quote),
                quote=quote,
                visibility=run.visibility,
            )
        )
        counted[kind] += 1
    with change(mandate, "read_version", Ability.EDIT) as changes:
        changes.create(run, under=[version.document])
        changes.create_all(proposals, under=[run])
    return run


def accepted_of(proposal: Proposal) -> Mapping[str, object]:
    """Return what a person made of a proposal; it must have been accepted."""
    assert isinstance(proposal.accepted, dict)
    return proposal.accepted


def the(run: ReadingRun, kind: str, order: int = 0) -> Proposal:
    """Return a proposal of a reading as it stands in the database."""
    return Proposal.objects.select_related("run__version__document").get(
        run=run, kind=kind, order=order
    )
