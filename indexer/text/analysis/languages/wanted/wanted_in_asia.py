"""What asks for a number, a time, a date or a price in Chinese, Japanese, Korean and Thai, and what an answer has.

As for other languages (``wanted_values``), only questions are typed of which that is certain, and what a text is looked for
is wide: most of these scripts put no space around a number, and their numerals are parts of many words.
"""

from __future__ import annotations

__all__ = ["ASIAN_KINDS"]

#: Digits, but for those of a name in Latin letters and the end of a number; numerals.
_DIGITS = r"(?<![A-Za-z\p{N}])(?<!\p{N}[.,])\p{N}"
_KOREAN_NUMERAL = r"""\b(?:한|두|세|네|다섯|여섯|일곱|여덟|아홉|열|스무|서른|마흔|쉰)\s?
    (?:시|명|개|번|달|살|사람|가지|마리|권|대|시간|주|해|곳|장|잔|층)|[일이삼사오육칠팔구십백천만억]+\s?(?:년|월|일|원|명|개|분|초|층|번|퍼센트|시간|주)"""
_THAI_NUMERAL = "หนึ่ง|สอง|สาม|สี่|ห้า|หก|เจ็ด|แปด|เก้า|สิบ|ร้อย|พัน|หมื่น|แสน|ล้าน|ครึ่ง"
_NUMBER = rf"{_DIGITS}|[一二三四五六七八九十百千万萬亿億两兩半几数零〇]|{_KOREAN_NUMERAL}|{_THAI_NUMERAL}|無い|없|ไม่มี"

#: "How many", "how old", "how far"; not 几乎 (almost), nor a price, nor numbers of which nobody asks ("多少有些").
_QUANTITY_ASKED = r"""多少(?!有些)|几(?![乎何])|幾(?![乎何])|多[大高远遠重深宽寬]
    |何(?:[人個枚本匹頭台回度割階番冊名円時日年月分秒週歳才種]|か国|ヶ国|ヵ国|パーセント|キロ|メートル)|いくつ
    |ど(?:の(?:くらい|ぐらい)|れ(?:くらい|ぐらい|ほど))(?=の(?:距離|大き|高|長|量|人|数|割合|面積|重)|ありま|離れ)
    |몇|며칠|얼마나\s*(?:많|크|높|멀|깊|되)|(?<!เ)กี่|เท่าไ[รห]|เท่าใด"""
_DURATION_ASKED = r"""多久|多[长長](?:的)?[时時]?[间間]?|何(?:年間|日間|か月|ヶ月|カ月|時間|週間|分間)
    |ど(?:の(?:くらい|ぐらい)|れ(?:くらい|ぐらい|ほど))(?=の(?:期間|時間)|かか|続)
    |얼마\s*동안|얼마나\s*(?:오래|자주|걸)|นาน(?:เท่าไ|เท่าใด|แค่ไหน|กี่)|บ่อยแค่ไหน"""
_PRICE_ASKED = r"""多少[钱錢]|いくら(?:です|かか|必要|しま|でしょ|[?？。]|$)
    |얼마(?:예요|에요|입니까|인가|죠|야|나\s*하)|ราคา(?:เท่าไ|เท่าใด)"""
#: "When", but not "when should" and "when can", which a condition may answer.
_DATE_ASKED = r"""(?:什么时候|什麼時候|甚麼時候|何时(?!间)|于何時|在何時)(?!.{0,8}(?:应|應|该|該|可以|能|需|要|会|會))
    |哪一?[年天日]|哪个月|几[月号]|いつ(?!も|か(?!ら)|でも|.*(?:べき|いいですか|よいですか|できますか))
    .*(?:ましたか|でしたか|たか|たの(?:です)?か|です\s?か)\W*$|何曜
    |언제.*(?:었|았|였|했|됐|났)|몇\s?년도|เมื่อ(?:ไ[รห]|ใด)(?!.{0,6}(?:ควร|ต้อง|ได้))|(?:ปี|วัน|เดือน)(?:ใด|ไหน|อะไร)"""

_SPANS = r"""立即|立刻|马上|永久|永远|终身|每[天周月年日]|经常|一直|整[天夜]
    |すぐ|即日|永久|毎[日週月年]|いつも|ずっと|丸一日|当日|翌日
    |즉시|바로|매[일주월년]|항상|영원|하루|이틀|사흘|나흘|열흘|보름|종일|ทันที|ตลอด|ทุกวัน|ทุกปี|เสมอ|ตลอดชีวิต"""
_DATES = r"""[日月火水木金土]曜|世[纪紀]|[春夏秋冬]|昨[天日夜晚年]|今[天日晚年朝]|明[天日年]|去年|前年
    |星期|周[一二三四五六日末]|禮拜
    |年代|時代|時期|时期|朝代|期间|月曜|週末|毎|每|[一二三四五六七八九十]+[年月日号號]
    |[월화수목금토일]요일|세기|어제|오늘|내일|작년|올해|[봄]|여름|가을|겨울
    |มกราคม|กุมภาพันธ์|มีนาคม|เมษายน|พฤษภาคม|มิถุนายน|กรกฎาคม|สิงหาคม|กันยายน|ตุลาคม|พฤศจิกายน|ธันวาคม
    |วัน(?:จันทร์|อังคาร|พุธ|พฤหัส|ศุกร์|เสาร์|อาทิตย์)|ศตวรรษ|ทศวรรษ|เมื่อวาน|วันนี้|สมัย|ยุค|ฤดู|รัชสมัย"""
_CURRENCY = r"(?:\p{Sc}|[元円圆圓块塊원]|ドル|ユーロ|유로|달러|บาท|ดอลลาร์|ยูโร|港币|欧元|欧罗|eur|usd|rmb|cny|jpy)"
_FREE = r"免[费費]|无偿|無料|無償|タダ|무료|공짜|ฟรี|ไม่คิดค่า"
_PRICED = r"价格|價格|费用|費用|收费|收費|票价|票價|售价|售價|料金|値段|価格|가격|요금|비용|ราคา|ค่า"
_PRICE = rf"""(?:{_NUMBER})[\p{{N}}.,一二三四五六七八九十百千万萬亿億两兩]*\s?{_CURRENCY}|{_CURRENCY}\s?\p{{N}}|{_FREE}
    |(?s:(?<=(?:{_PRICED}).{{0,100}}?)(?:{_NUMBER}))"""
#: What costs or weighs so much lasts no time, and is no day.
_NO_TIME = rf"(?!\p{{N}}[\p{{N}}.,]*\s?(?:{_CURRENCY}|%|％|k?g\b|mg\b|公斤|千克|キロ|킬로|กิโล))"
_DURATION = rf"{_NO_TIME}(?:{_NUMBER})|{_SPANS}"
_DATE = rf"{_NO_TIME}{_DIGITS}|{_DATES}"

#: What asks, and what an answer has.
ASIAN_KINDS = (
    (_PRICE_ASKED, _PRICE),
    (_DURATION_ASKED, _DURATION),
    (_DATE_ASKED, _DATE),
    (_QUANTITY_ASKED, _NUMBER),
)
