"""`servanda framework`: checking and listing without a database."""

import subprocess
import sys

from servanda.commands import main


def test_check_finds_nothing_wrong_with_what_ships(capsys):
    assert main(["framework", "check"]) == 0
    assert "objective 23, action 187; labels in en, es, fr." in capsys.readouterr().out


def test_check_names_the_faults_of_a_folder(tmp_path, capsys):
    folder = tmp_path / "mine"
    folder.mkdir()
    (folder / "framework.yaml").write_text("format: 1\n", encoding="utf-8")
    assert main(["framework", "check", str(folder)]) == 1
    assert "mine/provisions.yaml: this file is missing" in capsys.readouterr().err


def test_check_of_a_folder_that_is_not_there_says_what_to_name(tmp_path, capsys):
    assert main(["framework", "check", str(tmp_path / "none")]) == 1
    assert "name a folder of a framework" in capsys.readouterr().err


def test_list_says_what_is_not_held(capsys):
    assert main(["framework", "list"]) == 0
    told = capsys.readouterr().out
    assert "gcm  Global Compact for Safe, Orderly and Regular Migration" in told
    assert "not held: Official Russian titles." in told


def test_checking_needs_no_django():
    code = (
        "import sys; from servanda.commands import main; main(['framework', 'check']); "
        "sys.exit('django' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
