"""PDF: the text of a print in the order in which it is read, its tables, and what on its pages is not the document.

    document ─► glyphs (characters) ─► strokes, grids, tables ─► printed (lines, columns) ─► running (heads, feet) ─► Content

Decisions
---------
* One printed line is one line of the text as found; joining them is reading's work. What repeats on every page stays in it as aside.
* A PDF is read in a process of its own (`child`), with bounded time and memory: a page of a thousand bytes can ask pdfium to draw a word
  a thousand million times, and pdfium can neither be interrupted nor used by two threads.
* The child answers in JSON, which can hold nothing but text and numbers.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys

from loaders.formats.content import Aside, Content
from qgraph.errors import SourceError
from qgraph.model import Cell

SUFFIXES = (".pdf",)
MARK = b"%PDF-"
HEAD = 1024  # bytes in which the mark must stand
LONGEST = 120  # seconds


def sniff(head: bytes) -> bool:
    """Whether the first bytes of a file are a PDF's; some begin with a few bytes of something else."""
    return MARK in head[:HEAD]


def read(name: str, data: bytes) -> Content:
    """The text of a PDF. Raises `SourceError`."""
    command = [sys.executable, "-m", "loaders.formats.pdf.child", name]
    paths = {"PYTHONPATH": os.pathsep.join(map(os.path.abspath, sys.path)), "PYTHONSAFEPATH": "1"}
    try:
        done = subprocess.run(command, input=data, capture_output=True, timeout=LONGEST, check=True, env=os.environ | paths)
    except subprocess.TimeoutExpired as error:
        raise SourceError(f"{name}: takes longer than {LONGEST} seconds to read; open it in a viewer and print it to a new file") from error
    except OSError as error:
        raise SourceError(f"{name}: its reader cannot be started ({error.strerror}); free some memory and try again") from error
    except subprocess.CalledProcessError as error:
        raise SourceError(
            f"{name}: a PDF that its reader failed on (status {error.returncode}); open it in a viewer and print it to a new file"
        ) from error
    answer = json.loads(done.stdout)
    if "error" in answer:
        raise SourceError(answer["error"])
    asides = tuple(Aside(*aside) for aside in answer["asides"])
    return Content(answer["text"], answer["media_type"], asides, tuple(Cell(*cell) for cell in answer["cells"]))
