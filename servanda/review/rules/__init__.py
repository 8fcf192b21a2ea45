"""What a proposal is made of, where it stands, and when two tell of the same thing: plain rules."""

from servanda.review.rules.differing import DATES_DIFFER, WORDS_DIFFER
from servanda.review.rules.fields import (
    DATE_FIELDS,
    DATE_WORDS,
    FIELDS,
    LIST_FIELDS,
    ORDER,
    REPORT_STATUSES,
    Found,
    names_of,
    several,
    supported_fields,
    words,
    words_of_date,
)
from servanda.review.rules.likeness import (
    LIKE,
    SIDES,
    Span,
    are_same_day,
    is_abbreviation,
    likeness,
    says_enough,
    shared,
    telling_aliases,
    word_set,
)
from servanda.review.rules.stretches import Stretch, stretches

__all__ = [
    "DATES_DIFFER",
    "DATE_FIELDS",
    "DATE_WORDS",
    "FIELDS",
    "LIKE",
    "LIST_FIELDS",
    "ORDER",
    "REPORT_STATUSES",
    "SIDES",
    "WORDS_DIFFER",
    "Found",
    "Span",
    "Stretch",
    "are_same_day",
    "is_abbreviation",
    "likeness",
    "names_of",
    "says_enough",
    "several",
    "shared",
    "stretches",
    "supported_fields",
    "telling_aliases",
    "word_set",
    "words",
    "words_of_date",
]
