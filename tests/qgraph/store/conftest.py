"""For the tests of the connection to Neo4j: an environment that says nothing of it, and a server that lets in only who signs in."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from deploy import neo4j_server
from qgraph.store.connection import FILE, NAMES
from qgraph.store.neo4j import connect
from tests.qgraph.store.signing import SECRET


@pytest.fixture(autouse=True)
def nothing_in_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in (FILE, *NAMES):
        monkeypatch.setenv(name, "")


@pytest.fixture(scope="package")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a key, and a certificate that it signed itself."""
    folder = tmp_path_factory.mktemp("certificate")
    if not shutil.which("openssl"):
        (pytest.fail if os.environ.get("CI") else pytest.skip)("a certificate is made with openssl: install it")
    command = "openssl req -x509 -newkey rsa:2048 -nodes -days 2 -subj /CN=localhost -addext subjectAltName=IP:127.0.0.1"
    subprocess.run([*command.split(), "-keyout", "private.key", "-out", "public.crt"], cwd=folder, check=True, capture_output=True)
    return folder


@pytest.fixture(scope="package")
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
