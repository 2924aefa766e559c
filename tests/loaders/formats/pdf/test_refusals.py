"""PDF: scans, damage, passwords and hostile files."""

from __future__ import annotations

import io
import re
import subprocess
import sys
import time
from pathlib import Path

import pytest
from PIL import Image
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from loaders import reading
from loaders.formats import Found, pdf
from qgraph.errors import SourceError
from tests.loaders.formats.pdf.reads import FULL, HEAD, SHORT, body, read, row, sentence
from tests.loaders.formats.pdf.writer import LEFT, drawn, lines, ruled, together


def picture(canvas: Canvas) -> None:
    canvas.drawImage(ImageReader(io.BytesIO(_png())), 0, 0, 595, 842)


def _png() -> bytes:
    stream = io.BytesIO()
    Image.new("L", (20, 30), 200).save(stream, "PNG")
    return stream.getvalue()


def test_a_scan_is_refused() -> None:
    assert "3 of 3 pages" in sentence(drawn(picture, picture, picture))
    assert "OCR" in sentence(drawn(picture))


def test_a_scan_with_the_mark_of_its_program_is_refused() -> None:
    assert "OCR" in sentence(drawn(*[together(picture, lines("全能扫描"))] * 4))


def test_a_page_that_is_a_picture_is_a_gap() -> None:
    data = drawn(lines(*[FULL] * 9), picture, lines(*[FULL] * 9))
    source = reading.read(Found("plan.pdf", "0" * 64, read(data)))
    assert [gap.kind for gap in source.gaps] == ["unreadable"]


def test_a_text_layer_that_lies_askew_is_read() -> None:
    def layer(canvas: Canvas) -> None:
        canvas.rotate(1.2)
        lines(FULL, SHORT)(canvas)

    assert "".join(body(drawn(layer))) == FULL + SHORT


def test_a_scan_with_a_text_layer_is_read() -> None:
    def layer(canvas: Canvas) -> None:
        text = canvas.beginText(LEFT, 700)
        text.setTextRenderMode(3)
        text.textLine(FULL)
        text.textLine(SHORT)
        canvas.drawText(text)

    assert body(drawn(together(picture, layer))) == [FULL, SHORT]


def test_a_blank_page_is_nothing() -> None:
    assert body(drawn(lines(FULL), lambda canvas: None, lines(SHORT))) == [FULL, SHORT]


def test_a_password_is_asked_for() -> None:
    assert "password" in sentence(drawn(lines(FULL), password="geheim"))


def test_truncated_and_empty_files() -> None:
    data = drawn(lines(FULL))
    for cut in (9, 200, len(data) // 2):
        assert "damaged" in sentence(data[:cut]) or "page" in sentence(data[:cut])


def test_a_damaged_table_of_places_is_mended() -> None:
    data = drawn(lines(FULL))
    assert body(re.sub(rb"startxref\n\d+", b"startxref\n7", data)) == [FULL]


def test_too_many_pages() -> None:
    assert "2001 pages" in sentence(drawn(*[lambda canvas: None] * 2001))


def test_a_child_that_cannot_be_started(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pdf.sys, "executable", "/no/such/python")
    with pytest.raises(SourceError, match=r"plan\.pdf: its reader cannot be started .*; free"):
        pdf.read("plan.pdf", b"%PDF-1.4")


def test_the_child_gives_what_was_read() -> None:
    data = drawn(together(lines(FULL), ruled([HEAD, row(1)], (40, 150, 150), 200), lines("— 1 —", top=800)))
    assert pdf.read("plan.pdf", data) == read(data)
    assert read(data).asides
    with pytest.raises(SourceError, match=r"plan\.pdf: 1 of 1 pages"):
        pdf.read("plan.pdf", drawn(picture))


def test_a_file_that_takes_too_long_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pdf, "LONGEST", 0.01)
    with pytest.raises(SourceError, match="takes longer"):
        pdf.read("plan.pdf", drawn(lines(FULL)))


def test_forms_that_multiply_are_stopped(monkeypatch: pytest.MonkeyPatch) -> None:
    """60 × 60 × 60 × 60 × 60 × 60 times a word, in two thousand bytes."""

    def form(n: int, text: str) -> str:
        head = f"/Type /XObject /Subtype /Form /BBox [0 0 9 9] /Resources <</Font <</F 3 0 R>> /XObject <</X {n + 1} 0 R>>>>"
        return f"<<{head} /Length {len(text)}>>\nstream\n{text}\nendstream"

    page = "<</Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 5 0 R /Resources <</XObject <</X 6 0 R>>>>>>"
    forms = [form(n, "/X Do\n" * 60) for n in range(5, 11)]
    data = bare(
        "<</Type /Catalog /Pages 2 0 R>>",
        "<</Type /Pages /Count 1 /Kids [4 0 R]>>",
        "<</Type /Font /Subtype /Type1 /BaseFont /Helvetica>>",
        page,
        *forms,
        form(11, "BT /F 12 Tf 9 9 Td (word) Tj ET"),
    )
    monkeypatch.setattr(pdf, "LONGEST", 4)  # else its memory ends first
    with pytest.raises(SourceError, match=r"its reader failed|takes longer"):
        pdf.read("plan.pdf", data)


def bare(*objects: str) -> bytes:
    """A file of objects as they are."""
    data = "%PDF-1.4\n" + "".join(f"{n} 0 obj\n{text}\nendobj\n" for n, text in enumerate(objects, 1))
    return f"{data}trailer <</Root 1 0 R /Size {len(objects) + 1}>>\nstartxref\n0\n%%EOF".encode("latin-1")


def test_a_tree_of_pages_that_bites_its_tail() -> None:
    tree = "<</Type /Pages /Count 9 /Kids [2 0 R 3 0 R] /Parent 2 0 R>>"
    start = time.monotonic()
    sentence(bare("<</Type /Catalog /Pages 2 0 R>>", tree, "<</Type /Page /Parent 2 0 R>>"))
    assert time.monotonic() - start < 5


@pytest.mark.parametrize("edges", ["0 0 1e30 1e30", "0 0 0 0", "-9999999 5 -9999999 5", "a b c d"])
def test_an_absurd_page(edges: str) -> None:
    data = re.sub(rb"/MediaBox \[[^\]]*\]", f"/MediaBox [{edges}]".encode(), drawn(lines(FULL, SHORT)))
    assert body(data) == [FULL, SHORT]


def test_a_page_of_more_characters_than_can_be_printed() -> None:
    data = drawn(lines(*[FULL * 20] * 300, left=5, top=20, leading=1.5, size=0.8))
    start = time.monotonic()
    assert "characters" in sentence(data)
    assert time.monotonic() - start < 20


def test_a_character_of_absurd_size_takes_bounded_time() -> None:
    data = drawn(together(*(lines("甲", size=10.0**n) for n in range(3, 9)), lines(FULL, SHORT, top=200)))
    start = time.monotonic()
    assert body(data)[-2:] == [FULL, SHORT]
    assert time.monotonic() - start < 5


def test_a_page_of_very_many_rules_takes_bounded_time() -> None:
    def draw(canvas: Canvas) -> None:
        for i in range(3000):
            canvas.line(i / 6, 0, i / 6, 800)
            canvas.line(0, i / 4, 500, i / 4)
        lines(FULL, SHORT)(canvas)

    start = time.monotonic()
    assert body(drawn(draw)) == [FULL, SHORT]
    assert time.monotonic() - start < 5


MEASURE = """
import resource, sys, time
from loaders.formats.pdf import document
data = open(sys.argv[1], "rb").read()
before, start = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss, time.monotonic()
content = document.read("long.pdf", data)
print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before, time.monotonic() - start, len(content.text))
"""


def test_two_hundred_pages_take_little_memory(tmp_path: Path) -> None:
    page = together(lines(*[FULL] * 20), ruled([HEAD, *map(row, range(6))], (40, 150, 150), 600))
    (tmp_path / "long.pdf").write_bytes(drawn(*[page] * 200))
    command = [sys.executable, "-c", MEASURE, str(tmp_path / "long.pdf")]
    done = subprocess.run(command, check=True, capture_output=True, text=True, timeout=100, cwd=Path(__file__).parents[4])
    kilobytes, seconds, length = map(float, done.stdout.split())
    assert length > 200 * 20 * 34
    assert kilobytes < 300 * 1024
    assert seconds < 30  # 5 on a quiet machine
