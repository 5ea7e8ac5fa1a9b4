"""Packs of eastern languages: what a text states, and the parts of a short article."""

from pathlib import Path

import pytest

from corpuskit import Document, label_text
from corpuskit.facts.dates import find_dates, read_date
from corpuskit.facts.detect import LanguageFinder
from corpuskit.labels.people import find_names
from corpuskit.languages import corpuskit_language_packs
from corpuskit.lexicon.lexicon import Lexicon

CASES = Path(__file__).parent / "cases" / "east"
PACKS = {pack.language: pack for pack in corpuskit_language_packs()}
TAGS = ("zh", "ja", "ko", "ru", "uk", "pl", "tr", "id", "cs", "el", "ar", "he", "hi", "th")
LEXICONS = {tag: Lexicon([PACKS["und"], PACKS[tag]]) for tag in TAGS}


def dates_in(tag: str, text: str) -> list[str]:
    return [stated.value for stated in find_dates(text, LEXICONS[tag])]


def stamp(tag: str, line: str) -> str:
    """Give the moment that a whole line states, with "!" for an update, "" for no timestamp."""
    for match in LEXICONS[tag].timestamps.fullmatch(line):
        stated = read_date(match, LEXICONS[tag])
        if stated:
            return stated.moment + "!" * stated.updated
    return ""


@pytest.mark.parametrize(
    ("tag", "text", "dates"),
    [
        ("zh", "会议于2024年5月12日举行", ["2024-05-12"]),
        ("zh", "2024 年 5 月 12 日至 6月1号", ["2024-05-12", "--06-01"]),
        ("zh", "2024.05.12和2024/5/12", ["2024-05-12", "2024-05-12"]),
        ("zh", "2024年5月，2019年以来", ["2024-05", "2019"]),
        ("zh", "民國113年5月12日", ["2024-05-12"]),
        ("ja", "2024年5月12日（日）に", ["2024-05-12"]),
        ("ja", "２０２４年５月１２日に", ["2024-05-12"]),
        ("ja", "令和6年5月12日、平成31年4月、昭和39年", ["2024-05-12", "2019-04", "1964"]),
        ("ja", "2024年（令和6年）5月12日と令和6(2024)年", ["2024-05-12", "2024"]),
        ("ja", "5月12日から", ["--05-12"]),
        ("ko", "2024년 5월 12일과 2024. 5. 12. 그리고 2024.05.12", ["2024-05-12"] * 3),
        ("ko", "2024년 5월, 2023년, 5월 12일", ["2024-05", "2023", "--05-12"]),
        ("ru", "12 мая 2024 года и 12.05.2024", ["2024-05-12", "2024-05-12"]),
        ("ru", "в мае 2024 года, в 2023 году, 5 июня", ["2024-05", "2023", "--06-05"]),
        ("uk", "12 травня 2024 року, у червні 2023, 2022 року", ["2024-05-12", "2023-06", "2022"]),
        ("pl", "12 maja 2024 r. i 12.05.2024", ["2024-05-12", "2024-05-12"]),
        ("pl", "w maju 2024, 2023 roku, 3 czerwca", ["2024-05", "2023", "--06-03"]),
        ("tr", "12 Mayıs 2024'te, 12.05.2024", ["2024-05-12", "2024-05-12"]),
        ("tr", "Mayıs 2024, 2023 yılında, 12 Mayıs'ta", ["2024-05", "2023", "--05-12"]),
        ("id", "pada 12 Mei 2024 dan 12/05/2024", ["2024-05-12", "2024-05-12"]),
        ("id", "Senin (12/5), tahun 2023, Agustus 2022", ["--05-12", "2023", "2022-08"]),
        ("cs", "12. května 2024 a 12. 5. 2024", ["2024-05-12", "2024-05-12"]),
        ("cs", "v květnu 2024, v roce 2023, 3. června", ["2024-05", "2023", "--06-03"]),
        ("el", "12 Μαΐου 2024 και 12/05/2024", ["2024-05-12", "2024-05-12"]),
        ("el", "τον Μάιο του 2024, 3 Ιουνίου", ["2024-05", "--06-03"]),
        ("ar", "في 12 مايو 2024 و12 أيار/مايو 2023", ["2024-05-12", "2023-05-12"]),
        ("ar", "١٢ مايو ٢٠٢٤ وفي عام 2023", ["2024-05-12", "2023"]),
        ("he", "ב-12 במאי 2024, 12.5.2024", ["2024-05-12", "2024-05-12"]),
        ("he", "בשנת 2023, 3 ביוני", ["2023", "--06-03"]),
        ("hi", "12 मई 2024 को, १२ मई २०२४", ["2024-05-12", "2024-05-12"]),
        ("hi", "मई 2024, साल 2023, 3 जून", ["2024-05", "2023", "--06-03"]),
        ("th", "12 พฤษภาคม 2567, 12 พ.ค. 2567", ["2024-05-12", "2024-05-12"]),
        ("th", "๑๒ พฤษภาคม ๒๕๖๗, พฤษภาคม 2024, พ.ศ. 2566", ["2024-05-12", "2024-05", "2023"]),
    ],
)
def test_a_text_states_its_dates(tag: str, text: str, dates: list[str]) -> None:
    assert dates_in(tag, text) == dates


@pytest.mark.parametrize(
    ("tag", "text"),
    [
        ("zh", "农历5月12日，1990年代，2000年前，2000年历史，共2000元，版本2024.5.12，3月15个"),
        ("zh", "2023年2月30日"),
        ("ja", "旧暦5月12日、1990年代、2024年度、2024年3月期、2000年間、2000円、令和元年5月1日"),
        ("ja", "バージョン2024.5.12"),
        ("ko", "음력 5월 12일, 2000년대, 2000년간, 2000년 동안, 2000원, 버전 2024.5.12"),
        ("ru", "12.5 млн, 2000 рублей, версия 2.10.2023, счёт 3:2, прямая 2024, 1990-х"),
        ("uk", "12.5 млн, 2000 гривень, версія 2.10.2023, рахунок 3:2"),
        ("pl", "12.5 mln, 2000 zł, wersja 2.10.2023, wynik 3:2"),
        ("tr", "12.5 milyon, 2000 lira, sürüm 2.10.2023, 12 ocak, 2000'den fazla"),
        ("id", "Rp12.500, 2000 orang, versi 2.10.2023, skor 3-2, nilai 3/4"),
        ("cs", "12,5 milionu, 2000 korun, verze 2.10.2023, bod 3. 2."),
        ("el", "12,5 εκατ., 2000 ευρώ, έκδοση 2.10.2023, το 2000"),
        ("ar", "12 رمضان 1445، 1445 هـ، عام 1445، 2000 دولار، 12/05/1445"),
        ("he", "12.5 מיליון, 2000 שקל, גרסה 2.10.2023, תשפ״ד"),
        ("hi", "12.5 लाख, 2000 रुपये, विक्रम संवत 2081, संवत 2024"),
        ("th", "2567 บาท, 12.5 ล้าน, 12 พ.ค. 67, เวอร์ชัน 2.10.2023"),
    ],
)
def test_what_only_looks_like_a_date_is_none(tag: str, text: str) -> None:
    assert dates_in(tag, text) == []


@pytest.mark.parametrize(
    ("tag", "text", "relation"),
    [
        ("zh", "去年5月12日", "last_year"),
        ("ja", "昨年の5月12日", "last_year"),
        ("ja", "今年5月12日", "this_year"),
        ("ko", "지난해 5월 12일", "last_year"),
        ("ko", "오는 5월 12일", "coming"),
        ("ru", "12 мая прошлого года", "last_year"),
        ("pl", "12 maja br.", "this_year"),
        ("tr", "geçen yıl 12 Mayıs", "last_year"),
        ("id", "12 Mei lalu", "past"),
        ("id", "12 Mei tahun lalu", "last_year"),
        ("cs", "12. května loňského roku", "last_year"),
        ("ar", "12 مايو المقبل", "coming"),
        ("hi", "पिछले साल 12 मई", "last_year"),
        ("th", "12 พฤษภาคม ปีหน้า", "next_year"),
    ],
)
def test_words_beside_a_day_say_its_year(tag: str, text: str, relation: str) -> None:
    assert [stated.relation for stated in find_dates(text, LEXICONS[tag])] == [relation]


@pytest.mark.parametrize(
    ("tag", "line", "moment"),
    [
        ("zh", "发布时间：2024-05-12 10:30", "2024-05-12T10:30"),
        ("zh", "2024年05月12日10:30 来源：新华网", "2024-05-12T10:30"),
        ("zh", "来源：新华网 2024-05-12 10:30:15", "2024-05-12T10:30"),
        ("zh", "更新时间：2024年5月12日 下午3时05分", "2024-05-12T15:05!"),
        ("ja", "2024年5月12日 10時30分", "2024-05-12T10:30"),
        ("ja", "更新日：2024/05/12 午後3時05分", "2024-05-12T15:05!"),
        ("ja", "2024年5月12日(日) 10:30 公開", "2024-05-12T10:30"),
        ("ja", "5/12(日) 10:30配信", "--05-12T10:30"),
        ("ko", "입력 2024.05.12 10:30 수정 2024.05.12 11:00", "2024-05-12T10:30"),
        ("ko", "기사입력 :[ 2024-05-12 15:24 ]", "2024-05-12T15:24"),
        ("ko", "최종수정 2024년 5월 12일 오후 3:05", "2024-05-12T15:05!"),
        ("ru", "12 мая 2024, 10:30", "2024-05-12T10:30"),
        ("ru", "10:30, 12 мая 2024", "2024-05-12T10:30"),
        ("ru", "Обновлено: 12.05.2024 в 10:30", "2024-05-12T10:30!"),
        ("uk", "Опубліковано: 12 травня 2024 року, 10:30", "2024-05-12T10:30"),
        ("pl", "28 kwietnia 2021, 06:29", "2021-04-28T06:29"),
        ("pl", "Aktualizacja: 12.05.2024 godz. 10:30", "2024-05-12T10:30!"),
        ("tr", "Yayınlanma: 12.05.2024 - 10:30 Güncelleme: 12.05.2024 - 11:00", "2024-05-12T10:30"),
        ("tr", "12 Mayıs 2024 Pazar 10:30", "2024-05-12T10:30"),
        ("id", "Senin, 12 Mei 2024 10:30 WIB", "2024-05-12T10:30"),
        ("id", "Diperbarui pada 12 Mei 2024, 10.30 WIB", "2024-05-12T10:30!"),
        ("cs", "Publikováno 12. května 2024 v 10:30", "2024-05-12T10:30"),
        ("cs", "Aktualizováno: 12. 5. 2024 10:30", "2024-05-12T10:30!"),
        ("el", "Δημοσίευση: 12/05/2024 10:30", "2024-05-12T10:30"),
        ("el", "Κυριακή, 12 Μαΐου 2024, 3:05 μ.μ.", "2024-05-12T15:05"),
        ("ar", "الأحد 12 مايو 2024 - 10:30", "2024-05-12T10:30"),
        ("ar", "آخر تحديث: ١٢ مايو ٢٠٢٤ ٠٣:٠٥ م", "2024-05-12T15:05!"),
        ("he", "פורסם: 12.05.2024, 10:30", "2024-05-12T10:30"),
        ("he", "עודכן 12 במאי 2024 בשעה 10:30", "2024-05-12T10:30!"),
        ("hi", "प्रकाशित: 12 मई 2024, 10:30 AM IST", "2024-05-12T10:30"),
        ("hi", "Updated: May 12, 2024, 3:05 PM IST", "2024-05-12T15:05!"),
        ("th", "เผยแพร่: 12 พ.ค. 2567 10:30 น.", "2024-05-12T10:30"),
        ("th", "อัปเดตล่าสุด 12/05/2567 10.30 น.", "2024-05-12T10:30!"),
    ],
)
def test_a_line_says_when_the_page_was_published(tag: str, line: str, moment: str) -> None:
    assert stamp(tag, line) == moment


@pytest.mark.parametrize(
    ("tag", "line"),
    [
        ("zh", "2024年5月12日，会议在北京举行。"),
        ("ja", "2024年5月12日に会議が開かれた。"),
        ("ko", "2024년 5월 12일 회의가 열렸다."),
        ("ru", "12 мая 2024 года прошло заседание."),
        ("tr", "12 Mayıs 2024 tarihinde toplandı."),
        ("id", "12 Mei 2024 menjadi hari penting."),
    ],
)
def test_a_sentence_that_begins_with_a_day_is_no_timestamp(tag: str, line: str) -> None:
    assert stamp(tag, line) == ""


@pytest.mark.parametrize(
    ("tag", "line", "name"),
    [
        ("zh", "来源：新华社", "新华社"),
        ("zh", "（来源：人民网）", "人民网"),
        ("zh", "资料来源：国家统计局", ""),
        ("ja", "出典：共同通信", "共同通信"),
        ("ko", "출처: 연합뉴스", "연합뉴스"),
        ("ru", "Источник: ТАСС", "ТАСС"),
        ("uk", "Джерело: Укрінформ", "Укрінформ"),
        ("pl", "Źródło: PAP", "PAP"),
        ("tr", "Kaynak: AA", "AA"),
        ("id", "Sumber: Antara", "Antara"),
        ("cs", "Zdroj: ČTK", "ČTK"),
        ("el", "Πηγή: ΑΠΕ-ΜΠΕ", "ΑΠΕ-ΜΠΕ"),
        ("ar", "المصدر: رويترز", "رويترز"),
        ("he", "מקור: רויטרס", "רויטרס"),
        ("hi", "स्रोत: पीटीआई", "पीटीआई"),
        ("th", "ที่มา: สำนักข่าวไทย", "สำนักข่าวไทย"),
    ],
)
def test_a_line_names_the_source(tag: str, line: str, name: str) -> None:
    found = next(LEXICONS[tag].source_lines.fullmatch(line), None)
    assert (found["name"] if found else "") == name


@pytest.mark.parametrize(
    ("tag", "text", "code"),
    [
        ("zh", "新华社北京5月12日电（记者张明）市政府", "新华社"),
        ("ja", "【北京共同】市は", "共同"),
        ("ko", "(서울=연합뉴스) 김서연 기자 = 서울시는", "연합뉴스"),
        ("ru", "МОСКВА, 12 мая. /ТАСС/. Мэрия", "ТАСС"),
        ("ru", "МОСКВА, 12 мая — РИА Новости. Мэрия", "РИА Новости"),
        ("uk", "КИЇВ. 12 травня. УНН. Мерія", "УНН"),
        ("pl", "Warszawa (PAP) - Miasto", "PAP"),
        ("tr", "ANKARA (AA) - Belediye", "AA"),
        ("id", "JAKARTA, KOMPAS.com - Pemerintah", "KOMPAS.com"),
        ("id", "Liputan6.com, Jakarta - Pemerintah", "Liputan6.com"),
        ("cs", "Praha 12. května (ČTK) - Město", "ČTK"),
        ("ar", "القاهرة (رويترز) - قالت", "رويترز"),
        ("hi", "नई दिल्ली, 12 मई (भाषा) सरकार", "भाषा"),
    ],
)
def test_a_report_begins_with_its_agency(tag: str, text: str, code: str) -> None:
    found = next(LEXICONS[tag].datelines.match(text), None)
    assert found is not None
    assert found["code"] == code


@pytest.mark.parametrize(
    ("tag", "line", "names"),
    [
        ("zh", "责任编辑：王小明", ["王小明"]),
        ("zh", "（作者：李明、张伟）", ["李明", "张伟"]),
        ("zh", "作者：佚名", []),
        ("zh", "责任编辑：综合", []),
        ("ru", "Автор: Иван Петров", ["Иван Петров"]),
        ("uk", "Авторка: Олена Коваль", ["Олена Коваль"]),
        ("pl", "Autor: Jan Kowalski", ["Jan Kowalski"]),
        ("tr", "Haber: Mehmet Yılmaz", ["Mehmet Yılmaz"]),
        ("id", "Penulis: Budi Santoso", ["Budi Santoso"]),
        ("cs", "Autor: Jan Novák", ["Jan Novák"]),
        ("el", "Συντάκτης: Νίκος Παπάς", ["Νίκος Παπάς"]),
    ],
)
def test_names_stand_behind_words_of_credit(tag: str, line: str, names: list[str]) -> None:
    found = LEXICONS[tag].credits.before(line)
    assert found is not None
    assert [name.text for name in find_names(line, LEXICONS[tag], found[1], lone=True)] == names


@pytest.mark.parametrize(
    ("line", "names"),
    [("김서연 기자", ["김서연"]), ("김서연·박민수 기자", ["김서연", "박민수"]), ("인턴 기자", [])],
)
def test_a_korean_reporter_stands_before_the_word(line: str, names: list[str]) -> None:
    found = LEXICONS["ko"].credits.after(line)
    assert found is not None
    assert [n.text for n in find_names(line[: found[1]], LEXICONS["ko"], lone=True)] == names


@pytest.mark.parametrize("line", ["김서연", "王小明"])
def test_without_words_of_credit_no_name_is_known_in_scripts_without_capitals(line: str) -> None:
    assert find_names(line, LEXICONS["ko" if line[0] == "김" else "zh"]) == []


@pytest.mark.parametrize(
    ("tag", "text"),
    [
        (
            "id",
            "Pemerintah mengatakan bahwa warga yang tinggal di daerah ini akan menerima bantuan.",
        ),
        ("ms", "Beliau berkata kerajaan akan memberi bantuan kepada penduduk dengan segera."),
        ("uk", "Він повідомив, що це рішення буде ухвалено після засідання, яке відбудеться."),
        ("ru", "Он сообщил, что это решение будет принято после заседания, которое пройдёт."),
        ("pl", "Burmistrz powiedział, że decyzja zostanie podjęta przez radę, która się zbierze."),
        (
            "cs",
            "Starosta uvedl, že jsou také další návrhy, které rada ještě bude mezi sebou řešit.",
        ),
        ("ar", "قال الوزير إن هذا القرار الذي صدر في الشهر يهدف إلى دعم المزارعين على الأرض"),
        (
            "bg",
            "Министърът каза, че това решение ще помогне на земеделците и ще влезе в сила скоро.",
        ),
        (
            "sr",
            "Министар је рекао да ће ова одлука помоћи сељацима и да ће ступити на снагу ускоро.",
        ),
        (
            "zh",
            "市政府表示，这个项目将为居民提供更多的就业机会，同时还会改善周边的交通条件，让他们出行方便。",
        ),
        ("ja", "市によると、この計画は住民の働く場を増やし、周りの交通もよくするという。"),
        ("th", "เทศบาลกล่าวว่าโครงการนี้จะช่วยให้ชาวบ้านมีงานทำมากขึ้นและเดินทางสะดวก"),
    ],
)
def test_neighbouring_languages_are_told_apart(tag: str, text: str) -> None:
    found = LanguageFinder(corpuskit_language_packs()).find(text)
    assert found is not None
    assert found.value == tag


@pytest.mark.parametrize(
    "text",
    [
        "وزیر گفت که این تصمیم برای حمایت از کشاورزان است و از ماه آینده اجرا می‌شود",
        "وزیر نے کہا کہ یہ فیصلہ کسانوں کی مدد کے لیے ہے اور اگلے ماہ سے نافذ ہو گا",
        "मंत्री म्हणाले की हा निर्णय शेतकऱ्यांच्या मदतीसाठी आहे आणि पुढील महिन्यापासून लागू होईल",
    ],
)
def test_their_neighbours_without_a_pack_are_no_language(text: str) -> None:
    assert LanguageFinder(corpuskit_language_packs()).find(text) is None


ARTICLES = {tag: (CASES / f"{tag}.txt").read_text("utf-8").strip() for tag in TAGS}
AUTHORS = {
    "zh": ["王小明"],
    "ko": ["김서연"],
    "ru": ["Иван Петров"],
    "uk": ["Олена Коваль"],
    "pl": ["Jan Kowalski"],
    "tr": ["Mehmet Yılmaz"],
    "id": ["Budi Santoso"],
    "cs": ["Jan Novák"],
    "el": ["Νίκος Παπάς"],
}
WITH_DATELINE = {
    "zh": "新华社",
    "ja": "共同",
    "ko": "연합뉴스",
    "ru": "ТАСС",
    "uk": "УНН",
    "pl": "PAP",
    "tr": "AA",
    "id": "KOMPAS.com",
    "cs": "ČTK",
    "ar": "رويترز",
    "hi": "भाषा",
}


@pytest.fixture(scope="module", params=TAGS)
def article(request: pytest.FixtureRequest) -> tuple[str, Document]:
    tag: str = request.param
    return tag, label_text(ARTICLES[tag])


def labels(document: Document) -> list[str]:
    return [str(block.label) for block in document.blocks if block.text]


def test_the_lines_of_an_article_have_their_labels(article: tuple[str, Document]) -> None:
    tag, document = article
    head = ["title", *["byline"] * (tag in AUTHORS and tag != "zh"), "date_line"]
    caption = ["caption"] * (tag not in ("ar", "he", "hi", "th"))
    tail = ["source_line", *["byline"] * (tag == "zh")]
    assert labels(document) == [*head, "lead", "paragraph", *caption, "paragraph", *tail]


def test_an_article_says_who_when_and_from_where(article: tuple[str, Document]) -> None:
    tag, document = article
    metadata = document.metadata
    title, source = ARTICLES[tag].split("\n")[0], metadata.source_name
    assert metadata.language is not None
    assert metadata.title is not None
    assert metadata.date is not None
    assert source is not None
    assert metadata.language.value == tag
    assert metadata.title.value == title
    assert metadata.date.value.startswith("2024-05-12")
    assert [byline.name for byline in metadata.bylines] == AUTHORS.get(tag, [])
    assert source.text in ARTICLES[tag].splitlines()[-2 if tag == "zh" else -1]


def test_an_article_keeps_the_agency_of_its_dateline(article: tuple[str, Document]) -> None:
    tag, document = article
    dateline = document.metadata.dateline
    agency = dateline.agency if dateline else None
    assert (agency.text if agency else None) == WITH_DATELINE.get(tag)
