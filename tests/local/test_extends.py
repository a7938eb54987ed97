"""A folder that extends a folder, an archive or a package prints what they say, but for what it says itself."""

from __future__ import annotations

import re
import shutil
import zipfile
from dataclasses import replace
from pathlib import Path

import pytest
from local_project import NUMBER, SERVICE, codes, invoke, local, read, shared, write, zipped
from small_project import built_project, contents

from booklet.diag import BookletError
from booklet.model.icons import parse_svg
from booklet.world import zipped as archives
from booklet.world.extends import open_world
from booklet.world.files import DiskWorld, shipped_root
from booklet.world.layers import LayeredWorld


def text_of(pdf: Path) -> str:
    import pypdfium2

    document = pypdfium2.PdfDocument(pdf.read_bytes())
    return "\n".join(page.get_textpage().get_text_bounded() for page in document)


def screen(root: Path, lang: str) -> str:
    return text_of(next(root.glob(f"output/journey/a6/{lang}/*-screen.pdf")))


def facts(root: Path) -> str:
    """Everything that is read of a project, wherever its files lie."""
    found = read(root)
    return re.sub(r"file='[^']*?(?=content/)", "file='", repr((found.editions, found.templates, found.catalogue)))


def test_an_empty_folder_is_the_shared_one_byte_for_byte(tmp_path: Path) -> None:
    base = built_project()
    own = local(tmp_path / "own", base.as_posix())
    invoke(own, "build")
    made = {path: data for path, data in contents(own / "output").items() if path.endswith(".pdf")}
    assert made == {path: data for path, data in contents(base / "output").items() if path.endswith(".pdf")}
    assert "unchanged" in invoke(own, "build").stdout


def test_one_changed_number_prints_and_nothing_else_changes(tmp_path: Path) -> None:
    base = built_project()
    own = local(tmp_path / "own", base.as_posix(), **{SERVICE: NUMBER})
    invoke(own, "diff", "--accept")
    assert codes(invoke(own, "build", "-q")) == []
    for lang in ("en", "th"):
        before, after = screen(base, lang), screen(own, lang)
        assert "6438 5122" in before and "6438 5199" in after
        assert after == before.replace("6438 5122", "6438 5199").replace("64385122", "64385199")
    assert "unchanged" in invoke(own, "build").stdout
    write(own, SERVICE, NUMBER.replace("5199", "5198"))
    assert "built" in invoke(own, "build").stdout
    assert "6438 5198" in screen(own, "en")


def test_a_change_in_the_shared_folder_reaches_the_local_one(tmp_path: Path) -> None:
    base = shared(tmp_path)
    own = local(tmp_path / "own")
    invoke(own, "build", "--lang", "en")
    text = (base / SERVICE).read_text("utf-8")
    write(base, SERVICE, text.replace("there is also an online form", "they have an online form"))
    assert "built" in invoke(own, "build", "--lang", "en").stdout
    assert "they have an online form" in " ".join(screen(own, "en").split())


def test_a_checked_number_is_not_checked_once_it_is_another(tmp_path: Path) -> None:
    base = shared(tmp_path)
    text = (base / SERVICE).read_text("utf-8")
    write(base, SERVICE, text + "verified: {on: 2026-11-01, how: call, role: coordinator, result: answered, number: 6438 5122}\n")
    own = local(tmp_path / "own", **{SERVICE: "id: sg-mom\nlabel: Jobs\n"})
    assert read(own).catalogue.services["sg-mom"].verified
    write(own, SERVICE, NUMBER)
    service = read(own).catalogue.services["sg-mom"]
    voice, web = service.channels
    assert service.check_of(voice) is None
    assert service.check_of(web), "its address is the shared one"
    write(own, SERVICE, NUMBER + "verified: {on: 2026-11-02, how: call, role: coordinator, result: answered, number: 6438 5199}\n")
    service = read(own).catalogue.services["sg-mom"]
    assert service.check_of(service.channels[0])
    write(own, SERVICE, NUMBER.partition("sources")[0])
    assert "local-sources" in codes(invoke(own, "build", code=1))


def test_two_folders_one_upon_the_other(tmp_path: Path) -> None:
    shared(tmp_path)
    middle = local(tmp_path / "middle", **{SERVICE: "id: sg-mom\nlabel: Jobs\nsummary: Middle.\n"})
    top = local(tmp_path / "top", "../middle", **{SERVICE: "id: sg-mom\nsummary: Top.\n"})
    service = read(top).catalogue.services["sg-mom"]
    assert service.label and (service.label.source, service.summary.source) == ("Jobs", "Top.")
    assert read(middle).catalogue.services["sg-mom"].summary.source == "Middle."
    write(middle, SERVICE, "id: sg-mom\nlabel: [x]\n")
    assert "  ../middle/content/services/sg/sg-mom.yaml:2:8\n" in invoke(top, "build", code=1).stderr


def test_folders_that_extend_one_another_in_a_circle_are_an_error(tmp_path: Path) -> None:
    one = local(tmp_path / "one", "../two")
    local(tmp_path / "two", "../one")
    done = invoke(one, "build", code=1)
    assert codes(done) == ["extends-cycle"]
    assert "  ../two/booklet.yaml:1:10\n" in done.stderr
    assert codes(invoke(local(tmp_path / "self", "../self"), "check", code=1)) == ["extends-cycle"]
    for n in range(9):
        local(tmp_path / f"n{n}", f"../n{n + 1}")
    local(tmp_path / "n9", "booklet")
    assert codes(invoke(tmp_path / "n0", "check", code=1)) == ["extends-cycle"]


@pytest.mark.parametrize(
    ("extends", "code"),
    [
        ("../nothing", "extends-missing"),
        ("./", "extends-cycle"),
        ("../empty", "extends-missing"),
        ("no_such_package", "extends-missing"),
        ("json", "extends-missing"),
        ("../nothing.zip", "extends-missing"),
        ("https://example.org/shared.zip", "extends-form"),
        ("[booklet]", "extends-form"),
    ],
)
def test_what_cannot_be_extended_is_told_with_its_line(tmp_path: Path, extends: str, code: str) -> None:
    (tmp_path / "empty").mkdir()
    done = invoke(local(tmp_path / "own", extends), "build", code=1)
    assert codes(done) == [code]
    assert "  booklet.yaml:1:10\n" in done.stderr and "hint: " in done.stderr


def test_windows_paths_work_everywhere(tmp_path: Path) -> None:
    shared(tmp_path)
    assert facts(local(tmp_path / "own", "..\\shared")) == facts(tmp_path / "shared")


def test_an_archive_is_the_folder_in_it(tmp_path: Path) -> None:
    base = shared(tmp_path)
    for name, outer in (("plain.zip", ""), ("OF A WEB SITE.ZIP", "shared-main/")):
        zipped(base, tmp_path / name, outer)
        assert facts(local(tmp_path / "own", f'"../{name}"')) == facts(base)
    own = local(tmp_path / "own", "../plain.zip", **{SERVICE: "id: sg-mom\nchannels: [{id: voice, number: x}]\n"})
    shutil.rmtree(base)
    done = invoke(own, "build", code=1)
    assert "  content/services/sg/sg-mom.yaml:2:32\n" in done.stderr
    invoke(local(own, "../plain.zip", **{SERVICE: NUMBER}), "build", "--lang", "th")
    assert "6438 5199" in screen(own, "th")


def hostile(tmp_path: Path, *names: str, data: bytes = b"x", mode: int = 0) -> Path:
    with zipfile.ZipFile(tmp_path / "bad.zip", "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("booklet.yaml", "editions: []\n")
        for name in names:
            info = zipfile.ZipInfo(name)
            info.compress_type, info.external_attr = zipfile.ZIP_DEFLATED, mode << 16
            archive.writestr(info, data)
    return local(tmp_path / "own", "../bad.zip")


@pytest.mark.parametrize("name", ["../booklet.yaml", "/etc/x", "content/../../x", "C:/x", "content\\x", "./x", "a//b", "a/./b", "x\n"])
def test_an_archive_with_ways_out_is_refused(tmp_path: Path, name: str) -> None:
    assert codes(invoke(hostile(tmp_path, name), "build", code=1)) == ["extends-zip"]


def test_an_archive_with_links_twins_or_a_bomb_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for names, data, mode, says in (
        (("content/a.yaml",), b"x", 0o120777, "is a link"),
        (("content/a.yaml", "content/A.yaml"), b"x", 0, "two files"),
        (("content/a.yaml",), b"0" * 20_000_000, 0, "times its size"),
        (("content/a.yaml",), b"0" * 41_000_000, 0, "more than 40 MB"),
    ):
        done = invoke(hostile(tmp_path, *names, data=data, mode=mode), "build", code=1)
        assert codes(done) == ["extends-zip"] and says in done.stderr
    monkeypatch.setattr(archives, "MAX_FILES", 2)
    assert "more than 2" in invoke(hostile(tmp_path, "a", "b"), "build", code=1).stderr
    (tmp_path / "bad.zip").write_bytes(b"PK\3\4 and no more")
    assert codes(invoke(tmp_path / "own", "build", code=1)) == ["extends-zip"]


def test_an_archive_that_is_damaged_inside_gives_no_traceback(tmp_path: Path) -> None:
    path = zipped(shared(tmp_path), tmp_path / "shared.zip")
    own = local(tmp_path / "own", "../shared.zip")
    data = bytearray(path.read_bytes())
    at = data.index(b"content/words.yaml") + 40
    data[at : at + 60] = bytes(60)
    path.write_bytes(bytes(data))
    done = invoke(own, "build", code=1)
    assert "unreadable-file" in codes(done)


def test_an_archive_reaches_nothing_outside_of_itself(tmp_path: Path) -> None:
    base = shared(tmp_path)
    write(base, "booklet.yaml", "extends: ../other\n")
    zipped(base, tmp_path / "shared.zip")
    local(tmp_path / "other", "booklet")
    assert codes(invoke(local(tmp_path / "own", "../shared.zip"), "build", code=1)) == ["extends-form"]


def test_the_shipped_content_is_a_package(tmp_path: Path) -> None:
    own = local(tmp_path / "own", "booklet")
    assert facts(own) == facts(shipped_root())
    sound = invoke(own, "l10n", "check").stdout
    assert "12 languages" in sound or "error" not in sound


def test_any_installed_package_may_hold_a_project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    base = shared(tmp_path)
    package = tmp_path / "lib" / "river_content"
    package.mkdir(parents=True)
    (package / "__init__.py").write_text("raise AssertionError('a package is found, never run')\n")
    shutil.copytree(base, package / "shipped")
    monkeypatch.syspath_prepend(str(tmp_path / "lib"))
    assert facts(local(tmp_path / "own", "river_content")) == facts(base)


def test_everything_can_be_hidden(tmp_path: Path) -> None:
    base = shared(tmp_path)
    own = local(tmp_path / "own")
    for path in (base / "content/services").rglob("*.yaml"):
        write(own, path.relative_to(base).as_posix(), "hide: yes\n")
    done = invoke(own, "build", code=1)
    assert "no-services" in codes(done) and "Traceback" not in done.output


def test_own_translations_pictures_fonts_and_templates_go_before(tmp_path: Path) -> None:
    base = shared(tmp_path)
    catalog = "translations/th/LC_MESSAGES/guidance.po"
    entry = next(m for m in re.split(r"\n\n", (base / catalog).read_text("utf-8")) if '"message:rights.doctor/text"' in m)
    own_entry = re.sub(r'msgstr ".*"', 'msgstr "ไปหาหมอได้"', entry)
    head = (base / catalog).read_text("utf-8").partition("\n\n")[0]
    icon = (shipped_root() / "content/icons/sun.svg").read_text("utf-8")
    own = local(
        tmp_path / "own",
        **{
            "translations/th/LC_MESSAGES/river.po": f"{head}\n\n{own_entry}\n",
            "content/icons/phone.svg": icon,
            "content/templates/a6.yaml": "id: a6\nmargins: {top: 9}\n",
            "fonts/fonts.yaml": "scripts: {Thai: {k: 1.05}}\n",
        },
    )
    before, after = read(base), read(own)
    assert after.catalogs["th"].messages["message:rights.doctor/text"].target == "ไปหาหมอได้"
    assert len(after.catalogs["th"].messages) == len(before.catalogs["th"].messages)
    assert after.icons["phone"] == parse_svg(icon) != before.icons["phone"]
    template = before.templates["a6"]
    assert after.templates["a6"].margins == replace(template.margins, top=after.templates["a6"].margins.top) != template.margins
    assert after.fonts.k("th") == 1.05
    assert after.fonts.k("km") == before.fonts.k("km")
    invoke(own, "l10n", "update", "--lang", "th")
    kept = (own / "translations/th/LC_MESSAGES/river.po").read_text("utf-8")
    assert "ไปหาหมอได้" in kept and not (own / catalog).exists()


def test_new_english_reaches_the_local_catalogs_only(tmp_path: Path) -> None:
    base = shared(tmp_path)
    own = local(tmp_path / "own", **{SERVICE: "id: sg-mom\nsummary: Ask for help with your pay.\n"})
    before = contents(base)
    invoke(own, "l10n", "update")
    made = {p for p in contents(own) if p.startswith("translations/th")}
    assert made == {"translations/th/LC_MESSAGES/services-sg.po"}
    text = (own / "translations/th/LC_MESSAGES/services-sg.po").read_text("utf-8")
    assert text.count("msgctxt") == 1 and "Ask for help with your pay." in text
    assert contents(base) == before
    assert invoke(own, "l10n", "update").stdout == "everything was up to date\n"


def test_a_folder_that_extends_nothing_is_read_as_before(tmp_path: Path) -> None:
    root = shared(tmp_path)
    assert open_world(root) == DiskWorld(root)
    assert isinstance(open_world(local(tmp_path / "own")), LayeredWorld)
    with pytest.raises(BookletError):
        open_world(local(tmp_path / "own", "../nothing"))
