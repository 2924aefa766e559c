from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from click.testing import CliRunner

from qgraph.cli.options import Group as Commands
from qgraph.errors import AmbiguousError, NotFoundError
from qgraph.model import MemberRole, Plan, Role, Status
from qgraph.questions.group import Group, group
from qgraph.store import Store
from tests.qgraph.questions.worlds import CITY, SOUTH, document, store

ON = date(2024, 5, 1)
CHAIR, MEMBER, HOST = MemberRole.CHAIR, MemberRole.MEMBER, MemberRole.HOST
EARLY, LATE = "栖陵市质量兴市规划", "栖陵市质量强市方案"


def with_office(plan: Plan) -> Plan:
    """The host of the office in a group of its own, as plans write it; a list that ends in 等; a seat that a person rejected."""
    seats = [
        replace(seat, of="质量强市领导小组办公室") if seat.role is HOST else replace(seat, open_list=True) for seat in plan.memberships
    ]
    seats = [replace(seat, status=Status.REJECTED) if seat.body == "市城管局" else seat for seat in seats]
    return replace(plan, memberships=tuple(seats))


@pytest.fixture(scope="module")
def country(tmp_path_factory: pytest.TempPathFactory) -> Store:
    early = document(
        CITY,
        EARLY,
        duties=[("检验产品", [("市质监局", Role.LEAD)])],
        seats=[
            ("市长", CHAIR),
            ("市质监局", HOST),
            ("市质监局", MEMBER),
            ("市工商局", MEMBER),
            ("市财政局", MEMBER),
            ("市科技局（知识产权局）", MEMBER),
            ("市城管局", MEMBER),
        ],
        period=(2016, 2020),
        issued="2016-03-01",
    )
    return store(
        tmp_path_factory.mktemp("groups") / "store",
        with_office(early),
        document(CITY, LATE, seats=[("市市场监管局", MEMBER)]),
        document(SOUTH, "南浦区质量强区方案", seats=[("区财政局", MEMBER)]),
        document(SOUTH, "南浦区标准化规划"),
    )


@pytest.fixture(scope="module")
def early(country: Store) -> Group:
    (one,) = group(country, EARLY, on=ON).groups
    return one


def test_chair_members_and_the_host_of_the_office(early: Group) -> None:
    assert [(seat.body_as_written, seat.is_post) for seat in early.chairs] == [("市长", True)]
    assert [seat.body_as_written for seat in early.members] == ["市质监局", "市工商局", "市财政局", "市科技局（知识产权局）"]
    assert [seat.body_as_written for seat in early.hosts] == ["市质监局"]
    assert (early.open_list, early.in_force) == (True, "expired")


def test_merged_members_are_one_body_of_today(early: Group) -> None:
    assert {one.name: one.members for one in early.today} == {
        "栖陵市市场监督管理局": ("市质监局", "市工商局"),
        "栖陵市财政局": ("市财政局",),
        "栖陵市科学技术局": ("市科技局（知识产权局）",),
    }
    unverified = early.to_json()["unverified"]
    assert "栖陵市市场监督管理局" in unverified
    assert "栖陵市财政局" not in unverified
    assert [(plate.name, plate.of) for plate in early.plates] == [("知识产权局", "栖陵市科学技术局")]


def test_the_tasks_of_members_are_counted(early: Group) -> None:
    assert early.measures == 1
    assert {seat.body_as_written: seat.measures for seat in early.members if seat.measures} == {"市质监局": 1}
    assert "没有给任何成员单位派定" not in (early.reason or "")


def test_the_day_decides_what_a_member_is(country: Store) -> None:
    (then,) = group(country, EARLY, on=date(2017, 1, 1)).groups
    assert [one.name for one in then.today][:2] == ["栖陵市质量技术监督局", "栖陵市工商行政管理局"]


def test_by_name_the_group_of_all_plans_of_its_place_the_latest_first(country: Store) -> None:
    found = group(country, "栖陵市质量强市领导小组", on=ON).groups
    assert [(one.plan, one.place) for one in found] == [(LATE, "栖陵市"), (EARLY, "栖陵市")]
    assert group(country, found[0].uri, on=ON).groups == found
    assert group(country, "质量强市领导小组", place="南浦区", on=ON).groups[0].plan == "南浦区质量强区方案"


def test_names_that_mean_several_groups_or_none(country: Store) -> None:
    with pytest.raises(AmbiguousError) as raised:
        group(country, "质量强市领导小组")
    assert len(raised.value.candidates) == 2
    for name in ("火星领导小组", "市财政局"):
        with pytest.raises(NotFoundError):
            group(country, name, place="栖陵市")


def test_a_plan_without_a_group_says_so(country: Store) -> None:
    answer = group(country, "南浦区标准化规划")
    assert answer.groups == ()
    assert answer.reason


def test_each_seat_has_its_sentence(early: Group) -> None:
    for seat in (*early.chairs, *early.members, *early.hosts):
        assert seat.body_as_written in seat.quote
        assert seat.end - seat.start == len(seat.quote)


@pytest.fixture
def commands() -> Commands:
    return Commands(commands_from={"group": "group:group_command"})


def test_the_command_shows_the_group_and_ends_with_1_where_there_is_none(country: Store, commands: Commands) -> None:
    directory = str(country.directory)  # type: ignore[attr-defined]
    shown = CliRunner().invoke(commands, ["group", EARLY, "--store", directory, "--on", "2024-05-01"])
    assert (shown.exit_code, "至少 4 个" in shown.output, "栖陵市市场监督管理局" in shown.output) == (0, True, True)
    assert CliRunner().invoke(commands, ["group", "南浦区标准化规划", "--store", directory, "--format", "json"]).exit_code == 1
