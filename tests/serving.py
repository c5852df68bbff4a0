"""The real server, as shipped, in a process of its own; to be opened with a browser, and to be killed."""

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from tests.house.tree import ROOT

_PATIENCE_SECONDS = 30
# The settings of `consult run` (consult/cli/serving.py).
_GRANIAN = (
    *("-m", "granian", "--interface", "wsgi", "--workers", "1", "--blocking-threads", "4", "--no-ws"),
    *("--no-access-log", "--host", "127.0.0.1", "--factory", "consult.app:create_app"),
)


@dataclass
class Server:
    """`consult` on a port of the loopback address, over a data folder that stays when it is killed."""

    folder: Path
    settings: dict[str, str] = field(default_factory=dict)
    port: int = 0
    _process: subprocess.Popen[bytes] | None = None

    @property
    def address(self) -> str:
        """Where it listens."""
        return f"http://127.0.0.1:{self.port}"

    @property
    def log(self) -> Path:
        """Everything that it ever said, on both of its outputs."""
        return self.folder.parent / "server.log"

    def start(self) -> None:
        """Starts it, and waits until it answers."""
        self.port = self.port or _free_port()
        environment = os.environ | {
            "CONSULT_DATA": str(self.folder),
            "CONSULT_DOORS": "respond",
            "CONSULT_SECURE_COOKIES": "false",
            "PYTHONPATH": str(ROOT),
            **self.settings,
        }
        with self.log.open("ab") as said:
            self._process = subprocess.Popen(
                [sys.executable, *_GRANIAN, "--port", str(self.port)],
                cwd=self.folder.parent,
                env=environment,
                stdout=said,
                stderr=said,
                start_new_session=True,
            )
        self._wait_until_it_answers()

    def _wait_until_it_answers(self) -> None:
        until = time.monotonic() + _PATIENCE_SECONDS
        while time.monotonic() < until:
            with socket.socket() as attempt:
                if attempt.connect_ex(("127.0.0.1", self.port)) == 0:
                    return
            time.sleep(0.02)
        raise RuntimeError(f"the server did not come up; it said: {self.log.read_text()}")

    def stop(self, how: signal.Signals = signal.SIGTERM) -> None:
        """Ends it with all that it started; SIGKILL gives it no moment to tidy up."""
        if self._process is None:
            return
        os.killpg(self._process.pid, how)
        self._process.wait(_PATIENCE_SECONDS)
        self._process = None


@contextmanager
def serving(folder: Path, **settings: str) -> Iterator[Server]:
    """The server over a data folder, until the block ends."""
    server = Server(folder, settings)
    server.start()
    try:
        yield server
    finally:
        server.stop()


def _free_port() -> int:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return int(listener.getsockname()[1])
