"""The chain of a task or target: which plans belong to it, which items, and why there is none."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import CliRunner

from qgraph.cli import COMMANDS, main
from qgraph.errors import AmbiguousError, NotFoundError
from qgraph.model import Comparator, Role
from qgraph.questions.alignment.pairs import settings as alignment_settings
from qgraph.questions.coverage import coverage
from qgraph.questions.coverage.facts import Fact
from qgraph.questions.trace import Answer, trace
from qgraph.questions.trace.related import related
from qgraph.store import Store
from qgraph.store.embedded import EmbeddedReader
from qgraph.store.neo4j import Neo4jStore
from qgraph.sync.run import sync
from tests.qgraph.questions.chains import chain, loaded
from tests.qgraph.questions.worlds import CITY, COUNTY, OTHER_CITY, PROVINCE, SOUTH, WILLOW, document, store, target

GE = Comparator.GE
RATE = "制造业产品质量合格率"
LEAD, ANSWER = Role.LEAD, Role.RESPONSIBLE
THRESHOLD = alignment_settings()["threshold"]
LAMPS, TAPS, CLOCKS = "逐盏检查灯会灯笼线路", "公共浴室更换节水龙头", "开设修钟匠人学徒班"


@pytest.fixture(scope="module")
def country(tmp_path_factory: pytest.TempPathFactory) -> Store:
    return store(
        tmp_path_factory.mktemp("country") / "store",
        document(PROVINCE, "云川省灯会安全工作要点", [target(RATE, GE, 94)], [(LAMPS, [("省市场监管局", LEAD)]), (CLOCKS, [])]),
        document(PROVINCE, "云川省浴室节水规划", duties=[(f"全省{TAPS}", [])]),
        document(
            CITY,
            "栖陵市灯会安全实施方案",
            [target(RATE, GE, 95)],
            [(f"灯会前{LAMPS}", [("市市场监管局", LEAD), ("各区人民政府", ANSWER)]), ("在渡口修建歇脚凉亭", [])],
        ),
        replace(
            document(SOUTH, "南浦区灯会安全工作方案", [target(RATE, GE, 96)], [(f"开市前{LAMPS}", []), (f"街道{TAPS}", [])]),
            basis=("栖陵市人民政府关于印发栖陵市灯会安全实施方案的通知", "云川省人民政府关于印发云川省浴室节水规划的通知"),
        ),
        document(COUNTY, "砚湖县灯会安全方案", duties=[(f"县内{LAMPS}", [])]),
        document(WILLOW, "柳堰区陶瓷赋码方案", duties=[(LAMPS, [])]),
        document(OTHER_CITY, "沁原市灯会安全旧方案", duties=[(LAMPS, [])], period=(2011, 2015), issued="2011-01-01"),
    )


def links(answer: Answer) -> list[tuple[str, str, str, str]]:
    return [(way, link.via, str(link.other.plan["title"]), link.other.name) for way, link in answer.links if isinstance(link.other, Fact)]


def test_a_task_has_its_bodies_what_it_carries_out_and_what_carries_it_out(country: Store) -> None:
    answer = trace(country, "栖陵市", "1")
    assert [(body.name, body.row["role"]) for body in answer.bodies] == [("栖陵市市场监督管理局", "lead"), ("各区人民政府", "responsible")]
    assert links(answer) == [
        ("up", "nearest", "云川省灯会安全工作要点", LAMPS),
        ("down", "nearest", "南浦区灯会安全工作方案", f"开市前{LAMPS}"),
    ]


def test_up_all_places_are_asked_and_the_first_is_the_nearest(country: Store) -> None:
    assert [row[:3] for row in links(trace(country, "南浦区", "1"))] == [
        ("up", "nearest", "栖陵市灯会安全实施方案"),
        ("up", "chain", "云川省灯会安全工作要点"),
    ]


def test_down_a_place_is_asked_where_none_between_has_a_related_plan(country: Store) -> None:
    # 南浦区 answers to 栖陵市, which has one; 砚湖县 lies in 沁原市, whose plan ended before; 柳堰区 has a plan of another subject
    assert [row[2] for row in links(trace(country, "云川省灯会安全工作要点", "1"))] == ["栖陵市灯会安全实施方案", "砚湖县灯会安全方案"]


def test_a_plan_named_as_basis_belongs_to_the_chain_whatever_its_subject(country: Store) -> None:
    (link,) = trace(country, "南浦区", "2").up.links
    assert isinstance(link.other, Fact)
    assert link.other.plan["title"] == "云川省浴室节水规划"
    assert link.reasons[0] == "下级文件写明以《云川省浴室节水规划》为依据"
    assert link.reasons[1].startswith("共有词语：“公共浴室更换节水龙头”")


def test_of_more_plans_than_are_asked_it_says_how_many_are_left(country: Store) -> None:
    answer = trace(country, "云川省灯会安全工作要点", "1", limit=1)
    assert [row[2] for row in links(answer)] == ["栖陵市灯会安全实施方案"]
    assert (answer.down.left_out, answer.down.reason) == (1, "另有 1 份相关的下级文件没有查")
    assert trace(country, "云川省灯会安全工作要点", "2", limit=1).down.reason == (
        f"下级文件（《栖陵市灯会安全实施方案》）中没有相似度达到{THRESHOLD}的任务；另有 1 份相关的下级文件没有查"
    )


def test_trace_and_coverage_give_the_same_score(country: Store) -> None:
    (link,) = trace(country, "栖陵市", "1").up.links
    scores = {match.upper.name: match.score for match in coverage(country, "云川省灯会安全工作要点", "栖陵市").matches}
    assert link.score == scores[LAMPS]


def test_an_empty_chain_says_why(country: Store) -> None:
    pavilion = trace(country, "栖陵市", "在渡口修建歇脚凉亭")
    assert pavilion.up.reason == f"上级文件（《云川省灯会安全工作要点》）中没有相似度达到{THRESHOLD}的任务"
    assert pavilion.to_json()["reasons"]["bodies"] == "原文没有写明责任单位"
    alone = trace(country, "柳堰区", "1")
    assert alone.up.reason == "库中没有上级地方主题相同或被列为依据的文件"
    assert alone.down.reason == "库中没有下级地方主题相同或以本文件为依据的文件"


def test_a_target_is_followed_by_its_indicator(country: Store) -> None:
    answer = trace(country, "栖陵市", RATE)
    assert answer.to_json()["fact"]["kind"] == "target"
    assert answer.bodies == ()
    found = [(way, link.via, link.verdict, link.to_json()["place"]) for way, link in answer.links]
    assert ("up", "nearest", "stricter", "云川省") in found
    assert ("up", "chain", "stricter", "国家") in found  # a published figure
    assert ("down", "nearest", "stricter", "南浦区") in found
    assert all(link["reasons"] and (link["quote"] or link["address"]) for link in (*answer.to_json()["up"], *answer.to_json()["down"]))


def test_a_target_that_nobody_shares_says_so(tmp_path: Path) -> None:
    world = store(tmp_path / "store", document(CITY, "栖陵市方案", [target("灯笼透光率", GE, 70)]))
    answer = trace(world, "栖陵市", "灯笼透光率")
    assert (answer.up.reason, answer.down.reason) == ("库中上级地方没有可对照的同一指标", "库中下级地方没有可对照的同一指标")


def test_a_uri_means_the_same_as_plan_and_number(country: Store) -> None:
    answer = trace(country, "栖陵市", "1")
    assert trace(country, answer.fact.uri).to_json() == answer.to_json()


def test_what_does_not_exist_or_is_not_one_is_refused(country: Store, tmp_path: Path) -> None:
    with pytest.raises(NotFoundError, match="库中没有任务或指标"):
        trace(country, "栖陵市")
    with pytest.raises(NotFoundError, match="没有编号或名称为 九 的任务或指标"):
        trace(country, "栖陵市", "九")
    twice = document(CITY, "栖陵市方案", [target(RATE, GE, 92, year=2023), target(RATE, GE, 95)])
    with pytest.raises(AmbiguousError, match="有 2 项") as torn:
        trace(store(tmp_path / "store", twice), "栖陵市", RATE)
    assert len({row["uri"] for row in torn.value.candidates}) == 2


def test_titles_are_of_one_subject_without_places_years_and_usual_words() -> None:
    def row(title: str, start: int | None = None, end: int | None = None) -> dict[str, str | int | None]:
        return {"title": title, "issued_on": None, "period_start": start, "period_end": end}

    places = frozenset({"云川省", "栖陵市"})
    upper = row("云川省2023年灯会安全工作要点", 2023, 2023)
    assert related(upper, row("2024年栖陵市灯会安全实施方案", 2024, 2024), (), places)  # type: ignore[arg-type]
    assert related(upper, row("栖陵市2023年浴室节水工作要点", 2023, 2023), (), places) is None  # type: ignore[arg-type]
    assert related(upper, row("栖陵市灯会安全方案", 2016, 2020), (), places) is None  # type: ignore[arg-type]
    assert related(upper, row("栖陵市灯会安全方案"), (), places, by_subject=False) is None  # type: ignore[arg-type]


def test_the_command_gives_one_document_or_a_table(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(COMMANDS, "trace", "trace:trace_command")
    store(tmp_path / "store", document(CITY, "栖陵市方案", duties=[(LAMPS, [("市市场监管局", LEAD)])]))
    asked = ["--store", str(tmp_path / "store"), "trace", "栖陵市", "1"]
    answer = json.loads(CliRunner().invoke(main, [*asked, "--format", "json"]).stdout)
    assert [body["name"] for body in answer["bodies"]] == ["栖陵市市场监督管理局"]
    shown = CliRunner().invoke(main, asked)
    assert shown.exit_code == 0
    assert LAMPS in shown.stdout
    assert "库中没有上级地方主题相同" in shown.stderr


@pytest.mark.neo4j
def test_both_stores_give_the_same_answers(country: Store, neo4j_store: Neo4jStore) -> None:
    assert isinstance(country, EmbeddedReader)
    sync(country, neo4j_store)
    for plan, item in (("栖陵市", "1"), ("栖陵市", RATE), ("南浦区", "2")):
        assert trace(neo4j_store, plan, item).to_json() == trace(country, plan, item).to_json()
    for upper, lower in (("云川省灯会安全工作要点", "栖陵市"), ("栖陵市", "南浦区")):
        assert coverage(neo4j_store, upper, lower).to_json() == coverage(country, upper, lower).to_json()


@pytest.fixture(scope="module")
def chains(tmp_path_factory: pytest.TempPathFactory) -> Store:
    return loaded(tmp_path_factory.mktemp("chains") / "store")


# a lower task, by document and number, and the number of the upper task that it carries out
TASKS = [("310", "二(一)1", "221", "二(一)1"), ("317", "二(四)22", "230", "五36"), ("404", "一(四)", "227", "二5")]


@pytest.mark.corpus
@pytest.mark.parametrize(("below", "task", "above", "wanted"), TASKS)
def test_a_task_of_a_real_chain_is_followed_up_and_down(below: str, task: str, above: str, wanted: str, chains: Store) -> None:
    answer = trace(chains, chain(chains, below), task)
    assert answer.bodies
    up = [link.other for link in answer.up.links if isinstance(link.other, Fact)]
    assert (chain(chains, above), wanted) in [(fact.plan["file"], fact.number) for fact in up]
    down = trace(chains, next(fact.uri for fact in up if fact.number == wanted)).down.links
    assert answer.fact.uri in [link.other.uri for link in down if isinstance(link.other, Fact)]


@pytest.mark.corpus
def test_a_real_figure_is_followed_by_its_indicator(chains: Store) -> None:
    (link,) = trace(chains, chain(chains, "310"), "平均办结满意率").up.links
    assert (link.verdict, link.to_json()["place"]) == ("meets", "广东省")
