"""Makes docs/pictures/preflight.png: `python tools/report_picture.py BROWSER`.

Needs a browser of the Chromium family, by name or path, Pillow and pytest's folder of planted faults. The report is of a file that was
changed after it was built.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
from pathlib import Path

from PIL import Image

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT / "tests" / "preflight"))

from pictures import FOLDER, png  # noqa: E402
from planting import edited, small  # noqa: E402
from test_planted import PLANTED  # noqa: E402

from booklet.diag import Sink  # noqa: E402
from booklet.preflight import inspect  # noqa: E402
from booklet.preflight.alone import proof_alone  # noqa: E402
from booklet.preflight.page import proof_page  # noqa: E402

_FAULTS = ("a code through a link shortener", "text is pale", "an author")
_WIDTH, _HEIGHT = 1000, 3000
_PARTS = ((0, 760), (2090, 2730))
"""Rows of the page that are shown: the verdict and the first checks; the first pages."""


def main() -> int:
    data = small("en").screen
    for fault in _FAULTS:
        data = edited(data, PLANTED[fault][1])
    sink = Sink()
    checked = inspect(data, sink)
    with tempfile.TemporaryDirectory() as folder:
        page, shot = Path(folder, "page.html"), Path(folder, "page.png")
        page.write_text(proof_page(proof_alone("from-the-mail.pdf", data, checked, sink.finish())), encoding="utf-8")
        size = f"--window-size={_WIDTH},{_HEIGHT}"
        subprocess.run([sys.argv[1], "--headless", "--no-sandbox", "--hide-scrollbars", size, f"--screenshot={shot}", page.as_uri()], check=True)
        whole = Image.open(shot).convert("L")
    parts = [whole.crop((0, top, _WIDTH, bottom)) for top, bottom in _PARTS]
    picture = Image.new("L", (_WIDTH, sum(part.height for part in parts)), 255)
    picture.paste(parts[0], (0, 0))
    picture.paste(parts[1], (0, parts[0].height))
    (FOLDER / "preflight.png").write_bytes(png(picture))
    return 0


if __name__ == "__main__":
    sys.exit(main())
