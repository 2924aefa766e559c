"""Office packages: parts, relationships, and what is refused."""

from __future__ import annotations

import io
import random
import zipfile

import pytest

from loaders.formats import package as module
from loaders.formats.package import Package, Relation, open_package
from qgraph.errors import SourceError
from tests.loaders.formats.docx.writer import OFFICE, RELATIONS, docx, p, relations, zipped

MAIN = relations(officeDocument="word/document.xml")


def refusal(data: bytes, part: str = "") -> str:
    """The sentence with which a package, or a part of it, is refused."""
    with pytest.raises(SourceError) as caught:
        open_package("plan.docx", data).xml(part)
    sentence = str(caught.value)
    assert sentence.startswith("plan.docx: ")
    assert ";" in sentence
    assert "\n" not in sentence
    assert len(sentence) < 300
    return sentence


def opened(parts: dict[str, str | bytes]) -> Package:
    return open_package("plan.docx", zipped(parts))


def test_parts_and_relations() -> None:
    package = open_package("plan.docx", docx(p("正文"), styles="", numbering=""))
    assert package.main_part() == "word/document.xml"
    assert "word/styles.xml" in package.names
    assert package.relations("word/document.xml") == {
        "rstyles": Relation("styles", "word/styles.xml"),
        "rnumbering": Relation("numbering", "word/numbering.xml"),
    }
    assert package.related("word/document.xml", "numbering") == "word/numbering.xml"
    assert package.related("word/document.xml", "footnotes") is None
    assert "正文" in package.read("word/document.xml").decode()


def test_part_names_have_no_case_and_any_slash() -> None:
    package = opened({"_rels/.rels": MAIN, "word\\Document.xml": "<a/>"})
    assert package.xml(package.main_part()).tag == "a"
    assert package.names == ("_rels/.rels", "word/Document.xml")


def test_targets_are_absolute_relative_or_outside() -> None:
    rows = [("a", "/xl/a.xml", ""), ("b", "../b%20c.xml", ""), ("c", "../../../etc/passwd", ""), ("d", "http://e.cn", "External")]
    rels = "".join(
        f'<Relationship Id="{i}" Type="{OFFICE}/x" Target="{to}"{f" TargetMode={chr(34)}{mode}{chr(34)}" if mode else ""}/>'
        for i, to, mode in rows
    )
    package = opened({"xl/_rels/book.xml.rels": f'<Relationships xmlns="{RELATIONS}">{rels}</Relationships>'})
    assert {i: relation.target for i, relation in package.relations("xl/book.xml").items()} == {
        "a": "xl/a.xml",
        "b": "b c.xml",
        "c": "etc/passwd",
    }


def test_no_office_document() -> None:
    with pytest.raises(SourceError, match="no office document"):
        opened({"readme.txt": "x"}).main_part()


def test_missing_part() -> None:
    assert "word/document.xml is missing" in refusal(zipped({"_rels/.rels": MAIN}), "word/document.xml")


def test_not_a_zip_and_cut_off() -> None:
    whole = docx(p("正文" * 500))
    assert "damaged or cut" in refusal(b"PK\x03\x04" + bytes(100))
    assert "damaged or cut" in refusal(whole[: len(whole) // 2])


def test_damage_anywhere_is_a_sentence() -> None:
    whole = docx(p("".join(chr(0x4E00 + i * 7) for i in range(900))), styles="", numbering="")
    chance = random.Random(7)
    said: list[str] = []
    for _ in range(400):
        data = bytearray(whole)
        for _ in range(chance.choice((1, 3, 30))):
            data[chance.randrange(len(data))] = chance.randrange(256)
        try:
            package = open_package("plan.docx", bytes(data[: chance.choice((len(data), chance.randrange(1, len(data))))]))
            for part in package.names:
                package.xml(part)
        except SourceError as error:
            said.append(str(error))
    assert len(said) > 200
    assert all(sentence.startswith("plan.docx: ") and "\n" not in sentence and len(sentence) < 300 for sentence in said)


def test_encrypted_member() -> None:
    data = bytearray(zipped({"word/document.xml": "<a/>"}))
    data[data.index(b"PK\x01\x02") + 8] |= 1
    assert "password" in refusal(bytes(data))


def test_bomb_by_ratio() -> None:
    assert "zip bomb" in refusal(zipped({"word/document.xml": bytes(25 * 2**20)}))


def test_bomb_by_declared_sum() -> None:
    data = bytearray(zipped({"word/document.xml": "<a/>"}))
    at = data.index(b"PK\x01\x02") + 24
    data[at : at + 4] = (400 * 2**20).to_bytes(4, "little")
    assert "zip bomb" in refusal(bytes(data))


def test_too_many_members() -> None:
    assert "5,000 parts" in refusal(zipped({f"{i}.xml": "" for i in range(5_001)}))


def test_odd_compression() -> None:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_BZIP2) as archive:
        archive.writestr("word/document.xml", "<a/>")
    assert "damaged" in refusal(stream.getvalue(), "word/document.xml")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "utf-16-le", "utf-16-be", "utf-32"])
def test_entities_are_refused_in_every_encoding(encoding: str) -> None:
    bomb = '<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "bb"><!ENTITY c "&b;&b;">]><a>&c;</a>'
    sentence = refusal(zipped({"a.xml": bomb.encode(encoding)}), "a.xml")
    assert "entities" in sentence or (encoding == "utf-32" and "no sound XML" in sentence)


def test_broken_and_deep_xml() -> None:
    assert "no sound XML" in refusal(zipped({"a.xml": "<a><b></a>"}), "a.xml")
    assert "nested too deeply" in refusal(zipped({"a.xml": "<a>" * 100_000 + "</a>" * 100_000}), "a.xml")


def test_names_in_sentences_are_printable() -> None:
    assert "\x1b" not in refusal(zipped({"a": "x"}), "\x1b[31m" + "长" * 500)


def test_too_many_tags(monkeypatch: pytest.MonkeyPatch) -> None:
    data = zipped({"many.xml": f"<a>{'<b/>' * 100}</a>"})
    assert len(open_package("plan.docx", data).xml("many.xml")) == 100
    monkeypatch.setattr(module, "MOST_TAGS", 100)
    assert "tags" in refusal(data, "many.xml")
