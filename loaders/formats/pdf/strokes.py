"""Straight strokes that are painted on a page.

Decisions
---------
* A stroke is a side of a stroked figure, or a filled one too thin to be anything else. Other fills are shades and say nothing.
* Forms are looked into; a page of more strokes than a print has is a drawing, and has none.
"""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from itertools import islice, pairwise
from typing import Any

import pypdfium2.raw as pdfium

THIN = 3.0  # points: a figure thinner than this is a stroke
MOST = 50_000
DEEPEST = 3  # forms in forms

Matrix = tuple[float, float, float, float, float, float]
Stroke = tuple[float, float, float, float]
SAME: Matrix = (1, 0, 0, 1, 0, 0)


def find(page: Any) -> list[Stroke]:
    """The strokes of an open page, from point to point in the coordinates of the file."""
    found = list(islice(_strokes(page, SAME, 0), MOST + 1))
    return found if len(found) <= MOST else []


def _strokes(parent: Any, matrix: Matrix, depth: int) -> Iterator[Stroke]:
    """Straight strokes of a page or a form, in the coordinates of the page."""
    if depth:
        count, get = pdfium.FPDFFormObj_CountObjects(parent), pdfium.FPDFFormObj_GetObject
    else:
        count, get = pdfium.FPDFPage_CountObjects(parent), pdfium.FPDFPage_GetObject
    for i in range(min(count, MOST)):
        thing = get(parent, i)
        kind = pdfium.FPDFPageObj_GetType(thing)
        if kind == pdfium.FPDF_PAGEOBJ_PATH:
            yield from _path(thing, _times(_matrix(thing), matrix))
        elif kind == pdfium.FPDF_PAGEOBJ_FORM and depth < DEEPEST:
            yield from _strokes(thing, _times(_matrix(thing), matrix), depth + 1)


def _path(path: Any, matrix: Matrix) -> Iterator[Stroke]:
    fill, stroke = ctypes.c_int(), ctypes.c_int()
    pdfium.FPDFPath_GetDrawMode(path, ctypes.byref(fill), ctypes.byref(stroke))
    if not fill.value and not stroke.value:
        return
    for figure in _figures(path, matrix):
        xs, ys = [x for x, _ in figure], [y for _, y in figure]
        left, right, low, high = min(xs), max(xs), min(ys), max(ys)
        if min(right - left, high - low) < THIN:
            if right - left < high - low:
                yield (left + right) / 2, low, (left + right) / 2, high
            else:
                yield left, (low + high) / 2, right, (low + high) / 2
        elif stroke.value:
            for (x0, y0), (x1, y1) in pairwise(figure):
                yield x0, y0, x1, y1


def _figures(path: Any, matrix: Matrix) -> Iterator[list[tuple[float, float]]]:
    """The figures of a path that have straight sides only."""
    a, b, c, d, e, f = matrix
    x, y = ctypes.c_float(), ctypes.c_float()
    figure: list[tuple[float, float]] = []
    for i in range(min(pdfium.FPDFPath_CountSegments(path), MOST)):
        segment = pdfium.FPDFPath_GetPathSegment(path, i)
        kind = pdfium.FPDFPathSegment_GetType(segment)
        pdfium.FPDFPathSegment_GetPoint(segment, ctypes.byref(x), ctypes.byref(y))
        point = (a * x.value + c * y.value + e, b * x.value + d * y.value + f)
        if kind == pdfium.FPDF_SEGMENT_MOVETO:
            if len(figure) > 1:
                yield figure
            figure = [point]
        elif kind == pdfium.FPDF_SEGMENT_LINETO:
            figure.append(point)
            if pdfium.FPDFPathSegment_GetClose(segment):
                figure.append(figure[0])
        else:
            if len(figure) > 1:
                yield figure
            figure = [point]
    if len(figure) > 1:
        yield figure


def _matrix(thing: Any) -> Matrix:
    m = pdfium.FS_MATRIX()
    return (m.a, m.b, m.c, m.d, m.e, m.f) if pdfium.FPDFPageObj_GetMatrix(thing, ctypes.byref(m)) else SAME


def _times(m: Matrix, n: Matrix) -> Matrix:
    return (
        m[0] * n[0] + m[1] * n[2],
        m[0] * n[1] + m[1] * n[3],
        m[2] * n[0] + m[3] * n[2],
        m[2] * n[1] + m[3] * n[3],
        m[4] * n[0] + m[5] * n[2] + n[4],
        m[4] * n[1] + m[5] * n[3] + n[5],
    )
