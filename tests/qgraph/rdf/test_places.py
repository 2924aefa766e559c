from __future__ import annotations

from collections.abc import Iterable, Iterator

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pyoxigraph import NamedNode, Quad, Store

from qgraph.model import Jurisdiction, Level, Plan
from qgraph.rdf import identity, places, write
from qgraph.rdf.vocabulary import term
from tests.qgraph.plans import MASKED, TEXT, plan

QINGDAO = Jurisdiction("青岛市", Level.PREFECTURE, "370200")
CHENGYANG = Jurisdiction("青岛市城阳区", Level.COUNTY, "370214")
PLANS = [
    plan(),
    plan(MASKED),
    plan(MASKED, TEXT + "再"),
    plan(QINGDAO),
    plan(QINGDAO, doc_number="另号", tasks=()),
    plan(CHENGYANG),
    plan(Jurisdiction("临泽市", Level.PREFECTURE), doc_number=None, bodies=()),
]


class Memory:
    """A store in memory with the one method `places` needs."""

    def __init__(self) -> None:
        self.graphs = Store()

    def match(
        self, subject: NamedNode | None, predicate: NamedNode | None, node: NamedNode | None, graph: str | None = None
    ) -> Iterator[Quad]:
        return self.graphs.quads_for_pattern(subject, predicate, node, NamedNode(graph) if graph else None)

    def put(self, p: Plan, quads: list[Quad]) -> None:
        name = identity.plan_graph(identity.plan_key(p))
        for graph, rows in {name: quads, **places.changes(self, name, places.statements(quads))}.items():
            self.graphs.remove_graph(NamedNode(graph))
            self.graphs.extend(rows)

    def place_graphs(self) -> set[Quad]:
        return {quad for quad in self.graphs if quad.graph_name.value.startswith(identity.place_graph(""))}  # type: ignore[union-attr]


def _store(plans: Iterable[Plan]) -> Memory:
    store = Memory()
    for p in plans:
        store.put(p, write.plan_quads(p))
    return store


def _body(p: Plan, name: str, collective: bool = False) -> places.BodyNode:
    return places.Speaker.of(p).body(name, collective)


def _says(node: places.BodyNode, name: str) -> set[str]:
    return {t.object.value for t in node.triples if t.predicate == term(name) and t.subject.value == node.uri}  # type: ignore[union-attr]


def test_one_body_under_two_names_is_one_node() -> None:
    assert _body(plan(QINGDAO), "市市场监管局").uri == _body(plan(QINGDAO), "青岛市市场监督管理局").uri
    assert _body(plan(CHENGYANG), "市市场监管局") == _body(plan(QINGDAO), "市市场监管局")
    assert _body(plan(CHENGYANG), "区市场监管局").place == "370214"


def test_a_second_plate_is_an_alias_of_its_host() -> None:
    node = _body(plan(QINGDAO), "市科技局（知识产权局）")
    assert node.uri == _body(plan(QINGDAO), "市科技局").uri
    assert _says(node, "alias") == {"知识产权局"}


def test_the_province_of_a_masked_county_is_a_place_of_its_own() -> None:
    own, above = _body(plan(MASKED), "区市场监管局"), _body(plan(MASKED), "省市场监管局")
    assert own.uri != above.uri
    assert above.place == f"{own.place}-province"


def test_two_masked_places_share_no_body() -> None:
    assert _body(PLANS[1], "区市场监管局").uri != _body(PLANS[2], "区市场监管局").uri


def test_collective_addressees_stay_collective_in_the_place_that_speaks() -> None:
    node = _body(plan(QINGDAO), "各有关部门", collective=True)
    assert _body(plan(QINGDAO), "各有关部门") == node  # where nothing but a mention names them
    assert _says(node, "kind") == {"collective"}
    assert node.place == "370200"


def test_a_speaker_read_back_is_the_one_that_wrote() -> None:
    for p in PLANS:
        node = places._nodes(write.plan_quads(p))[identity.plan_uri(identity.plan_key(p))]
        assert places.Speaker.of_node(node) == places.Speaker.of(p)


def test_every_body_a_plan_points_to_is_in_a_place_graph() -> None:
    store = _store(PLANS)
    wanted = {quad.object for name in ("body", "ofGroup", "issuedBy") for quad in store.match(None, term(name), None)}
    assert wanted <= {quad.subject for quad in store.place_graphs()}
    masked = {q.object for q in store.match(None, term("ofJurisdiction"), None) if "/masked-" in q.object.value}  # type: ignore[union-attr]
    assert masked <= {quad.subject for quad in store.place_graphs()}


def test_removing_the_last_plan_leaves_nothing() -> None:
    store = _store(PLANS)
    for p in PLANS:
        store.put(p, [])
    assert store.place_graphs() == set()


@settings(max_examples=15, deadline=None)
@given(st.lists(st.tuples(st.integers(0, len(PLANS) - 1), st.booleans()), max_size=10), st.permutations(range(len(PLANS))))
def test_any_history_gives_what_building_from_nothing_gives(history: list[tuple[int, bool]], order: list[int]) -> None:
    store = Memory()
    present: dict[int, bool] = {}
    for index, stays in history:
        store.put(PLANS[index], write.plan_quads(PLANS[index]) if stays else [])
        present[index] = stays
    rebuilt = _store(PLANS[index] for index in order if present.get(index))
    assert store.place_graphs() == rebuilt.place_graphs()


def test_an_unknown_indicator_belongs_to_the_place_that_names_it() -> None:
    store = _store([PLANS[0]])
    unknown = identity.indicator_uri(identity.unnamed("检测平台云川样式数"))
    rows = list(store.match(NamedNode(unknown), term("name"), None))
    assert [row.graph_name.value for row in rows] == [identity.place_graph(identity.open_place_key("临泽市"))]  # type: ignore[union-attr]


@pytest.mark.parametrize("name", ["", "　", "（）", "X" * 300, "各", "市"])
def test_odd_names_still_give_a_body(name: str) -> None:
    assert _body(plan(), name).uri.startswith("https://w3id.org/qgraph/id/body/")


def test_a_body_of_a_level_below_is_not_the_speakers_own() -> None:
    province = plan(Jurisdiction("安徽省", Level.PROVINCE, "340000"))
    own, below, above = (_body(province, name) for name in ("省发改委", "市发改委", "国家发改委"))
    assert len({own.uri, below.uri, above.uri}) == 3
    assert below.uri == identity.body_uri("340000-prefecture", "development-reform")
