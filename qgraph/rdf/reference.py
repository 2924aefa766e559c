"""The reference graphs: what every store holds before the first plan is read. Pure functions of `ontology/data`.

One graph a subject: divisions, body types with the reforms that joined them, indicators, published figures.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from pyoxigraph import NamedNode, Quad

from qgraph.rdf import identity
from qgraph.rdf.places import indicator
from qgraph.rdf.vocabulary import GRAPH, ID, TYPE, literal, term
from qgraph.registries import body_types, figures, indicators, places, reforms

Links = Mapping[str, str | tuple[str, ...] | None]
Row = tuple[str, str, Links, Mapping[str, object]]  # URI, class, links, values; several of one name as a tuple


def graphs() -> dict[str, list[Quad]]:
    """All reference graphs, by name."""
    makers: dict[str, Callable[[], Iterator[Row]]] = {
        "divisions": _divisions,
        "body-types": _body_types,
        "indicators": _indicators,
        "figures": _figures,
    }
    return {f"{GRAPH}reference/{name}": list(_quads(f"{GRAPH}reference/{name}", rows())) for name, rows in makers.items()}


def _divisions() -> Iterator[Row]:
    for place in places.everywhere():
        links = {"within": identity.place_uri(place.within) if place.within else None}
        years = {"validFrom": place.valid_from, "validTo": place.valid_to}
        yield (
            identity.place_uri(place.adcode),
            "Jurisdiction",
            links,
            {"name": place.name, "level": place.level, "adcode": place.adcode, **years},
        )


def _body_types() -> Iterator[Row]:
    for kind in body_types.types():
        names = {
            "name": kind.name,
            "nameEn": kind.name_en,
            "kind": kind.kind,
            "line": kind.line,
            "alias": kind.aliases,
            "former": kind.former,
        }
        yield identity.body_type_uri(kind.id), "BodyType", {}, names
    for function in reforms.functions():
        yield _function(function), "Function", {}, {"name": function.name, "nameEn": function.name_en, "alias": function.words}
    for reform in reforms.all():
        moved = reform.function.id if reform.function else None
        name = identity.digest(reform.source, reform.target, moved, reform.level, reform.date, reform.place, length=16)
        links = {
            "fromType": identity.body_type_uri(reform.source),
            "toType": identity.body_type_uri(reform.target),
            "inJurisdiction": identity.place_uri(reform.place) if reform.place else None,
            "function": _function(reform.function) if reform.function else None,
        }
        values = {"kind": reform.kind, "date": reform.date, "atLevel": reform.level, "address": reform.address, "note": reform.note}
        yield f"{ID}body-change/{name}", "BodyChange", links, values


def _function(function: reforms.Function) -> str:
    return identity.function_uri(function.id if function.id.isascii() else identity.unnamed(function.name))


def _indicators() -> Iterator[Row]:
    for known in indicators.all():
        values = {
            "name": known.name,
            "aggregation": known.aggregation,
            "unit": known.unit,
            "direction": known.direction,
            "counts": known.counts,
            "low": known.low,
            "high": known.high,
            "discontinued": known.discontinued,
            "discontinuedSource": known.discontinued_source,
            "caution": known.caution,
            "definition": known.definition_zh,
            "definitionEn": known.definition_en,
            "alias": known.aliases,
        }
        links = {"near": known.near, "unlike": known.unlike}
        to = {name: tuple(identity.indicator_uri(other) for other in others) for name, others in links.items()}
        yield identity.indicator_uri(known.id), "Indicator", to, values


def _figures() -> Iterator[Row]:
    for figure in figures.figures():
        words = (
            figure.place,
            figure.document,
            figure.indicator,
            figure.indicator_as_written,
            figure.value,
            figure.deadline,
            figure.comparator,
        )
        about = identity.indicator_uri(figure.indicator) if figure.indicator else indicator(figure.indicator_as_written)
        values = {
            "document": figure.document,
            "year": figure.year,
            "indicatorAsWritten": figure.indicator_as_written,
            "comparator": figure.comparator,
            "value": figure.value,
            "valueHigh": figure.value_high,
            "unit": figure.unit,
            "deadline": str(figure.deadline) if figure.deadline else None,
            "nature": figure.nature,
            "doubt": figure.doubt,
            "address": figure.address,
            "sourceKind": figure.source_kind,
        }
        links = {"ofJurisdiction": identity.place_uri(figure.place), "indicator": about}
        yield f"{ID}figure/{identity.digest(*words, length=16)}", "PublishedFigure", links, values
        if not figure.indicator:
            yield about, "Indicator", {}, {"name": identity.normal(figure.indicator_as_written)}


def _quads(graph: str, rows: Iterator[Row]) -> Iterator[Quad]:
    name = NamedNode(graph)
    for uri, kind, links, values in rows:
        subject = NamedNode(uri)
        yield Quad(subject, TYPE, term(kind), name)
        for link, to in links.items():
            for one in _several(to):
                yield Quad(subject, term(link), NamedNode(str(one)), name)
        for field, value in values.items():
            for one in _several(value):
                if (node := literal(field, one)) is not None:
                    yield Quad(subject, term(field), node, name)


def _several(value: object) -> tuple[object, ...]:
    return value if isinstance(value, tuple) else () if value is None else (value,)
