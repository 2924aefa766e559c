"""The ledger of a month, frozen: a copy that nothing changes any more, beside the store (`DIR/frozen/<month>/`)."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from qgraph.export.ledger.columns import title
from qgraph.export.ledger.workbook import workbook
from qgraph.export.sheets import file_stem
from qgraph.questions.ledger import Answer
from qgraph.returns.sheet import MONTH
from qgraph.reviews.words import wrong
from qgraph.store.disk import writes


@writes
def freeze(directory: Path, answer: Answer, month: str, language: str = "zh") -> Path:
    """Keep the ledger as it is now as that of a month (YYYY-MM). Raises `ReviewError` for a month that is none, or whose ledger is kept
    already: a frozen copy is never written over."""
    if not MONTH.fullmatch(month):
        raise wrong("month", month=month)
    folder = directory / "frozen" / month
    path = folder / f"{file_stem(title(answer, language))}.xlsx"
    if path.exists():
        raise wrong("frozen", month=month, file=path.name)
    folder.mkdir(parents=True, exist_ok=True)
    fresh = path.with_suffix(".new")
    fresh.write_bytes(workbook(answer, language))
    fresh.replace(path)
    return path


def copies(directory: Path) -> Iterator[tuple[str, Path]]:
    """The frozen ledgers: month and file, the latest month first."""
    for path in sorted((directory / "frozen").glob("*/*.xlsx"), key=lambda path: (path.parent.name, path.name), reverse=True):
        if MONTH.fullmatch(path.parent.name):
            yield path.parent.name, path
