"""A password that must be nowhere, and the file that holds it."""

from __future__ import annotations

import traceback
from pathlib import Path

SECRET = "geheim-样例-9"
AURA = f"""# Wait 60 seconds before connecting using these details
NEO4J_URI=neo4j+s://0a1b2c3d.databases.example
NEO4J_USERNAME=office
NEO4J_PASSWORD={SECRET}
NEO4J_DATABASE=plans
AURA_INSTANCEID=0a1b2c3d
"""


def written(path: Path, text: str, mode: int = 0o600) -> Path:
    path.write_text(text, encoding="utf-8")
    path.chmod(mode)
    return path


def everything(error: BaseException) -> str:
    """All that could be printed of an error and of those behind it."""
    return "".join(traceback.format_exception(error)) + repr(error)
