"""An endpoint on this machine that answers as it is told, for the tests of reading by a model."""

import json
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from typing_extensions import override


@dataclass
class FakeEndpoint:
    """What it was asked, and how it answers: `answer` gets the question and returns the content."""

    answer: Callable[[dict[str, object]], object] = lambda _question: {}
    status: int = 200
    busy_times: int = 0
    pause: float = 0
    drip: int = 0
    body: bytes | None = None
    headers: dict[str, str] = field(default_factory=dict)
    asked: list[dict[str, object]] = field(default_factory=list)
    headers_asked: list[dict[str, str]] = field(default_factory=list)
    paths: list[str] = field(default_factory=list)
    host: str = ""


@contextmanager
def serving(fake: FakeEndpoint) -> Iterator[FakeEndpoint]:
    """Serve it on a free port of this machine until the test ends."""

    class Door(BaseHTTPRequestHandler):
        def do_POST(self):
            question = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            fake.asked.append(question)
            fake.headers_asked.append(dict(self.headers))
            fake.paths.append(self.path)
            answer_to(self, question)

        do_GET = do_POST  # noqa: N815

        @override
        def log_message(self, format, *args):
            pass

    def answer_to(door, question):
        time.sleep(fake.pause)
        status = 503 if len(fake.asked) <= fake.busy_times else fake.status
        body = fake.body if fake.body is not None else wrapped(door.path, fake.answer(question))
        try:
            door.send_response(status)
            for name, value in fake.headers.items():
                door.send_header(name, value)
            door.send_header("Connection", "close")
            door.end_headers()
            for start in range(0, len(body), fake.drip or len(body) or 1):
                door.wfile.write(body[start : start + (fake.drip or len(body))])
                door.wfile.flush()
                time.sleep(0.05 if fake.drip else 0)
        except OSError:
            return  # whoever asked has gone away

    server = ThreadingHTTPServer(("127.0.0.1", 0), Door)
    server.daemon_threads = True
    fake.host = f"127.0.0.1:{server.server_address[1]}"
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield fake
    finally:
        server.shutdown()
        server.server_close()


def wrapped(path: str, content: object) -> bytes:
    """Return a content as the interface at a path wraps it."""
    text = content if isinstance(content, str) else json.dumps(content)
    message = {"role": "assistant", "content": text}
    told = {"message": message} if path.startswith("/api/") else {"choices": [{"message": message}]}
    return json.dumps(told).encode()
