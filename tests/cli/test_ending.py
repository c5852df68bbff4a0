"""The server ends when it is told to, at whatever moment."""

import os
import signal
import subprocess
import sys
from pathlib import Path

from flask import Flask

from tests.house.tree import ROOT
from tests.serving import _free_port

_CONSULT = (sys.executable, "-u", "-c", "from consult.cli.main import main; main()")


def test_a_server_whose_worker_is_still_starting_ends(app: Flask, tmp_path: Path) -> None:
    folder = app.extensions["folder"].path
    environment = os.environ | {
        "CONSULT_DATA": str(folder),
        "CONSULT_DOORS": "respond",
        "CONSULT_SECURE_COOKIES": "false",
        "PYTHONPATH": str(ROOT),
    }
    running = subprocess.Popen(
        [*_CONSULT, "run", "--port", str(_free_port())],
        cwd=tmp_path,
        env=environment,
        stderr=subprocess.STDOUT,
        stdout=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )
    try:
        assert running.stdout is not None
        said = ""
        while "Spawning worker-1" not in said:
            line = running.stdout.readline()
            assert line, said
            said += line
        running.terminate()
        assert running.wait(timeout=20) == 0
    finally:
        if running.poll() is None:
            os.killpg(running.pid, signal.SIGKILL)
            running.wait()
        running.stdout.close()
