"""Made Vietnamese text: no sense, but the letters, words and lines of a newspaper."""

from __future__ import annotations

import random
from typing import Final

_SYLLABLES: Final = (
    "sáng nay tại xã trên địa bàn tỉnh bà con nông dân vào mùa thu hoạch lúa được giá nhờ giống mới"
    " chính quyền địa phương hỗ trợ vốn vay đường giao thông nông thôn vừa mở rộng trường học trạm"
    " y tế xây thêm phòng khám người cao tuổi trẻ em học sinh đến lớp đông đủ doanh nghiệp cam kết"
    " thu mua sản phẩm xuất khẩu thủy sản tăng so với cùng kỳ năm trước mưa lớn gây ngập một số"
    " tuyến phố lực lượng chức năng khẩn trương khắc phục cầu bắc qua sông nối hai bờ giúp việc đi"
    " lại thuận lợi lễ hội truyền thống thu hút du khách gần xa nghệ nhân giữ gìn nghề dệt chiếu"
    " ông bí thư chi bộ ấp cho biết mỗi hộ đóng góp ngày công ý kiến cử tri kiến nghị giải quyết"
).split()


class Writer:
    """Writes the same texts in the same order in every run; others with another ``seed``."""

    def __init__(self, seed: int = 1926) -> None:
        self._chance = random.Random(seed)  # noqa: S311  (made text, no secret)

    def line(self, words: int) -> str:
        """Return so many words that begin with a capital, without a full stop."""
        text = " ".join(self._chance.choices(_SYLLABLES, k=words))
        return text[0].upper() + text[1:]

    def paragraph(self, sentences: int = 4) -> str:
        return " ".join(
            f"{self.line(self._chance.randint(8, 24))}." for _sentence in range(sentences)
        )

    def paragraphs(self, size: int) -> list[str]:
        """Return paragraphs that have at least ``size`` bytes in UTF-8, blank lines included."""
        made: list[str] = []
        left = size
        while left > 0:
            made.append(self.paragraph(6))
            left -= len(made[-1].encode()) + 2
        return made
