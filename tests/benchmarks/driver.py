"""The load: respondents who each open one connection, keep their cookies and go through the whole journey."""

import asyncio
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from urllib.parse import urlencode, urljoin, urlsplit

from tests.benchmarks.contestants import Steps
from tests.benchmarks.forms import JourneyBroken, Page, Request
from tests.benchmarks.journey import answers
from tests.benchmarks.servers import Server

_REDIRECTS = (301, 302, 303, 307)
_MOST_REDIRECTS = 5


@dataclass
class Round:
    """What one round of journeys came to; `errors` holds one sentence for each journey that broke."""

    seconds: float = 0.0
    cpu_seconds: float = 0.0
    completed: list[int] = field(default_factory=list)
    latencies: list[float] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)

    @property
    def journeys_per_second(self) -> float:
        """Whole journeys, first page to thank-you page."""
        return len(self.completed) / self.seconds

    @property
    def cpu_ms_per_journey(self) -> float:
        """Server CPU, its whole process tree."""
        return 1000 * self.cpu_seconds / max(len(self.completed), 1)

    @property
    def requests_per_journey(self) -> float:
        """Redirects included."""
        return len(self.latencies) / max(len(self.completed), 1)

    def latency_ms(self, share: float) -> float:
        """The time within which this share of the requests was answered."""
        ordered = sorted(self.latencies)
        return 1000 * ordered[min(int(share * len(ordered)), len(ordered) - 1)]


class Browser:
    """One respondent's connection and cookies."""

    def __init__(
        self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter, latencies: list[float]
    ) -> None:
        self._reader, self._writer, self._latencies = reader, writer, latencies
        self._cookies: dict[str, str] = {}

    async def open(self, request: Request) -> Page:
        """The page that a request ends on, redirects followed; each answer's time is noted."""
        for _ in range(_MOST_REDIRECTS):
            status, headers, body = await self._exchange(request)
            if status not in _REDIRECTS:
                return Page(request.path, status, body.decode())
            to = urlsplit(urljoin(request.path, headers["location"]))
            request = Request("GET", to.path + (f"?{to.query}" if to.query else ""))
        raise JourneyBroken(f"more than {_MOST_REDIRECTS} redirects, the last to {request.path}")

    async def _exchange(self, request: Request) -> tuple[int, dict[str, str], bytes]:
        began = time.perf_counter()
        self._writer.write(self._written(request))
        status, headers = await self._head()
        body = await self._body(headers)
        self._latencies.append(time.perf_counter() - began)
        return status, headers, body

    def _written(self, request: Request) -> bytes:
        body = urlencode(request.fields).encode()
        lines = [f"{request.method} {request.path} HTTP/1.1", "Host: 127.0.0.1", "Accept: text/html"]
        if self._cookies:
            lines.append("Cookie: " + "; ".join(f"{name}={value}" for name, value in self._cookies.items()))
        if request.method == "POST":
            lines += ["Content-Type: application/x-www-form-urlencoded", f"Content-Length: {len(body)}"]
            lines += ["Origin: http://127.0.0.1", "Sec-Fetch-Site: same-origin"]
        return "\r\n".join([*lines, "", ""]).encode() + body

    async def _head(self) -> tuple[int, dict[str, str]]:
        status, *lines = (await self._reader.readuntil(b"\r\n\r\n")).decode("latin-1").split("\r\n")
        headers: dict[str, str] = {}
        for line in filter(None, lines):
            name, _, value = line.partition(": ")
            if name.lower() == "set-cookie":
                self._keep_cookie(value)
            headers[name.lower()] = value
        return int(status.split(" ")[1]), headers

    def _keep_cookie(self, line: str) -> None:
        pair, _, rest = line.partition(";")
        name, _, value = pair.partition("=")
        if "max-age=0" in rest.lower() or "1970" in rest:
            self._cookies.pop(name, None)
        else:
            self._cookies[name] = value

    async def _body(self, headers: dict[str, str]) -> bytes:
        if headers.get("transfer-encoding") != "chunked":
            return await self._reader.readexactly(int(headers.get("content-length", 0)))
        chunks = []
        while size := int(await self._reader.readline(), 16):
            chunks.append(await self._reader.readexactly(size))
            await self._reader.readline()
        await self._reader.readline()
        return b"".join(chunks)


async def play(server: Server, respondents: range, clients: int) -> Round:
    """The journeys of these respondents, `clients` of them at any time."""
    result, waiting = Round(), iter(respondents)
    used, began = server.cpu_seconds(), time.perf_counter()
    await asyncio.gather(*(_journeys(server, waiting, result) for _ in range(clients)))
    result.seconds, result.cpu_seconds = time.perf_counter() - began, server.cpu_seconds() - used
    return result


async def _journeys(server: Server, waiting: Iterator[int], result: Round) -> None:
    for respondent in waiting:
        try:
            await _journey(server.port, server.contestant.steps(answers(respondent)), result.latencies)
            result.completed.append(respondent)
        except (JourneyBroken, OSError, asyncio.IncompleteReadError) as broken:
            result.errors.append(f"respondent {respondent}: {broken}")


async def _journey(port: int, steps: Steps, latencies: list[float]) -> None:
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    browser = Browser(reader, writer, latencies)
    try:
        request = next(steps)
        while True:
            request = steps.send(await browser.open(request))
    except StopIteration:
        return
    finally:
        writer.close()
