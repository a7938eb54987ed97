"""`booklet plan`: sheets, weight, cost, staples and hours, against figures worked out by hand."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from small_project import write_project

from booklet.cli.app import app
from booklet.impose.sheet import impose
from booklet.job import Job
from booklet.model.sheet import Paper, Scheme, SheetSpec
from booklet.run.print_run import Prices, print_run, total
from booklet.units import MM, Size

TH, KM = Job("journey", "a6", "th"), Job("journey", "a6", "km")


def report(pages: int, trim: tuple[float, float], spec: SheetSpec) -> dict[str, Any]:
    """What a build writes about paper."""
    made = impose(pages, Size(trim[0] * MM, trim[1] * MM), "left", spec)
    assert made.block
    paper = {
        "size": spec.paper.value, "scheme": spec.scheme.value, "gsm": spec.gsm,
        "sides": len(made.sides), "cuts": made.block.cuts, "signatures": made.signatures,
    }  # fmt: skip
    return {"pages": pages, "sheets": len(made.sheets), "copies": made.copies, "paper": paper}


A6 = report(32, (105, 148.5), SheetSpec())


def test_copies_on_a4() -> None:
    """32 pages: 8 sheets for two booklets. A4 of 80 g/m2 weighs 0.21 * 0.297 * 80 = 4.99 g."""
    (line,) = print_run({TH: A6}, 500, None, Prices(0.2, 0.3))
    assert (line.copies, line.sheets, line.sides, line.staples) == (500, 2000, 4000, 1000)
    assert line.kilograms == pytest.approx(9.979, abs=0.001)
    assert line.grams == pytest.approx(19.96, abs=0.01)
    assert line.cost == pytest.approx(2000 * 0.2 + 4000 * 0.3)
    assert line.cost_per_copy == pytest.approx(3.2)
    # 200 stacks of ten sheets cut once, 500 booklets of eight sheets folded, two staples in each
    assert line.minutes == pytest.approx((200 * 45 + 500 * 8 * 6 + 1000 * 6) / 60)


def test_an_odd_number_makes_one_more() -> None:
    (line,) = print_run({TH: A6}, 501, None, Prices())
    assert (line.copies, line.sheets, line.cost) == (502, 2008, 0)


def test_heavier_paper() -> None:
    (line,) = print_run({TH: A6}, 2, 120, Prices())
    assert line.kilograms == pytest.approx(8 * 0.21 * 0.297 * 0.12)


@pytest.mark.parametrize(
    ("pages", "trim", "spec", "sheets", "sides", "staples", "cuts"),
    [
        (32, (105, 148.5), SheetSpec(scheme=Scheme.CUT_STACK), 4, 8, 2, 1),
        (8, (74.25, 105), SheetSpec(scheme=Scheme.ZINE), 1, 1, 0, 0),
        (6, (99, 210), SheetSpec(scheme=Scheme.LETTER_FOLD), 1, 2, 0, 0),
        (88, (148.5, 210), SheetSpec(scheme=Scheme.SADDLE), 22, 44, 4, 0),
        (8, (88, 125), SheetSpec(scheme=Scheme.CUT_STACK), 1, 2, 2, 5),
        (3, (210, 297), SheetSpec(scheme=Scheme.SINGLE), 3, 3, 0, 0),
        (32, (105, 148.5), SheetSpec(Paper.F4, Scheme.CUT_STACK), 4, 8, 2, 5),
    ],
)
def test_one_booklet_of_each_scheme(pages: int, trim: tuple[float, float], spec: SheetSpec, sheets: int, sides: int, staples: int, cuts: int) -> None:
    made = report(pages, trim, spec)
    (line,) = print_run({TH: made}, 1, None, Prices())
    assert (line.copies, line.sheets, line.sides, line.staples, made["paper"]["cuts"]) == (1, sheets, sides, staples, cuts)


def test_all_lines_together() -> None:
    lines = print_run({TH: A6, KM: report(40, (105, 148.5), SheetSpec())}, 100, None, Prices(1))
    together = total(lines)
    assert (together.copies, together.sheets, together.cost) == (200, 400 + 500, 900)
    assert together.cost_per_copy == pytest.approx(4.5)
    assert together.grams == pytest.approx(1000 * together.kilograms / 200)


def run(folder: Path, *arguments: str) -> Any:
    return CliRunner().invoke(app, ["-C", str(folder), *arguments])


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("printed")
    write_project(folder)
    return folder


def test_the_command(folder: Path) -> None:
    done = run(folder, "plan")
    assert done.exit_code == 1
    assert "error[not-built]" in done.output
    built = run(folder, "build", "--jobs", "1", "--json", "--paper", "f4")
    assert built.exit_code == 0, built.output
    first = json.loads(built.stdout)["booklets"][0]["report"]
    assert first["paper"]["size"] == "f4"
    assert len(first["ink"]) == first["pages"]
    assert all(0 < share < 0.5 for share in first["ink"])
    data = json.loads(run(folder, "plan", "--copies", "10", "--price-sheet", "0.5", "--json").stdout)
    for line in data["lines"]:
        assert line["sheets"] == 5 * first["sheets"] or line["locale"] != first["locale"]
        assert line["cost"] == line["sheets"] * 0.5
    table = run(folder, "plan", "--copies", "10", "--price-print", "0.1").output.splitlines()
    assert len(table) == 1 + len(data["lines"]) + (len(data["lines"]) > 1)
    assert table[0].split() == ["booklet", "copies", "sheets", "kg", "g", "each", "cost", "each", "staples", "hours"]
    assert run(folder, "plan", "--lang", "xx").exit_code == 2
    assert run(folder, "plan", "--copies", "0").exit_code == 2


def test_a_run_on_other_paper_is_made_anew_and_so_is_the_next(folder: Path) -> None:
    def statuses(*options: str) -> set[str]:
        data = json.loads(run(folder, "build", "--jobs", "1", "--lang", "th", "--json", *options).stdout)
        return {booklet["status"] for booklet in data["booklets"]}

    statuses("--paper", "f4")
    assert statuses("--paper", "f4") == {"unchanged"}
    assert statuses() == {"built"}
    assert statuses() == {"unchanged"}


def test_a_printer_nobody_knows(folder: Path) -> None:
    done = run(folder, "build", "--printer", "reception")
    assert done.exit_code == 2
    assert "booklet printer test" in done.output
