"""Every address of the site, from its own resolver, and where it stands in a world."""

import csv
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from uuid import UUID

from django.urls import URLPattern, URLResolver, get_resolver, reverse

from servanda.history.models import Chain
from tests.world import World

TABLE = Path(__file__).parent / "authorization.csv"

SHOWN = {
    "authoritative": "instrument",
    "instrument-languages": "instrument",
    "translation-check": "translation",
    "translation-edit": "provision",
    "chair-new": "body",
    "comment-new": "provision",
    "comment-remove": "comment",
    "consent-edit": "provision",
    "lineage": "provision",
    "link-new": "provision",
    "link-remove": "link",
    "plain-text-check": "plain_text",
    "plain-text-edit": "provision",
    "succession-new": "body",
    "succession-remove": "succession",
    "text-on": "instrument",
    "matrix": "instrument",
    "matrix-xlsx": "instrument",
    "text-change": "instrument",
    "text-difference": "instrument",
    "text-difference-docx": "instrument",
    "text-difference-xlsx": "instrument",
    "edition-new": "instrument",
    "edition": "instrument",
    "edition-in-force": "draft",
    "amend": "provision",
    "reword": "provision",
    "deadline-from-meeting": "provision",
    "provision-in-edition": "provision",
    "adoption-edit": "adoption",
    "adoption-new": "instrument",
    "held-text-new": "instrument",
    "held-text-remove": "held_text",
    "instrument-edit": "instrument",
    "instrument-facts": "instrument",
    "instrument-scales": "instrument",
    "relation-new": "instrument",
    "relation-remove": "relation",
    "title-new": "instrument",
    "document-compare": "document",
    "document-edit": "document",
    "document-redact": "document",
    "document-page": "pages",
    "document-page-picture": "pages",
    "document-file": "document",
    "document-version-new": "document",
    "hand-over": "member",
    "invitation-revoke": "invitation",
    "list-change": "update",
    "list-change-task": "change",
    "list-csv": "update",
    "list-xlsx": "update",
    "meeting-edit": "meeting",
    "meeting-ics": "meeting",
    "invitation-docx": "meeting",
    "meeting-of-record": "record",
    "member-end-sessions": "member",
    "member-represent": "member",
    "member-restore": "member",
    "member-suspend": "member",
    "list": "update",
    "agenda-edit": "meeting",
    "past-decisions": "meeting",
    "series-edit": "series",
    "merge": "party",
    "note-new": "meeting",
    "entry-access": "provision",
    "entry-history": "provision",
    "history-record": "deed",
    "restore": "provision",
    "answer-edit": "answer",
    "question-answer": "question",
    "question-delegate": "question",
    "question-unchanged": "question",
    "round-close": "round",
    "round-new": "instrument",
    "round-reopen": "round",
    "round-workbook": "round",
    "saved-view": "shared_view",
    "saved-view-edit": "shared_view",
    "saved-view-remove": "shared_view",
    "saved-view-share": "shared_view",
    "undo": "deed",
    "update-new": "provision",
    "update-verify": "update",
    "view-new": "document",
    "representation-end": "representation",
    "review": "version",
    "review-model": "version",
    "review-read": "version",
    "review-accept-all": "version",
    "proposal-accept": "proposal",
    "proposal-change": "proposal",
    "proposal-reject": "proposal",
    "proposal-reopen": "proposal",
}
"""The entry of a world on which an address stands, where it is not the one it is named for."""

EDITIONS = {"edition-in-force": 2}
"""The edition on which an address stands, where it is not the first: the draft of a world."""

GUARDED = {
    "account_login",
    "mfa_activate_totp",
    "mfa_add_webauthn",
    "mfa_authenticate",
    "mfa_deactivate_totp",
    "mfa_edit_webauthn",
    "mfa_generate_recovery_codes",
    "mfa_login_webauthn",
    "mfa_reauthenticate",
    "mfa_reauthenticate_webauthn",
    "mfa_remove_webauthn",
    "mfa_view_recovery_codes",
}
"""Pages of the second factor, which show only on the way through it: journeys/test_signing_in.py."""


def addresses() -> dict[str, frozenset[str]]:
    """Return the name of every address with the names of its arguments."""
    return dict(_addresses(get_resolver(), frozenset()))


def shown_addresses() -> set[str]:
    """Return the addresses that answer GET, by the table of who gets which answer."""
    with TABLE.open(encoding="utf-8", newline="") as file:
        return {row["address"] for row in csv.DictReader(file) if row["method"] == "GET"}


def path_of(name: str, world: World, *, entries: World | None = None) -> str:
    """Return an address in the register of a world, of the entries of the same or another one."""
    shown = SHOWN.get(name, name)
    values = {
        "slug": world.register.slug,
        "uuid": _name_in(entries or world, shown),
        "account": _name_in(entries or world, "account"),
        "kind": shown,
        "party": _name_in(entries or world, "party"),
        "into": _name_in(entries or world, "partner"),
        "number": EDITIONS.get(name, 1),
        "uidb36": "1",
        "key": "forged",
        "pk": 1,
        "sequence": Chain.objects.get(register=world.register.uuid).sequence,
    }
    return reverse(name, kwargs={argument: values[argument] for argument in addresses()[name]})


def _name_in(world: World, kind: str) -> UUID | None:
    """Return the public name of an entry; a world that never was makes one up."""
    return world.names[kind] if isinstance(world.names, defaultdict) else world.names.get(kind)


def _addresses(
    resolver: URLResolver, arguments: frozenset[str]
) -> Iterator[tuple[str, frozenset[str]]]:
    for found in resolver.url_patterns:
        known = arguments | found.pattern.converters.keys()
        if isinstance(found, URLPattern):
            assert found.name, f"an address without a name: {found.pattern}"
            yield found.name, known
        else:
            yield from _addresses(found, known)
