"""目标汇总: ladder, verdicts and matrix show the question's own answer; what is chosen is in the address; nothing is cut unsaid."""

from __future__ import annotations

from html import unescape
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest

from qgraph.app.evidence import escaped
from qgraph.app.i18n import LANGUAGES, words
from qgraph.app.sections import ladder as section
from qgraph.app.views import rollup as view
from qgraph.questions.matrix import matrix
from qgraph.questions.rollup import rollup
from qgraph.questions.spread import shares, uses
from qgraph.questions.verdicts import Verdict
from qgraph.store import Store
from qgraph.told import english
from tests.app import stores
from tests.app.stores import place
from tests.app.test_pages import WRONG, address, opened, said

RATE, COUNT = "食品抽检合格率", "地理标志"
ZH = words("zh")


@pytest.fixture(autouse=True)
def _store(samples: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("QGRAPH_STORE", str(samples))


def uri(samples: Path, name: str) -> str:
    return next(str(row["indicator"]) for row in stores.rows(samples, "indicators") if row["name"] == name)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_ladder_and_the_verdicts(language: str, samples: Path, store: Store) -> None:
    app = opened("rollup", lang=language, indicator=uri(samples, RATE))
    assert not app.exception
    answer = rollup(store, RATE)
    ladder, links = (frame.value for frame in app.dataframe[:2])
    assert [str(name).strip() for name in ladder[words(language)["column.place"]]] == [rung.place_name for rung in answer.ladder]
    reasons = [english(link.reason) if language == "en" else link.reason for link in answer.links]
    assert list(links[words(language)["column.reason"]]) == reasons
    assert len(reasons) > 3


def test_a_verdict_narrows_the_list_and_its_link_is_open(samples: Path, store: Store) -> None:
    answer = rollup(store, RATE)
    weaker = [link for link in answer.links if link.verdict is Verdict.WEAKER]
    assert weaker
    app = opened("rollup", indicator=uri(samples, RATE), verdict="weaker", at=view.key(weaker[-1]))
    assert not app.exception
    assert len(app.dataframe[1].value) == len(weaker)
    assert escaped(weaker[-1].reason) in said(app)
    assert f"> {escaped(weaker[-1].lower[0].quote)}" in [mark.value for mark in app.markdown]


def test_a_place_and_a_year_narrow_the_ladder(samples: Path, store: Store) -> None:
    app = opened("rollup", indicator=uri(samples, RATE), place=place(samples, "南浦区"), year="2025")
    assert not app.exception
    assert len(app.dataframe[0].value) == len(rollup(store, RATE, place="南浦区", year=2025).ladder)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_matrix(language: str, samples: Path, store: Store) -> None:
    app = opened("rollup", lang=language, view="matrix", above=place(samples, "栖陵市"))
    assert not app.exception
    table = app.dataframe[0].value
    answer = matrix(store, "栖陵市")
    assert list(table[words(language)["rollup.indicator"]]) == [line.name for line in answer.lines]
    assert words(language)["rollup.unsaid"] in set(table["柳堰区"])
    assert words(language)["rollup.matrix_why"] in unescape(said(app))


def test_a_row_of_the_matrix_shows_its_targets_and_leads_to_the_ladder(samples: Path, store: Store) -> None:
    above = place(samples, "栖陵市")
    app = opened("rollup", view="matrix", above=above, row=uri(samples, RATE))
    line = next(line for line in matrix(store, "栖陵市").lines if line.name == RATE)
    targets = [*line.own, *(rung for cell in line.cells for rung in cell)]
    ways = list(app.dataframe[1].value[ZH["rollup.to_source"]])
    assert [rung.fact for rung in targets] == [parse_qs(urlsplit(way).query)["at"][0] for way in ways]
    app.button(key=f"ladder-{line.uri}").click().run()
    assert not app.exception
    assert address(app, "indicator") == line.uri
    assert address(app, "place") == above
    assert "view" not in app.query_params
    assert ZH["rollup.ladder"] in [heading.value for heading in app.subheader]


def test_places_without_plans_are_named_beside_the_matrix(samples: Path, store: Store) -> None:
    app = opened("rollup", view="matrix", above=place(samples, "国家"))
    assert not app.exception
    without = matrix(store, "国家").without
    assert ZH["rollup.matrix_without"].format(count=len(without), names="、".join(str(spot.name) for spot in without)) in unescape(
        said(app)
    )


@pytest.mark.parametrize("language", LANGUAGES)
def test_without_an_indicator_the_page_begins_with_those_most_places_have(language: str, store: Store) -> None:
    app = opened("rollup", lang=language)
    assert not app.exception
    assert app.selectbox[0].value is None
    first = [use for use in uses(store) if use.places][: section.WIDEST]
    assert list(app.dataframe[0].value[words(language)["rollup.indicator"]]) == [use.name for use in first]
    assert list(app.dataframe[0].value[words(language)["rollup.places"]]) == [use.places for use in first]


def test_the_choice_of_an_indicator_is_in_the_address(samples: Path) -> None:
    app = opened("rollup")
    app.selectbox[0].set_value(uri(samples, COUNT)).run()
    assert address(app, "indicator") == uri(samples, COUNT)
    assert ZH["rollup.bars"] in [heading.value for heading in app.subheader]
    app.selectbox[0].set_value(uri(samples, RATE)).run()
    assert address(app, "indicator") == uri(samples, RATE)
    assert ZH["rollup.bars"] not in [heading.value for heading in app.subheader], "a rate never adds"


def test_every_target_read_from_a_plan_is_one_click_from_its_sentence(samples: Path, store: Store) -> None:
    app = opened("rollup", indicator=uri(samples, RATE))
    ways = list(app.dataframe[0].value[ZH["rollup.to_source"]])
    for rung, way in zip(rollup(store, RATE).ladder, ways, strict=True):
        assert isinstance(way, str) is not rung.published
        if isinstance(way, str):
            asked = parse_qs(urlsplit(way).query)
            assert (asked["doc"], asked["at"]) == ([rung.plan_uri], [rung.fact])


@pytest.mark.parametrize("language", LANGUAGES)
def test_how_far_it_reaches_is_said_place_by_place(language: str, samples: Path, store: Store) -> None:
    app = opened("rollup", lang=language, indicator=uri(samples, RATE))
    table = app.dataframe[-1].value
    assert list(table[words(language)["rollup.above"]]) == [share.place.name for share in shares(store, rollup(store, RATE))]
    share = words(language)["rollup.share"].format(having=1, below=2)
    assert share in list(table[words(language)["rollup.having"]])


def test_what_is_not_listed_is_counted_and_a_link_to_it_still_opens(samples: Path, store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(section, "LISTED", 3)
    links = rollup(store, RATE).links
    app = opened("rollup", indicator=uri(samples, RATE), at=view.key(links[-1]))
    assert not app.exception
    assert len(app.dataframe[1].value) == 4
    assert ZH["rollup.links_left"].format(shown=4, left=len(links) - 4) in said(app)
    assert escaped(links[-1].reason) in said(app)


def test_an_indicator_nobody_has_says_so(samples: Path, store: Store) -> None:
    unused = next(use for use in uses(store) if not use.places and not rollup(store, use.uri).ladder)
    app = opened("rollup", indicator=unused.uri)
    assert not app.exception
    assert ZH["rollup.none"] in [info.value for info in app.info]


@pytest.mark.parametrize("wrong", WRONG, ids=["empty", "word", "no fact", "markup", "quote", "path", "long"])
def test_a_wrong_address_never_raises(wrong: str, samples: Path) -> None:
    for about in ({"indicator": wrong}, {"indicator": uri(samples, RATE), "at": wrong}):
        assert not opened("rollup", view=wrong, place=wrong, year=wrong, verdict=wrong, **about).exception
    assert not opened("rollup", view="matrix", above=wrong, row=wrong).exception
