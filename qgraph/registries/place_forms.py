"""What a place is called besides its full name: the words of `place_words.toml` applied to it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from qgraph.registries import tables

WORDS = "place_words.toml"


def words() -> dict[str, Any]:
    """The words, read once."""
    return tables.words(WORDS)


def division(name: str) -> set[str]:
    """A division's full name and its short ones (恩施土家族苗族自治州, 恩施州, 恩施)."""
    table = words()
    forms = {name}
    suffix = next((s for s in table["suffixes"] if name.endswith(s)), "")
    stem = name.removesuffix(suffix) if suffix else name
    if suffix.startswith("自治"):
        stem = _without_peoples(stem, table["peoples"])
    if len(stem) >= 2:
        forms.add(stem)
        if suffix in table["short_suffixes"]:
            forms.add(stem + table["short_suffixes"][suffix])
    return forms


def zone(name: str, city: Iterable[str], province: Iterable[str]) -> set[str]:
    """A development zone's full name and its short ones, with the names its city and province go by.

    河北邢台经济开发区 is also 邢台经济开发区, 邢台市经开区, 邢台经开区. A zone whose name begins with no city gets none put in front.
    """
    cities = sorted(city, key=len, reverse=True)
    leads = [*(above + own for above in province for own in cities), *cities]
    lead = next((lead for lead in leads if name.startswith(lead)), "")
    ends = _zone_ends(name.removeprefix(lead))
    return {name} | {head + end for head in (cities if lead else [""]) for end in ends}


def _zone_ends(rest: str) -> list[str]:
    """芦台经济技术开发区 → also 芦台经开区."""
    for same in words()["zone_ends"]:
        if end := next((end for end in same if rest.endswith(end)), ""):
            return [rest.removesuffix(end) + other for other in same]
    return [rest]


def _without_peoples(stem: str, peoples: list[str]) -> str:
    """恩施土家族苗族 → 恩施; at least two characters stay."""
    while (people := next((p for p in peoples if stem.endswith(p) and len(stem) - len(p) >= 2), None)) is not None:
        stem = stem.removesuffix(people)
    return stem
