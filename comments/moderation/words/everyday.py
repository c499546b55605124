"""Everyday syllables of Vietnamese, without their accents.

A single forbidden syllable is never looked for without its accents where an everyday word looks
the same without its own: "di" is "đi" far more often than anything else.
"""

from typing import Final

from articles.vietnamese.text import fold

_EVERYDAY: Final = """
    a à ạ ai an ăn anh ảnh áo áp ấn ấy âm ầm ẩm ba bà bá bạc bác bài bái bãi bại bạn bán bàn bản
    bao báo bảo bát bay bày bảy bắc bắn bằng bằng bắt bầu bậc bẩn bận bể bé bên bến bền béo bị
    bia bìa biên biển biết biệt bình bịnh bo bò bó bỏ bọ bóc bom bọn bón bóng bóng bô bồ bố bộ
    bốc bốn bông bột bơ bờ bơi bởi bớt bú bù bục bụi bụng bùn buôn buồn buổi bước bưởi buộc bữa
    bức bừa ca cá cà cả cách cạch cái cải cam cám cảm can cán cần cân càng cảng canh cảnh cao
    cáo cáp cát cay cày các cặp cắt câu cầu cậu cấu cây cấy cấm cầm cấp che chè chỉ chị chia
    chiếc chiến chiều chiếu chim chín chính chịu cho chó chọn chồng chống chơi chờ chợ chở chỗ
    chú chủ chung chúng chùa chuột chuối chuyện chuyến chuyển chữ chưa chữa chức chứ chứng
    chương co cò có cỏ cỡ con còn cỏn cong công cộng cổ cô cố cỗ cốc cốt cơ cờ cơm cớ cu cú cù
    cũ của cục cúc cũng cùng củi cung cuộc cuối cuốn cuộn cuốc cứ cứng cử cưa cửa cười cưới da
    dà dạ dã dài dám dán dàn dân dần dẫn dấu dầu dậy dạy dày dễ dê dê dì dĩ dị di dĩa dịch diện
    diễn dịp dịt dít do dò dọc dòng dọn dỗ dở dơ dù dụ du dự dục dung dùng dũng dụng duy duyên
    dư dưa dữ dừa dừng dựng dưới dược dượng đa đà đá đã đại đai đam đám đảm đan đàn đang đảng
    đáng đào đảo đáo đạp đáp đạt đất đặc đăng đắng đặng đắt đặt đâm đầm đậm đâu đầu đấu đậu đầy
    đẩy đây đấy đẹp đèn đen đem đêm đếm đến đền để đề đẻ đi địa điểm điện điều điệu đình định
    đỉnh đích đo đó đỏ đò đọc đoàn đoạn đói đòi đón đọng đóng đồ đổ đỗ độ đô đố đôi đổi đội đối
    đông đồng động đống đơn đời đợi đợt đu đủ đua đùa đúc đục đứng đúng đức đũa đùi đường được
    đưa đứa e em ép ế ếch êm ga gà gạo gác gắn gặp gần gật gây gấy ghe ghế ghi ghét gì gia giá
    giả giải giải giam giàm giám gian giảng giáo giao giày giặc giặt giấy giậy giếng giết gió
    giỏi giọng giống giờ giới giữ giữa giúp gõ gỗ gọi gói góc góp gốc gửi hà ha hạ hai hải hài
    hại hái hàm hàn hạn hàng hạng hành hạnh hao hào hát hay hãy hắn hằng hấp hầu hậu hẹn hẹp hẻm
    hè hệ hết hiếm hiện hiểu hiệu hình ho hò họ hỏi hội hồi hôi hối hòa hoa hóa hoài hoàn hoàng
    hoạt học hòm hôm hôn hơn hợp hồ hổ hỗ hố hộ hộp hủ hú hư hưng hùng huy hủy huyện hứa hướng
    hưởng hưu ích im in ích ít kẻ kẹo kém kể kế kê kết kêu khá khách khác khám khán kháng khánh
    khảo khắc khắp khăn khâu khen khéo khi khí khích khiến khó khoa khóa khoai khoản khoảng khóc
    khỏe khỏi khoe kho khô khổ khối khôi không khu khua khúc khuya khuyên khuyến kia kiểm kiếm
    kiện kiến kiếp kiểu kim kinh kính ký kỳ kỷ kỹ lá la là lạ lã lác lạc lai lại lái lãi lam làm
    lan làn lần lẫn lán lang làng lãnh lành lạnh lao lào lão láo lát lay lấy lắm lắng lặng lập
    lâu lầu lên lẻ lẽ lễ lề lê lệ lệnh lịch liên liền liệu lính linh lo lò lọ loa loài loại loạn
    lọc lòng lỏng lon lợn lớn lộn lồn lốn lộ lỗ lô lối lội lỗi lời lợi lớp lũ lúa lúc lục lui
    lùi luôn luồn luận luật lung lưng lửa lựa lực lược lương lượng lưới lười lưu ly lý lỳ ma mà
    má mã mạ mả mai mái mãi màn man mạn màng mang mạng mạnh mảnh mát mau mau máu mẫu màu mau máy
    may mây mấy mắc mắm mắn mặc mặn mặt mắt mất mật me mẹ mẻ mèo mềm mến mì mỉ mía miền miễn
    miệng miếng minh mình mít mò mỏ mọc moi mọi mỏi mòn món mong mỏng móng mô mộ mồ mổ mỗi môi
    mối mới mời môn một mốt mơ mở mỡ mợ mù mũ mua mùa múa mục mùi mũi mui muối muỗi muốn muộn
    mừng mươi mười mưa mức mứt na nam năm nằm nắm nạn nản nào não nay này nãy nặng nắng năng
    nâng nấu nâu ném nên nền nếp nếu nêu ngã nga ngà ngai ngại ngài ngán ngàn ngạn ngang ngành
    ngay ngày ngăn ngắn ngắt ngân ngập nghe nghề nghèo nghỉ nghĩ nghị nghĩa nghiệp nghiên nghìn
    ngọc ngoài ngoại ngoan ngõ ngon ngọn ngói ngồi ngôi ngôn ngông ngô ngổ ngủ ngụ ngũ ngừ ngừng
    người ngược ngựa nguyên nguyện nguồn nguy nhà nhạc nhai nhái nhãn nhanh nhân nhận nhẫn nhảy
    nhắc nhắn nhằm nhẹ nhé nhớ nhờ nhỏ nho nhóm nhọn nhị nhì nhiều nhiệm nhiệt nhỉ nhìn nhịn
    nhịp nhưng như những nhựa nhược nhục nhung nó no nọ nói nòi nóng nông nộp nổi nối nội nồi
    nỗi nơi nữ nữa nửa nước núi nuôi nụ nút ở ổ ồ ô ốc óc ông ống ốm ôm ơn pha phà phá phái phải
    phạm phần phân phận phát phạt pháp phẩm phần phe phép phê phí phi phía phiên phiếu phim phó
    phố phổ phòng phóng phong phút phú phủ phu phụ phục phương phường phước phượng phức qua quá
    quà quả quan quản quán quân quần quang quảng quanh quay quây quê quen quên quyền quyết quỳ
    quỷ quý quỹ quốc ra rá rạ rác rách rạch rành rảnh ráo rào rau ráy rất răng rắn rằng rèn reo
    rẻ rễ rể rên rõ ro rò rọ rỏ rơi rời rổ rồi rỗi rộng rộn ruộng ruột rừng rượu rưỡi rửa sa sá
    sách sạch sai sài sám san sàn sản sán sáng sang sảng sành sao sáo sáp sát sau sáu say sắc
    sắm sắn săn sắp sắt sâu sấu sân sập sẽ sẻ sẵn sen siêng siêu sinh sĩ sỉ sĩ so sò sọ sóc sóng
    sống sông sôi sợ sơ sở sớm sơn sư sử sứ sự sức sung súng sùng sướng sương suối suốt suy sửa
    sữa ta tá tả tạ tài tai tại tái tám tàm tấm tâm tầm tan tán tàn tang tàng tặng tăng tạo tạp
    tát tay tắc tắm tắt tập tất tận tân tấn tên tệ tế tề thả tha thái thai thải tham thảm thám
    than thán thân thần thăm thăng thắng thẳng thành thánh thanh thảo thao thay thầy thấy thấp
    thật thầm thâm thậm thế thể thê thề thêm thép thi thị thì thỉ thí thích thịt thịnh thiệt
    thiếu thiên thiện thiết tho thọ thỏ thoa thoát thói thôi thời thờ thở thơ thơm thổ thô thôn
    thông thống thu thú thù thủ thụ thua thuê thuế thuộc thuốc thuật thuận thủng thung thư thứ
    thừ thử thừa thương thường thưởng thức thực tỉ tì tí tị tỉnh tĩnh tình tính tin tím tìm tiền
    tiên tiến tiện tiếng tiếp tiết tiêu tiểu tò to tỏ toa tòa tỏa toán toàn tóc tóm tòi tối tôi
    tội tôm tốn tồn tôn tổng tổ tô tố tốt tốc trà tra trả trại trái trai trải trạm trán tràn
    trang tráng trạng tranh tránh trao trào trẻ tre trên trễ trêu tri trí trị trì triệu triển
    trình trính tro trò trọ trọng trong tròn trồng trông trộm trộn trời trở trợ trúc trung trúng
    trùng trưa trước trường trương trưởng trừ trữ trừng truyện truyền truyền tu tú tù tủ tụ tự
    từ tư tứ tử tuần tuấn tuổi tuồng tươi tưởng tương tượng tường tướng tuy tuyên tuyến tuyệt u
    ú ủ ủi ủng ủy ưa ứng ước ươm và va vá vả vạ vai vải vài vại vàng vạn ván vạch vào váy vay
    vảy vây vậy vấn vần vận vẫn văn vắng vắt vật vé vẻ vẽ về vê vệ vết vì vi vị ví vĩ vỉ việc
    viên viện viết việt vịt vo võ vỏ vó vòi vòng vong vóc vô vỗ vỡ vợ vở với vời vú vu vụ vũ vui
    vùi vùng vụng vuông vườn vương vượt vừa vữa xa xà xá xã xả xạ xác xanh xao xảo xay xảy xây
    xăng xăm xe xé xem xẻ xế xếp xét xì xi xí xin xinh xỉu xịn xíu xo xó xóa xóm xong xông xôi
    xơ xuân xuất xung xuống xúc xử xứ xưa xưng xương xưởng ý y yên yêu yếu yến cụt cúp
"""

EVERYDAY: Final = frozenset(fold(word) for word in _EVERYDAY.split())
