"""What actions are called where people read the history."""

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

DEEDS: Mapping[str, Promise] = {
    "accept_all": _("Accepted all proposals"),
    "accept_proposal": _("Accepted a proposal"),
    "add_agenda_item": _("Added to the agenda"),
    "add_instrument_name": _("Added a name of an instrument"),
    "add_participation": _("Added who took part"),
    "add_party_name": _("Added a name of a party"),
    "add_person_name": _("Added a name of a person"),
    "add_provision": _("Added a provision"),
    "add_update": _("Added an update"),
    "add_version": _("Took in a new version of a document"),
    "adopt_instrument": _("Noted who adopted an instrument"),
    "ask_for_model_reading": _("Let a text be sent to a language model"),
    "cite": _("Cited a source"),
    "correct_document": _("Corrected the facts of a document"),
    "create_duty": _("Added a reporting duty"),
    "create_instrument": _("Added an instrument"),
    "create_meeting": _("Added a meeting"),
    "create_membership": _("Added a membership"),
    "create_party": _("Added a party"),
    "create_person": _("Added a person"),
    "create_post": _("Added a post"),
    "create_scale": _("Made a scale"),
    "create_series": _("Added a meeting series"),
    "erase_words": _("Erased words by law"),
    "ensure_record": _("Opened the record of a meeting"),
    "ensure_statement": _("Opened the statements of a document"),
    "ensure_tenure": _("Noted who held a post"),
    "ingest": _("Took in a document"),
    "link_provisions": _("Linked two provisions"),
    "merge": _("Merged two entries"),
    "passage_at": _("Marked a passage"),
    "put_in_series": _("Put meetings into a series"),
    "put_period": _("Added a period"),
    "put_since": _("Added since when a body exists"),
    "read_version": _("Read a document"),
    "read_with_model": _("Read a document with a language model"),
    "reject_proposal": _("Rejected a proposal"),
    "reopen_proposal": _("Opened a proposal again"),
    "restore_state": _("Brought back a former state"),
    "settle_difference": _("Decided which value stands"),
    "take_out_of_series": _("Took a meeting out of its series"),
    "undo": _("Took back what was done"),
    "write_note": _("Wrote a note of one side"),
}
"""The name of each action in the history. A test holds it against the actions of the rooms."""
