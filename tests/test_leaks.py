"""Nothing confidential leaves the house: 50 planted secrets are in nothing that is made, and the search would find them."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from hiding import WAYS, attached
from small_project import SOURCE, contents, edit, run, write_project

from booklet.preflight.leaks import find_leaks

ADDRESSES = [f"{n} Lotus Lane, Blue Gate {n}" for n in range(11, 17)] + ["๙๙/๑ ซอยบัวแดง บางเขน", "ဗုဒ္ဓလမ်း ၁၂ တိုက် ၄", "ផ្ទះលេខ ៥៨ ផ្លូវ ២៧១", "红莲街九十七号二楼"]
NAMES = ["Malee Srisawat", "Thandar Kyawzin", "Sokha Vannak", "Lestari Wibowo", "Nguyen Thi Hoamai", "Rosario Dimagiba", "มาลี ศรีสวัสดิ์นาม", "Farzana Chowdhurani", "Kamala Gurungsen", "Vilayphone Keovan"]
MOBILES = [f"081 555 01{n:02}" for n in range(10, 18)] + ["+66 81 555 0190", "09-7755 50191"]
PLACES = [f"13.7{n}631, 100.5{n}018" for n in range(1, 9)]
LINES = ["6999 4321", "1800 777 8899", "intake-desk@lotus.example", "https://staff.lotus.example/rota"]
URLS = [f"https://sources.lotus.example/officers/{word}" for word in ("mobile-list", "duty-roster", "annex-seven", "safe-houses")]
USER, HOME, FOLDER, NOTE = "quillhaven", "/home/quillhaven-desk", "fernwick-directory", "letter in the red binder, shelf 7"
EDITORS_FILES = {"directory-xlsx.xlsx", "directory-csv.zip"}
FOR_EDITORS = (LINES[1], *URLS, NOTE)
"""What stands in a workbook of the directory, whose rows come back with it: a blocked line, where facts are from."""
SECRETS = (*ADDRESSES, *NAMES, *MOBILES, *PLACES, *LINES, *URLS, USER, HOME, FOLDER, NOTE)

TEXT, NUMBER = "42 Lotus Lane Blue Gate", "081 555 0199"
SERVICE = "content/services/sg/sg-mom.yaml"
FORMATS = (("l10n", "export", "--lang", "th", "--to", to) for to in ("xlsx", "csv", "xliff"))
DIRECTORY = (("directory", "export", "--to", to, "--out", f"directory-{to}.{end}") for to, end in (("xlsx", "xlsx"), ("csv", "zip"), ("hsds-json", "json"), ("hsds-csv", "zip")))
COMMANDS = (
    ("build", "-v"),
    ("build", "--json"),
    ("check", "--json"),
    ("call-sheet", "--due"),
    ("call-sheet", "--due", "--to", "xlsx"),
    *FORMATS,
    ("l10n", "sheet", "journey", "--lang", "th"),
    ("l10n", "status", "--json"),
    ("explain", "journey", "-v"),
    ("explain", "journey", "--json"),
    *DIRECTORY,
    ("schema",),
)


def plant(root: Path) -> None:
    """Put every secret where the directory keeps such things."""
    quoted = [f'"{text}"' for text in (*ADDRESSES, *PLACES, *MOBILES)]
    contacts = "".join(f'  - {{role: "intake", name: "{name}", number: "{number}"}}\n' for name, number in zip(NAMES, MOBILES, strict=True))
    ends = len(ADDRESSES), len(ADDRESSES) + len(PLACES)
    internal = root / "content/internal/sg-mom.yaml"
    internal.parent.mkdir(parents=True)
    internal.write_text(
        f"id: sg-mom\nshelter_address: [{', '.join(quoted[: ends[0]])}]\ncoordinates: [{', '.join(quoted[ends[0] : ends[1]])}]\n"
        f"numbers: [{', '.join(quoted[ends[1] :])}]\ncontacts:\n{contacts}", encoding="utf-8",
    )  # fmt: skip
    text = (root / SERVICE).read_text(encoding="utf-8")
    channels = (
        f'  - {{id: desk, kind: voice, number: "{LINES[0]}", disclosure: internal}}\n'
        f'  - {{id: night, kind: voice, number: "{LINES[1]}", blocked: "staff only, see the rota"}}\n'
        f'  - {{id: mail, kind: email, address: "{LINES[2]}", disclosure: internal}}\n'
        f'  - {{id: rota, kind: web, address: "{LINES[3]}", disclosure: internal}}\n'
    )
    text = text.replace("  - id: web\n", channels + "  - id: web\n").replace("consent: unknown", f'consent: yes\nconsent_ref: "{NOTE}"')
    (root / SERVICE).write_text(text + "".join(f'  - {{kind: government, url: "{url}"}}\n' for url in URLS), encoding="utf-8")


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """Everything that the program wrote or said about a directory full of secrets."""
    root = write_project(tmp_path_factory.mktemp("made") / FOLDER)
    edit(root / "content/editions/journey.yaml", languages="[en]")
    plant(root)
    before = set(contents(root))
    said = {}
    for command in COMMANDS:
        done = run(*command, cwd=root, USER=USER, LOGNAME=USER, HOME=HOME, USERNAME=USER)
        said[f"said by {' '.join(command)}"] = (done.stdout + done.stderr).encode()
    files = {name: data for name, data in contents(root).items() if name not in before}
    names = {"names of files": "\n".join(files).encode()}
    shutil.rmtree(root)
    return files | said | names


def test_all_is_made(made: dict[str, bytes]) -> None:
    ends = {name.rpartition(".")[2] for name in made}
    assert {"pdf", "html", "json", "png", "xlsx", "csv", "xlf"} <= ends
    assert len(SECRETS) == len(set(SECRETS)) == 50


def test_no_secret_is_in_anything_that_is_made(made: dict[str, bytes]) -> None:
    found = {}
    for name, data in made.items():
        secrets = tuple(s for s in SECRETS if s not in FOR_EDITORS) if name in EDITORS_FILES else SECRETS
        if leaks := find_leaks(data, secrets, codes=name.endswith("screen.pdf")):
            found[name] = {secrets[leak.secret - 1] for leak in leaks}
    assert not found


def test_a_workbook_for_editors_holds_what_is_theirs(made: dict[str, bytes]) -> None:
    """So that its rows can come back: what is public, blocked or a source, and still nothing that is internal."""
    assert made.keys() >= EDITORS_FILES
    for name in EDITORS_FILES:
        assert len({leak.secret for leak in find_leaks(made[name], FOR_EDITORS)}) == len(FOR_EDITORS)


@pytest.mark.parametrize("way", WAYS)
def test_a_text_is_found_however_it_is_hidden(way: str) -> None:
    assert [leak.secret for leak in find_leaks(WAYS[way](TEXT), ("another secret", TEXT), codes=way == "code")][:1] == [2]


@pytest.mark.parametrize("written", ["0815550199", "081-555-0199", "(081) 555.0199", "+66 81 555 0199", "tel:+66815550199", "๐๘๑ ๕๕๕ ๐๑๙๙"])
def test_a_number_is_found_however_it_is_grouped(written: str) -> None:
    assert find_leaks(attached(f"call {written} now".encode()), (NUMBER,))


@pytest.mark.parametrize("secret", ["๙๙/๑ ซอยบัวแดง บางเขน", "红莲街九十七号二楼", "ဗုဒ္ဓလမ်း ၁၂ တိုက် ၄"])
@pytest.mark.parametrize("way", ["attached", "string in UTF-16", "base 64", "as in an address", "as in HTML", "as in JSON", "attached zip"])
def test_other_scripts_are_found(secret: str, way: str) -> None:
    assert find_leaks(WAYS[way](secret), (secret,))


def test_text_in_glyphs_is_found() -> None:
    """A call sheet of a service that is called like the secret: its letters are numbers of glyphs."""
    from datetime import date

    from booklet.callsheet.due import plan_round
    from booklet.callsheet.make import make_pdf, names_for
    from booklet.diag import Sink
    from booklet.l10n.languages import read_languages
    from booklet.model.read import read_catalogue
    from booklet.text.fonts import scan_fonts
    from booklet.world.files import DiskWorld, MemoryWorld

    sink, disk = Sink(), DiskWorld(SOURCE)
    text = disk.read(SERVICE).replace(b'"Ministry of Manpower"', f'"{TEXT}"'.encode())
    catalogue = read_catalogue(MemoryWorld({SERVICE: text, **{p: disk.read(p) for p in ("content/topics.yaml", "content/words.yaml")}}), sink)
    found = plan_round(catalogue, date(2026, 11, 25), 180)
    pdf = make_pdf(found, names_for(found, read_languages(disk, sink)["en"]), date(2026, 11, 25), scan_fonts(disk, sink), disk, sink)
    assert TEXT.encode() not in pdf
    assert find_leaks(pdf, (TEXT,))
