"""Plan ⇄ RDF: derived identity, the vocabulary's names, writing and reading back, the place and the reference graphs.

Decisions
---------
* Facts are n-ary nodes with their evidence nodes, all in the graph of their plan; nothing is said about a triple.
* Every node has a derived URI (`identity`); there are no blank nodes, so sorted N-Quads are canonical.
* A graph is a plain list of pyoxigraph `Quad`s; nobody ever asks a store for its length or its truth.
* Literals: names and titles are tagged `zh`; figures are `xsd:decimal` in their shortest form, years that are counted with
  (`periodStart`, `validFrom`, …) and offsets `xsd:integer`; dates carry the precision they were written with (`xsd:gYear`,
  `xsd:gYearMonth`, `xsd:date`); flags are `xsd:boolean` and written only where they are true; all else is `xsd:string`.
"""
