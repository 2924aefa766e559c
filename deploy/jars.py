"""Java libraries from Maven Central, fetched once: the Neo4j server, and Apache Jena for the tests.

    python -m deploy.jars

Decisions
---------
* `<name>.pom.xml` beside this file names the one dependency and its version.
* The jars lie in a cache folder outside the project (`QGRAPH_<NAME>_JARS`, default `~/.cache/qgraph/<name>-<version>`), never part of
  our package. They are fetched into a folder beside it and renamed, so a cut-off fetch is never used.
* A registry that answers 429 is asked again after a while.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
import time
import xml.etree.ElementTree as ET
from pathlib import Path

ATTEMPTS, PAUSE = 4, 20  # fetches, seconds between them
SIZES = {"neo4j": "125 MB", "jena": "17 MB"}


class JarsError(Exception):
    """The libraries cannot be had; the text says what is missing and what to do."""


def version(name: str) -> str:
    """The version the pom names."""
    return ET.parse(_pom(name)).getroot().findtext("{*}version") or ""


def jars(name: str, fetch: bool = True) -> Path:
    """The folder with the jars, fetched when missing. Raises `JarsError`; without `fetch` also where they are missing."""
    _need("java", "openjdk-17-jre-headless", name)
    titled = f"{name.capitalize()} {version(name)}"
    home = Path(os.environ.get(f"QGRAPH_{name.upper()}_JARS") or Path.home() / ".cache" / "qgraph" / f"{name}-{version(name)}")
    if home.is_dir():
        return home
    if not fetch:
        raise JarsError(f"{titled} is not on this machine: fetch it with `make parts` ({SIZES[name]}) and try again")
    _need("mvn", "maven", name)
    home.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=home.parent, prefix="fetching-") as folder:
        target = Path(folder) / "lib"
        # --file keeps Maven from writing into the project; it leaves nothing behind but the jars and its own cache.
        command = ["mvn", "-q", "-B", "--file", str(_pom(name)), "dependency:copy-dependencies"]
        command += [f"-DoutputDirectory={target}", "-DincludeScope=runtime"]
        for attempt in range(1, ATTEMPTS + 1):
            print(f"fetching {titled} (about {SIZES[name]}), attempt {attempt} of {ATTEMPTS}", file=sys.stderr)
            run = subprocess.run(command, capture_output=True, text=True, check=False)
            if run.returncode == 0:
                target.rename(home)
                return home
            if attempt < ATTEMPTS:
                time.sleep(PAUSE)
    raise JarsError(f"{titled} could not be fetched: {(run.stdout + run.stderr).strip()[-400:]}")


def _pom(name: str) -> Path:
    return Path(__file__).with_name(f"{name}.pom.xml")


def _need(tool: str, package: str, name: str) -> None:
    if not shutil.which(tool):
        raise JarsError(f"{name.capitalize()} needs {tool}: install it (Debian: apt-get install {package}) and try again")


def main() -> int:
    """Fetch all of them."""
    try:
        for name in SIZES:
            print(jars(name))
    except JarsError as error:
        print(error, file=sys.stderr)
        return 3
    return 0


if __name__ == "__main__":
    sys.exit(main())
