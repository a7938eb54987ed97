"""A PDF file put together: its objects, where each begins, and how to find the first (ISO 32000-1, 7.5)."""

from __future__ import annotations

_HEADER = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n"
"""Four bytes beyond ASCII tell programs that carry files that this one is binary (7.5.2)."""

_NO_ID = b"0" * 32


class PdfFile:
    """The `Objects` of one file, numbered in the order in which they were reserved."""

    def __init__(self) -> None:
        self._bodies: list[bytes | None] = []

    def reserve(self) -> str:
        """The reference of an object whose body comes later."""
        self._bodies.append(None)
        return f"{len(self._bodies)} 0 R"

    def put(self, reference: str, body: str | bytes) -> None:
        """Give a reserved object its body; text must be Latin-1."""
        self._bodies[int(reference[:-4]) - 1] = body.encode("latin-1") if isinstance(body, str) else body

    def pack(self, catalog: str, information: str) -> bytes:
        """The whole file, with an identifier that is a digest of it (14.4). Raises `ValueError` if an object has no body."""
        from hashlib import sha256

        parts, place = [_HEADER], len(_HEADER)
        places = [b"0000000000 65535 f \n"]
        for number, body in enumerate(self._bodies, 1):
            if body is None:
                raise ValueError(f"object {number} has no body")
            part = b"%d 0 obj\n%b\nendobj\n" % (number, body)
            places.append(b"%010d 00000 n \n" % place)
            place += len(part)
            parts.append(part)
        parts.append(b"xref\n0 %d\n%b" % (len(places), b"".join(places)))
        entries = f"/Size {len(places)}/Root {catalog}/Info {information}".encode()
        end = b"trailer\n<<%b/ID[<%b><%b>]>>\nstartxref\n%d\n%%%%EOF\n"
        digest = sha256(b"".join([*parts, end % (entries, _NO_ID, _NO_ID, place)])).hexdigest()[:32].upper().encode()
        return b"".join([*parts, end % (entries, digest, digest, place)])
