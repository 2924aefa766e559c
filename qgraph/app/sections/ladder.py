"""目标阶梯: one indicator from the nation down, its verdicts with their grounds, its pictures, and how far it reaches."""

from __future__ import annotations

import streamlit as st

from qgraph.app.evidence import escaped, sentence
from qgraph.app.i18n import said, t
from qgraph.app.names import indicators, planned_places
from qgraph.app.pickers import narrow, pick
from qgraph.app.session import ask
from qgraph.app.tables import choose, downloads, show
from qgraph.app.views import rollup as view
from qgraph.app.views import rollup_charts as charts
from qgraph.questions.ladder import Rung
from qgraph.questions.rollup import Answer, Link, rollup

LOWEST, ROW = 220, 26  # pixels of a tree, and of each of its ends
GROUNDS = 12  # lower sentences that stand below each other


def draw() -> None:
    """The whole section. Raises what the question raises."""
    left, middle, right = st.columns([2, 1, 1])
    with left:
        indicator = pick("indicator", indicators(), "rollup.indicator", "rollup.choose")
    if indicator is None:
        return
    whole = ask(rollup, indicator=indicator)
    with middle:
        concerned = {rung.place for rung in whole.ladder}
        where = {uri: name for uri, name in planned_places(figures=True).items() if uri in concerned}
        place = narrow("place", where, "rollup.place")
    with right:
        year = narrow("year", {str(one): str(one) for one in sorted({rung.year for rung in whole.ladder if rung.year})}, "rollup.year")
    answer = ask(rollup, indicator=indicator, place=place, year=int(year) if year else None) if place or year else whole
    _about(answer)
    if not answer.ladder:
        st.info(t("rollup.none"))
        return
    st.subheader(t("rollup.ladder"))
    table = view.ladder(answer.ladder)
    show(table, t("rollup.ladder"))
    downloads(table, f"{t('rollup.ladder')} {answer.name}", "rollup-ladder")
    _verdicts(answer)
    _pictures(answer)
    _reach(answer)


def _about(answer: Answer) -> None:
    """What the indicator is."""
    parts = [answer.name, t(f"rollup.kind.{answer.aggregation or 'none'}"), answer.unit or ""]
    st.caption(escaped(" · ".join(part for part in parts if part)))
    told = answer.to_json()["indicator"]
    if told.get("definition"):
        st.caption(escaped(told["definition"]))
    if told.get("discontinued"):
        st.caption(escaped(t("rollup.discontinued", year=told["discontinued"], source=told["discontinued_source"] or "")))
    for word in ("near", "unlike"):
        if told.get(word):
            st.caption(escaped(t(f"rollup.{word}", names="、".join(told[word]))))


def _verdicts(answer: Answer) -> None:
    st.subheader(t("rollup.links"))
    wanted = narrow("verdict", view.counted(answer.links), "column.verdict")
    links = view.chosen(answer.links, wanted)
    if not links:
        st.info(t("rollup.none"))
        return
    ours = next((number for number, link in enumerate(links) if any(not rung.published for rung in link.lower)), 0)
    table = view.verdicts(links)
    names = [f"{view.verdict(link.verdict)}: {view.lower(link)}" for link in links]
    picked = links[choose(table, list(map(view.key, links)), names, t("rollup.links"), t("rollup.detail"), name="at", default=ours)]
    downloads(table, f"{t('rollup.links')} {answer.name}", "rollup-links")
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
            _ground(rung, f"lower-{number}")
    with upper:
        st.caption(t("column.upper"))
        _ground(link.upper, "upper")


def _ground(rung: Rung, key: str) -> None:
    """The sentence or the publication behind a figure."""
    st.markdown(f"**{escaped(view.label(rung))}**")
    if rung.plan_uri and rung.quote is not None:
        sentence(rung.plan_uri, rung.plan, rung.fact, rung.quote, rung.found or rung.quote, rung.start or 0, rung.end or 0, key=key)
        return
    st.caption(escaped(t("evidence.published", document=rung.plan, year=rung.issued or "—")))
    st.caption(t(f"evidence.{rung.source if rung.source in ('official', 'mirror') else 'mirror'}"))
    if rung.address:
        st.caption(escaped(t("evidence.address", address=rung.address)))


def _pictures(answer: Answer) -> None:
    """Dots beside the line of the place above, bars only for what adds, and the tree of who answers to whom."""
    dots, bars, tree = charts.dots(answer), charts.bars(answer), charts.tree(answer)
    if dots is not None:
        st.subheader(t("rollup.dots"))
        st.altair_chart(dots)
    if bars is not None:
        st.subheader(t("rollup.bars"))
        st.altair_chart(bars)
    if tree is not None:
        st.subheader(t("rollup.tree"))
        st.echarts_chart(tree, height=max(LOWEST, ROW * charts.leaves(tree)))


def _reach(answer: Answer) -> None:
    st.subheader(t("rollup.reach"))
    for word, some in view.reach(answer):
        if some:
            st.markdown(f"**{t(f'rollup.reach.{word}', count=len(some))}** {escaped('、'.join(some))}")
