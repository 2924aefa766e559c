"""`make bench`: speed as ratios, answers in milliseconds, written to RESULTS.md with the machine.

python -m benchmarks ../shared
"""

from __future__ import annotations

import argparse
import datetime
import os
import platform
import subprocess
import sys
import tempfile
from pathlib import Path

from benchmarks import answering, browsing, china, gating, knowing, reading, reviewing, storing, syncing
from qgraph import __version__, ingest
from qgraph.store import open_store

RESULTS = Path(__file__).with_name("RESULTS.md")
FAULTS = Path(__file__).with_name("faults.md")


def main(shared: Path, share: float) -> int:
    """0 when everything was measured; 1 where the real documents are absent."""
    documents = sorted((shared / "corpus" / "plans").glob("*.txt"))
    if not documents:
        print(f"no documents in {shared / 'corpus' / 'plans'}: nothing to measure", file=sys.stderr)
        return 1
    sections = (
        reading.rows(shared),
        knowing.rows(documents),
        gating.rows(documents),
        storing.rows(share=share),
        *_asked(shared, share),
        syncing.rows(share=share),
        _faults(),
    )
    text = "\n" + "\n\n".join("\n".join(rows) for rows in sections) + "\n"
    score = subprocess.run([sys.executable, "-m", "benchmarks.score", shared], capture_output=True, text=True, check=False).stdout
    RESULTS.write_text(f"{_head(len(documents))}{text}\n## Accuracy (in sample)\n\n{SAMPLE_NOTE}\n\n```\n{score}```\n", encoding="utf-8")
    print(RESULTS.read_text(encoding="utf-8"))
    return 0


SAMPLE_NOTE = "The rules were written with these documents open. Others, kept back, will score lower."


def _head(documents: int) -> str:
    machine = f"{platform.machine()}, {os.cpu_count()} cores, Python {platform.python_version()}"
    return (
        f"# Results\n\nqgraph {__version__}, {datetime.date.today().isoformat()}, {machine}; {documents} real documents.\n"
        "Alternating runs, one pass discarded, median of five. A ratio below 1 means that we are quicker.\n"
    )


def _asked(shared: Path, share: float) -> tuple[list[str], ...]:
    """Questions of the synthetic China, the app over it and over the real documents, and reviews of these."""
    with tempfile.TemporaryDirectory() as folder, tempfile.TemporaryDirectory() as real:
        china.load(Path(folder), china.plans(share=share))
        ingest.load(Path(real), [shared / "corpus"])
        answered = answering.rows(lambda: open_store(Path(folder)))
        return (
            answered,
            [
                "## Browsing",
                *browsing.rows(Path(real), "The real documents"),
                *browsing.rows(Path(folder), "The synthetic China"),
                *browsing.text_rows(),
            ],
            reviewing.rows(Path(real)),
        )


def _faults() -> list[str]:
    """What `make faults` last wrote down."""
    said = FAULTS.read_text(encoding="utf-8").strip() if FAULTS.exists() else "Not run yet: `make faults`."
    return [
        "## Faults",
        "",
        "`make faults`, when it last ran. After each kill every plan was whole, and the next sync ended in parity.",
        "",
        said,
    ]


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description="speed, as ratios measured side by side, into RESULTS.md")
    parser.add_argument("shared", type=Path, nargs="?", default=Path("../shared"))
    parser.add_argument("--share", type=float, default=1.0, help="of the synthetic China (1: a million triples, about 25 minutes)")
    given = parser.parse_args()
    sys.exit(main(given.shared, given.share))
