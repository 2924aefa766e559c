"""`compare` on themes: how firmly, by whom, with which money, who alone; the command; both stores alike."""

from __future__ import annotations

import json
from dataclasses import replace
from decimal import Decimal

import pytest
from click.testing import CliRunner

from qgraph.cli.options import Group
from qgraph.errors import NotFoundError
from qgraph.model import Comparator, FundingLine, Heading, Plan, Programme, Role, Status
from qgraph.questions.compare import compare
from qgraph.questions.names import spots
from qgraph.store import Store
from qgraph.store.embedded import EmbeddedReader
from qgraph.store.neo4j import Neo4jStore
from qgraph.sync.run import sync
from tests.conftest import empty
from tests.qgraph.questions.compared import DAY, plain, theme
from tests.qgraph.questions.worlds import CITY, COUNTY, OTHER_CITY, document, evidence, store, target

EQ = Comparator.EQ


def themed(plan: Plan, place: str = "一") -> Plan:
    """A plan with its first line as the heading above all its facts, and no deadline."""
    under = Heading(1, place, plan.title, 0, len(plan.title))
    path = (place,)
    return replace(
        plan,
        headings=(under,),
        tasks=tuple(replace(task, deadline=None, evidence=replace(task.evidence, path=path)) for task in plan.tasks),
        targets=tuple(replace(one, evidence=replace(one.evidence, path=path)) for one in plan.targets),
    )


LEAD = [("市市场监管局", Role.LEAD), ("市财政局", Role.PARTICIPATE)]


@pytest.fixture(scope="module")
def themes(tmp_path_factory: pytest.TempPathFactory) -> Store:
    mine = document(
        CITY,
        "栖陵市质量强市建设方案",
        [target("规上企业全部设立首席质量官", EQ, 100, year=2023)],
        [("推行首席质量官制度", LEAD), ("一律公开电梯维保记录", [("市住建局", Role.RESPONSIBLE)])],
        rejected=("市财政局",),
    )
    text = mine.source.reading
    reward = FundingLine(
        evidence(text, "推行首席质量官制度"),
        "f.test",
        "reward",
        Decimal(20),
        None,
        "万元",
        "max",
        per="item",
        per_as_written="每家",
        purpose="首席质量官",
    )
    mine = replace(mine, funding=(reward, replace(reward, amount=Decimal(5), per=None, per_as_written=None, purpose="首席质量官培训")))
    yours = document(OTHER_CITY, "沁原市质量强市建设方案", [], [("探索建立首席质量官制度", []), ("加强计量器具管理", [])])
    shown = document(COUNTY, "砚湖县强化特种设备安全", [], [("一律公开维保记录", []), ("鼓励加装电梯黑匣子", [])])
    programme = Programme(evidence(shown.source.reading, "公开维保记录"), "p.test", "品牌培育计划")
    gone = replace(programme, name="计量惠民行动", status=Status.REJECTED)
    return store(tmp_path_factory.mktemp("themes") / "store", mine, yours, themed(replace(shown, programmes=(programme, gone))))


def test_one_theme_and_how_firmly_each_side_means_it(themes: Store) -> None:
    found = theme(compare(themes, ["栖陵市", "沁原市"], on=DAY), "首席质量官")
    mine, yours = found["summaries"]
    assert (mine["firmness"]["level"], mine["firmness"]["word"], mine["firmest"]) == ("complete", "全部", True)
    assert (yours["firmness"]["level"], yours["firmness"]["word"], yours["firmest"]) == ("explore", "探索", False)
    assert [item["measurable"] for cell in found["cells"] for item in cell if item["kind"] == "target"] == [True]
    assert (mine["measurable"], yours["measurable"]) == (True, False)


def test_a_task_that_binds_all_by_a_day_can_be_measured(themes: Store) -> None:
    (item,) = theme(compare(themes, ["栖陵市", "沁原市"], on=DAY), "特种设备安全")["cells"][0]
    assert (item["firmness"]["level"], item["deadline"], item["measurable"]) == ("complete", "2023", True)


def test_who_leads_a_theme_by_type_of_body(themes: Store) -> None:
    answer = compare(themes, ["栖陵市", "沁原市"], on=DAY)
    assert theme(answer, "首席质量官")["summaries"][0]["lead_types"] == ["市场监管"]
    assert theme(answer, "特种设备安全")["cells"][0][0]["leads"][0]["role"] == "responsible"  # nobody leads


def test_rewards_and_ceilings_stand_side_by_side_and_are_never_added(themes: Store) -> None:
    found = theme(compare(themes, ["栖陵市", "沁原市"], on=DAY), "首席质量官")
    assert found["summaries"][0]["money"] == ["每家 最高20万元", "最高5万元"]
    assert "25" not in json.dumps(found["summaries"])


def test_who_alone_has_what(themes: Store) -> None:
    answer = compare(themes, ["栖陵市", "沁原市"], on=DAY)
    mine, yours = plain(answer)["only_in"]
    assert (mine["title"], mine["themes"], len(mine["indicators"])) == ("栖陵市", ["特种设备安全"], 1)
    assert (yours["title"], yours["themes"], yours["indicators"]) == ("沁原市", ["计量"], [])
    assert [side["firmest"] for side in theme(answer, "特种设备安全")["summaries"]] == [False, False]  # firmer than nobody


def test_a_heading_speaks_for_what_stands_under_it(themes: Store) -> None:
    answer = compare(themes, ["砚湖县", "栖陵市"], on=DAY)
    found = theme(answer, "特种设备安全")
    told = {item["title"]: (item["told_by"], item["terms"]) for item in found["cells"][0] if item["kind"] == "task"}
    assert told == {"一律公开维保记录": ("heading", ["特种设备"]), "鼓励加装电梯黑匣子": ("words", ["电梯"])}
    assert not any(item["measurable"] for item in found["cells"][0])  # 一律, but nobody says by when
    assert found["summaries"][0]["firmness"]["word"] == "鼓励"  # of what names the theme itself, though 一律 is firmer


def test_a_programme_speaks_by_its_name_and_what_was_rejected_says_nothing(themes: Store) -> None:
    answer = compare(themes, ["砚湖县", "栖陵市"], on=DAY)
    assert [item["title"] for item in theme(answer, "品牌建设")["cells"][0]] == ["品牌培育计划"]
    assert "计量" not in [row.theme.name for row in answer.themes]


def test_every_item_gives_its_sentence_with_file_and_span(themes: Store) -> None:
    assert isinstance(themes, EmbeddedReader)
    said = plain(compare(themes, ["栖陵市", "沁原市"], on=DAY))
    plans = {plan["plan"]: plan for plan in themes.run("plans")}
    items = [item for found in (*said["themes"], *said["indicators"]) for cell in found["cells"] for item in cell]
    assert items
    for item in items:
        plan = plans[item["plan_uri"]]
        assert (item["plan"], item["file"]) == (plan["title"], plan["file"])
        assert item["reading_end"] - item["reading_start"] == len(item["quote"]) > 0


def test_a_theme_or_an_indicator_can_be_asked_for_alone(themes: Store) -> None:
    asked = ["栖陵市", "沁原市"]
    only = compare(themes, asked, theme="首席质量官", on=DAY)
    assert ([row.theme.id for row in only.themes], len(only.indicators)) == (["chief-quality-officer"], 1)
    name = only.indicators[0].name
    assert [row.name for row in compare(themes, asked, indicator=name, on=DAY).indicators] == [name]
    assert compare(themes, asked, indicator=name, on=DAY).themes == ()
    assert compare(themes, asked, theme="计量", on=DAY).indicators == ()
    with pytest.raises(NotFoundError, match="首席质量官"):
        compare(themes, asked, theme="首席质量", on=DAY)


main = Group("qgraph", commands_from={"compare": "compare:compare_command"})


def test_the_command_prints_the_document_or_a_table(themes: EmbeddedReader) -> None:
    where = ["--store", str(themes.directory), "--on", "2023-05-01"]
    run = CliRunner().invoke(main, ["compare", "栖陵市", "沁原市", "--format", "json", *where])
    assert (run.exit_code, json.loads(run.stdout)) == (0, plain(compare(themes, ["栖陵市", "沁原市"], on=DAY)))
    run = CliRunner().invoke(main, ["compare", "栖陵市", "沁原市", "--theme", "首席质量官", *where])
    assert run.exit_code == 0
    assert all(word in run.stdout for word in ("1 栖陵市", "2 沁原市", "★全部", "探索"))
    assert CliRunner().invoke(main, ["compare", "栖陵市", *where]).exit_code == 2
    assert CliRunner().invoke(main, ["compare", "栖陵市", "无此地", *where]).exit_code == 1


@pytest.mark.neo4j
def test_both_stores_answer_alike(themes: EmbeddedReader, neo4j_server_store: Neo4jStore) -> None:
    empty(neo4j_server_store)
    sync(themes, neo4j_server_store)
    for asked in (["栖陵市", "沁原市"], ["砚湖县", "栖陵市", "沁原市"]):
        assert plain(compare(neo4j_server_store, asked, on=DAY)) == plain(compare(themes, asked, on=DAY))
    assert spots(neo4j_server_store).keys() == spots(themes).keys()
