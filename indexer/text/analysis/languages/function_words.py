"""Words that shape a question and say little about its subject, by language.

Closed classes only (articles, prepositions, pronouns, auxiliaries, conjunctions, question words), written down here
since NLTK's lists are a download. For languages without a list, the idf of the corpus does the same work more slowly.
"""

from __future__ import annotations

__all__ = ["CONTRACTIONS", "FUNCTION_WORDS", "IN_EVERY_LANGUAGE", "OF_ANY_LANGUAGE"]

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
others mostly nearly likely described describes describing explained explains explaining meaning meanings knows knowing
tells telling
wants wanted wanting lets letting coming willing overly evenly likes liked
ups downs outs offs
"""

_GERMAN = """
der die das den dem des ein eine einen einem einer eines und oder aber denn sondern dass ob wenn weil als wie falls
damit
ich du er sie es wir ihr mich dich sich uns euch mir dir ihm ihn ihnen
mein meine meinen meinem meiner meines dein deine deinen deinem deiner sein seine seinen seinem seiner seines
unser unsere unseren unserem unserer euer eure ihre ihren ihrem ihrer ihres
dies diese dieser dieses diesen diesem jene jener jenes jenen jenem jede jeder jedes jeden jedem alle allen aller
alles
wer wen wem wessen was wann wo warum wieso weshalb welche welcher welches welchen welchem wohin woher womit wofür
wodurch
woran worauf woraus worin worüber wovon wovor wozu wobei
bin bist ist sind seid war waren warst sein gewesen habe hast hat haben habt hatte hatten hätte hätten werde wird
werden
wurde wurden würde würden worden geworden kann kannst können konnte konnten könnte könnten soll sollen sollte sollten
muss musst müssen musste mussten müsste darf dürfen durfte dürfte mag möchte möchten will wollen wollte wollten
von vom zu zum zur in im ins an am auf aus bei beim mit nach seit über unter vor für um durch gegen ohne bis zwischen
während wegen trotz statt hinter neben innerhalb außerhalb pro je gemäß laut
nicht kein keine keinen keinem keiner keines auch nur noch schon sehr man hier dort da dann so etwa ja nein bitte
doch mal
dabei dafür dagegen daher dadurch damit danach daran darauf daraus darin darüber davon dazu deren dessen denen
möchtest möchtet könntest könntet könnt könne solltest solltet sollst wäre wären wärst willst wollt darfst dürft würde
würdest
würden würdet musstest müsstest müssten müsst mögen magst hab deines unseres unserem eures euren eurem eurer allem
nichts
gemäss ausserhalb fürs aufs ans ums durchs derselbe dieselbe dasselbe derselben demselben denselben desselben
dieselben unten hinten oben vorn vorne
"""

_FRENCH = """
le la les un une des du de d l et ou mais donc or ni car que qu qui quoi dont où quand comment pourquoi quel quelle
quels
quelles lequel laquelle lesquels lesquelles combien si lorsque puisque parce afin comme puis
je j tu il elle on nous vous ils elles me m te t se s lui leur leurs eux moi toi soi mon ton son ma ta sa mes tes ses
notre votre nos vos ce c cet cette ces cela ça ceci celui celle ceux celles y en tout toute tous toutes
suis es est sommes êtes sont étais était étions étaient sera seront serait soit été être ai as a avons avez ont avait
avaient aura aurait eu avoir fait font faire peut peux peuvent pouvons pouvez pouvait pourrait doit dois doivent devez
faut veut va vont
à au aux dans par pour sur sous avec sans entre vers chez depuis pendant avant après contre jusque selon dès hors
ne n pas plus moins très aussi ainsi alors même oui non ici là
qu'est c'est qu'il qu'elle qu'on n'est d'un d'une l'on s'il j'ai
e lorsqu puisqu jusqu quelqu quelque quelques pourra pourras pourrez pourront pourrais pourrait pourraient pouvant
mêmes aurez auras aurait
auraient seras serez seraient soient sois soyez faites faite faits unes dune dun cest jai quil quon lon nesta nest
ayant étant
ayez
"""

_SPANISH = """
el la los las un una unos unas lo al del de y o u e pero sino que quien quienes qué quién quiénes cuál cuáles cual
cuales
cuándo cuando dónde donde adónde cómo como por para porque pues aunque mientras según
con sin sobre entre hasta desde en a ante bajo contra durante tras hacia mediante
yo tú él ella usted ustedes nosotros nosotras vosotros ellos ellas me te se nos os le les mí ti sí
mi tu su mis tus sus nuestro nuestra nuestros nuestras vuestro vuestra
soy eres es somos son era eran fue fueron ser sido sea está estás están estaba estaban estar
he has ha hemos han había habían hay haya haber hace hacer puede puedo puedes pueden podría poder debe debo deben
tiene
tengo tienen tener quiere quiero va van
no ni si más menos muy también como así ya
este esta estos estas esto ese esa esos esas eso aquel aquella aquellos aquellas todo toda todos todas
cuanto cuánto cuánta cuántos cuántas
quieres quieras quiera quieran queremos tienes tenemos tenga tengas tengan debes debemos podemos podrán podrá podrían
pueda
puedan serán será sería estará hacerlo haciendo siendo teniendo habiendo hayas hayan vas vamos
"""

_ITALIAN = """
il lo la i gli le un uno una l d di a da in con su per tra fra del dello della dell dei degli delle al allo alla all
ai
agli alle dal dallo dalla dall dai dagli dalle nel nello nella nell nei negli nelle sul sullo sulla sull sui sugli
sulle
e ed o od ma se che chi cui non né si ci vi ne mi ti anche poi però dunque quindi mentre durante dopo prima senza
verso
io tu lui lei noi voi loro mio mia miei mie tuo tua tuoi tue suo sua suoi sue nostro nostra nostri vostro vostra
questo questa questi queste quello quella quelli quelle quel quei ciò tutto tutta tutti tutte ogni
è sono sei siamo siete era erano sia essere stato stata stati state ho hai ha abbiamo avete hanno aveva avevano avere
può posso puoi possono potrebbe potere deve devo devono dovrebbe dovere fa fanno fare vuole viene vengono
quale quali qual quando dove dov come com perché cosa cos quanto quanti quanta quante più meno molto così già
molti molta molte possiamo potete possa possano potrà potranno potrebbero devi dobbiamo dovete debba debbano dovrà
dovranno dovrebbero vengano aver avere avrà avranno sarà saranno siano fosse quell quest cioè perciò cose
"""

_PORTUGUESE = """
o a os as um uma uns umas de do da dos das d em no na nos nas num numa por pelo pela pelos pelas para com sem sobre
entre
até desde ao aos à às e ou mas nem se que quem qual quais quando onde como porque porquê pois embora enquanto
quanto quantos quanta quantas durante após contra conforme segundo
não sim eu tu ele ela nós vós eles elas você vocês me te lhe lhes nos vos mim si
meu minha meus minhas teu tua seu sua seus suas nosso nossa nossos nossas dele dela deles delas
este esta estes estas esse essa esses essas isso isto aquele aquela aqueles aquelas aquilo todo toda todos todas
é sou és somos são era eram fui foi foram seja ser sido está estou estão estava estavam estar tem têm tenho tinha
ter há
havia haver pode posso podem poderia poder deve devo devem dever faz fazer vai vão quer
mais menos muito também já ainda assim
será serão seria sejam sendo forem poderá poderão poderia podendo deverá deverão tenha tenham terá terão fora porém
queira queiram estará estarão estiver estiverem fosse
"""

_DUTCH = """
de het een en of maar want dus dat die dit deze dan als toen terwijl omdat zodat hoewel indien
wie wat waar wanneer waarom hoe welk welke hoeveel waarvoor waarmee waardoor waarop waaruit waarin waarover waarvan
wiens
ik jij je u hij zij ze wij we jullie hun hen mij me jou hem haar ons onze mijn jouw zijn uw zich
is bent ben was waren zijn geweest heb hebt heeft had hadden hebben wordt word worden werd werden geworden
kan kunt kunnen kon konden moet moeten moest mag mogen mocht zal zult zullen zou zouden wil wilt willen
van in op aan met voor door bij uit naar om te tot over onder tussen zonder tegen per sinds tijdens na vanaf volgens
binnen buiten achter naast wegens
niet geen ook nog al er hier daar zo zeer men alle elk elke ieder iedere
heet overige niets allen eens
"""

_RUSSIAN = """
и в во на с со к ко у о об обо от до из за по под над при про для без через между перед после около среди против
вместо
не ни но а или да же ли бы б что чтобы как так когда где куда откуда почему отчего зачем пока хотя потому поэтому
кто кого кому кем ком чего чему чем чём какой какая какое какие какого какому каком каких какими каким какую
каков какова каково каковы который которая которое которые которого которой которых сколько чей чья чьё чьи
я ты он она оно мы вы они меня тебя его её ее нас вас их мне тебе ему ей нам вам им ими мной тобой нём ней них себя
себе
мой моя моё мои твой твоя свой своя своё свои своего своей своих наш наша наше наши ваш ваша ваше ваши
этот эта это эти этого этой этому этих тот та то те того той тому тех такой такая такое такие весь вся всё все всех
есть был была было были быть будет будут является являются может можно могут мог надо нужно должен должна должны если
также только уже ещё еще очень более менее тоже там тут здесь
"""

_ARABIC = """
في من إلى على عن مع ب ل ك و ف أو ثم أن إن أنّ لا لم لن ليس ليست ما ماذا متى أين كيف لماذا كم هل أي أية أيّ بماذا لمن
مم عم
مما عما بكم هو هي هم هن هما أنا نحن أنت أنتم هذا هذه ذلك تلك هؤلاء الذي التي الذين اللذان اللواتي كان كانت كانوا
يكون تكون
قد لقد سوف عند عندما حيث إذا لو بين حتى بعد قبل منذ خلال كل بعض غير أيضا فقط يمكن يمكنني يجب يتم تم هناك له لها لهم
فيه
فيها منه منها به بها عليه عليها إليه إليها التى الى
"""

_HINDI = """
है हैं हूँ था थी थे थीं हो होता होती होते हुआ हुई हुए होना का की के को से में पर ने और या कि जो तो ही भी न नहीं मत
यह वह ये वे इस उस इन उन इसे उसे इसका उसका इसके उसके इसकी उसकी इनका उनका उनके मैं हम तुम आप मेरा मेरे मेरी हमारा
हमारे आपका
आपके आपकी अपना अपने अपनी क्या क्यों कब कहाँ कहां कैसे कैसा कैसी कौन कौनसा कौनसी किस किसे किसका किसके किसकी किसने किन
किन्हें
कितना कितने कितनी एक लिए साथ तक द्वारा बाद पहले जब तब अगर यदि लेकिन किया करना करने करता करती करते कर गया गई गए जाता
जाती जाते सकता सकती सकते रहा रही रहे कुछ सभी
"""

_TURKISH = """
bir bu o bunu onu bunun onun ve veya ya da de ki ile için gibi kadar göre ise ama fakat ancak çünkü eğer hem
ne neden niçin niye nasıl nerede nereye nereden neresi hangi hangisi kim kimi kimin kime kimler kaç kaçta kaçıncı
nedir
nelerdir kimdir mi mı mu mü midir mıdır mudur müdür ben sen biz siz onlar beni seni bizi sizi bana sana ona bize size
var yok değil daha çok en az her hiç olarak olan olur oldu olduğu olmak eden eder etmek edilir sonra önce üzere
arasında
tarafından içinde
"""

_VIETNAMESE = """
là gì của và có không được bị các những một này đó ấy kia thì mà ở trong ngoài cho với từ đến tới khi nào ai đâu sao
tại vì
như thế bao nhiêu mấy nếu nhưng hoặc hay cũng đã đang sẽ rất về theo do để bởi trên dưới tôi bạn anh chị họ chúng ta
phải nên lại ra vào
"""

_POLISH = """
i oraz a ale lub albo czy że żeby aby bo ponieważ jeśli jeżeli gdy kiedy gdzie dokąd skąd dlaczego czemu po co jak
jaki
jaka jakie jakiego jakiej jakich kto kogo komu kim czym czego który która które którego której których ile czyj czyja
w we na z ze do od dla przez przy po pod nad o u bez za między przed podczas według
nie tak się jest są był była było były być będzie będą ma mają miał mieć może można mogą musi należy trzeba
ja ty on ona ono my wy oni one mnie ciebie go jej nas was ich mi ci mu nam wam im mój moja moje twój swój nasz wasz
ten ta to te tego tej tym tych tę tamten taki taka takie także też już jeszcze tylko bardzo więcej
"""

_SWEDISH = """
och eller men att som om när där vad vem vilka vilken vilket varför hur var vart varifrån hos i på av för till från
med
utan under över mellan efter före vid genom mot enligt sedan den det de en ett denna detta dessa dess
jag du han hon vi ni dem mig dig sig oss er min mitt mina din ditt dina sin sitt sina hans hennes vår vårt våra deras
är var vara varit har hade ha blir blev bli blivit kan kunde ska skall skulle måste får får vill inte ej också bara
mycket mer än så här
"""

_DANISH_AND_NORWEGIAN = """
og eller men at som om når hvor hvornår hvad hva hvem hvilken hvilket hvilke hvorfor hvordan hvorfra i på af av for
til
fra med uten uden under over mellem mellom efter etter før ved gennem gjennom mod mot ifølge den det de en et denne
dette
disse jeg du han hun vi dem deg dig seg sig oss os min mit mitt mine din dit ditt dine sin sit sitt sine hans hendes
hennes
vår vores deres er var være vært har havde hadde have ha bliver blir blev ble blive bli kan kunne skal skulle må vil
ville
ikke også bare kun meget mer mere end enn så her der
"""

_KOREAN = """
은 는 이 가 을 를 의 에 에서 와 과 도 그 저 것 수 등 및 또는 그리고 무엇 무엇을 무엇이 무엇인가요 무엇입니까 무슨
어떤 어떻게 어느 언제
어디 어디서 어디에 누구 누가 왜 얼마 얼마나 몇 있나요 있습니까 합니까 하나요 됩니까 되나요 인가요 입니까
"""

_GREEK = """
ο η το οι τα του της των τον την τους τις ένας μια μία ένα ενός μιας και ή αλλά όμως ούτε είτε ότι πως που όταν αν
εάν ενώ επειδή διότι γιατί ώστε όπως καθώς αφού πριν μετά ποιος ποια ποιο ποιοι ποιες ποιον ποιου ποιας ποιων τι πού
πότε πώς πόσο πόσα πόσοι πόσες πόση πόσος σε στο στη στην στον στους στις στα από με για προς χωρίς κατά μέχρι ως
έως μεταξύ ανάμεσα μέσα έξω πάνω κάτω είναι ήταν είμαι είσαι είμαστε έχει έχουν είχε είχαν έχω θα να δεν μην μη ας
μου σου μας σας αυτός αυτή αυτό αυτοί αυτές αυτά αυτού αυτής αυτών εκείνος εκείνη εκείνο κάθε κάποιος κάποια κάποιο
όλα όλοι όλες πολύ πιο επίσης μόνο ακόμα ακόμη όχι ναι
"""

_HEBREW = """
של את על אל עם בין לפני אחרי תחת מעל לפי כדי בגלל למען ליד מן או אבל אך אלא אם כי כאשר אשר לכן גם רק עוד כבר מאוד
יותר פחות מה מי מתי איפה היכן לאן מאין איך כיצד למה מדוע כמה איזה איזו אילו האם מהו מהי מיהו מיהי הוא היא הם הן אני
אתה אנחנו אתם זה זו זאת אלה אלו היה הייתה היו יהיה תהיה יהיו להיות יש אין לא כן כל כך שלו שלה שלהם אותו אותה אותם לו
לה להם בו בה בהם עד מאז דרך ללא בלי כמו לאחר בתוך מתוך אחד אחת ידי
"""

_PERSIAN = """
و یا اما ولی که اگر چون زیرا تا از به در با بر برای بدون بین میان روی زیر پس پیش بعد قبل هنگام را رو هم نیز فقط خیلی
بسیار این آن اینها آنها همین همان هر هیچ همه بعضی یک من تو او ما شما ایشان وی خود است هست نیست بود بودند باشد هستند
شد شده شدند شود می نمی ها های کرد کرده کردند کند کنند دارد دارند داشت داشته چه چی چیست چیه چرا چگونه چطور چند چقدر
کی کیست کدام کجا کجاست آیا توسط طی نام
"""

_ROMANIAN = """
un o unei unui unor al a ai ale cel cea cei cele lui și sau ori dar însă iar că să dacă când cînd unde cum de ce
care cine cui căruia căreia cărora pe cât câtă câți câte pentru cu fără din în la prin spre până după înainte între
sub peste asupra despre către este e sunt era erau fi fost am are avem aveți au avea avut va vor ar aș nu da mai
foarte doar numai acest această acești aceste acesta aceasta acestea acel acea acei acele eu tu el ea noi voi ei ele
îl îi le se își mi ți ne vă lor său sa săi sale tot toate toți fiecare altă alt alți alte ca așa prea
"""

#: Language -> its words, lower case.
FUNCTION_WORDS: dict[str, frozenset[str]] = {
    "arabic": frozenset(_ARABIC.split()),
    "danish": frozenset(_DANISH_AND_NORWEGIAN.split()),
    "dutch": frozenset(_DUTCH.split()),
    "english": frozenset(_ENGLISH.split()),
    "french": frozenset(_FRENCH.split()),
    "german": frozenset(_GERMAN.split()),
    "greek": frozenset(_GREEK.split()),
    "hebrew": frozenset(_HEBREW.split()),
    "hindi": frozenset(_HINDI.split()),
    "italian": frozenset(_ITALIAN.split()),
    "korean": frozenset(_KOREAN.split()),
    "norwegian": frozenset(_DANISH_AND_NORWEGIAN.split()),
    "persian": frozenset(_PERSIAN.split()),
    "polish": frozenset(_POLISH.split()),
    "portuguese": frozenset(_PORTUGUESE.split()),
    "romanian": frozenset(_ROMANIAN.split()),
    "russian": frozenset(_RUSSIAN.split()),
    "spanish": frozenset(_SPANISH.split()),
    "swedish": frozenset(_SWEDISH.split()),
    "turkish": frozenset(_TURKISH.split()),
    "vietnamese": frozenset(_VIETNAMESE.split()),
}

#: Those of all languages together.
OF_ANY_LANGUAGE = frozenset().union(*FUNCTION_WORDS.values())

#: Those of scripts that no other language here has: they are known whatever the language of the index.
IN_EVERY_LANGUAGE = frozenset().union(
    *(FUNCTION_WORDS[name] for name in ("arabic", "greek", "hebrew", "hindi", "korean", "russian"))
)

#: Contractions that are another word without their apostrophe, as which they are matched: "I'd", but not an id.
CONTRACTIONS = frozenset({"i'd", "i'll", "he'll", "she'll", "we'll", "he'd", "she'd", "we'd"})
