"""Writes PDF files for tests, by two writers that know nothing of each other: reportlab, and the print of Chromium."""

from __future__ import annotations

import io
import shutil
import subprocess
from collections.abc import Callable, Sequence
from pathlib import Path

from reportlab.lib.pagesizes import A4
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import BaseDocTemplate, Flowable, Frame, PageTemplate, Paragraph, Table

CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
FONT = "STSong-Light"
SIZE = 12.0
WIDTH, HEIGHT = A4
LEFT, LEADING = 72.0, 24.0
GRID = ("GRID", (0, 0), (-1, -1), 0.5, "black")
Draw = Callable[[Canvas], None]

pdfmetrics.registerFont(UnicodeCIDFont(FONT))


def drawn(*pages: Draw, size: tuple[float, float] = A4, password: str = "") -> bytes:
    """Pages drawn by hand."""
    stream = io.BytesIO()
    canvas = Canvas(stream, pagesize=size, encrypt=StandardEncryption(password, ownerPassword="o") if password else None)
    for draw in pages:
        canvas.setFont(FONT, SIZE)
        draw(canvas)
        canvas.showPage()
    canvas.save()
    return stream.getvalue()


def lines(*texts: str, left: float = LEFT, top: float = 100.0, leading: float = LEADING, size: float = SIZE) -> Draw:
    """Lines one below the other; `top` is the first base line, from the upper edge."""

    def draw(canvas: Canvas) -> None:
        canvas.setFont(FONT, size)
        for i, text in enumerate(texts):
            canvas.drawString(left, HEIGHT - top - i * leading, text)

    return draw


def together(*parts: Draw) -> Draw:
    """All on one page."""

    def draw(canvas: Canvas) -> None:
        for part in parts:
            part(canvas)

    return draw


def ruled(rows: Sequence[Sequence[str]], widths: Sequence[float], top: float, style: Sequence[tuple[object, ...]] = (GRID,)) -> Draw:
    """A table with rules, drawn from `top` down; a line end in a cell is a line of the cell."""

    def draw(canvas: Canvas) -> None:
        table = Table(rows, colWidths=widths, style=[("FONT", (0, 0), (-1, -1), FONT, 10), *style])
        _, height = table.wrapOn(canvas, WIDTH, HEIGHT)
        table.drawOn(canvas, LEFT, HEIGHT - top - height)

    return draw


def flowing(story: list[Flowable], frames: Sequence[tuple[float, float, float, float]], on_page: Callable[[Canvas, int], None]) -> bytes:
    """A story that runs through the frames (left, bottom, width, height) of as many pages as it needs."""
    stream = io.BytesIO()
    document = BaseDocTemplate(stream, pagesize=A4)

    def drawing(canvas: Canvas, _: object) -> None:
        canvas.setFont(FONT, 9)
        on_page(canvas, canvas.getPageNumber())

    boxes = [Frame(*frame, leftPadding=0, rightPadding=0) for frame in frames]
    document.addPageTemplates(PageTemplate(frames=boxes, onPage=drawing))
    document.build(story)
    return stream.getvalue()


def paragraph(text: str, size: float = SIZE) -> Paragraph:
    """A paragraph whose first line is indented by two characters."""
    return Paragraph(text, ParagraphStyle("p", fontName=FONT, fontSize=size, leading=2 * size, firstLineIndent=2 * size, wordWrap="CJK"))


def printed(chromium: str, page: str, folder: Path) -> bytes:
    """A web page as Chromium prints it."""
    (folder / "page.html").write_text(page, encoding="utf-8")
    target = folder / "page.pdf"
    command = [chromium, "--headless", "--no-sandbox", "--disable-gpu", f"--print-to-pdf={target}", str(folder / "page.html")]
    subprocess.run([*command], check=True, capture_output=True, timeout=90)
    return target.read_bytes()
