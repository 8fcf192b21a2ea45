"""What each code of an explanation says, in English; the site says it in the reader's language.

%(word)s stands for the word a rule turns on.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from servanda.reading.explaining.counting import Counting
    from servanda.reading.explaining.rules import Rule

RULE_SENTENCES: Final = {
    "action_row": "It is a row of an action list, under headings such as Action, Responsible, Deadline.",
    "sum": "A sum of money is given for a purpose.",
    "heading": "A heading names a meeting; the line below tells where and when.",
    "post_before": "A post stands before the name.",
    "post_after": "A post stands after the name.",
    "post_told": "The text tells which post the person holds.",
    "name_before_party": "The name stands before the party that the person belongs to.",
    "name_after_party": "The name stands after the party that the person belongs to.",
    "name_with_party": "A list names the person beside the party.",
    "honorific": "A courtesy title stands before the name.",
    "name_in_row": "The name stands in a row with people who have a post.",
    "one_name": "A post stands before the name, which is one word only.",
    "by_form": "Its words are known as names of people.",
    "by_hand": "A person entered it.",
    "meeting_verb": "The verb “%(word)s” tells an encounter.",
    "meeting_noun": "The word “%(word)s” names an encounter.",
    "list_point": "It is a point of a list under “%(word)s”.",
    "carrier": "What follows “%(word)s” is undertaken.",
    "listed_name": "The name stands in the word lists.",
    "opening_word": "The first word of the name says what it is.",
    "closing_word": "A word of the name says what it is.",
    "word_before": "The word before the name says what it is.",
    "abbreviation": "It is named with its abbreviation in brackets.",
    "title": "It bears a title with a word that says what it is.",
    "small_letters": "A word that says what it is names it, in small letters.",
    "act": "“%(word)s” tells an act that was done.",
    "act_passive": "“%(word)s” tells an act that was done to it.",
    "act_participle": "“%(word)s” after its name tells an act that was done.",
    "going_on": "“%(word)s” tells what is going on.",
    "being_done": "“%(word)s” tells what is being done.",
    "standing": "“%(word)s” tells what is done all the time.",
    "other": "The rule is called “%(word)s”.",
}
NOTE_SENTENCES: Final = {
    "listed": "It is one of several that the same verb carries.",
    "one_of_several": "It is one of several that one title names.",
    "unnamed": "What it was done to bears no name.",
    "short": "It is named by its abbreviation or a short name here.",
    "adjective": "It is named by its adjective here.",
    "seat": "It is named by its capital here.",
}
ROLE_NAMES: Final = {
    "trigger": "rests on",
    "subject": "named here",
    "subject_before": "named last before",
    "reference": "stands for it",
    "date": "date",
    "date_before": "date told before",
}
COUNTING_SENTENCES: Final = {
    "written": "as its words say",
    "from_text": "counted with the tense or another date of the text",
    "from_publication": "counted from the day of publication",
}
MEANING_SENTENCES: Final = {
    "third": "a part of a month or year is a third of it",
    "last_day": "the last day of what is named",
    "since": "from then on",
    "deadline": "no later than",
}
ASIDE_SENTENCES: Final = {
    "no_day": "tells how long, how often or roughly when, and no day",
    "no_publication": "cannot be counted: the day of publication or a date before is missing",
    "in_a_name": "is part of a name",
    "beside": "another date counts for what is told here",
    "not_kept": "stands in words of which no date is kept, such as an act that is done",
    "unused": "nothing found here has this date",
    "setting": "is named as a place, and does nothing",
    "quality": "only tells of which state something is",
    "seat": "is named as a town, and does not act for its government",
    "in_longer_name": "is part of a longer name",
    "negated": "is negated",
    "doubtful": "is in doubt",
    "wish": "is a wish",
    "heading": "stands in a heading",
    "as_noun": "stands as a noun or in a question",
    "named_before": "means a meeting told before",
    "undated": "has no date in its sentence",
    "nothing_undertaken": "carries nothing that a named side undertakes",
    "no_rule": "no rule made a meeting of it",
}


def sentence_of(rule: Rule) -> str:
    """Say in English why a rule made an item."""
    told = RULE_SENTENCES[rule.code] % {"word": rule.word}
    return " ".join([told, *(NOTE_SENTENCES[note] for note in rule.notes)])


def words_of_counting(counting: Counting) -> str:
    """Say in English how a date was counted."""
    told = [COUNTING_SENTENCES[counting.code]]
    if counting.meaning:
        told.append(MEANING_SENTENCES[counting.meaning])
    return "; ".join(told)
