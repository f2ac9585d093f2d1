"""Words that shape a question and say little about its subject, by language.

Closed classes only (articles, prepositions, pronouns, auxiliaries, conjunctions, question words), written down here
since NLTK's lists are a download. For languages without a list, the idf of the corpus does the same work more slowly.
"""

from __future__ import annotations

__all__ = ["CONTRACTIONS", "FUNCTION_WORDS", "IN_EVERY_LANGUAGE"]

_ENGLISH = """
a an the this that these those some any each every either neither both all such
i me my mine myself you your yours yourself he him his himself she her hers herself it its itself
we us our ours ourselves they them their theirs themselves one ones someone something anyone anything
who whom whose which what when where why how whether
am is are was were be been being do does did doing done have has had having
can could may might must shall should will would ought
can't couldn't don't doesn't didn't isn't aren't wasn't weren't won't wouldn't shouldn't haven't hasn't hadn't
i'm i've you're you've you'd you'll he's she's it's we're we've they're they've that's what's who's where's how's
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

_ITALIAN = """
il lo la i gli le un uno una l d di a da in con su per tra fra del dello della dei degli delle al allo alla ai agli alle dal
dalla dai dalle nel nella nei nelle sul sulla sui sulle e ed o ma se che chi cui non né si ci vi ne mi ti io tu lui lei noi
voi loro mio tuo suo nostro vostro questo questa questi queste quello quella quelli quelle è sono sei siamo era erano essere
stato ha ho hanno abbiamo avere può possono deve quale quali quando dove come perché cosa quanto quanti quanta quante più
anche molto
"""

_PORTUGUESE = """
o a os as um uma uns umas de do da dos das em no na nos nas por pelo pela pelos pelas para com sem sobre entre até desde ao
aos à às e ou mas se que quem qual quais quando onde como porque quanto quantos quanta quantas não sim eu tu ele ela nós vós
eles elles você vocês me te lhe nos meu minha teu seu sua seus suas este esta estes estas esse essa isso isto aquele aquela
é são sou era eram ser foi foram está estão estar tem têm ter há pode podem deve mais muito também
"""

_DUTCH = """
de het een en of maar want dus dat die dit deze wie wat waar wanneer waarom hoe welk welke hoeveel ik jij je u hij zij ze
wij we jullie hun hen mij me jou hem haar ons mijn jouw zijn uw onze is bent ben was waren zijn geweest heb hebt heeft had
hebben wordt worden werd werden kan kunnen kon moet moeten mag mogen zal zullen zou van in op aan met voor door bij uit naar
om te tot over onder tussen zonder tegen niet geen ook nog al er als dan toen zo zeer
"""

_RUSSIAN = """
и в во на с со к ко у о об от до из за по под над при про для без через между не ни но а или да же ли бы что чтобы как
когда где куда откуда почему зачем кто какой какая какое какие каков сколько чей я ты он она оно мы вы они меня тебя его её
нас вас их мне тебе ему ей нам вам им мой твой свой наш ваш этот эта это эти тот та то те такой такое такая есть был была
было были быть будет может можно надо нужно если также только уже ещё очень
"""

_ARABIC = """
في من إلى على عن مع ب ل ك و أو ثم أن إن لا لم لن ما ماذا من متى أين كيف لماذا كم هل أي هو هي هم هن أنا أنت نحن هذا هذه ذلك
تلك هؤلاء الذي التي الذين كان كانت يكون تكون قد عند عندما بين حتى بعد قبل كل بعض غير
"""

_HINDI = """
है हैं था थी थे हो होता होती होते का की के को से में पर ने और या कि जो यह वह ये वे इस उस इन उन क्या क्यों कब कहाँ कैसे कौन किस
कितना कितने कितनी नहीं भी ही तो एक लिए साथ तक
"""

_TURKISH = """
bir bu o ve veya ya da de ki ile için gibi kadar ne neden niçin nasıl nerede hangi kim kaç mi mı mu mü ben sen biz siz
onlar var yok değil daha çok en olarak olan
"""

_VIETNAMESE = """
là gì của và có không được các những một này đó thì mà ở trong cho với từ đến khi nào ai đâu sao tại vì như thế bao nhiêu
mấy
"""

#: Language -> its words, lower case.
FUNCTION_WORDS: dict[str, frozenset[str]] = {
    "arabic": frozenset(_ARABIC.split()),
    "dutch": frozenset(_DUTCH.split()),
    "english": frozenset(_ENGLISH.split()),
    "french": frozenset(_FRENCH.split()),
    "german": frozenset(_GERMAN.split()),
    "hindi": frozenset(_HINDI.split()),
    "italian": frozenset(_ITALIAN.split()),
    "portuguese": frozenset(_PORTUGUESE.split()),
    "russian": frozenset(_RUSSIAN.split()),
    "spanish": frozenset(_SPANISH.split()),
    "turkish": frozenset(_TURKISH.split()),
    "vietnamese": frozenset(_VIETNAMESE.split()),
}

#: Those of scripts that no other language here has: they are known whatever the language of the index.
IN_EVERY_LANGUAGE = FUNCTION_WORDS["arabic"] | FUNCTION_WORDS["hindi"] | FUNCTION_WORDS["russian"]

#: Contractions that are another word without their apostrophe, as which they are matched: "I'd", but not an id.
CONTRACTIONS = frozenset({"i'd", "i'll", "he'll", "she'll", "we'll", "he'd", "she'd", "we'd"})
