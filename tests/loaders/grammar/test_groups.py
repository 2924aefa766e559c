"""Leading groups: the layouts that the examples of the rules are too short for."""

from __future__ import annotations

import pytest

from loaders.grammar import groups
from loaders.grammar.groups.posts import Seat, person_and_post, seat, seats
from qgraph.model import MemberRole, Membership
from tests.loaders.documents import document, front


def find(text: str) -> tuple[Membership, ...]:
    return groups.find(document(text), front())


LONG = (
    "（一）加强领导。成立由市长任组长的市质量提升领导小组，负责统筹规划、督促检查等，市委宣传部、市发改委、"
    "市科技局（知识产权局）、市住建局（园林局）、工商局、质监局、检验检疫局等单位作为领导小组成员单位，"
    "领导小组办公室设在质监局，具体负责日常协调。"
)


def test_one_sentence_holds_chair_members_and_host() -> None:
    found = find(LONG)
    assert [m.body for m in found if m.role is MemberRole.CHAIR] == ["市长"]
    assert [m.body for m in found if m.role is MemberRole.MEMBER] == [
        "市委宣传部",
        "市发改委",
        "市科技局（知识产权局）",
        "市住建局（园林局）",
        "工商局",
        "质监局",
        "检验检疫局",
    ]
    assert [(m.body, m.of) for m in found if m.role is MemberRole.HOST] == [("质监局", "领导小组办公室")]
    assert {m.of for m in found if m.role is not MemberRole.HOST} == {"市质量提升领导小组"}
    assert all(m.open_list for m in found if m.role is MemberRole.MEMBER)


def test_evidence_gives_back_its_quote() -> None:
    for m in find(LONG):
        assert LONG[m.evidence.reading_start : m.evidence.reading_end] == m.evidence.quote
        assert m.body in m.evidence.quote


def test_counted_list_is_closed() -> None:
    found = find("成立市质量强市领导小组，市发改委、市财政局等2个部门为成员单位。")
    assert [(m.body, m.open_list) for m in found] == [("市发改委", False), ("市财政局", False)]


def test_roster_ends_at_the_first_line_that_is_no_person() -> None:
    roster = "市质量强市领导小组名单\n组　长：江　岚　市长\n成　员：白若溪　市财政局局长\n"
    found = find(f"{roster}\n领导小组办公室设在市市场监管局。\n柳　青　市教育局局长")
    assert [(m.body, m.role) for m in found] == [
        ("市长", MemberRole.CHAIR),
        ("市财政局", MemberRole.MEMBER),
        ("市市场监管局", MemberRole.HOST),
    ]


def test_text_without_groups_gives_nothing() -> None:
    assert find("各成员单位要落实责任。质量管理小组活动深入开展，班组长培训全覆盖。办公室设备采购要节俭。") == ()


@pytest.mark.parametrize(
    ("post", "body", "kept"),
    [
        ("市长", "市长", None),
        ("分管副区长", "分管副区长", None),
        ("省教育厅厅长", "省教育厅", "省教育厅厅长"),
        ("省公安厅常务副厅长", "省公安厅", "省公安厅常务副厅长"),
        ("省政府秘书长", "省政府", "省政府秘书长"),
        ("南浦区区长", "南浦区", "南浦区区长"),
        ("市委常委、副市长", "副市长", "市委常委、副市长"),
        ("市发展改革委党组书记、主任", "市发展改革委", "市发展改革委党组书记、主任"),
        ("分管市场监管工作的副市长", "副市长", "分管市场监管工作的副市长"),
    ],
)
def test_a_post_sits_for_its_organ(post: str, body: str, kept: str | None) -> None:
    assert seat(post) == Seat(body, kept)


@pytest.mark.parametrize("words", ["企业", "提升质量水平", "", "市长质量奖"])
def test_what_is_no_post_seats_nobody(words: str) -> None:
    assert seat(words) is None


def test_a_shared_post_carries_back_over_a_list() -> None:
    assert seats("市商务局、市教育局主要负责人") == (Seat("市商务局", "市商务局主要负责人"), Seat("市教育局", "市教育局主要负责人"))


def test_several_posts_of_one_person_are_one_seat() -> None:
    assert seats("市委副书记、市长江岚同志") == (Seat("市长", None, "江岚"),)
    assert seats("区委常委、常务副区长") == (Seat("常务副区长"),)
    assert seats("区委书记、区长") == (Seat("区委书记"), Seat("区长"))


@pytest.mark.parametrize(
    ("text", "want"),
    [
        (
            "领导小组由市政府主要负责同志任组长，市发展改革委、市财政局主要负责人为成员。",
            [("市政府", "chair", "领导小组"), ("市发展改革委", "member", "领导小组"), ("市财政局", "member", "领导小组")],
        ),
        (
            "成立市质量强市领导小组（以下简称领导小组），组长由市长担任，有关部门负责人为成员。领导小组办公室（设在市质监局）负责日常工作。",
            [("市长", "chair", "市质量强市领导小组"), ("有关部门", "member", "市质量强市领导小组"), ("市质监局", "host", "领导小组办公室")],
        ),
        (
            "建立市政府分管领导为召集人，市教育局、市财政局为成员的质量联席会议制度。",
            [("市政府", "chair", "质量联席会议"), ("市教育局", "member", "质量联席会议"), ("市财政局", "member", "质量联席会议")],
        ),
        (
            "质量领导小组办公室设在市质监局，江岚同志兼任办公室主任。",
            [("市质监局", "host", "质量领导小组办公室"), ("江岚", "chair", "质量领导小组办公室")],
        ),
        ("质量领导小组要明确专人兼任办公室主任。", []),
        (
            "县质量领导小组办公室设在县市场监管局，承担领导小组日常工作，办公室主任由县市场监管局局长担任。",
            [("县市场监管局", "host", "县质量领导小组办公室"), ("县市场监管局", "chair", "县质量领导小组办公室")],
        ),
    ],
)
def test_other_ways_to_say_it(text: str, want: list[tuple[str, str, str]]) -> None:
    assert [(m.body, m.role.value, m.of) for m in find(text)] == want


def test_a_person_may_stand_behind_the_post() -> None:
    assert seats("市长江岚") == (Seat("市长", None, "江岚"),)


@pytest.mark.parametrize(
    ("line", "person"),
    [
        ("江　岚　市财政局局长", "江岚"),
        ("舒远明 市财政局局长", "舒远明"),
        ("张** 市财政局局长", "张**"),
        ("××× 市财政局局长", "×××"),
        ("柳青（市财政局局长）", "柳青"),
        ("市财政局局长 柳青", "柳青"),
    ],
)
def test_a_roster_line_is_a_person_and_a_post(line: str, person: str) -> None:
    assert person_and_post(line) == Seat("市财政局", "市财政局局长", person)


def test_two_masks_are_never_joined() -> None:
    assert person_and_post("× × 市财政局局长") != Seat("市财政局", "市财政局局长", "××")
