"""The audit of whole stores: one plan or all, either store, whatever stands elsewhere; and of the real documents."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from qgraph import ingest
from qgraph.cli.options import Group
from qgraph.errors import NotFoundError
from qgraph.model import Comparator, Jurisdiction, Level, Nature, Role
from qgraph.questions import audit as audits_
from qgraph.questions.audit import Answer, Finding, Kind, audit
from qgraph.questions.rollup import rollup
from qgraph.questions.verdicts import Verdict
from qgraph.registries import indicators
from qgraph.registries.indicators import Aggregation
from qgraph.store import Store, open_store
from qgraph.store.neo4j import Neo4jStore
from qgraph.sync.run import sync
from tests.loaders.documents import SHARED, needs_corpus
from tests.qgraph.questions.audits import ON, Headed
from tests.qgraph.questions.worlds import CITY, SOUTH, store

ELSEWHERE = Jurisdiction("江苏省", Level.PROVINCE, "320000")
SEEDS = SHARED / "corpus" / "seeds"


def of_plan(answer: Answer, plan: str) -> list[Finding]:
    return [finding for finding in answer.findings if finding.plan_uri == plan]


def test_all_plans_at_once_and_one_by_one_are_the_same(samples: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    whole = audit(samples, on=ON)
    assert len({finding.kind for finding in whole.findings}) > 5
    monkeypatch.setattr(audits_, "PART", 0)  # every plan is asked by itself
    assert audit(samples, on=ON) == whole
    for row in samples.run("plans"):
        assert list(audit(samples, plan=str(row["plan"]), on=ON).findings) == of_plan(whole, str(row["plan"]))


def test_findings_stand_by_plan_kind_and_place_in_the_text(samples: Store) -> None:
    found = audit(samples, on=ON).findings
    plans = [finding.plan_uri for finding in found]
    assert list(dict.fromkeys(plans)) == [uri for uri, _ in sorted(Counter(plans).items(), key=lambda pair: plans.index(pair[0]))]
    for plan in set(plans):
        kinds = [audits_.KINDS.index(finding.kind) for finding in found if finding.plan_uri == plan]
        assert kinds == sorted(kinds)
    for finding in found:
        starts = [item.start or 0 for item in finding.items]
        assert starts == sorted(starts)


def test_a_place_is_asked_with_all_below_it(samples: Store) -> None:
    assert {finding.place for finding in audit(samples, place="沁原市", on=ON).findings} == {"沁原市", "砚湖县"}
    with pytest.raises(NotFoundError):
        audit(samples, place="火星市")
    with pytest.raises(NotFoundError):
        audit(samples, plan="火星市质量强市方案")


def test_kinds_narrow_the_answer(samples: Store) -> None:
    whole = audit(samples, on=ON)
    for kind in Kind:
        assert list(audit(samples, kinds=(kind,), on=ON).findings) == [finding for finding in whole.findings if finding.kind is kind]


def test_every_finding_gives_back_its_sentence(samples: Store) -> None:
    texts = {str(row["file"]): samples.source(str(row["sha256"])).found for row in samples.run("plans")}  # type: ignore[attr-defined]
    for finding in audit(samples, on=ON).findings:
        for item in (finding.item, *finding.items):
            assert item.found is None or texts[finding.file][item.start : item.end] == item.found


@pytest.mark.neo4j
def test_both_stores_agree(samples: Store, neo4j_store: Neo4jStore) -> None:
    sync(samples, neo4j_store)  # type: ignore[arg-type]
    assert audit(neo4j_store, on=ON) == audit(samples, on=ON)


def _home(place: Jurisdiction, title: str) -> Headed:
    said = Headed(place, title)
    said.task("1", "建设检测平台", ("市质监局", Role.LEAD), ("市财政局", Role.PARTICIPATE))
    said.target("食品抽检合格率", Comparator.GE, "96")
    said.target("云川通上线", Comparator.GE, "70")
    said.pays("给予一定支持。", "reward")
    return said


@settings(max_examples=6, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    value=st.integers(90, 100),
    indicator=st.sampled_from(["食品抽检合格率", "云川通上线", "公共服务质量满意度"]),
    body=st.sampled_from(["省质监局", "市质监局", "各有关部门"]),
    nature=st.sampled_from(list(Nature)),
)
def test_a_plan_elsewhere_changes_nobodys_findings(
    tmp_path_factory: pytest.TempPathFactory, value: int, indicator: str, body: str, nature: Nature
) -> None:
    home = [_home(CITY, "栖陵市质量强市方案").plan(), _home(SOUTH, "南浦区质量强区方案").plan()]
    other = Headed(ELSEWHERE, "质量强省方案")
    other.task("1", "建设检测平台", (body, Role.RESPONSIBLE))
    other.target(indicator, Comparator.GE, str(value))
    before = audit(store(tmp_path_factory.mktemp("before") / "store", *home), on=ON)
    after = audit(store(tmp_path_factory.mktemp("after") / "store", *home, replace(other.plan(), nature=nature)), on=ON)
    assert [finding for finding in after.findings if finding.place != "江苏省"] == list(before.findings)
    assert before.findings


# --- the command


def run(directory: Path, *arguments: str) -> tuple[int, str]:
    group = Group(commands_from={"audit": "audit:audit_command"})
    obj = {"store": directory, "neo4j_user": None, "neo4j_database": None, "neo4j_file": None}
    result = CliRunner().invoke(group, ["audit", "--store", str(directory), *arguments], obj=obj)
    return result.exit_code, result.output


def test_the_command_prints_a_table_and_one_document(tmp_path: Path) -> None:
    said = Headed(CITY, "栖陵市质量强市方案")
    said.task("1", "建设\x1b[31m检测平台")
    store(tmp_path / "store", said.plan())
    code, shown = run(tmp_path / "store", "--on", "2023-06-01")
    assert code == 0
    assert "plan_without_owners" in shown
    assert "\x1b" not in shown
    code, shown = run(tmp_path / "store", "--kind", "stale_body", "--format", "json", "--plan", "栖陵市质量强市方案")
    assert (code, '"findings": []' in shown) == (0, True)
    assert run(tmp_path / "store", "--plan", "没有")[0] == 1
    assert run(tmp_path / "store", "--kind", "没有")[0] == 2


# --- the real documents


@pytest.fixture(scope="module")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> Store:
    directory = tmp_path_factory.mktemp("corpus") / "store"
    assert ingest.load(directory, [SHARED / "corpus" / "plans", SEEDS]).refused == 0
    return open_store(directory)


@needs_corpus
@pytest.mark.parametrize(("stem", "words"), [("001", "各有关部门"), ("003", "分解落实"), ("004", "各部门")])
def test_the_seeds_without_owners(corpus: Store, stem: str, words: str) -> None:
    (path,) = SEEDS.glob(f"{stem}_*")
    found = audit(corpus, plan=path.name, on=date(2026, 11, 1)).findings
    (one,) = [finding for finding in found if finding.kind is Kind.PLAN_WITHOUT_OWNERS]
    assert words in (one.item.quote or "")
    assert not {Kind.TARGET_WITHOUT_OWNER, Kind.NO_LEAD} & {finding.kind for finding in found}


@needs_corpus
def test_no_plan_drowns_its_inspector(corpus: Store) -> None:
    counts = Counter(finding.plan_uri for finding in audit(corpus, on=date(2026, 11, 1)).findings)
    assert max(counts.values()) <= 12


@needs_corpus
def test_weaker_is_what_the_roll_up_calls_weaker(corpus: Store) -> None:
    """Of indicators that a table knows and that are not counts."""
    ours = {finding.item.fact for finding in audit(corpus, kinds=(Kind.WEAKER_THAN_ABOVE,)).findings}
    theirs = set()
    for row in corpus.run("indicators"):
        known = indicators.get(str(row["indicator"]).rpartition("/")[2])
        if known and known.aggregation is not Aggregation.SUM:
            links = rollup(corpus, str(row["indicator"])).links
            theirs |= {
                rung.fact for link in links if link.verdict is Verdict.WEAKER and link.via != "sum" for rung in link.lower if rung.plan_uri
            }
    assert ours == theirs
