"""Keeping under a name which field each column of a plan is, for the plans that come in one form."""

from collections.abc import Mapping

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from servanda.instruments.models import ColumnMapping
from servanda.reading.matrices.model import Field
from servanda.registers.actions import Mandate, change
from servanda.registers.rules import Ability, writable


def save_mapping(mandate: Mandate, *, name: str, fields: Mapping[str, Field]) -> ColumnMapping:
    """Keep which field each column is, by its heading, under a name; what the name meant is replaced.

    Raises ValidationError without a name, and where no column is named.
    """
    named = writable(name).strip()
    if not named:
        raise ValidationError({"name": _("Give the mapping a name.")})
    if not fields:
        raise ValidationError({"columns": _("Say of one column at least which field it is.")})
    told = {writable(heading).strip(): field.value for heading, field in fields.items()}
    with change(mandate, "save_mapping", Ability.EDIT) as changes:
        there = ColumnMapping.objects.filter(register=mandate.desk.register, name=named).first()
        if there is None:
            new = ColumnMapping(register=mandate.desk.register, name=named, columns=told)
            return changes.create(new)
        there.columns = told
        changes.rewrite(there)
        return there
