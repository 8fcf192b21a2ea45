"""What stands at the doors: headers, cookies, hosts, files that no page asked for."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from servanda.registers.actions import operator
from servanda.registers.tests.factories import PASSWORD, administrator, make_register, person
from servanda.sources.tests.factories import make_version

ROOT = Path(__file__).resolve().parent.parent
POLICY = ("default-src 'self'", "object-src 'none'", "frame-ancestors 'none'", "base-uri 'self'")
KEPT = ("PATH", "HOME", "LANG", "VIRTUAL_ENV")
"""What the programs started here know of the surroundings."""

pytestmark = pytest.mark.django_db


@pytest.fixture
def paths() -> dict[str, str]:
    register = make_register("open", is_public=True)
    make_register("closed")
    version = make_version(administrator(register))
    file = reverse("document-file", kwargs={"slug": "open", "uuid": version.document.uuid})
    return {
        "first": "/",
        "sign-in": "/sign-in/",
        "register": "/r/open/",
        "closed": "/r/closed/",
        "missing": "/nothing/",
        "static": "/static/portal/servanda.css",
        "script": "/static/review/review.js",
        "file": file,
    }


@pytest.mark.parametrize(
    "name", ["first", "sign-in", "register", "closed", "missing", "static", "script", "file"]
)
@pytest.mark.parametrize("who", ["anonymous", "operator"])
def test_every_answer_bears_the_same_protection(paths, name, who):
    client = Client()
    if who == "operator":
        client.force_login(operator())
    answer = client.get(paths[name])
    b"".join(answer)  # a file that is read to its end is closed
    policy = answer.headers["Content-Security-Policy"]
    assert all(part in policy for part in POLICY)
    assert "unsafe" not in policy
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["Referrer-Policy"] == "same-origin"
    if name not in ("static", "script"):
        assert answer.headers["X-Frame-Options"] == "DENY"


def test_a_page_that_breaks_bears_the_policy_and_tells_nothing(paths, monkeypatch):
    monkeypatch.setattr(
        "servanda.portal.views.registers.Register.objects.visible_to", lambda _account: 1 / 0
    )
    answer = Client(raise_request_exception=False).get("/")
    assert answer.status_code == 500
    assert "default-src 'self'" in answer.headers["Content-Security-Policy"]
    assert "ZeroDivisionError" not in answer.content.decode()


def test_a_request_for_another_host_is_refused_under_the_policy(paths):
    answer = Client().get("/", headers={"host": "elsewhere.invalid"})
    assert answer.status_code == 400
    assert "default-src 'self'" in answer.headers["Content-Security-Policy"]
    assert "elsewhere.invalid" not in answer.content.decode()


@pytest.mark.parametrize("name", ["first", "sign-in", "register", "file"])
def test_no_cache_keeps_what_a_person_saw(paths, name):
    client = Client()
    client.force_login(operator())
    answer = client.get(reverse("sign-in") if name == "sign-in" else paths[name])
    b"".join(answer)  # a file that is read to its end is closed
    if answer.status_code == 302:
        return  # a person who is signed in is led on
    assert "no-store" in answer.headers["Cache-Control"]
    assert "private" in answer.headers["Cache-Control"]
    assert "Cookie" in answer.headers["Vary"]


def test_a_closed_register_and_a_missing_one_give_the_same_answer(paths):
    def shown(slug: str) -> tuple[int, str, dict[str, str]]:
        answer = Client().get(f"/r/{slug}/")
        text = re.sub(r'value="\w{64}"', "", answer.content.decode())
        return answer.status_code, text.replace(slug, "…"), dict(answer.headers)

    assert shown("closed")[:2] == shown("clozed")[:2]
    assert shown("closed")[2].keys() == shown("clozed")[2].keys()


@pytest.mark.parametrize("path", ["/sign-in/", "/language/", "/sign-out/", "/r/open/"])
def test_a_file_where_none_belongs_is_cut_off(paths, path):
    big = SimpleUploadedFile("film.bin", b"x" * 300_000)
    answer = Client().post(path, {"username": "a", "password": "b", "file": big})
    assert answer.status_code < 500
    assert not answer.wsgi_request.FILES


def test_the_session_is_another_one_after_signing_in(paths):
    client = Client()
    session = client.session
    session["before"] = "1"
    session.save()
    client.cookies[settings.SESSION_COOKIE_NAME] = str(session.session_key)
    account = person(None, None)
    client.post("/sign-in/", {"username": account.username, "password": PASSWORD})
    assert client.session.session_key != session.session_key
    assert client.cookies[settings.SESSION_COOKIE_NAME]["httponly"]
    assert client.cookies[settings.SESSION_COOKIE_NAME]["samesite"] == "Lax"


@pytest.mark.parametrize(
    "leads_to",
    [
        "https://elsewhere.invalid/",
        "//elsewhere.invalid/",
        "/\\elsewhere.invalid",
        "javascript:alert(1)",
        "http:elsewhere.invalid",
        "\x00//elsewhere.invalid",
    ],
)
def test_the_language_form_never_leads_to_another_host(paths, leads_to):
    answer = Client().post("/language/", {"language": "ru", "next": leads_to})
    assert answer.headers["Location"] == "/"


def test_a_language_there_is_not_is_not_kept(paths):
    answer = Client().post("/language/", {"language": "<script>", "next": "/"})
    assert settings.LANGUAGE_COOKIE_NAME not in answer.cookies


@pytest.mark.slow
def test_django_finds_nothing_to_warn_of_where_the_site_is_served_over_https(tmp_path):
    environment = {
        **{name: os.environ[name] for name in KEPT if name in os.environ},
        "SERVANDA_DATA": str(tmp_path),
        "SERVANDA_HTTPS": "1",
        "SERVANDA_HOSTS": "servanda.example, www.servanda.example",
        "SERVANDA_SECRET_KEY": "x9-" * 20 + "aBcDeFgHiJkLmNoP",
        "DJANGO_SETTINGS_MODULE": "servanda.settings",
    }
    done = subprocess.run(
        [sys.executable, "manage.py", "check", "--deploy", "--fail-level", "WARNING"],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert "no issues (0 silenced)" in done.stdout


@pytest.mark.slow
def test_unless_said_otherwise_nothing_is_open(tmp_path):
    script = (
        "from django.conf import settings as s; "
        "print(s.DEBUG, s.ALLOWED_HOSTS, s.SESSION_COOKIE_HTTPONLY, len(s.SECRET_KEY) > 40)"
    )
    environment = {
        **{name: os.environ[name] for name in KEPT if name in os.environ},
        "SERVANDA_DATA": str(tmp_path),
        "SERVANDA_HOSTS": " one.example , ,two.example",
        "DJANGO_SETTINGS_MODULE": "servanda.settings",
    }
    done = subprocess.run(
        [sys.executable, "-c", script],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout.strip() == "False ['one.example', 'two.example'] True True"
