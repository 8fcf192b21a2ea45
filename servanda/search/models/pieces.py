"""The pieces of entries that are found, and the number that says who may see each."""

from django.db import models
from typing_extensions import override

# The place of a piece has 63 bits: the number of the register, its shelf (whether it is under embargo,
# how open it is), and its own number. So who may see what is a range of places, and the index of
# words need not ask a table about each hit.
NUMBER_BITS = 36
NUMBER_OF_PLACE = (1 << NUMBER_BITS) - 1
"""The bits of a place that are the number of its piece."""
SHELF_BITS = 4
_EMBARGOED = 8
"""Shelves from here on hold what is under embargo."""


class Piece(models.Model):
    """A piece of an entry as it is found: title, text, and the entry whose page shows it.

    The room knows no other: it holds the numbers and names that it was handed.
    """

    # who may see it
    register = models.BigIntegerField()
    openness = models.PositiveSmallIntegerField()
    side = models.BigIntegerField(null=True)
    embargo_until = models.DateField(null=True)
    # what it is of
    kind = models.CharField(max_length=40)
    entry = models.UUIDField()
    offset = models.PositiveIntegerField(default=0)
    shown_kind = models.CharField(max_length=40)
    shown = models.UUIDField()
    # what is found
    title = models.CharField(max_length=1000)
    text = models.TextField()
    language = models.CharField(max_length=10)
    day = models.DateField(null=True)
    told_day = models.CharField(max_length=60, default="")

    class Meta:
        indexes = [
            models.Index(fields=["register", "entry"], name="search_piece_entry"),
            models.Index(  # what hits are counted by, side by side: the texts between are not read
                fields=["id", "kind", "language", "day", "register"], name="search_piece_counted"
            ),
        ]

    @override
    def __str__(self) -> str:
        return self.title

    @property
    def place(self) -> int:
        """The number under which the words of this piece stand in the index."""
        is_embargoed = self.embargo_until is not None
        return (
            shelf(self.register, self.openness, is_embargoed=is_embargoed) << NUMBER_BITS
        ) + self.pk


def shelf(register: int, openness: int, *, is_embargoed: bool) -> int:
    """Return the number of the shelf of what is so open in a register."""
    return (register << SHELF_BITS) + _EMBARGOED * is_embargoed + openness


def number_at(place: int) -> int:
    """Return the number of the piece whose words stand at a place."""
    return place & NUMBER_OF_PLACE
