"""`python -m qgraph.cli`."""

from qgraph.cli import main

main()
