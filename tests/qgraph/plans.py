"""Plans for tests: invented places, built in code, every field filled somewhere."""

from __future__ import annotations

import hashlib
from array import array
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from qgraph.model import (
    BodyKind,
    Comparator,
    Evidence,
    FundingLine,
    Heading,
    Jurisdiction,
    Level,
    MemberRole,
    Membership,
    Mention,
    Nature,
    Plan,
    Programme,
    Responsibility,
    Role,
    Source,
    Target,
    TargetKind,
    Task,
)

TEXT = (
    "云川省临泽市建设质量强市实施方案\n"
    "一、主要目标\n到2025年，产品质量监督抽查合格率达到95.5%以上。\n"
    "二、重点任务\n（一）夯实质量基础。建成检测平台3个。（市市场监管局牵头，市科技局（知识产权局）、各县区政府配合）\n"
    "对获奖企业给予30万元奖励。实施质量筑基工程。\n"
    "成立质量强市领导小组，张某任组长，办公室设在市市场监管局。\n"
)
LINZE = Jurisdiction("临泽市", Level.PREFECTURE, None)
MASKED = Jurisdiction(None, Level.COUNTY, None)


def source(text: str = TEXT, name: str = "临泽.txt") -> Source:
    """A source whose text needed no repair."""
    n = len(text)
    digest = hashlib.sha256(text.encode()).hexdigest()
    return Source(name, digest, "text/plain", text, text, array("I", range(n)), array("I", range(1, n + 1)))


def evidence(quote: str, path: Sequence[str] = (), text: str = TEXT) -> Evidence:
    """The evidence of the first place where `quote` stands."""
    start = text.index(quote)
    end = start + len(quote)
    return Evidence(quote, start, end, quote, start, end, tuple(path))


def plan(place: Jurisdiction = LINZE, text: str = TEXT, name: str = "临泽.txt", **changes: object) -> Plan:
    """A plan with one of everything."""
    units = evidence("（市市场监管局牵头，市科技局（知识产权局）、各县区政府配合）", ("二", "(一)"))
    part = evidence("市市场监管局牵头", ("二", "(一)"))
    whole = Plan(
        source=source(text, name),
        title="云川省临泽市建设质量强市实施方案",
        doc_number="临政发〔2021〕7号",
        issuer="临泽市人民政府",
        jurisdiction=place,
        issued_on="2021-03-04",
        period_start=2021,
        period_end=2025,
        basis=("云川省质量发展规划", "质量强国建设纲要"),
        nature=Nature.OFFICIAL,
        effective_from="2021-03-04",
        effective_until="2025-12-31",
        trial=True,
        publicity="public",
        validity=(evidence("云川省临泽市"),),
        headings=(
            Heading(1, "一", "主要目标", TEXT.index("主要目标"), TEXT.index("主要目标") + 4),
            Heading(1, "二", "重点任务", TEXT.index("重点任务"), TEXT.index("重点任务") + 4),
            Heading(2, "(一)", "夯实质量基础", TEXT.index("夯实质量基础"), TEXT.index("夯实质量基础") + 6, ("二",)),
        ),
        targets=(
            Target(
                evidence("产品质量监督抽查合格率达到95.5%以上", ("一",)),
                "target.at_least",
                "产品质量监督抽查合格率",
                TargetKind.ABSOLUTE,
                Comparator.GE,
                Decimal("95.50"),
                unit="%",
                deadline="2025",
                deadline_as_written="到2025年",
                deadline_from="sentence",
                firmness="reach",
                firmness_as_written="达到",
            ),
            Target(
                evidence("建成检测平台3个", ("二", "(一)")),
                "target.count",
                "检测平台云川样式数",
                TargetKind.ABSOLUTE,
                Comparator.EQ,
                Decimal(3),
                Decimal("1E+1"),
                "个",
                scope="new",
                doubt="为测试而疑",
            ),
        ),
        tasks=(
            Task(
                evidence("夯实质量基础。建成检测平台3个。", ("二", "(一)")),
                "task.numbered",
                "(一)",
                "夯实质量基础",
                ("二",),
                "2023-09",
                "2023年9月底前",
                units,
                (
                    Responsibility(part, "duty.role_behind", "市市场监管局", "市市场监管局", Role.LEAD, "牵头", sole=True),
                    Responsibility(units, "duty.role_behind", "市科技局（知识产权局）", "市科技局（知识产权局）", Role.PARTICIPATE, "配合"),
                    Responsibility(
                        units, "duty.role_behind", "各县区政府", "各县区政府", Role.PARTICIPATE, "配合", collective=True, open_list=True
                    ),
                ),
            ),
        ),
        memberships=(
            Membership(
                evidence("张某任组长"),
                "group.chair",
                "市人民政府",
                MemberRole.CHAIR,
                "临泽市质量强市领导小组",
                "张某",
                "市长",
                open_list=True,
            ),
        ),
        funding=(
            FundingLine(
                evidence("对获奖企业给予30万元奖励"),
                "funding.reward",
                "reward",
                Decimal(30),
                None,
                "万元",
                "exact",
                "city",
                "获奖企业",
                "获奖",
            ),
        ),
        programmes=(Programme(evidence("质量筑基工程"), "programme.named", "质量筑基工程"),),
        bodies=(
            Mention(evidence("市市场监管局"), "mention.body", "临泽市市场监管局", BodyKind.DEPARTMENT),
            Mention(evidence("各县区政府"), "mention.body", "各县区政府", BodyKind.COLLECTIVE),
        ),
        owner_clause=evidence("成立质量强市领导小组"),
    )
    return replace(whole, **changes)  # type: ignore[arg-type]
