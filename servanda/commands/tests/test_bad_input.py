"""What `servanda ingest` and `servanda brief` cannot take: a sentence with the mend, nothing stored."""

from pathlib import Path

import pytest
from django.conf import settings

from servanda.commands import main
from servanda.meetings.actions import NewSeries, create_series
from servanda.reading.tests.bad_files import BAD_FILES
from servanda.registers.models import Register
from servanda.registers.tests.factories import administrator, make_register
from servanda.reports.tests.factories import Founding
from servanda.review.models import Proposal, ReadingRun
from servanda.sources.models import Document, Version

pytestmark = [pytest.mark.django_db, pytest.mark.slow]

PAGE = b"""<html><head><title>Network</title><script>var title = "Turkmenistan and IOM agreed to lie";
</script></head><body onload="go('Turkmenistan and IOM agreed to hide')">
<p>On 17 February 2021 Turkmenistan and the International Organization for Migration (IOM) agreed to
launch the network.</p><script>document.write("<p>Turkmenistan and IOM agreed to lie.</p>")</script>
<p><a href="javascript:alert(1)">More</a></p></body></html>"""


@pytest.fixture(autouse=True)
def installation(tmp_path, monkeypatch):
    monkeypatch.setenv("SERVANDA_DATA", str(tmp_path / "installation"))


def ingest(path: Path, *more: str) -> int:
    return main(["ingest", str(path), "--register", "r", "--create", "--accept", "all", *more])


def brief(*asked: str) -> int:
    return main(["brief", "--on", "2021-02-17", *asked])


@pytest.mark.parametrize("bad", BAD_FILES, ids=lambda bad: bad.name)
def test_a_file_that_is_none_is_named_with_the_mend_and_nothing_is_stored(tmp_path, capsys, bad):
    path = tmp_path / bad.name
    path.write_bytes(bad.content)
    assert ingest(path) == 1
    told = capsys.readouterr()
    (sentence,) = told.err.splitlines()
    assert sentence.startswith(f"{bad.name} ")
    assert bad.why in sentence
    assert bad.mend in sentence
    assert told.out == ""
    for kind in (Register, Document, Version, ReadingRun, Proposal):
        assert not kind.objects.exists()
    assert not any(found.is_file() for found in Path(settings.FILES_DIR).rglob("*"))


@pytest.mark.parametrize("slug", ["two words", "реестр", "r" * 61, "a/b"])
def test_a_short_name_that_none_can_be_is_named_with_the_mend(tmp_path, capsys, slug):
    path = tmp_path / "note.txt"
    path.write_text("Turkmenistan and IOM met.")
    assert main(["ingest", str(path), "--register", slug, "--create"]) == 1
    (sentence,) = capsys.readouterr().err.splitlines()
    assert sentence.startswith(f"“{slug}” cannot be the short name of a register: write ")
    assert not Register.objects.exists()


def test_a_page_with_scripts_is_read_without_them(tmp_path, capsys):
    path = tmp_path / "page.html"
    path.write_bytes(PAGE)
    assert ingest(path) == 0
    assert "1 commitment" in capsys.readouterr().out
    text = " ".join(Version.objects.get().text.split())
    assert "agreed to launch the network" in text
    for script in ("lie", "hide", "alert", "javascript", "document.write"):
        assert script not in text


@pytest.mark.parametrize("told", ["2021-02-30", "20210217", "2021-W07-3", "2021-02", "today", ""])
def test_a_day_of_the_brief_that_is_none_is_refused_before_anything_is_made(tmp_path, capsys, told):
    assert main(["brief", "--register", "r", f"--on={told}"]) == 1
    sentence = f"--on: “{told}” is no day of the calendar. Write it as 2021-02-17.\n"
    assert capsys.readouterr().err == sentence
    assert not (tmp_path / "installation").exists()


def test_a_brief_of_an_unknown_register_makes_none(capsys):
    make_register("cooperation")
    assert brief("--register", "nowhere") == 1
    told = capsys.readouterr()
    assert told.err.startswith("There is no register “nowhere”")
    assert told.out == ""
    assert [one.slug for one in Register.objects.all()] == ["cooperation"]


def test_several_series_are_listed_and_the_command_could_not(capsys):
    case = Founding(administrator(make_register()))
    create_series(case.mandate, new=NewSeries(label="Working group"))
    assert brief("--register", "r") == 1
    told = capsys.readouterr()
    listed = ["  Annual meeting of Turkmenistan and IOM", "  Working group"]
    assert told.err.splitlines()[1:] == listed
    assert told.out == ""


def test_a_file_that_cannot_be_written_is_named_with_the_mend(tmp_path, capsys):
    make_register("r")
    output = tmp_path / "no folder" / "brief.pdf"
    assert brief("--register", "r", "--format", "pdf", "--output", str(output)) == 1
    told = capsys.readouterr().err
    assert told.startswith(f"{output} cannot be written: ")
    assert told.endswith("Name another file with --output.\n")
