"""The layers of docs/architecture.md, read from the imports themselves."""

from __future__ import annotations

import ast
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
APPS = ("calfsite", "causes", "triage")

# What a module may import of this project; the longest prefix that fits a module decides.
ALLOWED = {
    "triage.core": ("triage.core",),
    "triage": ("triage", "causes", "calfsite"),
    "causes": ("causes", "calfsite"),
    "causes.article_file": (),
    "calfsite": ("calfsite",),
    "calfsite.urls": ("calfsite", "causes", "triage"),
    "calfsite.sitemaps": ("calfsite", "causes"),
    "calfsite.publishing": ("calfsite.publishing",),
}


def modules() -> Iterator[tuple[str, Path]]:
    for app in APPS:
        for path in sorted((ROOT / app).rglob("*.py")):
            parts = path.relative_to(ROOT).with_suffix("").parts
            if "migrations" not in parts:
                yield ".".join(parts).removesuffix(".__init__"), path


def imports(path: Path) -> Iterator[tuple[int, str]]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from ((node.lineno, alias.name) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}:{node.lineno}: imports are absolute"
            yield node.lineno, node.module
            yield from ((node.lineno, f"{node.module}.{alias.name}") for alias in node.names)


def begins(name: str, prefix: str) -> bool:
    return name == prefix or name.startswith(prefix + ".")


def wrong_imports(module: str, found: list[tuple[int, str]]) -> list[str]:
    rule = max((prefix for prefix in ALLOWED if begins(module, prefix)), key=len)
    return [
        f"{module}:{line} imports {name}"
        for line, name in found
        if any(begins(name, app) for app in APPS)
        and not any(begins(name, allowed) or begins(allowed, name) for allowed in ALLOWED[rule])
    ]


@pytest.mark.parametrize(("module", "path"), list(modules()), ids=lambda value: str(value).rsplit("/")[-1])
def test_a_module_imports_only_what_its_layer_may(module: str, path: Path) -> None:
    assert wrong_imports(module, list(imports(path))) == []


@pytest.mark.parametrize("path", sorted((ROOT / "triage" / "core").rglob("*.py")), ids=lambda path: path.stem)
def test_the_core_uses_the_standard_library_alone(path: Path) -> None:
    outside = {
        name.split(".")[0] for _, name in imports(path) if not begins(name, "triage.core")
    } - sys.stdlib_module_names

    assert outside - {"triage"} == set()


def test_models_import_no_views_forms_or_admin() -> None:
    wrong = [
        f"{module}:{line} imports {name}"
        for module, path in modules()
        if ".models" in module
        for line, name in imports(path)
        if name.split(".")[0] in APPS and {"views", "forms", "admin"} & set(name.split("."))
    ]

    assert wrong == []


def test_no_app_imports_another_apps_views() -> None:
    wrong = [
        f"{module}:{line} imports {name}"
        for module, path in modules()
        for line, name in imports(path)
        if ".views" in name
        and name.split(".")[0] in APPS
        and name.split(".")[0] != module.split(".")[0]
        and module != "calfsite.urls"
    ]

    assert wrong == []


def test_an_import_against_the_direction_is_found() -> None:
    assert wrong_imports("causes.views", [(3, "triage.core")]) == ["causes.views:3 imports triage.core"]
    assert wrong_imports("triage.core.assess", [(1, "causes.models")]) != []
    assert wrong_imports("calfsite.publishing.models", [(1, "causes.models")]) != []
