"""Who gets which answer where: every address, method, role and kind of register in one table.

authorization.csv holds a row for each address, each method it takes and each kind of register:
`private`, where only its people read, `public` with public entries, `none` for addresses outside
any register. A column is a role; `stranger` is an administrator, of another register. A form is
sent empty: 422 or 200 show it again with what is wrong, 302 leads on. Two roles have no column, as
they get what another one gets: STANDS_FOR names it.
"""

import csv
import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from copy import deepcopy
from datetime import date
from pathlib import Path
from urllib.parse import quote
from uuid import uuid4

import pytest
from django.core.cache import cache
from django.db import connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext

from servanda.parties.actions import represent
from servanda.parties.models import Party
from servanda.registers.actions import operator, suspend
from servanda.registers.models import Account, Assignment, Register
from servanda.registers.tests.factories import administrator, make_register, person
from tests.addresses import addresses, path_of
from tests.world import World, make_world

pytestmark = pytest.mark.slow
TABLE = Path(__file__).parent / "authorization.csv"
METHODS = ("GET", "POST", "PUT", "DELETE")
ROLES = ("anonymous", "stranger", "reader", "focal_point", "editor", "administrator")
STANDS_FOR = {"secretariat": "editor", "suspended": "stranger"}
"""The secretariat does what an editor does, and sees more; who is suspended is a stranger here."""
OF_LIBRARY = {"objective"}
"""Pages of what the library holds, which every register shows alike."""
NOT_THERE, WRONG_METHOD = 404, 405


def rows() -> list[dict[str, str]]:
    with TABLE.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def methods_of(name: str) -> set[str]:
    return {row["method"] for row in rows() if row["address"] == name}


def people_of(world: World) -> dict[str, Account | None]:
    """Return somebody of each role; all but strangers stand on one side, and one speaks for a party."""
    stranger = person(make_register(f"beside-{world.register.slug}"), "administrator")
    roles = {role: person(world.register, role, side="ours") for role in ROLES[2:]}
    represent(
        administrator(world.register),
        account=roles["focal_point"],
        party=Party.objects.get(uuid=world.names["party"]),
        since=date(2020, 1, 1),
    )
    roles["secretariat"] = person(world.register, "secretariat", side="ours")
    roles["suspended"] = person(world.register, "administrator", side="ours")
    place = Assignment.objects.get(account=roles["suspended"], register=world.register)
    suspend(by=operator(), assignment=place)
    roles["suspended"].refresh_from_db()
    return {"anonymous": None, "stranger": stranger, **roles}


def status(client: Client, method: str, path: str) -> int:
    """Return the status of an answer and undo what came of asking, in the browser as well."""
    kept = deepcopy(client.cookies)
    with transaction.atomic():
        answer = client.generic(method, path)
        answer.getvalue()  # a file is closed when it has been read
        transaction.set_rollback(True)
    client.cookies = kept
    cache.clear()
    return answer.status_code


def client_of(account: Account | None) -> Client:
    client = Client()
    if account is not None:
        client.force_login(account)
    return client


def wrong_cells(kind: str, world: World) -> Iterator[str]:
    """Ask everything the table tells of a kind of register; name each answer that is another one."""
    clients = {role: client_of(account) for role, account in people_of(world).items()}
    for row in rows():
        if row["register"] != kind:
            continue
        path = path_of(row["address"], world)
        for role, client in clients.items():
            came = status(client, row["method"], path)
            told = row[STANDS_FOR.get(role, role)]
            if came != int(told):
                yield f"{row['method']} {row['address']} as {role}: {came}, not {told}"


def test_every_address_has_its_rows():
    told: dict[str, set[str]] = {name: set() for name in addresses()}
    for row in rows():
        told.setdefault(row["address"], set()).add(row["register"])
    expected = {
        name: {"private", "public"} if "slug" in arguments else {"none"}
        for name, arguments in addresses().items()
    }
    assert told == expected


def test_no_row_stands_twice():
    keys = [(row["address"], row["method"], row["register"]) for row in rows()]
    assert len(keys) == len(set(keys))


def test_both_kinds_of_register_take_the_same_methods():
    taken: dict[str, Mapping[str, set[str]]] = {
        kind: {
            row["address"]: methods_of(row["address"]) for row in rows() if row["register"] == kind
        }
        for kind in ("private", "public")
    }
    assert taken["private"] == taken["public"]


def test_nobody_changes_anything_without_a_role():
    open_doors = [
        row
        for row in rows()
        if row["method"] != "GET"
        and row["register"] != "none"
        and {row["anonymous"], row["stranger"]} - {"403", "404"}
    ]
    assert not open_doors


@pytest.mark.django_db
@pytest.mark.parametrize("kind", ["none", "private", "public"])
def test_each_role_gets_the_answer_of_the_table(kind: str):
    world = make_world("r", is_public=kind == "public")
    assert not list(wrong_cells(kind, world))


@pytest.mark.django_db
def test_a_method_that_an_address_does_not_take_is_refused():
    world = make_world("r", is_public=True)
    client = client_of(operator())
    wrong = {
        f"{method} {name}": came
        for name in addresses()
        for method in METHODS
        if method not in methods_of(name)
        and (came := status(client, method, path_of(name, world))) != WRONG_METHOD
    }
    assert not wrong


@pytest.mark.django_db
@pytest.mark.parametrize("kind", ["private", "public"])
def test_an_entry_of_another_register_is_not_found_even_by_who_works_in_both(kind: str):
    world, other = (make_world(slug, is_public=kind == "public") for slug in ("r", "other"))
    client = client_of(operator())
    wrong = {
        f"{method} {name}": came
        for name, arguments in addresses().items()
        if "uuid" in arguments and name not in OF_LIBRARY
        for method in methods_of(name)
        if (came := status(client, method, path_of(name, world, entries=other))) != NOT_THERE
    }
    assert not wrong


def body(client: Client, path: str) -> str:
    """Return what a page says without what names its own address and the form's token."""
    text = client.get(path).content.decode()
    return re.sub(r'value="\w{64}"', "", text.replace(path, "…").replace(quote(path, safe=""), "…"))


@pytest.mark.django_db
@pytest.mark.parametrize("role", ["stranger", "administrator", "operator"])
def test_an_entry_of_another_register_and_one_that_never_was_give_the_same_page(role: str):
    """Nothing on the page, and as many questions to the database, tell that it is elsewhere."""
    world, other, nowhere = (
        make_world("r", is_public=True),
        make_world("other"),
        world_that_never_was(),
    )
    client = client_of(operator() if role == "operator" else people_of(world)[role])
    wrong = []
    for name, arguments in addresses().items():
        if "uuid" not in arguments or name in OF_LIBRARY or "GET" not in methods_of(name):
            continue
        answers = []
        for entries in (other, nowhere):
            path = path_of(name, world, entries=entries)
            with CaptureQueriesContext(connection) as asked:
                text = body(client, path)
            answers.append((text, len(asked)))
        if answers[0] != answers[1]:
            wrong.append(name)
    assert not wrong


def world_that_never_was() -> World:
    """Return a world whose entries never were."""
    return World(Register(slug="nowhere"), defaultdict(uuid4))


@pytest.mark.django_db
def test_an_account_that_may_not_sign_in_any_more_is_nobody():
    world = make_world("r")
    account = person(world.register, "administrator")
    client = client_of(account)
    assert status(client, "GET", path_of("register", world)) == 200
    account.is_active = False
    account.save()
    assert status(client, "GET", path_of("register", world)) == NOT_THERE
