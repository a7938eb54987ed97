"""The smallest PDF whose pages say their numbers in the middle: three digits, written by hand."""

from __future__ import annotations

from functools import cache

MM = 72 / 25.4
SIZE = 30.0


@cache
def numbered_pdf(pages: int, trim: tuple[float, float]) -> bytes:
    """Pages of a size in mm."""
    width, height = trim[0] * MM, trim[1] * MM
    kids = " ".join(f"{4 + 2 * n} 0 R" for n in range(pages))
    bodies = [
        "<</Type/Catalog/Pages 2 0 R>>",
        f"<</Type/Pages/Count {pages}/Kids[{kids}]/MediaBox[0 0 {width:.4f} {height:.4f}]/Resources<</Font<</F 3 0 R>>>>>>",
        "<</Type/Font/Subtype/Type1/BaseFont/Courier>>",
    ]
    for n in range(pages):
        # Courier's characters are 0.6 em wide: the origin of the middle one stands in the middle of the page
        content = f"BT /F {SIZE} Tf {width / 2 - 0.6 * SIZE:.4f} {height / 2:.4f} Td ({n + 1:03}) Tj ET"
        bodies.append(f"<</Type/Page/Parent 2 0 R/Contents {5 + 2 * n} 0 R>>")
        bodies.append(f"<</Length {len(content)}>>\nstream\n{content}\nendstream")
    out, places = "%PDF-1.4\n", []
    for n, body in enumerate(bodies, 1):
        places.append(len(out))
        out += f"{n} 0 obj\n{body}\nendobj\n"
    table = "".join(f"{place:010} 00000 n \n" for place in places)
    out += f"xref\n0 {len(bodies) + 1}\n0000000000 65535 f \n{table}"
    return f"{out}trailer\n<</Size {len(bodies) + 1}/Root 1 0 R>>\nstartxref\n{out.index('xref')}\n%%EOF\n".encode()
