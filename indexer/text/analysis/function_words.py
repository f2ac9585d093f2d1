"""Words that shape a question and say little about its subject, by language.

Closed classes only (articles, prepositions, pronouns, auxiliaries, conjunctions, question words), written down here
since NLTK's lists are a download. For languages without a list, the idf of the corpus does the same work more slowly.
"""

from __future__ import annotations

__all__ = ["FUNCTION_WORDS"]

_ENGLISH = """
a an the this that these those some any each every either neither both all such
i me my mine myself you your yours yourself he him his himself she her hers herself it its itself
we us our ours ourselves they them their theirs themselves one ones someone something anyone anything
who whom whose which what when where why how whether
am is are was were be been being do does did doing done have has had having
can could may might must shall should will would ought
can't couldn't don't doesn't didn't isn't aren't wasn't weren't won't wouldn't shouldn't haven't hasn't hadn't
i'm i've i'd i'll you're you've you'd you'll he's she's it's we're we've they're they've that's what's who's where's how's
there's here's let's
of in on at by for from to with without into onto about against between through during before after above below
over under up down off out near since until upon within along among around toward towards per via as than like
and or but nor so yet if then else because while although though unless
not no yes there here just also too very really please tell explain describe mean means know
get gets got getting go goes going come comes make makes made making keep keeps keeping want let
much many more most few less least other another same own only even still ever
"""

_GERMAN = """
der die das den dem des ein eine einen einem einer eines und oder aber denn sondern dass ob wenn weil als wie
ich du er sie es wir ihr mich dich sich uns euch mir dir ihm ihnen mein dein sein unser euer
wer wen wem wessen was wann wo warum wieso weshalb welche welcher welches welchen wohin woher
bin bist ist sind war waren sein gewesen habe hast hat haben hatte werde wird werden wurde kann kannst können soll
sollte muss müssen darf dürfen mag möchte von zu zum zur in im an am auf aus bei mit nach seit über unter vor für um
durch gegen ohne nicht kein keine auch nur noch schon sehr man hier dort da
"""

_FRENCH = """
le la les un une des du de d l et ou mais donc or ni car que qui quoi dont où quand comment pourquoi quel quelle quels
quelles je tu il elle on nous vous ils elles me te se lui leur mon ton son ma ta sa mes tes ses notre votre nos vos leurs
suis es est sommes êtes sont était étaient être ai as a avons avez ont avoir fait faire peut peuvent doit
à au aux en dans par pour sur sous avec sans entre vers chez ne pas plus ce cet cette ces y si très aussi comme
qu'est c'est
"""

_SPANISH = """
el la los las un una unos unas lo al del de y o u e pero que quien quienes qué quién cuál cuáles cuándo dónde cómo por
para con sin sobre entre hasta desde en a ante bajo yo tú él ella nosotros vosotros ellos ellas me te se nos os le les
mi tu su mis tus sus nuestro vuestra soy eres es somos son era eran ser está están estar he has ha hay han haber
puede pueden debe no ni sí si más muy también como este esta estos estas ese esa eso cuanto cuánto cuántos
"""

#: Language -> its words, lower case.
FUNCTION_WORDS: dict[str, frozenset[str]] = {
    "english": frozenset(_ENGLISH.split()),
    "german": frozenset(_GERMAN.split()),
    "french": frozenset(_FRENCH.split()),
    "spanish": frozenset(_SPANISH.split()),
}
