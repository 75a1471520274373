"""Set the site up on this machine: environment, packages, key, database, content, static files.

Standard library only, and safe to run again: each step does only what is missing. With --dev it
installs what the tests and linters need as well.
"""

import argparse
import hashlib
import os
import secrets
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PYTHON = ROOT / ".venv" / "bin" / "python"
OLDEST = (3, 11)
STARTED = time.monotonic()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--dev", action="store_true", help="also install what tests and linters need")
    dev = parser.parse_args().dev
    for problem in (python_problem(sys.version_info[:2]), venv_problem()):
        if problem:
            sys.exit(f"Cannot set up: {problem}")
    make_environment()
    install("requirements-dev.txt" if dev else "requirements.txt")
    make_key(ROOT / ".env")
    manage("database", "migrate", "--verbosity=0")
    manage("content", "load_content")
    collect_static()


def python_problem(version: "tuple[int, ...]") -> str:
    """Say what is wrong with this version of Python; nothing if it will do."""
    if tuple(version) >= OLDEST:
        return ""
    wanted, found = (".".join(map(str, numbers)) for numbers in (OLDEST, version))
    return (
        f"this is Python {found}, and the site needs {wanted} or newer. "
        f"Install a newer one, then run: make run PYTHON=python{wanted}"
    )


def venv_problem() -> str:
    """Say how to get `venv` where this Python lacks it."""
    try:
        import ensurepip  # noqa: F401
        import venv  # noqa: F401
    except ImportError:
        return "Python's venv module is missing. On Debian or Ubuntu: sudo apt install python3-venv"
    return ""


def make_environment() -> None:
    if not PYTHON.exists():
        step("environment: making .venv")
        run([sys.executable, "-m", "venv", str(ROOT / ".venv")])


def install(requirements: str) -> None:
    """Install the pinned packages unless exactly these are installed, or a superset of them."""
    wanted = {name: digest(ROOT / name) for name in (requirements, "requirements-dev.txt")}
    stamps = [ROOT / ".venv" / f"installed-{name}-{value}" for name, value in wanted.items()]
    if any(stamp.exists() for stamp in stamps):
        return
    step(f"packages: installing from {requirements}")
    pip = [str(PYTHON), "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
    run([*pip, "--require-hashes", "--requirement", str(ROOT / requirements)])
    stamps[0].touch()


def digest(*paths: Path) -> str:
    return hashlib.sha256(b"".join(path.read_bytes() for path in paths)).hexdigest()[:16]


def make_key(path: Path) -> None:
    """Keep this machine's own secret key, and that it is served without TLS here."""
    if not path.exists():
        step("key: making one for this machine, kept in .env")
        path.touch(mode=0o600)
        path.write_text(f"SECRET_KEY={secrets.token_urlsafe(50)}\nHTTPS=false\n", encoding="utf-8")


def collect_static() -> None:
    """Collect and compress the static files unless nothing they are made of has changed."""
    made_of = [
        ROOT / "requirements.txt",
        *sorted(path for path in (ROOT / "static").rglob("*") if path.is_file()),
    ]
    stamp = ROOT / "staticfiles" / f"made-{digest(*made_of)}"
    if not stamp.exists():
        manage("static files", "collectstatic", "--noinput", "--clear", "--verbosity=0")
        stamp.touch()


def manage(what: str, *arguments: str) -> None:
    step(f"{what}: {arguments[0]}")
    (ROOT / "var").mkdir(exist_ok=True)
    run([str(PYTHON), str(ROOT / "manage.py"), *arguments])


def run(command: "list[str]") -> None:
    finished = subprocess.run(command, cwd=ROOT, env={**os.environ, "PYTHONUNBUFFERED": "1"})
    if finished.returncode:
        sys.exit(f"Cannot set up: “{' '.join(command[1:4])} …” failed, see above.")


def step(words: str) -> None:
    print(f"[{time.monotonic() - STARTED:4.0f} s] {words}", flush=True)


if __name__ == "__main__":
    main()
