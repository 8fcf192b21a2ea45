"""What people do with documents: bring them in, correct their facts, cite their words."""

from servanda.sources.actions.citing import (
    Place,
    Words,
    cite,
    cite_all,
    cite_words,
    passage_at,
    remove_cited,
)
from servanda.sources.actions.correcting import DOCUMENT_CHANGES, correct_document
from servanda.sources.actions.facts import DocumentFacts
from servanda.sources.actions.files import kept_file, remove_orphaned_files
from servanda.sources.actions.held import held_file, hold_file
from servanda.sources.actions.ingesting import ingest
from servanda.sources.actions.uploads import PASTED, Ingested, Upload
from servanda.sources.actions.versions import add_version

__all__ = [
    "DOCUMENT_CHANGES",
    "PASTED",
    "DocumentFacts",
    "Ingested",
    "Place",
    "Upload",
    "Words",
    "add_version",
    "cite",
    "cite_all",
    "cite_words",
    "correct_document",
    "held_file",
    "hold_file",
    "ingest",
    "kept_file",
    "passage_at",
    "remove_cited",
    "remove_orphaned_files",
]
