"""Every bracket and every label that speaks of responsibility, and those that gave no task a row: what the grammar may have missed.

python -m benchmarks.brackets ../shared [--format json]

Decisions
---------
* Statements are looked for without the grammar's help (own brackets, own words), or it could not be caught at fault.
* A statement is understood where the evidence of a `Responsibility` covers it; a subject read out of the sentence around it
  (`SPOKEN`) does not count.
* `brackets.toml` says of each that is left why: it rightly gives no row (`stays_out`), or it is a fault of ours (`to_be_mended`).
* The report shows the documents' own words, to look at; the project's files never do.
"""

from __future__ import annotations

import json
import re
import sys
import tomllib
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path

import loaders
from qgraph.model import Plan

REASONS = Path(__file__).with_name("brackets.toml")
KINDS = ("stays_out", "to_be_mended")
SPOKEN = frozenset({"duty.subject", "duty.causative", "duty.share", "duty.group"})
OPENING, CLOSING = "（(〔【<＜[［〈", "）)〕】>＞]］〉"
LONGEST = 1000  # characters; a bracket that closes later never closed
SHOWN = 60  # characters of a statement in the report
CUE = re.compile("牵头|负责|责任单位|配合")
LABEL = re.compile(  # at the beginning of a line, a cell or a sentence, a number before it or not
    r"(?:^|(?<=[。\t）)〕】\]］]))[ \u3000]*(?:[（(]?[\d一二三四五六七八九十]+[）)、.．])?[ \u3000]*"
    rf"(?P<label>[^\s，,。；;：:、（）()]{{0,6}}(?:{CUE.pattern})[^\s，,。；;：:、（）()]{{0,6}}?)\s*(?:[：:]|为)",
    re.MULTILINE,
)
_MARK = re.compile(f"[{re.escape(OPENING + CLOSING)}]|\n(?=[\n\u3000])|\\Z")

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Statement:
    """A bracket or a label that speaks of responsibility; `offset`, and `line` from 1, in the text as found."""

    offset: int
    line: int
    shown: str
    understood: bool


def of_corpus(shared: Path) -> Iterator[tuple[str, list[Statement]]]:
    """Of every text of SHARED its stem and its statements."""
    for path in sorted((shared / "corpus").rglob("*.txt")):
        yield path.stem, statements(loaders.read(path))


def statements(plan: Plan) -> list[Statement]:
    """All statements of a plan, in reading order."""
    source = plan.source
    rows = (row for task in plan.tasks for row in task.responsible if row.rule not in SPOKEN)
    covered = {(row.evidence.reading_start, row.evidence.reading_end) for row in rows}
    found: list[Statement] = []
    for start, end in spans(source.reading):
        offset = source.starts[start]
        shown = " ".join(source.reading[start:end].split())[:SHOWN]
        found.append(Statement(offset, source.found.count("\n", 0, offset) + 1, shown, any(a <= start and end <= b for a, b in covered)))
    return found


def spans(text: str) -> list[Span]:
    """Where the statements stand: brackets with their marks, and labels outside those brackets."""
    bracketed = [(start, end) for start, end in brackets(text) if CUE.search(_own(text, start, end))]
    labelled = (match.span("label") for match in LABEL.finditer(text))
    return sorted([*bracketed, *(one for one in labelled if not any(a <= one[0] < b for a, b in bracketed))])


def brackets(text: str) -> list[Span]:
    """All brackets of any form, nested ones too, broken by line ends or not; one that never closes runs to the end of its line."""
    found: list[Span] = []
    opened: list[int] = []
    for match in _MARK.finditer(text):
        is_far = bool(opened) and match.start() - opened[-1] > LONGEST
        if is_far or match[0] not in OPENING + CLOSING or not match[0]:
            found += [(start, _line_end(text, start)) for start in opened]
            opened.clear()
        if match[0] and match[0] in OPENING:
            opened.append(match.start())
        elif opened:
            found.append((opened.pop(), match.end()))
    return sorted(found)


def _line_end(text: str, position: int) -> int:
    end = text.find("\n", position)
    return len(text) if end < 0 else end


def _own(text: str, start: int, end: int) -> str:
    """What a bracket says outside the brackets within it."""
    content, depth = "", 0
    for mark in text[start + 1 : end]:
        depth += mark in OPENING
        content += "" if depth else mark
        depth -= mark in CLOSING and depth > 0
    return content


def reasons() -> dict[str, dict[tuple[str, int], str]]:
    """Of each of `KINDS`: (document, offset) → why the statement there gives no row."""
    table = tomllib.loads(REASONS.read_text(encoding="utf-8"))
    return {
        kind: {(stem, int(offset)): why for stem, entries in table.get(kind, {}).items() for offset, why in entries.items()}
        for kind in KINDS
    }


def main(shared: Path, options: list[str]) -> int:
    """Print the report; 1 where the documents are absent."""
    documents = dict(of_corpus(shared))
    if not documents:
        print(f"no documents in {shared / 'corpus'}: nothing to look at", file=sys.stderr)
        return 1
    why = {at: f"{kind}: {reason}" for kind, entries in reasons().items() for at, reason in entries.items()}
    left = {stem: [one for one in found if not one.understood] for stem, found in documents.items()}
    if "json" in options:
        rows = [
            {
                "document": stem,
                "statements": len(found),
                "understood": len(found) - len(left[stem]),
                "left": [{**asdict(one), "reason": why.get((stem, one.offset))} for one in left[stem]],
            }
            for stem, found in documents.items()
        ]
        print(json.dumps(rows, ensure_ascii=False, indent=2))
        return 0
    for stem, found in documents.items():
        print(f"{stem}: {len(found) - len(left[stem])} of {len(found)} understood")
        for one in left[stem]:
            print(f"  line {one.line}, offset {one.offset}: {one.shown}\n    {why.get((stem, one.offset), 'NO REASON GIVEN')}")
    print(f"all: {sum(len(found) for found in documents.values())} statements, {sum(map(len, left.values()))} not understood")
    return 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1] if len(sys.argv) > 1 else "../shared"), sys.argv[2:]))
