"""Who may open which page of documents, and what a visit costs."""

import pytest
from django.test import Client
from django.urls import reverse

from servanda.registers.tests.factories import administrator, make_register, person
from servanda.sources.actions import DocumentFacts, kept_file
from servanda.sources.models import Document
from servanda.sources.tests.factories import TEXT, make_version

pytestmark = pytest.mark.django_db

DENIED = 403
NOT_THERE = 404


def signed_in(account) -> Client:
    client = Client()
    client.force_login(account)
    return client


@pytest.fixture
def clerk():
    return administrator(make_register())


@pytest.fixture
def document(clerk) -> Document:
    return make_version(clerk, facts=DocumentFacts(title="Press note", url="")).document


def address(name: str, document: Document) -> str:
    arguments = {"slug": document.register.slug}
    if name in {"document-edit", "document-file"}:
        arguments["uuid"] = str(document.uuid)
    return reverse(name, kwargs=arguments)


PAGES = ["documents", "document-file", "document-new", "document-edit"]


@pytest.mark.parametrize("name", PAGES)
def test_nobody_finds_a_private_register(name, document):
    other = person(make_register("own"), "administrator")
    visitors = [Client(), signed_in(person(None, None)), signed_in(other)]
    assert [c.get(address(name, document)).status_code for c in visitors] == [NOT_THERE] * 3


@pytest.mark.parametrize(
    ("name", "reader", "editor"),
    [
        ("documents", 200, 200),
        ("document-file", 200, 200),
        ("document-new", DENIED, 200),
        ("document-edit", DENIED, 200),
    ],
)
def test_a_reader_reads_and_an_editor_changes(name, reader, editor, document):
    for role, expected in (("reader", reader), ("focal_point", reader), ("editor", editor)):
        client = signed_in(person(document.register, role))
        response = client.get(address(name, document))
        assert response.getvalue()
        assert response.status_code == expected


@pytest.mark.parametrize("name", ["document-file", "document-edit"])
def test_a_document_of_another_register_is_not_found(name, document):
    own = make_register("own")
    client = signed_in(person(own, "administrator"))
    url = reverse(name, kwargs={"slug": own.slug, "uuid": document.uuid})
    assert client.get(url).status_code == NOT_THERE


@pytest.mark.parametrize("name", ["document-file", "document-edit"])
def test_a_restricted_document_is_not_found_by_an_editor(name, clerk):
    hidden = make_version(clerk, facts=DocumentFacts(visibility="restricted")).document
    client = signed_in(person(hidden.register, "editor"))
    assert client.get(address(name, hidden)).status_code == NOT_THERE
    assert hidden.title not in client.get(address("documents", hidden)).content.decode()


def test_anyone_sees_what_is_public_in_a_public_register():
    clerk = administrator(make_register("open", is_public=True))
    make_version(clerk, facts=DocumentFacts(title="For all", visibility="public"))
    make_version(clerk, "Other words.", facts=DocumentFacts(title="For some"))
    page = Client().get(reverse("documents", kwargs={"slug": "open"})).content.decode()
    assert "For all" in page
    assert "For some" not in page
    assert "Add a document" not in page
    new = Client().get(reverse("document-new", kwargs={"slug": "open"}))
    assert new.status_code == DENIED


def test_a_file_is_saved_and_never_shown_in_place(document):
    response = signed_in(person(document.register, "reader")).get(
        address("document-file", document)
    )
    assert response.getvalue() == TEXT.encode()
    assert response["Content-Disposition"] == 'attachment; filename="note.txt"'
    assert response["X-Content-Type-Options"] == "nosniff"


def test_a_file_that_is_missing_is_not_found(document):
    kept_file(document.versions.get().sha256).unlink()
    client = signed_in(person(document.register, "reader"))
    assert client.get(address("document-file", document)).status_code == NOT_THERE


def fill(register, *, count: int) -> None:
    """Make documents: every third without a date, else the higher number the newer."""
    Document.objects.bulk_create(
        Document(
            register=register,
            kind="press",
            title=f"Number {number:03}",
            published="" if number % 3 == 0 else "2021",
            published_earliest=None if number % 3 == 0 else "2021-01-01",
            published_latest=None if number % 3 == 0 else f"2021-12-{1 + number // 20:02}",
        )
        for number in range(count)
    )


@pytest.mark.parametrize("count", [10, 300])
def test_the_list_costs_the_same_for_any_number(count, django_assert_num_queries):
    register = make_register()
    fill(register, count=count)
    client = signed_in(person(register, "reader"))
    with django_assert_num_queries(7):  # session, account, register, role, documents, counts, views
        assert client.get(reverse("documents", kwargs={"slug": "r"})).status_code == 200


def walk(client: Client, first: str, step: str) -> list[list[str]]:
    """Return the titles on each page from an address on, following `step` to the end."""
    pages: list[list[str]] = []
    url: str | None = first
    while url is not None:
        context = client.get(url).context
        pages.append([row.head.text for row in context["rows"]])
        url = context[step]
    return pages


def test_the_pages_hold_each_document_once_in_order_and_lead_back():
    register = make_register()
    fill(register, count=120)
    client = signed_in(person(register, "reader"))
    first = reverse("documents", kwargs={"slug": "r"})
    down = walk(client, first, "after_url")
    assert [len(page) for page in down] == [50, 50, 20]
    told = [title for page in down for title in page]
    assert told == [document.title for document in Document.objects.newest_first()]
    second = client.get(client.get(first).context["after_url"]).context["after_url"]
    assert walk(client, second, "before_url") == down[::-1]


@pytest.mark.parametrize("mark", ["nonsense", "01890000-0000-7000-8000-000000000000"])
def test_a_mark_that_names_nothing_gives_the_newest(mark, document):
    client = signed_in(person(document.register, "reader"))
    page = client.get(address("documents", document), {"after": mark})
    assert "Press note" in page.content.decode()


def facts_of(document: Document, **changed: str) -> dict[str, str]:
    facts = {key: value or "" for key, value in vars(DocumentFacts.of(document)).items()}
    return {**facts, "revision": str(document.revision), **changed}


def test_an_editor_corrects_the_facts(document):
    client = signed_in(person(document.register, "editor"))
    asked = facts_of(document, title="Release", kind="release", language="tk")
    response = client.post(address("document-edit", document), asked)
    assert response.status_code == 302
    document.refresh_from_db()
    assert (document.title, document.kind, document.language) == ("Release", "release", "tk")


@pytest.mark.parametrize(
    ("changed", "sentence"),
    [
        ({"title": ""}, "This field is required."),
        ({"published": "2021-02-30"}, "30"),
        ({"url": "no address"}, "Enter a valid URL."),
        ({"visibility": "restricted"}, "restricted is not one of the available choices"),
    ],
)
def test_a_wrong_fact_is_shown_at_its_field_and_nothing_is_saved(document, changed, sentence):
    client = signed_in(person(document.register, "editor"))
    response = client.post(address("document-edit", document), facts_of(document, **changed))
    assert response.status_code == 422
    (field,) = changed
    assert sentence in str(response.context["form"].errors[field])
    assert Document.objects.get().revision == 1


def test_the_second_editor_sees_both_versions_and_may_still_save(document):
    client = signed_in(person(document.register, "editor"))
    url = address("document-edit", document)
    first, second = facts_of(document, title="Mine", kind="law"), facts_of(document, title="Yours")
    client.post(url, first)
    response = client.post(url, second)
    page = response.content.decode()
    assert response.status_code == 409
    assert "Mine" in page
    assert "Yours" in page
    assert ">law<" in page
    assert Document.objects.get().title == "Mine"
    again = {**second, "revision": response.context["form"].initial["revision"]}
    assert client.post(url, again).status_code == 302
    assert Document.objects.get().title == "Yours"
