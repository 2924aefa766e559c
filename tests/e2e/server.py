"""`qgraph serve` as a process of its own, and the sockets it opens."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from ipaddress import ip_address
from pathlib import Path

STARTED = 20  # seconds a server may take


@dataclass
class Server:
    """`qgraph serve` on a store."""

    process: subprocess.Popen[bytes]
    port: int

    def url(self, path: str = "") -> str:
        return f"http://127.0.0.1:{self.port}/{path}"


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


@contextmanager
def served(store: Path) -> Iterator[Server]:
    """The server of a store, up; ended by its own process."""
    port = free_port()
    log = store.parent / "serve.log"
    command = [str(Path(sys.executable).with_name("qgraph")), "--store", str(store), "serve", "--port", str(port)]
    with log.open("wb") as out, subprocess.Popen(command, stdout=out, stderr=subprocess.STDOUT) as process:
        try:
            until = time.monotonic() + STARTED
            while not answers(port):
                if process.poll() is not None or time.monotonic() > until:
                    raise AssertionError(log.read_text(encoding="utf-8"))
                time.sleep(0.05)
            yield Server(process, port)
        finally:
            process.terminate()


def answers(port: int) -> bool:
    try:
        socket.create_connection(("127.0.0.1", port), timeout=1).close()
    except OSError:
        return False
    return True


def sockets(process: int) -> list[tuple[str, str]]:
    """The ends, near and far, of every network socket of a process, as /proc/net writes them (Linux)."""
    links = [os.readlink(link) for link in Path(f"/proc/{process}/fd").iterdir() if link.is_symlink()]
    ours = {link.removeprefix("socket:[").removesuffix("]") for link in links}
    found = []
    for table in ("tcp", "tcp6", "udp", "udp6"):
        for line in Path(f"/proc/{process}/net/{table}").read_text(encoding="ascii").splitlines()[1:]:
            columns = line.split()
            if columns[9] in ours:
                found.append((columns[1], columns[2]))
    return found


def stays_here(end: str) -> bool:
    """Whether one end of a socket is this machine's own loopback, or the nobody at the far end of a socket that listens."""
    raw, port = end.split(":")
    address = ip_address(b"".join(bytes.fromhex(raw[i : i + 8])[::-1] for i in range(0, len(raw), 8)))
    return address.is_loopback or (address.is_unspecified and int(port, 16) == 0)
