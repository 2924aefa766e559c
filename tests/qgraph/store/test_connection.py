"""Where the settings of a connection come from, and that the password goes nowhere else."""

from __future__ import annotations

import logging
from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import CliRunner

from qgraph.cli import main
from qgraph.errors import StoreError
from qgraph.store.connection import DEFAULT_URI, FILE, NAMES, Settings, checked, environment, read_file, settings
from qgraph.store.neo4j import connect
from tests.qgraph.store.signing import AURA, SECRET, everything, written

# Where the settings come from


def test_without_anything_it_is_the_server_of_this_machine() -> None:
    assert settings() == Settings(DEFAULT_URI, "neo4j", None, None)


def test_an_option_goes_before_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    for name, value in zip(NAMES, ("bolt://environment:1", "one", SECRET, "plans"), strict=True):
        monkeypatch.setenv(name, value)
    assert settings() == Settings("bolt://environment:1", "one", SECRET, "plans")
    assert settings("bolt://option:1", "two", database="other") == Settings("bolt://option:1", "two", SECRET, "other")


def test_a_file_stands_in_place_of_the_environment(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = written(tmp_path / "aura.env", AURA)
    wanted = Settings("neo4j+s://0a1b2c3d.databases.example", "office", SECRET, "plans")
    assert settings(file=file) == wanted
    assert settings("bolt://option:1", file=file) == replace(wanted, uri="bolt://option:1")
    monkeypatch.setenv(FILE, str(file))
    assert settings() == wanted
    monkeypatch.setenv("NEO4J_PASSWORD", "of another server")
    assert settings(file=written(tmp_path / "short.env", "NEO4J_URI=bolt://file:1\n")) == Settings("bolt://file:1")


def test_a_file_may_be_written_as_shells_and_windows_write_it(tmp_path: Path) -> None:
    text = f"\ufeff# 注释\r\n\r\nexport NEO4J_URI = bolt://file:1\r\nNEO4J_PASSWORD='{SECRET}='\r\nNEO4J_USERNAME=\r\n"
    assert settings(file=written(tmp_path / "odd.env", text)) == Settings("bolt://file:1", "neo4j", f"{SECRET}=", None)


@pytest.mark.parametrize("line", [SECRET, f"NEO4J_PASWORD={SECRET}", f"NEO4J_AUTH=neo4j/{SECRET}"])
def test_a_line_that_is_no_setting_is_named_and_not_shown(tmp_path: Path, line: str) -> None:
    with pytest.raises(StoreError, match=r"bad\.env, line 2: it should be one of NEO4J_URI=…, ") as caught:
        read_file(written(tmp_path / "bad.env", f"NEO4J_URI=bolt://file:1\n{line}\n"))
    assert SECRET not in everything(caught.value)


def test_a_file_that_cannot_be_read_is_named(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match=r"none\.env, cannot be read: No such file"):
        settings(file=tmp_path / "none.env")
    with pytest.raises(StoreError, match="cannot be read: Is a directory"):
        settings(file=tmp_path)
    (tmp_path / "gbk.env").write_bytes(f"NEO4J_PASSWORD={SECRET}".encode("gb18030"))
    with pytest.raises(StoreError, match="should be text in UTF-8"):
        settings(file=tmp_path / "gbk.env")
    with pytest.raises(StoreError, match="more than 64 KB"):
        settings(file=written(tmp_path / "large.env", "#" * 70_000))


@pytest.mark.parametrize(("mode", "warned"), [(0o600, False), (0o400, False), (0o640, True), (0o644, True), (0o604, True)])
def test_a_file_that_others_can_read_is_warned_of(tmp_path: Path, caplog: pytest.LogCaptureFixture, mode: int, warned: bool) -> None:
    read_file(written(tmp_path / "aura.env", AURA, mode))
    assert ("aura.env can be read by other users of this machine; `chmod 600` it" in caplog.text) is warned
    assert SECRET not in caplog.text


def test_settings_survive_the_environment(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(FILE, str(tmp_path / "gone.env"))
    monkeypatch.setenv("NEO4J_PASSWORD", "of another server")
    for chosen in (Settings("neo4j://a:1", "one", SECRET, "plans"), Settings("bolt://b:1")):
        for name, value in environment(chosen).items():
            monkeypatch.setenv(name, value)
        assert settings() == chosen


@pytest.mark.parametrize(
    ("uri", "said"),
    [
        ("bolt://127.0.0.1:99999", "no sound host or port"),
        ("bolt://127.0.0.1:7687/plans", "bolt://127.0.0.1:7687/plans .* name a database with --neo4j-database"),
        ("bolt://:7687", "names no host"),
        ("bolt://127.0.0.1:7687?x=1", "bolt://127.0.0.1:7687 leads to one server"),
    ],
)
def test_an_address_that_the_driver_would_take_for_another_is_refused(uri: str, said: str) -> None:
    with pytest.raises(StoreError, match=said):
        checked(uri)


@pytest.mark.parametrize(
    "uri", ["bolt://a", "bolt+s://a:1", "bolt+ssc://[::1]:7687", "neo4j://a:1?region=east", "neo4j+s://a/", "neo4j+ssc://a"]
)
def test_every_sound_address_is_taken(uri: str) -> None:
    assert checked(f" {uri}\n") == uri


# That the password goes nowhere else


@pytest.mark.parametrize(
    "uri",
    [
        f"bolt://neo4j:{SECRET}@127.0.0.1:7687",
        f"neo4j+s://neo4j:{SECRET}/?#@host",
        f"http://neo4j:{SECRET}@127.0.0.1:7474",
        f"neo4j:{SECRET}@127.0.0.1",
        f"bolt://neo4j:{SECRET}",
        f"bolt://[{SECRET}",
        f"bolt://127.0.0.1:1?password={SECRET}",
        f"http://127.0.0.1:1?password={SECRET}",
        f"neo4j://127.0.0.1:1?password={SECRET}",
        f"bolt://127.0.0.1:1#{SECRET}",
    ],
)
def test_an_address_with_a_password_inside_is_refused_and_not_shown(uri: str, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    with pytest.raises(StoreError) as caught:
        connect(uri)
    assert SECRET not in everything(caught.value) + caplog.text
    result = CliRunner().invoke(main, ["stats", "--neo4j", uri])
    assert result.exit_code == 3
    assert result.stderr.startswith("qgraph: ")
    assert SECRET not in result.output


def test_no_representation_shows_the_password() -> None:
    assert SECRET not in f"{Settings(password=SECRET)!r} {Settings(password=SECRET)}"
