"""The chain of a target, by its indicator: the figures above that it is held against, and those below that are held against it."""

from __future__ import annotations

from qgraph.questions.coverage.facts import Fact
from qgraph.questions.coverage.words import said
from qgraph.questions.rollup import rollup
from qgraph.questions.trace.links import Chain, Link
from qgraph.store import Store


def figure_chains(store: Store, target: Fact) -> tuple[Chain, Chain]:
    """The chain up and the chain down, with the verdicts of `rollup`."""
    held = rollup(store, str(target.row["indicator"]), place=str(target.plan["place"])).links
    up = tuple(
        Link(link.upper, link.via, (link.reason,), verdict=link.verdict, rule=link.rule)
        for link in held
        if any(rung.fact == target.uri for rung in link.lower)
    )
    down = tuple(
        Link(rung, link.via, (link.reason,), verdict=link.verdict, rule=link.rule)
        for link in held
        if link.upper.fact == target.uri
        for rung in link.lower
    )
    return (
        Chain(up, None if up else said("trace.no_target_above")),
        Chain(down, None if down else said("trace.no_target_below")),
    )
