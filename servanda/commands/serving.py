"""The web server (gunicorn, two processes with threads) and one worker that ends with it."""

import os
import subprocess
import sys
from collections.abc import Callable
from threading import Event, Thread

from django.core.handlers.wsgi import WSGIHandler
from django.db import connections
from gunicorn.app.base import BaseApplication  # type: ignore[import-untyped]
from typing_extensions import override

from servanda.wsgi import application

PROCESSES, THREADS = 2, 4
SILENCE = 120
"""Seconds after which a web process that no longer answers is replaced."""
LAST_WORDS = 10
"""Seconds a worker gets to end its task when the server stops; a task cut off is taken again."""


class Site(BaseApplication):  # type: ignore[misc]  # gunicorn tells no types
    """The pages as gunicorn serves them."""

    def __init__(self, choices: dict[str, object]) -> None:
        self.choices = choices
        super().__init__()

    @override
    def load_config(self) -> None:
        for name, value in self.choices.items():
            if name in self.cfg.settings:  # a choice of a newer gunicorn has no place in an older
                self.cfg.set(name, value)

    @override
    def load(self) -> WSGIHandler:
        return application


class WorkerBeside:
    """A `servanda worker` process, started again when it ends by itself."""

    def __init__(self) -> None:
        self.stopping = Event()
        self.watch = Thread(target=self._keep_one, daemon=True)

    def start(self) -> None:
        self.watch.start()

    def stop(self) -> None:
        """End the worker and wait for it."""
        self.stopping.set()
        if self.watch.is_alive():
            self.watch.join()

    def _keep_one(self) -> None:
        while not self.stopping.is_set():
            with subprocess.Popen(_worker_command()) as worker:  # noqa: S603  its own command
                while not self.stopping.wait(1) and worker.poll() is None:
                    pass
                worker.terminate()
                try:
                    worker.wait(LAST_WORDS)
                except subprocess.TimeoutExpired:
                    worker.kill()


def serve_pages(*, host: str, port: int, ready: Callable[[str], None] | None = None) -> int:
    """Serve until a signal comes, and return the exit status.

    `ready` is called with the address of the site once it listens; else the address is printed.
    """
    worker = WorkerBeside()
    address = f"http://{_in_address(host)}:{port}/"
    tell = ready or _tell

    def begin(_server: object) -> None:
        worker.start()
        tell(address)

    status, server = 0, os.getpid()
    connections.close_all()  # each process opens its own
    try:
        Site(_choices(f"{_in_address(host)}:{port}") | {"when_ready": begin}).run()
    except SystemExit as ending:
        status = ending.code if isinstance(ending.code, int) else 1
    if os.getpid() == server:  # gunicorn's processes come by here too when they end
        worker.stop()
    return status


def _choices(bind: str) -> dict[str, object]:
    return {
        "bind": bind,
        "workers": PROCESSES,
        "threads": THREADS,
        "worker_class": "gthread",
        "timeout": SILENCE,
        "graceful_timeout": LAST_WORDS,
        "loglevel": "warning",
        "proc_name": "servanda",
        "control_socket_disable": True,
    }


def _tell(address: str) -> None:
    print(f"Servanda is served at {address} (Ctrl+C stops it).", flush=True)


def _in_address(host: str) -> str:
    return f"[{host}]" if ":" in host else host


def _worker_command() -> list[str]:
    """Return the command of the worker; the folder is in the environment by now."""
    main = "import sys; from servanda.commands import main; sys.exit(main())"
    return [sys.executable, "-c", main, "worker", "--beside", str(os.getpid())]
