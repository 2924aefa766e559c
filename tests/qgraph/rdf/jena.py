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
    """The lines in which Jena gives a file back; one it refuses fails the test. `syntax`, `output`: nq, nt, ttl."""
    command = ["java", "-cp", f"{folder()}/*", "riotcmd.riot", "--strict", "--check", f"--syntax={syntax}", f"--output={output}", str(path)]
    run = subprocess.run(command, capture_output=True, check=False)
    # The code alone says whether it was content: the machine's own settings (JAVA_TOOL_OPTIONS) are named on the same stream.
    if run.returncode:
        pytest.fail(f"Jena refuses {path.name}: code {run.returncode}, {run.stderr.decode(errors='replace')[:2000]}")
    return run.stdout.splitlines(keepends=True)
