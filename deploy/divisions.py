"""Builds `ontology/data/divisions.csv` from lists of divisions that others publish in packages. Nothing is fetched here.

    python -m deploy.divisions --packages DIR --out FILE

DIR holds the unpacked packages, each in a folder of any name:

* from PyPI `gb2260` 0.4.1 (BSD): the lists of 2002 to 2014;
* from npm `china-division` 1.0.4, 1.1.2, 2.1.1, 2.2.0, 2.3.1, 2.4.0, 2.5.0, 2.6.1 and 2.7.0 (MIT): 2015 to 2023, one version a year.

Decisions
---------
* A row is a code with a name. It begins in the first list that has it (open: the oldest list) and ends in the last one (open: the newest).
* Headings of the lists (市辖区, 省直辖县级行政区划) are no places: what stands under them stands in the province. The lists of statistics
  give a city without counties one of its own name, which is the city again.
* 台湾, 香港 and 澳门 are in the older lists only, and still stand.
* Development zones (last digits 71 to 79) are in the lists of statistics since 2017. A zone whose code was changed and whose name was
  not is one place, under its newest code. 乌拉盖管委会 is named like its office; the zone is called without.
* The data module of `gb2260` is parsed, never run.
"""

from __future__ import annotations

import argparse
import ast
import csv
import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

HEADINGS = re.compile(r"市辖区|县|市|(?:省|自治区)直辖.*|直辖县")
ZONE = re.compile(r"\d{4}7[1-9]")
UNLISTED = ("71", "81", "82")  # 台湾, 香港, 澳门
LATEST_REVISION = 2014  # the year of the list that gb2260 calls None
YEAR = re.compile(r"(20\d\d)年统计用区划代码")
COLUMNS = ("code", "name", "level", "within", "from", "to", "kind")
NATION = ("000000", "国家", "national", "", "", "", "")


class PackagesError(Exception):
    """A package is missing or not of the form we know."""


@dataclass(frozen=True, slots=True)
class Listing:
    """The divisions of a year: names by code of six digits."""

    year: int
    names: dict[str, str]


def revisions(folder: Path) -> Iterator[Listing]:
    """The lists of `gb2260`: `data = {year or year and month or None: {code: name}}`. Raises `PackagesError` where there are none."""
    for path in sorted(folder.rglob("gb2260/data.py")):
        assigned = (node for node in ast.parse(path.read_text(encoding="utf-8")).body if isinstance(node, ast.Assign))
        data: dict[int | None, dict[int, str]] = next((ast.literal_eval(node.value) for node in assigned), {})
        for key, names in data.items():
            yield Listing(int(str(key or LATEST_REVISION)[:4]), {f"{code:06}": name for code, name in names.items()})
        return
    raise PackagesError(f"no gb2260/data.py below {folder}: unpack gb2260 0.4.1 there")


def statistics(folder: Path) -> Iterator[Listing]:
    """The lists of `china-division`, the year as its README says. Raises `PackagesError` where there are none."""
    found = sorted(path.parent for path in folder.rglob("package.json") if _name(path) == "china-division")
    if not found:
        raise PackagesError(f"no china-division below {folder}: unpack its versions there")
    for package in found:
        year = YEAR.search((package / "README.md").read_text(encoding="utf-8"))
        if year is None:
            raise PackagesError(f"{package}/README.md does not say of which year the list is")
        names: dict[str, str] = {}
        for file in ("provinces", "cities", "areas"):
            for row in json.loads((package / "dist" / f"{file}.json").read_text(encoding="utf-8")):
                names[row["code"].ljust(6, "0")] = row["name"]
        yield Listing(int(year[1]), names)


def rows(listings: Iterable[Listing]) -> list[tuple[str, ...]]:
    """The lines of the table, by code, the newest name of a code last."""
    newest_first = sorted(listings, key=lambda one: one.year, reverse=True)
    newest, oldest = newest_first[0].year, newest_first[-1].year
    oldest_of_zones = min((one.year for one in newest_first if any(map(ZONE.fullmatch, one.names))), default=oldest)
    zones: dict[tuple[str, str], str] = {}  # city and name → the newest code
    years: dict[tuple[str, str], list[int]] = {}  # code and name → when it was listed
    for listing in newest_first:
        for code, name in listing.names.items():
            if ZONE.fullmatch(code):
                name = name.removesuffix("管委会")
                code = zones.setdefault((code[:4], name), code)
            elif HEADINGS.fullmatch(name) or (not code.endswith("00") and listing.names.get(code[:4] + "00") == name):
                continue
            years.setdefault((code, name), []).append(listing.year)
    known = {code for code, _ in years}
    table: list[tuple[str, ...]] = [NATION]
    for (code, name), listed in sorted(years.items(), key=lambda item: (item[0][0], max(item[1]))):
        zone = ZONE.fullmatch(code) is not None
        start = "" if min(listed) == (oldest_of_zones if zone else oldest) else str(min(listed))
        end = "" if max(listed) == newest or code.startswith(UNLISTED) else str(max(listed))
        table.append((code, name, *_standing(code, known), start, end, "zone" if zone else ""))
    return table


def _standing(code: str, known: set[str]) -> tuple[str, str]:
    """Level and code of the place above."""
    city, province = code[:4] + "00", code[:2] + "0000"
    if code == province:
        return "province", NATION[0]
    if code == city:
        return "prefecture", province
    return "county", city if city in known else province


def _name(path: Path) -> str:
    return str(json.loads(path.read_text(encoding="utf-8")).get("name"))


def main() -> None:
    """The command line."""
    parser = argparse.ArgumentParser(prog="python -m deploy.divisions", description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--packages", type=Path, required=True, help="folder with the unpacked packages")
    parser.add_argument("--out", type=Path, required=True, help="the table to write")
    arguments = parser.parse_args()
    try:
        table = rows([*revisions(arguments.packages), *statistics(arguments.packages)])
    except PackagesError as error:
        parser.exit(1, f"{error}\n")
    with arguments.out.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, lineterminator="\n").writerows([COLUMNS, *table])


if __name__ == "__main__":
    main()
