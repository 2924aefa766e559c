import time

import pytest

import loaders
from loaders.document import SectionKind
from tests.loaders.documents import CORPUS, needs_corpus
from tests.loaders.outline.plans import LABELS, heading, labelled, numbers, read, titles

LINES = """云川省质量强省行动方案
为提高全省产品质量，制定本方案。
一、总体要求
以质量第一为宗旨。
二、工作目标
到2027年，全省抽查合格率达到95%以上。
三、主要任务
（一）夯实标准基础
1.研制地方标准。每年发布地方标准二十项。（省市场监管厅负责）
2.开展对标比对。组织企业与同行对标。
（二）培育优质品牌。设立云川优品名录。
四、保障措施
（一）加强组织领导。省政府统一部署。
（二）严格督查考核。每半年通报一次。
云川省人民政府办公厅
2025年3月1日
"""


def test_lines() -> None:
    document = read(LINES)
    assert numbers(document) == ["一", "二", "三", "三/(一)", "三/(一)/1", "三/(一)/2", "三/(二)", "四", "四/(一)", "四/(二)"]
    assert titles(document)[4:7] == ["研制地方标准", "开展对标比对", "培育优质品牌"]
    assert [h.level for h in document.headings] == [1, 1, 1, 2, 3, 3, 2, 1, 2, 2]


def test_a_text_without_line_ends_has_the_same_outline() -> None:
    assert numbers(read(LINES.replace("\n", ""))) == numbers(read(LINES))


def test_a_stock_title_ends_where_its_words_end() -> None:
    flat = read(
        "一、指导思想以提高质量为中心，围绕企业需求补齐短板，增强各类市场主体的质量意识和创新能力，服务发展大局。二、基本原则坚持企业主体、政府引导、社会参与、多方共治，把质量摆在更加突出的位置来抓。"
    )
    assert titles(flat) == ["指导思想", "基本原则"]


def test_count_that_runs_through_the_chapters() -> None:
    document = read(
        "一、标准\n（一）甲事。做好。\n（二）乙事。做好。\n二、计量\n（三）丙事。做好。\n1.细则一。\n三、认证\n2.细则二。\n（四）丁事。做好。\n"
    )
    assert numbers(document) == ["一", "一/(一)", "一/(二)", "二", "二/(三)", "二/(三)/1", "三", "三/2", "三/(四)"]


def test_running_count_in_a_text_without_line_ends() -> None:
    document = read(
        "一、标准提升（一）研制新标准。由甲局负责。（二）清理旧标准。由乙局负责。二、计量惠企（三）免费检定。由丙局负责。（四）上门服务。由丁局负责。"
    )
    assert numbers(document) == ["一", "一/(一)", "一/(二)", "二", "二/(三)", "二/(四)"]


def test_a_lost_number_is_a_gap_and_a_stray_one_is_not_read() -> None:
    document = read("一、甲\n二、乙\n四、丁\n正文说到第三点。\n1.孤零零的一条。\n五、戊\n（三）句中编号\n")
    assert numbers(document) == ["一", "二", "四", "五"]


def test_lists_in_prose_are_no_headings() -> None:
    document = read(
        "一、做法\n一是抓标准。二是抓计量。要做到：（1）有制度；（2）有人员；（3）有经费。依照第（一）项执行，1至2年见效。\n二、成效\n推动一、二、三产业融合。\n"
    )
    assert numbers(document) == ["一", "二"]


def test_numbers_of_a_collection_before_the_plan_are_no_headings() -> None:
    document = read("7. 临泽市人民政府关于加强计量工作的意见\n一、任务\n1.建标准。\n2.强服务。\n二、保障\n3.抓落实。\n")
    assert numbers(document) == ["一", "一/1", "一/2", "二", "二/3"]


def test_a_list_of_contents_is_no_outline() -> None:
    document = read(
        "目录\n一、总体要求……1\n二、重点任务……3\n临泽市质量规划\n一、总体要求\n讲质量。\n二、重点任务\n（一）建标准。\n（二）强计量。\n"
    )
    assert numbers(document) == ["一", "二", "二/(一)", "二/(二)"]
    assert document.clauses[0].kind is SectionKind.FRONT
    assert "目录" in document.text[: document.clauses[0].end]


def test_two_plans_in_one_notice() -> None:
    document = read(
        "关于印发两个文件的通知\n甲市标准化行动方案\n一、建标准\n做好。\n二、用标准\n做好。\n甲市计量工作要点\n为做好计量，制定本要点。\n一、强检定\n做好。\n二、抓监督\n做好。\n"
    )
    assert numbers(document) == ["一", "二", "一", "二"]
    fronts = [document.text[c.start : c.end] for c in document.clauses if c.kind is SectionKind.FRONT]
    assert fronts[1].startswith("甲市计量工作要点")


def test_articles_stand_above_bracketed_numbers() -> None:
    document = read(
        "第一章 总则\n第一条 为加强管理，制定本办法。\n第二章 资助\n第二条 资助范围：\n（一）专利。\n（二）标准。\n"
        "第三条 依照第二条第（一）项办理。\n第三章 附则\n第四条 由省局解释。\n"
    )
    assert numbers(document) == [
        "第一章",
        "第一章/第一条",
        "第二章",
        "第二章/第二条",
        "第二章/第二条/(一)",
        "第二章/第二条/(二)",
        "第二章/第三条",
        "第三章",
        "第三章/第四条",
    ]
    assert document.clauses[-1].kind is SectionKind.ANNEX


def test_the_bracket_of_a_heading_is_no_part_of_its_title() -> None:
    document = read("一、开办企业领域（省市场监管厅牵头）\n1.压时间。\n2.减材料。\n二、农（水）产品质量。抓源头。\n")
    assert titles(document) == ["开办企业领域", "压时间", "减材料", "农（水）产品质量"]


def test_kinds() -> None:
    kinds = {c.heading.title: c.kind for c in read(LINES).clauses if c.heading}
    assert kinds["总体要求"] is SectionKind.PRINCIPLE
    assert kinds["工作目标"] is SectionKind.TARGET
    assert kinds["研制地方标准"] is SectionKind.TASK
    assert kinds["严格督查考核"] is SectionKind.SAFEGUARD


@pytest.mark.parametrize(
    ("title", "kind"),
    [
        ("质量工作的基础与环境", SectionKind.BACKGROUND),
        ("充分认识抓质量的重要意义", SectionKind.BACKGROUND),
        ("指导思想和基本原则", SectionKind.PRINCIPLE),
        ("质量工作主要目标", SectionKind.TARGET),
        ("2025年工作目标", SectionKind.TARGET),
        ("夯实发展基础", SectionKind.TASK),
        ("明确发展目标", SectionKind.TASK),
        ("提升服务能力", SectionKind.TASK),
        ("加强组织领导", SectionKind.SAFEGUARD),
        ("对完成年度目标任务好的县给予奖励并在安排专项资金时优先考虑", SectionKind.TASK),
    ],
)
def test_kind_of_a_chapter(title: str, kind: SectionKind) -> None:
    document = read(f"一、{title}\n正文。\n二、主要任务\n正文。\n")
    assert document.clauses[0].kind is kind


def test_a_stock_title_below_a_chapter_changes_the_kind() -> None:
    document = read("一、总体要求\n（一）指导思想。讲质量。\n（二）工作目标。到2027年达到95%。\n二、任务\n（一）建标准。\n（二）强计量。\n")
    kinds = {c.heading.title: c.kind for c in document.clauses if c.heading}
    assert (kinds["指导思想"], kinds["工作目标"], kinds["建标准"]) == (SectionKind.PRINCIPLE, SectionKind.TARGET, SectionKind.TASK)


def test_goals_and_tasks_in_one_chapter_hold_tasks_only_where_no_other_chapter_does() -> None:
    alone = read("一、指导思想\n讲质量。\n二、目标任务\n（一）建标准。\n（二）强计量。\n三、保障措施\n抓落实。\n")
    beside = read("一、目标任务\n（一）标准达标。\n（二）计量达标。\n二、主要措施\n建标准。\n三、保障措施\n抓落实。\n")
    assert alone.clauses[2].kind is SectionKind.TASK
    assert beside.clauses[1].kind is SectionKind.TARGET


def test_leaves() -> None:
    leaf = {c.heading.title: c.leaf for c in read(LINES).clauses if c.heading}
    assert not leaf["主要任务"]
    assert not leaf["夯实标准基础"]
    assert leaf["开展对标比对"]
    assert leaf["严格督查考核"]


@pytest.mark.parametrize(
    "tail",
    [
        "云川省人民政府办公厅\n2025年3月1日\n",
        "附件：重点任务分工表\n甲 乙\n",
        "（此件公开发布）\n",
        "全部评论\n分享到微信\n",
        "2025年3月1日\n",
    ],
)
def test_what_stands_behind_the_plan(tail: str) -> None:
    text = "一、建标准\n做好。\n二、强计量\n做好计量工作。\n" + tail
    last = read(text).clauses[-1]
    assert last.kind is SectionKind.ANNEX
    assert text[last.start : last.end].strip() == tail.strip()


def test_numbers_behind_the_signature_are_no_headings() -> None:
    document = read(
        "一、建标准\n做好。\n二、强计量\n1.检定。\n2.校准。\n临泽市人民政府\n2025年3月1日\n附件\n1.小组名单\n2.任务表\n3.联系人\n"
    )
    assert numbers(document) == ["一", "二", "二/1", "二/2"]
    assert document.clauses[-1].kind is SectionKind.ANNEX


def test_signature_in_a_text_without_line_ends() -> None:
    text = "一、建标准。做好标准。二、强计量。做好计量工作。临泽市人民政府办公室2025年3月1日（此件公开发布）"
    last = read(text).clauses[-1]
    assert text[last.start : last.end].startswith("临泽市人民政府办公室")


def test_a_text_without_headings_is_one_clause() -> None:
    document = read("只有一段话。")
    assert [(c.kind, c.start, c.end) for c in document.clauses] == [(SectionKind.TASK, 0, 6)]
    assert read("").clauses == ()


def test_hostile_texts_end_soon() -> None:
    for text in ("1.甲。" * 20_000, "（一）" * 20_000, "一、甲\n二、乙\n" * 5_000, "（" * 50_000, "附件\n" * 20_000, "第一章" * 20_000):
        start = time.perf_counter()
        read(text)
        assert time.perf_counter() - start < 2


@needs_corpus
@pytest.mark.corpus
@pytest.mark.parametrize("path", CORPUS, ids=lambda path: path.stem[:12])
def test_corpus_invariants(path) -> None:  # type: ignore[no-untyped-def]
    document = loaders.outline.read(loaders.source(path))
    text = document.text
    position = 0
    for clause in document.clauses:
        assert (clause.start, clause.start <= clause.body <= clause.end) == (position, True)
        position = clause.end
        if clause.heading:
            assert clause.path == (*clause.heading.path, clause.heading.number)
            assert clause.body == clause.heading.end
    assert position == len(text)
    assert [c.heading for c in document.clauses if c.heading] == list(document.headings)
    starts = [h.start for h in document.headings]
    assert starts == sorted(set(starts))
    for h in document.headings:
        assert text[h.start : h.end] == h.title != ""
        assert len(h.title) < 400
    assert len(document.headings) >= 3


@pytest.mark.skipif(not LABELS, reason="the labels in ../shared/eval are not here")
@pytest.mark.corpus
def test_labelled_headings() -> None:
    for label, text in labelled():
        document = read(text)
        found = {(h.level, h.number, key(h.title)) for h in document.headings}
        firm = [(h["level"], h["number"], key(h["title"])) for h in label["headings"] if not h.get("soft")]
        every = {(h["level"], h["number"], key(h["title"])) for h in label["headings"]}
        missed, invented = [row for row in firm if row not in found], found - every
        assert len(missed) + len(invented) <= 0.02 * len(firm), (label["doc"], missed, invented)


def key(title: str) -> str:
    return "".join(c for c in title if c.isalnum())[:10]


def test_a_heading_knows_its_place() -> None:
    document = read(LINES)
    h = heading(document, "培育优质品牌")
    assert document.text[h.start : h.end] == "培育优质品牌"
    assert document.clause_at(h.start).path == ("三", "(二)")  # type: ignore[union-attr]
