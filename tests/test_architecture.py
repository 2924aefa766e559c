"""The import rules of docs/architecture.md, held by reading the imports of every module."""

from __future__ import annotations

import ast
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
PACKAGES = ("loaders", "qgraph", "ontology", "app.py")
SPOKEN = {"qgraph.model", "qgraph.errors", "qgraph.told"}

# room → the rooms it may import beside itself; the longest room that fits a module's name counts
MAY_IMPORT: dict[str, set[str]] = {
    "ontology": set(),
    "qgraph": set(),
    "qgraph.model": set(),
    "qgraph.errors": set(),
    "qgraph.told": set(),
    "qgraph.registries": SPOKEN,
    "loaders": {*SPOKEN, "qgraph.registries"},
    "qgraph.rdf": {"qgraph.model", "qgraph.registries"},
    "qgraph.gate": {*SPOKEN, "qgraph.rdf"},
    "qgraph.store": {*SPOKEN, "qgraph.rdf"},
    "qgraph.sync": {*SPOKEN, "qgraph.store", "qgraph.rdf"},
    "qgraph.reviews": {*SPOKEN, "qgraph.registries", "qgraph.rdf", "qgraph.store"},
    "qgraph.reading": {*SPOKEN, "loaders", "qgraph.rdf", "qgraph.gate", "qgraph.reviews"},
    "qgraph.editions": {*SPOKEN, "qgraph.rdf", "qgraph.store"},
    "qgraph.ingest": {*SPOKEN, "loaders", "qgraph.rdf", "qgraph.editions", "qgraph.reading", "qgraph.reviews", "qgraph.store"},
    "qgraph.desk": {*SPOKEN, "loaders", "qgraph.rdf", "qgraph.ingest", "qgraph.reading", "qgraph.reviews", "qgraph.store"},
    "qgraph.questions": {*SPOKEN, "qgraph.store", "qgraph.registries"},
    "qgraph.export": {"qgraph.model", "qgraph.told", "qgraph.questions", "qgraph.store", "qgraph.rdf", "qgraph.registries"},
    "qgraph.returns": {
        *SPOKEN,
        "loaders",
        "qgraph.rdf",
        "qgraph.store",
        "qgraph.questions",
        "qgraph.export",
        "qgraph.reviews",
        "qgraph.desk",
    },
    "qgraph.app": {
        *SPOKEN,
        "qgraph.questions",
        "qgraph.export",
        "qgraph.ingest",
        "qgraph.desk",
        "qgraph.reviews",
        "qgraph.returns",
        "qgraph.sync",
        "qgraph.store",
        "qgraph.registries",
    },
    "qgraph.cli": {
        *SPOKEN,
        "loaders",
        "qgraph.registries",
        "qgraph.rdf",
        "qgraph.reviews",
        "qgraph.returns",
        "qgraph.desk",
        "qgraph.ingest",
        "qgraph.questions",
        "qgraph.export",
        "qgraph.store",
        "qgraph.sync",
        "qgraph.app",
    },
    "app": {"qgraph.app"},
}
ONLY_HERE = {  # outside library → the rooms that may use it
    "streamlit": {"qgraph.app", "app"},
    "pyvis": {"qgraph.app"},
    "neo4j": {"qgraph.store", "qgraph.sync"},
    "click": {"qgraph.cli"},
    "lxml": {"loaders"},
    "opencc": {"loaders"},
    "pypdfium2": {"loaders.formats"},
}
FORBIDDEN = ("requests", "httpx", "urllib.request", "http.client", "aiohttp", "rdflib_neo4j", "jieba")
QUERY_ROOMS = ("qgraph/store", "qgraph/sync")


def modules() -> Iterator[tuple[str, Path]]:
    for top in PACKAGES:
        paths = [ROOT / top] if top.endswith(".py") else sorted((ROOT / top).rglob("*.py"))
        for path in paths:
            parts = path.relative_to(ROOT).with_suffix("").parts
            yield ".".join(parts[:-1] if parts[-1] == "__init__" else parts), path


def imports(path: Path) -> set[str]:
    """The full names a module imports, at any depth in it."""
    found: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found.update(alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: relative import"
            found.update(f"{node.module}.{alias.name}" for alias in node.names)
    return found


def room(name: str, rooms: object) -> str | None:
    """The longest of some rooms that a module stands in."""
    fitting = [r for r in list(rooms) if name == r or name.startswith(f"{r}.")]  # type: ignore[call-overload]
    return max(fitting, key=len, default=None)


MODULES = dict(modules())


@pytest.mark.parametrize("name", MODULES)
def test_a_module_imports_only_what_its_room_may(name: str) -> None:
    here = room(name, MAY_IMPORT)
    assert here, f"{name} stands in no room of docs/architecture.md"
    for imported in imports(MODULES[name]):
        there = room(imported, MAY_IMPORT)
        if there and there not in (here, "qgraph"):
            assert there in MAY_IMPORT[here], f"{name} imports {imported}"
        library = room(imported, ONLY_HERE)
        if library:
            assert room(name, ONLY_HERE[library]), f"{name} imports {imported}: only {', '.join(ONLY_HERE[library])} may"
        assert not room(imported, FORBIDDEN), f"{name} imports {imported}"


def test_the_model_needs_the_standard_library_only() -> None:
    assert imports(MODULES["qgraph.model"]) <= {
        "__future__.annotations",
        "bisect.bisect_right",
        "collections.abc.Sequence",
        "dataclasses.dataclass",
        "dataclasses.field",
        "decimal.Decimal",
        "enum.StrEnum",
    }


def test_query_text_stands_where_queries_live() -> None:
    for path in MODULES.values():
        if path.relative_to(ROOT).as_posix().startswith(QUERY_ROOMS):
            continue
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                for words in ("SELECT ?", "INSERT DATA", "MATCH (", "UNWIND $", "DELETE WHERE"):
                    assert words not in node.value, f"{path}: query text"


def test_the_rooms_of_this_test_are_those_of_the_page() -> None:
    page = (ROOT / "docs" / "architecture.md").read_text(encoding="utf-8")
    for name in MAY_IMPORT:
        path = name.replace(".", "/")
        written = (path, f"{path}/", f"{path}.py", f"{path.rpartition('/')[2]}.py")
        assert name in ("qgraph", "app") or any(f"`{form}`" in page for form in written), f"{name} is not in docs/architecture.md"


@pytest.mark.parametrize("command", ["who", "rollup", "search", "stats"])
def test_a_question_imports_neither_the_readers_of_files_nor_the_driver_nor_the_app(command: str) -> None:
    """They take longer to import than the answer takes."""
    asked = (
        f"import sys, qgraph.cli.{command}; print(*sorted({{'loaders', 'neo4j', 'streamlit', 'rdflib', 'networkx'}} & sys.modules.keys()))"
    )
    found = subprocess.run([sys.executable, "-c", asked], capture_output=True, text=True, check=True)
    assert found.stdout.split() == []
