"""The wheel holds what the program reads at run time, and so does the editable install."""

from __future__ import annotations

import json
import subprocess
import sys
import tomllib
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
SETTINGS = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
DATA_SUFFIXES = (".ttl", ".rq", ".cypher", ".csv", ".toml", ".md", ".html", ".js", ".css", ".json", ".png", ".txt")
TOPS = ("loaders", "ontology", "qgraph")


def _data_files() -> set[str]:
    files = (path for top in TOPS for path in (ROOT / top).rglob("*") if path.suffix in DATA_SUFFIXES)
    return {path.relative_to(ROOT).as_posix() for path in files if "__pycache__" not in path.parts}


def test_the_list_of_packages_is_the_packages_of_the_tree() -> None:
    found = {path.parent.relative_to(ROOT).as_posix().replace("/", ".") for top in TOPS for path in (ROOT / top).rglob("__init__.py")}
    elsewhere = set(SETTINGS["tool"]["setuptools"]["package-dir"])  # what lies at another place than its name says
    assert set(SETTINGS["tool"]["setuptools"]["packages"]) == found | elsewhere


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    target = tmp_path_factory.mktemp("wheel")
    # a copy, so that a build leaves nothing in the tree and two builds do not meet
    source = target / "source"
    source.mkdir()
    for name in (*TOPS, "samples", "pyproject.toml", "README.md", "LICENSE"):
        if (ROOT / name).exists():
            (source / name).symlink_to(ROOT / name)
    if not (source / "README.md").exists():
        (source / "README.md").write_text("qgraph")
    command = [
        sys.executable,
        "-m",
        "pip",
        "wheel",
        "--quiet",
        "--no-deps",
        "--no-build-isolation",
        "--no-index",
        "-w",
        str(target),
        str(source),
    ]
    subprocess.run(command, check=True, capture_output=True)
    return next(target.glob("*.whl"))


def test_the_wheel_holds_every_data_file(wheel: Path) -> None:
    inside = set(zipfile.ZipFile(wheel).namelist())
    assert _data_files() - inside == set()
    plans = (ROOT / "samples" / "plans").iterdir()
    assert {f"qgraph/samples/{path.name}" for path in plans if path.is_file()} <= inside
    assert not [name for name in inside if name.startswith(("tests/", "benchmarks/", "samples/"))]


def test_an_installed_wheel_answers(wheel: Path, tmp_path: Path) -> None:
    command = [sys.executable, "-m", "pip", "install", "--quiet", "--no-deps", "--no-index", "--target", str(tmp_path / "site"), str(wheel)]
    subprocess.run(command, check=True, capture_output=True)
    plan = next((ROOT / "samples" / "plans").glob("*.txt"))
    script = (
        "import sys; sys.path.insert(0, sys.argv[1]); import qgraph; assert qgraph.__file__.startswith(sys.argv[1]), qgraph.__file__;"
        "from qgraph.cli import main; main(sys.argv[2:])"
    )
    run = [sys.executable, "-c", script, str(tmp_path / "site"), "--format", "json", "load", str(plan), "--store", str(tmp_path / "store")]
    answer = subprocess.run(run, check=True, capture_output=True, text=True, cwd=tmp_path)
    assert json.loads(answer.stdout)["files"][0]["status"] == "new"


def test_the_editable_install_finds_the_same_data() -> None:
    from qgraph.registries import tables
    from qgraph.store import CATALOGUE
    from qgraph.store.embedded import query_text

    assert tables.data("divisions.csv").is_file()
    assert all(query_text(name) for name in CATALOGUE)
