"""`servanda serve`: the site, the worker beside it, and their common end."""

import gc
import importlib
import os
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path
from urllib.request import urlopen

import pytest

import servanda.wsgi
from servanda.commands import main
from servanda.commands.serve import open_to

ROOT = Path(__file__).resolve().parents[3]
HERE = ["127.0.0.1", "::1"]


@pytest.mark.parametrize("port", ["0", "-1", "65536", "many"])
def test_a_port_that_is_none_is_a_wrong_call(port, capsys):
    assert main(["serve", f"--port={port}"]) == 2
    assert "--port" in capsys.readouterr().err


@pytest.mark.allow_hosts(HERE)
def test_a_taken_port_is_named_with_the_mend(tmp_path, capsys, monkeypatch):
    monkeypatch.setenv("SERVANDA_HOSTS", "localhost")
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        assert main(["serve", "--port", str(port), "--data", str(tmp_path / "new")]) == 1
    assert capsys.readouterr().err.startswith(f"Port {port} is taken")
    assert not (tmp_path / "new").exists()


@pytest.mark.allow_hosts(HERE)
def test_a_host_that_is_not_here_is_named(capsys, monkeypatch):
    monkeypatch.setenv("SERVANDA_HOSTS", "localhost")
    assert main(["serve", "--host", "192.0.2.1"]) == 1
    assert capsys.readouterr().err.startswith("Nothing can listen on 192.0.2.1")


def test_the_site_answers_to_the_host_it_listens_on(monkeypatch):
    monkeypatch.setenv("SERVANDA_HOSTS", "")
    monkeypatch.delenv("SERVANDA_HOSTS")
    open_to("0.0.0.0")  # noqa: S104  nothing listens here
    assert "SERVANDA_HOSTS" not in os.environ
    open_to("10.0.0.7")
    assert os.environ["SERVANDA_HOSTS"].endswith(",10.0.0.7")


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def children_of(pid: int) -> list[int]:
    found = subprocess.run(
        ["ps", "-o", "pid=", "--ppid", str(pid)], check=False, stdout=subprocess.PIPE
    )
    return [int(word) for word in found.stdout.split()]


def alive(pids: list[int]) -> list[int]:
    return [pid for pid in pids if Path(f"/proc/{pid}/stat").exists() and not zombie(pid)]


def zombie(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] == "Z"
    except FileNotFoundError:
        return True


@pytest.mark.slow
@pytest.mark.allow_hosts(HERE)
@pytest.mark.parametrize("ending", [signal.SIGTERM, signal.SIGINT, signal.SIGKILL])
def test_the_site_is_served_until_a_signal_and_its_worker_ends_with_it(tmp_path, ending):
    kept = {name: value for name, value in os.environ.items() if name != "DATABASE_URL"}
    environment = {**kept, "DJANGO_SETTINGS_MODULE": "servanda.settings", "PYTHONPATH": str(ROOT)}
    port = free_port()
    call = "import sys; from servanda.commands import main; sys.exit(main())"
    command = [sys.executable, "-c", call, "serve", "--data", str(tmp_path), "--port", str(port)]
    with subprocess.Popen(command, env=environment, stdout=subprocess.PIPE) as site:
        assert site.stdout is not None
        line = site.stdout.readline().decode()
        address = f"http://127.0.0.1:{port}/"
        assert line == f"Servanda is served at {address} (Ctrl+C stops it).\n"
        with urlopen(address, timeout=30) as answer:
            assert answer.status == 200
        until = time.monotonic() + 20
        while len(beside := children_of(site.pid)) < 3 and time.monotonic() < until:
            time.sleep(0.05)  # the first process answers before the second is there
        if len(beside) != 3:
            site.kill()
        assert len(beside) == 3, "two processes of the site and a worker"
        site.send_signal(ending)
        assert site.wait(30) == (-9 if ending == signal.SIGKILL else 0)
    deadline = time.monotonic() + 15
    while alive(beside) and time.monotonic() < deadline:
        time.sleep(0.1)
    assert alive(beside) == []


def test_a_web_process_leaves_what_it_imported_out_of_its_collections():
    gc.unfreeze()
    importlib.reload(servanda.wsgi)
    assert gc.get_freeze_count()
    gc.unfreeze()
