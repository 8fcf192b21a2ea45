"""What the public finds of an edition that is being made: nothing, on whatever page."""

import pytest
from django.urls import reverse

from servanda.instruments.models import Edition

pytestmark = pytest.mark.django_db


def test_the_public_finds_what_a_draft_adds_once_it_is_in_force(written, client):
    written.add("Open shelters")
    edition = written.open()
    [line] = written.add("Open a telephone line")
    names = {"slug": "r", "uuid": line.uuid}
    addresses = [
        reverse("search", kwargs={"slug": "r"}) + "?q=telephone",
        reverse("list", kwargs={"slug": "r", "kind": "provision"}),
    ]

    def told() -> list[bool]:
        pages = (client.get(address).content.decode() for address in addresses)
        return [str(line.uuid) in page for page in pages]

    assert client.get(reverse("provision", kwargs=names)).status_code == 404
    assert told() == [False, False]
    written.put_in_force(Edition.objects.get(pk=edition.pk))
    assert client.get(reverse("provision", kwargs=names)).status_code == 200
    assert told() == [True, True]
