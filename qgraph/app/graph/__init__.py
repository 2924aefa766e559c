"""The picture of a subgraph: positions from networkx, drawing by pyvis with our own offline template."""
