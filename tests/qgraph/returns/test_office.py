"""The ledger through a real LibreOffice: it opens, stays what it was when saved there, prints on landscape pages, and comes back."""

from __future__ import annotations

import shutil
import subprocess
from datetime import date
from pathlib import Path

import pypdfium2
import pytest
from openpyxl import load_workbook

from qgraph.export.ledger.slip import slips
from qgraph.export.ledger.word import document
from qgraph.export.ledger.workbook import HEAD, workbook
from qgraph.questions.ledger import Answer, ledger
from qgraph.returns import compare
from qgraph.store import open_store
from tests.app import stores

SOFFICE = shutil.which("soffice") or shutil.which("libreoffice")
pytestmark = [pytest.mark.office, pytest.mark.skipif(not SOFFICE, reason="no LibreOffice here: `make test-office` installs it")]
ON, MONTH = date(2024, 1, 31), "2024-01"


@pytest.fixture(scope="module")
def answer(tmp_path_factory: pytest.TempPathFactory) -> Answer:
    store = stores.samples(tmp_path_factory.mktemp("office") / "store")
    return ledger(open_store(store), plan="nanpu-2021-2025.txt", on=ON)


def converted(path: Path, to: str) -> Path:
    """What LibreOffice makes of a file."""
    out = path.parent / "out"
    home = f"-env:UserInstallation=file://{path.parent}/profile"
    subprocess.run(
        [str(SOFFICE), home, "--headless", "--convert-to", to, "--outdir", str(out), str(path)],
        check=True,
        capture_output=True,
        timeout=120,
    )
    return out / f"{path.stem}.{to.partition(':')[0]}"


@pytest.mark.parametrize("by_body", [False, True])
@pytest.mark.parametrize("ending", ["xlsx", "ods", "xls"])
def test_what_is_saved_there_comes_back_as_it_was(answer: Answer, tmp_path: Path, ending: str, by_body: bool) -> None:
    path = tmp_path / "台账.xlsx"
    path.write_bytes(workbook(answer, by_body=by_body))
    found = compare(answer.lines, [converted(path, ending)], MONTH)
    assert (found.differences, found.asked, found.conflicts, found.problems) == ((), (), (), ())
    assert found.same >= len(answer.lines)


def test_what_was_filled_in_there_is_found(answer: Answer, tmp_path: Path) -> None:
    path = tmp_path / "区科技局.xlsx"
    path.write_bytes(workbook(answer))
    book = load_workbook(converted(path, "xlsx"))
    page = book.worksheets[0]
    at = next(cell.column for cell in page[HEAD] if cell.value == "进展")
    page.cell(HEAD + 2, at).value = "已完成"
    book.save(path)
    (one,) = compare(answer.lines, [converted(path, "xlsx")], MONTH).differences
    assert (one.line.id, one.office, one.changes["progress"][1]) == (answer.lines[1].id, "区科技局", "已完成")


def test_it_prints_on_landscape_pages_with_the_head_on_each(answer: Answer, tmp_path: Path) -> None:
    (tmp_path / "台账.xlsx").write_bytes(workbook(answer))
    (tmp_path / "word.docx").write_bytes(document(answer))
    for name in ("台账.xlsx", "word.docx"):
        pdf = pypdfium2.PdfDocument(converted(tmp_path / name, "pdf"))
        for page in pdf:
            width, height = page.get_size()
            assert width > height
            assert "具体措施" in page.get_textpage().get_text_range()
        assert "第1页" in "".join(pdf[0].get_textpage().get_text_range().split())


def test_the_slip_prints_upright(answer: Answer, tmp_path: Path) -> None:
    (tmp_path / "slip.docx").write_bytes(slips(answer))
    pdf = pypdfium2.PdfDocument(converted(tmp_path / "slip.docx", "pdf"))
    width, height = pdf[0].get_size()
    assert height > width
    assert "督办单" in pdf[0].get_textpage().get_text_range()
