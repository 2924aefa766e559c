"""For the tests of the connection to Neo4j: a server that lets in only who signs in."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from deploy import neo4j_server
from qgraph.store.neo4j import connect
from tests.qgraph.store.signing import SECRET


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
    tls = {
        "dbms.ssl.policy.bolt.enabled": "true",
        "dbms.ssl.policy.bolt.base_directory": str(certificate),
        "dbms.ssl.policy.bolt.private_key": "private.key",
        "dbms.ssl.policy.bolt.public_certificate": "public.crt",
        "dbms.ssl.policy.bolt.client_auth": "NONE",
        "server.bolt.tls_level": "OPTIONAL",
    }
    with neo4j_server.running(home, port, SECRET, tls, neo4j_server.BRIEF) as uri, connect(uri, password=SECRET) as store:
        for user in ("direct", "routed", "newcomer"):  # a new user must change the password
            store.driver.execute_query("CREATE USER $user SET PASSWORD $password", user=user, password=SECRET)
    with neo4j_server.running(home, port, SECRET, {**tls, "server.databases.read_only": "neo4j"}, neo4j_server.BRIEF):
        yield f"127.0.0.1:{port}"
