"""Twelve languages, forty entries each, set by this program and by Typst: whole processes, interleaved.

    python -m pip install -e '.[bench]'
    python benchmarks/entries.py compare [--runs 7] [--save benchmarks/ENTRIES.md]
    python benchmarks/entries.py corpus CORPUS               # a folder of texts made of CLDR names: few words repeat
    python benchmarks/entries.py set CORPUS FOLDER [LANG ...]    # what is timed, ours; set-here: in one process
    python benchmarks/entries.py typst CORPUS FOLDER [LANG ...]  # what is timed, Typst

An entry is a name, a description of three sentences, a telephone number, hours and a QR symbol; none is torn. Pages are A6,
tagged, with a running head and a number. Both get the QR symbols ready-made, Typst as vector paths, we as modules; both use
the same fonts of this project, of which Typst, which reads all it is shown, is shown only those of the languages it sets.
Ours shares the languages among as many processes as there are processors, as `booklet build` does, by copies of itself
that start first; Typst has threads of its own. Time is that of the whole command, memory the sum of the peaks of its processes.
"""

from __future__ import annotations

import json
import os
import re
import sys
from collections.abc import Sequence
from pathlib import Path
from time import perf_counter
from typing import Any

HERE = Path(__file__).parent
ROOT = HERE.parent
LANGS = ("en", "th", "id", "lo", "ms", "km", "vi", "my", "ar", "bn", "zh-Hans", "ta")
"""Every second one goes to the same process of two: both have about the same to do."""
TERRITORIES = ["TH", "MY", "ID", "VN", "LA", "KH", "MM", "BD", "IN", "CN", "SG", "PH", "AU", "LK", "NP", "PK", "AE", "SA", "JP", "KR"]
ENTRIES = 40
_BREAK_HINTS = re.compile("[\u200b\u00ad\u2060\ufeff]")
_MEGABYTE = 1024 * 1024 if sys.platform == "darwin" else 1024
_MODULES = bytes.maketrans(b"01", b"\0\1")
Book = dict[str, Any]


def main() -> None:
    command, *rest = sys.argv[1:] or [""]
    if command in ("set", "set-here", "typst"):
        corpus, folder, *langs = rest
        {"set": _set, "set-here": _set_here, "typst": _typst}[command](Path(corpus), Path(folder), langs or LANGS)
        sys.stdout.flush()
        os._exit(0)  # the files are written: what memory holds need not be taken apart first, for either
    elif command == "corpus":
        folder = Path(rest[0])
        folder.mkdir(parents=True, exist_ok=True)
        for lang, book in make_corpus().items():
            (folder / f"{lang}.json").write_text(json.dumps(book, ensure_ascii=False, indent=0), encoding="utf-8")
    else:
        _compare_and_save()


def _compare_and_save() -> None:
    import argparse

    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("command", choices=["compare"])
    parser.add_argument("--runs", type=int, default=7)
    parser.add_argument("--save", type=Path)
    asked = parser.parse_args()
    report = _compare(asked.runs)
    print(report)
    if asked.save:
        asked.save.write_text(report + "\n", encoding="utf-8")


def _set(corpus: Path, folder: Path, langs: Sequence[str]) -> None:
    """Ours, in as many processes as there are processors."""
    count = min(os.cpu_count() or 1, len(langs))
    again = [sys.executable, "-P", __file__, "set-here", str(corpus), str(folder)]
    copies = [os.spawnv(os.P_NOWAIT, sys.executable, [*again, *langs[n::count]]) for n in range(1, count)]
    _set_here(corpus, folder, langs[::count])
    memory = 0
    for copy in copies:
        _, status, usage = os.wait4(copy, 0)
        memory += usage.ru_maxrss
        if status:
            raise SystemExit("a copy failed")
    print(memory)


def _set_here(corpus: Path, folder: Path, langs: Sequence[str]) -> None:
    if str(ROOT) not in sys.path:
        sys.path.append(str(ROOT))
    folder.mkdir(parents=True, exist_ok=True)
    set_books(_books(corpus, langs), folder)


def _typst(corpus: Path, folder: Path, langs: Sequence[str]) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    typst_books(_books(corpus, langs), folder)
    print(0)


def _books(corpus: Path, langs: Sequence[str]) -> list[Book]:
    return [json.loads((corpus / f"{lang}.json").read_text(encoding="utf-8")) for lang in langs]


def make_corpus() -> dict[str, Book]:
    """Sentences made of the names of territories and languages (CLDR, as Babel carries it; Unicode licence)."""
    from datetime import time

    from babel import Locale
    from babel.dates import format_time, get_day_names

    from booklet.compose.symbol import encode

    books: dict[str, Book] = {}
    for lang in LANGS:
        locale = Locale.parse(lang.replace("-", "_"))
        names = [_clean(v) for k, v in sorted(locale.territories.items()) if k.isalpha() and len(k) == 2]
        tongues = [_clean(v) for k, v in sorted(locale.languages.items()) if len(k) == 2]
        sentences = [
            f"{', '.join(names[n : n + 3])} ({tongues[n % len(tongues)]})." for n in range(0, len(names) - 6, 3)
        ]
        days = get_day_names("abbreviated", locale=locale)
        entries = []
        for n in range(ENTRIES):
            opens, closes = (
                format_time(time(h, m), "short", locale=locale) for h, m in ((8 + n % 3, 0), (16 + n % 4, 30))
            )
            url = f"https://example.org/{lang}/s/{1000 + n}"
            entries.append(
                {
                    "name": _clean(f"{n + 1}. {locale.territories[TERRITORIES[n % len(TERRITORIES)]]}"),
                    "text": " ".join(sentences[(n * 3 + k * 7) % len(sentences)] for k in range(3)),
                    "phone": f"+66 2 {100 + n} {4500 + n}",
                    "hours": _clean(f"{days[0]} - {days[4]} {opens} - {closes}"),
                    "url": url,
                    "side": encode(url).side,
                    "rows": ["".join(map(str, row)) for row in encode(url).rows],
                    "path": _svg_path(encode(url).rows),
                }
            )
        title = _clean(locale.languages.get(locale.language, lang))
        books[lang] = {"lang": lang, "dir": locale.text_direction, "title": title, "entries": entries}
    return books


def _clean(text: str) -> str:
    return _BREAK_HINTS.sub("", re.sub(r"\s+", " ", text)).strip()


def _svg_path(rows: Sequence[bytes]) -> str:
    lines = ["".join(map(str, row)) for row in rows]
    return "".join(
        f"M{m.start()} {y}h{len(m[0])}v1h-{len(m[0])}z" for y, line in enumerate(lines) for m in re.finditer("1+", line)
    )


def set_books(books: Sequence[Book], folder: Path) -> None:
    """Our own layout, from blocks to files."""
    import gc
    from datetime import date

    from booklet.diag import Sink
    from booklet.layout.pages import typeset
    from booklet.model.sheet import SheetSpec
    from booklet.model.template import Margins, Step, Template
    from booklet.pdf.metadata import Metadata
    from booklet.pdf.writer import write_pdf
    from booklet.text.fonts import scan_fonts
    from booklet.text.paragraph import Typesetter
    from booklet.world.files import DiskWorld

    gc.disable()
    sink, world = Sink(), DiskWorld(ROOT)
    template = Template(
        "entries", (105.0, 148.5), Margins(9, 9, 14, 13), 1.4,
        steps={"title": Step(2.83, 8.4), "name": Step(1.89, 5.3, "bold"), "text": Step(1.51, 3.95), "tiny": Step(1.55, 3.85)},
        digits={"caption": (2.4,), "foot": (2.5,)}, rules={}, measures={"foot-baseline": 142.0}, icons={},
        qr_module=0.5927, sheet=SheetSpec(), pages=(), pages_min=0, pages_max=99,
    )  # fmt: skip
    fonts = scan_fonts(world, sink)
    setter = Typesetter(fonts, sink)
    for book in books:
        document = typeset(_story(book), template, fonts, setter, {}, sink)
        sink.stop_on_errors()
        data = write_pdf(document, Metadata(book["title"], book["lang"], date(2026, 11, 25)))
        (folder / f"{book['lang']}.pdf").write_bytes(data)


def _story(book: Book) -> Any:
    from booklet.compose.block import Cell, Code, Flowed, Foot, Group, Mark, Paragraph, Row, Stack, Story
    from booklet.compose.symbol import Symbol
    from booklet.l10n.localised import Atom, AtomKind, Localised

    lang, direction = book["lang"], book["dir"]

    def words(text: str) -> Localised:
        return Localised(text, lang, direction)

    def modules(row: str) -> bytes:
        return row.encode().translate(_MODULES)

    def entry(one: dict[str, Any]) -> Flowed:
        phone = Localised(one["phone"], "en", atoms=(Atom(0, len(one["phone"]), "en", AtomKind.NUMBER),))
        told = Stack(
            (
                Paragraph(words(one["name"]), "name", "H2"),
                Paragraph(words(one["text"]), "text"),
                Paragraph(phone, "text"),
                Paragraph(words(one["hours"]), "text"),
            )
        )
        rows = tuple(map(modules, one["rows"]))
        code = Code(Symbol(one["url"], rows, (len(rows) - 17) // 4, "M"), phone, words(one["url"]), 17 / 29)
        return Flowed(Row((Cell(told), Cell(code, 22)), 1, "top", role="Sect"), None, 3)

    title = words(book["title"])
    body = (Flowed(Paragraph(title, "title", "H1")), *(entry(one) for one in book["entries"]))
    group = Group("entries", body, Paragraph(title, "tiny", None, "centre"), title, foot=Foot(None))
    return Story(title, lang, direction, (group,), (), Mark("DRAFT", Localised("DRAFT", "en"), "dots"))


_TYPST = r"""
#let b = json("book.json")
#let lh = __LEADING__
#set document(title: b.title, date: none)
#set page(width: 105mm, height: 148.5mm, margin: (x: 9mm, top: 14mm, bottom: 13mm),
  binding: if b.dir == "rtl" { right } else { left }, numbering: "1", header: align(center, text(6.5pt, b.title)))
#set text(font: (__FONTS__), size: 8pt, lang: "__LANG__", dir: if b.dir == "rtl" { rtl } else { ltr }, fallback: false,
  top-edge: 0.75em, bottom-edge: -0.25em)
#set par(leading: (lh - 1) * 1em, spacing: (lh - 1) * 1em)
#show heading.where(level: 1): set text(15pt)
#show heading.where(level: 2): set text(10pt)
#show heading: set block(above: 0pt, below: (lh - 1) * 1em)
= #b.title
#v(3mm)
#for s in b.entries {
  block(breakable: false, below: 3mm, grid(columns: (1fr, 17mm), column-gutter: 3mm,
    [ == #s.name
      #s.text \
      #text(dir: ltr, s.phone) \
      #s.hours ],
    image(bytes("<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 " + str(s.side) + " " + str(s.side) + "'><path d='" + s.path + "'/></svg>"),
      format: "svg", width: 17mm, alt: s.url)))
}
"""
_FAMILIES = {
    "th": "Noto Sans Thai", "lo": "Noto Sans Lao", "km": "Noto Sans Khmer", "my": "Padauk", "ar": "Noto Naskh Arabic",
    "bn": "Noto Sans Bengali", "ta": "Noto Sans Tamil", "zh-Hans": "Noto Sans CJK SC",
}  # fmt: skip
"""Beside Noto Sans. Their folders in fonts/ have the same names, small and with hyphens."""
_LEADING = {"my": 1.75, "km": 1.7, "lo": 1.6, "th": 1.55, "bn": 1.5, "ta": 1.5, "ar": 1.6}


def _without_rows(book: Book) -> Book:
    return {**book, "entries": [{k: v for k, v in one.items() if k != "rows"} for one in book["entries"]]}


def typst_books(books: Sequence[Book], folder: Path) -> None:
    """The same entries by Typst, one process for all."""
    import typst

    used = {book["lang"]: ["Noto Sans", *([_FAMILIES[book["lang"]]] if book["lang"] in _FAMILIES else ())] for book in books}
    shown = folder / "fonts"
    shown.mkdir(exist_ok=True)
    for name in {family.lower().replace(" ", "-") for families in used.values() for family in families}:
        if not (shown / name).exists():
            (shown / name).symlink_to(ROOT / "fonts" / name, target_is_directory=True)
    fonts = typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(shown)])
    for book in books:
        lang = book["lang"]
        here = folder / lang
        here.mkdir(exist_ok=True)
        (here / "book.json").write_text(json.dumps(_without_rows(book), ensure_ascii=False), encoding="utf-8")
        families = ", ".join(map(json.dumps, used[lang]))
        source = _TYPST.replace("__LEADING__", str(_LEADING.get(lang, 1.4))).replace("__LANG__", lang.split("-")[0])
        (here / "main.typ").write_text(source.replace("__FONTS__", families + ","), encoding="utf-8")
        compiler = typst.Compiler(str(here / "main.typ"), root=str(here), font_paths=fonts, ignore_system_fonts=True)
        compiler.compile(output=str(folder / f"{lang}.pdf"), format="pdf")


def _compare(runs: int) -> str:
    import subprocess
    import tempfile

    with tempfile.TemporaryDirectory(prefix="booklet-entries-") as name:
        folder = Path(name)
        environment = {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONPYCACHEPREFIX": str(folder / "bytecode")}
        environment.pop("PYTHONDONTWRITEBYTECODE", None)
        corpus = folder / "corpus"
        me = [sys.executable, str(Path(__file__).resolve())]
        subprocess.run([*me, "corpus", str(corpus)], env=environment, check=True)
        jobs: list[tuple[str, tuple[str, ...]]] = [(f"{len(LANGS)} languages", ())]
        jobs += [(lang, (lang,)) for lang in ("en", "th", "my", "ar", "zh-Hans")]
        load = os.getloadavg()[0]
        found: dict[tuple[str, str], list[tuple[float, float]]] = {}
        for turn in range(runs + 1):
            for job, langs in jobs:
                for contender in ("typst", "set"):
                    command = [*me, contender, str(corpus), str(folder / contender), *langs]
                    figures = _timed(command, environment)
                    if turn:  # the first fills the page cache and compiles
                        found.setdefault((job, contender), []).append(figures)
        size = {c: sum(p.stat().st_size for p in (folder / c).glob("*.pdf")) / 1e6 for c in ("typst", "set")}
    return _report(jobs, found, size, runs, load)


def _timed(command: Sequence[str], environment: dict[str, str]) -> tuple[float, float]:
    """Seconds, and peak memory in MB, of a command that prints that of the processes it started."""
    import subprocess

    start = perf_counter()
    process = subprocess.Popen(command, env=environment, stdout=subprocess.PIPE)
    assert process.stdout
    others = process.stdout.read()
    _, status, usage = os.wait4(process.pid, 0)
    took = perf_counter() - start
    process.stdout.close()
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise SystemExit(f"{' '.join(command)} failed")
    return took, (usage.ru_maxrss + int(others)) / _MEGABYTE


def _report(
    jobs: Sequence[tuple[str, tuple[str, ...]]],
    found: dict[tuple[str, str], list[tuple[float, float]]],
    size: dict[str, float],
    runs: int,
    load: float,
) -> str:
    import platform
    from importlib.metadata import version

    versions = ", ".join(f"{p} {version(p)}" for p in ("typst", "uharfbuzz", "icu4py"))
    lines = [
        "# Entries in twelve languages",
        "",
        f"`python benchmarks/entries.py compare`: whole processes, interleaved, {runs} runs after a first unmeasured one. "
        f"Python {platform.python_version()}, {os.cpu_count()} cores, {platform.system()}, load {load:.1f} at the start. {versions}.",
        "",
        "| job | Typst, ms min / median | ours, ms min / median | ours / Typst (min) | memory, MB: Typst / ours |",
        "|---|---|---|---|---|",
    ]
    for job, _ in jobs:
        theirs, ours = found[job, "typst"], found[job, "set"]
        cells = [_span(theirs), _span(ours), f"{min(t for t, _ in ours) / min(t for t, _ in theirs):.2f}"]
        memory = f"{max(m for _, m in theirs):.0f} / {max(m for _, m in ours):.0f}"
        lines.append(f"| {job} | {' | '.join(cells)} | {memory} |")
    lines += ["", f"PDFs together: Typst {size['typst']:.1f} MB, ours {size['set']:.1f} MB."]
    return "\n".join(lines)


def _span(figures: Sequence[tuple[float, float]]) -> str:
    from statistics import median

    seconds = [s for s, _ in figures]
    return f"{min(seconds) * 1000:.0f} / {median(seconds) * 1000:.0f}"


if __name__ == "__main__":
    main()
