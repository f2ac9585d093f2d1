"""Words for numbers and times, and what is counted off in documents and buildings: "page 3", "issue 41", whose number says
which one, not how many."""

from __future__ import annotations

__all__ = ["COUNTED_OFF", "NUMBER_WORDS", "TIME_WORDS"]

#: Alternatives of a verbose pattern for any case.
COUNTED_OFF = r"""pages?|floors?|chapters?|sections?|rooms?|articles?|paragraphs?|versions?|steps?|types?|stages?|grades?|
    levels?|phases?|parts?|figures?|tables?|gates?|platforms?|units?|appendix|annex|no\.?|number"""

#: Number words, and words for numbers that nobody counted or asks for, in the languages whose questions are typed; words of
#: time, as patterns.
NUMBER_WORDS = """
two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen
twenty thirty forty fifty sixty seventy eighty ninety hundred hundreds thousand thousands million millions billion
billions
dozen dozens half third quarter percent once twice several few none single double free
zwei drei vier fünf sechs sieben acht neun zehn elf zwölf zwanzig dreißig vierzig fünfzig hundert tausend millionen
milliarden hälfte drittel viertel prozent einmal zweimal mehrere wenige keine dutzend kostenlos
deux trois quatre cinq sept huit neuf dix onze douze quinze vingt trente quarante cinquante cent mille plusieurs aucun
moitié tiers quart pour dizaine centaine gratuit
twee drie vijf zeven acht negen tien twaalf twintig honderd duizend geen helft gratis
tre quattro cinque sette otto nove dieci dodici venti cento mille nessuno metà
dos tres cuatro cinco seis siete ocho nueve diez once doce quince veinte treinta cuarenta cincuenta cien mil millones
varios ninguno mitad tercio cuarto docena gratis
dois duas três quatro sete oito nove dez onze doze vinte nenhum nenhuma metade
два две двух три трёх трех четыре четырёх пять пяти шесть шести семь семи восемь девять десять десяти одиннадцать двенадцать
двадцать тридцать сорок пятьдесят сто тысяча тысячи тысяч миллион миллиона миллионов несколько половина
"""
TIME_WORDS = r"""
seconds? minutes? hours? days? weeks? fortnights? months? years? decades? centur(?:y|ies) immediately daily weekly monthly
yearly always forever overnight lifelong permanent(?:ly|(?!\s+\p{L})) temporar(?:ily|y(?!\s+\p{L})) until never
rarely seldom sometimes often usually
frequently
sekunden? minuten? stunden? tage?n? wochen? monate?n? jahre?n? sofort täglich wöchentlich monatlich jährlich immer nie
selten oft häufig manchmal meistens
secondes? heures? jours? semaines? mois ans? années? toujours jamais souvent rarement parfois
seconden? minuten? uren? uur dagen? weken? maanden? jaren? jaar altijd nooit
secondi? minuti? minuto giorn[oi] settiman[ae] mes[ei] ann[oi] sempre
segundos? minutos? horas? días? semanas? mes(?:es)? años? siempre nunca raramente
dias? ano anos
секунд[аыу]? минут[аыу]? час(?:а|ов|ы)? день дня дней сутки суток недел[юяьи] месяц(?:а|ев|ы)? год(?:а|ы)? лет всегда
никогда часто редко
"""
