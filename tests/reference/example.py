"""The example of a brief as JSON, of the founding case of the tests."""

from __future__ import annotations

import json
import re
from datetime import date
from typing import TYPE_CHECKING

from servanda.registers.actions import desk_at
from servanda.registers.actions.notes import write_note
from servanda.registers.tests.factories import make_register, mandate
from servanda.reports.models import gather_brief
from servanda.reports.rules.brief import Variant
from servanda.reports.rules.json_shape import shape_of
from servanda.reports.tests.factories import ON, Founding, say

if TYPE_CHECKING:
    from servanda.history.rules import JsonValue


UUID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")


def example() -> str:
    """Return a brief as JSON, made of the founding case of the tests; lists have one entry."""
    register = make_register("cooperation")
    clerk = mandate(register, "editor", side="ours")
    case = Founding(clerk)
    say(clerk, case.network, case.iom, "in_progress", date(2020, 6, 1))
    write_note(clerk, on=case.network, kind="ask", text="Ask when the network will be launched.")
    desk = desk_at(register, clerk.desk.account)
    assert desk
    brief = shape_of(gather_brief(desk, series=case.series, on=ON, variant=Variant.INTERNAL))
    points = brief["open_points"]
    assert isinstance(points, list)
    points.sort(key=lambda point: "own_notes" not in str(point))
    return UUID.sub("…", json.dumps(shortened(brief), ensure_ascii=False, indent=2))


def shortened(value: JsonValue) -> JsonValue:
    """Return the same with the first entry of each list only."""
    if isinstance(value, dict):
        return {name: shortened(held) for name, held in value.items()}
    if isinstance(value, list) and value and isinstance(value[0], dict):
        return [shortened(value[0])]
    return value
