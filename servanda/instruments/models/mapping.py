"""Mappings: which field each column of a matrix is, by its heading, kept under a name."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _
from typing_extensions import override

from servanda.reading.matrices.model import Field
from servanda.registers.models import Row

if TYPE_CHECKING:
    from collections.abc import Mapping

    from servanda.registers.models import Desk

LONGEST_NAME = 100


class ColumnMappingQuerySet(models.QuerySet["ColumnMapping"]):
    """Named selections of mappings."""

    def used_at(self, desk: Desk) -> ColumnMappingQuerySet:
        """Return those of the desk's register, for its people."""
        return self.none() if desk.role is None else self.filter(register=desk.register)


class ColumnMapping(Row):
    """Which fields the columns of plans are, by their headings. Unique: register and name.

    The people of a register use it for the plans that come in one form. A heading is kept as it is
    written; the case of its letters and its spaces do not count.
    """

    KIND: ClassVar[str] = "column_mapping"

    name = models.CharField(_("name of the mapping"), max_length=LONGEST_NAME)
    columns = models.JSONField(_("fields by headings"), default=dict)

    objects = ColumnMappingQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["register", "name"],
                name="column_mapping_name",
                violation_error_message=_("Another mapping of this register has this name."),
            )
        ]

    @override
    def __str__(self) -> str:
        return self.name

    @property
    def told(self) -> Mapping[str, Field]:
        """The field of each column, by its heading."""
        return {heading: Field(field) for heading, field in self.columns.items()}
