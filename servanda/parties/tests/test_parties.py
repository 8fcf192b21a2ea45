"""Parties, persons and posts: brought in once, found under any spelling."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from servanda.parties.actions import (
    NewParty,
    add_party_name,
    add_person_name,
    create_membership,
    create_party,
    create_person,
    ensure_post,
    ensure_tenure,
    put_since,
)
from servanda.parties.models import Party, Person
from servanda.registers.actions import Mandate, NotAllowed
from servanda.registers.tests.factories import administrator, make_register, mandate

pytestmark = pytest.mark.django_db


@pytest.fixture
def clerk() -> Mandate:
    return administrator(make_register(is_public=True))


@pytest.fixture
def iom(clerk) -> Party:
    new = NewParty(
        name="International Organization for Migration",
        kind="international_organization",
        abbreviation="IOM",
        aliases=("Международная организация по миграции",),
        visibility="public",
    )
    return create_party(clerk, new=new)


def named(clerk: Mandate, name: str) -> list[Party]:
    return list(Party.objects.visible_to(clerk.desk).named(name))


@pytest.mark.parametrize(
    "name",
    [
        "the International organization for migration",
        "iom",
        "Международной организации по миграции",
        "International Organization for Migration (IOM)",
    ],
)
def test_an_organization_is_found_under_its_names(clerk, iom, name):
    if name.startswith("Международной"):
        add_party_name(clerk, party=iom, text=name, language="ru")
    assert named(clerk, name) == [iom]


def test_three_turkmen_spellings_find_one_party(clerk):
    new = NewParty(name="Türkmenistan", kind="state", aliases=("Туркменистан",))
    party = create_party(clerk, new=new)
    for spelling in ("Turkmenistan", "ТУРКМЕНИСТАН", "türkmenistan"):
        assert named(clerk, spelling) == [party]


def test_a_name_is_kept_once_with_its_script(clerk, iom):
    first = add_party_name(clerk, party=iom, text="МОМ", language="ru")
    assert first.script == "Cyrl"
    assert add_party_name(clerk, party=iom, text="МОМ", language="ru") == first


def test_only_a_body_has_a_kind_of_body(clerk):
    new = NewParty(name="Ministry", kind="government_agency", body_kind="network")
    with pytest.raises(Exception, match="party_body_kind_of_bodies_only"):
        create_party(clerk, new=new)


def test_since_when_a_body_exists_is_kept_as_vague_as_told(clerk):
    new = NewParty(
        name="National Working Group", kind="body", since="2020-05", since_words="since May 2020"
    )
    body = create_party(clerk, new=new)
    assert (body.since_earliest, body.since_latest) == (date(2020, 5, 1), date(2020, 5, 31))


def test_a_day_that_does_not_exist_is_refused(clerk):
    with pytest.raises(ValidationError, match="Not a date"):
        create_party(clerk, new=NewParty(name="Group", kind="body", since="2021-02-30"))


def test_what_is_known_of_a_body_is_left_as_it_is(clerk):
    body = create_party(clerk, new=NewParty(name="Group", kind="body"))
    put_since(clerk, body=body, since="2020-05", words="since May 2020")
    put_since(clerk, body=body, since="2021", words="since 2021")
    body.refresh_from_db()
    assert (body.since, body.revision) == ("2020-05", 2)


def test_a_membership_is_no_more_open_than_party_and_body(clerk, iom):
    body = create_party(clerk, new=NewParty(name="Network", kind="body", visibility="restricted"))
    assert create_membership(clerk, party=iom, body=body).effective_visibility == "restricted"


def test_a_person_is_found_under_another_spelling(clerk):
    person = create_person(clerk, name="Rashid Meredov")
    add_person_name(clerk, person=person, text="Рашид Мередов", language="ru")
    for spelling in ("Raşid Meredow", "МЕРЕДОВ Рашид", "Mr. Rashid Meredov"):
        assert list(Person.objects.visible_to(clerk.desk).named(spelling)) == [person]


def test_a_post_of_an_organization_is_made_once(clerk, iom):
    post = ensure_post(clerk, title="Regional Coordinator", organization=iom)
    assert ensure_post(clerk, title="the regional coordinator", organization=iom) == post
    assert ensure_post(clerk, title="Regional Coordinator", organization=None) != post


def test_a_tenure_widens_to_the_days_on_which_sources_show_it(clerk, iom):
    person = create_person(clerk, name="Zeynal Hajiyev")
    post = ensure_post(clerk, title="Regional Coordinator", organization=iom)
    for day in (date(2020, 2, 18), date(2021, 2, 17), date(2019, 5, 1), None):
        ensure_tenure(clerk, person=person, post=post, seen_on=day)
    tenure = person.tenures.get()
    assert (tenure.known_from, tenure.known_until) == (date(2019, 5, 1), date(2021, 2, 17))


def test_a_reader_brings_in_no_party(clerk):
    reader = mandate(clerk.desk.register, "reader")
    with pytest.raises(NotAllowed):
        create_party(reader, new=NewParty(name="Ministry", kind="government_agency"))
    assert not Party.objects.exists()


def page(client, kind: str) -> str:
    shown: str = client.get(reverse("list", kwargs={"slug": "r", "kind": kind})).content.decode()
    return shown


def test_the_lists_show_parties_with_their_kind_and_persons_with_their_posts(client, clerk, iom):
    create_party(clerk, new=NewParty(name="Arvenia", kind="state", visibility="public"))
    person = create_person(clerk, name="Zeynal Hajiyev", visibility="public")
    post = ensure_post(clerk, title="Coordinator", organization=iom, visibility="public")
    ensure_tenure(clerk, person=person, post=post, seen_on=None)
    shown = client.get(reverse("parties", kwargs={"slug": "r"})).content.decode()
    assert shown.index("Arvenia</a>") < shown.index("<bdi>State<")
    assert "<bdi>IOM<" in shown
    shown = page(client, "person")
    assert shown.index("Zeynal Hajiyev") < shown.index("Coordinator")


def test_the_list_keeps_hidden_parties_and_what_names_them_to_itself(client, clerk):
    new = NewParty(name="Secret Agency", kind="government_agency", visibility="restricted")
    agency = create_party(clerk, new=new)
    person = create_person(clerk, name="Ana Torvel", visibility="public")
    post = ensure_post(clerk, title="Chief of secrets", organization=agency, visibility="public")
    ensure_tenure(clerk, person=person, post=post, seen_on=None)
    assert "Ana Torvel" in page(client, "person")
    for kind in ("party", "person", "post", "tenure", "membership"):
        assert "Secret Agency" not in page(client, kind)
    assert "ecret" not in page(client, "person")


def test_an_empty_list_says_what_to_do(client, clerk):
    shown = client.get(reverse("parties", kwargs={"slug": "r"})).content.decode()
    assert "Nothing in this list yet" in shown


def test_a_post_leads_to_its_place_on_the_page_of_its_organization(client, clerk, iom):
    post = ensure_post(clerk, title="Coordinator", organization=iom, visibility="public")
    answer = client.get(reverse("post", kwargs={"slug": "r", "uuid": post.uuid}))
    assert answer.url.endswith(f"{iom.uuid}/#post-{post.uuid}")


def test_a_post_of_no_organization_leads_to_the_list(client, clerk):
    post = ensure_post(clerk, title="Coordinator", organization=None, visibility="public")
    answer = client.get(reverse("post", kwargs={"slug": "r", "uuid": post.uuid}))
    assert answer.url.endswith("/list/person/")


@pytest.mark.slow
def test_the_list_costs_the_same_queries_for_ten_and_for_thirty(
    client, clerk, iom, django_assert_max_num_queries
):
    counted = []
    for number in (10, 20):  # tests/test_query_counts.py asks every page with three hundred
        for count in range(number):
            new = NewParty(name=f"Agency {count} of {number}", kind="other", visibility="public")
            party = create_party(clerk, new=new)
            person = create_person(clerk, name=f"Person {count}", visibility="public")
            post = ensure_post(clerk, title="Chief", organization=party, visibility="public")
            ensure_tenure(clerk, person=person, post=post, seen_on=None)
        with django_assert_max_num_queries(25) as queries:
            client.get(reverse("parties", kwargs={"slug": "r"}))
        counted.append(len(queries))
    assert counted[0] == counted[1]
