"""Read every labelled document of SHARED and print what its scorer says.

python -m benchmarks.score ../shared [--rows]
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from pathlib import Path

import loaders
from loaders.grammar.rules import certainties
from qgraph.export.plan_json import plan_json


def main(shared: Path, options: list[str]) -> int:
    """0 when the scorer ran, 1 where the labels are absent."""
    gold = shared / "eval" / "gold"
    documents = {p.stem: p for p in (shared / "corpus").rglob("*.txt")}
    if not gold.is_dir():
        print(f"no labels in {gold}: nothing to score", file=sys.stderr)
        return 1
    with tempfile.TemporaryDirectory() as folder:
        for label in sorted(gold.glob("*.json")):
            answer = plan_json(loaders.read(documents[label.stem]), certainties())
            (Path(folder) / label.name).write_text(json.dumps(answer, ensure_ascii=False), encoding="utf-8")
        return subprocess.run([sys.executable, shared / "eval" / "score.py", gold, folder, *options], check=False).returncode


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1] if len(sys.argv) > 1 else "../shared"), sys.argv[2:]))
