"""Tables of encodings that Python does not know, data only: Vietnamese before Unicode.

VISCII and VIQR are those of RFC 1456. TCVN3 is TCVN 5712:1993 as the ABC fonts have it: no
letters among the control characters, and the punctuation of windows-1252 in 80-9F. VNI is the
encoding of the VNI fonts for Windows, VPS that of the Vietnamese Professionals Society. TCVN and
VISCII were compared with iconv byte by byte, VPS and VNI with two independent tables each.
"""

WINDOWS_1252 = (
    "€\x81‚ƒ„…†‡ˆ‰Š‹Œ\x8dŽ\x8f"  # 80
    "\x90‘’“”•–—˜™š›œ\x9džŸ"  # 90
    "\xa0¡¢£¤¥¦§¨©ª«¬\xad®¯"  # A0
    "°±²³´µ¶·¸¹º»¼½¾¿"  # B0
    "ÀÁÂÃÄÅÆÇÈÉÊËÌÍÎÏ"  # C0
    "ÐÑÒÓÔÕÖ×ØÙÚÛÜÝÞß"  # D0
    "àáâãäåæçèéêëìíîï"  # E0
    "ðñòóôõö÷øùúûüýþÿ"  # F0
)
"""The bytes 80-FF of windows-1252 as browsers read it, without a hole."""

TCVN3 = (
    "€\x81‚ƒ„…†‡ˆ‰Š‹Œ\x8dŽ\x8f"  # 80
    "\x90‘’“”•–—˜™š›œ\x9džŸ"  # 90
    "\xa0ĂÂÊÔƠƯĐăâêôơưđẰ"  # A0
    "\u0300\u0309\u0303\u0301\u0323àảãáạẲằẳẵắẴ"  # B0
    "ẮẦẨẪẤỀặầẩẫấậèỂẻẽ"  # C0
    "éẹềểễếệìỉỄẾỒĩíịò"  # D0
    "Ổỏõóọồổỗốộờởỡớợù"  # E0
    "ỖủũúụừửữứựỳỷỹýỵỐ"  # F0
)
VISCII = (
    "ẠẮẰẶẤẦẨẬẼẸẾỀỂỄỆỐ"  # 80
    "ỒỔỖỘỢỚỜỞỊỎỌỈỦŨỤỲ"  # 90
    "Õắằặấầẩậẽẹếềểễệố"  # A0
    "ồổỗỠƠộờởịỰỨỪỬơớƯ"  # B0
    "ÀÁÂÃẢĂẳẵÈÉÊẺÌÍĨỳ"  # C0
    "ĐứÒÓÔạỷừửÙÚỹỵÝỡư"  # D0
    "àáâãảăữẫèéêẻìíĩỉ"  # E0
    "đựòóôõỏọụùúũủýợỮ"  # F0
)
VISCII_CONTROLS = {0x02: "Ẳ", 0x05: "Ẵ", 0x06: "Ẫ", 0x14: "Ỷ", 0x19: "Ỹ", 0x1E: "Ỵ"}
VPS = (
    "ÀẢÃẤẦẨọỗĂếềểệẮẰẲ"  # 80
    "Ế‘’ỀỂỄỐỒỔỖýỷỵỚỜỞ"  # 90
    "\xa0ắằẳẵặỠớÙờởỡŨỨợỪ"  # A0
    "ổỬỲỸÍÌộỈĨÓửữÒỎÕự"  # B0
    "ầÁÂấẩẫậđẻÉÊẹỉễịỹ"  # C0
    "ƯỦồốÔỏơÈừứÚũưÝẺß"  # D0
    "àáâãảạăçèéêẽìíîĩ"  # E0
    "ẴĐòóôõöƠụùúủüỶẼỳ"  # F0
)
VPS_CONTROLS = {
    0x02: "Ạ",
    0x03: "Ậ",
    0x04: "Ặ",
    0x05: "Ẹ",
    0x06: "Ệ",
    0x10: "Ị",
    0x11: "Ọ",
    0x12: "Ộ",
    0x13: "Ợ",
    0x14: "Ụ",
    0x15: "Ự",
    0x19: "Ỵ",
    0x1C: "Ẫ",
    0x1D: "Ữ",
}

VNI_LETTERS = {
    "Ñ": "Đ",
    "ñ": "đ",
    "Ô": "Ơ",
    "ô": "ơ",
    "Ö": "Ư",
    "ö": "ư",
    "Æ": "Ỉ",
    "æ": "ỉ",
    "Ó": "Ĩ",
    "ó": "ĩ",
    "Ò": "Ị",
    "ò": "ị",
    "Î": "Ỵ",
    "î": "ỵ",
}
"""Letters of one byte in VNI, by what windows-1252 has in their place."""
# Each mark follows its vowel, in small letters behind small ones and in capitals behind capitals.
VNI_MARKS = {
    "ù": "\u0301",
    "ø": "\u0300",
    "û": "\u0309",
    "õ": "\u0303",
    "ï": "\u0323",
    "â": "\u0302",
    "á": "\u0302\u0301",
    "à": "\u0302\u0300",
    "å": "\u0302\u0309",
    "ã": "\u0302\u0303",
    "ä": "\u0302\u0323",
    "ê": "\u0306",
    "é": "\u0306\u0301",
    "è": "\u0306\u0300",
    "ú": "\u0306\u0309",
    "ü": "\u0306\u0303",
    "ë": "\u0306\u0323",
}
"""The second byte of a letter in VNI, as windows-1252 has it, and the marks that it means."""
VIQR_SHAPES = {"(": "\u0306", "^": "\u0302", "+": "\u031b", "*": "\u031b"}
VIQR_TONES = {"'": "\u0301", "`": "\u0300", "?": "\u0309", "~": "\u0303", ".": "\u0323"}
