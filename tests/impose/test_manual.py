"""Printers that print one side at a time: from the test print to the folded booklet, for each way of taking paper again."""

from __future__ import annotations

import json
from dataclasses import dataclass
from itertools import product
from pathlib import Path
from typing import Any

import pypdfium2 as pdfium
import pytest
from click.testing import CliRunner
from fold_simulator import Leaf, Printed, cut, laid, read_sides, sheet, stapled, turned
from numbered import numbered_pdf
from PIL import Image, ImageChops, ImageDraw

from booklet.cli.app import app
from booklet.impose.marks import tag_strokes
from booklet.imposing import impose_file
from booklet.model.printing import Feed
from booklet.model.sheet import Paper, Scheme, SheetSpec
from booklet.pdf.trial import LETTER, SHEETS, write_test


@dataclass(frozen=True)
class Machine:
    """What a printer does with a stack of printed sheets laid into its tray again: which sheet it takes first, and whether it
    prints on its head, compared with paper turned about its long edge."""

    last_first: bool
    on_its_head: bool

    def backs(self, pages: list[Any]) -> list[Any]:
        """What comes to stand behind the first sheet, the second ..."""
        return pages[::-1] if self.last_first else pages

    def printed(self, fronts: bytes, backs: bytes) -> list[Leaf]:
        """The sheets, the first on top."""
        size, first = read_sides(fronts)
        _, second = read_sides(backs)
        assert len(first) == len(second)
        return [sheet(f, self._laid(b, size), size, "long") for f, b in zip(first, self.backs(second), strict=True)]

    def _laid(self, marks: list[Printed], size: tuple[float, float]) -> list[Printed]:
        if not self.on_its_head:
            return marks
        return [(page, size[0] - x, size[1] - y, (turn + 180) % 360) for page, x, y, turn in marks]


MACHINES = [Machine(*way) for way in product((False, True), repeat=2)]


def shown(machine: Machine) -> str:
    """The letter that stands at the top behind sheet 1 of the test print."""
    _, backs = write_test(Paper.A4.size)
    pages = [page.render(scale=0.5, grayscale=True).to_pil() for page in pdfium.PdfDocument(backs)]
    assert len(pages) == SHEETS
    behind = machine.backs(pages)[0]
    if machine.on_its_head:
        behind = behind.rotate(180)
    top = behind.crop((0, 0, behind.width, behind.height // 2 - 4))
    box = ImageChops.invert(top).getbbox()
    assert box
    found = top.crop(box).resize((60, 90)).point(lambda v: 255 * (v > 200))
    return min("ABCD", key=lambda letter: _difference(found, _drawn(letter)))


def _drawn(letter: str) -> Any:
    picture = Image.new("L", (200, 260), 255)
    for line in tag_strokes(letter, LETTER):
        ImageDraw.Draw(picture).line([(10 + x, 200 - y) for x, y in line], fill=0, width=4)
    box = ImageChops.invert(picture).getbbox()
    return picture.crop(box).resize((60, 90)).point(lambda v: 255 * (v > 200))


def _difference(one: Any, other: Any) -> int:
    return sum(a != b for a, b in zip(one.tobytes(), other.tobytes(), strict=True))


def test_the_four_kinds_of_printers_show_four_letters() -> None:
    assert [shown(machine) for machine in MACHINES] == ["A", "B", "C", "D"]
    assert [Feed.of(letter).letter for letter in "ABCD"] == ["A", "B", "C", "D"]
    assert Feed().letter == "C"


@pytest.mark.parametrize("machine", MACHINES)
@pytest.mark.parametrize("binding", ["left", "right"])
@pytest.mark.parametrize(("trim", "scheme", "lying"), [((105, 148.5), Scheme.COPIES, False), ((148.5, 210), Scheme.SADDLE, True)])
def test_fold_right_with_the_profile_that_was_found(machine: Machine, binding: str, trim: tuple[float, float], scheme: Scheme, lying: bool) -> None:
    feed = Feed.of(shown(machine))
    for pages in (4, 8, 28):
        fronts, backs = impose_file(numbered_pdf(pages, trim), SheetSpec(scheme=scheme), binding, feed).files
        sheets = [turned(one, 1 if lying else 0) for one in machine.printed(fronts, backs)]
        if scheme is Scheme.COPIES:
            sheets = [laid(cut(one, 0, one.top / 2, one.right, one.top)) for one in sheets]
        assert stapled(sheets, binding) == list(range(1, pages + 1))


def test_another_profile_folds_wrong() -> None:
    """Else the test above could not fail."""
    fronts, backs = impose_file(numbered_pdf(8, (148.5, 210)), SheetSpec(scheme=Scheme.SADDLE), "left", Feed.of("A")).files
    sheets = [turned(one, 1) for one in Machine(last_first=True, on_its_head=False).printed(fronts, backs)]
    assert stapled(sheets, "left") != list(range(1, 9))


def run(folder: Path, *arguments: str) -> Any:
    return CliRunner().invoke(app, ["printer", arguments[0], "-C", str(folder), *arguments[1:]])


def test_the_commands(tmp_path: Path) -> None:
    (tmp_path / "booklet.yaml").write_text("editions: []\n")
    done = run(tmp_path, "test")
    assert done.exit_code == 0, done.output
    assert sorted(p.name for p in tmp_path.glob("*.pdf")) == ["printer-test-backs.pdf", "printer-test-fronts.pdf"]
    assert "No printer" in run(tmp_path, "list").output
    assert run(tmp_path, "add", "Front desk", "c").exit_code == 0
    assert run(tmp_path, "add", "Annex", "A").exit_code == 0
    assert run(tmp_path, "add", "Annex", "B", "--margin", "7").exit_code == 0
    expected = {"Annex": {"profile": "B", "margin": 7.0}, "Front desk": {"profile": "C", "margin": 5.0}}
    assert json.loads(run(tmp_path, "list", "--json").stdout)["printers"] == expected
    assert run(tmp_path, "add", "x", "A", "--margin", "50").exit_code == 2
    assert run(tmp_path, "add", 'a"b', "A").exit_code == 2
    assert run(tmp_path, "add", "x", "E").exit_code == 2


def test_printer_yaml_with_errors(tmp_path: Path) -> None:
    (tmp_path / "booklet.yaml").write_text("editions: []\n")
    (tmp_path / "printer.yaml").write_text("printers:\n  - {name: x, profile: E}\n")
    done = run(tmp_path, "list")
    assert (done.exit_code, "error[unknown-value]" in done.output) == (1, True)
    (tmp_path / "printer.yaml").write_text("printers:\n  - {name: x, profile: A}\n  - {name: x, profile: B}\n")
    assert "error[duplicate-printer]" in run(tmp_path, "list").output
    (tmp_path / "printer.yaml").write_text("printers:\n  - {name: x, profile: A, margin: 50}\n")
    assert "error[printer-margin]" in run(tmp_path, "list").output


def test_marks_keep_the_margin_of_the_printer() -> None:
    """In millimetres from the edge of an A4: all but those of a cut that runs nearer."""
    (data,) = impose_file(numbered_pdf(4, (105, 148.5)), SheetSpec(edge=9), "left").files
    image = pdfium.PdfDocument(data)[0].render(scale=4 * 25.4 / 72, grayscale=True).to_pil()
    box = image.point(lambda v: 255 * (v < 250)).getbbox()
    assert box
    assert min(box[0], box[1], image.width - box[2], image.height - box[3]) / 4 == pytest.approx(9, abs=0.5)
