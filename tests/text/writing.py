"""Texts in old encodings, as their users wrote them."""

from pathlib import Path
from unicodedata import normalize

from corpuskit.text.encodings import to_bytes

SEEDS = sorted((Path(__file__).parents[2] / "seeds").glob("*.txt"))
OLD = ("tcvn3", "vni", "cp1258", "viscii", "vps", "viqr")
TONES = "\u0300\u0301\u0303\u0309\u0323"
SENTENCES = (
    "Sáng nay, bà con xóm chài rủ nhau ra bến đón những con thuyền đầy cá trở về.\n"
    "Ông Sửu kể rằng trước đây mỗi chuyến đi biển kéo dài nửa tháng, có khi gặp bão dữ.\n"
    "Ở ÂU THUYỀN PHÍA BẮC, người ta vừa dựng thêm một ngọn đèn; lũ trẻ thích lắm.\n"
    "Chợ quê họp từ lúc gà gáy: rau muống, bưởi, khoai sọ, vài xấp vải thổ cẩm rực rỡ.\n"
)

FRENCH = (
    "Dès l'été, la préfète a déjà reçu les pêcheurs à l'hôtel de ville ; très gênée, elle n'a pas "
    "caché où étaient passés les crédits. Le maire, lui, a préféré célébrer la fête des élèves.\n"
)
SPANISH = (
    "El año pasado, según él, la acción pública llegó también a la montaña; ¿quién pagó, después, "
    "los daños? Mañana habrá más información. El niño pidió, además, un plátano.\n"
)
ICELANDIC = (
    "Það var ekki fyrr en í gær að Sigurður Guðmundsson fór út á sjó með föður sínum; þá voru "
    "öll húsin í þorpinu mannlaus og ekkert ljós að sjá. Hún býr á Ísafirði og á tvær dætur.\n"
)
RUSSIAN = "Вчера рыбаки вернулись домой поздно вечером, и вся деревня вышла встречать лодки.\n"
JAPANESE = "昨日の夜、漁師たちは遅くなってから家に帰り、村の人たちはみな浜に出て舟を迎えた。\n"


def written(text: str, encoding: str) -> bytes:
    """Encode a text, without what the encoding has no sign for."""
    if encoding == "cp1258":
        return split_tones(text).encode("cp1258", "ignore")
    while True:
        try:
            return to_bytes(text, encoding)
        except UnicodeEncodeError as error:
            text = text.replace(error.object[error.start], "")


def split_tones(text: str) -> str:
    """Write each tone mark behind its letter, as windows-1258 does."""
    return "".join(map(_split, normalize("NFC", text)))


def _split(letter: str) -> str:
    marks = normalize("NFD", letter)
    shape = "".join(mark for mark in marks if mark not in TONES)
    return normalize("NFC", shape) + "".join(mark for mark in marks if mark in TONES)
