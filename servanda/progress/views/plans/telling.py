"""What a person tells of a plan beside the form: which field a column is, which party a name, which row a row."""

from collections.abc import Mapping
from dataclasses import replace
from uuid import UUID

from django.core.exceptions import ValidationError
from django.http import QueryDict
from django.utils.translation import gettext as _

from servanda.instruments.importing import PlanOrder
from servanda.parties.models import Party
from servanda.reading.matrices.model import Field
from servanda.registers.models import Desk

NEW = "new"
"""What is sent of a doubtful row that is none of the plan as it was."""


def order_told(desk: Desk, order: PlanOrder, asked: QueryDict) -> PlanOrder:
    """Return an order with what a person told of columns, names and rows; empty answers tell nothing.

    Raises ValidationError for a field that is none, and for a name that no one party bears.
    """
    return replace(
        order,
        fields={**order.fields, **dict(map(_field, _told(asked, "heading", "field").items()))},
        parties={
            name: _party(desk, party) for name, party in _told(asked, "name", "party").items()
        },
        pairs={
            place: "" if row == NEW else row for place, row in _told(asked, "place", "pair").items()
        },
    )


def _told(asked: QueryDict, of: str, what: str) -> Mapping[str, str]:
    """Return the answers that are not empty, by what they are about."""
    pairs = zip(asked.getlist(of), asked.getlist(what), strict=False)
    return {about: answer.strip() for about, answer in pairs if answer.strip()}


def _field(told: tuple[str, str]) -> tuple[str, Field]:
    heading, field = told
    if field not in list(Field):
        raise ValidationError(_("“%(field)s” is no field of a plan.") % {"field": field})
    return heading, Field(field)


def _party(desk: Desk, told: str) -> Party:
    """Return the party that a public name or its own name tells."""
    seen = Party.objects.visible_to(desk)
    try:
        found = list(seen.filter(uuid=UUID(told)))
    except ValueError:
        found = list(seen.named(told)[:2])
    if len(found) != 1:
        raise ValidationError(
            _("“%(name)s” is not the name of one party of the register: write it as its page does.")
            % {"name": told}
        )
    return found[0]
