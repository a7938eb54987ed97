"""The shipped fonts, opened once, and texts of the kind the booklets print."""

import pytest

from booklet.diag import Sink
from booklet.text.fonts import FontBook, scan_fonts
from booklet.text.paragraph import Typesetter
from booklet.world.files import DiskWorld, shipped_root

THAI = (
    "หากมีใครยึดหนังสือเดินทางของคุณหรือไม่จ่ายค่าจ้าง คุณมีสิทธิ์ขอความช่วยเหลือได้โดยไม่เสียค่าใช้จ่าย "
    "เจ้าหน้าที่จะไม่บอกชื่อของคุณแก่นายจ้าง และคุณหยุดพูดเมื่อไรก็ได้ น้ำดื่มและที่พักปลอดภัยมีให้ตลอดคืน ต่าง ๆ ฯลฯ"
)
VIETNAMESE = (
    "Nếu có người giữ hộ chiếu của bạn hoặc không trả lương, bạn có quyền được giúp đỡ miễn phí. "
    "Nhân viên sẽ không nói tên bạn với chủ, và bạn có thể ngừng nói bất cứ lúc nào. NGUYỄN ĐỨC ẨN Ở ĐỒNG NAI."
)
ENGLISH = (
    "If someone keeps your passport or does not pay you, you have the right to help, free of charge. "
    "The staff will not tell your employer your name, and you may stop talking at any time (day or night)."
)
TEXTS = {"th": THAI, "vi": VIETNAMESE, "en": ENGLISH}


@pytest.fixture(params=sorted(TEXTS))
def sample(request: pytest.FixtureRequest) -> tuple[str, str]:
    """Language and text."""
    return request.param, TEXTS[request.param]


@pytest.fixture(params=["regular", "bold"])
def weight(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture(scope="session")
def book() -> FontBook:
    sink = Sink()
    found = scan_fonts(DiskWorld(shipped_root()), sink)
    sink.stop_on_errors()
    return found


@pytest.fixture
def sink() -> Sink:
    return Sink()


@pytest.fixture
def typesetter(book: FontBook, sink: Sink) -> Typesetter:
    return Typesetter(book, sink)


@pytest.fixture
def texts() -> dict[str, str]:
    """By language."""
    return TEXTS
