"""Serve the site on this machine with gunicorn; PORT sets another port than 8000."""

import os
import socket
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
GUNICORN = ROOT / ".venv" / "bin" / "gunicorn"


def main() -> None:
    problem = port_problem(os.environ.get("PORT", "8000"))
    if problem:
        sys.exit(f"Cannot serve: {problem}")
    if "--check" in sys.argv:
        return
    port = os.environ.get("PORT", "8000")
    print(f"\nServing on http://127.0.0.1:{port}/ (Ctrl-C stops it)")
    print(f"To edit, make the first account with `make editor`, then open http://127.0.0.1:{port}/admin/\n")
    sys.stdout.flush()
    os.chdir(ROOT)
    os.execv(GUNICORN, [str(GUNICORN), "-c", "python:calfsite.gunicorn"])  # noqa: S606


def port_problem(port: str) -> str:
    """Say why this port cannot be served on; nothing if it can."""
    if not port.isdigit() or not 0 < int(port) < 65536:
        return f"PORT is “{port}”; it must be a number from 1 to 65535."
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", int(port)))
        except PermissionError:
            return f"port {port} needs more rights. Choose another: make run PORT=8001"
        except OSError:
            return f"port {port} is taken. Stop what runs there, or choose another: make run PORT=8001"
    return ""


if __name__ == "__main__":
    main()
