"""compose.yaml: its form. Nothing of it is run here, and nothing is fetched."""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from deploy import neo4j_server

ROOT = Path(__file__).parents[2]
TEXT = (ROOT / "compose.yaml").read_text(encoding="utf-8")
ENTRY = re.compile(r"(?P<indent> *)(?P<dash>- )?(?:(?P<key>[\w-]+):(?: |$))?(?P<value>.*)")


def parsed(text: str) -> dict[str, Any]:
    """The little of YAML that the file uses: mappings, lists of one-line values, quotes, flow lists, literal blocks."""
    root: dict[str, Any] = {}
    open_at: list[tuple[int, Any]] = [(-1, root)]  # indent of a container's key → the container
    lines = iter(enumerate(text.splitlines(), 1))
    held: list[tuple[int, str]] = []
    for number, line in _lines(lines, held):
        match = ENTRY.fullmatch(line)
        assert match, f"line {number}"
        indent = len(match["indent"])
        while open_at[-1][0] >= indent:
            open_at.pop()
        container = open_at[-1][1]
        if match["dash"]:
            assert isinstance(container, list), f"line {number}: a list item where a mapping is"
            container.append(_scalar(line[indent + 2 :]))
            continue
        assert match["key"], f"line {number}: {line}"
        assert isinstance(container, dict), f"line {number}: a mapping where a list is"
        assert match["key"] not in container, f"line {number}: {match['key']} stands twice"
        if match["value"] == "|":
            container[match["key"]] = _block(lines, held, indent)
        elif match["value"]:
            container[match["key"]] = _scalar(match["value"])
        else:
            following = text.splitlines()[number : number + 1]
            fresh: Any = [] if following and following[0].strip().startswith("- ") else {}
            container[match["key"]] = fresh
            open_at.append((indent, fresh))
    return root


def _lines(lines: Iterator[tuple[int, str]], held: list[tuple[int, str]]) -> Iterator[tuple[int, str]]:
    """Lines that say something; those held back first."""
    while True:
        following = held.pop() if held else next(lines, None)
        if following is None:
            return
        if following[1].strip() and not following[1].lstrip().startswith("#"):
            yield following


def _block(lines: Iterator[tuple[int, str]], held: list[tuple[int, str]], indent: int) -> str:
    found = []
    for number, line in lines:
        if line.strip() and len(line) - len(line.lstrip()) <= indent:
            held.append((number, line))
            break
        found.append(line.strip())
    return "\n".join(found)


def _scalar(text: str) -> Any:
    if text.startswith(("[", '"')):
        return json.loads(text)
    assert not re.search(r"[\[\]{}&*!|>'\"%@`]|: | #|^(?:true|false|yes|no|on|off|null|~)$", text), f"should stand in quotes: {text}"
    return text


COMPOSE = parsed(TEXT)
SERVICES: dict[str, Any] = COMPOSE["services"]


def test_the_small_reader_reads_what_it_should() -> None:
    text = 'a:\n  - "1:2"\n  - b\n# c\nd:\n  e: |\n    x\n    y: 1\n  f: ["g", "h"]\ni:\n  j:\n'
    assert parsed(text) == {"a": ["1:2", "b"], "d": {"e": "x\ny: 1", "f": ["g", "h"]}, "i": {"j": {}}}
    for wrong in ("a: 1\na: 2\n", "a: [b\n", "a: no\n", "a:\n  - b\n  c: d\n"):
        with pytest.raises((AssertionError, ValueError)):
            parsed(wrong)


def test_there_are_neo4j_of_the_line_we_test_and_the_app_over_it() -> None:
    assert set(SERVICES) == {"neo4j", "app"}
    line = ".".join(neo4j_server.VERSION.split(".")[:2])
    assert SERVICES["neo4j"]["image"] == f"neo4j:{line}-community"
    assert SERVICES["app"]["depends_on"]["neo4j"] == {"condition": "service_healthy"}
    assert " serve " in SERVICES["app"]["command"][-1]


def test_only_this_machine_reaches_it() -> None:
    ports = [port for service in SERVICES.values() for port in service["ports"]]
    assert sorted(ports) == ["127.0.0.1:7474:7474", "127.0.0.1:7687:7687", "127.0.0.1:8501:8501"]
    assert not [service for service in SERVICES.values() if "network_mode" in service]


def test_the_password_comes_from_a_file_and_stands_nowhere() -> None:
    said = [line.strip() for line in TEXT.splitlines() if "PASSWORD" in line]
    assert len(said) == 2
    assert re.search(r'^NEO4J_AUTH: "neo4j/\$\{NEO4J_PASSWORD:\?[^}]*--env-file[^}]*\}"$', said[0])  # without one nothing starts
    assert said[1] == 'NEO4J_PASSWORD: "${NEO4J_PASSWORD}"'
    assert not [service for service in SERVICES.values() if "PASSWORD" in json.dumps([service.get("command"), service["healthcheck"]])]


def test_data_outlive_the_containers_and_each_is_asked_whether_it_is_well() -> None:
    volumes = {entry.rpartition("}")[2].split(":")[0] for service in SERVICES.values() for entry in service["volumes"]} - {""}
    assert volumes == set(COMPOSE["volumes"]) == {"neo4j-data", "store"}
    assert "neo4j-data:/data" in SERVICES["neo4j"]["volumes"]
    assert "${PLANS:-./samples/plans}:/plans:ro" in SERVICES["app"]["volumes"]
    for service in SERVICES.values():
        assert {"test", "interval", "timeout", "retries", "start_period"} == set(service["healthcheck"])
        assert service["healthcheck"]["test"][0] == "CMD"
        port = re.search(r"127\.0\.0\.1:(\d+)", " ".join(service["healthcheck"]["test"]))
        assert port
        assert f"127.0.0.1:{port[1]}:{port[1]}" in service["ports"]


def test_the_app_is_served_as_everywhere_under_the_name_of_this_machine() -> None:
    """So it has the same guard, silence and look; only the address differs."""
    assert SERVICES["app"]["command"][-1].endswith("exec qgraph --store /store serve --host 0.0.0.0 --name localhost")
    assert not [key for key in SERVICES["app"]["environment"] if key.startswith("STREAMLIT_")]


def test_the_image_holds_all_that_the_project_installs() -> None:
    recipe = SERVICES["app"]["build"]["dockerfile_inline"]
    copied = [word for line in recipe.splitlines() if line.startswith("COPY ") for word in line.split()[1:-1]]
    assert all((ROOT / name).exists() for name in copied)
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    packages = {name.partition(".")[0] for name in project["tool"]["setuptools"]["packages"]}
    files = {project["project"]["readme"], *project["project"]["license-files"], "pyproject.toml", "app.py", "requirements/run.lock"}
    assert set(copied) == packages | files | {"samples"}
    assert recipe.splitlines()[-1] == "USER qgraph"
    assert "--require-hashes" in recipe


def test_the_page_says_that_ci_does_not_run_it() -> None:
    page = (ROOT / "docs" / "neo4j.md").read_text(encoding="utf-8")
    assert "CI checks the form of `compose.yaml` and does not run it." in page
