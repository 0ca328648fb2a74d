"""The server that runs in a thread: it ends soon, and leaves no request without its answer."""

import http.client
import threading
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING
from urllib.parse import urlsplit
from urllib.request import urlopen

import pytest

from bot.web.beside import serving

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIEnvironment


def hello(_: "WSGIEnvironment", start_response: "StartResponse") -> Iterable[bytes]:
    """Greet."""
    start_response("200 OK", [("Content-Length", "5")])
    return [b"hello"]


def fetched(url: str) -> bytes:
    """Ask once."""
    with urlopen(url) as answer:  # noqa: S310 - a server of this test
        return bytes(answer.read())


def test_it_serves_until_the_end_of_the_block_and_not_longer() -> None:
    with serving(hello) as url:
        answer = fetched(url)

    assert answer == b"hello"
    with pytest.raises(OSError, match="refused"):
        fetched(url)


def test_a_connection_that_is_kept_open_keeps_nobody_waiting() -> None:
    with serving(hello) as url:
        connection = http.client.HTTPConnection(urlsplit(url).netloc)
        connection.request("GET", "/")
        answer = connection.getresponse().read()

    connection.close()
    assert answer == b"hello"
    assert "bot" not in [thread.name for thread in threading.enumerate()]


def test_it_ends_also_when_the_block_fails() -> None:
    with pytest.raises(ZeroDivisionError), serving(hello) as url:
        raise ZeroDivisionError

    with pytest.raises(OSError, match="refused"):
        fetched(url)


def test_a_request_that_has_begun_is_answered() -> None:
    begun, may_end = threading.Event(), threading.Event()

    def slow(_: "WSGIEnvironment", start_response: "StartResponse") -> Iterable[bytes]:
        begun.set()
        may_end.wait()
        return hello(_, start_response)

    with ThreadPoolExecutor(1) as pool:
        with serving(slow) as url:
            answer = pool.submit(fetched, url)
            begun.wait()
            threading.Timer(0.2, may_end.set).start()

        assert answer.result() == b"hello"
