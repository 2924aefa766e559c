"""Hostile statements of units: whatever stands in a bracket, a list, a roster or a table, it is read in time, as text, and never beyond it.

Time is processor time. Twice the text may cost three times as much; a ratio that fails is measured again, for one may be an accident. Where
the cost of a text grows in step with it but is far too high from the start, it is held against prose of the same length.
`tests/loaders/test_hostile.py` asks the same of whole plans; here each text aims at one step of the grammar of duties, names, groups or
mentions.
"""

from __future__ import annotations

import random
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest

import loaders
from loaders.grammar import deadlines, duties, groups
from loaders.grammar.names import split
from qgraph.errors import SourceError
from qgraph.model import Cell, Plan, Responsibility
from tests.loaders.documents import document, front
from tests.loaders.test_corpus import evidences
from tests.loaders.test_hostile import name

TIMES = 3.0  # what twice the text may cost
NOISE = 0.05  # seconds that are never counted
SLOWEST = 5.0  # seconds for the longer text, ten times what it takes on a machine of 2025
AGAINST_PROSE = 6.0  # what a text may cost for each second that prose of its length takes
TRIES = 3
LONGEST_NAME = 120  # characters; the longest list of addressees that is read as one name
SAMPLES = sorted((Path(__file__).parents[4] / "samples" / "plans").iterdir())

OPENING = "云川省东溪区质量提升工作方案\n一、总体要求\n坚持质量第一。\n二、重点任务\n"
CLOSING = "\n三、其他\n保障有力。\n" + "完善质量基础设施，提高质量水平。\n" * 12
PROSE = "加强质量管理，完善标准体系，提升产品质量。"
HEAD = "序号\t重点任务\t牵头单位\t完成时限\n"
Text = Callable[[int], str]


def measure(body: str) -> str:
    """A plan with `body` behind the title of a measure."""
    return f"{OPENING}（一）改造老旧管网。{body}{CLOSING}"


def roster(body: str) -> str:
    """A plan with `body` under the title of a leading group."""
    return f"{OPENING}（一）加强领导。\n区质量工作领导小组名单\n{body}{CLOSING}"


def row(*cells: str) -> str:
    """A plan with a table of tasks of one row."""
    return f"{OPENING}附件\n{HEAD}" + "\t".join(cells) + CLOSING


def units(count: int, end: str = "局") -> str:
    """A list of so many different bodies."""
    return "、".join(f"区{name(i)}{end}" for i in range(count))


def read(text: str, folder: Path, suffix: str = ".txt") -> Plan | None:
    """The plan of a text; None where it is refused by `SourceError`."""
    path = folder / f"plan{suffix}"
    path.write_text(text, encoding="utf-8", newline="")
    try:
        return loaders.read(path)
    except SourceError:
        return None


def answers(plan: Plan | None) -> list[Responsibility]:
    assert plan is not None, "the text is refused"
    return [answer for task in plan.tasks for answer in task.responsible]


def bodies(plan: Plan | None) -> list[str]:
    return [answer.body for answer in answers(plan)]


def named(plan: Plan) -> Iterator[str]:
    """Every name of a plan as it was read."""
    yield from bodies(plan)
    for held in plan.memberships:
        yield held.body
        yield held.of
        yield held.person or ""


def assert_sound(plan: Plan) -> None:
    """Evidence gives its quote back, names are verbatim text and none is longer than a name can be."""
    source = plan.source
    for kind, e in evidences(plan):
        assert source.reading[e.reading_start : e.reading_end] == e.quote != "", kind
        assert source.found[e.start : e.end] == e.found != "", kind
    for answer in answers(plan):
        assert "".join(answer.body.split()) in "".join(answer.evidence.quote.split())  # a line end in a cell is the printer's
        assert answer.resolved.endswith(answer.body) or answer.resolved.startswith(answer.body)  # a level before, an organ behind
    assert all(held.body in source.reading for held in plan.memberships)
    longest = max([*named(plan), *(one.name for one in plan.bodies)], key=len, default="")
    assert len(longest) <= LONGEST_NAME, f"a name of {len(longest)} characters"


def seconds(do: Callable[[], object]) -> float:
    """Processor time; lists that were split before are split anew."""
    split._split.cache_clear()
    split.is_open.cache_clear()
    began = time.process_time()
    do()
    return time.process_time() - began


def assert_grows(do: Callable[[int], object], size: int) -> None:
    """Twice the size costs at most `TIMES` as much, and never more than `SLOWEST`."""
    for _ in range(TRIES):
        short, long = seconds(lambda: do(size)), seconds(lambda: do(2 * size))
        if long <= TIMES * short + NOISE:
            break
    assert long <= TIMES * short + NOISE, f"{long:.2f} s for twice the text that takes {short:.2f} s"
    assert long < SLOWEST


BRACKETS: dict[str, Text] = {
    **{f"open {mark}": (lambda n, mark=mark: measure(mark * n + PROSE * (n // 8))) for mark in "（(〔【[《“「『<＜"},  # type: ignore[misc]
    **{f"closed {mark}": (lambda n, mark=mark: measure(mark * n + PROSE * (n // 8))) for mark in "）)〕】]》”」』>＞"},  # type: ignore[misc]
    "open, with a verb": lambda n: measure("（区教育局牵头" * n),
    "open, with a label": lambda n: measure("（责任单位：区教育局" * n),
    "open in closed": lambda n: measure("（区教育局牵头（）" * n),
    "crossed": lambda n: measure("（区教育局【牵头）区财政局】配合" * n),
    "mixed widths": lambda n: measure("（区教育局牵头)(区财政局配合）" * n),
    "nested 200 deep": lambda n: measure(("（" * 200 + "责任" + "）" * 200) * (n // 20)),
    "nested, each with a verb": lambda n: measure(("（牵头" * 100 + "）" * 100) * (n // 20)),
    "broken over lines": lambda n: measure("（区教育局\n牵头，区财政局\n配合）\n" * n),
    "long, of prose": lambda n: measure(f"（{PROSE * n}）"),
    "long, of names": lambda n: measure(f"（{units(n)}牵头）"),
    "long, without separators": lambda n: measure(f"（{'质量提升' * n}牵头）"),
    "long, not closed": lambda n: measure(f"（{units(n)}牵头"),
}
CLAUSES: dict[str, Text] = {
    "units 牵头": lambda n: measure(f"{units(n)}牵头。"),
    "units 负责": lambda n: measure(f"责任单位：{units(n)}负责。"),
    "units 配合": lambda n: measure(f"（区教育局牵头，{units(n)}配合）"),
    "units 要": lambda n: measure(f"{units(n)}要做好工作。"),
    "units 会同": lambda n: measure(f"（{'、'.join(['区教育局会同区财政局'] * n)}负责）"),
    "units in brackets one by one": lambda n: measure("".join(f"（区{name(i)}局负责）" for i in range(n))),
    "short statements of many units": lambda n: measure("".join(f"整治。（{units(40)}负责）" for _ in range(n // 40))),
    "roles alternating": lambda n: measure(f"（{'区教育局牵头，区财政局配合，' * (n // 2)}）"),
    "roles alternating in prose": lambda n: measure("区教育局牵头，区财政局配合，" * (n // 2)),
    "roles alternating in brackets": lambda n: measure("（区教育局牵头）（区财政局配合）" * (n // 2)),
    "label": lambda n: measure("责任单位：" * n),
    "label, a line each": lambda n: measure("责任单位：\n" * n),
    "label, a sentence each": lambda n: measure("。责任单位：" * n),
    "label with a body": lambda n: measure("）责任单位：区局" * n),
    "label with blanks": lambda n: measure(f"责任单位{' ' * n}区教育局{PROSE * (n // 8)}"),
    "no stop": lambda n: measure("加强质量管理完善标准体系" * n),
    "no stop, with modals": lambda n: measure("区教育局要" * n),
    "modals": lambda n: measure((f"区{'要' * 199}，") * (n // 100)),
    "subjects and modals": lambda n: measure(f"{'区教育局、区财政局' * 20}要要要要，" * (n // 100)),
    "等": lambda n: measure(f"（区教育局{'等' * n}负责）"),
    "body and 等": lambda n: measure(f"（{'区教育局等' * n}负责）"),
    "body and 等 in short brackets": lambda n: measure(f"（{'区局等' * 150}负责）" * (n // 100)),
    "和 in short brackets": lambda n: measure(f"（{'区局和' * 150}区局负责）" * (n // 100)),
    "各 in short brackets": lambda n: measure(f"（{'各有关部门' * 100}负责）" * (n // 100)),
    "each orders a plan": lambda n: measure("各部门制定" * n),
    "groups": lambda n: measure("成立领导小组" * n),
    "groups of many words": lambda n: measure(f"成立{'质量提升' * n}领导小组，由区长任组长。"),
    "groups with a chair": lambda n: measure("成立由区长任组长的领导小组，" * n),
    "a group with an office": lambda n: measure(f"成立{'质量领导小组，办公室设在区教育局，' * n}领导小组。"),
    "a group of many members": lambda n: measure(f"成立由{units(n)}为成员单位的质量领导小组。"),
    "members named": lambda n: measure("成员由" * n),
    "groups composed of": lambda n: measure(f"领导小组成员{'专班由等' * n}"),
    "roster of persons": lambda n: roster("组长：江岚 区长\n" + "".join(f"{name(i)} 区{name(i)}局局长\n" for i in range(n))),
    "roster of labels": lambda n: roster("组长：江岚 区长\n" + "".join(f"成员：{name(i)} 区{name(i)}局局长\n" for i in range(n))),
    "roster of units": lambda n: roster(f"组长：区长\n成员单位：{units(n)}\n"),
    "roster of blank lines": lambda n: roster("成员：江岚 区长\n\n\n\n" * n),
    "row of cells": lambda n: row("1", "改造管网", *["区教育局"] * n),
    "row of empty cells": lambda n: row("1", "改造管网", "区教育局", *[""] * n) + PROSE * (n // 10),
    "a long cell of units": lambda n: row("1", "改造管网", units(n)),
    "a long cell of prose": lambda n: row("1", PROSE * n, "区教育局"),
    "a long cell of time": lambda n: row("1", "改造管网", "区教育局", "长期坚持" * n),
    "a long heading": lambda n: f"{OPENING}（一）{'改造老旧管网' * n}。加快改造。（区教育局负责）{CLOSING}",
    "a long heading of clauses": lambda n: f"{OPENING}（一）{'改造老旧管网，' * n}（区教育局负责）{CLOSING}",
}
TEXTS = BRACKETS | CLAUSES


@pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS.keys())
def test_time_grows_with_the_text(text: Text, tmp_path: Path) -> None:
    assert_grows(lambda size: read(text(size), tmp_path), 2000)


LARGE = {
    "thousands of opening brackets": measure("（" * 9000 + PROSE * 500),
    "50,000 characters of prose": measure(f"（{PROSE * 2400}）"),
    "50,000 characters of names": measure(f"（{units(9000)}牵头）"),
    "50,000 characters without a separator": measure(f"（{'质量' * 25_000}牵头）"),
    "10,000 units lead": measure(f"{units(10_000)}牵头。"),
    "10,000 units in a bracket": measure(f"（区教育局牵头，{units(10_000)}配合）"),
    "10,000 units answer": measure(f"责任单位：{units(10_000)}。"),
    "10,000 units are told": measure(f"{units(10_000)}要做好工作。"),
    "5,000 roles": measure(f"（{'区教育局牵头，区财政局配合，' * 2500}）"),
    "20,000 labels": measure("责任单位：" * 20_000),
    "20,000 labels with bodies": measure("牵头单位：区教育局；" * 20_000),
    "100,000 characters without a stop": measure("质量提升" * 25_000),
    "100,000 times 等": measure("等" * 100_000),
    "a row of 5,000 cells": row("1", "改造管网", *["区教育局"] * 5000),
    "a cell of 200,000 characters": row("1", "改造管网", "区教育局、" * 40_000),
    "a title of 200,000 characters in a cell": row("1", "改造管网" * 50_000, "区教育局"),
    "headings of 10,000 characters": OPENING + "".join(f"（{n}）{'改造管网' * 2500}。加快。\n" for n in "一二三四五") + CLOSING,
    "a roster of 5,000 lines": CLAUSES["roster of persons"](5000),
    "a group's sentence of 100,000 characters": measure(f"成立{'质量提升' * 25_000}领导小组，由区长任组长。"),
    "a group's sentence of 100,000 characters of names": measure(f"成立由区长任组长、{units(16_000)}为成员单位的领导小组。"),
}


@pytest.mark.parametrize("text", LARGE.values(), ids=LARGE.keys())
def test_large_texts_are_read_in_time_and_soundly(text: str, tmp_path: Path) -> None:
    began = time.process_time()
    plan = read(text, tmp_path)
    assert time.process_time() - began < SLOWEST
    assert plan is not None
    assert_sound(plan)


@pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS.keys())
def test_hostile_texts_are_read_soundly(text: Text, tmp_path: Path) -> None:
    if plan := read(text(600), tmp_path):
        assert_sound(plan)


# Patterns that try the same characters in more than one way.


@pytest.mark.parametrize(
    ("text", "size"),
    [
        pytest.param(
            lambda n: measure(f"（{'各' * n}、区政府负责）"), 8, id="各",
        ),
        pytest.param(
            lambda n: measure(f"（区财政局等{'级' * n}甲负责）"), 11, id="等级级",
        ),
        pytest.param(
            lambda n: measure(f"（以下任务均由区财政局{'按职责分工' * n}负责。）"), 10, id="按职责分工",
        ),
    ],
)  # fmt: skip
def test_repeated_words_are_read_in_one_way(text: Text, size: int, tmp_path: Path) -> None:
    assert_grows(lambda n: read(text(n), tmp_path), size)


@pytest.mark.parametrize("blank", [" ", "\u3000", "\t"])
def test_blanks_behind_a_seat_take_linear_time(blank: str) -> None:
    assert_grows(lambda n: groups.find(document(f"区质量领导小组\n组长{blank * n}甲\n"), front()), 5000)


def test_a_wide_row_costs_the_rows_below_nothing() -> None:
    """Where the format knows the cells: one row of many cells, then many rows of three."""

    def table(size: int) -> object:
        rows = [["序号", "任务", "责任单位"], ["1", "改造管网", *["局"] * 16 * size], *[["2", "改造管网", "区教育局"]] * size]
        cells, start = [], 0
        for r, line in enumerate(rows, 1):
            for c, cell in enumerate(line, 1):
                cells.append(Cell(start, start + len(cell), 1, r, c))
                start += len(cell) + 1
        one = document("\n".join("\t".join(line) for line in rows) + "\n", "annex")
        return duties.find(replace(one, source=replace(one.source, cells=tuple(cells))), front())

    assert_grows(table, 400)


@pytest.mark.parametrize(
    "piece",
    [
        pytest.param("）责任单位："),
        pytest.param("（区局配合）"),
        "（区局牵头）", "（区局负责）区局要", "责任单位：区局。", "区局牵头，", "专班由等", "成员由", "各县、区、", "领导小组，",
    ],
)  # fmt: skip
def test_a_text_of_units_costs_little_more_than_prose(piece: str, tmp_path: Path) -> None:
    size = 12_000

    def cost(repeated: str) -> float:
        return seconds(lambda: read(measure(repeated * (size // len(repeated))), tmp_path))

    for _ in range(TRIES):
        told, prose = cost(piece), cost(PROSE)
        if told <= AGAINST_PROSE * prose + NOISE:
            break
    assert told <= AGAINST_PROSE * prose + NOISE, f"{told:.2f} s, prose takes {prose:.2f} s"


# Names.


LONG = "质量管理" * 125


@pytest.mark.parametrize(
    "text",
    [
        measure(f"（区{LONG}局负责）"), measure(f"责任单位：区{LONG}局。"), measure(f"区{LONG}局要做好工作。"),
        row("1", "改造管网", f"区{LONG}局"),
        measure(f"成立区{LONG}领导小组，由区长任组长，办公室设在区{LONG}局。"), measure(f"落实区{LONG}局的责任。"),
        pytest.param(measure(f"区{LONG[:180]}局要做好工作。")),
        pytest.param(
            measure(f"成立质量领导小组，区{LONG}局作为成员单位。")
        ),
        pytest.param(
            measure(f"成立质量领导小组，成员包括区{LONG}局。")
        ),
        pytest.param(roster(f"组长：区{LONG}局局长\n")),
        pytest.param(roster(f"组长：江岚 区{LONG}局局长\n")),
    ],
)  # fmt: skip
def test_names_of_500_characters_are_no_names(text: str, tmp_path: Path) -> None:
    plan = read(text, tmp_path)
    assert plan is not None
    assert_sound(plan)


MARKUP = [
    "<script>alert(1)</script>",
    "javascript:alert(1)",
    "<b>",
    "=cmd|' /C calc'!A0",
    "+1",
    "@SUM(1)",
    "-2",
    "😀",
    "𠮷",
    "👨‍👩‍👧",
    "{{x}}",
    "${x}",
]


@pytest.mark.parametrize("markup", MARKUP)
@pytest.mark.parametrize(
    "form",
    [
        "（区{}教育局牵头）",
        "（区教育局牵头，{}区财政局配合）",
        "区{}教育局要做好工作。",
        "成立区{}领导小组，由区长任组长。",
        "责任单位：{}区教育局{}。",
    ],
)
def test_markup_and_formulas_are_text(markup: str, form: str, tmp_path: Path) -> None:
    plan = read(measure(form.replace("{}", markup)), tmp_path)
    assert plan is not None
    assert_sound(plan)


@pytest.mark.parametrize("markup", MARKUP[:8])
def test_markup_in_a_name_is_kept_as_it_stands(markup: str, tmp_path: Path) -> None:
    assert bodies(read(measure(f"（区{markup}教育局牵头）"), tmp_path)) == [f"区{markup}教育局"]


@pytest.mark.parametrize(
    "sign", ["\u200b", "\u200c", "\u200d", "\u2060", "\ufeff", "\u00ad", "\u202a", "\u202e", "\u2066", "\u2069", "\u200f"]
)
def test_signs_without_width_are_no_part_of_a_name(sign: str, tmp_path: Path) -> None:
    plan = read(measure(f"（{sign}区教{sign}育局牵头，区财政局{sign}配合{sign}）"), tmp_path)
    assert bodies(plan) == ["区教育局", "区财政局"]
    assert plan is not None
    assert_sound(plan)


@pytest.mark.parametrize(
    ("statement", "expected"),
    [
        ("（XX局、**局牵头，XX局配合）", ["XX局", "**局", "XX局"]),
        ("（XX区、**区、××县人民政府负责）", ["XX区", "**区", "××县人民政府"]),
        ("（市XX局、**局、财政局负责）", ["市XX局", "**局", "财政局"]),
        ("（**局和XX局负责）", ["**局", "XX局"]),
        ("责任单位：XX局\n**局", ["XX局"]),
    ],
)
def test_masked_names_are_never_joined(statement: str, expected: list[str], tmp_path: Path) -> None:
    plan = read(measure(statement), tmp_path)
    assert bodies(plan) == expected
    masked = [answer for answer in answers(plan) if any(mark in answer.body for mark in ("XX", "**", "××"))]
    assert [answer.resolved for answer in masked] == [answer.body for answer in masked]
    assert plan is not None
    assert {one.body for one in masked} <= {one.name for one in plan.bodies}


@pytest.mark.parametrize(
    ("statement", "expected"),
    [
        ("（区教育局牵头)(区财政局配合）【区税务局参与〕", ["区教育局", "区财政局", "区税务局"]),
        ("（区教育局\n牵头，区财政局\n配合，区税务局\n参与）", ["区教育局", "区财政局", "区税务局"]),
        pytest.param("（（区教育局牵头））", ["区教育局"]),
        pytest.param("（" * 8 + "区教育局牵头" + "）" * 8, ["区教育局"]),
        pytest.param("（" * 40 + "区教育局牵头" + "）" * 40, []),
        ("（区教育局（区体育局）牵头）", ["区教育局（区体育局）"]),
        ("）（区教育局牵头）（", ["区教育局"]),
        ("（" * 200 + "区教育局牵头" + "）" * 200, []),  # deeper than is looked
        ("（区教育局牵头，\n\n区财政局配合）", ["区财政局"]),  # an empty line ends the bracket; what is left is a sentence
    ],
)  # fmt: skip
def test_brackets_that_are_mixed_broken_or_nested(statement: str, expected: list[str], tmp_path: Path) -> None:
    plan = read(measure(f"加快改造。{statement}"), tmp_path)
    assert bodies(plan) == expected
    assert plan is not None
    assert_sound(plan)


def listed(shift: int, count: int) -> list[str]:
    """Bodies of a long list; the first is so many characters longer, so that a limit falls on another place of a later one."""
    return [f"区{'甲' * shift}教育局", *(f"区{name(i)}质量发展局" for i in range(count))]


@pytest.mark.parametrize(
    "form",
    [
        pytest.param(lambda listed: measure(f"责任单位：{listed}。"), id="label"),
        pytest.param(lambda listed: row("1", "改造管网", listed), id="cell"),
        pytest.param(lambda listed: measure(f"（区教育局牵头，{listed}配合）"), id="bracket"),
        pytest.param(lambda listed: measure(f"成立领导小组，{listed}为成员单位。"), id="members"),
        pytest.param(lambda listed: measure(f"成立领导小组，成员包括{listed}。"), id="members named"),
        pytest.param(lambda listed: roster(f"组长：区长\n成员单位：{listed}\n"), id="roster"),
    ],
)  # fmt: skip
def test_a_limit_never_cuts_a_name(form: Callable[[str], str], tmp_path: Path) -> None:
    for shift in range(9):
        names = listed(shift, 300)
        plan = read(form("、".join(names)), tmp_path)
        assert plan is not None
        found = {*bodies(plan), *(held.body for held in plan.memberships)} - {"区教育局", "区长"}
        assert found <= set(names), f"cut: {found - set(names)}"


GROUP = "区质量强区和知识产权强区建设及食品药品安全监督管理综合协调推进工作领导小组"


@pytest.mark.parametrize("form", ["{}办公室设在区教育局。", "{}办公室设在区教育局，负责日常工作。", "{}办公室主任由区教育局局长兼任。"])
def test_a_long_name_of_a_group_is_not_cut(form: str, tmp_path: Path) -> None:
    plan = read(measure(f"{form.format(GROUP)}"), tmp_path)
    assert plan is not None
    offices = {held.of for held in plan.memberships} | {body for body in bodies(plan) if body.endswith("办公室")}
    assert offices <= {f"{GROUP}办公室"}


def test_a_name_of_a_group_that_is_too_long_is_none(tmp_path: Path) -> None:
    plan = read(measure(f"成立区{LONG}领导小组，由区长任组长。"), tmp_path)
    assert plan is not None
    assert {held.of for held in plan.memberships} <= {f"区{LONG}领导小组"}


# Deadlines.


@pytest.mark.parametrize("within", ["九千九百年", "九九九九九九九九九九日", "九九九九九九九九个月", "999年", "零日", "半年", "半日"])
def test_a_term_of_any_length_is_no_error(within: str) -> None:
    written = f"印发之日起{within}内"
    found = deadlines.labelled(written, 0, len(written), "2024-01-31")
    assert found is not None
    assert found.as_written == written


# Mutations of the project's own samples.

MARKS = "（）()【】〔〕《》“”，、；：。等和各\n\t"
ROLES = ["牵头", "负责", "配合", "责任单位：", "牵头单位：", "按职责分工", "会同", "成员单位", "领导小组", "要", "各有关部门", "XX", "**"]
MUTATIONS = 300


def mutated(text: str, chance: random.Random) -> str:
    """A text in which up to twelve brackets, commas or roles are deleted, doubled, exchanged or put in elsewhere."""
    for _ in range(chance.randint(1, 12)):
        piece = chance.choice([*MARKS, *ROLES])
        places = [i for i in range(len(text)) if text.startswith(piece, i)]
        at = chance.choice(places) if places else chance.randrange(len(text))
        behind = at + len(piece) if places else at
        new = chance.choice(["", piece * 2, chance.choice(MARKS), chance.choice(ROLES), piece * chance.randint(3, 6)])
        text = text[:at] + new + text[behind:]
    return text


def test_mutated_samples_are_read_soundly(tmp_path: Path) -> None:
    chance = random.Random(20_240_108)
    began = time.process_time()
    read_as_plans = 0
    for i in range(MUTATIONS):
        path = SAMPLES[i % len(SAMPLES)]
        plan = read(mutated(path.read_text(encoding="utf-8"), chance), tmp_path, path.suffix)
        if plan:
            read_as_plans += 1
            assert_sound(plan)
    assert read_as_plans > MUTATIONS // 2
    assert time.process_time() - began < 60


@pytest.mark.parametrize("aside", ["<!-- 1 -->", "</ >", "<?x?>"])
def test_a_comment_in_a_row_is_no_cell(aside: str, tmp_path: Path) -> None:
    """What a doubled bracket in a page may become."""
    lines = "".join(f"<p>{line}</p>" for line in measure("（区教育局牵头）").splitlines())
    table = (
        f"<table><tr>{aside}<td>序号</td><td>任务</td><td>责任单位</td></tr><tr><td>1</td><td>改造管网</td><td>区财政局</td></tr></table>"
    )
    plan = read(f"<html><body><div id='zoom'>{lines}{table}</div></body></html>", tmp_path, ".html")
    assert bodies(plan) == ["区教育局", "区财政局"]
