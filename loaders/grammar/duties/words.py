"""The word lists of duties, loaded once, and the patterns built from them."""

from __future__ import annotations

import re
from functools import cache
from typing import Any

from loaders import tables
from loaders.grammar.names.words import alternatives
from qgraph.model import Role


@cache
def table() -> dict[str, Any]:
    """`words.toml` as it stands."""
    return tables.table("loaders.grammar.duties", "words.toml")


def words(section: str, key: str) -> list[str]:
    """One list of `words.toml`."""
    found: list[str] = table()[section][key]
    return found


@cache
def cues() -> re.Pattern[str]:
    """What marks a bracket or a line as one that may name units."""
    return re.compile(alternatives(words("cues", "words")))


@cache
def indicator_cues() -> re.Pattern[str]:
    return re.compile(alternatives(words("cues", "indicator")))


@cache
def blankets() -> re.Pattern[str]:
    return re.compile("|".join(words("cues", "blanket")))


@cache
def label_kinds() -> dict[str, str]:
    """Every label and what it opens: a role, "deadline" or "other"."""
    return {word: kind for kind, labels in table()["labels"].items() for word in labels}


@cache
def label_words() -> re.Pattern[str]:
    """A label of a role or of a time, as it stands in the head of a column."""
    return re.compile(alternatives([word for word, kind in label_kinds().items() if kind != "other"]))


@cache
def labels() -> re.Pattern[str]:
    """A label with its colon, or with 为; group `label` is the word."""
    return re.compile(f"(?P<label>{alternatives(list(label_kinds()))})(?:\\s*[：:]|为(?=[\u4e00-\u9fff]))\\s*")


@cache
def verb_roles() -> dict[str, Role]:
    """Every verb, and every noun that may stand behind 为, with its role."""
    roles = {noun: Role(kind) for noun, kind in label_kinds().items() if kind in set(Role)}
    return roles | {verb: Role(role) for role in ("lead", "supervise", "participate", "responsible") for verb in words("verbs", role)}


@cache
def verbs() -> re.Pattern[str]:
    """A verb phrase behind bodies (按职责分工负责; 为牵头单位), up to a stop, the end, or a body that joins in (会同B); group `verb` or
    `noun` is its core."""
    before, behind = alternatives(words("verbs", "before")), alternatives(words("verbs", "behind"))
    core = alternatives([verb for role in ("lead", "supervise", "participate", "responsible") for verb in words("verbs", role)])
    nouns, joins = alternatives([noun for noun, kind in label_kinds().items() if kind in set(Role)]), alternatives(words("verbs", "joins"))
    return re.compile(
        f"(?:(?:{before}){{0,4}}?(?P<verb>{core})(?:{behind}){{0,3}}|[均都]?(?:作为|为|是)(?P<noun>{nouns}))(?=\\s*(?:[，,；;。、：:]|$|{joins}))"
    )


@cache
def bare_verbs() -> re.Pattern[str]:
    """The verbs that take an object behind bodies (负责综合协调)."""
    before = alternatives(words("verbs", "before"))
    return re.compile(f"(?:{before}){{0,2}}?(?P<verb>{alternatives(words('verbs', 'with_object'))})(?!人|同志|制)")


@cache
def inner_role() -> re.Pattern[str]:
    """A role in a bracket behind one name: 市商务局（牵头）."""
    core = alternatives([verb for role in ("lead", "supervise", "participate", "responsible") for verb in words("verbs", role)])
    return re.compile(f"[（(](?P<verb>{core})[)）]$")


@cache
def joiners() -> re.Pattern[str]:
    return re.compile(alternatives(words("verbs", "joins")))


@cache
def leading() -> re.Pattern[str]:
    return re.compile(f"^(?:{alternatives(words('verbs', 'leading'))})")


@cache
def openers() -> re.Pattern[str]:
    return re.compile(f"^\\s*(?:(?:{alternatives(words('titles', 'openers'))})\\s*[：:、，,]?\\s*)")
