"""Formats: a file becomes its text as found. One module each; to add one, write a module with

    SUFFIXES    the endings of its files
    sniff       (bytes of the file) -> whether it is of this format
    read        (name, bytes of the file) -> Content; raises SourceError

and name it in `BINARY` or `TEXT`.

Decisions
---------
* What a file holds decides, not what it is called: a Word file named .txt is read as the Word file it is, and a web page named .doc (as
  many offices save them) as a page. Only between formats that are text does the ending decide.
* Errors are one sentence: which file, what is wrong, what to do.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType

from loaders.formats import csv, docx, html, ofd, office, pdf, txt, xlsx, zips
from loaders.formats.content import Content
from qgraph.errors import SourceError

BINARY: tuple[ModuleType, ...] = (pdf, docx, xlsx, ofd, office)
TEXT: tuple[ModuleType, ...] = (html, csv, txt)
FORMATS = (*BINARY, *TEXT)
LARGEST = 50 * 1024 * 1024  # bytes
KNOWN = tuple(suffix for form in FORMATS for suffix in form.SUFFIXES)


@dataclass(frozen=True, slots=True)
class Found:
    """A file and its text as found."""

    name: str
    sha256: str
    content: Content


def open_file(path: Path) -> Found:
    """Read a file's text as found. Raises `SourceError`."""
    return open_bytes(shown(path), read_bytes(path))


def open_bytes(name: str, data: bytes) -> Found:
    """The text as found of a file that is at hand, by its name and bytes. Raises `SourceError`."""
    content: Content = _format(name, data).read(name, data)
    if not content.text.strip():
        raise SourceError(f"{name}: no text in it; if it is a scan, run OCR first and load the text")
    return Found(name, hashlib.sha256(data).hexdigest(), content)


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


def _format(name: str, data: bytes) -> ModuleType:
    suffix = Path(name).suffix.lower()
    for form in BINARY:
        if form.sniff(data):
            return form
    if data.startswith(zips.MAGIC):
        raise SourceError(
            f"{name}: a zip with no Word file, workbook or OFD as its own; if it is a folder that was zipped, use `qgraph load`"
        )
    if not txt.sniff(data):
        raise SourceError(
            f"{name}: a binary file of no format that is read; if it is a picture, run OCR and load the text, else save it as "
            ".docx, .pdf or .txt"
        )
    if html.sniff(data):
        return html
    for form in TEXT:
        if suffix in form.SUFFIXES:
            return form
    if suffix not in KNOWN:
        raise SourceError(f"{name}: {suffix or 'a file without suffix'} is not read; if it is text, name it .txt, else save it as .docx")
    return txt
