"""Folders that were zipped: each file in them is unpacked or refused by itself.

Decisions
---------
* A name is what its packer meant: UTF-8 where the zip says so or the bytes are, else GB18030 (Windows in China), else what zip says.
* Nothing is written outside of the folder, and nothing that is no plain file: a name that leads out, a link, a device is refused.
* One bad member never stops the others: each comes back with where it was written or with why not. A zip in a zip is not opened.
* What systems leave in zips (__MACOSX, .DS_Store, Thumbs.db, ~$locks) and readme files are no plans and are passed over without a word.
* Office files are zips too: they are told by the parts that make them one.
"""

from __future__ import annotations

import errno
import re
import stat
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from loaders.formats import LARGEST, shown, zips
from loaders.formats.package import DAMAGE
from qgraph.errors import SourceError

SUFFIXES = (".zip",)
LARGEST_ARCHIVE = 500 * 2**20  # bytes of the zip itself
MOST_MEMBERS = 2_000
LARGEST_SUM = 500 * 2**20  # bytes of all members
LARGE, HIGHEST_RATIO = 2**20, 500  # from this size on a member that unpacks to so many times its packed size is a bomb
MOST_ENTRIES = 300_000  # entries of a directory, those of unpacked zips inside counted; more take seconds to open
LONGEST_NAME = 200  # bytes: file systems take 255, and a Chinese character takes three
_OFFICE = re.compile(rb"\[Content_Types\]\.xml|OFD\.xml|mimetype")
_NESTED = re.compile(r"\.(?:zip|rar|7z|tar|gz|tgz|bz2|xz|cab|iso)", re.IGNORECASE)
_PASSED_OVER = re.compile(r"\..*|~\$.*|__macosx|thumbs\.db|desktop\.ini|read[ _-]?me(?:\.[a-z]{1,5})?", re.IGNORECASE)
_DRIVE = re.compile(r"[A-Za-z]:")
_UTF8 = 0x800
FULL = (errno.ENOSPC, errno.EDQUOT, errno.EROFS)


class _UnwritableError(Exception):
    """The disk takes no more: not the fault of the zip."""


@dataclass(frozen=True, slots=True)
class Member:
    """A file in a zip: where it was written, or why it was not (one sentence that names it)."""

    name: str
    path: Path | None = None
    reason: str = ""


def is_archive(path: Path) -> bool:
    """Whether a file is a zip of files, and no office document."""
    try:
        if not path.is_file():
            return False
        with path.open("rb") as stream:
            if not stream.read(4).startswith(zips.MAGIC) or path.stat().st_size > LARGEST_ARCHIVE:
                return False
            stream.seek(0)
            return not _OFFICE.search(zips.directory(stream.read()))
    except OSError:
        return False


def unpacked(path: Path, into: Path) -> list[Member]:
    """Unpack a zip into a folder. Raises `SourceError` where it is no zip, damaged as a whole, or too large."""
    name = shown(path)
    try:
        if path.stat().st_size > LARGEST_ARCHIVE:
            raise SourceError(f"{name}: larger than {LARGEST_ARCHIVE // 2**20} MB; unpack it and load the folder")
        if zips.entries(path.read_bytes()) > MOST_ENTRIES:
            raise SourceError(f"{name}: more than {MOST_ENTRIES:,} files in it; unpack it and load the folder with the plans")
        with zipfile.ZipFile(path) as archive:
            return list(_members(archive, name, into))
    except FileNotFoundError as error:
        raise SourceError(f"{name}: there is no such file; check the path") from error
    except DAMAGE as error:
        raise SourceError(f"{name}: a damaged or cut zip file; fetch it again") from error


def _members(archive: zipfile.ZipFile, name: str, into: Path) -> Iterator[Member]:
    wanted = [(member, named) for member in archive.infolist() if not member.is_dir() and not is_passed_over(named := _name(member))]
    if len(wanted) > MOST_MEMBERS:
        raise SourceError(f"{name}: {len(wanted):,} files, more than {MOST_MEMBERS:,}; unpack it and load the folder")
    if sum(member.file_size for member, _ in wanted) > LARGEST_SUM:
        raise SourceError(f"{name}: its files are larger than {LARGEST_SUM // 2**20} MB; unpack it and load the folders one by one")
    for member, named in wanted:
        member_name = "".join(c if c.isprintable() else "?" for c in named[-120:])
        reason = _refusal(member, named)
        try:
            yield (
                Member(member_name, reason=f"{name}: {member_name}: {reason}")
                if reason
                else Member(member_name, _written(archive, member, named, into))
            )
        except FileExistsError:
            yield Member(member_name, reason=f"{name}: {member_name}: a second file of this name; rename one of them")
        except _UnwritableError as error:
            yield Member(member_name, reason=f"{name}: {member_name}: it cannot be unpacked ({error}); make room on the disk")
        except DAMAGE:
            yield Member(member_name, reason=f"{name}: {member_name}: damaged; fetch the zip again")


def _refusal(member: zipfile.ZipInfo, named: str) -> str:
    """Why a member is not unpacked; "" where nothing speaks against it."""
    mode = member.external_attr >> 16
    if named.startswith("/") or ".." in named.split("/") or _DRIVE.match(named):
        return "its name leads out of the folder; do not trust this zip"
    if stat.S_IFMT(mode) not in (0, stat.S_IFREG):
        return "a link or a device, not a file; put the file itself into the zip"
    if member.flag_bits & 1:
        return "protected by a password; unpack it with the password and load the folder"
    if _NESTED.fullmatch(PurePosixPath(named).suffix):
        return "an archive in an archive; unpack it and load the folder"
    if member.file_size > LARGEST:
        return f"{member.file_size // 2**20} MB, larger than the {LARGEST // 2**20} MB a plan may have; split it or load its text only"
    if member.file_size > LARGE and member.file_size > HIGHEST_RATIO * member.compress_size:
        return "it unpacks to far more than a document holds (a zip bomb); do not trust this zip"
    if member.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
        return "packed in a way that is not read; unpack it and load the folder"
    return ""


def _written(archive: zipfile.ZipFile, member: zipfile.ZipInfo, named: str, into: Path) -> Path:
    """Where a member was written. Raises one of `DAMAGE`, and `_UnwritableError` where the disk takes no more."""
    data = archive.read(member)  # never more than the size it declares, which was looked at
    target = into.joinpath(*(_short(part) for part in named.split("/") if part not in ("", ".")))
    if not target.resolve().is_relative_to(into.resolve()):
        raise OSError
    target.parent.mkdir(parents=True, exist_ok=True)
    try:
        with target.open("xb") as stream:
            stream.write(data)
    except OSError as error:
        if error.errno not in FULL:
            raise
        target.unlink(missing_ok=True)
        raise _UnwritableError(error.strerror) from error
    return target


def _name(member: zipfile.ZipInfo) -> str:
    """The name that was meant, with slashes."""
    name = member.filename
    if not member.flag_bits & _UTF8:
        try:
            raw = name.encode("cp437")
        except UnicodeEncodeError:
            raw = b""
        for encoding in ("utf-8", "gb18030"):
            try:
                name = raw.decode(encoding) or name
                break
            except UnicodeDecodeError:
                continue
    return name.replace("\\", "/")


def is_passed_over(named: str) -> bool:
    """Whether a file of a path with slashes, or a folder above it, is one that systems leave behind, hidden, or a readme."""
    return any(_PASSED_OVER.fullmatch(part) for part in named.split("/") if part not in (".", ".."))


def _short(part: str) -> str:
    """A name that every file system takes: what cannot be printed goes, and of a long name the end of its stem."""
    part = "".join(c if c.isprintable() and c not in ':*?"<>|' else "_" for c in part)
    stem, suffix = (part[: -len(end)], end) if (end := PurePosixPath(part).suffix) and len(end) < 10 else (part, "")
    room = LONGEST_NAME - len(suffix.encode("utf-8", "replace"))
    return stem.encode("utf-8", "replace")[:room].decode("utf-8", "ignore") + suffix
