"""Sync: a Neo4j database brought to exactly the state of the embedded store, and kept there.

Decisions
---------
* The unit is one named graph. A graph's rows (`mapping`) are a pure function of its quads; their digest, computed the same way
  from both sides, says whether anything must travel.
* A node belongs to the graph that describes it (`graph` property); a relationship carries the `graph` it was sent with, and
  goes with it. Nodes without the label `Resource` are other people's and never touched.
* Graphs travel in groups, each group in one managed transaction: a reader sees a plan as it was or as it is.
* Reference graphs and place graphs go before plan graphs, so that every relationship finds its ends; an end that is missing
  rolls the transaction back and is named.
"""
