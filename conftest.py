"""What every test of the repository shares: databases, browser, generated cases, folders.

Plain `pytest` runs everything but the long counts (`-m prove`), on SQLite or on the database
that DATABASE_URL names. Tests that open a page in the browser are marked `browser` here, those that
ask the server for pages `pages`.
"""

import os
import shutil
from collections.abc import Generator
from pathlib import Path

import hypothesis
import pytest
from django.conf import settings as django_settings
from django.core.cache import cache
from django.db import connection
from django.test import Client
from pytest_django import DjangoDbBlocker

from tests.prepared_database import keep_tables, name_in_memory, state_of_tables, tables_from

pytest_plugins = ["tests.proofs"]

ROOT = Path(__file__).resolve().parent
SHARED = ROOT.parent / "shared"
THIS_MACHINE = ["127.0.0.1", "::1"]
CHROMIUM = next(filter(None, map(shutil.which, ["chromium", "chromium-browser"])), None)
ON_POSTGRES = "postgresql" in django_settings.DATABASES["default"]["ENGINE"]

# The browser's library keeps an event loop running in the thread of the tests.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"

# The server of static files warns where their folder is missing, and warnings are errors.
Path(django_settings.STATIC_ROOT).mkdir(parents=True, exist_ok=True)

hypothesis.settings.register_profile(
    "sample", derandomize=True, max_examples=50, deadline=None, database=None
)
hypothesis.settings.register_profile("long", max_examples=5000, deadline=None, print_blob=True)
hypothesis.settings.load_profile("sample")


@pytest.hookimpl(wrapper=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> Generator[None]:
    """Mark browser tests before marks are selected by, skip what cannot run, put browsers last."""
    for item in items:
        if {"page", "context", "browser", "new_context"} & set(getattr(item, "fixturenames", ())):
            item.add_marker("browser")
        if item.get_closest_marker("browser"):
            item.add_marker(pytest.mark.allow_hosts(THIS_MACHINE))
            if CHROMIUM is None and os.environ.get("CI") != "true":
                item.add_marker(pytest.mark.skip(reason="Chromium is not installed"))
        if _asks_for_pages(item):
            item.add_marker("pages")
        if _asks_a_database(item):
            item.add_marker("database")
        if item.get_closest_marker("postgres") and not ON_POSTGRES:
            item.add_marker(pytest.mark.skip(reason="needs PostgreSQL; this run is on SQLite"))
    yield
    items.sort(key=lambda item: item.get_closest_marker("browser") is not None)


def _asks_for_pages(item: pytest.Item) -> bool:
    """Tell whether a test has a client of its own, or is of a module that makes some."""
    module = item.getparent(pytest.Module)
    makes_some = module is not None and getattr(module.obj, "Client", None) is Client
    return makes_some or "client" in getattr(item, "fixturenames", ())


def _asks_a_database(item: pytest.Item) -> bool:
    """Tell whether a test, or a fixture that it uses, has the tables of the database made."""
    marked = item.get_closest_marker("django_db") is not None
    return marked or "django_db_setup" in getattr(item, "fixturenames", ())


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict[str, object]) -> dict[str, object]:
    """Return how Chromium is started: the system's own, silent towards every other host."""
    if CHROMIUM is None:
        pytest.fail("Chromium is not installed, and CI=true asks for the browser tests")
    switches = [
        "--no-sandbox",
        "--disable-dev-shm-usage",
        "--disable-background-networking",
        "--disable-component-update",
        "--no-first-run",
        "--disable-sync",
        "--disable-default-apps",
        "--metrics-recording-only",
        "--disable-features=OptimizationHints,MediaRouter,Translate",
    ]
    return {**browser_type_launch_args, "executable_path": CHROMIUM, "args": switches}


@pytest.fixture(scope="session")
def prepared_tables(
    request: pytest.FixtureRequest,
    django_db_modify_db_settings: None,
    django_db_use_migrations: bool,  # noqa: FBT001  as pytest-django gives it
    django_db_createdb: bool,  # noqa: FBT001  as pytest-django gives it
) -> Generator[Path | None]:
    """Fill the database of the tests from the tables that are kept; give where they are to be kept."""
    name = name_in_memory()
    if not (name and django_db_use_migrations and hasattr(request.config, "cache")):
        yield None
        return
    place = request.config.cache.mkdir("tables") / f"{state_of_tables()}.sqlite3"
    if django_db_createdb or not place.exists():
        yield place
        return
    with tables_from(place, name=name):
        yield None


@pytest.fixture(scope="session")
def django_db_setup(
    prepared_tables: Path | None, django_db_setup: None, django_db_blocker: DjangoDbBlocker
) -> None:
    """Make the database of the tests, and keep its empty tables for the next run."""
    if prepared_tables is not None:
        with django_db_blocker.unblock():
            connection.ensure_connection()
            keep_tables(prepared_tables, of=connection.connection)


@pytest.fixture(autouse=True)
def own_files(request: pytest.FixtureRequest) -> None:
    """Give each test that uses the database a folder of its own for the files it keeps."""
    asked = {"db", "transactional_db", "live_server"} & set(request.fixturenames)
    if asked or request.node.get_closest_marker("django_db"):
        folder: Path = request.getfixturevalue("tmp_path")
        settings = request.getfixturevalue("settings")
        settings.DATA_DIR, settings.FILES_DIR = folder, folder / "files"
        cache.clear()  # the tries that were counted


@pytest.fixture(autouse=True)
def no_words_left(request: pytest.FixtureRequest) -> Generator[None]:
    """Empty the index of words after a test that commits: the flush after it knows models alone."""
    mark = request.node.get_closest_marker("django_db")
    commits = {"transactional_db", "live_server"} & set(request.fixturenames)
    if not (commits or (mark and mark.kwargs.get("transaction"))):
        yield
        return
    request.getfixturevalue("transactional_db")
    yield
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM search_words")


@pytest.fixture(scope="session")
def shared() -> Path:
    """Return the folder of specifications beside the checkout, or skip the test without it."""
    if not SHARED.is_dir():
        pytest.skip("the folder ../shared is not beside this checkout")
    return SHARED
