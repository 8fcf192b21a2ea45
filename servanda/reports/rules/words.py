"""The words of the brief in the language of its reader: standings, kinds, dates, markings."""

from datetime import date
from functools import lru_cache
from typing import Protocol

from servanda.reading.edtf import describe
from servanda.reading.errors import EdtfError
from servanda.reports.rules.brief import Brief, ChangeKind, Term, Variant
from servanda.reports.rules.grounds import VagueDate


class Words(Protocol):
    """Where the words come from: a catalogue of translations and its language (ISO 639-1)."""

    @property
    def language(self) -> str: ...

    def gettext(self, message: str) -> str: ...

    def pgettext(self, context: str, message: str) -> str: ...

    def ngettext(self, singular: str, plural: str, number: int) -> str: ...


def standing_words(words: Words) -> dict[str, str]:
    """Return the words for a headline, a value of the core, and overdue."""
    return {
        "overdue": words.gettext("Overdue"),
        "disputed": words.gettext("Disputed"),
        "no_information": words.gettext("No information"),
        "not_started": words.gettext("Not started"),
        "in_progress": words.gettext("In progress"),
        "partly_done": words.gettext("Partly done"),
        "done": words.gettext("Done"),
        "abandoned": words.gettext("Given up"),
    }


def told_words(words: Words) -> dict[str, str]:
    """Return what the source says of a point that nobody has assessed."""
    return {
        "done": words.gettext("The source tells it as done; nobody is known to have assessed it."),
        "ongoing": words.gettext(
            "The source tells it as going on; nobody is known to have assessed it."
        ),
    }


def meeting_words(words: Words) -> dict[str, str]:
    """Return the words for the status and the format of a meeting."""
    return {
        "planned": words.pgettext("meeting", "planned"),
        "held": words.gettext("held"),
        "postponed": words.gettext("postponed"),
        "cancelled": words.gettext("cancelled"),
        "online": words.gettext("online"),
        "in_person": words.gettext("in person"),
        "hybrid": words.gettext("in person and online"),
    }


def kind_words(words: Words) -> dict[str, str]:
    """Return the words for the kinds of instruments and bodies."""
    return {
        "framework": words.gettext("framework"),
        "agreement": words.gettext("agreement"),
        "memorandum": words.gettext("memorandum"),
        "action_plan": words.gettext("action plan"),
        "programme": words.gettext("programme"),
        "project": words.gettext("project"),
        "law": words.gettext("law"),
        "report": words.gettext("report"),
        "working_group": words.gettext("working group"),
        "network": words.gettext("network"),
        "commission": words.gettext("commission"),
        "committee": words.gettext("committee"),
        "council": words.gettext("council"),
        "other": words.gettext("other"),
    }


def term_words(words: Words) -> dict[Term, str]:
    """Return the words for where an instrument stands in its period."""
    return {
        Term.ENDING: words.gettext("Ends within a year"),
        Term.IN_FORCE: words.gettext("In force"),
        Term.NOT_BEGUN: words.gettext("Not begun"),
        Term.UNKNOWN: words.gettext("No period known"),
        Term.ENDED: words.gettext("Ended"),
    }


def delay_words(words: Words) -> dict[str, str]:
    """Return the words for the kinds of reasons for which something is late."""
    return {
        "money": words.gettext("no money"),
        "people": words.gettext("no staff"),
        "law": words.gettext("a law or decision is awaited"),
        "partner": words.gettext("a partner is awaited"),
        "procurement": words.gettext("procurement takes longer"),
        "capacity": words.gettext("knowledge or equipment is lacking"),
        "event": words.gettext("an event that nobody could foresee"),
        "priority": words.gettext("something else came first"),
        "other": words.gettext("another reason"),
    }


def note_words(words: Words) -> dict[str, str]:
    """Return the words for what a note of one's own side is for."""
    return {
        "position": words.gettext("Our position"),
        "ask": words.gettext("What to ask"),
        "speaker": words.gettext("Who speaks"),
    }


def change_words(words: Words) -> dict[ChangeKind, str]:
    """Return the words that head a change of each kind."""
    return {
        ChangeKind.UPDATE: words.gettext("Update"),
        ChangeKind.POINT: words.gettext("New undertaking"),
        ChangeKind.OVERDUE: words.gettext("Deadline passed"),
        ChangeKind.MEETING: words.gettext("Other meeting"),
        ChangeKind.BODY: words.gettext("New body"),
        ChangeKind.BEGUN: words.gettext("Instrument begun"),
        ChangeKind.ENDED: words.gettext("Instrument ended"),
    }


def variant_words(variant: Variant, words: Words) -> str:
    """Return what the marking says of a variant."""
    if variant is Variant.INTERNAL:
        return words.gettext("Internal: own side only")
    return words.gettext("To share")


def marking_of(brief: Brief, words: Words) -> str:
    """Return the line at the top and bottom of the paper: handling, then for whom it is made."""
    fiction = [words.gettext("Everything here is invented")] if brief.register.is_fictional else []
    return " · ".join([*fiction, *brief.handling, variant_words(brief.variant, words)])


def said_edtf(edtf: str, words: Words) -> str:
    """Return an EDTF date in words; one that cannot be read stands as it is."""
    if not edtf:
        return ""
    return _described(edtf, words.language)


@lru_cache(maxsize=4096)
def _described(edtf: str, language: str) -> str:
    """Return a date in words; a brief says few days many times."""
    try:
        return describe(edtf, language)
    except EdtfError:
        return edtf


def quoted(text: str, words: Words) -> str:
    """Return words of a source in the quotation marks of the reader's language."""
    return words.gettext("“%(words)s”") % {"words": text}


def said_date(told: VagueDate, words: Words) -> str:
    """Return a vague date in words; the source's own words where it names no day."""
    if told.edtf:
        return said_edtf(told.edtf, words)
    return quoted(told.words, words) if told.words else ""


def said_day(day: date, words: Words) -> str:
    """Return a day in words."""
    return said_edtf(day.isoformat(), words)
