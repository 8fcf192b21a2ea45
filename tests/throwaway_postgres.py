"""Run a command against a PostgreSQL server that lives as long as the command.

    python tests/throwaway_postgres.py pytest -m "not browser"

The server gets a folder and a port of its own, keeps nothing safe on disk, and is found by
the command through DATABASE_URL. The exit status is the command's. Where no server is
installed the command is skipped with a loud line; with CI=true that is an error.
"""

import contextlib
import os
import pwd
import shutil
import socket
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

NOTHING_KEPT_SAFE = "-c fsync=off -c synchronous_commit=off -c full_page_writes=off"
NOTHING_COUNTED = "-c autovacuum=off"
"""Counted between two tests, tables would be empty; by that count queries would be planned."""


def programs() -> Path | None:
    """Return the folder of the newest installed server's programs, None where there is none."""
    found = sorted(
        Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda path: int(path.parts[-3])
    )
    if found:
        return found[-1].parent
    elsewhere = shutil.which("initdb")
    return Path(elsewhere).resolve().parent if elsewhere else None


def free_port() -> int:
    """Return a port of this machine that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
    return port


def run_as_owner(folder: Path, *words: str | Path) -> None:
    """Run a server program; root steps down to the user postgres, as the server demands."""
    owner: dict[str, object] = {}
    if os.geteuid() == 0:
        postgres = pwd.getpwnam("postgres")
        owner = {"user": postgres.pw_uid, "group": postgres.pw_gid, "extra_groups": []}
    subprocess.run(  # type: ignore[call-overload]  # the owner's three words are optional
        [str(word) for word in words],
        check=True,
        cwd=folder,
        env={"PATH": os.environ["PATH"], "LC_ALL": "C.UTF-8", "HOME": str(folder)},
        stdout=subprocess.DEVNULL,
        **owner,
    )


@contextlib.contextmanager
def server(programs: Path) -> Iterator[str]:
    """Start a server in a folder of its own, yield its database address, remove both."""
    folder = Path(tempfile.mkdtemp(prefix="servanda-postgres-"))
    data, port = folder / "data", free_port()
    options = f"-p {port} -c listen_addresses=127.0.0.1 -c unix_socket_directories={folder}"
    if os.geteuid() == 0:
        shutil.chown(folder, "postgres", "postgres")
    try:
        making = ["-A", "trust", "-U", "test", "-E", "UTF8", "--locale=C.UTF-8", "--no-sync"]
        run_as_owner(folder, programs / "initdb", "-D", data, *making)
        starting = [
            "-w",
            "-l",
            str(folder / "log"),
            "-o",
            f"{options} {NOTHING_KEPT_SAFE} {NOTHING_COUNTED}",
            "start",
        ]
        run_as_owner(folder, programs / "pg_ctl", "-D", data, *starting)
        try:
            yield f"postgres://test@127.0.0.1:{port}/postgres"
        finally:
            run_as_owner(folder, programs / "pg_ctl", "-D", data, "-m", "immediate", "stop")
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def main(command: list[str]) -> int:
    """Run the command with DATABASE_URL set; return its exit status."""
    found = programs()
    if found is None:
        sys.stderr.write("**** No PostgreSQL server is installed: its run is SKIPPED. ****\n")
        return 1 if os.environ.get("CI") == "true" else 0
    with server(found) as address:
        return subprocess.run(
            command, check=False, env={**os.environ, "DATABASE_URL": address}
        ).returncode


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
