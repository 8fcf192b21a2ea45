"""An altered address with a NUL in its query is answered with a page, on both databases."""

import pytest
from django.http import HttpRequest, HttpResponse
from django.test import Client, RequestFactory
from django.urls import reverse

from servanda.portal.views.unwritable import leave_out_nul
from servanda.progress.tests.factories import Plan
from servanda.registers.tests.factories import administrator, make_register

pytestmark = pytest.mark.django_db


@pytest.fixture
def plan() -> Plan:
    return Plan(administrator(make_register(is_public=True)))


@pytest.mark.parametrize(
    ("name", "query"),
    [
        ("translation-edit", "language=%00"),
        ("plain-text-edit", "language=%00"),
        ("update-new", "corrects=%00"),
    ],
)
def test_no_parameter_of_a_provision_takes_a_nul_to_the_database(plan, name, query):
    clerk = Client()
    clerk.force_login(plan.mandate.desk.account)
    here = reverse(name, kwargs={"slug": "r", "uuid": plan.line.uuid})
    assert clerk.get(f"{here}?{query}").status_code == 200


@pytest.mark.parametrize(
    ("name", "query"),
    [
        ("points", "standing=%00&instrument=%00&%00=a"),
        ("translations", "language=r%00u&state=%00"),
        ("list", "status=%00"),
        ("search", "q=%00&kind=%00&language=%00"),
    ],
)
def test_no_parameter_of_a_register_takes_a_nul_to_the_database(plan, client, name, query):
    kind = {"kind": "provision"} if name == "list" else {}
    here = reverse(name, kwargs={"slug": plan.mandate.desk.register.slug, **kind})
    assert client.get(f"{here}?{query}").status_code == 200


def test_what_else_a_query_asks_stays_as_it_was_sent():
    def answer(request: HttpRequest) -> HttpResponse:
        return HttpResponse(repr(dict(request.GET.lists())))

    sent = RequestFactory().get("/?q=%D0%B0%00b&page=2%2500&name=%00&name=%%0000")
    seen = leave_out_nul(answer)(sent).content.decode()
    assert seen == repr({"q": ["аb"], "page": ["2%00"], "name": ["", "%00"]})
