"""Asks for the matrix of a plan as tests do, and reads what its page was made from."""

from decimal import Decimal

from django.urls import reverse

from servanda.instruments.rules import MoneyTold


def page(client, instrument, **query):
    names = {"slug": "r", "uuid": instrument.uuid}
    answer = client.get(reverse("matrix", kwargs=names), query)
    assert answer.status_code == 200
    return answer


def groups(answer):
    return [
        (str(group.label.text), group.number, group.helping) for group in answer.context["groups"]
    ]


def money(amount, *, year=2024, source="budget", is_covered=None):
    return MoneyTold(Decimal(amount), "EUR", year, source, is_covered, "")
