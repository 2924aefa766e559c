"""Questions over a store: who owes what, whether targets add up. Pure functions; every answer is a frozen dataclass.

Decisions
---------
* A question is asked of a `Store` and of the registries, never of files; both stores give the same answers.
* An answer has `to_json()`, the document of the command of the same name (DESIGN §9); values in it are scalars, `Decimal`s,
  lists and dicts, which `qgraph.export.documents` writes out.
* A rejected fact is no fact: it takes no part in any answer.
"""
