"""A real server of S3 on loopback, which counts what is asked of it and can be made to fail."""

import contextlib
import http.client
import threading
from collections.abc import Callable, Iterable, Iterator
from typing import Any, NamedTuple
from urllib.parse import quote

import fsspec
import pytest
from moto.moto_server.werkzeug_app import DomainDispatcherApplication, create_backend_app
from werkzeug.serving import make_server

BUCKET = "corpus"
Answer = Callable[..., Any]
Check = Callable[[str, str], bool]
"""Says of a method and a path whether the server does what it is asked to."""


class Server(NamedTuple):
    """A server of S3: its port, the bodies that it sent, as (path, bytes), and all requests.

    `checks` are asked before each request; what one of them denies is answered with status 403.
    """

    port: int
    sent: list[tuple[str, int]]
    asked: list[tuple[str, str]]
    checks: list[Check]

    def ask(self, method: str, path: str, body: bytes = b"") -> int:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)
        connection.request(method, path, body)
        status = connection.getresponse().status
        connection.close()
        return status

    def put(self, key: str, body: bytes) -> None:
        assert self.ask("PUT", f"/{BUCKET}/{quote(key)}", body) == 200

    def replace(self, key: str, body: bytes) -> None:
        """Put an object as its owner, who may write over it."""
        fsspec.filesystem("s3").pipe_file(f"{BUCKET}/{key}", body)

    def delete(self, key: str) -> None:
        fsspec.filesystem("s3").rm_file(f"{BUCKET}/{key}")

    def objects(self, prefix: str = "") -> dict[str, bytes]:
        """Give every object below a prefix, by its key below it."""
        system = fsspec.filesystem("s3")
        system.invalidate_cache()
        root = f"{BUCKET}/{prefix}".rstrip("/")
        found = {key: system.cat_file(key) for key in system.find(root)}
        return {key.removeprefix(f"{root}/"): data for key, data in found.items()}

    def uploads(self) -> list[Any]:
        """Give the uploads in parts that were begun and neither completed nor discarded."""
        answer = fsspec.filesystem("s3").call_s3("list_multipart_uploads", Bucket=BUCKET)
        return list(answer.get("Uploads", ()))

    def changes(self) -> list[tuple[str, str]]:
        """Give what was asked of it that changes something, as (method, path)."""
        return [each for each in self.asked if each[0] in ("PUT", "POST", "DELETE")]

    def forget(self) -> None:
        self.sent.clear()
        self.asked.clear()
        self.checks.clear()


@contextlib.contextmanager
def serving() -> Iterator[Server]:
    """Run a server in a thread of its own."""
    sent: list[tuple[str, int]] = []
    asked: list[tuple[str, str]] = []
    checks: list[Check] = []
    application = _watched(DomainDispatcherApplication(create_backend_app), (sent, asked, checks))
    with contextlib.redirect_stderr(None):
        served = make_server("127.0.0.1", 0, application, threaded=True)
        thread = threading.Thread(target=served.serve_forever, daemon=True)
        thread.start()
        yield Server(served.server_port, sent, asked, checks)
        served.shutdown()
        thread.join()
        served.server_close()


@contextlib.contextmanager
def prepared(running: Server, monkeypatch: pytest.MonkeyPatch) -> Iterator[Server]:
    """Give a server with an empty bucket, to which the environment leads."""
    monkeypatch.setenv("AWS_ENDPOINT_URL", f"http://127.0.0.1:{running.port}")
    monkeypatch.setenv("AWS_ACCESS_KEY_ID", "someone")
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", "a-secret")
    monkeypatch.setenv("AWS_DEFAULT_REGION", "us-east-1")
    monkeypatch.setenv("AWS_EC2_METADATA_DISABLED", "true")
    running.forget()
    running.ask("POST", "/moto-api/reset")
    assert running.ask("PUT", f"/{BUCKET}") == 200
    running.forget()
    fsspec.get_filesystem_class("s3").clear_instance_cache()
    yield running
    fsspec.get_filesystem_class("s3").clear_instance_cache()


def _watched(application: Answer, lists: tuple[list[Any], list[Any], list[Any]]) -> Answer:
    sent, asked, checks = lists

    def answer(environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
        method, path = environ["REQUEST_METHOD"], environ["PATH_INFO"]
        # Bytes of a path come as characters of Latin-1.
        path = path.encode("latin-1").decode()
        asked.append((method, path))
        if not all(check(method, path) for check in checks):
            start_response("403 Forbidden", [("Content-Length", "0")])
            return [b""]
        body = b"".join(application(environ, start_response))
        if method == "GET":
            sent.append((path, len(body)))
        return [body]

    return answer
