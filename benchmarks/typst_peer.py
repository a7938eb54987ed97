"""The same booklets set by Typst (PyPI `typst`): sources are made once from the composed stories, then compiled.

    python benchmarks/typst_peer.py prepare PROJECT FOLDER     # a .typ source for each language, and the fonts
    python benchmarks/typst_peer.py compile FOLDER [LANG ...]  # what is timed: every source to a tagged PDF, one process

Typst gets what our own layout gets: texts, styles in points, page size, margins, pictograms and QR symbols as vector paths.
Left out in its favour: choosing among the forms of a card (it gets the compact one), heads on later pages of a group, total-fit
lines and balance, QR symbols and names of countries and languages (it gets them ready-made), reading and checking content.
"""

from __future__ import annotations

import json
import re
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from booklet.build import Built
    from booklet.compose.block import (
        Artwork,
        Block,
        Boxed,
        Code,
        Facts,
        FirstFit,
        Group,
        Lines,
        Mark,
        Number,
        PageNumber,
        Paragraph,
        Picture,
        Row,
        Rule,
        Space,
        Stack,
        Story,
    )  # fmt: skip
    from booklet.compose.symbol import Symbol
    from booklet.l10n.localised import Localised
    from booklet.layout.setting import Setting
    from booklet.project import Project

FONTS = "fonts"
_PDF_OPERATOR = re.compile("[mlch]")
_NARROW = 34
"""Characters of an entry that fits half a column."""
_SVG = {"m": "M", "l": "L", "c": "C", "h": "Z"}

PRELUDE = """\
#let styled(size, lead, weight, tag, body) = {
  set text(size: size, weight: weight, lang: tag, top-edge: 0.8em, bottom-edge: -0.2em)
  set par(leading: lead, spacing: lead)
  block(width: 100%, spacing: 0pt, inset: (y: lead / 2), body)
}
#let digits(size, checked, body) = {
  let number = text(size: size, weight: "bold", top-edge: "cap-height", bottom-edge: "baseline", body)
  if checked { box(number) } else { box(stroke: (bottom: (thickness: 1pt, dash: (3pt, 2pt))), outset: (bottom: 3pt), inset: (bottom: 3pt), number) }
}
#let picture(size, svg) = image(bytes(svg), format: "svg", width: size)
#let rule(weight) = line(length: 100%, stroke: weight)
#set block(spacing: 0pt)
#show heading: it => it.body
"""


def main(arguments: list[str]) -> None:
    if len(arguments) >= 3 and arguments[0] == "prepare":
        print(json.dumps(prepare(Path(arguments[1]), Path(arguments[2]))))
    elif len(arguments) >= 2 and arguments[0] == "compile":
        compile_all(Path(arguments[1]), arguments[2:])
    else:
        sys.exit(__doc__)


def compile_all(folder: Path, languages: list[str]) -> None:
    """Compile each source to a PDF beside it. Nothing of ours is imported here."""
    import typst

    fonts = typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(folder / FONTS)])
    for source in sorted(folder.glob("*.typ")):
        if not languages or source.stem in languages:
            compiler = typst.Compiler(str(source), root=str(folder), font_paths=fonts)
            compiler.compile(output=str(source.with_suffix(".pdf")), format="pdf")


def prepare(root: Path, folder: Path) -> dict[str, tuple[int, int]]:
    """Write a source for every language of the first edition; pages of our own booklet and of Typst's, by language.

    Pages of notes are added until Typst's booklet is as long as ours."""
    from booklet.build import Job, build
    from booklet.diag import Sink
    from booklet.project import read_project
    from booklet.world.files import DiskWorld

    folder.mkdir(parents=True, exist_ok=True)
    shutil.copytree(root / FONTS, folder / FONTS, dirs_exist_ok=True, ignore=lambda _, names: [n for n in names if n.endswith((".yaml", ".md", ".txt"))])
    project = read_project(DiskWorld(root), Sink())
    name, edition = next(iter(project.editions.items()))
    pages: dict[str, tuple[int, int]] = {}
    for lang in edition.languages:
        built = build(Job(name, next(iter(edition.forms)), lang), project)
        pages[lang] = _write(built, project, folder)
    return pages


def _write(built: Built, project: Project, folder: Path) -> tuple[int, int]:
    source, ours = folder / f"{built.job.locale}.typ", len(built.document.pages)
    theirs = notes = 0
    for _ in range(3):
        source.write_text(TypstSource(built, project, notes).text(), encoding="utf-8")
        compile_all(folder, [built.job.locale])
        theirs = _page_count(source.with_suffix(".pdf"))
        if theirs >= ours:
            break
        notes += ours - theirs
    return ours, theirs


def _page_count(path: Path) -> int:
    import pypdfium2

    return len(pypdfium2.PdfDocument(path))


class TypstSource:
    """One story in Typst's language."""

    def __init__(self, built: Built, project: Project, notes: int) -> None:
        from booklet.layout.frame import TextItem

        self._story: Story = built.story
        self._template = project.templates[project.editions[built.job.edition].forms[built.job.form].template]
        self._project, self._notes = project, notes
        self._setting = self._make_setting()
        items = [item for page in built.document.pages for item in page.items]
        self._printed = {item.line.text: item.size for item in items if isinstance(item, TextItem)}
        self._labels = {g.id for g in self._story.groups}

    def _make_setting(self) -> Setting:
        from booklet.diag import Sink
        from booklet.layout.setting import Setting
        from booklet.text.paragraph import Typesetter

        fonts = self._project.fonts
        story = self._story
        return Setting(self._template, fonts, Typesetter(fonts, Sink()), self._project.icons, story.lang, story.direction, {}, Sink())

    def text(self) -> str:
        """The whole source."""
        families = dict.fromkeys(f.family for f in self._setting.fonts.faces(self._story.lang, "regular"))
        width, height = self._template.trim
        m = self._template.margins
        head = (
            f"#set document(title: {quote(self._story.title.text)}, date: none)\n"
            f"#set page(width: {width}mm, height: {height}mm, margin: (inside: {m.inner}mm, outside: {m.outer}mm, top: {m.top}mm, bottom: {m.bottom}mm),"
            f" header-ascent: 2mm, header: [{self._marks()}])\n"
            f"#set text(font: ({', '.join(map(quote, families))},), lang: {quote(self._story.lang)}, fallback: false)\n"
        )
        return head + PRELUDE + "#pagebreak(weak: true)\n".join(self._group(g) for g in self._groups())

    def _groups(self) -> Iterator[Group]:
        for group in self._story.groups:
            yield from [group] * self._notes if group.padding else [group]

    def _marks(self) -> str:
        bands = ", ".join(f"rect(width: 100%, height: 3.6mm, inset: 0.5mm, stroke: 0.25mm, {self._mark(mark)})" for mark in (*self._story.marks, self._story.draft))
        return f"#grid(columns: (1fr,) * {len(self._story.marks) + 1}, column-gutter: 2.8mm, {bands})"

    def _mark(self, mark: Mark) -> str:
        return f"align(center + horizon, text(size: {self._setting.size('mark', mark.text.lang):.3f}pt, weight: \"bold\", {quote(mark.text.text)}))"

    def _group(self, group: Group) -> str:
        strip = group.foot.strip if group.foot else None
        tab = f"place(top + right, dx: {self._template.margins.outer}mm, dy: 17mm, rect(width: 6.6mm, height: 14mm, fill: black))" if group.tab else ""
        number = "text(size: 8pt, weight: \"bold\", context counter(page).display())"
        triangle = self._picture(self._template.icons["danger"], 3.6)
        words = f"box({triangle}), text(size: 8pt, weight: \"bold\", {quote(strip.text)})" if strip else "[], []"
        foot = f"grid(columns: (auto, auto, 1fr), column-gutter: 1.2mm, {words}, align(right, {number}))" if group.foot else "none"
        out = [f"#set page(footer-descent: 2mm, footer: {foot})\n"]
        if tab:
            out.append(f"#{tab}\n")
        if group.head:
            out.append(f"#{self._block(group.head)} <{label(group.id)}>\n" if not group.padding else f"#{self._block(group.head)}\n")
        for n, flowed in enumerate(group.body):
            if n and flowed.before:
                out.append(f"#{{ v({flowed.space}mm, weak: true); {self._block(flowed.before)} }}\n")
            sticky = ", sticky: true" if flowed.keep_next else ""
            out.append(f"#block(breakable: false, width: 100%{sticky}, {self._block(flowed.block)})\n")
        return "".join(out)

    def _block(self, block: Block) -> str:
        """A block as a Typst expression."""
        words: str = getattr(self, "_" + type(block).__name__.lower())(block)
        return words

    def _paragraph(self, block: Paragraph) -> str:
        words = quote(block.text.text)
        role = block.role or ""
        if role[:1] == "H":
            size = self._setting.size(block.style, block.text.lang)  # headings are enlarged by default
            words = f"heading(level: {role[1:]}, text(size: {size:.3f}pt, {words}))"
        styled = self._styled(block.text, block.style, words)
        align = block.align
        return styled if align == "start" else f"align({'center' if align == 'centre' else align}, {styled})"

    def _styled(self, text: Localised, style: str, words: str) -> str:
        size, pitch = self._setting.size(style, text.lang), self._setting.leading(style, text.lang)
        weight = self._template.steps[style].weight
        return f"styled({size:.3f}pt, {pitch - size:.3f}pt, {quote(weight)}, {quote(text.lang)}, {words})"

    def _pagenumber(self, block: PageNumber) -> str:
        target = block.target
        return f"align(right, context digits(9pt, true, str(counter(page).at(<{label(target)}>).first())))" if target in self._labels else "[]"

    def _number(self, block: Number) -> str:
        text = block.text.text
        size = self._printed.get(text, 12.0)
        words = f"digits({size:.3f}pt, {'true' if block.checked else 'false'}, {quote(text)})"
        uri = block.uri
        return f"link({quote(uri)}, {words})" if uri else words

    def _picture(self, block: Picture | str, size: float | None = None) -> str:
        name, side = (block, size or 0.0) if isinstance(block, str) else (block.icon, block.size)
        icon = self._setting.icons[name]
        stroke = max(2.0, self._setting.mm("stroke-min") * icon.units / (side * 72 / 25.4))
        path = svg_path(icon.path)
        units = f"{icon.units:g}"
        svg = (
            f"<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 {units} {units}'><path d='{path}' fill='none' stroke='black'"
            f" stroke-width='{stroke:.2f}' stroke-linecap='round' stroke-linejoin='round'/></svg>"
        )
        return f"picture({side}mm, {quote(svg)})"

    def _code(self, block: Code) -> str:
        symbol: Symbol = block.symbol
        side = symbol.side + 2 * symbol.QUIET
        svg = (
            f"<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 {side} {side}'>"
            f"<path transform='translate({symbol.QUIET} {symbol.QUIET})' d='{symbol_path(symbol)}'/></svg>"
        )
        width = side * block.module
        alt, caption = quote(block.alt.text), quote(block.caption.text)
        return f"stack(image(bytes({quote(svg)}), format: \"svg\", width: {width:.3f}mm, alt: {alt}), align(center, digits(9.5pt, true, {caption})))"

    def _rule(self, block: Rule) -> str:
        return f"rule({self._template.rules[block.weight]}mm)"

    def _space(self, block: Space) -> str:
        return f"v({block.height}mm)"

    def _lines(self, block: Lines) -> str:
        count = block.count or int((self._template.trim[1] - 45) // block.pitch)
        return f"stack(..range({count}).map(_ => {{ v({block.pitch}mm); rule(0.25mm) }}))"

    def _artwork(self, block: Artwork) -> str:
        from booklet.layout.artwork import artwork
        from booklet.layout.frame import Stroke
        from booklet.units import MM

        width, height = 86.0, block.height
        items = artwork("travel", width * MM, height * MM, self._setting)
        dots = "".join(f"M{i.x1:.1f} {i.y1:.1f}l0 0" for i in items if isinstance(i, Stroke))
        svg = (
            f"<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 {width * MM:.1f} {height * MM:.1f}'>"
            f"<path d='{dots}' fill='none' stroke='black' stroke-width='3' stroke-linecap='round'/></svg>"
        )
        return f"picture(100%, {quote(svg)})"

    def _row(self, block: Row) -> str:
        cells = block.cells
        columns = ", ".join("auto" if c.natural else f"{c.width}mm" if c.width is not None else "1fr" for c in cells)
        align = {"top": "top", "middle": "horizon", "bottom": "bottom"}[block.align]
        first, *rest = [self._block(c.block) for c in cells]
        if block.height:  # Typst has no least height of a row: the pictogram's cell gives it
            first = f"block(height: {block.height}mm, align({align}, {first}))"
        grid = f"grid(columns: ({columns},), column-gutter: {block.gap}mm, align: {align}, {', '.join((first, *rest))})"
        target = block.target
        return f"link(<{label(target)}>, {grid})" if target in self._labels else grid

    def _stack(self, block: Stack) -> str:
        gap = block.gap
        return f"stack(spacing: {gap}mm, {', '.join(self._block(b) for b in block.blocks)})"

    def _facts(self, block: Facts) -> str:
        entries = block.entries
        cells: list[str] = []
        while entries:
            pair = len(entries) > 1 and all(len("".join(strings(e))) < _NARROW for e in entries[:2])
            taken, entries = entries[: 1 + pair], entries[1 + pair :]
            cells += [self._block(e) if pair else f"grid.cell(colspan: 2, {self._block(e)})" for e in taken]
        return f"grid(columns: (1fr, 1fr), column-gutter: {block.gutter}mm, row-gutter: {block.gap}mm, {', '.join(cells)})"

    def _boxed(self, block: Boxed) -> str:
        stroke = self._template.rules["heavy"]
        return f"rect(width: 100%, radius: 2.4mm, stroke: {stroke}mm, inset: {block.padding}mm, {self._block(block.block)})"

    def _firstfit(self, block: FirstFit) -> str:
        return self._block(block.options[-1])


def strings(block: object) -> list[str]:
    """All words in a block."""
    from booklet.layout.pages import texts_of

    return [t.text for t in texts_of(block)]


def quote(text: str) -> str:
    """A string literal."""
    return json.dumps(text, ensure_ascii=False).replace("\\/", "/")


def label(group: str) -> str:
    return f"g-{group}"


def svg_path(operators: str) -> str:
    """PDF path operators (operands first) as an SVG path (operands last)."""
    out: list[str] = []
    operands: list[str] = []
    for token in operators.split():
        if _PDF_OPERATOR.fullmatch(token):
            out.append(_SVG[token] + " ".join(operands))
            operands = []
        else:
            operands.append(token)
    return "".join(out)


def symbol_path(symbol: Symbol) -> str:
    """A QR symbol as rectangles, dark neighbours of a row in one."""
    out: list[str] = []
    for y, row in enumerate(symbol.rows):
        for run in re.finditer("1+", "".join("1" if dark else "0" for dark in row)):
            length = run.end() - run.start()
            out.append(f"M{run.start()} {y}h{length}v1h-{length}z")
    return "".join(out)


if __name__ == "__main__":
    main(sys.argv[1:])
