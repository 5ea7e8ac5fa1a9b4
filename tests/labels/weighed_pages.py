"""Invented pages of many kinds, to be judged with and without page furniture around them."""

from typing import NamedTuple


class Body(NamedTuple):
    """The text of a page, one line for each line of it, and its language."""

    language: str
    text: str

    @property
    def lines(self) -> list[str]:
        """The lines that have text."""
        return [line for line in self.text.splitlines() if line.strip()]


ABOVE = {
    "vi": """
Trang chủ
Thời sự
Kinh tế
Văn hóa
Thể thao
Liên hệ
Đăng nhập
Tìm kiếm
Thứ bảy, 14/03/2026 08:15
""",
    "en": """
Skip to main content
Subscribe
Sign in
News
Sport
Culture
Opinion
Search
Newsletters
""",
}
BELOW = {
    "vi": """
Chia sẻ
In bài viết
Bình luận (0)
Gửi bình luận
Tin liên quan
Xã bên khánh thành cầu mới
Huyện tổng kết phong trào trồng cây
Giới thiệu
Quảng cáo
Đường dây nóng: 0900 000 000
© 2026 Bản quyền thuộc về Báo Mẫu
""",
    "en": """
Share this article
Facebook
Most read
Council opens new library wing
Ten walks for a rainy weekend
About us
Contact us
Privacy policy
Terms of use
© 2026 The Sample Courier. All rights reserved.
""",
}

ARTICLE_VI = """
Làng gốm mở lò sau mùa lũ
Sau ba tháng nước ngập, những người thợ gốm ở làng Mẫu đã nhóm lại lò nung đầu tiên vào sáng qua.
Bà Trần Thị Bình, chủ một xưởng nhỏ cuối làng, cho biết gia đình bà mất gần hết số đất đã ủ từ đầu năm. "Chúng tôi phải bắt đầu lại từ con số không", bà nói.
Theo ủy ban xã, cả làng có hơn bốn mươi lò, trong đó mười hai lò bị hỏng nặng. Xã đã vận động các hộ giúp nhau dọn bùn và dựng lại mái che trước khi trời trở lạnh.
Nhiều người trẻ từ thành phố cũng về phụ giúp cha mẹ. Họ mang theo cách bán hàng mới và những đơn đặt hàng đầu tiên cho dịp cuối năm.
Mẻ gốm đầu tiên dự kiến ra lò sau năm ngày nữa, nếu thời tiết khô ráo và củi đủ cháy đều.
"""
ARTICLE_EN = """
Potters of the lower valley light their kilns again
Three months after the river covered their workshops, the potters of the lower valley have lit the first kiln.
Mara Ellison, who runs a small workshop near the bridge, said her family lost almost all the clay they had stored since spring. "We had to begin from nothing," she said.
According to the parish council, the village has more than forty kilns, twelve of which were badly damaged. Neighbours helped each other to clear the mud and to raise new roofs before the first frost.
Many young people came back from the city to help their parents. They brought new ideas about selling, and the first orders for the end of the year.
The first batch should leave the kiln in five days, if the weather stays dry and the wood burns evenly.
"""
POEM_VI = """
Bến cũ
Con đò nằm ngủ bên sông
Trăng nghiêng bóng nước mênh mông cuối trời
Ai đi bỏ lại tiếng cười
Bỏ câu hát cũ bỏ lời ru xưa

Mẹ ngồi vá áo đêm mưa
Đường kim mũi chỉ như đưa tuổi già
Con về gió thổi qua nhà
Nghe hoa bưởi rụng hiên nhà trắng sân

Bến xưa còn một dấu chân
Còn cây gạo đỏ mùa xuân đứng chờ
Dòng sông chảy mãi thành thơ
Đò ơi thức dậy sang bờ cùng ta
"""
POEM_EN = """
The Ferry
The boat lies sleeping by the shore,
the moon leans low on water wide,
and someone left an open door,
a song, a lantern, and the tide.

My mother mends a coat by night,
her needle moving with the rain,
I come with wind and fading light
and hear the blossom fall again.

One footprint stays upon the sand,
one crimson tree still waits in spring,
the river runs through all this land
and has no other song to sing.
"""
INTERVIEW_VI = """
Trò chuyện với người giữ hải đăng
Ông Lê Văn Sáu đã sống ở trạm đèn biển hơn hai mươi năm, xa đất liền nửa ngày đi tàu.
Ông bắt đầu công việc này như thế nào?
Hồi đó tôi vừa đi bộ đội về, chưa có việc làm. Người ta bảo ngoài đảo cần người trực đèn, tôi đi thử một năm rồi ở luôn.
Điều gì khó nhất?
Mùa biển động. Có khi cả tháng không có tàu tiếp tế, chúng tôi ăn cá khô với rau muống trồng trong chậu.
Ông có khi nào muốn bỏ không?
Có chứ. Nhưng đêm nào thấy tàu đi qua an toàn thì lại thôi.
Gia đình nói sao?
Vợ tôi quen rồi.
Ông muốn nhắn gì với người trẻ?
Cứ ra đây ở thử vài hôm, biển sẽ trả lời thay tôi.
"""
INTERVIEW_EN = """
A talk with the keeper of the light
Tom Harrow has lived at the lighthouse for more than twenty years, half a day by boat from the nearest town.
How did you begin?
I had just left the navy and had no work. They told me the island needed a keeper, so I went for a year and stayed.
What is the hardest part?
The winter storms. Sometimes no boat comes for a month, and we eat dried fish with whatever grows in our pots.
Did you ever want to leave?
Of course. But then a ship goes by safely in the night.
What does your family say?
My wife is used to it.
What would you tell young people?
Come and stay for a few days, and the sea will answer for me.
"""
DECREE_VI = """
ỦY BAN NHÂN DÂN XÃ MẪU
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
Số: 12/QĐ-UBND
QUYẾT ĐỊNH
Về việc ban hành quy chế sử dụng nhà văn hóa xã
Căn cứ Luật Tổ chức chính quyền địa phương;
Căn cứ đề nghị của Ban Văn hóa xã,
QUYẾT ĐỊNH:
Điều 1. Ban hành kèm theo Quyết định này quy chế sử dụng nhà văn hóa xã Mẫu.
Điều 2. Quyết định này có hiệu lực kể từ ngày ký.
Điều 3. Văn phòng ủy ban, Ban Văn hóa xã và các thôn chịu trách nhiệm thi hành Quyết định này.
Nơi nhận:
- Như Điều 3;
- Lưu: VT.
TM. ỦY BAN NHÂN DÂN
CHỦ TỊCH
Nguyễn Văn An
"""
RECIPE_VI = """
Cá kho làng biển
Món cá kho này ngon nhất khi nấu bằng nồi đất và để qua một đêm cho thấm.
Nguyên liệu
1 kg cá nục
200 g thịt ba chỉ
3 thìa nước mắm
2 thìa đường
1 củ gừng
5 quả ớt
Cách làm
Bước 1: Làm sạch cá, để ráo nước rồi xếp vào nồi.
Bước 2: Ướp cá với nước mắm, đường và gừng trong một giờ.
Bước 3: Đun nhỏ lửa đến khi nước sánh lại.
Chúc cả nhà ngon miệng!
"""
RECIPE_EN = """
Harbour fish stew
This stew tastes best when it is cooked in a clay pot and left to stand for a night.
Ingredients
1 kg mackerel
200 g bacon
3 tablespoons fish sauce
2 tablespoons sugar
1 piece of ginger
5 small chillies
Method
1. Clean the fish, let it dry and lay it in the pot.
2. Leave it with the sauce, sugar and ginger for an hour.
3. Cook over a low flame until the liquid thickens.
Enjoy your meal!
"""
NAMES_VI = """
Danh sách học sinh được tuyên dương
Nguyễn Thị Lan, lớp 6A
Trần Văn Minh, lớp 6A
Lê Thị Hoa, lớp 6B
Phạm Văn Dũng, lớp 7A
Hoàng Thị Mai, lớp 7A
Vũ Văn Nam, lớp 7B
Đặng Thị Thu, lớp 8A
Bùi Văn Hải, lớp 8B
Đỗ Thị Yến, lớp 9A
Ngô Văn Tài, lớp 9B
"""
NAMES_EN = """
Members of the rowing club who crossed the bay
Anna Fielding, Westport
Brian Oakes, Little Marsh
Clara Dunmore, Westport
David Penrose, Stonehaven
Ellen Marsh, Upper Quay
Frank Holloway, Westport
Grace Tilbury, Stonehaven
Henry Ashdown, Little Marsh
Iris Calloway, Upper Quay
"""
PRICES_VI = """
Giá nông sản tại chợ đầu mối sáng nay
Mặt hàng\tĐơn vị\tGiá (đồng)
Cà chua\tkg\t18.000
Bắp cải\tkg\t9.500
Khoai tây\tkg\t15.000
Hành lá\tkg\t22.000
Gạo tẻ\tkg\t16.500
Thịt lợn\tkg\t125.000
Cá nục\tkg\t62.000
Trứng gà\tchục\t31.000
"""
PRICES_EN = """
Prices at the harbour market this morning
Goods\tUnit\tPrice
Tomatoes\tkg\t1.80
Cabbage\tkg\t0.95
Potatoes\tkg\t1.20
Spring onions\tbunch\t0.70
Mackerel\tkg\t6.40
Eggs\tdozen\t3.10
Rye bread\tloaf\t2.60
"""
CODE_EN = """
Counting words in a file
The following script reads a file line by line and counts how often each word is used.
import sys
from collections import Counter
def main():
    counts = Counter()
    with open(sys.argv[1]) as stream:
        for line in stream:
            counts.update(line.split())
    for word, count in counts.most_common(10):
        print(word, count)
if __name__ == "__main__":
    main()
Run it with the name of a file, and it prints the ten most common words.
"""
THREAD_EN = """
Which glue for a cracked wooden bowl?
oldbarn
Joined: Mar 2019
Posts: 214
My grandmother's salad bowl has a crack along the grain, about a hand long. Which glue would you use so that it stays safe for food?
riverbirch
Joined: Jul 2021
Posts: 37
I would clean the crack with a thin blade first, then use a waterproof wood glue and clamp it for a day. Rub it with walnut oil afterwards.
oldbarn
Joined: Mar 2019
Posts: 214
Thank you, I will try that at the weekend and report.
tallpine
Joined: Jan 2015
Posts: 1,902
Make sure that the oil has fully cured before you put any salad in it. That can take a week or two in a cool kitchen.
"""
THREAD_VI = """
Hỏi cách sửa bát gỗ bị nứt
thosanxom
Tham gia: 03/2019
Bài viết: 214
Cái bát gỗ của bà em bị nứt dọc thớ gỗ, dài bằng gang tay. Các bác cho em hỏi nên dùng keo gì để vẫn đựng thức ăn được ạ?
songdai
Tham gia: 07/2021
Bài viết: 37
Bác dùng lưỡi dao mỏng làm sạch vết nứt trước, rồi bôi keo chịu nước và kẹp chặt một ngày. Sau đó lau bằng dầu hạt óc chó là được.
thosanxom
Tham gia: 03/2019
Bài viết: 214
Cảm ơn bác, cuối tuần em làm thử rồi báo lại.
caythong
Tham gia: 01/2015
Bài viết: 1902
Nhớ để dầu khô hẳn rồi mới đựng thức ăn nhé. Trời mát thì phải mất một hai tuần đấy.
"""
LIVE_EN = """
Live: the river is falling, says the harbour office
The harbour office expects the water to fall below the mark tonight. We follow the events through the day.
17:42
The bridge at Westport is open again for people on foot. Cars must wait until engineers have looked at the piers.
16:10
Schools in Upper Quay will stay closed tomorrow, the mayor has said.
14:55
Volunteers have filled two thousand bags with sand since the morning. More hands are welcome at the old market hall.
12:30
The first boats have left the shelter.
09:05
The water stands at three metres and ten, a hand lower than at midnight.
"""
LIVE_VI = """
Trực tiếp: Nước sông đang rút
Trạm thủy văn dự báo đêm nay nước sẽ xuống dưới mức báo động. Chúng tôi tiếp tục cập nhật trong ngày.
17h42
Cầu Mẫu đã mở lại cho người đi bộ. Ô tô phải chờ đến khi kỹ sư kiểm tra xong các trụ cầu.
16h10
Học sinh ba xã ven sông tiếp tục nghỉ học ngày mai, chủ tịch huyện cho biết.
14h55
Dân quân và thanh niên đã đắp được hai nghìn bao cát từ sáng đến giờ. Ai có thể giúp xin đến nhà văn hóa cũ.
12h30
Những chiếc thuyền đầu tiên đã rời nơi trú bão.
09h05
Mực nước đo được là ba mét mười, thấp hơn nửa đêm một gang tay.
"""

BODIES = {
    "article vi": Body("vi", ARTICLE_VI),
    "article en": Body("en", ARTICLE_EN),
    "poem vi": Body("vi", POEM_VI),
    "poem en": Body("en", POEM_EN),
    "interview vi": Body("vi", INTERVIEW_VI),
    "interview en": Body("en", INTERVIEW_EN),
    "decree vi": Body("vi", DECREE_VI),
    "recipe vi": Body("vi", RECIPE_VI),
    "recipe en": Body("en", RECIPE_EN),
    "names vi": Body("vi", NAMES_VI),
    "names en": Body("en", NAMES_EN),
    "prices vi": Body("vi", PRICES_VI),
    "prices en": Body("en", PRICES_EN),
    "code en": Body("en", CODE_EN),
    "thread vi": Body("vi", THREAD_VI),
    "thread en": Body("en", THREAD_EN),
    "live vi": Body("vi", LIVE_VI),
    "live en": Body("en", LIVE_EN),
}

MENU_PAGE_VI = """
Giới thiệu chung
Cơ cấu tổ chức
Lịch tiếp công dân
Thủ tục hành chính
Văn bản chỉ đạo
Lịch làm việc
Thư viện ảnh
Video
Liên kết trang
Sơ đồ cổng
Hỏi đáp
Góp ý
Số lượt truy cập
"""
MENU_PAGE_EN = """
Opening hours
Prices and tickets
How to find us
Guided tours
Rooms for hire
Jobs
Press
Shop
Gallery
Friends of the museum
Accessibility
Site map
"""
FRONT_VI = """
Tin mới
Làng gốm mở lò sau mùa lũ
2 giờ trước
Chợ nổi họp lại vào cuối tuần
3 giờ trước
Học sinh vùng cao có thêm thư viện
5 giờ trước
Đọc nhiều
Cầu treo bản Mẫu được sửa xong
Hội đua thuyền dời sang tháng sau
Người thợ rèn cuối cùng của phố cũ
Xem tất cả
Ảnh
Mùa hoa trên cao nguyên
Phiên chợ cuối năm
"""
FRONT_EN = """
Latest
Potters light their kilns again
2 hours ago
Floating market returns at the weekend
3 hours ago
Hill schools get a new library
5 hours ago
Most read
Rope bridge is mended at last
Boat race moves to next month
The last blacksmith of the old street
See all
Pictures
Flowers on the high plain
The last market of the year
"""
WITHOUT_ARTICLE = {
    "menu vi": Body("vi", MENU_PAGE_VI),
    "menu en": Body("en", MENU_PAGE_EN),
    "front vi": Body("vi", FRONT_VI),
    "front en": Body("en", FRONT_EN),
}


def framed(body: Body) -> str:
    """Put the furniture of a site around a text."""
    return f"{ABOVE[body.language].lstrip()}{body.text.lstrip()}{BELOW[body.language].lstrip()}"
