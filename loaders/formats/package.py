"""Office packages (docx, xlsx): a zip of XML parts that point at each other by relationships.

Decisions
---------
* A package comes from strangers: whatever is not sound is refused in one sentence, and nothing outside of it is ever followed.
* Sizes are checked before anything is unpacked. `zipfile` never gives more than a member declares, so the declared sizes bound the work.
* No part of an office file has a DTD. One that has is an attack (entities that grow, files that are fetched) and is refused.
* A relationship's type is told by its last word (`officeDocument`, `styles`), so Strict and Transitional files read alike. Part names are
  compared as the standard does: without case, and a backslash of a careless packer is a slash.
"""

from __future__ import annotations

import io
import posixpath
import struct
import zipfile
import zlib
from dataclasses import dataclass, field
from typing import NamedTuple
from urllib.parse import unquote

from lxml import etree

from loaders.formats import zips
from qgraph.errors import SourceError

MOST_MEMBERS = 5_000
LARGEST_SUM = 300 * 2**20  # bytes of all parts, unpacked
LARGEST_XML = 64 * 2**20  # bytes of a part that is parsed: its tree takes ten times as much memory
MOST_TAGS = 4_000_000  # of a part that is parsed: each takes a hundred and more bytes of the tree, however short it is written
LARGE = 20 * 2**20  # bytes from which on a part's ratio is looked at
HIGHEST_RATIO = 500  # real markup packs to a tenth or fortieth; only zeros and the like come to a thousandth
DAMAGE = (
    zipfile.BadZipFile,
    zlib.error,
    struct.error,
    EOFError,
    NotImplementedError,
    RuntimeError,
    OSError,
    ValueError,  # with it UnicodeDecodeError
    LookupError,
    OverflowError,
)
_DTD = tuple(mark.encode(encoding) for mark in ("<!DOCTYPE", "<!ENTITY") for encoding in ("utf-8", "utf-16-le", "utf-16-be"))
_UNCOMPRESSED = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)


class Relation(NamedTuple):
    """Where a part points to: the last word of the relationship's type, and the part's name."""

    kind: str
    target: str


@dataclass(frozen=True, slots=True)
class Package:
    """An office file that was opened. Parts are named without a leading slash."""

    name: str
    _archive: zipfile.ZipFile
    _members: dict[str, zipfile.ZipInfo]
    _relations: dict[str, dict[str, Relation]] = field(default_factory=dict)

    @property
    def names(self) -> tuple[str, ...]:
        """The names of all parts as the zip has them, with slashes."""
        return tuple(_plain(member.filename) for member in self._members.values())

    def __contains__(self, part: str) -> bool:
        return _key(part) in self._members

    def read(self, part: str) -> bytes:
        """A part's bytes. Raises `SourceError`."""
        member = self._members.get(_key(part))
        if member is None:
            raise SourceError(f"{self.name}: its part {_short(part)} is missing; save it again from the office program and load that")
        try:
            if member.compress_type not in _UNCOMPRESSED:
                raise NotImplementedError
            return self._archive.read(member)
        except DAMAGE as error:
            raise SourceError(
                f"{self.name}: its part {_short(part)} is damaged; fetch the file again or save it anew from the office program"
            ) from error

    def xml(self, part: str) -> etree._Element:
        """The root of an XML part. Raises `SourceError`."""
        if self._members.get(_key(part), zipfile.ZipInfo()).file_size > LARGEST_XML:
            raise SourceError(
                f"{self.name}: its part {_short(part)} is larger than {LARGEST_XML // 2**20} MB; split the document and load the pieces"
            )
        data = self.read(part)
        if data.count(b"<") > MOST_TAGS:
            raise SourceError(
                f"{self.name}: its part {_short(part)} has more than {MOST_TAGS:,} tags; split the document and load the pieces"
            )
        if any(mark in data for mark in _DTD):
            raise self._dtd(part)
        parser = etree.XMLParser(
            resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, remove_comments=True, remove_pis=True
        )
        try:
            root = etree.fromstring(data, parser)
        except (etree.LxmlError, *DAMAGE) as error:
            raise SourceError(
                f"{self.name}: its part {_short(part)} is no sound XML or is nested too deeply; save it again from the office program"
            ) from error
        if root.getroottree().docinfo.doctype:  # in an encoding that hid it
            raise self._dtd(part)
        return root

    def relations(self, part: str = "") -> dict[str, Relation]:
        """Where a part ("" for the package itself) points to, by relationship id; what lies outside the package is left out."""
        key = _key(part)
        if key not in self._relations:
            self._relations[key] = self._read_relations(_plain(part))
        return self._relations[key]

    def related(self, part: str, kind: str) -> str | None:
        """The first part of a kind (`styles`, `numbering`) that a part points to and that is there."""
        return next((to for to in (r.target for r in self.relations(part).values() if r.kind == kind) if to in self), None)

    def main_part(self) -> str:
        """The part the package is about: `word/document.xml`, `xl/workbook.xml`. Raises `SourceError` where none is named."""
        for relation in self.relations().values():
            if relation.kind == "officeDocument":
                return relation.target
        raise SourceError(f"{self.name}: a zip but no office document; unpack it and load the files in it")

    def _read_relations(self, part: str) -> dict[str, Relation]:
        folder, base = posixpath.split(part)
        rels = posixpath.join(folder, "_rels", f"{base}.rels")
        if rels not in self:
            return {}
        found: dict[str, Relation] = {}
        for row in self.xml(rels).iter("{*}Relationship"):
            if row.get("TargetMode", "").lower() != "external":
                target = posixpath.normpath(posixpath.join("/", folder, unquote(_slashes(row.get("Target", "")))))
                found[row.get("Id", "")] = Relation(row.get("Type", "").rpartition("/")[2], target.lstrip("/"))
        return found

    def _dtd(self, part: str) -> SourceError:
        return SourceError(f"{self.name}: its part {_short(part)} declares entities as no office program does; do not trust this file")


def open_package(name: str, data: bytes) -> Package:
    """Open a zip of parts. Raises `SourceError` where it is damaged, encrypted or a zip bomb."""
    if zips.entries(data) > MOST_MEMBERS:
        raise SourceError(f"{name}: a zip of more than {MOST_MEMBERS:,} parts; save the document again from the office program")
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
        members = [member for member in archive.infolist() if not member.is_dir()]
    except DAMAGE as error:
        raise SourceError(f"{name}: a damaged or cut zip file; fetch it again") from error
    if sum(member.file_size for member in members) > LARGEST_SUM or any(_is_bomb(member) for member in members):
        raise SourceError(f"{name}: it unpacks to far more than an office document holds (a zip bomb); do not trust this file")
    if any(member.flag_bits & 1 for member in members):
        raise SourceError(f"{name}: protected by a password; open it, save it without one and load that")
    return Package(name, archive, {_key(member.filename): member for member in members})


def _is_bomb(member: zipfile.ZipInfo) -> bool:
    return member.file_size > LARGE and member.file_size > HIGHEST_RATIO * member.compress_size


def _slashes(part: str) -> str:
    return part.replace("\\", "/")


def _plain(part: str) -> str:
    return _slashes(part).lstrip("/")


def _key(part: str) -> str:
    return _plain(part).lower()


def _short(part: str) -> str:
    return "".join(c if c.isprintable() else "?" for c in part[:60])
