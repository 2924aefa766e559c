"""The picture of a subgraph: what the address asks for, positions from networkx, drawing by pyvis with our own offline template."""
