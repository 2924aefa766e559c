"""`who` over the real corpus: a body answers for each of its duties under the ways its name is written."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache

import pytest

from qgraph import ingest
from qgraph.errors import AmbiguousError, NotFoundError
from qgraph.questions.who import Answer, who
from qgraph.store import Row, Store, open_store
from tests.loaders.documents import SHARED, needs_corpus

pytestmark = needs_corpus
FLOORS = {"body_as_written": 0.99, "resolved": 0.99}  # of the duties: those found, asked for in the place of their plan


@pytest.fixture(scope="module")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> Store:
    directory = tmp_path_factory.mktemp("corpus") / "store"
    assert ingest.load(directory, [SHARED / "corpus" / "plans", SHARED / "corpus" / "seeds"]).refused == 0
    return open_store(directory)


def duties(store: Store) -> list[tuple[str, Row]]:
    """Every duty with the place of its plan: its name, or its URI where it is masked."""
    return [
        (str(plan["place_name"] or plan["place"]), duty)
        for plan in store.run("plans")
        for duty in store.run("units", plan=str(plan["plan"]))
    ]


def facts(answer: Answer) -> set[str]:
    return {duty.fact for duty in answer.obligations}


@pytest.fixture(scope="module")
def owed(corpus: Store) -> Callable[[str, str], set[str]]:
    """The facts a name answers for in a place; each is asked once, for most names stand in both columns."""

    @cache
    def ask(name: str, place: str) -> set[str]:
        try:
            return facts(who(corpus, name, place=place))
        except (AmbiguousError, NotFoundError):
            return set()

    return ask


@pytest.mark.parametrize("spelling", FLOORS)
def test_duties_are_found_under_the_name_of_the_plan_in_its_place(
    corpus: Store, owed: Callable[[str, str], set[str]], spelling: str
) -> None:
    asked = duties(corpus)
    lost = [(row[spelling], place) for place, row in asked if row["responsibility"] not in owed(str(row[spelling]), place)]
    assert 1 - len(lost) / len(asked) >= FLOORS[spelling], sorted(set(lost), key=str)


@pytest.mark.parametrize(
    ("body", "spellings"),
    [
        (
            "500114/market-supervision",
            [
                ("区市场监管局", "黔江区"),
                ("市场监管局", "黔江"),
                ("区市场监督管理局", "黔江区"),
                ("市监局", "黔江区"),
                ("黔江区市场监管局", None),
                ("黔江区市监局", None),
                ("黔江区 市场监管局", None),
                ("重庆市黔江区市场监督管理局", None),
                ("重庆黔江区市场监管局", "重庆市"),
            ],
        ),
        (
            "370900/development-reform",
            [
                ("市发展改革委", "泰安市"),
                ("发改委", "泰安"),
                ("市发改局", "泰安市"),
                ("发展和改革委员会", "泰安市"),
                ("泰安发改委", None),
                ("泰安市发展和改革委员会", None),
                ("山东省泰安市发展改革委", None),
                ("市　发展改革委", "泰安市"),
            ],
        ),
        ("000000/finance", [("财政部", None), ("财政部", "国家"), ("财政部", "黔江区")]),
        ("500118/government", [("永川区政府", "重庆市"), ("永川区人民政府", None)]),
        ("340000/market-supervision", [("省市场监管局", "安徽"), ("安徽市监局", None), ("市场监管局", "安徽省")]),
    ],
)
def test_one_body_under_all_its_names(corpus: Store, body: str, spellings: list[tuple[str, str | None]]) -> None:
    for name, place in spellings:
        answer = who(corpus, name, place=place)
        assert (answer.uri or "").endswith(f"/body/{body}"), (name, place, answer.uri)
        assert any(duty.via == "named" for duty in answer.obligations), (name, place)


def test_a_name_of_many_bodies_is_told_with_all_of_them(corpus: Store) -> None:
    with pytest.raises(AmbiguousError) as caught:
        who(corpus, "各有关部门")
    assert len({candidate["uri"] for candidate in caught.value.candidates}) > 1


def test_a_body_above_is_not_taken_for_the_one_asked_for(corpus: Store) -> None:
    city, district = (facts(who(corpus, name, place="黔江区")) for name in ("市市场监管局", "区市场监管局"))
    named = {str(row["responsibility"]) for _, row in duties(corpus) if str(row["body"]).endswith("500114/market-supervision")}
    assert named <= district
    assert not named & city
