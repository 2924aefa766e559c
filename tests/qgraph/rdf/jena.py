"""Apache Jena as a third reader of what we write, beside rdflib and pyoxigraph."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

import pytest

from deploy.jars import JarsError, jars


def folder() -> Path:
    """Jena's jars. Where there are none to be had: a skip that says why, on CI a failure."""
    try:
        return jars("jena", fetch=False)
    except JarsError as error:
        if os.environ.get("CI"):
            pytest.fail(str(error))
        pytest.skip(str(error))


def read(path: Path, syntax: str, output: str) -> list[bytes]:
    """The lines in which Jena gives a file back; it must have nothing to complain of. `syntax`, `output`: nq, nt, ttl."""
    command = ["java", "-cp", f"{folder()}/*", "riotcmd.riot", "--strict", "--check", f"--syntax={syntax}", f"--output={output}", str(path)]
    run = subprocess.run(command, capture_output=True, check=False)
    complaints = [line for line in run.stderr.splitlines() if not line.startswith(b"SLF4J")]
    assert (run.returncode, complaints) == (0, [])
    return run.stdout.splitlines(keepends=True)
