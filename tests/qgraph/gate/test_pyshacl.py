"""Where the reference implementation errs. A test here that fails says that it was mended: take the note away with it."""

from __future__ import annotations

import pyshacl
import pytest
import rdflib
from pyoxigraph import RdfFormat, Triple, parse

from tests.qgraph.gate.reference import PREFIXES, ours, theirs

SAID = 'sh:message "不对"@zh , "wrong"@en'


class Asked(rdflib.Graph):
    """A graph that counts how often it is asked for its length."""

    times = 0

    def __len__(self) -> int:
        self.times += 1
        return super().__len__()


def test_pyshacl_counts_the_whole_graph_for_each_thing_it_reports() -> None:
    """`datagraph or sg` in its `constraint_component.py` asks whether the graph is empty, which counts all its statements: three times
    for each result. Reports stay right, but a broken graph of n statements costs n a fault."""
    shapes = rdflib.Graph().parse(
        data=PREFIXES + "e:S a sh:NodeShape ; sh:targetClass e:F ; sh:property [ sh:path e:p ; sh:minInclusive 1 ] .", format="turtle"
    )
    asked = {}
    for faults in (0, 1, 10):
        data = Asked()
        data.parse(data=PREFIXES + "\n".join(f"e:n{i} a e:F ; e:p 0 ." for i in range(faults)), format="turtle")
        data.times = 0
        pyshacl.validate(data, shacl_graph=shapes, inference="none")
        asked[faults] = data.times
    assert asked[10] - asked[1] == 9 * (asked[1] - asked[0]) == 27


@pytest.mark.parametrize(
    ("constraint", "value"),
    [
        ("sh:lessThan e:bound", "false"),
        ("sh:lessThanOrEquals e:bound", "false"),
        ("sh:lessThan e:bound", '"1"^^xsd:boolean'),
        ("sh:maxInclusive 9", "false"),
        ("sh:maxInclusive 9", '"2021-02-30"^^xsd:date'),
    ],
)
def test_pyshacl_orders_what_has_no_order(constraint: str, value: str) -> None:
    """By the standard two values that cannot be compared break the shape; it takes an order of datatypes for one of values."""
    shapes = PREFIXES + f"e:S a sh:NodeShape ; sh:targetClass e:F ; sh:property [ sh:path e:p ; {constraint} ; {SAID} ] ."
    data = [
        Triple(q.subject, q.predicate, q.object)
        for q in parse(PREFIXES + f"e:n a e:F ; e:p {value} ; e:bound 9 .", format=RdfFormat.TURTLE)
    ]
    assert len(ours(data, shapes)) == 1
    assert theirs(data, rdflib.Graph().parse(data=shapes, format="turtle")) == set()


def test_pyshacl_breaks_down_on_a_number_that_is_none() -> None:
    shapes = PREFIXES + f"e:S a sh:NodeShape ; sh:targetClass e:F ; sh:property [ sh:path e:p ; sh:lessThanOrEquals e:bound ; {SAID} ] ."
    turtle = PREFIXES + 'e:n a e:F ; e:p "x"^^xsd:integer ; e:bound 9 .'
    data = [Triple(q.subject, q.predicate, q.object) for q in parse(turtle, format=RdfFormat.TURTLE)]
    assert len(ours(data, shapes)) == 1
    with pytest.raises(TypeError):
        theirs(data, rdflib.Graph().parse(data=shapes, format="turtle"))


def test_pyshacl_takes_a_blank_node_for_words_of_no_length() -> None:
    """By the standard a blank node has no length at all, so it breaks `sh:minLength 0` too."""
    shapes = PREFIXES + f"e:S a sh:NodeShape ; sh:targetClass e:F ; sh:property [ sh:path e:p ; sh:minLength 0 ; {SAID} ] ."
    data = [Triple(q.subject, q.predicate, q.object) for q in parse(PREFIXES + "e:n a e:F ; e:p _:b .", format=RdfFormat.TURTLE)]
    assert len(ours(data, shapes)) == 1
    assert theirs(data, rdflib.Graph().parse(data=shapes, format="turtle")) == set()
