"""The application in one process of the server, which can be told to end at any moment, also before it serves."""

import signal

from flask import Flask

from consult.app import create_app


def served() -> Flask:
    """The application. Until it serves, the server's own way of hearing signals stands here, and nobody listens to it."""
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    # Of Ctrl-C every process of a terminal hears; it is the server that ends its workers, by the signal above.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    return create_app()
