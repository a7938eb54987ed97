"""What a person at a terminal sees: help, exit codes, errors with their places, JSON."""

import json
import shutil
import subprocess
import sys

import pytest
from click.testing import CliRunner
from small_project import SOURCE, built_project, environment, run, write_project

from booklet.cli.app import app


def invoke(*args, code=0):
    done = CliRunner().invoke(app, args)
    assert done.exit_code == code, done.output
    return done


@pytest.mark.parametrize("args", [(), ("init",), ("build",), ("check",), ("l10n",), ("l10n", "update"), ("schema",), ("preflight",)])
def test_help_shows_how(args):
    out = invoke(*args, "--help").output
    assert "Usage: " in out
    assert "--json" in out
    assert len(out.splitlines()) > 10


def test_help_names_every_command_and_imports_nothing_heavy():
    script = "import sys; sys.argv = ['booklet', '--help']\ntry:\n import booklet.cli; booklet.cli.main()\nexcept SystemExit: print(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", script], env=environment(), capture_output=True, text=True, check=True)
    for command in ("init", "build", "check", "l10n", "schema", "preflight"):
        assert f"\n  {command} " in done.stdout
    loaded = set(done.stdout.splitlines()[-1].split())
    assert not loaded & {"yaml", "uharfbuzz", "icu4py", "pypdf", "pypdfium2", "babel", "rich", "qrcode", "zxingcpp"}


@pytest.mark.parametrize(
    ("args", "says"),
    [
        (("build", "--colour"), "No such option"),
        (("bulid",), "Did you mean 'build'?"),
        (("build", "jurney"), "there is no edition 'jurney'. Did you mean 'journey'? Known: journey, pocket, border, bilingual."),
        (("build", "--lang", "thai"), "there is no language 'thai'. Did you mean 'th'? Known: en, th."),
        (("build", "--form", "a7"), "there is no form 'a7'"),
        (("build", "--jobs", "0"), "--jobs"),
        (("l10n", "update", "--lang", "xx"), "there is no language 'xx'"),
        (("preflight", "missing.pdf"), "missing.pdf"),
        (("preflight",), "FILE"),
    ],
)
def test_wrong_usage_ends_with_2_and_names_what_is_known(args, says):
    assert says in invoke("-C", str(built_project()), *args, code=2).output


def test_a_folder_without_a_project_says_how_to_start_one(tmp_path):
    for command in (["build"], ["check"]):
        done = invoke("-C", str(tmp_path), *command, code=1)
        assert "error[no-project]" in done.stderr
        assert "booklet init DIR" in done.stderr
    assert list(tmp_path.iterdir()) == []


def test_all_errors_come_at_once_with_file_line_and_column(tmp_path):
    root = write_project(tmp_path)
    (root / "content/topics.yaml").write_text("topics:\n\t- id: x\n")
    service = root / "content/services/sg/sg-mom.yaml"
    service.write_text(service.read_text(encoding="utf-8").replace("\nid: ", "\nkolour: red\nid: "), encoding="utf-8")
    (root / "translations/th/LC_MESSAGES/ui.po").write_bytes(b'msgid "\xff"\n')
    for command in ("build", "check"):
        done = run(command, cwd=root, code=1)
        assert "  content/topics.yaml:2:1\n" in done.stderr
        assert "unknown-key" in done.stderr and "  content/services/sg/sg-mom.yaml:" in done.stderr
        assert "  translations/th/LC_MESSAGES/ui.po:1:8" in done.stderr
        assert "Traceback" not in done.stderr
        assert done.stderr.count("error[yaml-tab]") == 1  # although two processes saw it
    assert not list(root.glob("output/**/*.pdf"))


def test_a_wrong_digit_in_a_translation_stops_the_build(tmp_path):
    root = write_project(tmp_path)
    catalog = root / "translations/th/LC_MESSAGES/services-sg.po"
    assert 'msgctxt "test"' not in catalog.read_text(encoding="utf-8")
    with catalog.open("a", encoding="utf-8") as f:
        f.write('\nmsgctxt "test"\nmsgid "Call 6438 5122"\nmsgstr "โทร 6438 5123"\n')
    done = run("build", "--lang", "en", cwd=root, code=1)
    assert "error[l02-digits]" in done.stderr
    assert "64385123" in done.stderr


def test_json_is_all_there_is_on_standard_output():
    done = run("build", "--json", cwd=built_project())
    result = json.loads(done.stdout)
    assert result["ok"] is True
    assert [b["status"] for b in result["booklets"]] == ["unchanged", "unchanged"]
    assert result["booklets"][1]["report"]["language"]["autonym"] == "ไทย"
    assert {"look", "save"} <= result["seconds"]["run"].keys()
    failed = json.loads(run("--json", "check", cwd=SOURCE / "tests", code=1).stdout)
    assert failed["ok"] is False
    assert failed["diagnostics"][0]["code"] == "no-project"


def test_a_pipe_gets_utf_8_whatever_the_code_page_of_the_system():
    done = run("build", "--json", cwd=built_project(), PYTHONUTF8="0", PYTHONIOENCODING="cp1252")
    assert json.loads(done.stdout)["booklets"][1]["report"]["language"]["autonym"] == "ไทย"


def test_quiet_says_nothing_and_verbose_tells_the_time():
    assert run("build", "-q", cwd=built_project()).stdout == ""
    assert " ms" in run("build", "-v", cwd=built_project()).stdout


def test_colours_stay_out_of_pipes(tmp_path):
    assert "\x1b" not in run("build", cwd=tmp_path, code=1).stderr


def test_init_wants_a_new_folder(tmp_path):
    invoke("init", str(tmp_path / "own"))
    assert (tmp_path / "own/booklet.yaml").is_file()
    assert not (tmp_path / "own/content/icons").exists()
    before = (tmp_path / "own/booklet.yaml").stat()
    assert "is not empty" in invoke("init", str(tmp_path / "own"), code=2).output
    assert (tmp_path / "own/booklet.yaml").stat() == before


def test_check_finds_the_started_project_sound_and_writes_nothing(tmp_path):
    invoke("init", str(tmp_path / "own"))
    assert "failed" not in invoke("-C", str(tmp_path / "own"), "check", "--jobs", "2").stdout
    assert not (tmp_path / "own/output").exists()


def test_preflight_tells_a_right_file_from_a_spoiled_one(tmp_path):
    pdf = next(built_project().glob("output/journey/a6/en/*-screen.pdf"))
    assert ": right, " in invoke("preflight", str(pdf)).stdout
    (tmp_path / "cut.pdf").write_bytes(pdf.read_bytes()[:5000])
    assert ": not right" in invoke("preflight", str(tmp_path / "cut.pdf"), code=1).stdout


def test_committed_schemas_are_up_to_date(tmp_path):
    invoke("schema", str(tmp_path))
    made = {p.name: p.read_text(encoding="utf-8") for p in tmp_path.iterdir()}
    assert made == {p.name: p.read_text(encoding="utf-8") for p in (SOURCE / "schema").iterdir()}
    for file in (SOURCE / "content").rglob("*.yaml"):
        head = file.read_text(encoding="utf-8").split("\n", 2)[:2]
        pointer = next(line for line in head if "yaml-language-server" in line)
        assert (file.parent / pointer.partition("$schema=")[2]).resolve().is_file()


def test_l10n_update_brings_changed_english_to_translators(tmp_path):
    root = write_project(tmp_path)
    assert "everything was up to date" in invoke("-C", str(root), "l10n", "update").stdout
    topics = root / "content/topics.yaml"
    text = topics.read_text(encoding="utf-8")
    old = text.partition('label: "')[2].partition('"')[0]
    topics.write_text(text.replace(f'label: "{old}"', f'label: "{old} and more"', 1), encoding="utf-8")
    assert "brought up to date" in invoke("-C", str(root), "l10n", "update", "--lang", "th").stdout
    catalog = (root / "translations/th/LC_MESSAGES/guidance.po").read_text(encoding="utf-8")
    assert f'msgid "{old} and more"' in catalog
    rows = json.loads(invoke("-C", str(root), "--json", "l10n", "status", "--lang", "th").stdout)["catalogs"]
    assert sum(row["needs-work"] + row["untranslated"] for row in rows) >= 1
    assert "nothing wrong" in invoke("-C", str(root), "l10n", "check").stdout


def test_source_date_epoch_must_be_a_number():
    done = run("build", cwd=built_project(), code=1, SOURCE_DATE_EPOCH="yesterday")
    assert "error[source-date]" in done.stderr


def test_a_closed_pipe_is_no_failure_to_explain():
    command = [sys.executable, "-m", "booklet", "build", "--json"]
    child = subprocess.Popen(command, cwd=built_project(), env=environment(), stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    child.stdout.close()
    assert b"Traceback" not in child.stderr.read()
    child.wait()


def test_the_folder_may_have_any_name(tmp_path):
    root = shutil.copytree(built_project(), tmp_path / "ไทย & 'co' #1")
    assert "unchanged" in run("build", cwd=root).stdout
