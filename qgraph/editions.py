"""An anonymised plan that comes again: known by its text alone, it would be another plan with every corrected comma.

Decisions
---------
* A file of the same name is a new edition of an anonymised plan in the store where it is the same bytes (a new reader reads them
  differently), or where most lines of the one are lines of the other (`ALIKE`): plans of two places share a title, not their text.
* The edition keeps the plan's URI, so its facts keep theirs and the decisions about them hold. A plan that another file of the same load
  gave is not looked at: two files of one name stay two plans.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Container, Mapping
from pathlib import Path

from qgraph.errors import NotFoundError
from qgraph.model import Plan, Source
from qgraph.rdf import identity
from qgraph.store import sources

ALIKE = 0.8  # of the lines of the longer text
SHORTEST = 6  # characters; a shorter line is a number or a heading that many plans have


def earlier(directory: Path, plan: Plan, loaded: Mapping[str, tuple[str, str]], taken: Container[str]) -> str | None:
    """The URI of the plan in the store that an anonymised plan is a new edition of; None where there is none. `loaded`: plan → digest and
    name of its file; `taken`: plans that other files give."""
    if not identity.is_masked(plan):
        return None
    for uri, (sha256, name) in loaded.items():
        if name == plan.source.name and uri not in taken and (sha256 == plan.source.sha256 or _alike(directory, sha256, plan.source)):
            return uri
    return None


def _alike(directory: Path, sha256: str, source: Source) -> bool:
    try:
        before, now = _lines(sources.read(directory, sha256).reading), _lines(source.reading)
    except NotFoundError:
        return False
    longer = max(before.total(), now.total())
    return longer > 0 and (before & now).total() / longer >= ALIKE


def _lines(text: str) -> Counter[str]:
    return Counter(line for line in map(identity.normal, text.splitlines()) if len(line) >= SHORTEST)
