"""The sentences of a passage as answers are chosen: which asks, leads into others, sends elsewhere, is a caption."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property

import regex

from indexer.model import Passage, PassageKind
from indexer.searching.ranking.polarity import denies
from indexer.text.analysis import ends_asking

__all__ = ["CAPTION", "CELLS", "LABEL_WORDS", "PROSE_KINDS", "Sentences"]

#: A sentence that only sends its reader elsewhere: "For the details, see chapter 3", "Siehe oben." One that goes on after
#: the place that it names says more than that.
_SENDING = regex.compile(
    r"""[("“„«\s]*
    (?:(?:for|on|about|more|further|zu|zum|zur|für|mehr|weiteres|pour|sur|plus|para|sobre|más)\b[^,.;:!?]{0,80}?[,:]?\s+)?
    (?:please\s+|bitte\s+)?
    (?:see|cf\.?|refer\s+to|consult|turn\s+to|go\s+to|compare|read(?:\s+on)?(?:\s+in)?|(?:is|are|can\s+be|stands?)\s+(?:found\s+)?in|
       siehe|s\.|vgl\.?|vergleiche|voir|cf|véase|ver|consulte)\s+
    (?:(?:also|auch|aussi|también)\s+)?
    (?:[\p{L}\p{N}“”"'’(),.§\-]+\s+){0,8}?
    (?:(?:chapters?|sections?|pages?|appendix|appendices|figures?|tables?|parts?|notes?|paragraphs?|volume|
         kapitel|abschnitt|seite|anhang|abbildung|tabelle|teil|chapitre|section|page|annexe|figure|tableau|
         capítulo|sección|página|anexo|figura|tabla|§)\s*[\p{L}\p{N}.\-–]*(?:\s+[“"‘][^”"’]{1,80}[”"’])?
      |above|below|elsewhere|oben|unten|ci-dessus|ci-dessous|arriba|abajo)
    [\s.!)”"»\]]*""",
    regex.VERBOSE | regex.IGNORECASE,
)

#: One that points to a figure or table by its name, which begins with a capital ("see Table 2: prices start at 5 euros"
#: says something itself), and what stands for an answer that is not there yet.
_SENDING_TO_A_PICTURE = regex.compile(
    r"[(\[\s]*(?:see|cf\.?|siehe|s\.|vgl\.?|voir|véase|ver|vedi|zie)\s+(?:also\s+|auch\s+)?"
    r"(?:fig(?:ure|\.)?|table|tab\.|abb(?:ildung|\.)|tabelle|tableau|figura|tabla|tabella)\s*\d+(?:[.\-]\d+)*\s*[:.,–—]"
    r"\s*(?-i:\p{Lu})[^.!?\n]{1,120}[\s.!)\]]*",
    regex.IGNORECASE,
)
_TO_COME = regex.compile(
    r"""[("“„«\[*_\s]*(?:(?:(?:the|an|die|eine)\s+)?(?:answer|text|content|details?|more|antwort|inhalt|beschreibung|réponse|texte|
    respuesta|texto|risposta|testo|antwoord)\s+(?:(?:is|are|will\s+be|wird|est|está)\s+)?
    (?:to\s+(?:follow|come|be\s+(?:added|written))|follows?(?:\s+soon)?|coming(?:\s+soon)?|missing|pending|folgt(?:\s+(?:noch|bald))?|
    fehlt(?:\s+noch)?|noch\s+offen|ergänzt|à\s+(?:suivre|venir|compléter)|pendiente|por\s+(?:escribir|completar)|da\s+(?:scrivere|
    completare)|volgt)
    |to\s?do|to\s+be\s+(?:written|done|added|completed|confirmed|announced|decided|determined)|coming\s+soon|tb[acd]|
    (?:nobody|no\s+one|niemand|personne|nadie|nessuno)\s+(?:knows?|knew|weiß(?:\s+es)?|wusste(?:\s+es)?|ne\s+sa(?:it|vait)|
    (?:lo\s+)?sab(?:e|ía)|(?:lo\s+)?sa(?:peva)?)|work\s+in\s+progress|under\s+construction|folgt\s+(?:noch|in\s+Kürze|bald)|à\s+(?:compléter|venir)|por\s+(?:completar|hacer)|
    da\s+(?:completare|fare)|nog\s+in\s+te\s+vullen)[\s.!…)”"»\]*_:]*""",
    regex.VERBOSE | regex.IGNORECASE,
)
#: A question in somebody's mouth, and hardly more: 'She asked: "Where is it?"', '"Where is it?" she asked.'
_ASKED_BY_SOMEBODY = regex.compile(r"(?:^|[:,]\s*)[\"“„«‚‘'][^\"”“»]{3,200}[?？؟][\"”“»’'](?:,?\s+\p{L}+){0,6}[.!,]?$")

#: Code points of a sentence that may only send elsewhere.
_SENDING_LENGTH = 160

#: A sentence of so few words names what the next one says.
LABEL_WORDS = 3

#: The head of a caption; a whole sentence that is but a yes or no; a name with what is said of it; the end of an item of a
#: list, up to the mark of the next.
CAPTION = regex.compile(
    r"(?:fig(?:ure|\.)?|table|tab\.|abb(?:ildung|\.)|tabelle|tableau|figura|tabla|tabella|рис(?:унок|\.)|таблица|[图圖図表])"
    r"\s*\d+(?:[.\-]\d+)*\s*[.:–—]",
    regex.IGNORECASE,
)
#: "Only members may do this.": without it, what stands before it says too much.
_RESTRICTING = regex.compile(
    r"""(?:only|nur|seule?s?|sólo|solo|solamente)\b[^.!?\n]{3,80}\b(?:this|that|so|these|them|it|dies|das|es|tun|le|la|cela|ça|lo|
    esto|hacerlo|faire)\b[.!]?""",
    regex.VERBOSE | regex.IGNORECASE,
)
_YES_OR_NO = regex.compile(r"(?:yes|no|ja|nein|oui|non|si|sí|да|нет|sim|não|nee)[.!]", regex.IGNORECASE)
#: A line that says what something is, by its name: "Max speed: 2,400 rpm", and not "Chapter 2: The storm".
_FACT = regex.compile(
    r"^[ \t]*(?:[-*•–][ \t]+)?\p{L}[^\n.:;!?]{0,40}(?<![\p{N}\s]):[ \t]+[\p{L}\p{N}+€$£(«“\"'-]", regex.MULTILINE
)
_NAMED_AND_SAID = regex.compile(r"[:：]\s*[\p{L}\p{N}]")
_NEXT_ITEM = regex.compile(r"\n\s*(?:(?:[-*+•·–—]|\d{1,3}[.)]|\p{L}[.)])\s+)?$")

#: The name of a column behind what asks for one.
_COLUMN_ASKED = regex.compile(
    r"""(?:which|what|whose|how\s+(?:many|much)|welche\p{L}*|wie\s?viele?|quel\p{L}*|cuál\p{L}*|qué)\s+
    (?:(?:is|are|was|were|ist|sind|est|es)\s+)?(?:(?:the|le|la|der|die|das|el)\s+)?(?P<name>[\p{L}\p{N}]+)""",
    regex.VERBOSE | regex.IGNORECASE,
)

#: A word of a column's name: "calora 9 c" has three.
_CELL_WORD = regex.compile(r"[\p{L}\p{M}\p{N}]+(?:['’][\p{L}\p{M}]+)*")

#: Beginnings that point to the sentence before: pronouns, connectives, a bare yes or no.
_LEANING = regex.compile(
    r"""["“„«(¿¡\s]*(?:
    (?:it|its|they|their|them|he|she|his|her|this|these|that|those|such|so|but|however|therefore|thus|hence|also|then|and|or|
       yet|otherwise|instead|because|yes|nor|neither|
       es(?!\s+gibt)|er|ihr|ihm|ihnen|dies|diese[mnrs]?|aber|jedoch|doch|daher|deshalb|deswegen|dann|dadurch|dazu|dabei|
       außerdem|auch|und|oder|ja|sondern|weil|
       il(?!\s+(?:y|faut))|elle|ils|elles|cela|ça|ce|cette|ces|c['’]\w+|mais|donc|et|ainsi|aussi|puis|alors|oui|parce|
       esto|eso|ello|él|ella|ellos|ellas|este|esta|estos|estas|pero|y|así|también|entonces|luego|sí|porque)\b
    |(?:no|nein|non)\s*[,.!;–—])""",
    regex.VERBOSE | regex.IGNORECASE,
)

#: What stands between the cells of a row.
CELLS = " | "

PROSE_KINDS = (PassageKind.TEXT, PassageKind.QUESTION_AND_ANSWER)

_LEADS_IN = (":", "：")

#: Lines that a sentence of prose leads into, such as those of a program, at most; and what ends a sentence behind them.
_MOST_LED = 20
_PROSE_ENDS = (".", "!", "?", "…", "。", "！", "？", "：")
_ENDED = regex.compile(r"""[.!?:;…。！？؟।۔]["”’»)\]]*$""")


class Sentences:
    """The sentences of a passage, ``answering`` where the first is a question that the others answer."""

    def __init__(self, passage: Passage, answering: bool) -> None:
        self._passage, self.answering, self.kind = passage, answering, passage.kind

    def __len__(self) -> int:
        return len(self._passage.sentences)

    def text(self, i: int) -> str:
        """The words of one."""
        passage = self._passage
        start, end = passage.sentences[i]
        return passage.text[start - passage.start : end - passage.start].strip()

    @property
    def table_header(self) -> str:
        """The line that says of what the rows of a table are, with its end; "" where the passage is none."""
        return f"{self._passage.context}\n" if self.kind is PassageKind.TABLE else ""

    def is_row(self, i: int) -> bool:
        """Whether one is a row of a table."""
        return self.kind is PassageKind.TABLE and CELLS in self.text(i)

    def leaves_out(self, i: int, question: str) -> bool:
        """Whether one is a row whose cell is empty in the column that is asked for: "which boat does Jon row?" """
        if self.kind is not PassageKind.TABLE:
            return False
        start, end = self._passage.sentences[i]
        row = self._passage.text[start - self._passage.start : end - self._passage.start].split("|")
        header = self._passage.context.split("|")
        if len(header) != len(row):
            return False
        empty = {name.strip().lower() for name, cell in zip(header, row, strict=True) if not cell.strip()}
        words = set(_CELL_WORD.findall(question.lower())) if not denies(question) else set()
        named = any(words.issuperset(name) for name in map(_CELL_WORD.findall, empty) if name)
        return named or any(found["name"].lower() in empty for found in _COLUMN_ASKED.finditer(question))

    def leans(self, i: int) -> bool:
        """Whether one points to the sentence before it: "It costs 9 euros", "However, …". A line without a word ("};") is
        none."""
        return _LEANING.match(self.text(i)) is not None and (i == 0 or any(map(str.isalnum, self.text(i - 1))))

    def starts_at(self, i: int) -> int:
        """Where one begins, from the start of the passage."""
        return self._passage.sentences[i].start - self._passage.start

    def asks(self, i: int) -> bool:
        """Whether one ends as a question does, or as one that somebody is said to have asked."""
        text = self.text(i)
        return ends_asking(text) or _ASKED_BY_SOMEBODY.search(text) is not None

    def asked(self, i: int) -> bool:
        """Whether one is a question, or the one that the passage answers."""
        return (i == 0 and self.answering) or self.asks(i)

    def sends(self, i: int) -> bool:
        """Whether one only sends its reader elsewhere, or says that what it is to say will follow."""
        text = self.text(i)
        sending = (_SENDING, _SENDING_TO_A_PICTURE, _TO_COME)
        return len(text) <= _SENDING_LENGTH and any(pattern.fullmatch(text) for pattern in sending)

    def ended(self, i: int) -> bool:
        """Whether one ends as a sentence of prose does."""
        return _ENDED.search(self.text(i)) is not None

    def restricts(self, i: int) -> bool:
        """Whether there is one that says of the one before it for whom or when alone that is so."""
        return (
            0 < i < len(self)
            and self.kind is not PassageKind.TABLE
            and _RESTRICTING.fullmatch(self.text(i)) is not None
        )

    def is_caption(self, i: int) -> bool:
        """Whether one is the caption of a figure or table, which names what is seen there."""
        return CAPTION.match(self.text(i)) is not None

    def is_bare(self, i: int) -> bool:
        """Whether one is but a yes or no before another."""
        return i + 1 < len(self) and _YES_OR_NO.fullmatch(self.text(i)) is not None

    def says_itself(self, i: int) -> bool:
        """Whether one names something and says it, too: "Warranty: two years"."""
        return _NAMED_AND_SAID.search(self.text(i)) is not None

    def states(self, i: int) -> bool:
        """Whether one is, or has, a line of a form: what something is, behind its name."""
        return _FACT.search(self.text(i)) is not None

    def leads_on(self, i: int) -> bool:
        """Whether one leads into what follows."""
        return self.text(i).endswith(_LEADS_IN)

    def leads(self, i: int) -> bool:
        """Whether one leads into a list."""
        return self.kind is PassageKind.LIST and self.leads_on(i)

    def lines_led(self, i: int) -> int:
        """How many lines follow that are no sentences, where one of prose leads into them, as into those of a program."""
        if self.kind not in PROSE_KINDS or not self.text(i).endswith(_LEADS_IN):
            return 0
        lines = 0
        while lines < _MOST_LED and i + lines + 1 < len(self) and not self._is_sentence(i + lines + 1):
            lines += 1
        return lines

    def _is_sentence(self, i: int) -> bool:
        """Whether one is of prose: it ends as such, or is words that lead into something ("Then you will find this:")."""
        text = self.text(i)
        return text.endswith(_PROSE_ENDS) or (text.endswith(":") and text[0].isupper() and text.count(" ") > 2)

    def around(self, i: int) -> Sequence[int]:
        """One, and those beside it that may say more of the same: none of another row of a table or item of a list."""
        if self.kind is PassageKind.TABLE:
            return (i,)
        before = i > 0 and not self.is_item(i - 1)
        after = i + 1 < len(self) and not self.is_item(i)
        return range(i - before, i + after + 1)

    def is_item(self, i: int) -> bool:
        """Whether one is an item of a list, or the end of one, which names nothing that the next says."""
        if self.kind is not PassageKind.LIST or self.text(i).endswith(_LEADS_IN):
            return False
        passage = self._passage
        between = passage.text[
            passage.sentences[i].start - passage.start : passage.sentences[i + 1].start - passage.start
        ]
        return _NEXT_ITEM.search(between) is not None

    @cached_property
    def is_prose(self) -> bool:
        """Whether any ends so."""
        return self.kind in PROSE_KINDS and any(map(self.ended, range(len(self))))
