"""责任追溯 as a page: what it shows is the question's own answer, and its state is its address."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from qgraph.app.evidence import escaped
from qgraph.app.i18n import LANGUAGES, words
from qgraph.app.views.duty import name, tabs
from qgraph.model import Role
from qgraph.questions.group import group
from qgraph.questions.names import organs
from qgraph.questions.trace import trace
from qgraph.questions.validity import Validity
from qgraph.questions.who import COLLECTIVE, Obligation, who
from qgraph.registries import themes
from qgraph.store import Store, open_store
from tests.app.test_pages import _store, address, busiest, opened, said  # noqa: F401 - the fixture names the store
from tests.qgraph.questions import worlds

ZH = words("zh")
BUREAU = "市市场监管局"


@pytest.fixture(scope="module")
def store(samples: Path) -> Store:
    return open_store(samples)


@pytest.fixture(scope="module")
def running(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store whose plan is in force for long, with deadlines that are past (2023)."""
    folder = tmp_path_factory.mktemp("running") / "store"
    worlds.store(
        folder,
        worlds.document(
            worlds.CITY,
            "栖陵市质量强市方案",
            duties=[("抽查产品", [(BUREAU, Role.LEAD)]), ("评审质量奖", [(BUREAU, Role.RESPONSIBLE), ("市教育局", Role.LEAD)])],
            period=(2021, 2090),
        ),
        worlds.document(worlds.CITY, "栖陵市工作要点", owner_clause="各部门要把任务分解到人", period=(2021, 2090)),
    )
    return folder


def body_named(store: Store, called: str) -> str:
    return next(organ.uri for organ in organs(store).values() if organ.name == called)


def owed(store: Store, body: str) -> tuple[Obligation, ...]:
    return who(store, body, on=date.today()).obligations


def listed(app: AppTest) -> list[str]:
    """The items of the list, as the select box beside it says them."""
    (box,) = (box for box in app.selectbox if box.label == words(address(app, "lang"))["duty.detail"])
    return list(box.options)


def filter_of(app: AppTest, key: str) -> object:
    return next(box for box in app.selectbox if box.label == ZH[key])


def switch(app: AppTest, key: str) -> object:
    return next(group for group in app.button_group if group.label == ZH[key])


def names(duties: Sequence[Obligation]) -> list[str]:
    return [name(duty) for duty in duties]


def linked(app: AppTest) -> list[str]:
    """The parameters of all links of the page to other pages."""
    return [f"{link.proto.page} {link.proto.query_string}" for link in app.get("page_link")]


def test_the_list_is_the_answer_of_the_question(store: Store, samples: Path) -> None:
    body = busiest(samples)
    app = opened("duty", body=body)
    shown = tabs(owed(store, body))
    assert listed(app) == names(shown["all"])
    assert list(app.dataframe[0].value[ZH["column.task"]]) == [duty.task for duty in shown["all"]]
    assert [option.rsplit(" ", 2)[-2] for option in switch(app, "duty.tab").options] == [str(len(held)) for held in shown.values()]  # type: ignore[attr-defined]


@pytest.mark.parametrize("role", [*Role, COLLECTIVE, "group"])
def test_a_tab_shows_its_own_and_the_address_says_which(role: str, store: Store) -> None:
    body = next((uri for uri in sorted(organs(store)) if role in tabs(owed(store, uri)) and "all" in tabs(owed(store, uri))), None)
    if body is None:
        assert role == Role.SUPERVISE  # the samples have nobody of this role
        return
    expected = names(tabs(owed(store, body))[role])
    app = opened("duty", body=body)
    switch(app, "duty.tab").set_value(role).run()  # type: ignore[attr-defined]
    assert not app.exception
    assert address(app, "role") == role
    assert listed(app) == expected
    again = opened("duty", body=body, role=role, lang="en")
    assert not again.exception
    assert len(listed(again)) == len(expected)


def test_filters_narrow_the_list_and_stand_in_the_address(store: Store, samples: Path) -> None:
    body = busiest(samples)
    duties = tabs(owed(store, body))["all"]
    plan = duties[-1].plan_uri
    expected = [duty for duty in duties if duty.plan_uri == plan]
    assert 0 < len(expected) < len(duties)
    app = opened("duty", body=body)
    filter_of(app, "duty.filter_plan").select(plan).run()  # type: ignore[attr-defined]
    assert address(app, "plan") == plan
    assert listed(app) == names(expected)
    filter_of(app, "duty.filter_plan").select("").run()  # type: ignore[attr-defined]
    assert "plan" not in app.query_params
    assert listed(app) == names(duties)


def test_every_choice_counts_not_only_the_first(store: Store) -> None:
    """A widget whose default follows the address is another widget after the first choice; the second must not be lost."""
    app = opened("duty")
    for body in sorted(organs(store))[:4]:
        app.selectbox[0].select(body).run()
        assert (app.selectbox[0].value, address(app, "body")) == (body, body)
    for force in ("expired", "unknown", "in_force"):
        switch(app, "duty.filter_force").set_value(force).run()  # type: ignore[attr-defined]
        assert address(app, "force") == force
    switch(app, "duty.filter_force").set_value("all").run()  # type: ignore[attr-defined]
    assert "force" not in app.query_params


def test_in_force_or_not(store: Store, samples: Path) -> None:
    body = busiest(samples)
    duties = tabs(owed(store, body))["all"]
    for force in Validity:
        expected = [duty for duty in duties if duty.in_force is force]
        app = opened("duty", body=body, force=force)
        assert not app.exception
        assert address(app, "force") == force
        if expected:
            assert listed(app) == names(expected)
        else:
            total = len(owed(store, body))
            assert ZH["duty.none"].format(reason=escaped(ZH["duty.filtered"].format(count=total))) in [info.value for info in app.info]


def test_a_theme_leaves_what_the_question_leaves(store: Store, samples: Path) -> None:
    body = busiest(samples)
    every = {theme.id: tabs(who(store, body, theme=theme.id, on=date.today()).obligations).get("all", []) for theme in themes.all()}
    theme, expected = next((theme, held) for theme, held in every.items() if 0 < len(held) < len(tabs(owed(store, body))["all"]))
    app = opened("duty", body=body)
    filter_of(app, "duty.filter_theme").select(theme).run()  # type: ignore[attr-defined]
    assert address(app, "theme") == theme
    assert listed(app) == names(expected)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_chosen_item_is_shown_with_its_sentence_and_the_measure(language: str, store: Store, samples: Path) -> None:
    body = busiest(samples)
    duty = next(one for one in reversed(tabs(owed(store, body))["all"]) if one.task_uri)
    app = opened("duty", lang=language, body=body, at=duty.fact)
    assert not app.exception
    marks = [mark.value for mark in app.markdown]
    (task,) = store.run("task", task=str(duty.task_uri))
    assert marks.index(f"> {escaped(duty.quote)}") < marks.index(f"> {escaped(task['quote'])}")
    assert address(app, "at") == duty.fact
    assert escaped(duty.body_as_written) in said(app)
    links = "".join(linked(app))
    assert links.count("source") >= 2


def test_choosing_an_item_changes_the_sentence_and_the_address(store: Store, samples: Path) -> None:
    body = busiest(samples)
    duties = tabs(owed(store, body))["all"]
    app = opened("duty", body=body)
    filter_of(app, "duty.detail").select_index(len(duties) - 1).run()  # type: ignore[attr-defined]
    assert address(app, "at") == duties[-1].fact
    assert f"> {escaped(duties[-1].quote)}" in [mark.value for mark in app.markdown]


def test_what_an_item_carries_out_above_is_shown_with_reason_and_sentence(store: Store) -> None:
    body, duty, up = next(
        (uri, duty, chain.up.links)
        for uri in sorted(organs(store))
        for duty in owed(store, uri)
        if duty.task_uri and duty.via == "named" and (chain := trace(store, duty.task_uri)).up.links
    )
    app = opened("duty", body=body, at=duty.fact)
    for link in up:
        assert f"> {escaped(link.to_json()['quote'])}" in [mark.value for mark in app.markdown]
        assert all(escaped(reason) in said(app) for reason in link.reasons)


def test_where_nothing_stands_above_or_below_the_reason_is_given(store: Store) -> None:
    body, duty, chain = next(
        (uri, duty, chain)
        for uri in sorted(organs(store))
        for duty in owed(store, uri)
        if duty.task_uri and duty.via == "named" and not (chain := trace(store, duty.task_uri)).links
    )
    text = said(opened("duty", body=body, at=duty.fact))
    assert escaped(chain.up.reason) in text
    assert escaped(chain.down.reason) in text


def test_the_other_bodies_of_a_measure_stand_beside_it_with_their_pages(store: Store, samples: Path) -> None:
    body = busiest(samples)
    duty = next(one for one in owed(store, body) if one.co_units and one.via == "named")
    app = opened("duty", body=body, at=duty.fact)
    table = next(frame.value for frame in app.dataframe if ZH["page.duty"] in frame.value)
    assert len(table) == len(duty.co_units)
    assert sorted(table[ZH["column.role"]]) == sorted(ZH[f"role.{unit.role}"] for unit in duty.co_units)
    ranks = [[ZH[f"role.{role}"] for role in Role].index(role) for role in table[ZH["column.role"]]]
    assert ranks == sorted(ranks)
    assert all(link.startswith("/duty?lang=zh&body=https") for link in table[ZH["page.duty"]])


def test_a_seat_shows_its_leading_group(store: Store) -> None:
    body, duty = next(
        (uri, duty) for uri in sorted(organs(store)) for duty in owed(store, uri) if duty.via == "membership" and duty.role == "member"
    )
    app = opened("duty", body=body, role="group", at=duty.fact)
    table = next(frame.value for frame in app.dataframe if ZH["duty.measures"] in frame.value)
    assert duty.body_as_written in list(table[ZH["duty.named_as"]])


def test_a_leading_group_shows_its_composition(store: Store) -> None:
    body = next(organ.uri for organ in organs(store).values() if organ.kind == "leading_group" and group(store, organ.uri).groups)
    one = group(store, body).groups[0]
    app = opened("duty", body=body)
    assert not app.exception
    table = app.dataframe[0].value
    assert len(table) == sum(map(len, (one.chairs, one.deputy_chairs, one.members, one.hosts)))
    assert ZH["duty.group_counts"].format(members=len(one.members), today=len(one.today), measures=one.measures) in said(app)


def test_bodies_of_one_type_are_asked_about_everywhere(store: Store) -> None:
    body = body_named(store, "栖陵市市场监督管理局")
    app = opened("duty", body=body, scope="type")
    assert not app.exception
    assert len(listed(app)) == len(who(store, "市场监管", on=date.today()).obligations) > len(tabs(owed(store, body))["all"])
    assert len(set(app.dataframe[0].value[ZH["duty.whose"]])) > 1


def test_former_names_and_the_line_of_command_are_said(store: Store) -> None:
    body = body_named(store, "栖陵市市场监督管理局")
    answer = who(store, body)
    text = said(opened("duty", body=body))
    assert answer.predecessors
    assert all(escaped(former) in text for former in answer.predecessors)
    vertical = next(uri for uri in sorted(organs(store)) if who(store, uri).line not in (None, "territorial"))
    assert ZH[f"line.{who(store, vertical).line}"] in said(opened("duty", body=vertical))


def test_a_body_without_duties_gets_the_reason_with_the_clause(store: Store) -> None:
    body, reason = next(
        (organ.uri, answer.reason)
        for organ in organs(store).values()
        if (answer := who(store, organ.uri)).reason and "分解" in str(answer.reason)
    )
    app = opened("duty", body=body)
    assert ZH["duty.none"].format(reason=escaped(reason)) in [info.value for info in app.info]


@pytest.mark.parametrize("language", LANGUAGES)
def test_overdue_is_said_in_words_and_can_be_asked_for(language: str, running: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("QGRAPH_STORE", str(running))
    body = body_named(open_store(running), "栖陵市市场监督管理局")
    app = opened("duty", lang=language, body=body, due="overdue")
    assert not app.exception
    assert words(language)["duty.sum_overdue"].format(count=2) in [warning.value for warning in app.warning]
    assert len(listed(app)) == 2
    assert list(app.dataframe[0].value[words(language)["column.deadline"]]) == [words(language)["duty.past"].format(when="2023")] * 2


def test_a_plan_that_says_nothing_of_the_body_gets_its_own_reason(running: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("QGRAPH_STORE", str(running))
    held = open_store(running)
    plan = next(str(row["plan"]) for row in held.run("plans") if row["title"] == "栖陵市工作要点")
    app = opened("duty", body=body_named(held, "栖陵市市场监督管理局"), plan=plan)
    assert not app.exception
    assert any(escaped("各部门要把任务分解到人") in info.value for info in app.info)


@pytest.mark.parametrize("typed", ["栖陵市监局", "qilingshishichang", "栖陵市市场监督管理局", "栖陵质监局"])
def test_a_body_is_found_by_what_people_call_it(typed: str, store: Store) -> None:
    """By its short name, its pinyin, its name and a former one; one hit is chosen, of several the right one is a click away."""
    app = opened("duty")
    app.text_input(key="duty-find").set_value(typed).run()
    body = body_named(store, "栖陵市市场监督管理局")
    assert not app.exception
    if "body" not in app.query_params:
        app.button(key=f"found-{body}").click().run()
    assert address(app, "body") == body
    assert app.selectbox[0].value == body


def test_several_bodies_are_offered_and_none_is_chosen(store: Store, samples: Path) -> None:
    app = opened("duty", body=busiest(samples))
    app.text_input(key="duty-find").set_value("教育局").run()
    assert not app.exception
    assert "body" not in app.query_params
    found = {organ.uri: organ.name for organ in organs(store).values() if organ.name.endswith("教育局")}
    assert len(found) > 1
    assert all(escaped(name) in app.button(key=f"found-{uri}").label for uri, name in found.items())


def test_another_body_is_not_narrowed_by_the_filters_of_the_one_before(store: Store, samples: Path) -> None:
    body = busiest(samples)
    duties = tabs(owed(store, body))["all"]
    other = next(uri for uri in sorted(organs(store)) if uri != body and len(owed(store, uri)) > 1 and "all" in tabs(owed(store, uri)))
    app = opened("duty", body=body, plan=duties[-1].plan_uri, force="expired", at=duties[-1].fact)
    app.selectbox[0].select(other).run()
    assert "plan" not in app.query_params
    assert "at" not in app.query_params
    assert address(app, "force") == "expired"  # a way of looking stays


@pytest.mark.parametrize("typed", ["查无此局者也", "长" * 3000, "<script>window.ran=1</script>"])
def test_words_that_nothing_bears_are_answered_with_a_sentence(typed: str) -> None:
    app = opened("duty")
    app.text_input(key="duty-find").set_value(typed).run()
    assert not app.exception
    assert len(app.info) == 1
    assert "<script>" not in said(app)


def test_taking_the_words_out_keeps_the_body(samples: Path) -> None:
    body = busiest(samples)
    app = opened("duty", body=body)
    app.text_input(key="duty-find").set_value(" ").run()
    assert address(app, "body") == body


def test_without_a_body_those_with_most_to_do_stand_first(samples: Path) -> None:
    app = opened("duty")
    table = app.dataframe[0].value
    load = table[[ZH[f"role.{role}"] for role in Role]].sum(axis=1)
    assert len(table) > 5
    assert load.iloc[0] == load.max()


def test_the_lists_of_the_audit_are_linked_to() -> None:
    links = linked(opened("duty"))
    assert any("kind=no_lead" in link for link in links)
    assert any("kind=two_leads" in link for link in links)


@pytest.mark.parametrize("wrong", ["", "x", "<script>window.ran=1</script>", "' OR 1=1 \u0000", "长" * 3000])
def test_wrong_filters_change_nothing(wrong: str, store: Store, samples: Path) -> None:
    body = busiest(samples)
    app = opened("duty", body=body, **dict.fromkeys(("scope", "role", "force", "place", "plan", "period", "due", "theme", "at"), wrong))
    assert not app.exception
    assert listed(app) == names(tabs(owed(store, body))["all"])


@pytest.mark.parametrize("kind", ["xlsx", "csv"])
def test_the_list_can_be_taken_along(kind: str, samples: Path) -> None:
    app = opened("duty", body=busiest(samples))
    assert ZH[f"table.{kind}"] in [button.proto.label for button in app.get("download_button")]
