"""One body, many names: which of the names in a text are the same body, and which of them is the fullest.

Decisions
---------
* Names are equal where they differ only in 人民政府 and 政府, in a second plate in brackets, in 各 or 每个 before a class, or in the
  plan's own place spelled out (云川省市场监管局 in a plan of 云川省 is 省市场监管局).
* A short name is one of a longer one where both have one level and the registry knows both as one type of body. Where it does not, the
  short one must have the ending of the longer and its core read through the longer core in order from the same first character (金监
  in 金融监督). A core that merely starts the other (农业, 农业机械) is another body.
* A name without a level is the one in the text that has it (地方金融监管局, 省地方金融监管局).
* 领导小组, 市领导小组 and their offices are the one group whose full name ends so.
* Masked names are equal only letter by letter.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from loaders.grammar import names
from loaders.grammar.names.split import MASKED
from qgraph.model import BodyKind
from qgraph.registries import body_types

_ENDING = re.compile(r"(?:分局|总局|局|委员会|委|厅|部|办公室|办|署|中心|公司|集团|院|会)$")
_ENTERPRISE = re.compile(r"(?:控股|股份|有限|责任|分|集团|公司)+$")
_PLACES = re.compile(r"(?<=^各)(?P<place>[省市区县州旗镇乡街道级自治、]{1,8})(?:政府|管委会)$")
LONGEST_SHORT = 60  # characters of a short name of a group
MOST_ALIKE = 100  # names that are tried for one short form; no plan names so many that begin and end alike
_GROUPS = (BodyKind.LEADING_GROUP, BodyKind.WORKING_GROUP, BodyKind.OFFICE)


class Place:
    """The place a plan speaks for: its name spelled out stands for its level (云川省 → 省)."""

    def __init__(self, name: str | None) -> None:
        self.name = name or ""

    def short(self, body: str) -> str:
        if self.name and body.startswith(self.name) and len(body) > len(self.name) + 1:
            return self.name[-1] + body[len(self.name) :]
        return body


def key(name: str, place: Place) -> str:
    """What equal names have in common."""
    if MASKED.search(name):
        return name
    core = place.short(names.bare(name)).replace("人民政府", "政府")
    core = f"各{core[2:]}" if core.startswith("每个") else core
    core = _PLACES.sub(r"\g<place>", core)
    if names.is_collective(core) and len(core) > 3 and names.kind_of(core) not in _GROUPS:
        core = core.removeprefix("各")
    return core


class _Form(NamedTuple):
    """What is asked of a key again and again."""

    level: str
    kind: BodyKind
    collective: bool
    type_id: str | None


@lru_cache(maxsize=16_384)
def _form(name: str) -> _Form:
    level = names.level_of(name)
    known = body_types.body_type(name[len(level) :])
    return _Form(level, names.kind_of(name), names.is_collective(name), known.id if known else None)


def is_short_for(short: str, full: str) -> bool:
    """Whether one key is a shorter name of the body another key names."""
    if len(short) >= len(full) or MASKED.search(short + full):
        return False
    a, b = _form(short), _form(full)
    if b.collective:
        return False
    if a.kind in _GROUPS and b.kind is a.kind:
        return full.endswith(short.removeprefix(a.level))
    if a.collective:
        return False
    if not a.level:
        return b.level + short == full
    if a.level != b.level:
        return False
    if a.kind is b.kind is BodyKind.ENTERPRISE:
        core = _ENTERPRISE.sub("", short)
        return len(core) > len(a.level) + 1 and core == _ENTERPRISE.sub("", full)
    if a.type_id and b.type_id:
        return a.type_id == b.type_id
    return _reads_through(short[len(a.level) :], full[len(a.level) :])


def _reads_through(short: str, full: str) -> bool:
    a, b = _ENDING.search(short), _ENDING.search(full)
    if not a or not b or a.group()[0] != b.group()[0]:
        return False
    core, whole = short[: a.start()], full[: b.start()]
    if len(core) < 2 or core[0] != whole[:1] or whole.startswith(core) or _ENDING.search(whole):
        return False
    left = iter(whole)
    return all(mark in left for mark in core)


def classes(keys: list[str]) -> dict[str, str]:
    """Each key of a text, and the fullest key of the same body."""
    ranks = {full: rank for rank, full in enumerate(sorted(keys, key=len, reverse=True))}
    alike: dict[tuple[str, ...], list[str]] = {}
    for full in ranks:
        for trait in _traits(full, whole=True):
            alike.setdefault(trait, []).append(full)

    def fullest(short: str) -> str:
        groups = [alike[trait][:MOST_ALIKE] for trait in _traits(short, whole=False) if trait in alike]
        first = (next((full for full in group if is_short_for(short, full)), short) for group in groups)
        return min(first, key=ranks.__getitem__, default=short)

    return {k: fullest(k) for k in keys}


def _traits(name: str, whole: bool) -> Iterator[tuple[str, ...]]:
    """What a name has in common with its short forms, or (not `whole`) with its full one: the two share at least one of them."""
    form, mark = _form(name), _ending_mark(name)
    if MASKED.search(name) or (whole and form.collective):
        return
    core = name[len(form.level) :]
    if form.kind in _GROUPS:
        yield from (
            ((mark, form.kind, name[i:]) for i in range(max(0, len(name) - LONGEST_SHORT), len(name)))
            if whole
            else [(mark, form.kind, name.removeprefix(form.level))]
        )
    if form.collective:
        return
    if not form.level:
        yield mark, "", name  # no more than the level is missing
    elif whole:
        yield mark, "", core
    if form.kind is BodyKind.ENTERPRISE:
        yield mark, form.level, _ENTERPRISE.sub("", name)
    if form.type_id:
        yield mark, form.level, form.type_id
    if (ending := _ENDING.search(core)) and ending.start():
        yield mark, form.level, ending.group()[0], core[0]


def _ending_mark(name: str) -> str:
    """Names of one body end alike, but for these."""
    for short, full in (("局", "委"), ("局", "委员会"), ("办", "办公室"), ("集团", "公司")):
        if name.endswith(full):
            return short[-1]
    return name[-1:]
