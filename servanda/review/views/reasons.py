"""Why a proposal was made, in the reader's language: its rule as a sentence, and its words.

The English sentences are those of `servanda read --explain`; a test holds them to these.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from servanda.reading.explaining import Rule, rule_of
from servanda.review.models import Proposal
from servanda.review.rules import Tally

MODEL = "model: "
"""How the rule of a proposal begins that a language model made."""

RULES: Mapping[str, Promise] = {
    "action_row": _(
        "It is a row of an action list, under headings such as Action, Responsible, Deadline."
    ),
    "sum": _("A sum of money is given for a purpose."),
    "heading": _("A heading names a meeting; the line below tells where and when."),
    "post_before": _("A post stands before the name."),
    "post_after": _("A post stands after the name."),
    "post_told": _("The text tells which post the person holds."),
    "name_before_party": _("The name stands before the party that the person belongs to."),
    "name_after_party": _("The name stands after the party that the person belongs to."),
    "name_with_party": _("A list names the person beside the party."),
    "honorific": _("A courtesy title stands before the name."),
    "name_in_row": _("The name stands in a row with people who have a post."),
    "one_name": _("A post stands before the name, which is one word only."),
    "by_form": _("Its words are known as names of people."),
    "by_hand": _("A person entered it."),
    "meeting_verb": _("The verb “%(word)s” tells an encounter."),
    "meeting_noun": _("The word “%(word)s” names an encounter."),
    "list_point": _("It is a point of a list under “%(word)s”."),
    "carrier": _("What follows “%(word)s” is undertaken."),
    "listed_name": _("The name stands in the word lists."),
    "opening_word": _("The first word of the name says what it is."),
    "closing_word": _("A word of the name says what it is."),
    "word_before": _("The word before the name says what it is."),
    "abbreviation": _("It is named with its abbreviation in brackets."),
    "title": _("It bears a title with a word that says what it is."),
    "small_letters": _("A word that says what it is names it, in small letters."),
    "act": _("“%(word)s” tells an act that was done."),
    "act_passive": _("“%(word)s” tells an act that was done to it."),
    "act_participle": _("“%(word)s” after its name tells an act that was done."),
    "going_on": _("“%(word)s” tells what is going on."),
    "being_done": _("“%(word)s” tells what is being done."),
    "standing": _("“%(word)s” tells what is done all the time."),
    "other": _("The rule is called “%(word)s”."),
}
NOTES: Mapping[str, Promise] = {
    "listed": _("It is one of several that the same verb carries."),
    "one_of_several": _("It is one of several that one title names."),
    "unnamed": _("What it was done to bears no name."),
    "short": _("It is named by its abbreviation or a short name here."),
    "adjective": _("It is named by its adjective here."),
    "seat": _("It is named by its capital here."),
}
ROLES: Mapping[str, Promise] = {
    "trigger": _("rests on"),
    "subject": _("named here"),
    "subject_before": _("named last before"),
    "reference": _("stands for it"),
    "date": _("date"),
    "date_before": _("date told before"),
}
COUNTINGS: Mapping[str, Promise] = {
    "written": _("as its words say"),
    "from_text": _("counted with the tense or another date of the text"),
    "from_publication": _("counted from the day of publication"),
}
MEANINGS: Mapping[str, Promise] = {
    "third": _("a part of a month or year is a third of it"),
    "last_day": _("the last day of what is named"),
    "since": _("from then on"),
    "deadline": _("no later than"),
}


@dataclass(frozen=True)
class Ground:
    """Words that a proposal rests on: what they are to it, and how a date came from them."""

    role: str | Promise
    words: str
    how: str = ""


@dataclass(frozen=True)
class Why:
    """Why a proposal was made, and how often its rule was right so far."""

    sentence: str
    grounds: list[Ground]
    so_far: Tally | None
    is_model: bool


def why_of(proposal: Proposal, text: str, *, so_far: Tally | None) -> Why:
    """Return why a proposal of this text was made."""
    name = str(proposal.found.get("rule") or "")
    grounds = [_ground(told, text) for told in proposal.grounds]
    trigger = next((t for t in proposal.grounds if t.get("role") == "trigger"), None)
    words = _said(text, trigger) if trigger else ""
    sentence = sentence_of_rule(name, words=words)
    counted = so_far if so_far and so_far.decided else None
    return Why(sentence, grounds, counted, name.startswith(MODEL))


def sentence_of_rule(name: str, *, words: str = "") -> str:
    """Say what a rule says; `words` are those of the text that it turns on, where they are known."""
    if name.startswith(MODEL):
        told = gettext("A language model proposed it: %(model)s. Its words stand in the text.")
        return told % {"model": name.removeprefix(MODEL)}
    rule = rule_of(name)
    return " ".join(_sentences(rule, words or rule.word))


def _sentences(rule: Rule, word: str) -> Iterable[str]:
    yield str(RULES[rule.code]) % {"word": word}
    for note in rule.notes:
        yield str(NOTES[note])


def _ground(told: Mapping[str, object], text: str) -> Ground:
    codes = ((COUNTINGS, told.get("counted")), (MEANINGS, told.get("meaning")))
    how = "; ".join(str(names[code]) for names, code in codes if isinstance(code, str))
    return Ground(ROLES[str(told["role"])], _said(text, told), how)


def _said(text: str, told: Mapping[str, object]) -> str:
    start, end = told.get("start"), told.get("end")
    if not (isinstance(start, int) and isinstance(end, int)):
        return ""
    return " ".join(text[start:end].split())
