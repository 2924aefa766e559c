"""Where the samples lie: plans of invented places, to look around with."""

from __future__ import annotations

from pathlib import Path

import qgraph

INSTALLED = Path(qgraph.__file__).parent / "samples"  # in a wheel (`package-dir` in pyproject.toml)
CHECKOUT = Path(qgraph.__file__).parents[1] / "samples" / "plans"


def samples() -> Path | None:
    """The folder of the samples; None where there is none."""
    return next((folder for folder in (INSTALLED, CHECKOUT) if folder.is_dir()), None)
