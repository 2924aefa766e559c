"""The connection as the command line and the app take it."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import click
import pytest
from click.testing import CliRunner

from deploy import neo4j_server
from qgraph.cli import main
from qgraph.store.connection import Settings, settings
from tests.qgraph.store.signing import AURA, SECRET, written

starts_java = pytest.mark.timeout(300)


def test_no_option_takes_a_password() -> None:
    commands: list[click.Command] = [main]
    options: set[str] = set()
    while commands:
        command = commands.pop()
        options.update(name for parameter in command.params for name in parameter.opts)
        commands += command.commands.values() if isinstance(command, click.Group) else []
    assert "--neo4j-file" in options
    assert not [name for name in options if "pass" in name]


def test_a_command_says_its_warning_and_its_sentence_and_nothing_of_the_drivers(tmp_path: Path) -> None:
    file = written(tmp_path / "office.env", f"NEO4J_URI=neo4j://127.0.0.1:1\nNEO4J_PASSWORD={SECRET}\n", 0o644)
    command = [sys.executable, "-m", "qgraph.cli", "--neo4j-file", str(file), "stats"]
    result = subprocess.run(command, capture_output=True, text=True, check=False)
    assert (result.returncode, result.stdout) == (3, "")
    warning, sentence = result.stderr.splitlines()
    assert warning == f"qgraph: {file} can be read by other users of this machine; `chmod 600` it"
    assert sentence.startswith("qgraph: no Neo4j server answers at neo4j://127.0.0.1:1; start one")


@starts_java
@pytest.mark.neo4j
def test_commands_take_a_file(secured: str, tmp_path: Path) -> None:
    file = written(tmp_path / "office.env", f"NEO4J_URI=bolt+ssc://{secured}\nNEO4J_USERNAME=neo4j\nNEO4J_PASSWORD={SECRET}\n")
    command = ["--neo4j-file", str(file), "--format", "json", "stats"]
    result = CliRunner().invoke(main, command)
    assert (result.exit_code, result.stdout, result.stderr) == (0, '{\n "nodes": {}\n}\n', "")
    result = CliRunner().invoke(main, [*command, "--neo4j-user", "nobody"])
    assert (result.exit_code, result.stdout) == (3, "")
    assert result.stderr.startswith("qgraph: Neo4j refused the user name")
    result = CliRunner().invoke(main, [*command, "--neo4j-database", "nowhere"])
    assert (result.exit_code, result.stdout) == (3, "")
    assert "no such database" in result.stderr


def test_the_app_finds_what_the_options_of_serve_say(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    found: dict[str, Any] = {}
    monkeypatch.setenv("QGRAPH_NEO4J", "")
    monkeypatch.setenv("QGRAPH_STORE", "")
    monkeypatch.setattr("streamlit.App.run", lambda *_, **__: found.update(address=os.environ["QGRAPH_NEO4J"], settings=settings()))
    file = written(tmp_path / "aura.env", AURA)
    result = CliRunner().invoke(main, ["serve", "--port", str(neo4j_server.free_port()), "--neo4j-file", str(file), "--neo4j-user", "two"])
    assert result.exit_code == 0, result.output
    wanted = Settings("neo4j+s://0a1b2c3d.databases.example", "two", SECRET, "plans")
    assert found == {"address": wanted.uri, "settings": wanted}
    assert SECRET not in result.output
