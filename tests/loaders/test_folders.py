"""Which files are taken from folders and archives."""

from __future__ import annotations

import os
import zipfile
from pathlib import Path

import pytest

from loaders.folders import Gathered, gather


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    root = tmp_path / "plans"
    for name in ("b.txt", "a.docx", "sub/c.pdf", "README.txt", ".draft.txt", ".hidden/d.txt", "notes.md~", "figures.exe"):
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(name)
    return root


def taken(gathered: Gathered) -> list[str]:
    return [path.name for path in gathered.files]


def test_from_a_folder_what_may_be_a_plan(folder: Path, tmp_path: Path) -> None:
    assert taken(gather([folder], tmp_path)) == ["a.docx", "b.txt", "c.pdf"]


def test_what_is_named_is_taken_and_each_file_once(folder: Path, tmp_path: Path) -> None:
    named = [folder / "figures.exe", folder, folder / "b.txt", tmp_path / "missing.txt"]
    assert taken(gather(named, tmp_path)) == ["figures.exe", "a.docx", "b.txt", "c.pdf", "missing.txt"]


def test_an_archive_is_a_folder(folder: Path, tmp_path: Path) -> None:
    with zipfile.ZipFile(folder / "more.zip", "w") as archive:
        for name in ("市/方案.txt", "市/readme.txt", "z.html", "__MACOSX/z.html"):
            archive.writestr(name, name)
    into = tmp_path / "unpacked"
    into.mkdir()
    gathered = gather([folder], into)
    assert taken(gathered) == ["a.docx", "b.txt", "z.html", "方案.txt", "c.pdf"]
    assert gathered.refused == []


def test_a_damaged_archive_is_refused_and_the_rest_goes_on(folder: Path, tmp_path: Path) -> None:
    (folder / "bad.zip").write_bytes(b"PK\x03\x04 not really")
    gathered = gather([folder], tmp_path)
    assert taken(gathered) == ["a.docx", "b.txt", "c.pdf"]
    (refusal,) = gathered.refused
    assert refusal.name == "bad.zip"
    assert refusal.reason.startswith("bad.zip: ")


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_a_folder_that_cannot_be_read_is_refused(folder: Path, tmp_path: Path) -> None:
    (folder / "sub").chmod(0)
    gathered = gather([folder], tmp_path)
    (folder / "sub").chmod(0o755)
    assert [refusal.name for refusal in gathered.refused] == ["sub"]


def test_archives_without_plans_do_not_get_in_each_other_s_way(tmp_path: Path) -> None:
    for name in ("a.zip", "b.zip"):
        with zipfile.ZipFile(tmp_path / name, "w") as archive:
            archive.writestr("figures.exe", name)
    assert gather([tmp_path / "a.zip", tmp_path / "b.zip"], tmp_path) == Gathered()


def test_what_systems_leave_is_passed_over_in_a_folder_as_in_an_archive(folder: Path, tmp_path: Path) -> None:
    for name in ("~$a.docx", "read_me.txt", "__MACOSX/a.txt"):
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).write_text(name)
    assert taken(gather([folder], tmp_path)) == ["a.docx", "b.txt", "c.pdf"]
