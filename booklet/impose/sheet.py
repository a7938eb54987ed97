"""Sheets as they go through the printer, and pages placed on them. Points; origin at the bottom left of the sheet.

All sheets are portrait. A forme that needs its long edges above and below is turned on them, so that the paper may always be
turned about its long edge (printers often do so whatever a file asks for) and each back still stands behind its front.
"""

from __future__ import annotations

from typing import NamedTuple

from booklet.diag import BookletError, Diagnostic
from booklet.impose.creep import creep, flat
from booklet.impose.forme import Forme, Formes, formes, unit
from booklet.impose.marks import Line, block_lines, tag_lines
from booklet.impose.signature import STAPLED, THICKEST, parts
from booklet.impose.turning import Rect, Turning
from booklet.model.sheet import Flip, Grid, Scheme, SheetSpec, grid
from booklet.units import MM, PAPERS, Size
from booklet.value import compared

FLAP_LESS, PANEL_MORE = 2 * MM, 1 * MM
"""A letter's flap is narrower than a third, its other panels wider, so that the flap lies flat inside: 97, 100, 100 mm of A4."""

_LEAST = {Scheme.COPIES: 2, Scheme.CUT_STACK: 2}
"""Places that a paper must have."""

_STAPLED = (Scheme.COPIES, Scheme.SADDLE, Scheme.CUT_STACK, Scheme.QUARTO)


class Placement(NamedTuple):
    """A page (from 1, None blank) with the bottom left corner of its turned rectangle on the sheet; `turn`: degrees
    anticlockwise; nothing of it shows outside `clip`, None its own rectangle."""

    page: int | None
    x: float
    y: float
    turn: int = 0
    clip: Rect | None = None


@compared
class Side:
    """One printed side, as seen by who looks at it; `lines` help those who cut and fold."""

    placements: tuple[Placement, ...]
    lines: tuple[Line, ...] = ()

    def turned(self, imposition: Imposition) -> Side:
        """The side on its head."""
        turning, trim = Turning(180, imposition.paper), imposition.trim

        def placed(p: Placement) -> Placement:
            size = trim if p.turn % 180 == 0 else trim[::-1]
            x, y, *_ = turning.rect(Rect(p.x, p.y, *size))
            return Placement(p.page, x, y, (p.turn + 180) % 360, turning.rect(p.clip) if p.clip else None)

        return Side(tuple(map(placed, self.placements)), tuple(line.turned(turning) for line in self.lines))


@compared
class Sheet:
    """One leaf of paper; `back` None: printed on one side."""

    front: Side
    back: Side | None


class Block(NamedTuple):
    """The front of a sheet as it is held to cut and fold: its lines by place, from the left and from the top downwards (points,
    from the bottom left); which of them are folded; names of piles."""

    paper: Size
    lefts: tuple[float, ...]
    tops: tuple[float, ...]
    folded_columns: frozenset[int]
    folded_rows: frozenset[int]
    piles: tuple[str, ...]

    @property
    def cuts(self) -> int:
        """Straight cuts through a sheet: between pieces, and along the edges of the block that are not the sheet's."""
        between = len(self.lefts) - 2 - len(self.folded_columns) + len(self.tops) - 2 - len(self.folded_rows)
        return between + 2 * (self.lefts[0] > MM / 2) + 2 * (self.tops[-1] > MM / 2)


@compared
class Imposition:
    """Sheets, the outermost or uppermost first. `copies`: booklets that they make; `signatures`: stacks that each of these is
    stapled in, 0 if none; `block`: how a sheet is cut and folded, None if nobody knows."""

    spec: SheetSpec
    trim: Size
    sheets: tuple[Sheet, ...]
    copies: int
    signatures: int = 0
    block: Block | None = None
    warnings: tuple[Diagnostic, ...] = ()

    @property
    def paper(self) -> Size:
        """Of the sheets, portrait."""
        return self.spec.paper.size

    @property
    def flip(self) -> Flip | None:
        """The edge about which the printer turns the sheets, None if they have no backs."""
        return self.spec.flip if self.sheets[0].back else None

    @property
    def sides(self) -> tuple[Side, ...]:
        """Fronts and backs as they are printed."""
        return tuple(side for sheet in self.sheets for side in (sheet.front, sheet.back) if side)


def impose(n_pages: int, trim: Size, binding: str, spec: SheetSpec, tag: str = "") -> Imposition:
    """The sheets of a booklet of pages of one size, the block of them centred on its paper, never scaled.

    `binding`: "left", or "right" for right-to-left scripts. `tag`: begins the small print that tells sides apart.
    Raises `ValueError` for a number of pages that does not fold, `BookletError` `paper-too-small` if the pages do not fit,
    `too-thick` if no stapler takes the booklet. Warnings: `thick-booklet`, `two-signatures`."""
    columns, rows = unit(spec.scheme, spec.panels)
    size = Size(columns * trim.width, rows * trim.height)
    places = grid(size, spec.paper.size)
    if places is None or places.places < _LEAST.get(spec.scheme, 1):
        raise BookletError((_too_small(size, spec),))
    if spec.scheme in (Scheme.SADDLE, Scheme.QUARTO, Scheme.ZINE, Scheme.LETTER_FOLD):
        places = Grid(1, 1, places.landscape)
    warnings = _thickness(n_pages, trim, spec) if spec.scheme in _STAPLED else ()
    plan = formes(n_pages, binding, spec, places)
    press = _Press(plan, trim, binding, spec, places.landscape)
    sheets = tuple(press.sheet(*sides, f"{tag} F{n}".strip(), f"{tag} B{n}".strip()) for n, sides in enumerate(plan.sides, 1))
    signatures = parts(n_pages, 8 if spec.scheme is Scheme.QUARTO else 4) if spec.scheme in _STAPLED else 0
    return Imposition(spec, trim, sheets, 1 if plan.piles else places.places, signatures, press.block, warnings)


class _Press:
    """Places formes on the paper."""

    def __init__(self, plan: Formes, trim: Size, binding: str, spec: SheetSpec, landscape: bool) -> None:
        self._plan, self._trim, self._spec, self._landscape = plan, trim, spec, landscape
        self._paper = spec.paper.size[::-1] if landscape else spec.paper.size
        first = plan.sides[0][0]
        self._rows = len(first)
        self._widths = _panels(trim, binding) if spec.scheme is Scheme.LETTER_FOLD else (trim.width,) * len(first[0])
        self._deepest = max(cell.depth for front, _ in plan.sides for row in front for cell in row)

    @property
    def block(self) -> Block:
        """The front of a sheet."""
        paper, height, plan = Size(*self._paper), self._trim.height, self._plan
        left, bottom = (paper.width - sum(self._widths)) / 2, (paper.height - self._rows * height) / 2
        lefts = tuple(left + sum(self._widths[:n]) for n in range(len(self._widths) + 1))
        tops = tuple(bottom + n * height for n in range(self._rows, -1, -1))
        return Block(paper, lefts, tops, plan.folded_columns, plan.folded_rows, plan.piles)

    def sheet(self, front: Forme, back: Forme | None, front_tag: str, back_tag: str) -> Sheet:
        """Front and back of a sheet."""
        turn = 90 if self._landscape else 0
        behind = turn + 180 if (self._spec.flip is Flip.LONG) == self._landscape else turn
        return Sheet(
            self._side(front, self._widths, turn, front_tag, False),
            self._side(back, self._widths[::-1], behind % 360, back_tag, True) if back else None,
        )

    def _side(self, forme: Forme, widths: tuple[float, ...], turn: int, tag: str, back: bool) -> Side:
        paper, trim = Size(*self._paper), self._trim
        turning = Turning(turn, paper)
        block = Size(sum(widths), self._rows * trim.height)
        left, bottom = (paper.width - block.width) / 2, (paper.height - block.height) / 2
        lefts = [left + sum(widths[:n]) for n in range(len(widths) + 1)]
        placed = []
        for row, cells in enumerate(forme):
            y = bottom + (self._rows - 1 - row) * trim.height
            for column, cell in enumerate(cells):
                place = Rect(lefts[column], y, widths[column], trim.height)
                moved = cell.spine * creep(cell.depth, self._deepest, self._spec.gsm)
                page = Rect(place.x + (place.width - trim.width) / 2 + moved, y, *trim)
                x, y_turned, *_ = turning.rect(page)
                clip = turning.rect(place) if page != place else None
                placed.append(Placement(cell.page, x, y_turned, (turn + 180 * cell.turned) % 360, clip))
        lines = block_lines(self._plan, lefts, bottom, trim.height, paper, self._spec.edge * MM) + self._tags(tag, lefts, bottom, back)
        return Side(tuple(placed), tuple(line.turned(turning) for line in lines))

    def _tags(self, tag: str, lefts: list[float], bottom: float, back: bool) -> tuple[Line, ...]:
        """The tag of the side, and of each pile with its name."""
        across = (len(lefts) - 1) // 2
        out: list[Line] = []
        for n, name in enumerate(self._plan.piles or ("",)):
            row, column = divmod(n, across) if self._plan.piles else (self._rows - 1, 0)
            first = 2 * (across - 1 - column if back and self._plan.piles else column)
            corner = lefts[first], bottom + (self._rows - 1 - row) * self._trim.height
            gutter = lefts[first + 1] if first + 1 in self._plan.folded_columns else None
            out += tag_lines(f"{tag} {name}".strip(), corner, row == self._rows - 1, gutter, self._spec.edge * MM)
        return tuple(out)


def _panels(trim: Size, binding: str) -> tuple[float, ...]:
    """Widths of a letter's outside, the flap first as its readers read."""
    flap, panel = trim.width - FLAP_LESS, trim.width + PANEL_MORE
    return (flap, panel, panel) if binding == "left" else (panel, panel, flap)


def _thickness(n_pages: int, trim: Size, spec: SheetSpec) -> tuple[Diagnostic, ...]:
    leaves = -(-n_pages // 4)
    if leaves > THICKEST:
        what = f"{n_pages} pages are {leaves} folded sheets, and two signatures hold {THICKEST}"
        raise BookletError((Diagnostic("error", "too-thick", what, None, ("make two booklets of it, or choose a larger form",)),))
    if parts(n_pages, 8 if spec.scheme is Scheme.QUARTO else 4) > 1:
        what = f"{n_pages} pages are {leaves} folded sheets, and a stapler takes {STAPLED}: they are made in two signatures"
        return (Diagnostic("warning", "two-signatures", what, None, ("staple each half, then bind both with tape",)),)
    if leaves > flat(trim):
        what = f"{n_pages} pages are {leaves} folded sheets, and so small a booklet lies flat up to {flat(trim)}"
        return (Diagnostic("warning", "thick-booklet", what, None, ("show less, choose a larger form, or use thinner paper",)),)
    return ()


def _too_small(unit: Size, spec: SheetSpec) -> Diagnostic:
    least = _LEAST.get(spec.scheme, 1)
    fitting = [name for name, size in PAPERS.items() if (found := grid(unit, size)) and found.places >= least]
    best = min(fitting, key=lambda name: PAPERS[name].width * PAPERS[name].height, default=None)
    hints = [f"print on '{best}'" if best else "choose a smaller form"]
    if least > 1 and grid(unit, spec.paper.size):
        hints.append("choose the scheme 'saddle', one spread a side")
    times = " twice" if least > 1 else ""
    what = f"pages take {_millimetres(unit)} together, which does not fit '{spec.paper}'{times}"
    return Diagnostic("error", "paper-too-small", what, hints=tuple(hints))


def _millimetres(size: Size) -> str:
    return f"{size.width / MM:g} x {size.height / MM:g} mm"
