"""Two plans of one place: what is kept, changed, dropped and added, and that time runs both ways."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from qgraph.cli import COMMANDS, main
from qgraph.errors import AmbiguousError, QgraphError
from qgraph.model import Comparator, Jurisdiction, Level, Role
from qgraph.questions.history import Answer, history
from qgraph.store import Store
from tests.qgraph.questions.worlds import CITY, SOUTH, document, store, target

GE, LE = Comparator.GE, Comparator.LE
RATE, LOSS = "制造业产品质量合格率", "质量损失率"
LEAD = Role.LEAD
FIRST, SECOND = "栖陵市质量强市规划（一）", "栖陵市质量强市规划（二）"
SENTENCES = [
    "逐盏检查灯会灯笼线路",
    "公共浴室更换节水龙头",
    "开设修钟匠人学徒班",
    "在渡口修建歇脚凉亭",
    "为每件陶瓷赋码追溯",
    "冰糖作坊定期晾晒",
]


@pytest.fixture(scope="module")
def city(tmp_path_factory: pytest.TempPathFactory) -> Store:
    return store(
        tmp_path_factory.mktemp("city") / "store",
        document(
            CITY,
            FIRST,
            [target(RATE, GE, 92, year=2020), target(LOSS, LE, 2, year=2020)],
            [(SENTENCES[0], [("市市场监管局", LEAD)]), (SENTENCES[1], [("市财政局", LEAD)]), (SENTENCES[2], [])],
            period=(2016, 2020),
            issued="2016-05-01",
        ),
        document(
            CITY,
            SECOND,
            [target(RATE, GE, 95, year=2025)],
            [(SENTENCES[0], [("市市场监管局", LEAD)]), (f"年内{SENTENCES[1]}", [("市教育局", LEAD)]), (SENTENCES[3], [])],
        ),
        document(SOUTH, "南浦区质量强区方案"),
    )


def sentences(part: Any) -> list[str]:
    return [item["earlier"]["name"] for item in part]


def test_what_is_kept_changed_dropped_and_added(city: Store) -> None:
    answer = history(city, FIRST, SECOND).to_json()
    assert sentences(answer["kept"]) == [SENTENCES[0]]
    assert answer["kept"][0]["verbatim"] is True
    assert [(item["earlier"]["name"], [change["kind"] for change in item["changes"]]) for item in answer["changed"]] == [
        (SENTENCES[1], ["lead"]),
        (RATE, ["later", "stricter"]),
    ]
    assert answer["changed"][0]["verbatim"] is False
    assert sentences(answer["dropped"]) == [SENTENCES[2], LOSS]
    assert [item["later"]["name"] for item in answer["added"]] == [SENTENCES[3]]


def test_the_words_are_those_of_time_and_not_of_rank(city: Store) -> None:
    told = json.dumps(history(city, FIRST, SECOND).to_json(), ensure_ascii=False)
    assert "比前一份要求更高：栖陵市2025年≥95%，栖陵市2020年≥92%" in told
    assert "后一份没有这个指标" in told
    assert "上级" not in told
    assert "下级" not in told


def test_plans_of_two_places_are_refused_with_both_named(city: Store) -> None:
    with pytest.raises(QgraphError, match="属栖陵市，《南浦区质量强区方案》属南浦区：不是同一个地方的文件"):
        history(city, FIRST, "南浦区")
    with pytest.raises(AmbiguousError):
        history(city, "栖陵市", SECOND)


def test_two_places_of_unknown_name_are_not_one(tmp_path: Path) -> None:
    nowhere = Jurisdiction(None, Level.COUNTY, None)
    world = store(tmp_path / "store", document(nowhere, "质量强区方案甲"), document(nowhere, "质量强区方案乙"))
    with pytest.raises(QgraphError, match="（地方不明）"):
        history(world, "质量强区方案甲", "质量强区方案乙")


def test_a_plan_beside_itself_is_kept_word_for_word(city: Store) -> None:
    answer = history(city, FIRST, FIRST)
    assert (answer.held.changed, answer.held.dropped, answer.held.added) == ((), (), ())
    assert len(answer.kept) == 5
    assert all(match.verbatim and match.upper.uri == match.lower.uri for match in answer.kept)


figures = st.lists(
    st.tuples(
        st.sampled_from([RATE, LOSS, "灯笼透光率"]),
        st.integers(1, 99),
        st.sampled_from([2020, 2025, None]),
        st.sampled_from([None, "每个县"]),
    ),
    max_size=4,
    unique_by=lambda one: (one[0], one[2]),
)
measures = st.lists(st.sampled_from(SENTENCES), max_size=4, unique=True)


def turned(answer: Answer) -> set[tuple[str, str, str]]:
    held = answer.held
    pairs = {("both", match.upper.uri, match.lower.uri) for match in held.matches}
    return pairs | {("first", one.fact.uri, "") for one in held.dropped} | {("second", one.fact.uri, "") for one in held.added}


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(figures, measures, figures, measures)
def test_the_other_way_round_what_was_dropped_is_added(
    tmp_path_factory: pytest.TempPathFactory,
    one: list[tuple[str, int, int | None, str | None]],
    some: list[str],
    other: list[tuple[str, int, int | None, str | None]],
    others: list[str],
) -> None:
    plans = [
        document(
            SOUTH, title, [target(name, GE, n, year=year, applies_to=whom) for name, n, year, whom in said], [(task, []) for task in own]
        )
        for title, said, own in (("南浦区方案甲", one, some), ("南浦区方案乙", other, others))
    ]
    world = store(tmp_path_factory.mktemp("turned") / "store", *(replace(plan, period_start=None, period_end=None) for plan in plans))
    there, back = turned(history(world, "南浦区方案甲", "南浦区方案乙")), turned(history(world, "南浦区方案乙", "南浦区方案甲"))
    mirror = {"both": "both", "first": "second", "second": "first"}
    assert there == {(mirror[what], *((second, first) if second else (first, ""))) for what, first, second in back}


def test_a_third_plan_changes_nothing(city: Store, tmp_path: Path) -> None:
    plans = [
        document(CITY, f"栖陵市{name}", [target(RATE, GE, n)], [(SENTENCES[n % 6], [])]) for name, n in (("方案甲", 90), ("方案乙", 91))
    ]
    third = document(CITY, "栖陵市方案丙", [target(RATE, GE, 99)], [(sentence, []) for sentence in SENTENCES])
    two, three = store(tmp_path / "two", *plans), store(tmp_path / "three", *plans, third)
    assert history(two, "栖陵市方案甲", "栖陵市方案乙").to_json() == history(three, "栖陵市方案甲", "栖陵市方案乙").to_json()


def test_the_command_gives_one_document_or_a_table_and_refuses_two_places(
    city: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(COMMANDS, "history", "history:history_command")
    store(
        tmp_path / "store",
        document(CITY, FIRST, [target(RATE, GE, 92)]),
        document(CITY, SECOND, [target(RATE, GE, 95)]),
        document(SOUTH, "南"),
    )
    asked = ["--store", str(tmp_path / "store"), "history", FIRST]
    answer = json.loads(CliRunner().invoke(main, [*asked, SECOND, "--format", "json"]).stdout)
    assert answer.keys() >= {"earlier", "later", "kept", "changed", "dropped", "added"}
    shown = CliRunner().invoke(main, [*asked, SECOND])
    assert shown.exit_code == 0
    assert "targets: 1 of 1 kept or changed, 0 dropped, 0 of 1 added" in shown.stderr
    refused = CliRunner().invoke(main, [*asked, "南"])
    assert refused.exit_code == 1
    assert "不是同一个地方的文件" in refused.stderr
