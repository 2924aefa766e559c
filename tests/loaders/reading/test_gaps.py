"""What a document leaves out is noted where it stands, and nothing else is."""

from __future__ import annotations

import pytest

from loaders.reading import gaps
from loaders.reading.draft import Draft, Edit


@pytest.mark.parametrize(
    ("text", "kind", "found"),
    [
        ("推动品牌创建\n……(范文网省略420字,会员可阅读)……\n企业导入", "omitted", "……(范文网省略420字,会员可阅读)……"),
        ("附件：任务分解表（略）", "omitted", "（略）"),
        ("附表1：指标分解表略\n", "omitted", "附表1：指标分解表略"),
        ("（此件有删减）", "omitted", "（此件有删减）"),
        ("培养一批骨干 (未完,全文共3000字", "truncated", "(未完,全文共3000字"),
        ("点击查看全文", "truncated", "点击查看全文"),
        ("近年来，XX市质量工作", "masked", "XX"),
        ("近年来，X市质量工作", "masked", "X"),
        ("**区率先启动", "masked", "**"),
        ("到年，全市合格率达到95%", "missing_year", "到年"),
        ("比年增长10%", "missing_year", "比年"),
        ("临泽市质监局年月日", "missing_year", "年月日"),
        ("质\ufffd强市", "unreadable", "\ufffd"),
        ("质\ue0a3强市", "unreadable", "\ue0a3"),
        ("体现新?lián)?dāng)", "unreadable", "?lián)?dāng)"),
        ("质量锟斤拷锟斤拷强市", "unreadable", "锟斤拷锟斤拷"),
        ("建立□□档案", "unreadable", "□□"),
        ("任务清单〔略〕", "omitted", "〔略〕"),
        ("（此处省略具体名单）", "omitted", "（此处省略具体名单）"),
        ("以下从略", "omitted", "以下从略"),
        ("（以下内容需付费阅读）", "truncated", "（以下内容需付费阅读）"),
        ("未完，全文共5200字", "truncated", "未完，全文共5200字"),
        ("还剩6页未读，继续阅读", "truncated", "还剩6页未读，继续阅读"),
        ("ＸＸ市质量工作", "masked", "ＸＸ"),
        ("××县质量工作", "masked", "××"),
        ("○○市质量工作", "masked", "○○"),
        ("20212023年，全市", "doubtful", "20212023"),
    ],
)
def test_gap(text: str, kind: str, found: str) -> None:
    assert [(gap.kind, gap.found) for gap in gaps.find(Draft.of(text))] == [(kind, found)]


@pytest.mark.parametrize(
    "text",
    [
        "到2020年，全市",
        "每到年底",
        "截至年末",
        "“421*”产业",
        "AAA级企业",
        "□已完成 □未完成",
        "编号20212023，年底",
        "2021—2023年",
        "降低5×县均数",
        "全文公开，附件略有调整",
        "实施战略（策略）",
        "5×3米",
        "比年初增长",
        "2027年5月6日",
        "IXX标准",
        "《发展战略》",
    ],
)
def test_no_gap(text: str) -> None:
    assert list(gaps.find(Draft.of(text))) == []


def test_a_line_that_no_encoding_explains_is_one_gap() -> None:
    damaged = "（一）加强质量监督，落实企业主体责任。".encode().decode("big5hkscs", "replace")
    text = f"建立质量档案。\n{damaged}\n完善考核办法。"
    assert [(gap.kind, gap.found) for gap in gaps.find(Draft.of(text))] == [("unreadable", damaged)]


def test_offsets_count_in_the_text_as_found() -> None:
    draft = Draft.of("首页\nXX市质量方案").apply([Edit(0, 3, "", "reading.chrome")])
    (gap,) = gaps.find(draft)
    assert (gap.start, gap.end, gap.found) == (3, 5, "XX")
