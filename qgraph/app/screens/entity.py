"""实体: one stable page for each thing of the store: what is known of it, from which sentence, what it is joined to, what is not said."""

from datetime import date

import streamlit as st

from qgraph.app.evidence import escaped, failure, sentence
from qgraph.app.i18n import said, t
from qgraph.app.links import page_link, parameter
from qgraph.app.search_box import search_box
from qgraph.app.session import ask, expect_plans
from qgraph.app.tables import link_column, show
from qgraph.app.views.entity import about, further, grouped, label, missing
from qgraph.errors import NotFoundError
from qgraph.questions.entity import Entity, Evidence, Related, entity
from qgraph.questions.trace import trace
from qgraph.questions.trace.links import Chain

LINKS = 12  # related things of one relation that are links; the others stand in a table
PAGES = {"body": ("duty", "body"), "group": ("duty", "body"), "indicator": ("rollup", "indicator"), "plan": ("audit", "plan")}


def links(some: list[Related]) -> None:
    """Related things of one relation, each a way to its own page."""
    for one in some[:LINKS]:
        if one.uri:
            page_link("entity", escaped(label(one)), id=one.uri)
        else:
            st.markdown(escaped(label(one)))
    if len(some) > LINKS:
        show(further(some[LINKS:]), t("entity.related"), column_config=link_column(t("page.entity")))


def proof(evidence: Evidence, fact: str) -> None:
    """The sentence of a fact, and how it was read."""
    sentence(evidence.plan_uri, evidence.plan, fact, evidence.quote, evidence.found, evidence.start, evidence.end, "entity")
    st.caption(escaped(t("entity.rule", rule=evidence.rule or "—", status=t(f"entity.status.{evidence.status}"))))


def chain(found: Chain, key: str) -> None:
    """What a task or target is answered by in other plans, each with the reason and the sentence."""
    st.markdown(f"**{t(f'entity.{key}')}**")
    if found.reason:
        st.caption(escaped(said(found.reason)))
    for link in found.links[:LINKS]:
        other = link.to_json()
        with st.container(border=True):
            uri = other["fact"] if other["plan_uri"] else ""
            links(
                [
                    Related(
                        key,
                        "task",
                        uri,
                        " ".join(filter(None, (other["name"], other["figure"]))),
                        f"{other['place'] or ''} {other['plan']}",
                    )
                ]
            )
            st.caption(escaped(t("list.join").join(said(reason) for reason in link.reasons)))
            if other["quote"]:
                st.markdown(f"> {escaped(other['quote'])}")


def page(thing: Entity) -> None:
    """The whole page of a thing."""
    st.badge(t(f"entity.kind.{thing.kind}"))
    st.header(escaped(thing.name))
    with st.container(horizontal=True):
        if thing.kind in PAGES:
            name, parameter_of = PAGES[thing.kind]
            page_link(name, t(f"page.{name}"), **{parameter_of: thing.uri})
        if thing.plan_uri:
            page_link("source", t("evidence.open"), doc=thing.plan_uri, at=thing.uri if thing.evidence else None)
        if thing.kind in ("plan", "body", "group", "task", "target", "indicator", "place"):
            page_link("graph", t("entity.graph"), node=thing.uri)
    left, right = st.columns(2)
    with left:
        if thing.evidence:
            proof(thing.evidence, thing.uri)
        st.markdown("\n".join(f"- **{key}** {escaped(value)}" for key, value in about(thing)))
        if thing.missing:
            st.info(t("entity.missing", what=missing(thing)))
        if thing.kind in ("task", "target"):
            answer = ask(trace, fact=thing.uri)
            chain(answer.up, "up")
            chain(answer.down, "down")
    with right:
        for relation, some in grouped(thing).items():
            st.markdown(f"**{t(f'entity.relation.{relation}')}** ({len(some) + thing.left_out.get(relation, 0)})")
            links(some)
            if relation in thing.left_out:
                st.caption(t("entity.more", count=thing.left_out[relation]))


st.title(t("entity.title"))
expect_plans()
asked = parameter("id")
if not asked:
    st.write(t("entity.lead"))
    search_box(t("entity.search"))
    st.stop()
try:
    page(ask(entity, uri=asked, on=date.today()))
except NotFoundError as error:
    st.info(failure(error))
    search_box(t("entity.search"))
