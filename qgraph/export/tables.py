"""Rows as a table for the terminal."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Mapping

from rich import box
from rich.console import Console
from rich.table import Table
from rich.text import Text

CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]")  # would steer the terminal
WIDTH = 200  # columns where the output is no terminal


def show(rows: Iterable[Mapping[str, object]], columns: Iterable[str], *, stderr: bool = False) -> None:
    """Print the columns of some rows. Text is never read as markup; what is empty stays blank."""
    columns = list(columns)
    table = Table(box=box.SIMPLE_HEAD)
    for column in columns:
        table.add_column(Text(column.replace("_", " ")), overflow="fold")
    for row in rows:
        table.add_row(*(Text(_cell(row.get(column))) for column in columns))
    terminal(stderr=stderr).print(table)


def terminal(*, stderr: bool = False) -> Console:
    """Where tables are printed: as wide as the terminal or as COLUMNS says; a file or a pipe has no width of its own."""
    console = Console(stderr=stderr)
    if not console.is_terminal and not os.environ.get("COLUMNS"):
        console.width = WIDTH
    return console


def _cell(value: object) -> str:
    if value is None or value is False:
        return ""
    return "✓" if value is True else harmless(str(value))


def harmless(text: str) -> str:
    """A text that a terminal only shows: what would steer it is replaced."""
    return CONTROL.sub("\N{REPLACEMENT CHARACTER}", text)
