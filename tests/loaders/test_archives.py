"""Zips of files: each member is written or refused by itself."""

from __future__ import annotations

import io
import stat
import struct
import time
import zipfile
from pathlib import Path

import pytest

from loaders import archives
from loaders.archives import Member, is_archive, unpacked
from qgraph.errors import SourceError
from tests.qgraph.store import disks

PLAN = "南浦区质量强区工作方案。各部门要建立质量档案。\n" * 5


def zipped(path: Path, members: dict[str, bytes | str], **kept: int) -> Path:
    with zipfile.ZipFile(path, "w", kept.get("compression", zipfile.ZIP_DEFLATED)) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return path


def as_windows(path: Path, name: str, encoding: str) -> Path:
    """A zip whose only name is in an encoding and not marked as UTF-8."""
    raw = name.encode(encoding)
    zipped(path, {"x" * len(raw): PLAN})
    path.write_bytes(path.read_bytes().replace(b"x" * len(raw), raw))
    return path


def unpack(path: Path) -> list[Member]:
    members = unpacked(path, path.parent / "into")
    for member in members:
        assert (member.path is None) is bool(member.reason)
        if member.reason:
            assert member.reason.startswith(f"{path.name}: ")
            assert ";" in member.reason
            assert "\n" not in member.reason
            assert len(member.reason) < 300
    return members


def reasons(path: Path) -> list[str]:
    return [member.reason for member in unpack(path)]


def written(path: Path) -> dict[str, bytes]:
    into = path.parent / "into"
    return {m.path.relative_to(into).as_posix(): m.path.read_bytes() for m in unpack(path) if m.path}


def test_files_and_folders(tmp_path: Path) -> None:
    path = zipped(tmp_path / "plans.zip", {"方案.txt": PLAN, "2027年/南浦区/方案.txt": "另一个", "空/": ""})
    assert is_archive(path)
    assert written(path) == {"方案.txt": PLAN.encode(), "2027年/南浦区/方案.txt": "另一个".encode()}


@pytest.mark.parametrize("encoding", ["gb18030", "utf-8"])
def test_names_that_are_not_marked(tmp_path: Path, encoding: str) -> None:
    assert list(written(as_windows(tmp_path / "plans.zip", "南浦区质量强区方案.txt", encoding))) == ["南浦区质量强区方案.txt"]


def test_a_backslash_is_a_slash(tmp_path: Path) -> None:
    assert list(written(zipped(tmp_path / "plans.zip", {"二〇二七\\方案.txt": PLAN}))) == ["二〇二七/方案.txt"]


@pytest.mark.parametrize(
    "name",
    [
        "../escaped.txt",
        "a/../../escaped.txt",
        "/escaped.txt",
        "C:\\escaped.txt",
        "..\\escaped.txt",
        "c:escaped.txt",
        "a/..",
        "//server/escaped.txt",
    ],
)
def test_nothing_leaves_the_folder(tmp_path: Path, name: str) -> None:
    path = zipped(tmp_path / "deep.zip", {name: PLAN, "方案.txt": PLAN})
    bad, good = unpack(path)
    assert "leads out" in bad.reason
    assert good.path == tmp_path / "into" / "方案.txt"
    assert sorted(p.name for p in tmp_path.rglob("*")) == ["deep.zip", "into", "方案.txt"]


def test_a_folder_that_is_a_link_is_not_followed(tmp_path: Path) -> None:
    (tmp_path / "into").mkdir()
    (tmp_path / "outside").mkdir()
    (tmp_path / "into" / "a").symlink_to(tmp_path / "outside")
    assert "damaged" in reasons(zipped(tmp_path / "plans.zip", {"a/方案.txt": PLAN}))[0]
    assert not list((tmp_path / "outside").iterdir())


@pytest.mark.parametrize("kind", [stat.S_IFLNK, stat.S_IFIFO, stat.S_IFCHR])
def test_links_and_devices(tmp_path: Path, kind: int) -> None:
    path = tmp_path / "plans.zip"
    with zipfile.ZipFile(path, "w") as archive:
        link = zipfile.ZipInfo("方案.txt")
        link.create_system, link.external_attr = 3, (kind | 0o777) << 16
        archive.writestr(link, "/etc/passwd")
    assert "a link or a device" in reasons(path)[0]


def test_what_systems_leave_is_passed_over(tmp_path: Path) -> None:
    names = ("__MACOSX/._方案.txt", ".DS_Store", "a/.hidden/方案.txt", "Thumbs.db", "~$方案.docx", "README.txt", "readme", "desktop.ini")
    assert list(written(zipped(tmp_path / "plans.zip", {**dict.fromkeys(names, "x"), "readme方案.txt": PLAN}))) == ["readme方案.txt"]


@pytest.mark.parametrize("name", ["内.zip", "内.RAR", "内.7z", "内.tar.gz"])
def test_archives_in_archives(tmp_path: Path, name: str) -> None:
    assert ["archive in an archive" in reason for reason in reasons(zipped(tmp_path / "plans.zip", {name: b"PK", "方案.txt": PLAN}))] == [
        True,
        False,
    ]


def test_a_member_with_a_password(tmp_path: Path) -> None:
    path = zipped(tmp_path / "plans.zip", {"甲.txt": PLAN, "乙.txt": PLAN})
    data = bytearray(path.read_bytes())
    data[data.index(b"PK\x01\x02") + 8] |= 1
    path.write_bytes(data)
    assert ["password" in reason for reason in reasons(path)] == [True, False]


@pytest.mark.parametrize("compression", [zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED])
def test_a_damaged_member_does_not_stop_the_others(tmp_path: Path, compression: int) -> None:
    path = zipped(tmp_path / "plans.zip", {"a.txt": PLAN, "b.txt": PLAN, "c.txt": PLAN}, compression=compression)
    data = bytearray(path.read_bytes())
    at = data.index(b"b.txt") + 10
    data[at : at + 8] = b"\xff" * 8
    path.write_bytes(data)
    assert ["damaged" in reason for reason in reasons(path)] == [False, True, False]


def test_two_of_one_name(tmp_path: Path) -> None:
    path = tmp_path / "plans.zip"
    zipped(path, {"1.txt": "一", "2.txt": "二"})
    path.write_bytes(path.read_bytes().replace(b"2.txt", b"1.txt"))
    assert ["second file" in reason for reason in reasons(path)] == [False, True]
    assert (tmp_path / "into" / "1.txt").read_text() == "一"


def test_long_and_odd_names_are_written(tmp_path: Path) -> None:
    long, odd = "南浦区人民政府办公室关于印发质量强区工作方案的通知" * 5 + ".docx", "方案:第?版\n.txt"
    first, second = written(zipped(tmp_path / "plans.zip", {long: PLAN, odd: PLAN}))
    assert first.endswith(".docx")
    assert long.startswith(first.removesuffix(".docx"))
    assert second == "方案_第_版_.txt"


def test_bounds_of_members(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = zipped(tmp_path / "plans.zip", {"大.txt": "甲乙丙丁" * 100, "小.txt": "甲", "弹.txt": b"\0" * 2**21})
    monkeypatch.setattr(archives, "LARGEST", 1000)
    assert ["larger than" in reason for reason in reasons(path)] == [True, False, True]
    monkeypatch.undo()
    assert ["zip bomb" in reason for reason in reasons(zipped(tmp_path / "other.zip", {"弹.txt": b"\0" * 2**21}))] == [True]


@pytest.mark.parametrize(("bound", "value"), [("MOST_MEMBERS", 2), ("LARGEST_SUM", 20), ("LARGEST_ARCHIVE", 50), ("MOST_ENTRIES", 2)])
def test_bounds_of_the_zip(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, bound: str, value: int) -> None:
    path = zipped(tmp_path / "plans.zip", {f"{n}.txt": PLAN for n in range(3)})
    assert len(unpack(path)) == 3
    monkeypatch.setattr(archives, bound, value)
    with pytest.raises(SourceError, match=r"^plans\.zip: .*; unpack it and load the"):
        unpacked(path, tmp_path / "other")


@pytest.mark.parametrize("part", ["[Content_Types].xml", "OFD.xml"])
def test_office_documents_are_no_archives(tmp_path: Path, part: str) -> None:
    assert not is_archive(zipped(tmp_path / "plan.zip", {part: "<a/>", "word/document.xml": "<a/>"}))


def test_a_zip_of_office_documents_is_an_archive(tmp_path: Path) -> None:
    inner = io.BytesIO()
    with zipfile.ZipFile(inner, "w") as archive:
        archive.writestr("[Content_Types].xml", "<a/>")
    assert is_archive(zipped(tmp_path / "plans.zip", {"方案.docx": inner.getvalue()}, compression=zipfile.ZIP_STORED))


def test_what_is_no_archive(tmp_path: Path) -> None:
    (tmp_path / "plan.zip").write_text(PLAN)
    assert not is_archive(tmp_path / "plan.zip")
    assert not is_archive(tmp_path)
    assert not is_archive(tmp_path / "nowhere.zip")


@pytest.mark.parametrize("cut", [10, 60, -30])
def test_a_cut_zip(tmp_path: Path, cut: int) -> None:
    path = zipped(tmp_path / "plans.zip", {"方案.txt": PLAN})
    path.write_bytes(path.read_bytes()[:cut])
    with pytest.raises(SourceError, match=r"plans\.zip: a damaged or cut zip file; fetch it again"):
        unpacked(path, tmp_path / "into")


def test_a_directory_of_a_million_entries_is_not_opened(tmp_path: Path) -> None:
    path = tmp_path / "plans.zip"
    entry = struct.pack("<4s6H3L5H2L", b"PK\x01\x02", 20, 20, 0, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0) + b"a"
    end = struct.pack("<4s4H2LH", b"PK\x05\x06", 0, 0, 65535, 65535, len(entry) * 1_000_000, 0, 0)
    path.write_bytes(b"".join((entry * 1_000_000, end)))
    began = time.perf_counter()
    with pytest.raises(SourceError, match="more than 300,000 files"):
        unpacked(path, tmp_path / "into")
    assert time.perf_counter() - began < 2


def test_a_full_disk_is_not_the_fault_of_the_zip(tmp_path: Path) -> None:
    path = zipped(tmp_path / "plans.zip", {"甲.txt": PLAN, "乙.txt": PLAN * 20_000, "丙.txt": PLAN})
    into = tmp_path / "into"
    into.mkdir()
    with disks.mounted(into, 64):
        found = {member.name: member for member in unpacked(path, into)}
        assert [name for name, member in found.items() if member.path] == ["甲.txt", "丙.txt"]
        assert "乙.txt: it cannot be unpacked (No space left on device)" in found["乙.txt"].reason
