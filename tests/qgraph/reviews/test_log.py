"""The log: added to, never changed; whole after a kill; two people do not overwrite each other in silence."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from qgraph.errors import ConflictError, ReviewError
from qgraph.rdf import identity
from qgraph.reviews import log
from qgraph.reviews.entries import Act, Entry, entry, line
from qgraph.told import english
from tests.qgraph.reviews.decisions import at

KEY = "0" * 20
FIRST, SECOND = at(Act.ACCEPT, "target/a", 1), at(Act.REJECT, "target/b", 2, reason="不是目标，\n是现状")


def test_what_is_added_is_read_back_below_the_name_of_the_plan(tmp_path: Path) -> None:
    assert log.read(tmp_path, KEY) == log.Log()
    log.append(tmp_path, KEY, "某市质量方案", [FIRST])
    known = log.append(tmp_path, KEY, "改了名", [SECOND])
    assert (known.entries, known.damaged) == ((FIRST, SECOND), ())
    assert log.title_of(tmp_path, KEY) == "某市质量方案"
    assert log.digest(tmp_path, KEY) == known.digest
    assert list(log.logs(tmp_path)) == [KEY]
    assert len((tmp_path / "reviews" / f"{KEY}.jsonl").read_text(encoding="utf-8").splitlines()) == 3


@pytest.mark.parametrize("kept", range(1, len(f"{line(SECOND)}\n".encode())))
def test_a_kill_in_the_middle_of_writing_costs_that_line_only(tmp_path: Path, kept: int) -> None:
    log.append(tmp_path, KEY, "某市质量方案", [FIRST])
    path = tmp_path / "reviews" / f"{KEY}.jsonl"
    with path.open("ab") as stream:
        stream.write(f"{line(SECOND)}\n".encode()[:kept])
    third = at(Act.ACCEPT, "target/c", 3)
    known = log.append(tmp_path, KEY, "", [third])
    whole = kept == len(line(SECOND).encode())  # only the end of the line was lost
    assert known.entries == ((FIRST, SECOND, third) if whole else (FIRST, third))
    assert [damaged.number for damaged in known.damaged] == ([] if whole else [3])


@pytest.mark.parametrize(
    "text",
    [
        "[]",
        "{}",
        "null",
        "nonsense",
        "\x00",
        '{"act": "accept"}',
        line(FIRST).replace("张某", "赵某"),
        line(FIRST).replace("accept", "steal"),
        "[" * 9999,
    ],
)
def test_what_is_no_entry_is_told_with_its_line(tmp_path: Path, text: str) -> None:
    log.append(tmp_path, KEY, "某市质量方案", [FIRST])
    with (tmp_path / "reviews" / f"{KEY}.jsonl").open("a", encoding="utf-8") as stream:
        stream.write(text + "\n")
    known = log.read(tmp_path, KEY)
    assert known.entries == (FIRST,)
    assert [damaged.number for damaged in known.damaged] == [3]


def test_who_did_not_see_the_last_entry_is_told_and_nothing_is_written(tmp_path: Path) -> None:
    before = log.append(tmp_path, KEY, "某市质量方案", [FIRST])
    blind = at(Act.REJECT, "target/a", 5, by="王某")
    with pytest.raises(ConflictError) as error:
        log.append(tmp_path, KEY, "", [SECOND, blind])
    assert english(error.value.message).startswith("张某 decided about “target/a” at 2026-03-02 08:01 UTC (accept)")
    assert "张某已于2026-03-02 08:01" in str(error.value)
    assert log.read(tmp_path, KEY) == before
    seeing = at(Act.REJECT, "target/a", 5, by="王某", seen=FIRST.id)
    assert log.append(tmp_path, KEY, "", [seeing]).entries == (FIRST, seeing)


def test_a_report_and_a_decision_about_one_measure_do_not_touch_each_other(tmp_path: Path) -> None:
    report = at(Act.REPORT, "task/a", 1, values={"progress": "过半"})
    log.append(tmp_path, KEY, "某市质量方案", [report])
    assert log.append(tmp_path, KEY, "", [at(Act.ACCEPT, "task/a", 2)]).state().last(report) == report


@pytest.mark.parametrize("key", ["", "../../etc/passwd", "0" * 19, "G" * 20])
def test_only_the_key_of_a_plan_names_a_log(tmp_path: Path, key: str) -> None:
    with pytest.raises(ReviewError, match="20位十六进制"):
        log.read(tmp_path, key)


def test_nobody_decides_nothing() -> None:
    with pytest.raises(ReviewError, match="由谁决定"):
        entry(Act.ACCEPT, "target/a", " ")
    with pytest.raises(ReviewError, match="每个不超过4000字"):
        entry(Act.REPORT, "task/a", "张某", values={"progress": "长" * 4001})


def test_entries_of_one_moment_differ_by_what_they_say() -> None:
    def said(value: str) -> Entry:
        return at(Act.CORRECT, "target/a", 1, values={"value": value})

    assert said("1").id != said("2").id
    assert said("1").id == said("1").id


def written(folder: Path, text: str) -> log.Log:
    path = folder / "reviews" / f"{KEY}.jsonl"
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(text.encode())
    return log.read(folder, KEY)


def head(key: str = KEY) -> str:
    return json.dumps({"format": log.FORMAT, "plan": key, "title": "某市质量方案"}, ensure_ascii=False)


def test_logs_put_behind_each_other_and_saved_by_an_editor_are_read_whole(tmp_path: Path) -> None:
    lines = [head(), line(FIRST), head(), line(SECOND), line(FIRST)]
    for end, mark in (("\n", ""), ("\r\n", "\ufeff"), ("\n\n", "")):
        known = written(tmp_path, "".join(f"{mark}{one}{end}" for one in lines))
        assert (known.entries, known.damaged) == ((FIRST, SECOND, FIRST), ())
        assert log.title_of(tmp_path, KEY) == "某市质量方案"


@pytest.mark.parametrize("before", ["", f"{head()}\n{line(FIRST)}\n"])
def test_the_log_of_another_plan_is_not_followed(tmp_path: Path, before: str) -> None:
    with pytest.raises(ReviewError, match="另一份文件《某市质量方案》"):
        written(tmp_path, before + head("1" * 20) + "\n" + line(SECOND))


@pytest.mark.parametrize("text", ['{"format"', '{"format":' + "[" * 9999, '{"format": 1}'])
def test_a_head_that_cannot_be_read_names_no_plan(tmp_path: Path, text: str) -> None:
    path = tmp_path / "reviews" / f"{KEY}.jsonl"
    path.parent.mkdir()
    path.write_text(text, encoding="utf-8")
    assert log.title_of(tmp_path, KEY) is None


@pytest.mark.parametrize("when", ["0001-01-01T00:00:00+08:00", "9999-12-31T23:59:59.999999+00:00", "2026-03-02T08:01:00", "morning"])
def test_a_time_that_is_no_moment_is_no_entry(tmp_path: Path, when: str) -> None:
    told = {"at": when, "by": "张某", "act": "accept", "about": "target/a"}
    signed = identity.digest(json.dumps({**told, "at": when}, ensure_ascii=False, sort_keys=True), length=16)
    known = written(tmp_path, f"{head()}\n{json.dumps({'id': signed, **told})}\n{line(FIRST)}\n")
    assert known.entries == (FIRST,)
    assert [damaged.number for damaged in known.damaged] == [2]


def test_an_entry_that_lacks_what_it_is_made_of_is_none(tmp_path: Path) -> None:
    acts = [
        at(Act.PROPOSE, "task/a", values={"role": "lead"}),
        at(Act.PROPOSE, "task/a", values={"body": ["甲局"], "role": "lead"}),
        at(Act.YEARLY, "target/a", values={"year": "soon", "value": "1"}),
    ]
    known = written(tmp_path, "\n".join([head(), *map(line, acts)]))
    assert (known.entries, [damaged.number for damaged in known.damaged]) == ((), [2, 3, 4])


@pytest.mark.parametrize("text", ["\ud800", "\x00", "甲\x0b乙"])
def test_what_is_no_text_is_not_taken(text: str) -> None:
    for more in ({"reason": text}, {"values": {"title": text}}, {"values": {"basis": ["甲", text]}}):
        with pytest.raises(ReviewError, match="乱码"):
            entry(Act.CORRECT, "", "张某", **more)
    with pytest.raises(ReviewError):
        entry(Act.ACCEPT, "", f"张{text}某")
