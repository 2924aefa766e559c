"""The Neo4j server we start for tests and for `make neo4j`, and what the store says when there is none."""

from __future__ import annotations

import os
import socket
from pathlib import Path

import neo4j
import pytest

from deploy import neo4j_server
from deploy.neo4j_server import ServerError, free_port, jars, running, settings
from qgraph.errors import StoreError
from qgraph.store.neo4j import connect


def test_without_java_it_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    with pytest.raises(ServerError, match="Neo4j needs java: install it"):
        jars()


def test_without_jars_it_says_how_to_get_them(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    java = tmp_path / "java"
    java.touch(mode=0o755)
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setenv("QGRAPH_NEO4J_JARS", str(tmp_path / "none"))
    with pytest.raises(ServerError, match="make parts"):
        jars(fetch=False)
    with pytest.raises(ServerError, match="Neo4j needs mvn"):
        jars()


def test_a_server_listens_on_this_machine_only(tmp_path: Path) -> None:
    lines = dict(line.split("=", 1) for line in settings(tmp_path, 7687, auth=True).splitlines())
    addresses = {name: value for name, value in lines.items() if name.endswith("_address")}
    assert set(addresses.values()) == {"127.0.0.1:7687"}
    assert lines["server.http.enabled"] == lines["server.https.enabled"] == lines["dbms.usage_report.enabled"] == "false"
    assert lines["dbms.security.auth_enabled"] == "true"
    folders = [value for name, value in lines.items() if name.startswith("server.directories")]
    assert all(Path(folder).is_relative_to(tmp_path) for folder in folders)


def test_where_no_server_answers_the_store_says_so() -> None:
    with pytest.raises(StoreError, match=r"no Neo4j server answers at bolt://127\.0\.0\.1:\d+; start one"):
        connect(f"bolt://127.0.0.1:{free_port()}")


@pytest.mark.parametrize("uri", ["http://127.0.0.1:7474", "nonsense", "bolt://"])
def test_a_wrong_address_is_named(uri: str) -> None:
    with pytest.raises(StoreError, match=uri):
        connect(uri)


@pytest.mark.neo4j
def test_a_database_that_is_not_there_is_named(neo4j_uri: str) -> None:
    with pytest.raises(StoreError, match="nowhere"):
        connect(neo4j_uri, database="nowhere")


@pytest.mark.neo4j
@pytest.mark.timeout(300)  # starts Java twice
def test_a_server_with_a_password_lets_nobody_else_in_and_leaves_nothing_running(
    neo4j_uri: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    port = free_port()
    with running(tmp_path, port, password="样例-password") as uri:
        with connect(uri, "neo4j", "样例-password") as store:
            store.driver.execute_query("CREATE (:Kept)")
        monkeypatch.setenv("NEO4J_USERNAME", "neo4j")
        monkeypatch.setenv("NEO4J_PASSWORD", "样例-password")
        monkeypatch.setenv("NEO4J_URI", uri)
        with connect() as store:
            assert store.stats() == {}
        for password in ("wrong", None):
            monkeypatch.delenv("NEO4J_PASSWORD", raising=False)
            with pytest.raises(StoreError, match="refused the user name or the password"):
                connect(uri, "neo4j", password)
    with socket.socket() as probe:
        assert probe.connect_ex(("127.0.0.1", port)) != 0
    assert not [pid for pid in os.listdir("/proc") if pid.isdigit() and str(tmp_path) in command(pid)]


def command(pid: str) -> str:
    try:
        return Path(f"/proc/{pid}/cmdline").read_bytes().decode(errors="replace")
    except OSError:
        return ""


@pytest.mark.neo4j
def test_the_server_is_the_one_the_pom_names(neo4j_uri: str) -> None:
    with neo4j.GraphDatabase.driver(neo4j_uri) as driver:
        record = driver.execute_query("CALL dbms.components() YIELD versions, edition").records[0]
    assert (record["versions"], record["edition"]) == ([neo4j_server.VERSION], "community")
