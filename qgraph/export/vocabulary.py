"""The vocabulary as a page for people: a drawing, the classes, the properties and the closed lists, in Chinese and English.

The page is made from `ontology/qgraph.ttl` alone; `docs/ontology.md` is what `qgraph ontology page` prints, and a test holds it so.
"""

from __future__ import annotations

from collections.abc import Iterator
from importlib.resources import files

from rdflib import OWL, RDF, RDFS, SKOS, Graph, Literal, URIRef
from rdflib.namespace import Namespace
from rdflib.term import Node

from qgraph.rdf.vocabulary import NS

SCHEMA = Namespace("https://schema.org/")
ANCHORS = (RDFS.subClassOf, RDFS.subPropertyOf, SKOS.closeMatch, SKOS.exactMatch)  # how a term stands to those of the standards
COMMON = ("ofPlan", "evidence")  # relations of every fact; the drawing shows them of a target only
HEAD = """# 词汇表 · Vocabulary

这一页由 `qgraph ontology page` 从 `ontology/qgraph.ttl` 生成，不要手工修改。This page is generated; do not edit it.

版本 · version: <{version}>

## 图 · Drawing

每个事实都有 `ofPlan` 和 `evidence`，图中只画在目标值上。Every fact has `ofPlan` and `evidence`; the drawing shows them of a target only.

```mermaid
{drawing}
```
"""


def page() -> str:
    """The page in Markdown. The same vocabulary always gives the same page."""
    graph = Graph()
    graph.parse(data=files("ontology").joinpath("qgraph.ttl").read_text(encoding="utf-8"), format="turtle")
    version = next(graph.objects(None, OWL.versionIRI))
    parts = [HEAD.format(version=version, drawing="\n".join(_drawing(graph)))]
    for title, kind in (
        ("类 · Classes", OWL.Class),
        ("关系 · Relations", OWL.ObjectProperty),
        ("属性 · Attributes", OWL.DatatypeProperty),
    ):
        parts += [f"## {title}\n", *_table(graph, kind), ""]
    parts += ["## 取值 · Closed lists\n", *_lists(graph)]
    return "\n".join(parts).rstrip() + "\n"


def _ours(graph: Graph, kind: URIRef) -> list[URIRef]:
    found = (term for term in graph.subjects(RDF.type, kind) if isinstance(term, URIRef) and term.startswith(NS))
    return sorted(found, key=str)


def _name(term: Node) -> str:
    return str(term).removeprefix(NS)


def _said(graph: Graph, term: Node, relation: URIRef, language: str) -> str:
    words = (word for word in graph.objects(term, relation) if isinstance(word, Literal) and word.language == language)
    return str(next(words, "")).replace("|", "\\|")


def _drawing(graph: Graph) -> Iterator[str]:
    """The classes and the relations between them, one line for all relations of a pair; those of `COMMON` are drawn once."""
    yield "graph LR"
    for term in _ours(graph, OWL.Class):
        yield f'  {_name(term)}["{_said(graph, term, RDFS.label, "zh")}<br/>{_name(term)}"]'
    lines: dict[tuple[str, str], list[str]] = {}
    for relation in _ours(graph, OWL.ObjectProperty):
        for to in graph.objects(relation, RDFS.range):
            for of in graph.objects(relation, SCHEMA.domainIncludes):
                drawn = _name(relation) not in COMMON or _name(of) == "Target"
                if str(to).startswith(NS) and drawn:
                    lines.setdefault((_name(of), _name(to)), []).append(_name(relation))
    for (start, end), names in sorted(lines.items()):
        yield f"  {start} -->|{', '.join(sorted(names))}| {end}"


def _table(graph: Graph, kind: URIRef) -> Iterator[str]:
    is_class = kind == OWL.Class
    columns = ["", "中文", "English"] + ([] if is_class else ["用于 · of", "值 · value"]) + ["含义 · meaning", "依据 · anchored in"]
    yield f"| {' | '.join(columns)} |"
    yield "|" + "---|" * len(columns)
    for term in _ours(graph, kind):
        cells = [f"`q:{_name(term)}`", *(_said(graph, term, RDFS.label, language) for language in ("zh", "en"))]
        if not is_class:
            cells += [_short(graph, graph.objects(term, relation)) for relation in (SCHEMA.domainIncludes, RDFS.range)]
        cells.append("<br/>".join(filter(None, (_said(graph, term, SKOS.definition, language) for language in ("zh", "en")))))
        cells.append(_short(graph, (to for anchor in ANCHORS for to in graph.objects(term, anchor) if not str(to).startswith(NS))))
        yield f"| {' | '.join(cells)} |"


def _lists(graph: Graph) -> Iterator[str]:
    """The concepts of each closed list, with the words that stand in the data."""
    for scheme in _ours(graph, SKOS.ConceptScheme):
        yield f"### {_said(graph, scheme, RDFS.label, 'zh')} · {_said(graph, scheme, RDFS.label, 'en')} `q:{_name(scheme)}`\n"
        yield "| | 中文 | English |\n|---|---|---|"
        rows = {
            str(graph.value(term, SKOS.notation)): [_said(graph, term, SKOS.prefLabel, language) for language in ("zh", "en")]
            for term in graph.subjects(SKOS.inScheme, scheme)
        }
        for word, labels in sorted(rows.items()):
            yield f"| `{word}` | {' | '.join(labels)} |"
        yield ""


def _short(graph: Graph, terms: Iterator[Node]) -> str:
    return ", ".join(sorted(graph.namespace_manager.normalizeUri(str(term)) for term in terms))
