"""Who may see a plan, by its own words."""

from __future__ import annotations

import pytest

from loaders.front import publicity
from tests.loaders.documents import document

BODY = "云岭市质量提升行动方案\n一、总体要求\n推进质量工作，信息要依法公开。\n"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (BODY, None),
        (BODY + "（此件公开发布）\n", "public"),
        (BODY + "（此件主动公开）\n", "public"),
        (BODY + "(此件依申请公开)\n", "on_request"),
        (BODY + "（此件不予公开）\n", "internal"),
        ("公开方式：主动公开\n" + BODY, "public"),
        ("索引号：1\t公开类别\t依申请公开\n" + BODY, "on_request"),
        ("秘密★1年\n" + BODY, "internal"),
        ("内部资料　注意保存\n" + BODY, "internal"),
        (BODY + "加强秘密管理。商业秘密\n", None),
        (BODY + "（此件公开发布）\n信息公开选项：不予公开\n", "internal"),
    ],
)
def test_the_plan_says_who_may_see_it(text: str, said: str | None) -> None:
    assert publicity.read(document(text)) == said
