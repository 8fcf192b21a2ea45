"""A second source, and what the register makes of it."""

from servanda.review.actions import accept_all, likely_matches
from servanda.review.tests.factories import (
    TALKS,
    make_run,
    the,
)
from servanda.sources.actions import DocumentFacts
from servanda.sources.models import Citation

LATER = DocumentFacts(
    title="Release", published="2021-03-05", publisher="The Ministry", language="en"
)


RUSSIAN = DocumentFacts(title="Сообщение", published="2021-03-05", language="ru")


def second(clerk, text, items, *, facts=LATER):
    run = make_run(clerk, text, items, facts=facts)
    accept_all(clerk, run=run)
    return run


def sources_of(entry, field) -> int:
    return Citation.objects.filter(entry=entry.uuid, field=field).count()


def matches_of(clerk, kind, fields, *, quote="Somebody"):
    text = f"{quote} {len(fields)} {fields.get('name', '')} spoke."
    run = make_run(clerk, text, [(kind, quote, fields)], facts=LATER)
    return likely_matches(clerk.desk, the(run, kind))


def told_otherwise(clerk, items, text=None):
    """Return the likely entries of the last of the items, told by another document."""
    run = make_run(clerk, text or f"Again: {TALKS}", items, facts=RUSSIAN)
    return likely_matches(clerk.desk, the(run, items[-1][0]))
