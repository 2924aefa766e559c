"""A real Neo4j Community server as a process of its own, started from its jars (`deploy.jars`).

    python -m deploy.neo4j_server [--port 7687] [--home DIR]

Decisions
---------
* The 5.26 line runs on Java 17. Its jars are GPLv3 and run as a process of their own.
* The server listens on 127.0.0.1 only, without HTTP and without usage reports. With `--home` its data stay; without, they go.
"""

from __future__ import annotations

import argparse
import os
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

import neo4j

from deploy.jars import JarsError, version
from deploy.jars import jars as fetched

VERSION = version("neo4j")
READY = 90  # seconds the server may take to answer
STOPPED = 30  # seconds it may take to stop
NO_MORE: Mapping[str, str] = {}
JAVA = [
    "-Xms256m",
    "-Xmx1g",
    "-XX:+UseG1GC",
    "--add-opens=java.base/java.nio=ALL-UNNAMED",
    "--add-opens=java.base/java.io=ALL-UNNAMED",
    "--add-opens=java.base/sun.nio.ch=ALL-UNNAMED",
    "--enable-native-access=ALL-UNNAMED",
    "-Dlog4j2.disable.jmx=true",
]
# For a server that lives for a minute: only the first compiler, for it never gets back what the second costs (half the processor time is
# saved), and no look at every class whether it is sound.
BRIEF = ("-XX:TieredStopAtLevel=1", "-XX:+UnlockDiagnosticVMOptions", "-XX:-BytecodeVerificationRemote")


class ServerError(Exception):
    """The server cannot be had; the text says what is missing and what to do."""


def jars(fetch: bool = True) -> Path:
    """The folder with the server's jars, fetched when missing. Raises `ServerError`; without `fetch` also where they are missing."""
    try:
        return fetched("neo4j", fetch)
    except JarsError as error:
        raise ServerError(str(error)) from error


def free_port() -> int:
    """A port of 127.0.0.1 that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def running(
    home: Path, port: int, password: str | None = None, extra: Mapping[str, str] = NO_MORE, java: Sequence[str] = ()
) -> Iterator[str]:
    """Run a server with its data in `home`; yields its URI once it answers, stops it afterwards.

    With `password` the user `neo4j` must sign in with it; `extra` are further settings of neo4j.conf, `java` further options of Java.
    Raises `ServerError` when it does not come up.
    """
    process = start(home, port, password, extra, java)
    try:
        yield address(port)
    finally:
        stop(process)


def start(
    home: Path, port: int, password: str | None = None, extra: Mapping[str, str] = NO_MORE, java: Sequence[str] = ()
) -> subprocess.Popen[bytes]:
    """The process of a server, once it answers; see `running`."""
    lib = jars()
    conf = home / "conf"
    conf.mkdir(parents=True, exist_ok=True)
    more = "".join(f"{key}={value}\n" for key, value in extra.items())
    (conf / "neo4j.conf").write_text(settings(home, port, password is not None) + more, encoding="utf-8")
    if password is not None and not (home / "data").exists():
        admin = ["java", *java, "-cp", f"{lib}/*", "org.neo4j.server.startup.Neo4jAdminCommand", "dbms", "set-initial-password", password]
        subprocess.run(admin, env={**os.environ, "NEO4J_HOME": str(home), "NEO4J_CONF": str(conf)}, capture_output=True, check=True)
    command = ["java", *JAVA, *java, "-cp", f"{lib}/*", "org.neo4j.server.CommunityEntryPoint"]
    command += [f"--home-dir={home}", f"--config-dir={conf}", "--console-mode"]
    with (home / "console.log").open("wb") as log:
        process = subprocess.Popen(command, stdout=log, stderr=subprocess.STDOUT)
    try:
        wait(address(port), process, ("neo4j", password) if password is not None else None, home / "console.log")
    except BaseException:
        stop(process)
        raise
    return process


def stop(process: subprocess.Popen[bytes]) -> None:
    """Stop a server; kill one that does not stop in `STOPPED` seconds."""
    process.terminate()
    try:
        process.wait(STOPPED)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()


def address(port: int) -> str:
    """The URI of a server at a port."""
    return f"bolt://127.0.0.1:{port}"


def settings(home: Path, port: int, auth: bool) -> str:
    """neo4j.conf: everything under `home`, Bolt on 127.0.0.1 only, no HTTP, no usage report."""
    folders = {name: home / name.rpartition(".")[2] for name in ("data", "logs", "run", "plugins", "import")}
    rows = {f"server.directories.{name}": folder for name, folder in folders.items()} | {
        "server.directories.transaction.logs.root": home / "data" / "transactions",
        "server.bolt.listen_address": f"127.0.0.1:{port}",
        "server.bolt.advertised_address": f"127.0.0.1:{port}",
        "server.http.enabled": "false",
        "server.https.enabled": "false",
        "dbms.security.auth_enabled": str(auth).lower(),
        "server.memory.pagecache.size": "256m",
        "dbms.usage_report.enabled": "false",
        "internal.dbms.bolt.netty_server_shutdown_quiet_period": "0",  # else it waits ten seconds for clients before it stops
        "db.transaction.timeout": "120s",
    }
    return "".join(f"{key}={value}\n" for key, value in rows.items())


def wait(uri: str, process: subprocess.Popen[bytes], auth: tuple[str, str] | None, log: Path) -> None:
    """Return once the server answers. Raises `ServerError` when it died or did not answer in `READY` seconds."""
    end = time.monotonic() + READY
    with neo4j.GraphDatabase.driver(uri, auth=auth) as driver:
        while time.monotonic() < end:
            if process.poll() is not None:
                raise ServerError(f"Neo4j stopped at once: {log.read_text(errors='replace')[-600:]}")
            try:
                driver.verify_connectivity()
                return
            except (neo4j.exceptions.ServiceUnavailable, neo4j.exceptions.TransientError, OSError):
                time.sleep(0.2)
    raise ServerError(f"Neo4j did not answer within {READY} s; see {log}")


def main() -> int:
    """Run until interrupted, printing the address."""
    parser = argparse.ArgumentParser(description="Run a real Neo4j Community server on 127.0.0.1.")
    parser.add_argument("--port", type=int, default=7687)
    parser.add_argument("--home", type=Path, help="keep the data here (default: a temporary folder)")
    options = parser.parse_args()
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
    try:
        with tempfile.TemporaryDirectory() as folder, running(options.home or Path(folder), options.port) as uri:
            print(f"Neo4j {VERSION} answers at {uri} (no authentication). Ctrl-C ends it.", flush=True)
            signal.pause()
    except ServerError as error:
        print(error, file=sys.stderr)
        return 3
    except KeyboardInterrupt:
        pass
    return 0


if __name__ == "__main__":
    sys.exit(main())
