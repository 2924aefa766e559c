"""Formats: a file becomes its text as found. One module each; to add one, write a module with `SUFFIXES`, `MEDIA_TYPE` and
`read(name, data) -> (text, main)`, and name it in `FORMATS`.

Errors are one sentence: which file, what is wrong, what to do.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType

from loaders.formats import html, txt
from qgraph.errors import SourceError

FORMATS: tuple[ModuleType, ...] = (txt, html)
OFFICE = (".doc", ".docx", ".pdf", ".wps", ".ofd", ".xls", ".xlsx")  # plans come in these too; refused with a sentence, not passed over
LARGEST = 50 * 1024 * 1024  # bytes
KNOWN = tuple(suffix for form in FORMATS for suffix in form.SUFFIXES)


@dataclass(frozen=True, slots=True)
class Found:
    """A file's text as found. `main` are the spans of `text` that hold the document itself where the format can tell
    (html), else the whole text."""

    name: str
    sha256: str
    media_type: str
    text: str
    main: tuple[tuple[int, int], ...]


def open_file(path: Path) -> Found:
    """Read a file's text as found. Raises `SourceError`."""
    data = read_bytes(path)
    form = _format(path, data)
    try:
        text, main = form.read(shown(path), data)
    except UnicodeDecodeError as error:
        raise SourceError(
            f"{shown(path)}: not text in any encoding a Chinese office uses (byte {error.start}); save it as UTF-8 text and load that"
        ) from error
    if not text.strip():
        raise SourceError(f"{shown(path)}: no text in it; if it is a scan, run OCR first and load the text")
    return Found(shown(path), hashlib.sha256(data).hexdigest(), form.MEDIA_TYPE, text, main)


def shown(path: Path) -> str:
    """A file's name that can be printed and stored: bytes that are no UTF-8 are written out (bad\\udcff.txt)."""
    return path.name.encode("utf-8", "backslashreplace").decode("utf-8")


def read_bytes(path: Path) -> bytes:
    """The bytes of a file that may be worth reading. Raises `SourceError`."""
    try:
        if path.is_dir():
            raise SourceError(f"{shown(path)}: a folder, not a file; `qgraph load` takes folders")
        size = path.stat().st_size
        if not path.is_file():
            raise SourceError(f"{shown(path)}: a pipe or a device, not a file; save its text as a file and load that")
        if size > LARGEST:
            raise SourceError(f"{shown(path)}: {size // 2**20} MB, larger than the 50 MB a plan may have; split it or load its text only")
        with path.open("rb") as stream:
            data = stream.read(LARGEST + 1)
        if len(data) > LARGEST:  # it grew since
            raise SourceError(f"{shown(path)}: larger than the 50 MB a plan may have; split it or load its text only")
    except FileNotFoundError as error:
        raise SourceError(f"{shown(path)}: there is no such file; check the path") from error
    except OSError as error:
        raise SourceError(f"{shown(path)}: cannot be read ({error.strerror}); check its permissions") from error
    if not data:
        raise SourceError(f"{shown(path)}: the file is empty; fetch it again")
    return data


def _format(path: Path, data: bytes) -> ModuleType:
    suffix = path.suffix.lower()
    if suffix in html.SUFFIXES or (suffix in txt.SUFFIXES and html.sniff(data[:2048])):
        return html
    if suffix not in KNOWN:
        raise SourceError(
            f"{shown(path)}: {suffix or 'a file without suffix'} is not read by this version; save it as {' or '.join(KNOWN)} and load that"
        )
    if b"\0" in data[:4096] and not txt.is_utf16(data):
        raise SourceError(f"{shown(path)}: a binary file, not text; if it is a Word or PDF file, save it as text and load that")
    return txt
