"""What the matcher must see through, and what it must leave alone.

Written from how Vietnamese is spelt and typed, not from what the matcher finds.
"""

TERMS = """
    ngu; đồ ngu; ngu quá; óc chó; đm; đcm; vcl; lồn; đĩ; con đĩ; cặc; địt; địt mẹ; đụ má; súc
    vật; chó má; vô học; mất dạy; khốn nạn; thằng chó; láo toét; ăn cứt; cứt; bố láo; phò; cút;
    đầu bò; bán nước; rác rưởi; lũ chó; đồ chó; chết mẹ; thái bình; bướm; xe ôm dỏm
"""
ALLOWED = "Thái Bình Dương; tỉnh Thái Bình; con bướm; bươm bướm"

#: (text, the term that is hidden in it, how it is seen)
EVASIONS = [
    # as written: case, composition, tone style, compatibility letters
    ("Đồ NGU", "đồ ngu", "exact"),
    ("Đồ ngu!!!", "đồ ngu", "exact"),
    ("đo\u0302\u0300 ngu", "đồ ngu", "exact"),
    ("đô\u0300 ngu", "đồ ngu", "exact"),
    ("Ｌũ　ｃｈó", "lũ chó", "exact"),
    ("𝐛𝐨̂́ 𝐥𝐚́𝐨", "bố láo", "exact"),
    ("Ðồ ngu", "đồ ngu", "exact"),
    ("Đồ  \n ngu", "đồ ngu", "exact"),
    ("đúng là óc chó, thật", "óc chó", "exact"),
    ("#óc_chó", "óc chó", "exact"),
    ("vcl", "vcl", "exact"),
    # what is not seen
    ("ng\u200bu thật đấy", "ngu", "exact"),
    ("n\u00adgu thật đấy", "ngu", "exact"),
    ("ng\u3164u thật đấy", "ngu", "exact"),
    ("đ\u2060ị\u2060t", "địt", "exact"),
    ("n\u0336g\u0336u\u0336 thật đấy", "ngu", "exact"),
    ("\u202engu\u202c thật đấy", "ngu", "exact"),
    # letters of other scripts
    ("đồ ngυ", "đồ ngu", "exact"),
    ("сút đi cho khuất mắt", "cút", "exact"),
    ("óс сhó", "óc chó", "exact"),
    ("vсl", "vcl", "exact"),
    # repeated letters
    ("nguuuuu thật đấy", "ngu", "repeats"),
    ("đồ nguuu", "đồ ngu", "repeats"),
    ("cúttttt đi", "cút", "repeats"),
    ("vcllll", "vcl", "repeats"),
    ("đmmmm", "đm", "repeats"),
    ("khốnnnn nạnnnn", "khốn nạn", "repeats"),
    # digits and signs for letters
    ("đồ n9u", "đồ ngu", "digits"),
    ("địt m3", "địt mẹ", "digits"),
    ("súc v@t", "súc vật", "digits"),
    ("v0 học", "vô học", "digits"),
    ("kh0n n@n", "khốn nạn", "digits"),
    ("m4t d@y", "mất dạy", "digits"),
    ("ch0 má", "chó má", "digits"),
    ("l@0 t0ét", "láo toét", "digits"),
    # typing that no input method turned into letters
    ("ddoof ngu", "đồ ngu", "typing"),
    ("ocs chos thật đấy", "óc chó", "typing"),
    ("suc1 vat65", "súc vật", "typing"),
    ("khoons nanj", "khốn nạn", "typing"),
    ("d9i5t", "địt", "typing"),
    ("mất dajy", "mất dạy", "typing"),
    ("laos toets", "láo toét", "typing"),
    # written apart
    ("v.c.l", "vcl", "joined"),
    ("v c l", "vcl", "joined"),
    ("đ.m mày", "đm", "joined"),
    ("đ-c-m", "đcm", "joined"),
    ("n.g.u thật đấy", "ngu", "joined"),
    ("n g u thật đấy", "ngu", "joined"),
    ("c_ú_t đi", "cút", "joined"),
    ("l ồ n", "lồn", "joined"),
    ("lồ n", "lồn", "joined"),
    ("ng u thật đấy", "ngu", "joined"),
    ("đ ịt", "địt", "joined"),
    ("cặ.c", "cặc", "joined"),
    # written together
    ("đồngu", "đồ ngu", "joined"),
    ("#ócchó", "óc chó", "joined"),
    ("súcvật", "súc vật", "joined"),
    # stars for letters
    ("l*n", "lồn", "masked"),
    ("c*c", "cặc", "masked"),
    ("đ•t mẹ nó", "địt", "masked"),
    # without accents, the whole comment
    ("do ngu", "đồ ngu", "unaccented"),
    ("may ngu qua", "ngu quá", "unaccented"),
    ("dung la suc vat", "súc vật", "unaccented"),
    ("lu cho ban nuoc", "lũ chó", "unaccented"),
    ("thang cho kia", "thằng chó", "unaccented"),
    ("do mat day", "mất dạy", "unaccented"),
    ("khon nan het cho noi", "khốn nạn", "unaccented"),
    ("thật là boos laos", "bố láo", "typing"),
]

INNOCENT = [
    # everyday words that differ in their accents
    "Đi chợ mua cá với các bạn.",
    "Cháu ngủ sớm đi, mai còn đi học.",
    "Ông ngụ tại phường 5, thành phố Mỹ Tho.",
    "Ngư dân Vàm Lớn ra khơi từ sớm.",
    "Số lớn, lợn con và lon nước ngọt.",
    "Cảm ơn các bác đã góp ý cho tòa soạn.",
    "Chị mua đĩa cơm với dĩa cá.",
    "Dì tôi bán bún ở cuối chợ.",
    "Dịt vết thương bằng lá chuối.",
    "Trẻ con nghịch đất, đít lấm lem.",
    "Bò, chó, mèo đều được tiêm phòng.",
    "Cụt một ngón tay sau vụ tai nạn.",
    "Gió cứ thổi, cát cứ bay.",
    "Phở bò ngon quá!",
    "Phó chủ tịch huyện đã trả lời.",
    "Bộ máy lao động chăm chỉ.",
    "Dụ rắn ra khỏi hang.",
    "Mất điện, dạy học phải dừng.",
    "Nước bán theo khối, bán cho từng hộ.",
    "Khôn ngoan đối đáp người ngoài.",
    "Đầu bếp nấu món bò kho.",
    "Súc miệng bằng nước muối; đồ vật để gọn.",
    "Vô bệnh viện, học cách chăm sóc người già.",
    # allowed by the list
    "Sóng thần ở Thái Bình Dương.",
    "Ra tỉnh Thái Bình thăm quê.",
    "Vườn có con bướm vàng.",
    "Đàn bươm bướm bay qua sông.",
    "tim hieu ve Thai Binh Duong",
    # without accents
    "Di tich lich su can duoc bao ton",
    "Cac ban tre rat nang dong",
    "Ngu dan ra khoi tu som",
    "Toi da di bo ba cay so",
    "Lon nuoc ngot gia bao nhieu",
    "Con duong nay dep qua",
    "Ban bo sung so dien thoai giup toi",
    "Pho bo o day rat ngon",
    "May quat nay con tot khong",
    "Mot nguoi cut tay vao vien",
    # numbers, units, codes, addresses
    "Khối D1 lấy 22 điểm, khối C0 thì chưa rõ.",
    "Vitamin D3 và K2, mỗi ngày 1 viên.",
    "Đội U23 thắng 3-1 ở phút 90+3.",
    "Xe chạy 40 km/h, dài 3 dm, nặng 5 kg.",
    "Dịch Covid-19, virus H1N1 và H5N1.",
    "Nhà số 12/3/4, hẻm 5, đường 3/2.",
    "Giá 1.250.000 đ/m2, giảm 10%.",
    "Mua 5G, 4G hay Wi-Fi 6?",
    "Email: docgia@bao.example, điện thoại 0275.3822.000",
    "Xem thêm tại https://bao.example/kinh-te/bai-a12.html",
    "Điểm thi: 8,5 + 9,0 = 17,5!",
    # names, initials, abbreviations
    "Bị cáo Đ.M.T (42 tuổi) nhận tội.",
    "Ông Nguyễn V.C.L. khai nhận.",
    "TP.HCM, UBND tỉnh và HĐND huyện họp.",
    "Cô Đỗ Thị Cúc và anh Lê Văn Phô.",
    "Anh Võ Học Tâm, lớp 12A1.",
    "GS. TS. Ngô Quang Mẫn phát biểu.",
    # foreign words and stretched ones
    "Goooood! Hay quáaaaa, tuyệt vờiiii.",
    "Zoom, Google Meet và Facebook đều được.",
    "Hahahaha, hihi, huhu.",
    "Cute lắm, so cute!!!",
    "Con chó Phú Quốc có 3 * 4 = 12 xoáy?",
    "a) đúng; b) sai; c) không ý kiến; d) khác",
    "Tôi chọn a, b, c, d, e lần lượt.",
    "Ồ, ố, ồ: trời ơi, đẹp thế!",
    "Đồng bằng ngập úng, ngụp lặn cứu lúa.",
]
