"""A project of a few words in three languages, for commands that work on catalogs."""

import re
from pathlib import Path

from click.testing import CliRunner, Result

from booklet.cli.app import app

SHIPPED = Path(__file__).parent.parent.parent / "translations" / "languages.yaml"
TAGS = ("en", "vi", "km", "ar")
WORDS = '- {id: title, text: "You choose."}\n- {id: call, text: "Call {number}."}\n- {id: danger.call, text: "Call the police:"}\n'
VI = "translations/vi/LC_MESSAGES/ui.po"


def write_project(root: Path, words: str = WORDS) -> Path:
    """Without catalogs."""
    content = root / "content"
    content.mkdir(parents=True, exist_ok=True)
    (content / "topics.yaml").write_text("topics: []\n")
    write_words(root, words)
    (root / "translations").mkdir(exist_ok=True)
    lines = SHIPPED.read_text("utf-8").splitlines(keepends=True)
    shown = [line for line in lines if not (m := re.match(r"  - \{tag: ([^,]+),", line)) or m[1] in TAGS]
    (root / "translations/languages.yaml").write_text("".join(shown), "utf-8")
    return root


def write_words(root: Path, words: str) -> None:
    (root / "content/words.yaml").write_text(f"words:\n{words}", "utf-8")


def started(root: Path) -> Path:
    """With Vietnamese catalogs, of which two texts are translated."""
    write_project(root)
    l10n(root, "add", "vi")
    translate(root, "word:title/text", "Bạn chọn.")
    translate(root, "word:danger.call/text", "Gọi cảnh sát:")
    return root


def translate(root: Path, key: str, text: str) -> None:
    path = root / VI
    before = path.read_text("utf-8")
    after = re.sub(rf'(msgctxt "{re.escape(key)}"\nmsgid "[^\n]*"\nmsgstr )"[^\n]*"', lambda m: f'{m[1]}"{text}"', before)
    assert after != before
    path.write_text(after, "utf-8")


def l10n(root: Path, *args: str, code: int = 0, **more: str) -> Result:
    """Run `booklet l10n`; its exit code must be `code`."""
    done = CliRunner().invoke(app, ["-C", str(root), "l10n", *args], env={"SOURCE_DATE_EPOCH": "1795600000"}, **more)
    assert done.exit_code == code, done.output
    return done


def contents(root: Path) -> dict[str, bytes]:
    return {p.relative_to(root).as_posix(): p.read_bytes() for p in sorted(root.rglob("*")) if p.is_file()}
