"""Why a reading holds what it holds: the rule, the words it stands on, and what was set aside."""

from servanda.reading.explaining.asides import ASIDES, Aside, set_aside
from servanda.reading.explaining.counting import COUNTINGS, MEANINGS, Counting
from servanda.reading.explaining.parts import ROLES, Part, parts_of
from servanda.reading.explaining.rules import NOTES, RULES, Rule, rule_of
from servanda.reading.explaining.sentences import sentence_of
from servanda.reading.explaining.telling import (
    Explanation,
    explain,
    plain_part,
    to_explained_json,
    to_explained_text,
    with_every_date,
)

__all__ = [
    "ASIDES",
    "COUNTINGS",
    "MEANINGS",
    "NOTES",
    "ROLES",
    "RULES",
    "Aside",
    "Counting",
    "Explanation",
    "Part",
    "Rule",
    "explain",
    "parts_of",
    "plain_part",
    "rule_of",
    "sentence_of",
    "set_aside",
    "to_explained_json",
    "to_explained_text",
    "with_every_date",
]
