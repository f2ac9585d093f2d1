"""Phrases that ask, of languages that an index may hold beside its own: they say little about a question's subject.

A phrase also tells the language of a question, whose other function words then weigh little, too; and so do its
function
words where it has more of them than English ones. A single word that means something else in another language
("come",
"dove", "hoe") is no phrase here.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from functools import cache, lru_cache
from itertools import chain

import regex

from indexer.model import Span, Token
from indexer.text.analysis.folding import fold_accents, fold_case
from indexer.text.analysis.languages.function_words import FUNCTION_WORDS

__all__ = ["asking", "languages_told"]

#: Of scripts without spaces: where they stand in a question, whatever stands beside them.
_UNSPACED = """
是什么 什么是 什么叫 叫什么 什么时候 什么样 什么地方 为什么 什么 甚么 是什麼 什麼是 什麼時候 什麼樣 為什麼
什麼 怎么样 怎么办 怎么 怎樣 怎麼 怎样 如何 为何 為何 何时 何時 何地 哪里 哪裡 哪儿 哪个 哪個 哪些
哪一个 哪一 哪年 哪位 是谁 是誰 谁是 谁 誰 多少 多久 多长 多大 多高 几个 几岁 有没有 是不是 能不能
可以吗 是吗 吗 嗎 呢 请问 請問 告诉我 有哪些 有什么 指的是 とは何ですか は何ですか とは何か 何ですか
とはなんですか なんですか とは何 ですか ますか でしょうか ましたか でしたか どうやって どのように どのような
どうすれば どうして どんな どの どれ どこですか どこ どちら なぜ 何故 いつですか いつ 誰ですか だれ 誰が
いくつ いくら 何と 何を 何が 何の 何年 何人 何時 何 教えてください とは 무엇인가요 무엇입니까 무엇인가
무엇을 무엇이 무엇 뭐예요 뭐야 뭐 어떻게 어떤 어느 왜 언제 어디에서 어디에 어디서 어디 누구 누가 얼마나
얼마 몇 인가요 입니까 습니까 합니까 됩니까 나요 까요 이란 무슨 อะไรคือ คืออะไร
何日間 何日 何時間 何分 何歳 何円 何回 何パーセント どのくらい どれくらい どれだけ どこで どこに いつまで いつから
だれが だれの 誰の
誰に 誰 どなた どうすると どうすれば 必要ですか できますか ありますか かかりますか しますか 需要多长时间
需要多長時間 多长时间 多長時間 需要多久 要多久 需要多少 多少钱 多少錢 多少天 几天 幾天 几年 几次 几点
多远 多快 多重 是多少 在哪里 在哪裡 在哪 是否 能否 怎么做 如何才能 할까요 있습니까 있나요 되나요 하나요 걸리나요
걸립니까
หมายถึงอะไร อย่างไรบ้าง อย่างไร ยังไง ทำไม เพราะเหตุใด
เพราะอะไร เมื่อไหร่ เมื่อไร เมื่อใด ที่ไหน ที่ใด ไหน ใครคือ
คือใคร ใคร เท่าไหร่ เท่าไร เท่าใด กี่ หรือไม่ หรือเปล่า
อะไรบ้าง อะไร ไหม มั้ย สิ่งใด ผู้ใด ใดบ้าง ใด
"""

#: Of scripts with spaces, by language.
_PHRASES: dict[str, str] = {
    "german": "was ist|was sind|was bedeutet|was heißt|was kann|was macht|wie ist|wie sind|wie viel|wie viele|"
    "wie lange|wie lang|wie oft|wie hoch|wie groß|wie alt|wie weit|was kostet|wie muss|"
    "wie funktioniert|wie kann|wie werden|wie wird|wie hieß|wie heißt|wer ist|wer war|wer hat|"
    "wo ist|wo liegt|wo sind|wo kann|wann ist|wann war|wann wurde|wann|warum|wieso|weshalb|welche|welcher|welches|"
    "welchen|"
    "welchem|wessen|gibt es|woher|wohin|womit|wofür|wodurch",
    "french": "qu'est-ce que c'est que|qu'est-ce que|qu'est-ce qu|qu'est-ce qui|est-ce que|est-ce qu|qu'est|c'est quoi|"
    "comment|pourquoi|combien de|combien|quand|quel est|quelle est|quels sont|quelles sont|quel|quelle|quels|quelles|"
    "qui est|où est|où|à quoi|de quoi|que signifie|que veut dire",
    "spanish": "qué es|qué son|qué significa|qué|que es|cuál es|cuáles son|cuál|cuáles|cómo|cuándo|dónde|por qué|"
    "quién es|"
    "quién|quiénes|cuánto|cuántos|cuánta|cuántas|para qué",
    "italian": "che cos'è|che cosa è|che cosa sono|che cosa|cos'è|cosa è|cosa sono|cosa significa|qual è|quali sono|"
    "quale|"
    "come si|come funziona|come posso|come è|perché|quando|dov'è|dove si|dove è|chi è|chi ha|quanto|quanti|quante|quanta",
    "portuguese": "o que é|o que são|o que significa|o que|que é|qual é|quais são|quais|qual|como é|como funciona|"
    "como se|"
    "quando|onde|por que|porquê|por quê|quem é|quem|quanto|quantos|quantas",
    "dutch": "wat is|wat zijn|wat betekent|wat|hoe werkt|hoe kan|hoe lang|hoe vaak|hoe veel|hoeveel|hoe|wanneer|waarom|"
    "waar is|waar|wie is|welke|welk|waarvoor",
    "russian": "что такое|что это|что значит|что|кто такой|кто такая|кто|как|когда|где|почему|зачем|какой|какая|какое|"
    "какие|каков|какова|каковы|сколько|чем|куда|откуда|чей",
    "arabic": "ما هو|ما هي|ما هم|ماهو|ماهي|ما معنى|ما|ماذا|من هو|من هي|كيف|لماذا|متى|أين|كم|هل|أي|أية|بماذا",
    "turkish": "nedir|ne demek|ne demektir|ne zaman|ne kadar|nelerdir|neler|neden|niçin|niye|nasıl|nasıldır|nerede|"
    "nereye|"
    "nereden|kimdir|hangi|hangisi|kaç|kaçtır|midir|mıdır|mudur|müdür|ne",
    "vietnamese": "là gì|gì|tại sao|vì sao|như thế nào|thế nào|khi nào|bao giờ|ở đâu|đâu|bao nhiêu|bao lâu|mấy|nào|"
    "làm sao|có phải|phải không",
    "polish": "co to jest|co to znaczy|co to są|czym jest|czym są|kim jest|kim był|ile kosztuje|ile trwa|jak długo|"
    "jak często|jak|jaki|"
    "jaka|jakie|kiedy|gdzie|skąd|dokąd|dlaczego|czemu|ile|kto|który|która|które",
    "swedish": "vad är|vad betyder|vad kostar|vem är|vem var|hur lång|hur länge|hur mycket|hur många|hur ofta|hur|"
    "när|varför|var är|"
    "vilka|vilken|vilket",
    "danish": "hvad er|hvad betyder|hvad koster|hvem er|hvor lang|hvor længe|hvor meget|hvor mange|hvor ofte|hvor|"
    "hvornår|hvorfor|"
    "hvordan|hvilke|hvilken|hvilket|hva er|hva betyr|hva koster",
    "hindi": "क्या है|क्या हैं|क्या होता है|क्या|क्यों|कैसे|कैसा|कैसी|कब|कहाँ|कहां|कौन है|कौन|किसे|किसका|किसने|किस|"
    "कितना|कितने|कितनी|"
    "का मतलब",
}

#: Languages whose single words no language of the Latin alphabet has.
_OWN_SCRIPT = frozenset({"russian", "arabic", "hindi"})
#: Single words that nothing else is written like: enough to tell the language.
_TELLING = """
warum wann wieso weshalb welche welcher welches welchen wessen woher wohin womit pourquoi combien
quelle quelles cual cuales cuando donde quien quienes cuanto cuantos quais onde quem hoeveel wanneer waarom
welke nedir nelerdir nasil nasildir nicin nerede nereden hangi kimdir kactir midir perche
dlaczego kiedy gdzie ktory ktora ktore varfor hvornar hvorfor hvordan hvilken hvilket hvilke hvem quanti quante
quantos quantas cuanta cuantas quali
"""

#: Words of a question, and distinct function words among them, from which these tell its language.
_LEAST_WORDS, _LEAST_FUNCTION_WORDS = 4, 2
_SPACED_LANGUAGES = tuple(sorted(FUNCTION_WORDS.keys() - {"english"}))

_WORD = regex.compile(r"[\p{L}\p{M}]+")


def asking(question: str, found: Sequence[Token]) -> list[Span]:
    """Where phrases stand that only ask, and the function words of the language that they tell."""
    spans = [Span(*match.span()) for match in _in_runs().finditer(question)] if not question.isascii() else []
    words = _words(question)
    phrases = list(_phrases(words))
    little = frozenset[str]().union(*map(_function_words, _told(words, phrases)))
    return [*spans, *(span for _, span in phrases), *(span for word, span in words if word in little)]


@cache  # compiled when a question first has other letters than ASCII's
def _in_runs() -> regex.Pattern[str]:
    """The phrases that ask in languages without spaces, the longest first."""
    return regex.compile("|".join(sorted(_UNSPACED.split(), key=lambda phrase: -len(phrase))))


def languages_told(question: str) -> frozenset[str]:
    """The languages of which a question evidently is, by its phrases that ask and by its function words; English is none of
    them."""
    words = _words(question)
    return _told(words, list(_phrases(words)))


@lru_cache(maxsize=8)
def _words(question: str) -> Sequence[tuple[str, Span]]:
    """Kept, as the language of one question is asked for several times."""
    return [(fold_accents(fold_case(m.group())), Span(*m.span())) for m in _WORD.finditer(question)]


def _phrases(words: Sequence[tuple[str, Span]]) -> Iterator[tuple[str, Span]]:
    """The phrases that ask, each with its language."""
    for first in range(len(words)):
        for language, phrase in _starting(words[first][0]):
            if [word for word, _ in words[first : first + len(phrase)]] == list(phrase):
                yield language, Span(words[first][1].start, words[first + len(phrase) - 1][1].end)


def _told(words: Sequence[tuple[str, Span]], phrases: Sequence[tuple[str, Span]]) -> frozenset[str]:
    return frozenset(language for language, _ in phrases) | _languages([word for word, _ in words])


def _languages(words: Sequence[str]) -> frozenset[str]:
    """The languages other than English of which a question of some length evidently is, by its function words."""
    if len(words) < _LEAST_WORDS:
        return frozenset()
    distinct, having = frozenset(words), _having()
    counts = Counter(chain.from_iterable(having[word] for word in distinct if word in having))
    most = max(counts.values(), default=0)
    if most < max(_LEAST_FUNCTION_WORDS, len(distinct & _function_words("english")) + 1):
        return frozenset()
    return frozenset(name for name, count in counts.items() if count == most)


@cache
def _by_first_word() -> dict[str, list[tuple[str, tuple[str, ...]]]]:
    """First word -> the language and words of each phrase that begins with it."""
    found: dict[str, list[tuple[str, tuple[str, ...]]]] = {}
    telling = _TELLING.split()
    for language, phrases in _PHRASES.items():
        for phrase in phrases.split("|"):
            words = tuple(fold_accents(fold_case(m.group())) for m in _WORD.finditer(phrase))
            alone = language in _OWN_SCRIPT or (words[0] in telling)
            if len(words) > 1 or alone:
                found.setdefault(words[0], []).append((language, words))
    return found


def _starting(word: str) -> Sequence[tuple[str, tuple[str, ...]]]:
    return _by_first_word().get(word, ())


@cache
def _having() -> dict[str, list[str]]:
    """By each function word the languages other than English that have it: most words of a question are in none."""
    found: dict[str, list[str]] = {}
    for name in _SPACED_LANGUAGES:
        for word in _function_words(name):
            found.setdefault(word, []).append(name)
    return found


@cache
def _function_words(language: str) -> frozenset[str]:
    single = (word for phrase in _PHRASES.get(language, "").split("|") for word in _WORD.findall(phrase))
    words = {*FUNCTION_WORDS.get(language, ()), *single}
    return frozenset(fold_accents(fold_case(word)) for word in words)
