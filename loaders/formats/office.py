"""Older office files (.doc, .wps, .rtf, .odt; .xls, .et, .ods): LibreOffice makes a .docx or .xlsx of them, which is then read.

Decisions
---------
* Nobody has to install LibreOffice for what is not old: without it these files are refused, and the sentence says what to install.
* What is in an OLE file is told by its directory, not by its name. What LibreOffice cannot read is refused before it is started: files with
  a password, slides, mails.
* LibreOffice runs offline and apart: a profile of its own that forbids macros and links to elsewhere, a folder of its own, a time limit
  after which the whole group of its processes is ended.
"""

from __future__ import annotations

import contextlib
import os
import shutil
import signal
import subprocess
import tempfile
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

from loaders.formats import docx, ole, xlsx
from loaders.formats.content import Content
from loaders.formats.package import open_package
from qgraph.errors import SourceError

SUFFIXES = (".doc", ".wps", ".rtf", ".odt", ".xls", ".et", ".ods")
LONGEST = 120.0  # seconds for one file
LARGEST = 100 * 2**20  # bytes of what LibreOffice makes
_RTF = b"{\\rtf"
_ODF = b"mimetypeapplication/vnd.oasis.opendocument."
_ENCRYPTED_ODF = b"encryption-data"
SETTINGS = (  # no macros, no links or pictures from elsewhere, and every request to a proxy that is not there
    ("Office.Common/Security/Scripting", "DisableMacrosExecution", "true"),
    ("Office.Common/Security/Scripting", "MacroSecurityLevel", "3"),
    ("Office.Common/Security/Scripting", "BlockUntrustedRefererLinks", "true"),
    ("Office.Writer/Content/Update", "Link", "2"),
    ("Office.Calc/Content/Update", "Link", "2"),
    ("Inet/Settings", "ooInetProxyType", "2"),
    ("Inet/Settings", "ooInetHTTPProxyName", "127.0.0.1"),
    ("Inet/Settings", "ooInetHTTPProxyPort", "9"),
    ("Inet/Settings", "ooInetHTTPSProxyName", "127.0.0.1"),
    ("Inet/Settings", "ooInetHTTPSProxyPort", "9"),
    ("Inet/Settings", "ooInetNoProxy", ""),
)


class Kind(NamedTuple):
    """A kind of file that LibreOffice converts: what it is called for it, and what comes out."""

    suffix: str
    media_type: str
    sheets: bool


DOC = Kind(".doc", "application/msword", False)
XLS = Kind(".xls", "application/vnd.ms-excel", True)
RTF = Kind(".rtf", "application/rtf", False)
ODT = Kind(".odt", "application/vnd.oasis.opendocument.text", False)
ODS = Kind(".ods", "application/vnd.oasis.opendocument.spreadsheet", True)


def sniff(data: bytes) -> bool:
    """Whether the bytes are an OLE file, RTF or an OpenDocument."""
    return data.startswith((ole.MAGIC, _RTF)) or data[30 : 30 + len(_ODF)] == _ODF


def read(name: str, data: bytes) -> Content:
    """The document as its .docx or .xlsx reads. Raises `SourceError`."""
    kind = _kind(name, data)
    reader = xlsx if kind.sheets else docx
    content: Content = reader.read(name, _converted(name, data, kind))
    return replace(content, media_type=kind.media_type)


def _kind(name: str, data: bytes) -> Kind:
    if data.startswith(_RTF):
        return RTF
    if not data.startswith(ole.MAGIC):
        return _opendocument(name, data)
    streams = ole.streams(name, data)
    if "EncryptedPackage" in streams or ole.is_encrypted(data, streams):
        raise SourceError(f"{name}: protected by a password; open it, save it without one and load that")
    if "WordDocument" in streams:
        return DOC
    if "Workbook" in streams or "Book" in streams:
        return XLS
    what = "slides" if "PowerPoint Document" in streams else "a mail" if "__properties_version1.0" in streams else "neither text nor sheets"
    raise SourceError(f"{name}: an old office file with {what}, which is not read; save the plan in it as .docx or .pdf and load that")


def _opendocument(name: str, data: bytes) -> Kind:
    package = open_package(name, data)
    if "META-INF/manifest.xml" in package and _ENCRYPTED_ODF in package.read("META-INF/manifest.xml"):
        raise SourceError(f"{name}: protected by a password; open it, save it without one and load that")
    what = data[30 + len(_ODF) :]
    if what.startswith(b"text"):
        return ODT
    if what.startswith(b"spreadsheet"):
        return ODS
    raise SourceError(f"{name}: an OpenDocument with neither text nor sheets, which is not read; save the plan in it as .docx or .pdf")


def _converted(name: str, data: bytes, kind: Kind) -> bytes:
    """The file as .docx or .xlsx."""
    program = shutil.which("soffice") or shutil.which("libreoffice")
    package, to = ("libreoffice-calc-nogui", "xlsx") if kind.sheets else ("libreoffice-writer-nogui", "docx")
    if not program:
        raise SourceError(
            f"{name}: an older office format ({kind.suffix}), which needs LibreOffice; install the Debian package {package}, or save the "
            f"file as .{to} and load that"
        )
    with tempfile.TemporaryDirectory(prefix="qgraph-office-", ignore_cleanup_errors=True) as folder:
        source, made = Path(folder, f"plan{kind.suffix}"), Path(folder, "made", f"plan.{to}")
        source.write_bytes(data)
        settings = Path(folder, "profile", "user", "registrymodifications.xcu")
        settings.parent.mkdir(parents=True)
        settings.write_text(_settings(), encoding="utf-8")
        ended = _run(
            [
                program,
                f"-env:UserInstallation={Path(folder, 'profile').as_uri()}",
                *("--headless", "--norestore", "--nolockcheck", "--nodefault", "--nofirststartwizard"),
                *("--convert-to", to, "--outdir", str(made.parent), str(source)),
            ],
            folder,
        )
        if not ended:
            raise SourceError(f"{name}: LibreOffice did not convert it in {LONGEST:.0f} seconds; save it as .{to} by hand and load that")
        if not made.is_file() or made.stat().st_size > LARGEST:
            raise SourceError(f"{name}: LibreOffice cannot convert it, so it may be damaged; open it, save it as .{to} and load that")
        return made.read_bytes()


def _settings() -> str:
    """The profile LibreOffice runs with."""
    items = "".join(
        f'<item oor:path="/org.openoffice.{path}"><prop oor:name="{name}" oor:op="fuse"><value>{value}</value></prop></item>'
        for path, name, value in SETTINGS
    )
    return f'<oor:items xmlns:oor="http://openoffice.org/2001/registry">{items}</oor:items>'


def _run(command: list[str], folder: str) -> bool:
    """Whether a program ended in time. All processes it started end with it."""
    environment = {
        "PATH": os.environ.get("PATH", os.defpath),
        "HOME": folder,
        "TMPDIR": folder,
        "LANG": "C.UTF-8",
        "SAL_USE_VCLPLUGIN": "svp",
    }
    try:
        with subprocess.Popen(
            command,
            cwd=folder,
            env=environment,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        ) as process:
            try:
                process.wait(LONGEST)
            except subprocess.TimeoutExpired:
                return False
            finally:
                with contextlib.suppress(ProcessLookupError, PermissionError):
                    os.killpg(process.pid, signal.SIGKILL)
    except OSError:
        pass  # it cannot be started: nothing will have been made
    return True
