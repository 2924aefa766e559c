"""The process in which a PDF is read: the file comes in by standard input, its text goes out as JSON.

python -m loaders.formats.pdf.child NAME < plan.pdf
"""

from __future__ import annotations

import contextlib
import json
import sys
from dataclasses import astuple

from loaders.formats.pdf import document
from qgraph.errors import SourceError

MOST_MEMORY = 2 * 1024**3  # bytes


def main() -> None:
    """Read one PDF."""
    with contextlib.suppress(ImportError, ValueError, OSError):  # Windows cannot bound a process
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (MOST_MEMORY, MOST_MEMORY))
    try:
        content = document.read(sys.argv[1], sys.stdin.buffer.read())
        answer = {
            "text": content.text,
            "media_type": content.media_type,
            "asides": [astuple(aside) for aside in content.asides],
            "cells": [astuple(cell) for cell in content.cells],
        }
    except SourceError as error:
        answer = {"error": str(error)}
    sys.stdout.write(json.dumps(answer))


if __name__ == "__main__":
    main()
