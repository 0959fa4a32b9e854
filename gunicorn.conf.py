"""How the web server runs: the application is loaded once, and its memory is shared."""

from __future__ import annotations

import gc
import os
from typing import Any

bind = f"127.0.0.1:{os.environ.get('PORT', '8000')}"
worker_class = "gthread"
workers = int(os.environ.get("WEB_WORKERS", "2"))
threads = 4
preload_app = True
timeout = 60
graceful_timeout = 20
control_socket_disable = True
loglevel = os.environ.get("LOG_LEVEL", "warning")


def on_starting(_server: Any) -> None:
    """Refuse to start with a Word template that could not be filled, and say what is wrong."""
    from app.documents import services  # noqa: PLC0415 -- the server reads this file before the app

    services.refuse_faulty_templates()


def when_ready(_server: Any) -> None:
    """Leave what was loaded before the fork out of garbage collection: it never becomes garbage."""
    gc.collect()
    gc.freeze()
