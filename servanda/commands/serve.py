"""`servanda serve`: the pages of an installation, and a worker beside them."""

from __future__ import annotations

import errno
import os
import socket
from typing import TYPE_CHECKING

from servanda.commands.errors import CommandError
from servanda.commands.installation import add_folder_argument, open_or_make_installation

if TYPE_CHECKING:
    import argparse

SUMMARY = "serve the pages of an installation, with a worker beside"
HOST, PORT = "127.0.0.1", 8000
LAST_PORT = 65535


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Name the folder, and where the pages are served."""
    add_folder_argument(parser)
    parser.add_argument(
        "--host", default=HOST, help=f"address to listen on (default: {HOST}, this machine only)"
    )
    parser.add_argument("--port", type=port, default=PORT, help=f"default: {PORT}")


def run(options: argparse.Namespace) -> int:
    """Serve until a signal comes."""
    open_to(options.host)
    check_free(options.host, options.port)
    open_or_make_installation(options)
    from servanda.commands.serving import serve_pages  # noqa: PLC0415  needs Django set up

    return serve_pages(host=options.host, port=options.port)


def port(text: str) -> int:
    """Return the number of a port, 1 to 65535; ValueError, a wrong call, for anything else."""
    number = int(text)
    if not 1 <= number <= LAST_PORT:
        raise ValueError
    return number


def open_to(host: str) -> None:
    """Let the site answer to the host it listens on; before Django reads its settings."""
    if "SERVANDA_HOSTS" not in os.environ and host not in {"0.0.0.0", "::"}:  # noqa: S104  refused
        os.environ["SERVANDA_HOSTS"] = f"localhost,127.0.0.1,[::1],{host}"


def check_free(host: str, number: int) -> None:
    """Raise CommandError where nothing can listen there."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, number))
        except OSError as error:
            if error.errno == errno.EADDRINUSE:
                raise CommandError(
                    f"Port {number} is taken: stop what listens there, or choose another "
                    "with --port."
                ) from error
            raise CommandError(f"Nothing can listen on {host}: {error.strerror}.") from error
