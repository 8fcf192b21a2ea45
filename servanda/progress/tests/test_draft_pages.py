"""What the public finds of an edition that is being made: nothing, on whatever page."""

import pytest
from django.urls import reverse

from servanda.instruments.models import Edition, Wording

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


def test_a_text_whose_provisions_lead_one_another_is_shown_and_told(written, client):
    shelter, staff = written.add("Open shelters", "Train staff")
    Wording.objects.filter(provision=shelter).update(parent=staff)
    Wording.objects.filter(provision=staff).update(parent=shelter)
    names = {"slug": "r", "uuid": written.plan.uuid, "number": 1}
    page = client.get(reverse("edition", kwargs=names), {"open": str(staff.uuid)})
    told = page.content.decode()
    assert "“Open shelters” stands under what it leads itself" in told
    assert f"p-{staff.uuid}" in told


@pytest.mark.parametrize(
    "path", ["text-difference", "text-change", "edition-new", "edition-in-force"]
)
def test_the_markings_of_editions_stand_on_all_pages_about_them(written, editor, path):
    [shelter] = written.add("Open shelters")
    edition = written.open()
    written.amend(shelter, texts={"en": "Open three shelters"})
    Edition.objects.filter(pk=edition.pk).update(handling="For the members only")
    names = {"slug": "r", "uuid": written.plan.uuid}
    if path == "text-change":
        mark = f"{shelter.uuid}.{written.wording(shelter).uuid}.{written.wording(shelter).revision}"
        page = editor.post(reverse(path, kwargs=names), {"do": "withdraw", "chosen": [mark]})
    else:
        number = {"number": 2} if path == "edition-in-force" else {}
        page = editor.get(reverse(path, kwargs=names | number))
    assert "For the members only" in page.content.decode()
