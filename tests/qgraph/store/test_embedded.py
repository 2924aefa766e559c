from __future__ import annotations

import shutil
from concurrent.futures import ThreadPoolExecutor
from decimal import Decimal
from pathlib import Path

import pytest
from pyoxigraph import Literal, NamedNode, Quad

from qgraph.errors import StoreError
from qgraph.rdf import identity, lines, places, write
from qgraph.store import CATALOGUE, Row, embedded, open_store
from qgraph.store.embedded import BULK, EmbeddedReader, EmbeddedWriter, query_text
from qgraph.store.snapshots import published
from tests.qgraph.plans import plan

PLAN = plan()
QUADS = write.plan_quads(PLAN)
KEY = identity.plan_key(PLAN)
GRAPH = identity.plan_graph(KEY)
EX = "https://example.org/"


def quads(graph: str, count: int, words: str = "值") -> list[Quad]:
    return [Quad(NamedNode(f"{EX}{i}"), NamedNode(f"{EX}p"), Literal(f"{words}{i}"), NamedNode(graph)) for i in range(count)]


def put(directory: Path, *parts: tuple[str, list[Quad]]) -> None:
    with EmbeddedWriter(directory) as store:
        store.replace(dict(parts))
        store.publish()


@pytest.fixture(scope="module")
def loaded(tmp_path_factory: pytest.TempPathFactory) -> EmbeddedReader:
    directory = tmp_path_factory.mktemp("store")
    with EmbeddedWriter(directory) as store:
        store.replace({GRAPH: QUADS, **places.changes(store, GRAPH, places.statements(QUADS))})
        store.publish()
    return open_store(directory)


def test_what_goes_in_comes_out_and_its_digest_can_be_proved(tmp_path: Path) -> None:
    put(tmp_path, (GRAPH, QUADS))
    store = open_store(tmp_path)
    assert set(store.match(None, None, None, GRAPH)) == set(QUADS)
    assert store.digests() == {GRAPH: lines.digest(lines.in_graph(NamedNode(GRAPH), lines.triples(store.match(None, None, None, GRAPH))))}


def test_a_graph_is_replaced_as_a_whole(tmp_path: Path) -> None:
    put(tmp_path, (f"{EX}a", quads(f"{EX}a", 5)), (f"{EX}b", quads(f"{EX}b", 2)))
    put(tmp_path, (f"{EX}a", quads(f"{EX}a", 3, "新")))
    store = open_store(tmp_path)
    assert set(store.match(None, None, None)) == {*quads(f"{EX}a", 3, "新"), *quads(f"{EX}b", 2)}


def test_an_empty_graph_is_dropped(tmp_path: Path) -> None:
    put(tmp_path, (f"{EX}a", quads(f"{EX}a", 5)), (f"{EX}b", quads(f"{EX}b", 2)))
    put(tmp_path, (f"{EX}a", []))
    assert set(open_store(tmp_path).digests()) == {f"{EX}b"}


def test_the_same_again_is_no_commit(tmp_path: Path) -> None:
    put(tmp_path, (GRAPH, QUADS))
    before = published(tmp_path)
    put(tmp_path, (GRAPH, list(reversed(QUADS))))
    assert published(tmp_path) == before


def test_a_large_new_graph_is_loaded_as_a_file_with_the_same_result(tmp_path: Path) -> None:
    large = quads(f"{EX}large", BULK + 1)
    put(tmp_path, (f"{EX}large", large))
    store = open_store(tmp_path)
    assert set(store.match(None, None, None)) == set(large)
    assert store.digests() == {f"{EX}large": lines.digest(lines.in_graph(NamedNode(f"{EX}large"), lines.triples(large)))}


def test_graphs_come_in_as_lines_too(tmp_path: Path) -> None:
    both = [*QUADS, *quads(f"{EX}a", 3, "有 空格 .")]
    with EmbeddedWriter(tmp_path) as store:
        store.replace_lines(lines.by_graph(lines.canonical(both)))
        assert set(store.match(None, None, None)) == set(both)
        before = store.commit
        store.replace({GRAPH: QUADS, f"{EX}a": quads(f"{EX}a", 3, "有 空格 .")})
        assert store.commit == before


def test_what_is_loaded_ahead_is_no_part_of_the_store_before_its_commit(tmp_path: Path) -> None:
    with EmbeddedWriter(tmp_path) as store:
        store.load_ahead({GRAPH: lines.triples(QUADS)})
        assert (list(store.match(None, None, None)), store.digests()) == ([], {})
        store.replace({GRAPH: QUADS})
        assert set(store.match(None, None, None)) == set(QUADS)
    with EmbeddedWriter(tmp_path / "other") as store:
        store.load_ahead({GRAPH: lines.triples(QUADS)})
        store.replace({GRAPH: QUADS[:-1]})
        assert set(store.match(None, None, None)) == set(QUADS[:-1])


def test_a_graph_that_was_being_loaded_when_the_writer_stopped_is_dropped(tmp_path: Path) -> None:
    put(tmp_path, (f"{EX}a", quads(f"{EX}a", 5)))
    with EmbeddedWriter(tmp_path) as store:
        store._graphs.bulk_extend(quads(f"{EX}half", 3))
    with EmbeddedWriter(tmp_path) as store:
        assert {quad.graph_name.value for quad in store.match(None, None, None)} == {f"{EX}a"}  # type: ignore[union-attr]


def test_readers_see_what_was_published_and_keep_seeing_it(tmp_path: Path) -> None:
    put(tmp_path, (f"{EX}a", quads(f"{EX}a", 1)))
    before = open_store(tmp_path)
    with EmbeddedWriter(tmp_path) as store:
        store.replace({f"{EX}a": quads(f"{EX}a", 2)})
        assert len(list(open_store(tmp_path).match(None, None, None))) == 1
        store.publish()
        store.replace({f"{EX}a": quads(f"{EX}a", 3)})
        store.publish()
    assert len(list(before.match(None, None, None))) == 1
    assert len(list(open_store(tmp_path).match(None, None, None))) == 3
    assert len(list((tmp_path / "snapshots").iterdir())) == 2


def test_a_writer_that_stopped_while_publishing_does_no_harm(tmp_path: Path) -> None:
    put(tmp_path, (f"{EX}a", quads(f"{EX}a", 1)))
    number = published(tmp_path)
    assert number is not None
    shutil.copytree(tmp_path / "snapshots" / str(number), tmp_path / "snapshots" / f"{number + 1}.new")
    shutil.copytree(tmp_path / "snapshots" / str(number), tmp_path / "snapshots" / str(number + 1))
    put(tmp_path, (f"{EX}a", quads(f"{EX}a", 2)))
    assert len(list(open_store(tmp_path).match(None, None, None))) == 2
    assert not list((tmp_path / "snapshots").glob("*.new"))


def test_a_second_writer_is_told_to_wait(tmp_path: Path) -> None:
    with EmbeddedWriter(tmp_path), pytest.raises(StoreError, match="another process is writing"):
        EmbeddedWriter(tmp_path)


@pytest.mark.parametrize("found", ["qgraph store 2\n", "", "x" * 1000])
def test_a_store_of_another_version_is_refused(tmp_path: Path, found: str) -> None:
    (tmp_path / "format").write_text(found)
    for opened in (EmbeddedReader, EmbeddedWriter):
        with pytest.raises(StoreError, match="another version"):
            opened(tmp_path)


def test_a_folder_with_other_things_in_it_is_never_made_a_store(tmp_path: Path) -> None:
    (tmp_path / "letter.txt").write_text("x")
    with pytest.raises(StoreError, match="not empty"):
        EmbeddedWriter(tmp_path)
    with pytest.raises(StoreError, match="no store"):
        EmbeddedReader(tmp_path)
    with pytest.raises(StoreError, match="no store"):
        EmbeddedReader(tmp_path / "nothing")


def test_graph_names_are_never_pasted(tmp_path: Path) -> None:
    with EmbeddedWriter(tmp_path) as store, pytest.raises(ValueError, match="IRI"):
        store.replace({"https://example.org/a> { } } ; DROP ALL #": quads(f"{EX}a", 1)})


def test_every_named_query_has_its_file_and_every_file_its_query() -> None:
    names = {path.stem for path in (Path(__file__).parents[3] / "qgraph" / "store" / "queries").glob("*.rq")}
    assert names == set(CATALOGUE)
    for name in names:
        assert "ORDER BY" not in query_text(name)


PLAN_URI = identity.plan_uri(KEY)
PEOPLES = ("decisions", "proposals", "reports", "yearly_values")  # nobody said anything about this plan


def _argument(store: EmbeddedReader, parameter: str) -> str:
    return {
        "plan": PLAN_URI,
        "task": str(store.run("tasks", plan=PLAN_URI)[0]["task"]),
        "body": places.Speaker.of(PLAN).body("市市场监管局").uri,
        "indicator": places.indicator("产品质量监督抽查合格率"),
    }[parameter]


@pytest.mark.parametrize("name", CATALOGUE)
def test_rows_have_exactly_the_columns_of_the_catalogue(loaded: EmbeddedReader, name: str) -> None:
    rows = loaded.run(name, **{p: _argument(loaded, p) for p in CATALOGUE[name].parameters})
    for row in rows:
        assert tuple(row) == CATALOGUE[name].columns
    assert rows or name in ("seats", "figures", "all_figures", "places", "restated", *PEOPLES)


def test_wrong_names_and_parameters_are_errors(loaded: EmbeddedReader) -> None:
    for name, parameters in (("nothing", {}), ("tasks", {}), ("plans", {"plan": PLAN_URI}), ("tasks", {"task": PLAN_URI})):
        with pytest.raises(KeyError):
            loaded.run(name, **parameters)


def _only(rows: list[Row]) -> Row:
    (row,) = rows
    return row


def test_the_columns_of_a_plan(loaded: EmbeddedReader) -> None:
    row = _only(loaded.run("plans"))
    assert row["place"] == identity.place_uri(identity.open_place_key("临泽市"))
    del row["plan"], row["place"]
    assert row == {
        "title": PLAN.title,
        "doc_number": "临政发〔2021〕7号",
        "issuer": "临泽市人民政府",
        "issued_on": "2021-03-04",
        "period_start": 2021,
        "period_end": 2025,
        "effective_until": "2025-12-31",
        "repealed": None,
        "nature": "official",
        "publicity": "public",
        "level": "prefecture",
        "place_name": "临泽市",
        "sha256": PLAN.source.sha256,
        "file": "临泽.txt",
    }


def test_values_keep_their_types(loaded: EmbeddedReader) -> None:
    target = next(row for row in loaded.run("plan_targets", plan=PLAN_URI) if row["unit"] == "%")
    assert target["value"] == Decimal("95.5")
    assert (target["deadline"], target["start"], target["doubt"], target["path"]) == ("2025", PLAN.targets[0].evidence.start, None, "一")
    parts = {str(row["resolved"]): row for row in loaded.run("units", plan=PLAN_URI)}
    assert [parts["各县区政府"][flag] for flag in ("collective", "open_list", "sole", "inherited")] == [True, True, False, False]
    assert parts["市市场监管局"]["sole"] is True


def test_what_a_body_owes(loaded: EmbeddedReader) -> None:
    owed = _only(loaded.run("duties", body=places.Speaker.of(PLAN).body("临泽市市场监督管理局").uri))
    assert (owed["role"], owed["role_as_written"], owed["quote"]) == ("lead", "牵头", "市市场监管局牵头")


def test_stats_count_nodes(loaded: EmbeddedReader) -> None:
    counts = loaded.stats()
    assert (counts["Plan"], counts["Task"], counts["Responsibility"], counts["Evidence"]) == (1, 1, 3, 14)


def test_lost_or_damaged_files_are_a_sentence_and_never_an_empty_store(tmp_path: Path) -> None:
    put(tmp_path, (f"{EX}a", quads(f"{EX}a", 5)))
    shutil.move(tmp_path / "live", tmp_path / "lost")
    with pytest.raises(StoreError, match="load the plans again"):
        EmbeddedWriter(tmp_path)
    (tmp_path / "current").write_bytes(b"\xff")
    with pytest.raises(StoreError, match="damaged"):
        EmbeddedReader(tmp_path)
    (tmp_path / "format").write_bytes(b"\xff")
    with pytest.raises(StoreError, match="another version"):
        EmbeddedReader(tmp_path)


def test_the_folder_of_a_store(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    with pytest.raises(StoreError, match="is a file"):
        EmbeddedWriter(tmp_path / "file")
    (tmp_path / "stopped").mkdir()
    (tmp_path / "stopped" / "format.new").write_text("")
    put(tmp_path / "stopped", (f"{EX}a", quads(f"{EX}a", 5)))
    assert open_store(tmp_path / "stopped").digests()


def test_what_one_reader_asked_is_kept_for_the_next_and_never_outlives_its_snapshot(tmp_path: Path) -> None:
    put(tmp_path, (GRAPH, QUADS))
    first = open_store(tmp_path).run("plans")
    (answer,) = (tmp_path / "snapshots").glob("*/answers/plans-*.json")
    again = open_store(tmp_path)
    again._graphs = None  # type: ignore[assignment]  # nobody to ask
    assert again.run("plans") == first != []
    put(tmp_path, (GRAPH, []))
    assert open_store(tmp_path).run("plans") == []
    assert answer.exists()  # for the readers that still have that snapshot open


def test_what_was_asked_lately_is_remembered_and_the_oldest_is_forgotten(loaded: EmbeddedReader, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(embedded, "LATELY", 2)
    reader, asked = open_store(loaded.directory), []
    select = reader._select
    monkeypatch.setattr(reader, "_select", lambda query, bound: asked.append(query) or select(query, bound))
    first = reader.run("tasks", plan=PLAN_URI)
    first.clear()  # an answer belongs to whoever asked
    for query in ("tasks", "clauses", "tasks", "funding", "tasks", "clauses"):
        assert reader.run(query, plan=PLAN_URI) == loaded.run(query, plan=PLAN_URI) != []
    assert [query_text(name) for name in ("tasks", "clauses", "funding", "clauses")] == asked
    with ThreadPoolExecutor(8) as pool:
        answers = list(pool.map(lambda number: reader.run("task", task=f"{EX}{number % 20}"), range(400)))
    assert answers == [[]] * 400
