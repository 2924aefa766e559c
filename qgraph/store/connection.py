"""Connecting to a Neo4j server: where its address and the password come from.

Decisions
---------
* What an option leaves open comes from a file where one is named, else from the environment; never from both, so that no password goes to
  a server it is not meant for. The file has lines `NEO4J_URI=…`, as Aura hands them out.
* The password is in no option, no error, no log and no `repr`. An address that holds one is refused and not shown.
* The first question goes to a server that writes: what its answer is bound to (a bookmark) binds all later ones, so that whoever connects
  after a sync sees it, whichever server of a cluster answers. It is not repeated either, so that a wrong setting is known at once.
"""

from __future__ import annotations

import logging
import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

from neo4j import Driver, GraphDatabase

from qgraph.errors import StoreError
from qgraph.store.failures import failing

DEFAULT_URI = "bolt://127.0.0.1:7687"
DEFAULT_USERNAME = "neo4j"
FILE = "QGRAPH_NEO4J_FILE"
NAMES = ("NEO4J_URI", "NEO4J_USERNAME", "NEO4J_PASSWORD", "NEO4J_DATABASE")
SCHEMES = frozenset(scheme + security for scheme in ("bolt", "neo4j") for security in ("", "+s", "+ssc"))
PATIENCE = 10  # seconds until a server that does not answer is given up
LARGEST = 64 * 1024  # bytes a file with settings may have

log = logging.getLogger(__name__)
# What the driver has to say is said by us; a program that configures logging still gets it.
logging.getLogger("neo4j").addHandler(logging.NullHandler())


@dataclass(frozen=True, slots=True)
class Settings:
    """How to reach one database. Without a password nobody signs in; without a database it is the server's own choice."""

    uri: str = DEFAULT_URI
    username: str = DEFAULT_USERNAME
    password: str | None = field(default=None, repr=False)
    database: str | None = None


def settings(
    uri: str | None = None,
    username: str | None = None,
    password: str | None = None,
    database: str | None = None,
    file: Path | None = None,
) -> Settings:
    """The settings of one database; what is not given comes from the file, or from that of QGRAPH_NEO4J_FILE, else from NEO4J_URI,
    NEO4J_USERNAME, NEO4J_PASSWORD and NEO4J_DATABASE.

    Raises `StoreError` for an address that leads to no server and a file that cannot be read.
    """
    named = file or (Path(os.environ[FILE]) if os.environ.get(FILE) else None)
    said: Mapping[str, str] = read_file(named) if named else os.environ
    given = dict(zip(NAMES, (uri, username, password, database), strict=True))
    chosen = {name: given[name] or said.get(name) or None for name in NAMES}
    return Settings(
        checked(chosen["NEO4J_URI"] or DEFAULT_URI),
        chosen["NEO4J_USERNAME"] or DEFAULT_USERNAME,
        chosen["NEO4J_PASSWORD"],
        chosen["NEO4J_DATABASE"],
    )


def read_file(path: Path) -> dict[str, str]:
    """The settings of a file: lines `NAME=value`; comments, blank lines and names of others (`AURA_…`) say nothing.

    Raises `StoreError` where the file cannot be read or has a line of another form. No line of it is ever shown.
    """
    try:
        with path.open("rb") as stream:
            data = stream.read(LARGEST + 1)
            mode = os.fstat(stream.fileno()).st_mode
        text = data.decode("utf-8-sig")
    except OSError as error:
        raise StoreError(f"the file with the settings of Neo4j, {path}, cannot be read: {error.strerror or error}") from error
    except UnicodeDecodeError:  # its text would show a byte of the file
        raise StoreError(f"{path} is no file with the settings of Neo4j: it should be text in UTF-8") from None
    if len(data) > LARGEST:
        raise StoreError(f"{path} is no file with the settings of Neo4j: it has more than {LARGEST // 1024} KB")
    if os.name == "posix" and mode & 0o044:
        log.warning("qgraph: %s can be read by other users of this machine; `chmod 600` it", path)
    found: dict[str, str] = {}
    for number, line in enumerate(text.splitlines(), 1):
        stripped = line.strip().removeprefix("export ")
        if not stripped or stripped.startswith("#"):
            continue
        name, equals, value = (part.strip() for part in stripped.partition("="))
        if not equals or (name.startswith("NEO4J_") and name not in NAMES):
            raise StoreError(f"{path}, line {number}: it should be one of {', '.join(f'{known}=…' for known in NAMES)}")
        if len(value) > 1 and value[0] == value[-1] and value[0] in "\"'":
            value = value[1:-1]
        found[name] = value
    return found


def checked(uri: str) -> str:
    """An address that may lead to a server. Raises `StoreError` otherwise; one that holds a password is not shown."""
    uri = uri.strip()
    if "@" in uri:
        raise StoreError(
            "the address of the Neo4j server holds a user name or a password: write it without them, as bolt://host:7687, "
            "and put them into a file (--neo4j-file) or into NEO4J_USERNAME and NEO4J_PASSWORD"
        )
    try:
        parts = urlsplit(uri)
        host, _ = parts.hostname, parts.port
    except ValueError:  # its text would show the address
        raise StoreError("the address of the Neo4j server has no sound host or port: it should be like bolt://host:7687") from None
    said = shown(uri)
    if parts.scheme not in SCHEMES:
        raise StoreError(
            f"{said} is no address of a Neo4j server: it should begin with bolt:// or neo4j:// (encrypted: bolt+s://, neo4j+s://)"
        )
    if not host:
        raise StoreError(f"{said} is no address of a Neo4j server: it names no host")
    if parts.path not in {"", "/"} or parts.fragment:
        raise StoreError(f"{said} is no address of a Neo4j server: nothing follows the port; name a database with --neo4j-database")
    if parts.query and parts.scheme.startswith("bolt"):
        raise StoreError(f"{said} leads to one server, so nothing follows a question mark: leave it out, or use neo4j://")
    return uri


def shown(uri: str) -> str:
    """An address without what may stand behind a question mark: that is for the server only."""
    return uri.partition("?")[0].partition("#")[0]


def environment(chosen: Settings) -> dict[str, str]:
    """Settings as the environment that says the same, for what this process starts later; a file named before says nothing any more."""
    return {FILE: "", **dict(zip(NAMES, (chosen.uri, chosen.username, chosen.password or "", chosen.database or ""), strict=True))}


def open_driver(chosen: Settings) -> Driver:
    """A connection that answers. Raises `StoreError` where the server is absent, refuses us, or has no such database."""
    with failing(shown(chosen.uri)):
        driver = GraphDatabase.driver(
            chosen.uri,
            auth=(chosen.username, chosen.password) if chosen.password else None,
            connection_timeout=PATIENCE,
            notifications_min_severity="OFF",
            telemetry_disabled=True,
        )
        try:
            with driver.session(database=chosen.database, bookmark_manager=driver.execute_query_bookmark_manager) as session:
                session.run("RETURN 1").consume()
        except BaseException:
            driver.close()
            raise
    return driver
