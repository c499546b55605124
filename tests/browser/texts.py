"""A text of our own, in the shape in which a paper's page is copied."""

OWN_TEXT = """Vàm Lớn khánh thành cầu mới qua sông Tân

15/03/2024 - 08:30

BTN - Sáng 15-3-2024, Ủy ban nhân dân xã Vàm Lớn khánh thành cây cầu bê tông dài 120 m.

Người dân đi bộ qua cầu trong ngày đầu. Ảnh: Hoài Thương

Người dân đi bộ qua cầu trong ngày đầu. Ảnh: Hoài Thương

Cây cầu thay cho bến đò đã đưa khách qua sông suốt bốn mươi năm, nay chỉ còn chạy vào mùa lễ hội.

Ông Trần Văn Bền, chủ bến đò cũ, nói: “Tôi là người đầu tiên qua cầu, đi bộ, vừa đi vừa đếm bước”.

Kinh phí xây dựng là 18 tỷ đồng, trong đó người dân đóng góp một phần ba.

Minh Nguyệt

Chia sẻ bài viết

BÌNH LUẬN"""

OWN_PARTS = [
    "Vàm Lớn khánh thành cầu mới qua sông Tân",
    "15/03/2024 - 08:30",
    "BTN - Sáng 15-3-2024, Ủy ban nhân dân xã Vàm Lớn khánh thành cây cầu bê tông dài 120 m.",
    "Người dân đi bộ qua cầu trong ngày đầu. Ảnh: Hoài Thương",
    "Cây cầu thay cho bến đò đã đưa khách qua sông suốt bốn mươi năm",
    "Ông Trần Văn Bền, chủ bến đò cũ, nói",
    "Kinh phí xây dựng là 18 tỷ đồng, trong đó người dân đóng góp một phần ba.",
    "Minh Nguyệt",
    "Chia sẻ bài viết",
    "BÌNH LUẬN",
]


def parts_of(text):
    """Return what the page of ``text`` must print, in order: its lines, the photo's line once."""
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    return list(dict.fromkeys(lines))
