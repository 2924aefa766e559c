"""Every kind of broken or contradictory edit is found, with its file and line."""

from __future__ import annotations

import json
import subprocess
import sys
from importlib.resources import files
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[3]
# the registries read each table once, so every folder is asked in a process of its own, forked before anything is read
ASKED = """
import json, os, sys
from dataclasses import astuple
from pathlib import Path
from qgraph.registries import tables
from qgraph.registries.check import problems
for folder in sys.argv[1:]:
    if os.fork() == 0:
        tables.data = Path(folder).joinpath
        print(json.dumps([astuple(one) for one in problems()]), flush=True)
        os._exit(0)
    os.wait()
"""
FAULTS = {
    "a type follows itself": ("reforms.csv", "market-supervision,quality-supervision,,,merge,2024,,general,,试", "follows itself"),
    "a circle of a place": ("reforms.csv", "health,health-bureau,,,rename,2024,370200,local,https://example.org/,试", "follows itself"),
    "a reform of an unknown type": ("reforms.csv", "no-body,health,,,merge,2024,,general,,试", "no-body"),
    "a reform of an unknown function": ("reforms.csv", "science,health,no-function,,function,2024,,general,,试", "no-function"),
    "a reform of an unknown place": ("reforms.csv", "science,health,,,merge,2024,123456,local,,试", "123456"),
    "a local reform without a place": ("reforms.csv", "science,health,,,merge,2024,,local,,试", "certainty"),
    "a reform without a date": ("reforms.csv", "science,health,,,merge,去年,,general,,试", "去年"),
    "a reform known from nowhere": ("reforms.csv", "science,education,,,merge,2024,,general,,", "neither a source nor a note"),
    "a function stands twice": ("functions.csv", "patents,专利,Patents,专利", "twice"),
    "an alias of two types": ("body_types.csv", "new-type,department,territorial,新局,New,,新局,新局,质监,", "quality-supervision"),
    "a type without a line": ("body_types.csv", "new-type,department,sideways,新局,New,,新局,新局,新新,", "sideways"),
    "a name with one meaning": ("body_names.csv", "某某,science,,,试", "one meaning"),
    "a name of an unknown type": ("body_names.csv", "某某,no-type,,,试", "no-type"),
    "two codes for a place": ("divisions.csv", "370299,城阳区,county,370200,,,", "城阳区"),
    "a place in an unknown one": ("divisions.csv", "379901,某区,county,379900,,,", "379900"),
    "a place in itself": ("divisions.csv", "379902,某县,county,379902,,,", "stands in itself"),
    "an alias of two indicators": (
        "indicators.csv",
        "new-rate,新率,ratio,%,up,,0,100,,,,,,食品抽检合格率,定义,Definition",
        "food-sampling",
    ),
    "near and unlike at once": (
        "indicators.csv",
        "new-rate,新率,ratio,%,up,,0,100,food-sampling,food-sampling,,,,,定义,Definition",
        "both",
    ),
    "bounds the wrong way": ("indicators.csv", "new-rate,新率,ratio,%,up,,100,0,,,,,,,定义,Definition", "above high"),
    "an end without its source": ("indicators.csv", "new-rate,新率,ratio,%,up,,0,100,,,2019,,,,定义,Definition", "discontinued_source"),
    "a figure outside its bounds": (
        "figures.csv",
        "370200,某文件,2023,食品抽检合格率,food-sampling,>=,12,,%,2025,target,,https://example.org/,mirror,试",
        "outside",
    ),
    "a range without its end": (
        "figures.csv",
        "370200,某文件,2023,食品抽检合格率,food-sampling,range,95,,%,2025,target,,https://example.org/,mirror,试",
        "value_high",
    ),
    "too few fields": ("reforms.csv", "science,health", "fields"),
}


@pytest.fixture(scope="module")
def found(tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[tuple[str, int, str]]]:
    """What is found in copies of the tables, each with one row added to one of them."""
    folders = []
    for file, row, _ in FAULTS.values():
        folder = tmp_path_factory.mktemp("tables")
        for entry in files("ontology").joinpath("data").iterdir():
            (folder / entry.name).write_bytes(entry.read_bytes())
        with (folder / file).open("a", encoding="utf-8") as table:
            table.write(row + "\n")
        folders.append(str(folder))
    run = subprocess.run([sys.executable, "-c", ASKED, *folders], capture_output=True, text=True, cwd=ROOT, check=True)
    answers = [[(file, line, message) for file, line, message in json.loads(text)] for text in run.stdout.splitlines()]
    return dict(zip(FAULTS, answers, strict=True))


@pytest.mark.parametrize("fault", FAULTS)
def test_a_broken_edit_is_found_with_its_file_and_line(found: dict[str, list[tuple[str, int, str]]], fault: str) -> None:
    table, _, words = FAULTS[fault]
    last = len(files("ontology").joinpath("data", table).read_text(encoding="utf-8").splitlines()) + 1
    assert [(file, line) for file, line, message in found[fault] if words in message] == [(table, last)], found[fault]
