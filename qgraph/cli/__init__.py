"""The command `qgraph`: one module a command or two, nothing but arguments in and answers out.

Decisions
---------
* `--store`, `--neo4j` and `--format` stand before or behind the command. With `--format json` there is one document on standard output and
  nothing else; progress and warnings go to standard error.
* Exit codes: 0 done; 1 some input refused, not found, ambiguous or not equal; 2 wrong use; 3 the store or a server failed.
* A command is imported when it is called: most need neither the readers of files nor the driver of Neo4j, which take longest to import.
"""

from __future__ import annotations

from pathlib import Path

import click

from qgraph.cli.options import Group, format_option, neo4j_option, store_option

COMMANDS = {  # command → module and name in it
    "audit": "audit:audit_command",
    "compare": "compare:compare_command",
    "coverage": "coverage:coverage_command",
    "export": "export:export",
    "extract": "read:extract",
    "group": "group:group_command",
    "history": "history:history_command",
    "load": "load:load",
    "ontology": "ontology:ontology",
    "overview": "overview:overview_command",
    "paths": "paths:paths_command",
    "progress": "progress:progress",
    "remove": "load:remove",
    "review": "review:review",
    "rollup": "rollup:rollup_command",
    "search": "search:search_command",
    "serve": "serve:serve",
    "show": "show:show_command",
    "stats": "stats:stats",
    "sync": "sync:sync_command",
    "text": "read:text",
    "trace": "trace:trace_command",
    "who": "who:who_command",
}


@click.group(cls=Group, commands_from=COMMANDS)
@store_option
@neo4j_option
@format_option
@click.version_option(package_name="qgraph")
def main(store: Path, neo4j: str | None, format: str) -> None:  # noqa: A002
    """Read government plans into a graph in which every fact carries its sentence."""
