"""docs/neo4j.md holds: its queries answer, its drawing is the graph, its commands run; all on a real server over the samples."""

from __future__ import annotations

import re
import shlex
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

import click
import pytest
from click.testing import CliRunner
from neo4j import Driver, GraphDatabase, Record
from rdflib import OWL, RDF, Graph

from qgraph import desk, ingest
from qgraph.cli import main
from qgraph.reviews.entries import Act
from qgraph.store import Row, open_store
from qgraph.store.connection import NAMES, read_file
from qgraph.store.neo4j import Neo4jStore
from qgraph.sync.mapping import SHORTCUTS, local, relationship
from qgraph.sync.run import sync
from tests.conftest import empty

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs" / "neo4j.md").read_text(encoding="utf-8")
# No sample says these; the vocabulary has them.
UNSAID = {"effectiveUntil"}
DECIDED = "nanpu-2021-2025.txt"  # the sample that people say something of


class Block(NamedTuple):
    """A fenced block: its language, its text, the line of Chinese or English it stands under."""

    language: str
    text: str
    title: str


def blocks(language: str) -> list[Block]:
    found, title = [], ""
    for part in re.finditer(r"^```(\w+)\n(.*?)^```$|^(?:#+|\*\*\d+\.) ([^\n]*)$", PAGE, re.MULTILINE | re.DOTALL):
        if part[3]:
            title = part[3]
        elif part[1] == language:
            found.append(Block(part[1], part[2], title.partition(" · ")[0]))
    return found


QUERIES = {block.title: block.text for block in blocks("cypher")}
# What each must find among the rest; the samples say so.
AMONG: dict[str, dict[str, Any]] = {
    "同步": {"state": "finished"},
    "谁牵头什么": {"body": "柳堰区教育局", "task": "守护校园食品"},
    "没有时限的任务": {"task": "小作坊规范"},
    "已并走、改名的机构还欠着什么": {"body": "云川省质量技术监督局", "role": "LEADS", "today": ["市场监管"], "since": "2018"},
    "低于国家目标的指标": {"place": "栖陵市", "indicator": "食品抽检合格率", "here": "97.5", "nation": "98"},
    "钱：谁出、给谁、多少": {"payer": "县财政", "amount": "150", "unit": "万元"},
    "领导小组成员": {"role": "chair"},
    "两个机构之间的路径": {"through": ["柳堰区教育局", "守护校园食品", "柳堰区市场监督管理局", "打响柳堰竹编品牌", "柳堰区农业农村局"]},
    "文件到期而任务未了": {"plan": "栖陵市质量强市规划（2016—2020年）", "followed_by": ["栖陵市质量强市建设实施方案（2021—2025年）"]},
    "指标表里没有的指标": {"indicator": "等级民宿", "targets": 1, "places": ["砚湖县"]},
    "一条事实的证据": {"file": "qiling-2021-2025.txt"},
}


class Synced(NamedTuple):
    folder: Path  # the embedded store
    uri: str
    driver: Driver  # one that says what a query asks for in vain


def decided(folder: Path, plan: Row) -> None:
    """An entry of every kind about a plan."""
    for act, kind, values in (
        (Act.CORRECT, "targets", {"unit": "件"}),
        (Act.PROPOSE, "tasks", {"body": "区财政局", "role": "participate"}),
        (Act.REPORT, "tasks", {"progress": "过半", "month": "2024-01"}),
        (Act.YEARLY, "targets", {"year": "2024", "value": "3"}),
    ):
        opened = desk.open_folder(folder, plan)
        uri = getattr(opened.reviewed.names, kind)[-1]
        desk.decide(folder, opened.uri, [opened.entry(act, uri, "张某", **values)])


@pytest.fixture(scope="module")
def synced(tmp_path_factory: pytest.TempPathFactory, neo4j_uri: str, neo4j_server_store: Neo4jStore) -> Iterator[Synced]:
    """The samples in both stores, and one of everything that people may say of a plan."""
    folder = tmp_path_factory.mktemp("page") / "store"
    assert not ingest.load(folder, [ROOT / "samples" / "plans"], workers=1).refused
    decided(folder, next(row for row in open_store(folder).run("plans") if row["file"] == DECIDED))
    empty(neo4j_server_store)
    sync(open_store(folder), neo4j_server_store)
    with GraphDatabase.driver(neo4j_uri, notifications_min_severity="WARNING") as driver:
        yield Synced(folder, neo4j_uri, driver)


def test_there_are_ten_queries_for_an_office_and_one_for_the_sync() -> None:
    assert list(QUERIES) == list(AMONG)
    assert len(QUERIES) == 1 + 10


@pytest.mark.neo4j
@pytest.mark.parametrize("title", AMONG)
def test_every_query_finds_what_it_should_and_asks_for_nothing_in_vain(synced: Synced, title: str) -> None:
    rows, summary, columns = synced.driver.execute_query(QUERIES[title])
    assert rows
    assert [row for row in rows if has(row, AMONG[title])], "not among its rows"
    for column in set(columns) - {"reason"}:
        assert any(row[column] not in (None, [], "") for row in rows), f"{column} is always empty"
    complaints = [found.status_description for found in summary.gql_status_objects if found.raw_severity == "WARNING"]
    assert not [said for said in complaints if not any(f"`{name}`" in said for name in UNSAID)]


def has(row: Record, wanted: dict[str, Any]) -> bool:
    return all(row[column] == value for column, value in wanted.items())


@pytest.mark.neo4j
def test_what_the_page_says_is_below_or_missing_is_so(synced: Synced) -> None:
    for row in synced.driver.execute_query(QUERIES["低于国家目标的指标"]).records:
        assert float(row["here"]) < float(row["nation"])
    for row in synced.driver.execute_query(QUERIES["文件到期而任务未了"]).records:
        assert row["until"] < "2026"


# The drawing

SOLID = re.compile(r"^  (\w+) -- (\w+) --> (\w+)$", re.MULTILINE)
DOTTED = re.compile(r"^  (\w+) -\. (\w+) \.-> (\w+)$", re.MULTILINE)
DRAWN = [edge for block in blocks("mermaid") for edge in SOLID.findall(block.text)]
RARE = [edge for block in blocks("mermaid") for edge in DOTTED.findall(block.text)]


def test_every_line_of_the_drawing_is_one_we_read() -> None:
    lines = [line for block in blocks("mermaid") for line in block.text.splitlines()]
    assert len(lines) == len(DRAWN) + len(RARE) + lines.count("flowchart LR")


@pytest.mark.neo4j
@pytest.mark.parametrize(("start", "kind", "end"), DRAWN)
def test_every_arrow_that_is_drawn_is_in_the_graph(synced: Synced, start: str, kind: str, end: str) -> None:
    query: Any = f"MATCH (:Resource:{start})-[r:{kind}]->(:Resource:{end}) RETURN count(r) AS n"
    assert synced.driver.execute_query(query).records[0]["n"]


@pytest.mark.neo4j
def test_every_arrow_of_the_graph_is_drawn_or_named_below(synced: Synced) -> None:
    query = """MATCH (a:Resource)-[r]->(b:Resource) UNWIND labels(a) AS start UNWIND labels(b) AS end
        WITH DISTINCT start, type(r) AS kind, end WHERE start <> 'Resource' AND end <> 'Resource' RETURN start, kind, end"""
    found = {(row["start"], row["kind"], row["end"]) for row in synced.driver.execute_query(query).records}
    facts = ("Responsibility", "Membership", "Target", "FundingLine", "Programme", "Mention")
    named = {(fact, kind, end) for fact in facts for kind, end in (("OF_PLAN", "Plan"), ("SOURCE", "SourceFile"))}
    entries = ("Decision", "Correction", "Proposal", "Report", "YearlyValue")
    named |= {(entry, kind, end) for entry in entries for kind, end in (("IN_REVIEW_OF", "Plan"), ("CONCERNS", "Target"))}
    # a leading group is a body too, and a statement of units or of validity has a source as all evidence has
    drawn = {*DRAWN, *named, ("Task", "SOURCE", "SourceFile")}
    also = {tuple("Body" if part == "LeadingGroup" else part for part in edge) for edge in found}
    assert also - {tuple("Body" if part == "LeadingGroup" else part for part in edge) for edge in drawn} == set()


def test_the_page_knows_the_whole_vocabulary() -> None:
    vocabulary = Graph().parse(ROOT / "ontology" / "qgraph.ttl")
    kinds = {relationship(str(name)) for name in vocabulary.subjects(RDF.type, OWL.ObjectProperty)} | set(SHORTCUTS.values())
    labels = {local(str(name)) for name in vocabulary.subjects(RDF.type, OWL.Class)}
    edges = [*DRAWN, *RARE]
    assert {kind for _, kind, _ in edges} == kinds - {"EVIDENCE"}  # which is folded, as the table of names says
    assert {end for start, _, finish in edges for end in (start, finish)} == labels
    assert "（`EVIDENCE`）" in PAGE


# The commands and the settings


def commands() -> list[list[str]]:
    lines = [line.partition("#")[0] for block in blocks("bash") for line in block.text.splitlines()]
    return [shlex.split(line)[1:] for line in lines if line.startswith("qgraph ")]


@pytest.mark.neo4j
def test_every_command_of_the_page_runs(synced: Synced, tmp_path: Path) -> None:
    file = tmp_path / "neo4j.env"
    file.write_text(f"NEO4J_URI={synced.uri}\n")
    file.chmod(0o600)
    asked = commands()
    assert [command[0] for command in asked] == ["sync", "sync", "sync", "sync", "who"]
    for command in asked:
        given = [str(file) if word == "~/neo4j.env" else word for word in command]
        result = CliRunner().invoke(main, ["--store", str(synced.folder), *given])
        assert result.exit_code == 0, result.output
        assert str(file) in given


def test_the_table_of_settings_is_complete() -> None:
    rows = re.findall(r"^\| (?:`(--neo4j[\w-]*)`|.*none.*) \| `(NEO4J_\w+)` \|", PAGE, re.MULTILINE)
    options = {name for parameter in main.params if isinstance(parameter, click.Option) for name in parameter.opts if "neo4j" in name}
    assert [name for _, name in rows] == list(NAMES)
    assert {option for option, _ in rows if option} == options - {"--neo4j-file"}


def test_the_file_of_the_page_is_one_we_read(tmp_path: Path) -> None:
    (block,) = blocks("ini")
    file = tmp_path / "neo4j.env"
    file.write_text(block.text, encoding="utf-8")
    file.chmod(0o600)
    assert list(read_file(file)) == list(NAMES)
