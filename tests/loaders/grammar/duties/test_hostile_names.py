"""Hostile names: markup, formulas, masks, brackets in each other, lists at a limit, samples with their marks mixed up.

What is read is verbatim text, whole, and no longer than a name can be.
"""

from __future__ import annotations

import random
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from loaders.grammar import deadlines
from tests.loaders.grammar.duties.hostile import SAMPLES, answers, assert_sound, bodies, measure, read, roster, row
from tests.loaders.test_hostile import name

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
