"""Older office files: what is refused before LibreOffice is started, what becomes of it where it fails, and what it gives back."""

from __future__ import annotations

import io
import os
import re
import shutil
import socket
import subprocess
import threading
import time
import zipfile
from datetime import date
from pathlib import Path

import docx as python_docx
import pytest
from openpyxl import Workbook

from loaders.formats import docx, office, xlsx
from qgraph.errors import SourceError
from tests.loaders.formats.test_ole import BOOK, LOCKED_BOOK, LOCKED_WORD, WORD, compound

RTF = b"{\\rtf1\\ansi \\u21335?\\u28006?}"
SOFFICE = shutil.which("soffice") or shutil.which("libreoffice")
REAL = [pytest.mark.office, pytest.mark.skipif(not SOFFICE, reason="no LibreOffice here: `make test-office` installs it")]


def odf(kind: str, **parts: str) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr("mimetype", f"application/vnd.oasis.opendocument.{kind}")
        archive.writestr("META-INF/manifest.xml", parts.get("manifest", "<manifest/>"))
        if "content" in parts:
            archive.writestr("content.xml", parts["content"])
    return stream.getvalue()


def refusal(name: str, data: bytes) -> str:
    assert office.sniff(data)
    with pytest.raises(SourceError) as caught:
        office.read(name, data)
    text = str(caught.value)
    assert text.startswith(f"{name}: ")
    assert ";" in text
    assert "\n" not in text
    assert len(text) < 300
    return text


def program(folder: Path, script: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """A soffice of our own, the first that is found."""
    path = folder / "soffice"
    path.write_text(f"#!/bin/sh\n{script}\n")
    path.chmod(0o755)
    monkeypatch.setenv("PATH", f"{folder}{os.pathsep}{os.environ['PATH']}")


@pytest.mark.parametrize(
    ("data", "package", "suffix"),
    [
        (compound({"WordDocument": WORD}), "libreoffice-writer-nogui", ".docx"),
        (compound({"Workbook": BOOK}), "libreoffice-calc-nogui", ".xlsx"),
        (compound({"Book": BOOK}), "libreoffice-calc-nogui", ".xlsx"),
        (RTF, "libreoffice-writer-nogui", ".docx"),
        (odf("text"), "libreoffice-writer-nogui", ".docx"),
        (odf("spreadsheet"), "libreoffice-calc-nogui", ".xlsx"),
    ],
)
def test_without_libreoffice_the_sentence_says_what_to_install(
    data: bytes, package: str, suffix: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    text = refusal("方案.wps", data)
    assert f"install the Debian package {package}," in text
    assert f"save the file as {suffix}" in text


@pytest.mark.parametrize(
    ("data", "word"),
    [
        (compound({"EncryptedPackage": b"", "EncryptionInfo": b""}), "protected by a password"),
        (compound({"WordDocument": LOCKED_WORD}), "protected by a password"),
        (compound({"Workbook": LOCKED_BOOK}), "protected by a password"),
        (odf("text", manifest="<manifest:encryption-data/>"), "protected by a password"),
        (compound({"PowerPoint Document": b""}), "slides"),
        (compound({"__properties_version1.0": b""}), "a mail"),
        (compound({"Catalog": b""}), "neither text nor sheets"),
        (compound({"WordDocument": WORD})[:600], "damaged"),
        (odf("presentation"), "neither text nor sheets"),
        pytest.param(odf("text")[:100], "damaged", id="cut"),  # its bytes hold the time and would name the test anew in every process
    ],
)
def test_what_libreoffice_is_not_asked_for(data: bytes, word: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    program(tmp_path, f"touch {tmp_path}/asked", monkeypatch)
    assert word in refusal("方案.doc", data)
    assert not (tmp_path / "asked").exists()


def test_sniffing() -> None:
    assert not office.sniff(b"PK\x03\x04" + bytes(40))
    assert not office.sniff("南浦区".encode())


@pytest.mark.parametrize("script", ["exit 1", "exit 0", "kill -9 $$", "for last; do :; done; mkdir made; : > made/plan.docx"])
def test_a_libreoffice_that_makes_nothing(script: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    program(tmp_path, script, monkeypatch)
    assert any(word in refusal("方案.rtf", RTF) for word in ("cannot convert it", "damaged"))


def test_a_program_that_cannot_be_started(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "soffice").write_bytes(b"\x7fELF nonsense")
    (tmp_path / "soffice").chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path))
    assert "cannot convert it" in refusal("方案.rtf", RTF)


def test_a_libreoffice_that_hangs_is_ended_with_all_it_started(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    program(tmp_path, f"sleep 60 & echo $! > {tmp_path}/child; pwd > {tmp_path}/folder; wait", monkeypatch)
    monkeypatch.setattr(office, "LONGEST", 1.0)
    began = time.perf_counter()
    assert "did not convert it in 1 seconds" in refusal("方案.rtf", RTF)
    assert time.perf_counter() - began < 10
    child = Path("/proc", (tmp_path / "child").read_text().strip())
    for _ in range(50):
        if not child.exists() or "Z" in (child / "stat").read_text().split()[2]:
            break
        time.sleep(0.1)
    else:
        pytest.fail("its child still runs")
    assert not Path((tmp_path / "folder").read_text().strip()).exists()


def test_it_is_given_the_file_a_profile_and_no_secrets(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NEO4J_PASSWORD", "secret")
    program(
        tmp_path,
        f'env > {tmp_path}/env; echo "$@" > {tmp_path}/args; cp plan.rtf {tmp_path}; cp profile/user/*.xcu {tmp_path}',
        monkeypatch,
    )
    refusal("方案.rtf", RTF)
    assert "secret" not in (tmp_path / "env").read_text()
    assert (tmp_path / "plan.rtf").read_bytes() == RTF
    assert "--headless" in (tmp_path / "args").read_text()
    assert 'oor:name="DisableMacrosExecution" oor:op="fuse"><value>true<' in (tmp_path / "registrymodifications.xcu").read_text()


# --- with a real LibreOffice


def document() -> bytes:
    made = python_docx.Document()
    made.add_paragraph("南浦区质量强区工作方案")
    made.add_paragraph("到2027年，抽查合格率达到96%。")
    for task in ("建立质量档案", "开展比对提升"):
        made.add_paragraph(task, style="List Number")
    rows = (("任务", "牵头单位", "时限"), ("建立质量档案", "区市场监管局", "2027年底"), ("", "区工信局", "2028年底"))
    table = made.add_table(rows=3, cols=3, style="Table Grid")
    for row, texts in zip(table.rows, rows, strict=True):
        for cell, text in zip(row.cells, texts, strict=True):
            cell.text = text
    table.cell(1, 0).merge(table.cell(2, 0)).text = "建立质量档案"
    made.add_paragraph("本方案自印发之日起施行。")
    stream = io.BytesIO()
    made.save(stream)
    return stream.getvalue()


def workbook() -> bytes:
    made = Workbook()
    page = made.worksheets[0]
    page.title = "责任清单"
    for row in (
        ("南浦区任务分解表",),
        ("类别", "任务", "目标", "时限"),
        ("质量", "抽查", 0.96, date(2027, 6, 30)),
        (None, "认证", 50, "2028年底"),
    ):
        page.append(row)
    page.merge_cells("A1:D1")
    page.merge_cells("A3:A4")
    page["C3"].number_format, page["D3"].number_format = "0%", 'yyyy"年"m"月"'
    stream = io.BytesIO()
    made.save(stream)
    return stream.getvalue()


def converted(data: bytes, suffix: str, to: str, folder: Path) -> bytes:
    (folder / f"from.{suffix}").write_bytes(data)
    assert SOFFICE
    profile = (folder / "profile").as_uri()
    command = [
        SOFFICE,
        f"-env:UserInstallation={profile}",
        "--headless",
        "--convert-to",
        to,
        "--outdir",
        str(folder),
        str(folder / f"from.{suffix}"),
    ]
    subprocess.run(command, check=True, capture_output=True, timeout=100)
    return (folder / f"from.{to}").read_bytes()


@pytest.mark.parametrize(
    ("to", "name", "media_type"),
    [
        pytest.param("doc", "方案.doc", "application/msword", marks=REAL),
        pytest.param("doc", "方案.wps", "application/msword", marks=REAL),
        pytest.param("rtf", "方案.rtf", "application/rtf", marks=REAL),
        pytest.param("odt", "方案.odt", "application/vnd.oasis.opendocument.text", marks=REAL),
    ],
)
def test_a_text_reads_as_its_docx(to: str, name: str, media_type: str, tmp_path: Path) -> None:
    content, expected = office.read(name, converted(document(), "docx", to, tmp_path)), docx.read("方案.docx", document())
    assert [re.sub(r"(?<=\.)\s+", " ", line) for line in content.text.splitlines()] == expected.text.splitlines()
    assert "1. 建立质量档案" in content.text
    said = [(content.text[c.start : c.end], c.row, c.column, c.row_span) for c in content.cells]
    assert said == [(expected.text[c.start : c.end], c.row, c.column, c.row_span) for c in expected.cells]
    assert ("建立质量档案", 2, 1, 2) in said
    assert content.media_type == media_type


@pytest.mark.parametrize(
    ("to", "name", "media_type"),
    [
        pytest.param("xls", "清单.xls", "application/vnd.ms-excel", marks=REAL),
        pytest.param("xls", "清单.et", "application/vnd.ms-excel", marks=REAL),
        pytest.param("ods", "清单.ods", "application/vnd.oasis.opendocument.spreadsheet", marks=REAL),
    ],
)
def test_a_workbook_reads_as_its_xlsx(to: str, name: str, media_type: str, tmp_path: Path) -> None:
    content, expected = office.read(name, converted(workbook(), "xlsx", to, tmp_path)), xlsx.read("清单.xlsx", workbook())
    assert content.text == expected.text
    assert content.cells == expected.cells
    assert "质量\t抽查\t96%\t2027年6月\n\t认证\t50\t2028年底" in content.text
    assert content.media_type == media_type


ODF = "urn:oasis:names:tc:opendocument:xmlns"
MANIFEST = (
    f'<m:manifest xmlns:m="{ODF}:manifest:1.0"><m:file-entry m:full-path="/" m:media-type="application/vnd.oasis.opendocument.text"/>'
    '<m:file-entry m:full-path="content.xml" m:media-type="text/xml"/></m:manifest>'
)
LINKED = (  # LibreOffice would fetch the picture: it does where SETTINGS are empty
    f'<o:document-content xmlns:o="{ODF}:office:1.0" xmlns:t="{ODF}:text:1.0" xmlns:d="{ODF}:drawing:1.0" '
    f'xmlns:s="{ODF}:svg-compatible:1.0" '
    'xmlns:x="http://www.w3.org/1999/xlink"><o:body><o:text><t:p>南浦<d:frame t:anchor-type="as-char" s:width="2cm" s:height="2cm">'
    '<d:image x:href="http://127.0.0.1:{}/a.png" x:type="simple" x:show="embed" x:actuate="onLoad"/></d:frame></t:p></o:text></o:body>'
    "</o:document-content>"
)


@pytest.mark.office
@pytest.mark.skipif(not SOFFICE, reason="no LibreOffice here: `make test-office` installs it")
def test_nothing_is_fetched() -> None:
    asked: list[bytes] = []
    with socket.create_server(("127.0.0.1", 0)) as server:
        server.settimeout(0.2)
        ended = threading.Event()

        def listen() -> None:
            while not ended.is_set():
                try:
                    with server.accept()[0] as line:
                        asked.append(line.recv(100))
                except TimeoutError:
                    continue

        listener = threading.Thread(target=listen)
        listener.start()
        content = office.read("方案.odt", odf("text", manifest=MANIFEST, content=LINKED.format(server.getsockname()[1])))
        ended.set()
        listener.join()
    assert "南浦" in content.text
    assert asked == []


@pytest.mark.office
@pytest.mark.skipif(not SOFFICE, reason="no LibreOffice here: `make test-office` installs it")
def test_nonsense_is_refused() -> None:
    refusal("方案.doc", compound({"WordDocument": WORD}))
