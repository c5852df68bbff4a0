"""The server that every contestant runs on, with the same settings, and what it costs the machine."""

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from tests.benchmarks.contestants import Contestant

ROOT = Path(__file__).parents[2]

WORKERS, THREADS = 1, 4
_SETTINGS = (
    *("--interface", "wsgi", "--workers", str(WORKERS), "--blocking-threads", str(THREADS)),
    *("--no-ws", "--log-level", "warning"),
)
_PATIENCE_SECONDS = 20
_TICKS = os.sysconf("SC_CLK_TCK")


@dataclass(frozen=True)
class Server:
    """A contestant that listens on a port of the loopback address."""

    contestant: Contestant
    folder: Path
    port: int
    process: int

    def cpu_seconds(self) -> float:
        """What its processes together have used so far."""
        return sum(_ticks(process) for process in _tree(self.process)) / _TICKS

    def memory_bytes(self) -> int:
        """The proportional share of memory (PSS) of its processes together."""
        return sum(_proportional(process) for process in _tree(self.process))


@contextmanager
def serving(contestant: Contestant, folder: Path) -> Iterator[Server]:
    """The contestant, prepared in an empty folder and served until the block ends."""
    contestant.prepare(folder)
    port = _free_port()
    command = [sys.executable, "-m", "granian", *_SETTINGS, "--host", "127.0.0.1", "--port", str(port)]
    environment = os.environ | contestant.settings(folder) | {"PYTHONPATH": str(ROOT)}
    log = folder / "server.log"
    with log.open("w") as said:
        process = subprocess.Popen(
            [*command, "--factory", contestant.served], cwd=ROOT, env=environment, stdout=said, stderr=said
        )
    try:
        _wait_until_it_listens(port, process, log)
        yield Server(contestant, folder, port, process.pid)
    finally:
        process.send_signal(signal.SIGTERM)
        process.wait(_PATIENCE_SECONDS)


def _free_port() -> int:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return int(listener.getsockname()[1])


def _wait_until_it_listens(port: int, process: subprocess.Popen[bytes], log: Path) -> None:
    until = time.monotonic() + _PATIENCE_SECONDS
    while time.monotonic() < until and process.poll() is None:
        with socket.socket() as attempt:
            if attempt.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.05)
    raise RuntimeError(f"the server did not come up; it said: {log.read_text()}")


def _tree(root: int) -> set[int]:
    """A process and everything that it started."""
    parents = {int(file.parent.name): _parent(file) for file in Path("/proc").glob("[0-9]*/stat")}
    found, more = {root}, True
    while more:
        below = {process for process, parent in parents.items() if parent in found} - found
        found, more = found | below, bool(below)
    return found


def _parent(stat: Path) -> int:
    try:
        return int(_after_the_name(stat)[1])
    except FileNotFoundError:  # it ended between the listing and the reading
        return 0


def _ticks(process: int) -> int:
    fields = _after_the_name(Path(f"/proc/{process}/stat"))
    return int(fields[11]) + int(fields[12])  # user and system time


def _after_the_name(stat: Path) -> list[str]:
    # The name stands in brackets and may hold spaces and brackets itself.
    return stat.read_text().rpartition(")")[2].split()


def _proportional(process: int) -> int:
    for line in Path(f"/proc/{process}/smaps_rollup").read_text().splitlines():
        if line.startswith("Pss:"):
            return int(line.split()[1]) * 1024
    return 0
