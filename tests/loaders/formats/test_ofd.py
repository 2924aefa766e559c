"""OFD: the lines of its pages."""

from __future__ import annotations

import io
import random
import re
import zipfile

import pytest

from loaders.formats import ofd
from qgraph.errors import SourceError

NS = 'xmlns:ofd="http://www.ofdspec.org/2016"'


def run(x: float, y: float, text: str, size: float = 5, more: str = "") -> str:
    """A piece of text with its baseline at y."""
    steps = f'DeltaX="g {len(text) - 1} {size}"' if len(text) > 1 else ""
    return (
        f'<ofd:TextObject ID="9" Boundary="{x} {y - size} {size * len(text)} {size}" Font="1" Size="{size}" {more}>'
        f'<ofd:TextCode X="0" Y="{size}" {steps}>{text}</ofd:TextCode></ofd:TextObject>'
    )


def page(*objects: str, template: str = "") -> str:
    used = f'<ofd:Template TemplateID="{template}" ZOrder="Background"/>' if template else ""
    return f"<ofd:Page {NS}>{used}<ofd:Content><ofd:Layer>{''.join(objects)}</ofd:Layer></ofd:Content></ofd:Page>"


def packed(*pages: str, **parts: str) -> bytes:
    listed = "".join(f'<ofd:Page ID="{n + 10}" BaseLoc="Pages/Page_{n}/Content.xml"/>' for n in range(len(pages)))
    templates = '<ofd:TemplatePage ID="2" BaseLoc="/Doc_0/Tpls/Tpl_0/Content.xml"/>' if "template" in parts else ""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("OFD.xml", f"<ofd:OFD {NS}><ofd:DocBody><ofd:DocRoot>Doc_0/Document.xml</ofd:DocRoot></ofd:DocBody></ofd:OFD>")
        archive.writestr(
            "Doc_0/Document.xml",
            f"<ofd:Document {NS}><ofd:CommonData>{templates}</ofd:CommonData><ofd:Pages>{listed}</ofd:Pages></ofd:Document>",
        )
        for number, content in enumerate(pages):
            archive.writestr(f"Doc_0/Pages/Page_{number}/Content.xml", content)
        if "template" in parts:
            archive.writestr("Doc_0/Tpls/Tpl_0/Content.xml", parts["template"])
    return stream.getvalue()


def text(*pages: str, **parts: str) -> str:
    return ofd.read("plan.ofd", packed(*pages, **parts)).text


def test_lines_are_read_from_the_top_and_from_the_left() -> None:
    runs = (run(20, 50, "一、总体要求"), run(45, 30.5, "质量强区工作方案"), run(30, 30, "南浦区"), run(20, 60, "建立质量档案。"))
    assert text(page(*runs)) == "南浦区质量强区工作方案\n一、总体要求\n建立质量档案。\n"


def test_a_gap_is_a_blank() -> None:
    assert text(page(run(20, 30, "区市场监管局"), run(80, 30, "2027年底"))) == "区市场监管局 2027年底\n"


def test_pages_come_in_order_and_templates_before_the_first_that_uses_them() -> None:
    head = page(run(20, 20, "南浦区人民政府文件"))
    assert text(
        page(run(20, 40, "第一页")), page(run(20, 40, "第二页"), template="2"), page(run(20, 40, "第三页"), template="2"), template=head
    ) == ("第一页\n南浦区人民政府文件\n第二页\n第三页\n")


def test_text_may_be_scaled() -> None:
    code = '<ofd:TextCode X="0" Y="20">质量</ofd:TextCode>'
    scaled = f'<ofd:TextObject Boundary="20 20 100 10" CTM="0.5 0 0 0.5 10 0" Size="10">{code}</ofd:TextObject>'
    assert text(page(scaled, run(42, 30, "档案"))) == "质量档案\n"  # it begins at 30 mm and is 10 mm wide


def test_several_codes_of_one_object() -> None:
    codes = "".join(
        f'<ofd:TextCode X="{x}" Y="{y}">{words}</ofd:TextCode>' for x, y, words in ((0, 5, "建立"), (10, 5, "档案"), (0, 15, "完善"))
    )
    assert text(page(f'<ofd:TextObject Boundary="20 20 100 30" Size="5">{codes}</ofd:TextObject>')) == "建立档案\n完善\n"


def test_steps() -> None:
    assert ofd._steps("g 3 4.2 5", 9) == [4.2, 4.2, 4.2, 5.0]
    assert ofd._steps("g 999999 1", 4) == [1.0, 1.0, 1.0]
    assert ofd._steps("g x 1 nan 1e99 -- . g", 9) == [1.0]


def test_a_scan_is_refused() -> None:
    with pytest.raises(SourceError, match=r"^plan\.ofd: no text in it, so it is a scan; run OCR"):
        text(page('<ofd:ImageObject ID="3" Boundary="0 0 210 297" ResourceID="4"/>'))


def test_a_page_that_is_missing() -> None:
    stream = io.BytesIO(packed(page(run(20, 30, "甲"))))
    with zipfile.ZipFile(stream) as old, zipfile.ZipFile(out := io.BytesIO(), "w") as new:
        for member in old.namelist()[:-1]:
            new.writestr(member, old.read(member))
    with pytest.raises(SourceError, match="missing"):
        ofd.read("plan.ofd", out.getvalue())


def test_sniffing() -> None:
    assert ofd.sniff(packed(page()))
    assert not ofd.sniff(b"OFD.xml")


def test_too_many_pages(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ofd, "MOST_PAGES", 1)
    with pytest.raises(SourceError, match="2 pages, more than 1; split"):
        text(page(), page())


@pytest.mark.parametrize("seed", range(30))
def test_flipped_bytes_are_read_or_refused(seed: int) -> None:
    chance = random.Random(seed)
    data = bytearray(packed(page(run(20, 30, "南浦区"), run(20, 50, "质量强区"))))
    for _ in range(chance.randrange(1, 30)):
        data[chance.randrange(len(data))] = chance.randrange(256)
    try:
        content = ofd.read("plan.ofd", bytes(data))
    except SourceError as error:
        assert ";" in str(error)  # noqa: PT017
    else:
        assert content.media_type == ofd.MEDIA_TYPE


def test_a_page_named_twice_is_read_once() -> None:
    data = packed(page(run(20, 30, "南浦区质量方案")))
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out := io.BytesIO(), "w") as new:
        for member in old.namelist():
            again = re.sub(rb"<ofd:(?:Page ID|DocRoot)[^/]*/.*?>", lambda tag: tag[0] * 3, old.read(member))
            new.writestr(member, again if member in ("OFD.xml", "Doc_0/Document.xml") else old.read(member))
    assert ofd.read("plan.ofd", out.getvalue()).text == "南浦区质量方案\n"


def test_steps_are_as_many_as_characters() -> None:
    assert len(ofd._steps("g 999999 4.2 " * 3_000, 10_000)) == 9_999
    assert ofd._steps("g 2 4.2 5 g x 6", 5) == [4.2, 4.2, 5, 6]
