"""To whom other plans give tasks of the same theme, and to whom a reform gave the function a sentence speaks of."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field

from qgraph.model import Role
from qgraph.questions.alignment.items import Item, types
from qgraph.questions.remembered import remembered
from qgraph.questions.standing import standing
from qgraph.questions.suggestions.evidence import Evidence, reason, role_word, settings
from qgraph.registries import body_types, reforms, themes
from qgraph.store import Store
from qgraph.told import told


@dataclass(frozen=True, slots=True)
class _Theme:
    """The tasks of a theme that name bodies: how many there are, and how many each type has in each role; by plan."""

    tasks: Counter[str] = field(default_factory=Counter)  # plan → tasks
    held: dict[str, Counter[tuple[str, Role]]] = field(default_factory=dict)  # plan → (type, role) → tasks


def from_themes(store: Store, plan: str, item: Item) -> Iterator[Evidence]:
    """What other plans than `plan` do with the themes of a measure; a theme of several weighs its part."""
    known, limit = remembered(store, _themes), settings()["limit"]
    headed, weights = set(themes.of(item.title)), settings()["weight"]
    spoken = {one: weights["heading"] if one in headed else 1.0 for one in themes.of(f"{item.title} {item.quote}") if one in known}
    for theme_id, part in spoken.items():
        one, theme = known[theme_id], themes.get(theme_id)
        assert theme
        everything = one.tasks.total() - one.tasks[plan]
        held = sum((counts for other, counts in one.held.items() if other != plan), Counter[tuple[str, Role]]())
        for (type_id, role), count in held.items():
            kind = body_types.get(type_id)
            if kind is None or count < limit["tasks"] or count / everything < limit["share"]:
                continue
            leads = 1.0 if role in (Role.LEAD, Role.RESPONSIBLE) else 0.5
            weight = weights["theme"] * leads * count / everything * part / sum(spoken.values())
            words = {"theme": told({"zh": theme.name, "en": theme.name_en}), "kind": told({"zh": kind.name, "en": kind.name_en})}
            said = reason("theme", all=everything, count=count, role=role_word(role), **words)
            yield Evidence(item.uri, type_id, role, "theme", weight, said)


def from_functions(item: Item) -> Iterator[Evidence]:
    """The types to which a reform gave a function that the measure speaks of."""
    general = sorted((reform for reform in reforms.all() if reform.function and not reform.place), key=lambda reform: reform.date)
    given = {reform.function: reform for reform in general}
    for function, reform in given.items():
        kind = body_types.get(reform.target)
        if function and kind and function.is_meant(f"{item.title} {item.quote}"):
            words = {"function": told({"zh": function.name, "en": function.name_en or function.name})}
            said = reason("function", when=reform.date[:4], kind=told({"zh": kind.name, "en": kind.name_en}), **words)
            yield Evidence(item.uri, kind.id, Role.LEAD, "function", settings()["weight"]["function"], said)


def _themes(store: Store) -> dict[str, _Theme]:
    """The tasks of each theme that name bodies, over all plans."""
    kinds = types(store)
    owners: dict[str, set[tuple[str, Role]]] = {}
    for row in standing(store.run("loads")):
        if not row["collective"] and (type_id := kinds.get(str(row["body"]))):
            owners.setdefault(str(row["task"]), set()).add((type_id, Role(str(row["role"]))))
    found: dict[str, _Theme] = {}
    for row in standing(store.run("all_tasks")):
        held, plan = owners.get(str(row["task"])), str(row["plan"])
        for theme_id in themes.of(f"{row['title'] or ''} {row['quote']}") if held else ():
            theme = found.setdefault(theme_id, _Theme())
            theme.tasks[plan] += 1
            theme.held.setdefault(plan, Counter()).update(held or ())
    return found
