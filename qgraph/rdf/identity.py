"""Identity: every URI is derived from what the thing is, never random, so the same file always gives the same graph.

Decisions
---------
* A place with a code is that code; a place with a name only is a hash of the name; a masked place (XX, **) is a hash of the
  reading text that masks it: two XX are never the same place, and so two anonymised plans never collide.
* A fact is known by the titles of the headings above it and its own words (`STATEMENT`), in the plan; equals are counted.
  Offsets and heading numbers take no part, so a re-issued file keeps the identity of what did not change.
* Words are compared in Unicode's compatibility form, without blanks and what cannot be seen, with one form of dashes and of each kind of
  brackets (`normal`): none of these tells two bodies, two indicators or two sentences apart. A dash stays a dash: 2021—2025 is 2021-2025,
  never 20212025; and a tilde, a middle dot or the 一 of a number is none.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from bisect import bisect_right
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from qgraph.model import Fact, FundingLine, Heading, Jurisdiction, Membership, Mention, Plan, Programme, Responsibility, Target, Task
from qgraph.rdf.vocabulary import GRAPH, ID, decimal

KIND: dict[type, str] = {
    Target: "target",
    Task: "task",
    Responsibility: "responsibility",
    Membership: "membership",
    FundingLine: "funding",
    Programme: "programme",
    Mention: "mention",
    Heading: "clause",
}


# The words that make a fact what it is, beside the headings above it.
STATEMENT: dict[type, Callable[[Any], tuple[object, ...]]] = {
    Target: lambda t: (t.evidence.quote, t.indicator, figure(t.value), figure(t.value_high)),
    Task: lambda t: (t.title,),
    Responsibility: lambda r: (r.resolved, r.role),
    Membership: lambda m: (m.of, m.body, m.role, m.post),
    FundingLine: lambda f: (f.evidence.quote, f.kind, figure(f.amount), f.payer),
    Programme: lambda p: (p.name,),
    Mention: lambda m: (m.name,),
}


def figure(value: Decimal | None) -> str:
    return "" if value is None else decimal(value)


def normal(text: str) -> str:
    """The form in which words are compared: compatibility characters, dashes and brackets folded, blanks and the invisible dropped."""
    return VARIANTS.sub(_folded, UNSEEN.sub("", unicodedata.normalize("NFKC", text)))


# Blanks, soft hyphens, zero-width characters, marks of direction, of annotation and of language.
UNSEEN = re.compile("[\\s\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\U000e0001-\U000e007f]+")
# In the compatibility form （）［］－﹣ are ()[]-- already. Two dashes are one: 质量强市——2025 is 质量强市—2025.
BRACKETS = {"〈": "《", "〉": "》", "〔": "(", "〕": ")", "[": "(", "]": ")", "【": "(", "】": ")"}
VARIANTS = re.compile(f"[\\-\u2010-\u2015\u2212\u2500\u2e3a\u2e3b]+|[{re.escape(''.join(BRACKETS))}]")


def _folded(found: re.Match[str]) -> str:
    return BRACKETS.get(found[0], "-")


def digest(*parts: object, length: int) -> str:
    """The first `length` hex digits of the SHA-256 of some words."""
    return hashlib.sha256("\x1f".join(str(part) for part in parts).encode()).hexdigest()[:length]


def place_key(place: Jurisdiction, reading: str) -> str:
    """The last part of a place's URI; `reading` is the text that speaks of it."""
    if place.adcode:
        return place.adcode
    if place.name:
        return open_place_key(place.name)
    return "masked-" + hashlib.sha256(reading.encode()).hexdigest()[:12]


def is_masked(plan: Plan) -> bool:
    """Whether a plan is known by its own text only, since nobody can tell which place it speaks for."""
    return not (plan.jurisdiction.adcode or plan.jurisdiction.name)


def open_place_key(name: str, above: str = "") -> str:
    """The key of a place that has a name but no code; `above` is the key of the place it is seen from, where it is not the plan's own."""
    return hashlib.sha1(f"{normal(name)}\n{above}".encode(), usedforsecurity=False).hexdigest()[:10]


def plan_key(plan: Plan) -> str:
    """The last part of a plan's URI: place and document number, else place, title and period; 20 hex digits."""
    place = place_key(plan.jurisdiction, plan.source.reading)
    if plan.doc_number:
        return digest(place, normal_number(plan.doc_number), length=20)
    return digest(place, normal(plan.title), plan.period_start, plan.period_end, length=20)


def normal_number(number: str) -> str:
    """The form in which document numbers are compared."""
    return normal(number).translate(ROUND)


ROUND = str.maketrans("()", "〔〕")  # 国发[2012]9号, 国发(2012)9号 and 国发〔2012〕9号 are one number


def plan_uri(key: str) -> str:
    return f"{ID}plan/{key}"


def plan_graph(key: str) -> str:
    return f"{GRAPH}plan/{key}"


def key_of_plan(uri: str) -> str:
    """The key in a plan's URI."""
    return uri.removeprefix(plan_uri(""))


def place_uri(key: str) -> str:
    return f"{ID}place/{key}"


def place_graph(key: str) -> str:
    return f"{GRAPH}place/{key}"


def body_uri(place: str, local: str) -> str:
    return f"{ID}body/{place}/{local}"


def indicator_uri(local: str) -> str:
    return f"{ID}indicator/{local}"


def body_type_uri(local: str) -> str:
    return f"{ID}body-type/{local}"


def function_uri(local: str) -> str:
    return f"{ID}function/{local}"


def source_uri(sha256: str) -> str:
    return f"{ID}source/{sha256}"


def evidence_uri(fact: str, ordinal: int = 1) -> str:
    return f"{fact}/evidence/{ordinal}"


def unnamed(name: str) -> str:
    """The local part of a body or indicator that no registry knows."""
    return "x-" + digest(normal(name), length=12)


@dataclass(frozen=True, slots=True)
class Names:
    """The URIs of one plan's facts, each kind in the plan's order; `responsible`: those of each task."""

    plan: str
    targets: tuple[str, ...] = ()
    tasks: tuple[str, ...] = ()
    responsible: tuple[tuple[str, ...], ...] = ()
    memberships: tuple[str, ...] = ()
    funding: tuple[str, ...] = ()
    programmes: tuple[str, ...] = ()
    bodies: tuple[str, ...] = ()
    clauses: tuple[str, ...] = ()

    @property
    def graph(self) -> str:
        """The name of the plan's graph."""
        return plan_graph(key_of_plan(self.plan))

    def all(self) -> Iterator[str]:
        """Every fact's URI."""
        for some in (self.targets, self.tasks, *self.responsible, self.memberships, self.funding, self.programmes, self.bodies):
            yield from some


def names(plan: Plan, uri: str | None = None) -> Names:
    """The URIs of what was read from a file: a pure function of the plan, so a decision about a fact finds it again. `uri`: the plan's own,
    where it is known as another than its words give (`qgraph.editions`)."""
    uri = uri or plan_uri(plan_key(plan))
    given = FactNames(uri, plan.headings)
    clauses = tuple(given.clause(heading) for heading in plan.headings)
    tasks = tuple(given.fact(task) for task in plan.tasks)
    return Names(
        uri,
        tuple(given.fact(target) for target in plan.targets),
        tasks,
        tuple(tuple(given.fact(part, within=task) for part in one.responsible) for task, one in zip(tasks, plan.tasks, strict=True)),
        tuple(given.fact(seat) for seat in plan.memberships),
        tuple(given.fact(line) for line in plan.funding),
        tuple(given.fact(programme) for programme in plan.programmes),
        tuple(given.fact(mention) for mention in plan.bodies),
        clauses,
    )


class FactNames:
    """Hands out the URIs of one plan's facts. The order in which equals are asked for is the order they are counted in."""

    def __init__(self, plan: str, headings: Sequence[Heading]) -> None:
        self.plan = plan
        self._starts = [heading.start for heading in headings]
        self._titles = _title_chains(headings)
        self._seen: Counter[str] = Counter()  # statement → how often it was asked for

    def fact(self, fact: Fact, within: str = "") -> str:
        """The URI of a fact; `within` is the URI of the task a responsibility belongs to."""
        return self._count(KIND[type(fact)], within or self._above(fact.evidence.reading_end - 1), *STATEMENT[type(fact)](fact))

    def clause(self, heading: Heading) -> str:
        """The URI of a heading's clause."""
        return self._count("clause", self._above(heading.start), heading.title)

    def _above(self, position: int) -> str:
        index = bisect_right(self._starts, position) - 1
        return self._titles[index] if index >= 0 else ""

    def _count(self, kind: str, above: str, *words: object) -> str:
        statement = "\x1f".join((kind, above, *(normal(str(word)) for word in words)))
        self._seen[statement] += 1
        return f"{self.plan}/{kind}/{digest(statement, self._seen[statement], length=16)}"


def _title_chains(headings: Iterable[Heading]) -> list[str]:
    """For each heading the titles from the top down to it, joined."""
    chains: list[str] = []
    open_titles: list[tuple[int, str]] = []
    for heading in headings:
        while open_titles and open_titles[-1][0] >= heading.level:
            open_titles.pop()
        open_titles.append((heading.level, normal(heading.title)))
        chains.append("\x1e".join(title for _, title in open_titles))
    return chains
