"""目标阶梯: one indicator from the nation down, its verdicts with their grounds, its pictures, and how far it reaches."""

from __future__ import annotations

from functools import partial

import streamlit as st

from qgraph.app.evidence import escaped
from qgraph.app.i18n import said, t
from qgraph.app.links import parameter, remember
from qgraph.app.names import planned_places
from qgraph.app.pickers import narrow, pick
from qgraph.app.sections.rungs import card, force, table_of
from qgraph.app.session import ask, store
from qgraph.app.tables import choose, clicked, downloads, show
from qgraph.app.views import rollup as view
from qgraph.app.views import rollup_charts as charts
from qgraph.questions.rollup import Answer, Link, rollup
from qgraph.questions.spread import shares, uses

WIDEST = 20  # indicators to begin with
LISTED = 300  # targets, and verdicts, that stand in a table; the file has all
NAMES = 40  # places told by name
LOWEST, ROW = 140, 36  # pixels of a tree, and of each of its rows
GROUNDS = 12  # lower sentences that stand below each other


def draw() -> None:
    """The whole section. Raises what the question raises."""
    left, middle, right = st.columns([2, 1, 1])
    with left:
        indicator = pick("indicator", view.used(ask(uses)), "rollup.indicator", "rollup.choose")
    if indicator is None:
        _widest()
        return
    whole = ask(rollup, indicator=indicator)
    with middle:
        concerned = {rung.place for rung in whole.ladder}
        where = {uri: name for uri, name in planned_places(figures=True).items() if uri in concerned}
        place = narrow("place", where, "rollup.place")
    with right:
        year = narrow("year", {str(one): str(one) for one in sorted({rung.year for rung in whole.ladder if rung.year})}, "rollup.year")
    when = int(year) if year else None
    answer = ask(rollup, indicator=indicator, place=place, year=when)
    _about(answer)
    if not answer.ladder:
        st.info(t("rollup.none"))
        return
    st.subheader(t("rollup.ladder"))
    valid = force(answer.ladder)
    table_of(answer.ladder[:LISTED], t("rollup.ladder"), valid)
    if len(answer.ladder) > LISTED:
        st.caption(t("rollup.ladder_left", shown=LISTED, left=len(answer.ladder) - LISTED))
    downloads(partial(view.ladder, answer.ladder, valid), f"{t('rollup.ladder')} {answer.name}", "rollup-ladder")
    _verdicts(answer)
    _pictures(answer)
    _reach(answer, ask(rollup, indicator=indicator, year=when), place)


def _widest() -> None:
    """The indicators that most places have; a click on one chooses it."""
    some = [use for use in ask(uses)[:WIDEST] if use.places]
    if not some:
        st.info(t("rollup.none"))
        return
    st.subheader(t("rollup.widest"))
    st.caption(t("rollup.widest_how"))
    row = clicked(view.widest(some), t("rollup.widest"), "rollup-widest")
    if row is not None:
        remember(indicator=some[row].uri)
        st.rerun()


def _about(answer: Answer) -> None:
    """What the indicator is."""
    parts = [answer.name, t(f"rollup.kind.{answer.aggregation or 'none'}"), t("rollup.unit", unit=answer.unit) if answer.unit else ""]
    if answer.direction in ("up", "down"):
        parts.append(t(f"rollup.direction.{answer.direction}"))
    st.caption(escaped(" · ".join(part for part in parts if part)))
    told = answer.about()
    if told.get("definition"):
        st.caption(escaped(told["definition"]))
    if told.get("discontinued"):
        st.caption(escaped(t("rollup.discontinued", year=told["discontinued"], source=told["discontinued_source"] or "")))
    for word in ("near", "unlike"):
        if told.get(word):
            st.caption(escaped(t(f"rollup.{word}", names="、".join(told[word]))))


@st.fragment
def _verdicts(answer: Answer) -> None:
    """The verdicts, one of them with its grounds. On its own, for the pictures take longest and do not change with it."""
    st.subheader(t("rollup.links"))
    if not answer.links:
        st.info(t("rollup.no_links"))
        return
    everything = view.chosen(answer.links, narrow("verdict", view.counted(answer.links), "column.verdict"))
    links = view.cut(everything, LISTED, parameter("at"))
    if len(links) < len(everything):
        st.caption(t("rollup.links_left", shown=len(links), left=len(everything) - len(links)))
    ours = next((number for number, link in enumerate(links) if any(not rung.published for rung in link.lower)), 0)
    table = view.verdicts(links)
    names = [f"{view.verdict(link.verdict)}: {view.lower(link)}" for link in links]
    picked = links[choose(table, list(map(view.key, links)), names, t("rollup.links"), t("rollup.detail"), name="at", default=ours)]
    downloads(partial(view.verdicts, everything), f"{t('rollup.links')} {answer.name}", "rollup-links")
    st.markdown(f"**{view.verdict(picked.verdict)}**")
    st.markdown(escaped(said(picked.reason)))
    st.caption(escaped(f"{t('column.rule')}: {picked.rule} · {t(f'via.{picked.via}')}"))
    _grounds(picked)


def _grounds(link: Link) -> None:
    """Both ends with their sentences, side by side."""
    lower, upper = st.columns(2)
    with lower:
        st.caption(t("column.lower"))
        for number, rung in enumerate(link.lower[:GROUNDS]):
            card(rung, view.label(rung), f"lower-{number}")
        if not link.lower:
            st.markdown(escaped(view.lower(link)))
        if len(link.lower) > GROUNDS:
            st.caption(t("rollup.more", left=len(link.lower) - GROUNDS))
    with upper:
        st.caption(t("column.upper"))
        card(link.upper, view.label(link.upper), "upper")


def _pictures(answer: Answer) -> None:
    """Dots beside the line of the place above, bars only for what adds, and the tree of who answers to whom."""
    dots, bars, tree = charts.dots(answer), charts.bars(answer), charts.tree(answer)
    for word, picture in (("dots", dots), ("bars", bars)):
        if picture is not None:
            st.subheader(t(f"rollup.{word}"))
            st.vega_lite_chart(picture.drawn)
            _left(picture.left)
    if tree is not None:
        st.subheader(t("rollup.tree"))
        st.echarts_chart(tree.drawn, height=max(LOWEST, ROW * charts.rows_of(tree.drawn)))
        _left(tree.left)


def _left(left: int) -> None:
    if left:
        st.caption(t("rollup.drawn_left", left=left))


def _reach(answer: Answer, everywhere: Answer, place: str | None) -> None:
    st.subheader(t("rollup.reach"))
    if found := shares(store(), everywhere, place=place):
        show(view.shares(found, NAMES), t("rollup.reach"))
        downloads(partial(view.shares, found), f"{t('rollup.reach')} {answer.name}", "rollup-reach")
    for word, some in view.reach(answer):
        if some:
            st.markdown(f"**{t(f'rollup.reach.{word}', count=len(some))}** {escaped(view.joined(some, NAMES))}")
