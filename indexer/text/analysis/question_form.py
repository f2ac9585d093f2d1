"""Does a line ask something? Reading and splitting need to know of headings, analysis of what somebody typed."""

from __future__ import annotations

from functools import cache

import regex

__all__ = ["asks", "asks_whether", "ends_asking", "is_question", "opens_question", "without_label"]

_END = ("?", "？", "؟", "\u037e", "⁇", "⁈", "⁉", "՞")

#: Endings that ask in Chinese, Japanese and Korean, where a mark may be a plain stop or none.
_ASKING_END = regex.compile(
    r"(?:です|ます|でした|ました|ません|でしょう|だろう)か[。．.]?$|[吗嗎][。]?$|(?:니까|나요|까요|[은인한]가요)[.。]?$"
)
_LABEL = regex.compile(
    r"\s*(?:(?:Q|F|P|D|V|FAQ|Question|Frage|Pregunta|Domanda|Vraag|Pergunta)\s*\d{0,3}\s*(?:[.:)]|\s[–—-])|\d{1,3}(?:\.\d{1,3})*[.)]?)\s+",
    regex.IGNORECASE,
)
_PREFIXED = regex.compile(r"^[^?]{1,40}?(?::|\s[–—-])\s")

#: Marks of a question in any script; those of Greek and Armenian are others than they look.
_MARK = regex.compile("[?？؟;՞፧⸮⁇⁈⁉¿]")

#: Question words, whatever language an index is in: people ask in their own. None is an everyday word of English but those
#: of English itself.
_ANYWHERE = """
what who whom whose which when where why how
was wer wen wem wessen wann wo warum wieso weshalb wie welche welcher welches welchen welchem wohin woher wozu worauf
wofür wodurch womit wieviel wieviele worin woran woraus wovon worüber wobei wovor inwiefern
qui quoi quand où comment pourquoi quel quelle quels quelles combien lequel laquelle lesquels lesquelles est-ce
qu'est-ce
qué quién quiénes quien cuándo cuando dónde donde cómo cuál cuáles cual cuánto cuánta cuántos cuántas adónde
quem quando onde como quê porquê qual quais quanto quanta quantos quantas quale quali cosa perché quanti quante
wat wie waar wanneer waarom welk welke hoeveel waarvoor waarmee waardoor wiens
vad vem när varför hur vilken vilket vilka hvad hva hvem hvornår hvor hvorfor hvordan hvilken hvilket hvilke
mikä mitä kuka milloin missä miksi miten kuinka mit mikor hol miért hogyan melyik hány
kto kiedy gdzie dlaczego jak jaki jaka jakie jakiej jakim ile skąd dokąd czym kim czyj który która które których
który kdo kdy kde proč kolik jaký cine când unde
что кто когда где как почему зачем сколько какой какая какое какие чей чья чьё куда откуда кого кому кем чем чего
чему какого какой каком каких какими каков какова що хто коли де чому скільки який
τι ποιος ποια ποιο πότε πού γιατί πώς πόσο
nasıl neden niçin niye nerede nereye nereden neresi hangi hangisi nedir nelerdir kimdir kimin kaç kaçta mı mü
ماذا متى أين اين كيف لماذا هل كم أية بماذا چه چرا چگونه کجا کی آیا چطور מה מי מתי איפה למה איך מדוע האם כמה
क्या कौन कब कहाँ कहां क्यों कैसे कैसा कैसी कितना कितने कितनी किस किसने किसे किसका किसके किसकी किन apa siapa kapan
bagaimana mengapa kenapa berapa
"""

#: Question words that are several words, or are written without spaces around them.
_PARTS = """
ما هو|ما هي|من هو|من هي|tại sao|vì sao|thế nào|bao nhiêu|khi nào|ở đâu|là gì|phải không|por que|de ce|ne zaman
什么|什麼|甚么|甚麼|怎么|怎麼|怎样|怎樣|如何|为何|為何|为啥|哪|谁|誰|何时|何時|何处|何處|多少|多久|多长|多大
多高|多远|几个|几点|几天|几年|几次|几月|几岁|吗|嗎|是否|能否
何を|何が|何で|何の|何か|何に|何は|なに|なぜ|どこ|いつ|どうして|どうやって|どうすれ|どうなる|どうした
どのように|どんな|どれ|どちら|誰|何人|何年|何月|何日|何時|何歳|何円|何回|どの|どう|いかに|いくら|いくつ|ですか
ますか|でしょうか|とは
무엇|무슨|뭐|누구|누가|언제|어디|왜|어떻게|어떤|얼마|몇|인가|나요|까요|습니까|입니까
อะไร|ทำไม|อย่างไร|ยังไง|ที่ไหน|เมื่อไหร่|เมื่อไร|ใคร|กี่|เท่าไร|เท่าไหร่|ไหม|หรือไม่|หรือเปล่า
"""

#: What asks where an index is in that language, and elsewhere is another word ("dove", "come", "hoe", "ai").
_IN_LANGUAGE = {
    "italian": "chi che dove come",
    "dutch": "hoe",
    "turkish": "ne kim mi mu",
    "portuguese": "que",
    "spanish": "que",
    "french": "que",
    "romanian": "ce cum",
    "hungarian": "mi ki",
}

#: Verbs that make a question of a sentence where they come first.
_FIRST = """
is are am was were do does did can could should would shall has have had
isn't aren't wasn't weren't don't doesn't didn't can't couldn't shouldn't wouldn't won't hasn't haven't
ist sind kann können darf dürfen soll sollte muss hat haben wird werden gibt
puis-je peut-on faut-il puedo puede hay posso può pode czy ali
"""

#: Words beside which a "was" at the beginning is the German one, which asks what: of English none is.
_GERMAN = """
ist sind wird werden kann können muss müssen darf dürfen soll sollen sollte habe haben gibt kostet kosten bedeutet
heißt passiert geschieht macht machen tun tut hilft braucht brauche gehört steht bringt ich wir ihr du er sie es der
das dem den des ein eine einen einem einer mein meine mir mich für mit von bei beim zu zum zur im auf nach nicht
kein keine und oder wenn über unter alles noch sonst
"""

_WORD = regex.compile(r"[\p{L}\p{M}\p{N}]+(?:['’\-][\p{L}\p{M}\p{N}]+)*+")


def is_question(line: str) -> bool:
    """Whether a heading asks: "Is it common?", but not "Conclusion – is it common?", which only names a section."""
    line = without_label(line)
    if not ends_asking(line):
        return False
    first = _WORD.search(line.casefold())
    return not _PREFIXED.match(line) or (first is not None and first.group() in _question_words(""))


def without_label(line: str) -> str:
    """A heading without what says that it asks, or its number: "Q: ", "FAQ 3 – ", "2.1 "."""
    label = _LABEL.match(line)
    return line[label.end() if label else 0 :].strip()


def ends_asking(text: str) -> bool:
    """Whether a sentence, without white space behind it, ends as a question does in any script."""
    return text.endswith(_END) or (not text.isascii() and _ASKING_END.search(text, max(len(text) - 8, 0)) is not None)


def asks(text: str, language: str) -> bool:
    """Whether something typed is a question: it has a question mark or a question word of any language, or begins with a
    verb as questions do. ``language`` is a Snowball language, for words that ask in it alone."""
    words = [word.lower().replace("’", "'") for word in _WORD.findall(text)]
    if _MARK.search(text) or not _question_words(language).isdisjoint(words):
        return True
    folded = " ".join(text.lower().split())
    return any(part in folded for part in _parts()) or (len(words) > 1 and words[0] in _first())


def opens_question(word: str) -> bool:
    """Whether questions of some language begin with a (case-folded) word: a title that does is a question, and what stands
    below answers it."""
    return word in _openings() or word.partition("'")[0] in _openings()


def asks_whether(question: str) -> bool:
    """Whether a question wants to hear a yes or no: "Is it open?", "Darf man hinein?"."""
    words = question.lower().replace("’", "'")
    first = _WORD.search(words)
    if first is None or first.group() not in _first():
        return False
    return first.group() != "was" or _beside_german_was().isdisjoint(_WORD.findall(words))


@cache
def _openings() -> frozenset[str]:
    return _question_words("") | _first()


@cache
def _question_words(language: str) -> frozenset[str]:
    return frozenset(f"{_ANYWHERE} {_IN_LANGUAGE.get(language, '')}".split())


@cache
def _parts() -> tuple[str, ...]:
    return tuple(part for line in _PARTS.split("\n") for part in line.split("|") if part)


@cache
def _first() -> frozenset[str]:
    return frozenset(_FIRST.split())


@cache
def _beside_german_was() -> frozenset[str]:
    return frozenset(_GERMAN.split())
