"""Ties from a register to frameworks of the library: made by citing, shown, taken away, never leaked."""

import pytest
from django.urls import reverse

from servanda.instruments.actions import (
    NewInstrument,
    NewProvision,
    add_provision,
    create_instrument,
    link_provisions,
)
from servanda.instruments.importing.frameworks import install_frameworks
from servanda.instruments.models import Link, Provision
from servanda.instruments.rules.frameworks import provision_name, shipped
from servanda.registers.actions import operator
from servanda.registers.tests.factories import administrator, make_library, make_register, mandate

pytestmark = [pytest.mark.django_db, pytest.mark.pages]


@pytest.fixture
def article(db):
    install_frameworks(administrator(make_library()), [shipped("palermo")])
    return Provision.objects.get(uuid=provision_name("palermo", "6"))


@pytest.fixture
def clerk(db):
    return mandate(make_register(is_public=True), "editor")


def measure_of(clerk, visibility="public"):
    plan = create_instrument(clerk, new=NewInstrument("Plan", "action_plan", visibility="public"))
    new = NewProvision("Open two shelters", "measure", visibility=visibility)
    return add_provision(clerk, instrument=plan, new=new)


def page_of(provision, slug="r"):
    return reverse("provision", kwargs={"slug": slug, "uuid": provision.uuid})


def test_a_measure_is_tied_to_an_article_by_name_and_number(client, clerk, article):
    measure = measure_of(clerk)
    client.force_login(clerk.desk.account)
    url = reverse("link-new", kwargs={"slug": "r", "uuid": measure.uuid})
    sent = {"kind": "implements", "other": "Palermo Protocol, article 6", "reason": "Shelters"}
    assert client.post(url, sent).status_code == 302
    link = Link.objects.get()
    assert (link.from_provision, link.to_provision) == (measure, article)
    page = client.get(page_of(measure)).content.decode()
    assert "Assistance to and protection of victims" in page
    assert reverse("objective", kwargs={"slug": "r", "uuid": article.uuid}) in page


def test_a_tie_to_an_article_is_taken_away(client, clerk, article):
    link = link_provisions(clerk, source=measure_of(clerk), target=article, kind="implements")
    client.force_login(clerk.desk.account)
    away = reverse("link-remove", kwargs={"slug": "r", "uuid": link.uuid})
    assert client.post(away).status_code == 302
    assert not Link.objects.exists()


def test_the_page_of_an_article_tells_its_title_and_that_nobody_reviewed_it(client, article):
    page = client.get(page_of(article, "library")).content.decode()
    assert "words of our own; not reviewed" in page


def test_the_page_of_an_article_tells_nothing_of_registers_and_is_not_changed_by_hand(
    client, clerk, article
):
    link_provisions(clerk, source=measure_of(clerk), target=article, kind="implements")
    client.force_login(operator())
    page = client.get(page_of(article, "library")).content.decode()
    assert "Open two shelters" not in page
    new = reverse("link-new", kwargs={"slug": "library", "uuid": article.uuid})
    assert client.get(new).status_code == 403
