"""Has veraPDF check finished files against PDF/UA-1 and PDF/A-2u: `BOOKLET_VERAPDF=greenfield-apps.jar python tools/verapdf.py output`.

veraPDF (https://verapdf.org) is another program, in Java, and no part of this one. BOOKLET_VERAPDF names its jar
(org.verapdf.apps:greenfield-apps on Maven Central) or its command. With --write the result goes into docs/verapdf.md.
"""

from __future__ import annotations

import os
import shlex
import subprocess
import sys
import xml.etree.ElementTree as ET
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).parent.parent
PAGE = ROOT / "docs" / "verapdf.md"
PROFILES = {"ua1": "PDF/UA-1", "2u": "PDF/A-2u"}
_CLI = "org.verapdf.apps.GreenfieldCliWrapper"
_AT_ONCE = 40
"""Files in one run, which keeps all their results in memory."""


class Result(NamedTuple):
    """What veraPDF says of a file: rules and checks passed, and each failed rule with its clause and first complaint."""

    file: Path
    profile: str
    rules: int
    checks: int
    failed: tuple[str, ...]


def command() -> list[str] | None:
    """How veraPDF is called here, or None where it is not."""
    told = os.environ.get("BOOKLET_VERAPDF")
    if not told:
        return None
    return ["java", "-XX:+UseSerialGC", "-cp", told, _CLI] if told.endswith(".jar") else shlex.split(told)


def version(call: Sequence[str]) -> str:
    """Such as "veraPDF 1.28.2"."""
    return subprocess.run([*call, "--version"], capture_output=True, text=True, check=True).stdout.splitlines()[0].strip()


def validate(files: Sequence[Path], call: Sequence[str]) -> Iterator[Result]:
    """Each file against each profile, file by file. Raises RuntimeError if veraPDF gives no result for one."""
    for start in range(0, len(files), _AT_ONCE):
        some = files[start : start + _AT_ONCE]
        runs = [_run(some, profile, call) for profile in PROFILES]
        for results in zip(*runs, strict=True):
            yield from results


def _run(files: Sequence[Path], profile: str, call: Sequence[str]) -> list[Result]:
    done = subprocess.run([*call, "--format", "xml", "-f", profile, *map(str, files)], capture_output=True, text=True)
    jobs = list(ET.fromstring(done.stdout).iter("job")) if done.stdout else []
    if len(jobs) != len(files):
        raise RuntimeError(f"veraPDF checked {len(jobs)} of {len(files)} files: {done.stderr[-500:]}")
    return [_result(file, profile, job) for file, job in zip(files, jobs, strict=True)]


def _result(file: Path, profile: str, job: ET.Element) -> Result:
    report = job.find("validationReport")
    details = report.find("details") if report is not None else None
    if report is None or details is None:
        raise RuntimeError(f"veraPDF says nothing of {file}: {' '.join(e.text or '' for e in job.iter('exceptionMessage'))}")
    failed = tuple(_failure(rule) for rule in report.iter("rule") if rule.get("status") == "failed")
    return Result(file, profile, int(details.get("passedRules", "0")), int(details.get("passedChecks", "0")), failed)


def _failure(rule: ET.Element) -> str:
    first = rule.find("check")
    said = (first.findtext("errorMessage") or rule.findtext("description") or "") if first is not None else ""
    return f"{rule.get('specification')} {rule.get('clause')} ({rule.get('testNumber')}), {rule.get('failedChecks')} times: {said}"


def table(results: Iterable[Result]) -> Iterator[str]:
    """Rows of the report: the files of an edition's form, or of one kind, in one row for each profile."""
    yield "| Files | Number | Standard | Rules | Checks | Failed |"
    yield "| --- | ---: | --- | ---: | ---: | ---: |"
    by_kind = sorted(results, key=lambda r: (kind(r.file), list(PROFILES).index(r.profile)))
    for (what, profile), group in groupby(by_kind, key=lambda r: (kind(r.file), r.profile)):
        rows = list(group)
        failed = sum(len(r.failed) for r in rows)
        yield f"| {what} | {len(rows)} | {PROFILES[profile]} | {min(r.rules for r in rows)} | {sum(r.checks for r in rows):,} | {failed} |"


def kind(file: Path) -> str:
    """What a file is counted with: edition and form of a booklet, else its own name as far as the first hyphen."""
    if file.name.endswith("-screen.pdf"):
        return " ".join(file.parts[-4:-2])
    return file.stem.partition("-")[0]


def pdfs(places: Iterable[str]) -> list[Path]:
    """The files named, and all that are meant for the screen in the folders named."""
    found = [Path(place) for place in places]
    return sorted({pdf for one in found for pdf in (one.rglob("*-screen.pdf") if one.is_dir() else (one,))})


def write(results: Sequence[Result], told: str) -> None:
    """Put the result into docs/verapdf.md."""
    files = len({r.file for r in results})
    failed = sum(len(r.failed) for r in results)
    languages = sorted({r.file.parts[-2] for r in results if r.file.name.endswith("-screen.pdf")})
    PAGE.write_text(
        f"# {told}\n\n"
        "What another program says of the files that this one makes: [veraPDF](https://verapdf.org), the validator of the PDF Association\n"
        "and the Open Preservation Foundation. Written by `tools/verapdf.py`; how to run it: [accessibility.md](accessibility.md#check-it).\n\n"
        f"**{files} files, {failed} failures.** PDF/UA-1 is ISO 14289-1, PDF/A-2u is ISO 19005-2 with text that can be searched.\n"
        f"Languages of the booklets: {', '.join(languages)}.\n\n" + "\n".join(table(results)) + "\n",
        encoding="utf-8",
    )


def main(arguments: Sequence[str]) -> int:
    """Exit code 0: nothing failed."""
    call = command()
    files = pdfs(a for a in arguments if a != "--write")
    if call is None or not files:
        print("set BOOKLET_VERAPDF to veraPDF's jar or command, and name files or folders" if call is None else "no files to check")
        return 2
    results = list(validate(files, call))
    for result in results:
        for failure in result.failed:
            print(f"{result.file}: {PROFILES[result.profile]}: {failure}")
    print("\n".join(table(results)))
    if "--write" in arguments:
        write(results, version(call))
    return 1 if any(result.failed for result in results) else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
