"""The set-up says plainly what is missing."""

from __future__ import annotations

import socket

from scripts import serve, setup


def test_an_old_python_is_refused_with_what_to_do() -> None:
    problem = setup.python_problem((3, 9))

    assert "this is Python 3.9, and the site needs 3.11 or newer" in problem
    assert "make run PYTHON=python3.11" in problem


def test_a_python_of_the_oldest_version_will_do() -> None:
    assert setup.python_problem((3, 11)) == ""


def test_a_python_without_venv_is_told_where_to_get_it(monkeypatch) -> None:
    import builtins

    real = builtins.__import__

    def without_ensurepip(name: str, *args: object, **kwargs: object) -> object:
        if name == "ensurepip":
            raise ImportError
        return real(name, *args, **kwargs)

    monkeypatch.setattr(builtins, "__import__", without_ensurepip)

    assert "sudo apt install python3-venv" in setup.venv_problem()


def test_a_taken_port_is_refused_with_another_to_try() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        problem = serve.port_problem(str(taken.getsockname()[1]))

    assert "is taken" in problem and "make run PORT=8001" in problem


def test_a_port_that_is_no_port_is_refused() -> None:
    assert "must be a number from 1 to 65535" in serve.port_problem("eighty")
    assert "must be a number from 1 to 65535" in serve.port_problem("70000")


def test_the_key_of_this_machine_is_made_once_and_for_its_owner_alone(tmp_path) -> None:
    path = tmp_path / ".env"
    setup.make_key(path)
    first = path.read_text()

    setup.make_key(path)

    assert path.read_text() == first
    assert "HTTPS=false" in first
    assert path.stat().st_mode & 0o077 == 0
