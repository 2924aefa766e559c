"""Connecting to Neo4j: where the settings come from, that the password goes nowhere else, and what is said when it fails."""

from __future__ import annotations

import logging
import os
import shutil
import socket
import subprocess
import sys
import threading
import traceback
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import Any

import click
import pytest
from click.testing import CliRunner
from neo4j import GraphDatabase
from neo4j.exceptions import ConfigurationError, Neo4jError, SessionExpired, WriteServiceUnavailable

from deploy import neo4j_server
from qgraph.cli import main
from qgraph.errors import StoreError
from qgraph.store.connection import DEFAULT_URI, FILE, NAMES, Settings, checked, environment, read_file, settings
from qgraph.store.failures import failing
from qgraph.store.neo4j import Neo4jStore, connect
from qgraph.sync.run import sync
from tests.qgraph.plans import LINZE, plan
from tests.qgraph.sync.world import World

SECRET = "geheim-样例-9"
AURA = f"""# Wait 60 seconds before connecting using these details
NEO4J_URI=neo4j+s://0a1b2c3d.databases.example
NEO4J_USERNAME=office
NEO4J_PASSWORD={SECRET}
NEO4J_DATABASE=plans
AURA_INSTANCEID=0a1b2c3d
"""


@pytest.fixture(autouse=True)
def nothing_in_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in (FILE, *NAMES):
        monkeypatch.setenv(name, "")


def written(path: Path, text: str, mode: int = 0o600) -> Path:
    path.write_text(text, encoding="utf-8")
    path.chmod(mode)
    return path


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


# That the password goes nowhere else


def everything(error: BaseException) -> str:
    """All that could be printed of an error and of those behind it."""
    return "".join(traceback.format_exception(error)) + repr(error)


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


def test_no_option_takes_a_password() -> None:
    commands: list[click.Command] = [main]
    options: set[str] = set()
    while commands:
        command = commands.pop()
        options.update(name for parameter in command.params for name in parameter.opts)
        commands += command.commands.values() if isinstance(command, click.Group) else []
    assert "--neo4j-file" in options
    assert not [name for name in options if "pass" in name]


# What is said when it fails


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


def of_the_server(code: str) -> Neo4jError:
    """What the driver makes of a failure with this code."""
    return Neo4jError._hydrate_neo4j(code=code, message="the {server} says so\nat length")


@pytest.mark.parametrize(
    ("error", "said"),
    [
        (of_the_server("Neo.ClientError.Security.Forbidden"), r"not the right .*\(the {server} says so\).* role architect$"),
        (of_the_server("Neo.ClientError.Cluster.NotALeader"), "takes nothing to write: .*neo4j:// address"),
        (of_the_server("Neo.ClientError.General.ForbiddenOnReadOnlyDatabase"), "takes nothing to write"),
        (of_the_server("Neo.TransientError.General.DatabaseUnavailable"), "the database is not up: wait"),
        (of_the_server("Neo.ClientError.Security.TokenExpired"), "refused the user name or the password"),
        (of_the_server("Neo.DatabaseError.General.UnknownError"), "^Neo4j failed: the {server} says so$"),
        (WriteServiceUnavailable("none"), "no server of the cluster takes anything to write at the moment"),
        (SessionExpired("gone"), "connection to Neo4j was lost: .*try again"),
        (ConfigurationError("odd"), "^its address is no address of a Neo4j server: odd$"),
    ],
)
def test_each_failure_is_one_sentence_that_says_what_to_do(error: Exception, said: str) -> None:
    with pytest.raises(StoreError, match=said) as caught, failing():
        raise error
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize(
    ("answer", "said"), [(b"HTTP/1.1 400 Bad Request\r\n\r\n", "the server's port for browsers"), (b"", "hung up at once")]
)
@pytest.mark.parametrize("scheme", ["bolt", "neo4j"])
def test_a_server_that_is_not_neo4j_is_told_apart(scheme: str, answer: bytes, said: str) -> None:
    with closing(socket.create_server(("127.0.0.1", 0))) as server:
        threading.Thread(target=answering, args=(server, answer), daemon=True).start()
        with pytest.raises(StoreError, match=said):
            connect(f"{scheme}://127.0.0.1:{server.getsockname()[1]}")


def answering(server: socket.socket, answer: bytes) -> None:
    """Say the same to everybody, until the server is closed."""
    while True:
        try:
            connection, _ = server.accept()
        except OSError:
            return
        with connection:
            connection.recv(1024)
            connection.sendall(answer)


def test_a_command_says_its_warning_and_its_sentence_and_nothing_of_the_drivers(tmp_path: Path) -> None:
    file = written(tmp_path / "office.env", f"NEO4J_URI=neo4j://127.0.0.1:1\nNEO4J_PASSWORD={SECRET}\n", 0o644)
    command = [sys.executable, "-m", "qgraph.cli", "--neo4j-file", str(file), "stats"]
    result = subprocess.run(command, capture_output=True, text=True, check=False)
    assert (result.returncode, result.stdout) == (3, "")
    warning, sentence = result.stderr.splitlines()
    assert warning == f"qgraph: {file} can be read by other users of this machine; `chmod 600` it"
    assert sentence.startswith("qgraph: no Neo4j server answers at neo4j://127.0.0.1:1; start one")


# With a real server: signing in, encryption, a database that only reads


@pytest.fixture(scope="module")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a key, and a certificate that it signed itself."""
    folder = tmp_path_factory.mktemp("certificate")
    if not shutil.which("openssl"):
        (pytest.fail if os.environ.get("CI") else pytest.skip)("a certificate is made with openssl: install it")
    command = "openssl req -x509 -newkey rsa:2048 -nodes -days 2 -subj /CN=localhost -addext subjectAltName=IP:127.0.0.1"
    subprocess.run([*command.split(), "-keyout", "private.key", "-out", "public.crt"], cwd=folder, check=True, capture_output=True)
    return folder


@pytest.fixture(scope="module")
def secured(tmp_path_factory: pytest.TempPathFactory, neo4j_uri: str, certificate: Path) -> Iterator[str]:
    """host:port of a server that asks for a password, speaks TLS to who wants it, and whose database is open for reading only.

    A database must have been there before it can be opened so: the server is started twice.
    """
    home, port = tmp_path_factory.mktemp("secured"), neo4j_server.free_port()
    more = [
        "dbms.ssl.policy.bolt.enabled=true",
        f"dbms.ssl.policy.bolt.base_directory={certificate}",
        "dbms.ssl.policy.bolt.private_key=private.key",
        "dbms.ssl.policy.bolt.public_certificate=public.crt",
        "dbms.ssl.policy.bolt.client_auth=NONE",
        "server.bolt.tls_level=OPTIONAL",
    ]
    usual = neo4j_server.settings
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("JAVA_TOOL_OPTIONS", "-XX:TieredStopAtLevel=1")
        patch.setattr(neo4j_server, "settings", lambda *given: usual(*given) + "".join(f"{line}\n" for line in more))
        with neo4j_server.running(home, port, SECRET) as uri, connect(uri, password=SECRET) as store:
            for user in ("direct", "routed", "newcomer"):  # a new user must change the password
                store.driver.execute_query("CREATE USER $user SET PASSWORD $password", user=user, password=SECRET)
        more.append("server.databases.read_only=neo4j")
        with neo4j_server.running(home, port, SECRET):
            yield f"127.0.0.1:{port}"


starts_java = pytest.mark.timeout(300)


@starts_java
@pytest.mark.neo4j
@pytest.mark.parametrize("scheme", ["bolt", "neo4j", "bolt+ssc", "neo4j+ssc"])
def test_who_knows_the_password_gets_in(secured: str, scheme: str) -> None:
    with connect(f"{scheme}://{secured}", password=SECRET) as store:
        assert store.stats() == {}


@starts_java
@pytest.mark.neo4j
@pytest.mark.parametrize("scheme", ["bolt+s", "neo4j+s"])
def test_a_certificate_that_nobody_vouches_for_is_refused_until_it_is_named(
    secured: str, certificate: Path, scheme: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    with pytest.raises(StoreError, match=r"certificate of .* is not to be trusted \(self-signed certificate\): name .* SSL_CERT_FILE"):
        connect(f"{scheme}://{secured}", password=SECRET)
    monkeypatch.setenv("SSL_CERT_FILE", str(certificate / "public.crt"))
    with connect(f"{scheme}://{secured}", password=SECRET) as store:
        assert store.stats() == {}


@pytest.mark.neo4j
@pytest.mark.parametrize("scheme", ["bolt+ssc", "neo4j+s"])
def test_a_server_without_encryption_is_named(neo4j_uri: str, scheme: str) -> None:
    with pytest.raises(StoreError, match="does not answer encrypted: use bolt://"):
        connect(neo4j_uri.replace("bolt", scheme))


@starts_java
@pytest.mark.neo4j
@pytest.mark.parametrize(("scheme", "user"), [("bolt", "direct"), ("neo4j", "routed")])
def test_a_wrong_password_is_refused_then_made_to_wait(secured: str, scheme: str, user: str) -> None:
    said = []
    for _ in range(5):
        with pytest.raises(StoreError) as caught:
            connect(f"{scheme}://{secured}", user, f"wrong {SECRET}")
        assert SECRET not in everything(caught.value)
        said.append(str(caught.value))
    assert said[0].startswith("Neo4j refused the user name or the password: put them into")
    assert said[-1].startswith("Neo4j lets this user wait after several wrong passwords")


@starts_java
@pytest.mark.neo4j
def test_a_first_password_must_be_changed(secured: str) -> None:
    with pytest.raises(StoreError, match="first password changed before anything else: sign in with"):
        connect(f"bolt://{secured}", "newcomer", SECRET)


@starts_java
@pytest.mark.neo4j
@pytest.mark.parametrize("scheme", ["bolt", "neo4j"])
def test_a_database_that_is_not_there_is_named_over_every_road(secured: str, scheme: str) -> None:
    with pytest.raises(StoreError, match=r"no such database .*nowhere.*: name another with --neo4j-database"):
        connect(f"{scheme}://{secured}", password=SECRET, database="nowhere")


@starts_java
@pytest.mark.neo4j
@pytest.mark.parametrize("scheme", ["bolt", "neo4j"])
def test_where_nothing_can_be_written_a_sync_says_so(secured: str, scheme: str, tmp_path: Path) -> None:
    with World(tmp_path) as world, connect(f"{scheme}://{secured}", password=SECRET) as store:
        world.put(plan(LINZE))
        with pytest.raises(StoreError, match=r"takes nothing to write: .*open the database for writing"):
            sync(world.store, store)
        assert store.stats() == {}


@starts_java
@pytest.mark.neo4j
def test_the_password_is_in_no_log(secured: str, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    caplog.set_level(logging.DEBUG, logger="neo4j")
    with connect(f"bolt://{secured}", password=SECRET) as store:
        store.stats()
        assert SECRET not in repr(vars(store))
    assert "LOGON" in caplog.text  # the driver does log how we sign in
    assert SECRET not in caplog.text


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
    monkeypatch.setattr("streamlit.web.bootstrap.load_config_options", lambda _: None)
    monkeypatch.setattr("streamlit.web.bootstrap.run", lambda *_: found.update(address=os.environ["QGRAPH_NEO4J"], settings=settings()))
    file = written(tmp_path / "aura.env", AURA)
    result = CliRunner().invoke(main, ["serve", "--port", str(neo4j_server.free_port()), "--neo4j-file", str(file), "--neo4j-user", "two"])
    assert result.exit_code == 0, result.output
    wanted = Settings("neo4j+s://0a1b2c3d.databases.example", "two", SECRET, "plans")
    assert found == {"address": wanted.uri, "settings": wanted}
    assert SECRET not in result.output


# That later questions see what was written before


@pytest.mark.neo4j
def test_a_reader_is_bound_to_what_was_written_before_it_came(neo4j_store: Neo4jStore, neo4j_uri: str) -> None:
    with GraphDatabase.driver(neo4j_uri) as other, other.session() as session:
        session.run("CREATE (:Resource:Task {uri: 'x'})").consume()
        written_last = session.last_bookmarks().raw_values
    with connect(neo4j_uri) as store:
        assert bookmarks(store) == written_last
        assert store.stats() == {"Task": 1}


@pytest.mark.neo4j
def test_sessions_and_named_queries_of_a_store_are_one_chain(neo4j_store: Neo4jStore) -> None:
    before = bookmarks(neo4j_store)
    with neo4j_store.session() as session:
        session.run("CREATE (:Resource:Task {uri: 'x'})").consume()
        written_last = session.last_bookmarks().raw_values
    assert bookmarks(neo4j_store) == written_last != before


def bookmarks(store: Neo4jStore) -> frozenset[str]:
    """What the next question of a store waits for."""
    return frozenset(store.driver.execute_query_bookmark_manager.get_bookmarks())
