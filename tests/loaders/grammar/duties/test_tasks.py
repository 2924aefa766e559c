"""Tasks under headings: titles, numbers, paths, inheritance, blanket orders, deadlines. Read through the outline."""

from __future__ import annotations

import hashlib
import time

import pytest

from loaders import outline
from loaders.grammar import duties
from qgraph.model import Role, Source, Task
from tests.loaders.documents import document, front


def tasks(text: str) -> tuple[Task, ...]:
    n = len(text)
    digest = hashlib.sha256(text.encode()).hexdigest()
    source = Source("plan.txt", digest, "text/plain", text, text, range(n), range(1, n + 1))
    return duties.find(outline.read(source), front())


def answers(task: Task) -> list[tuple[str, Role, bool]]:
    return [(r.resolved, r.role, r.inherited) for r in task.responsible]


HEADED = """临泽市质量提升工作方案
一、总体要求
坚持质量第一。（市质量办负责）
二、重点任务
（一）企业开办领域（市行政审批局牵头）
1.压缩办理环节。推行一窗受理。（责任单位：市公安局、税务局）
2.推广电子执照。推行一照通用。（牵头单位：市大数据局）
3.免费刻章。由财政保障。
（二）质量基础领域
4.建设检测平台。支持共建共享。（市市场监管局负责）完善计量标准，服务产业。（市计量院负责）
三、保障措施
（一）加强领导。各县区要健全机制。
（二）营造氛围。开展质量月。
"""


def test_a_heading_lends_the_roles_its_items_do_not_name() -> None:
    found = {t.title: t for t in tasks(HEADED)}
    assert answers(found["压缩办理环节"]) == [
        ("市公安局", Role.RESPONSIBLE, False),
        ("市税务局", Role.RESPONSIBLE, False),
        ("市行政审批局", Role.LEAD, True),
    ]
    assert answers(found["推广电子执照"]) == [("市大数据局", Role.LEAD, False)]
    assert answers(found["免费刻章"]) == [("市行政审批局", Role.LEAD, True)]
    assert found["免费刻章"].units is not None
    assert found["免费刻章"].units.quote == "（市行政审批局牵头）"


def test_measures_have_their_number_title_and_path() -> None:
    found = [(t.number, t.title, t.path) for t in tasks(HEADED)]
    assert found == [
        ("1", "压缩办理环节", ("二", "(一)")),
        ("2", "推广电子执照", ("二", "(一)")),
        ("3", "免费刻章", ("二", "(一)")),
        ("4", "建设检测平台", ("二", "(二)")),
        ("4", "完善计量标准", ("二", "(二)")),
        ("(一)", "加强领导", ("三",)),
        ("(二)", "营造氛围", ("三",)),
    ]


def test_without_a_bracket_the_subject_answers() -> None:
    led = next(t for t in tasks(HEADED) if t.title == "加强领导")
    assert answers(led) == [("各县区", Role.RESPONSIBLE, False)]
    assert led.units is not None
    assert led.units.quote == "各县区要健全机制"


def test_a_paragraph_under_a_heading_of_its_own_line_is_titled_by_its_first_clause() -> None:
    text = (
        "一、支持政策\n培育龙头企业。给予奖励。（责任单位：省经信厅）\n推动企业上云。降低费用。（责任单位：省财政厅）\n"
        "二、附加政策\n支持安全建设。（责任单位：省经信厅）\n"
    )
    assert [(t.number, t.title) for t in tasks(text)] == [("一", "培育龙头企业"), ("一", "推动企业上云"), ("二", "附加政策")]


def test_units_on_a_title_are_lent_to_the_sentences_under_it() -> None:
    text = "一、重点任务\n（一）政府采购（市财政局牵头）\n公开意向。（责任单位：市审计局）\n缩短周期。（责任单位：市公管办）\n（二）其他\n"
    first, second = tasks(text)[:2]
    assert [t.title for t in (first, second)] == ["公开意向", "缩短周期"]
    assert answers(first) == [("市审计局", Role.RESPONSIBLE, False), ("市财政局", Role.LEAD, True)]
    assert answers(second) == [("市公管办", Role.RESPONSIBLE, False), ("市财政局", Role.LEAD, True)]


def test_a_blanket_order_holds_for_all_that_follows() -> None:
    text = (
        "一、重点任务\n1.简化审批。（市发改委牵头。以下任务均需各县区政府落实，不再一一列出）\n2.降低收费。（市财政局牵头）\n"
        "3.公开清单。（市司法局牵头）\n"
    )
    first, *rest = tasks(text)
    assert answers(first) == [("市发改委", Role.LEAD, False)]
    assert [answers(t)[1:] for t in rest] == [[("各县区政府", Role.RESPONSIBLE, True)]] * 2


def test_neighbouring_brackets_are_one_statement() -> None:
    (task,) = tasks("一、重点任务\n（一）建设平台。统一标准。（牵头单位：市科技局）（责任单位：市财政局）\n二、其他\n")[:1]
    assert answers(task) == [("市科技局", Role.LEAD, False), ("市财政局", Role.RESPONSIBLE, False)]
    assert task.units is not None
    assert task.units.quote == "（牵头单位：市科技局）（责任单位：市财政局）"


@pytest.mark.parametrize(
    ("measure", "date", "written"),
    [
        ("2024年底前完成改造。（市住建局负责）", "2024-12", "2024年底前"),
        ("2023年底前试点，2024年6月底前推开。（市住建局负责）", "2024-06", "2024年6月底前"),
        ("2023年3月底前摸底，9月底前整改。（市住建局负责）", "2023-09", "9月底前"),
        ("加快改造。（市住建局负责，完成时限：2023年9月）", "2023-09", "2023年9月"),
        ("加快改造。（市住建局负责，完成时限：长期坚持）", None, "长期坚持"),
        ("加快改造。（市住建局负责）（完成时限：2023.9）", "2023-09", "2023.9"),
        ("加快改造。\n责任单位：市住建局\n完成时限：2024年底\n", "2024-12", "2024年底"),
        ("加快改造。（完成时限：2024年底）", "2024-12", "2024年底"),
        ("年底前完成改造。（市住建局负责）", None, "年底前"),
        ("到2025年，改造率达到90%。（市住建局负责）", None, None),
        ("目前进展顺利，此前的做法继续。（市住建局负责）", None, None),
    ],
)
def test_deadlines(measure: str, date: str | None, written: str | None) -> None:
    (task,) = tasks(f"一、重点任务\n（一）改造老旧管网。{measure}\n二、其他\n")[:1]
    assert (task.deadline, task.deadline_as_written) == (date, written)


@pytest.mark.parametrize(
    ("measure", "date", "written", "recurrence"),
    [
        ("加快改造。（市住建局负责，完成时限：每季度）", None, "每季度", "quarterly"),
        ("加快改造。（市住建局负责，完成时限：2024年9月底前，长期坚持）", "2024-09", "2024年9月底前，长期坚持", "continuous"),
        ("加快改造。（市住建局负责，持续推进）", None, "持续推进", "continuous"),
        ("2024年底前完成改造。（市住建局负责，持续推进）", "2024-12", "2024年底前", "continuous"),
        ("加快改造。（5月底见效并持续推进，牵头考核单位：市住建局）", None, "5月底见效并持续推进", "continuous"),
        ("加快改造。（2024年5月底见效并持续推进，牵头考核单位：市住建局）", "2024-05", "2024年5月底见效并持续推进", "continuous"),
        ("加快改造。（市住建局负责，完成时限：印发之日起1个月内）", "2024-02-08", "印发之日起1个月内", None),
        ("加快改造。（市住建局负责，完成时限：印发后10日内）", "2024-01-18", "印发后10日内", None),
        ("加快改造。（市住建局负责，完成时限：印发之日起5个工作日内）", None, "印发之日起5个工作日内", None),
        ("加快改造。（市住建局负责，完成时限：每年12月底前）", None, "每年12月底前", "annual"),
        ("持续加快改造。（市住建局、全年无休服务中心负责）", None, None, None),
    ],
)
def test_what_comes_again_and_what_counts_from_the_day_of_issue(
    measure: str, date: str | None, written: str | None, recurrence: str | None
) -> None:
    (task,) = tasks(f"一、重点任务\n（一）改造老旧管网。{measure}\n二、其他\n")[:1]
    assert (task.deadline, task.deadline_as_written, task.recurrence) == (date, written, recurrence)


def test_hostile_text_is_read_in_time() -> None:
    text = "一、重点任务\n" + "（一）" + "（" * 3000 + "牵头、" * 3000 + "）" * 10 + "市市场监管局等" * 2000 + "负责"
    started = time.perf_counter()
    tasks(text)
    assert time.perf_counter() - started < 2


@pytest.mark.parametrize("brackets", ["（" * 20_000, ("（" * 250 + "责任单位" + "）" * 250) * 20])
def test_open_and_nested_brackets_take_linear_time(brackets: str) -> None:
    started = time.perf_counter()
    tasks(f"一、重点任务\n（一）改造老旧管网。{brackets}")
    assert time.perf_counter() - started < 2


@pytest.mark.parametrize("section", ["target", "principle", "background", "front"])
def test_sections_without_measures_hold_no_tasks(section: str) -> None:
    assert duties.find(document("合格率稳步提高。（市市场监管局牵头）", section), front()) == ()
