"""Spoils a text file as editors, programs and bad luck do. The same seed spoils the same file in the same way."""

from __future__ import annotations

import re
from collections.abc import Callable
from random import Random

_SCALARS = (
    "", "~", "null", "[]", "{}", "[[[[]]]]", "{a: {b: c}}", "yes", "no", "0", "-1", "1e999", "0x10", "99999999999999999999", "2026-02-30",
    "9999-12-31", "0001-01-01", "2026-11-25T00:00:00Z", "&a x", "*a", "!!python/object:os.system x", "<<", "- x", "? x", ": ", "'", '"', "|", ">", "@", "`", "%",
    "x" * 5000, "ก" * 400, "ﷺ" * 50, "\U0001f4de", "\u202e", "\u200b", "\ufeff", "\x07", "\ud7ff", "{number}", "{}", "{0}", "{nobody}", "%s", "<b>", "\\x41", "../../../etc/hosts",
    "TH", "XX", "001", "en", "zz", "qaa-Qaaa", "mul", "id", "a b", "-", "+6564350000", "1 2 3", "００１", "๑๙๑", "https://", "file:///x", "javascript:x", "A" * 64,
)  # fmt: skip
_BYTES = (b"\x00", b"\xff", b"\xfe\xff", b"\xc3", b"\xed\xa0\x80", b"\r", b"\r\n", b"\t", b"\x1b[2J", b"\xe2\x80\xa8", b"\xef\xbf\xbe", b"\n\n\n", b"---\n", b"...\n", b"#", b":", b"\\")
_VALUE = re.compile(r"^(\s*(?:- )?[\w.-]+:[ \t]+)(\S.*)$|^(msg\w+(?:\[\d+\])? )(.*)$", re.MULTILINE)
_TOKEN = re.compile(r"[\w.-]+|[^\w\s]")


def mutate(data: bytes, other: bytes, random: Random) -> bytes:
    """The file with one to four faults. `other`: a file of the same kind, from which something may come in."""
    for _ in range(random.choice((1, 1, 1, 2, 4))):
        data = random.choice(_WAYS)(data, other, random)
    return data


def _text(change: Callable[[str, str, Random], str]) -> Callable[[bytes, bytes, Random], bytes]:
    def way(data: bytes, other: bytes, random: Random) -> bytes:
        changed = change(data.decode("utf-8", "surrogateescape"), other.decode("utf-8", "surrogateescape"), random)
        return changed.encode("utf-8", "surrogateescape")

    return way


def _lines(change: Callable[[list[str], list[str], int, Random], None]) -> Callable[[bytes, bytes, Random], bytes]:
    def way(text: str, other: str, random: Random) -> str:
        lines = text.splitlines(keepends=True) or [""]
        change(lines, other.splitlines(keepends=True) or [""], random.randrange(len(lines)), random)
        return "".join(lines)

    return _text(way)


def _value(text: str, other: str, random: Random) -> str:
    """Another value for a key."""
    found = list(_VALUE.finditer(text))
    if not found:
        return text + random.choice(_SCALARS)
    one = random.choice(found)
    start = one.start(2) if one[2] is not None else one.start(4)
    return text[:start] + random.choice(_SCALARS) + text[one.end() :]


def _token(text: str, other: str, random: Random) -> str:
    """Another word or sign, from elsewhere in the file or from another one."""
    mine, theirs = list(_TOKEN.finditer(text)), _TOKEN.findall(random.choice((text, other)))
    if not mine or not theirs:
        return text
    one = random.choice(mine)
    return text[: one.start()] + random.choice(theirs) + text[one.end() :]


def _letter(text: str, other: str, random: Random) -> str:
    place = random.randrange(len(text) + 1)
    return text[:place] + random.choice(("", random.choice("[]{}:,#&*!|>'\"%@`-?\\ \t\n\u00a0\u2028é"))) + text[place + random.choice((0, 1)) :]


def _torn(data: bytes, other: bytes, random: Random) -> bytes:
    return data[: random.randrange(len(data) + 1)]


def _flipped(data: bytes, other: bytes, random: Random) -> bytes:
    place = random.randrange(len(data) + 1)
    return data[:place] + random.choice(_BYTES) + data[place + random.choice((0, 1, 1)) :]


def _drop(lines: list[str], other: list[str], n: int, random: Random) -> None:
    del lines[n : n + random.choice((1, 1, 2, 8))]


def _twice(lines: list[str], other: list[str], n: int, random: Random) -> None:
    lines[n:n] = lines[n : n + random.choice((1, 1, 3))]


def _moved(lines: list[str], other: list[str], n: int, random: Random) -> None:
    lines.insert(random.randrange(len(lines)), lines.pop(n))


def _indented(lines: list[str], other: list[str], n: int, random: Random) -> None:
    lines[n] = random.choice((" ", "  ", "\t", "    ")) + lines[n] if random.random() < 0.5 else lines[n].lstrip(" ")


def _foreign(lines: list[str], other: list[str], n: int, random: Random) -> None:
    start = random.randrange(len(other))
    lines[n:n] = other[start : start + random.choice((1, 2, 6))]


def _deep(lines: list[str], other: list[str], n: int, random: Random) -> None:
    lines.insert(n, f"deep: {'[' * random.choice((5, 30, 3000))}\n")


_WAYS: tuple[Callable[[bytes, bytes, Random], bytes], ...] = (
    _text(_value), _text(_value), _text(_value), _text(_token), _text(_token), _text(_letter), _text(_letter), _torn, _flipped, _flipped,
    _lines(_drop), _lines(_drop), _lines(_twice), _lines(_moved), _lines(_indented), _lines(_foreign), _lines(_deep),
)  # fmt: skip
