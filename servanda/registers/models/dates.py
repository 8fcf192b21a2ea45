"""Dates as vague as their source: EDTF, the words, and the bounds that sort and compare.

A model carries a vague date as four columns: `due` (EDTF, empty when unknown), `due_words` (as the
source has them), `due_earliest` and `due_latest` (inclusive, null when open or unknown). The four
are always set together, by `put_date`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext as _
from typing_extensions import override

from servanda.reading.edtf import bounds
from servanda.reading.errors import EdtfError

if TYPE_CHECKING:
    from django.db.backends.base.base import BaseDatabaseWrapper
    from django.db.models.sql.compiler import SQLCompiler


def put_date(row: models.Model, field: str, *, edtf: str | None, words: str = "") -> None:
    """Set the four columns of one vague date.

    `edtf` is an EDTF string (ISO 8601-2) or None for unknown. Raises ValidationError, with the
    field and the sentence what is wrong, for a string that is none.
    """
    try:
        found = bounds(edtf) if edtf else None
    except EdtfError as error:
        raise ValidationError({field: _("Not a date: %(why)s") % {"why": error.told(_)}}) from error
    setattr(row, field, edtf or "")
    setattr(row, f"{field}_words", words)
    setattr(row, f"{field}_earliest", found.earliest if found else None)
    setattr(row, f"{field}_latest", found.latest if found else None)


def check_date(edtf: str) -> None:
    """Raise ValidationError, with the sentence what is wrong, for a text that is no vague date."""
    try:
        bounds(edtf)
    except EdtfError as error:
        raise ValidationError(error.told(_)) from error


class YearOf(models.Func):
    """The year of a day, by what each database has built in, so that an index may hold it."""

    output_field = models.IntegerField()
    template = "CAST(EXTRACT(YEAR FROM %(expressions)s) AS integer)"

    @override
    def as_sqlite(
        self, compiler: SQLCompiler, connection: BaseDatabaseWrapper, **_context: str | None
    ) -> tuple[str, tuple[str | int, ...]]:
        """Write the year as the first letters of the day, as SQLite keeps it."""
        template = "CAST(SUBSTR(%(expressions)s, 1, 4) AS integer)"
        return self.as_sql(compiler, connection, template=template)
