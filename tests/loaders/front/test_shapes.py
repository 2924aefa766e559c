"""Front matter of many shapes: heads and signatures of invented notices, each with the fields that are read from them (shapes.toml)."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest

from loaders import front
from tests.loaders.outline.plans import read

BODY = "一、主要任务\n（一）建标准。做好。\n（二）强计量。做好。\n二、保障措施\n（一）抓落实。\n（二）重考核。\n"


def fields(text: str) -> dict[str, Any]:
    found = front.read(read(text))
    place = found.jurisdiction
    return {
        "title": found.title,
        "doc_number": found.doc_number,
        "issuer": found.issuer,
        "issued_on": found.issued_on,
        "start": found.period_start,
        "end": found.period_end,
        "name": place.name,
        "level": place.level,
        "adcode": place.adcode,
        "nature": found.nature,
    }


SHAPES = {row["name"]: row for row in tomllib.loads(Path(__file__).with_name("shapes.toml").read_text(encoding="utf-8"))["shape"]}


@pytest.mark.parametrize("name", SHAPES)
def test_shape(name: str) -> None:
    shape = SHAPES[name]
    body = BODY.replace("\n", "") if shape.get("flat") else shape.get("body", BODY)
    found = fields(shape["head"] + body + shape.get("tail", ""))
    expected = {**shape["reads"], **dict.fromkeys(shape.get("unsaid", []))}
    assert {field: found[field] for field in expected} == expected
