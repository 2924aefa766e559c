"""Loaders: a file becomes a `qgraph.model.Plan`.

    file ─► formats ─► text as found ─► reading (repairs, map) ─► outline ─► grammar ─► Plan

`read()` is the only door. It is a pure function of the file's bytes, its name and the data in `ontology/` and
`loaders/grammar/`: the same file always gives the same plan. It raises `SourceError`, whose text names the file, says what
is wrong and what to do.
"""

from __future__ import annotations

from pathlib import Path

from loaders import formats, front, outline, reading
from loaders.front import validity
from loaders.grammar import duties, funding, groups, mentions, programmes, targets
from qgraph.model import Plan, Source


def read(path: Path) -> Plan:
    """Read one file. Raises `SourceError` (missing, empty, binary, over 50 MB, unknown format, no plan in it)."""
    return plan(source(path))


def read_bytes(name: str, data: bytes) -> Plan:
    """Read a file that is at hand, by its name and bytes. Raises `SourceError`."""
    return plan(reading.read(formats.open_bytes(name, data)))


def source(path: Path) -> Source:
    """The file's two texts and the map between them, without looking for facts. Raises `SourceError`."""
    return reading.read(formats.open_file(path))


def plan(src: Source) -> Plan:
    """The facts of a source. Raises `SourceError` where the text is no plan."""
    document = outline.read(src)
    head = front.read(document)
    held = validity.read(document, head)
    tasks = duties.find(document, head)
    memberships = groups.find(document, head)
    lines = funding.find(document, head)
    return Plan(
        source=src,
        title=head.title,
        doc_number=head.doc_number,
        issuer=head.issuer,
        jurisdiction=head.jurisdiction,
        issued_on=head.issued_on,
        period_start=head.period_start,
        period_end=head.period_end,
        basis=head.basis,
        nature=head.nature,
        publicity=head.publicity,
        effective_from=held.valid_from,
        effective_until=held.valid_until,
        repealed=held.repealed,
        trial=held.trial,
        validity=tuple(document.evidence(said.start, said.end) for said in held.phrases),
        headings=document.headings,
        targets=targets.find(document, head),
        tasks=tasks,
        memberships=memberships,
        funding=lines,
        programmes=programmes.find(document, head),
        bodies=mentions.find(document, head, tasks, memberships),
        owner_clause=duties.owner_clause(document, tasks),
    )
