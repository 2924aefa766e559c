"""What cannot be read says so in one sentence that names the file."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

import loaders
from loaders import formats
from qgraph.errors import SourceError

PLAN = "临泽市质量强市工作方案。各部门要建立质量档案，落实企业主体责任，提高产品质量。\n" * 5


def message(path: Path) -> str:
    with pytest.raises(SourceError) as caught:
        loaders.source(path)
    text = str(caught.value)
    assert path.name in text
    assert "\n" not in text
    assert ";" in text  # what is wrong; what to do
    assert len(text) < 300
    return text


def written(path: Path, data: bytes) -> Path:
    path.write_bytes(data)
    return path


def test_missing(tmp_path: Path) -> None:
    assert "no such file" in message(tmp_path / "nowhere.txt")


def test_folder(tmp_path: Path) -> None:
    (tmp_path / "plans.txt").mkdir()
    assert "folder" in message(tmp_path / "plans.txt")


@pytest.mark.parametrize("data", [b"", b"\n \t\r\n", b"\xef\xbb\xbf", b"\xff\xfe", b"<html><body></body></html>"])
@pytest.mark.parametrize("suffix", [".txt", ".html"])
def test_empty(tmp_path: Path, data: bytes, suffix: str) -> None:
    assert any(word in message(written(tmp_path / f"empty{suffix}", data)) for word in ("empty", "no text", "not a web page", "no plan"))


@pytest.mark.parametrize("head", [b"\x89PNG\r\n\x1a\n\0\0", b"\xff\xd8\xff\xe0\0\x10JFIF\0", b"\x7fELF\2\1\1\0"])
def test_binary_under_the_name_of_a_text(tmp_path: Path, head: bytes) -> None:
    text = message(written(tmp_path / "scan.txt", head + bytes(range(256)) * 20))
    assert "binary" in text


@pytest.mark.parametrize(
    ("head", "said"),
    [
        (b"PK\x03\x04\x14\0\0\0", "qgraph load"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1\0", "office file"),
        (b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n\0", "PDF"),
    ],
)
@pytest.mark.parametrize("suffix", [".txt", ".html", ".docx", ".plan"])
def test_what_a_file_holds_decides(tmp_path: Path, head: bytes, said: str, suffix: str) -> None:
    assert said in message(written(tmp_path / f"plan{suffix}", head + bytes(range(256)) * 20))


@pytest.mark.parametrize("suffix", [".exe", ".plan", ""])
def test_text_under_a_suffix_that_is_not_read(tmp_path: Path, suffix: str) -> None:
    text = message(written(tmp_path / f"plan{suffix}", PLAN.encode()))
    assert "name it .txt" in text


@pytest.mark.parametrize("suffix", [".docx", ".pdf", ".xlsx"])
def test_text_under_the_name_of_another_format_is_read_as_text(tmp_path: Path, suffix: str) -> None:
    assert formats.open_file(written(tmp_path / f"plan{suffix}", PLAN.encode())).content.text == PLAN


def test_too_large(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = written(tmp_path / "plan.txt", PLAN.encode())
    assert loaders.source(path).found == PLAN
    monkeypatch.setattr(formats, "LARGEST", 100)
    assert "larger than" in message(path)


@pytest.mark.parametrize("text", ["A plan of quality, in English only.\n" * 50, "0123456789\n" * 100, "质量\n" + "lorem ipsum " * 500])
def test_no_chinese_text(tmp_path: Path, text: str) -> None:
    assert "no plan in it" in message(written(tmp_path / "english.txt", text.encode()))


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_no_permission(tmp_path: Path) -> None:
    path = written(tmp_path / "plan.txt", PLAN.encode())
    path.chmod(0)
    assert "permissions" in message(path)


def test_a_name_that_the_file_system_refuses(tmp_path: Path) -> None:
    message(tmp_path / ("长" * 200 + ".txt"))


def test_a_web_page_under_the_name_of_a_text_is_read_as_a_page(tmp_path: Path) -> None:
    path = written(tmp_path / "plan.txt", f"<!DOCTYPE html><html><body><p>{PLAN}</p></body></html>".encode())
    assert formats.open_file(path).content.media_type == "text/html"
