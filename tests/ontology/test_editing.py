"""The recipes of docs/editing.md: a row is added to a copy of one table, and the program knows it."""

from __future__ import annotations

import re
import subprocess
import sys
from importlib.resources import files
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
RECIPES = re.findall(r"```csv\n(.+?)\n```", (ROOT / "docs" / "editing.md").read_text(encoding="utf-8"))
TABLES = ("indicators.csv", "body_types.csv", "reforms.csv")
ASKED = """
import sys
from pathlib import Path
from qgraph.registries import tables
tables.data = Path(sys.argv[1]).joinpath
from qgraph.registries import bodies, body_types, indicators, reforms
from qgraph.registries.check import problems
found = [(one.file, one.line, one.message) for one in problems()]
print(found)
if found:
    sys.exit()
print(getattr(indicators.resolve("质量帮扶时长"), "id", None))
print(getattr(body_types.body_type("低空经济发展局"), "id", None), bodies.identify("市低空经济局").type_id)
print([reform.target for reform in reforms.away("big-data", "320600")])
"""


def asked(folder: Path) -> list[str]:
    """What a program of its own says of the tables in a folder; the registries read each table once."""
    run = subprocess.run([sys.executable, "-c", ASKED, str(folder)], capture_output=True, text=True, cwd=ROOT, check=True)
    return run.stdout.splitlines()


@pytest.fixture
def tables(tmp_path: Path) -> Path:
    for file in files("ontology").joinpath("data").iterdir():
        (tmp_path / file.name).write_bytes(file.read_bytes())
    return tmp_path


def test_each_recipe_is_known_after_one_row_in_one_table(tables: Path) -> None:
    assert len(RECIPES) == len(TABLES)
    for name, row in zip(TABLES, RECIPES, strict=True):
        with (tables / name).open("a", encoding="utf-8") as file:
            file.write(row + "\n")
    assert asked(tables) == ["[]", "quality-service-hours", "low-altitude low-altitude", "['data', 'low-altitude']"]


def test_a_wrong_row_is_found_with_its_file_and_line(tables: Path) -> None:
    with (tables / "reforms.csv").open("a", encoding="utf-8") as file:
        file.write(RECIPES[2].replace("big-data", "no-such-body") + "\n")
    lines = len((tables / "reforms.csv").read_text(encoding="utf-8").splitlines())
    (found,) = asked(tables)
    assert f"'reforms.csv', {lines}" in found
    assert "no-such-body" in found
