"""The parts of the program as a bill of materials in CycloneDX 1.5, JSON (ECMA-424; https://cyclonedx.org/docs/1.5/json/).

No serial number and no moment: the same installation gives the same bill.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from booklet.run.parts import PROGRAM, Part

_EXPRESSION = re.compile(r"[A-Za-z0-9][A-Za-z0-9.+-]*(?: (?:AND|OR|WITH) [A-Za-z0-9][A-Za-z0-9.+-]*)*")


def bill(parts: Sequence[Part]) -> dict[str, Any]:
    """The bill as JSON takes it. `parts`: everything, the program itself among them, if it is installed."""
    itself = next((p for p in parts if p.name == PROGRAM), Part("package", PROGRAM, "", "Apache-2.0"))
    others = sorted((p for p in parts if p.name != PROGRAM), key=lambda p: (p.kind, p.name))
    edges = [{"ref": _reference(p), "dependsOn": [f"pkg:pypi/{n}@{_version(n, parts)}" for n in p.needs]} for p in (itself, *others)]
    return {
        "bomFormat": "CycloneDX",
        "specVersion": "1.5",
        "version": 1,
        "metadata": {"component": {**_component(itself), "type": "application"}},
        "components": [_component(p) for p in others],
        "dependencies": [edge for edge in edges if edge["dependsOn"]],
    }


def _component(part: Part) -> dict[str, Any]:
    out: dict[str, Any] = {"type": "library" if part.kind == "package" else "data", "bom-ref": _reference(part), "name": part.name}
    if part.version:
        out["version"] = part.version
    spdx = _EXPRESSION.fullmatch(part.licence)
    out["licenses"] = [{"expression": part.licence}] if spdx else [{"license": {"name": part.licence}}]
    if part.kind == "package":
        out["purl"] = _reference(part)
    if part.source:
        out["externalReferences"] = [{"type": "website", "url": part.source}]
    if part.hashes:
        out["components"] = [
            {"type": "file", "bom-ref": path, "name": path, "hashes": [{"alg": "SHA-256", "content": digest}]} for path, digest in part.hashes
        ]
    return out


def _reference(part: Part) -> str:
    """A package URL, or what stands for one (https://github.com/package-url/purl-spec)."""
    return f"pkg:pypi/{part.name}@{part.version}" if part.kind == "package" else f"{part.kind}:{part.name}"


def _version(name: str, parts: Sequence[Part]) -> str:
    return next(p.version for p in parts if p.name == name)
