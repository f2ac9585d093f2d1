"""What is asked in a language is answered in it: the sentence that answers is marked, and what no document answers is not.

Each index has English as its setting, as one has that nobody set up for the language.
"""

from typing import NamedTuple

import pytest

from indexer.indexing import index_corpus
from indexer.model import Verdict
from indexer.searching import Searcher
from indexer.settings import Settings


class Shop(NamedTuple):
    """Texts of a shop in one language: questions with the sentence that answers them, and questions without."""

    texts: tuple[str, ...]
    answered: tuple[tuple[str, str], ...]
    unanswered: tuple[str, ...]


SHOPS = {
    "german": Shop(
        (
            "Der Laden liegt am Markt. Rückerstattungen werden innerhalb von 14 Tagen gezahlt. Man braucht den Beleg.",
            "Der Versand kostet 4,50 Euro. Ab 50 Euro ist er kostenlos. Pakete gehen am 3. Oktober nicht hinaus.",
            "Am Sonntag ist der Laden geschlossen. Werktags öffnet er um 9 Uhr.",
        ),
        (
            ("Wie lange dauert eine Rückerstattung?", "Rückerstattungen werden innerhalb von 14 Tagen gezahlt."),
            ("Was kostet der Versand?", "Der Versand kostet 4,50 Euro."),
            ("Wann ist der Laden geschlossen?", "Am Sonntag ist der Laden geschlossen."),
        ),
        ("Welche Farbe haben die Pakete der Konkurrenz?", "Wer hat den Brief des Bürgermeisters geschrieben?"),
    ),
    "french": Shop(
        (
            "Le magasin se trouve place du Marché. Les remboursements sont versés sous 14 jours. Il faut garder le reçu.",
            "La livraison coûte 4,50 euros. Elle est gratuite à partir de 50 euros.",
            "Le dimanche, le magasin est fermé. En semaine, il ouvre à 9 h. Le parking est à côté.",
        ),
        (
            ("Combien de temps prend un remboursement ?", "Les remboursements sont versés sous 14 jours."),
            ("Combien coûte la livraison ?", "La livraison coûte 4,50 euros."),
            ("Quand le magasin est-il fermé ?", "Le dimanche, le magasin est fermé."),
        ),
        ("Quelle est la couleur des colis du concurrent ?", "Qui a écrit la lettre du maire ?"),
    ),
    "spanish": Shop(
        (
            "La tienda está en la plaza. Los reembolsos se pagan en un plazo de 14 días. Hay que guardar el recibo.",
            "El envío cuesta 4,50 euros. Es gratis a partir de 50 euros.",
            "El domingo la tienda está cerrada. Entre semana abre a las 9.",
        ),
        (
            ("¿Cuánto tiempo tarda un reembolso?", "Los reembolsos se pagan en un plazo de 14 días."),
            ("¿Cuánto cuesta el envío?", "El envío cuesta 4,50 euros."),
            ("¿Cuándo está cerrada la tienda?", "El domingo la tienda está cerrada."),
        ),
        ("¿De qué color son los paquetes del competidor?", "¿Quién escribió la carta del alcalde?"),
    ),
    "italian": Shop(
        (
            "Il negozio è in piazza. I rimborsi sono pagati entro 14 giorni. Serve lo scontrino.",
            "La spedizione costa 4,50 euro. È gratuita da 50 euro in su.",
            "La domenica il negozio è chiuso. Nei giorni feriali apre alle 9.",
        ),
        (
            ("Quanto tempo ci vuole per i rimborsi?", "I rimborsi sono pagati entro 14 giorni."),
            ("Quanto costa la spedizione?", "La spedizione costa 4,50 euro."),
            ("Quando è chiuso il negozio?", "La domenica il negozio è chiuso."),
        ),
        ("Di che colore sono i pacchi del concorrente?", "Chi ha scritto la lettera del sindaco?"),
    ),
    "portuguese": Shop(
        (
            "A loja fica na praça. Os reembolsos são pagos em até 14 dias. É preciso guardar o recibo.",
            "O envio custa 4,50 euros. É grátis a partir de 50 euros.",
            "No domingo a loja está fechada. Durante a semana abre às 9.",
        ),
        (
            ("Quanto tempo demoram os reembolsos?", "Os reembolsos são pagos em até 14 dias."),
            ("Quanto custa o envio?", "O envio custa 4,50 euros."),
            ("Quando é que a loja está fechada?", "No domingo a loja está fechada."),
        ),
        ("De que cor são os pacotes do concorrente?", "Quem escreveu a carta do prefeito?"),
    ),
    "dutch": Shop(
        (
            "De winkel ligt aan de markt. Terugbetalingen worden binnen 14 dagen gedaan. Daarvoor is de bon nodig.",
            "De verzending kost 4,50 euro. Vanaf 50 euro is zij gratis.",
            "Op zondag is de winkel gesloten. Door de week opent hij om 9 uur.",
        ),
        (
            ("Hoe lang duren terugbetalingen?", "Terugbetalingen worden binnen 14 dagen gedaan."),
            ("Wat kost de verzending?", "De verzending kost 4,50 euro."),
            ("Wanneer is de winkel gesloten?", "Op zondag is de winkel gesloten."),
        ),
        ("Welke kleur hebben de dozen van de concurrent?", "Wie heeft de brief van de burgemeester geschreven?"),
    ),
    "russian": Shop(
        (
            "Магазин находится на площади. Возврат денег занимает 14 дней. Для этого нужен чек.",
            "Доставка стоит 450 рублей. От 5000 рублей она бесплатна.",
            "В воскресенье магазин закрыт. В будни он открывается в 9 часов.",
        ),
        (
            ("Сколько времени занимает возврат денег?", "Возврат денег занимает 14 дней."),
            ("Сколько стоит доставка?", "Доставка стоит 450 рублей."),
            ("Когда магазин закрыт?", "В воскресенье магазин закрыт."),
        ),
        ("Какого цвета посылки конкурента?", "Кто написал письмо мэра?"),
    ),
    "arabic": Shop(
        (
            "يقع المتجر في الساحة. يتم دفع المبالغ المستردة خلال 14 يوما. يجب الاحتفاظ بالإيصال.",
            "تكلفة الشحن 45 ريالا. الشحن مجاني من 500 ريال.",
            "المتجر مغلق يوم الجمعة. يفتح في الساعة 9 في الأيام الأخرى.",
        ),
        (
            ("كم يستغرق دفع المبالغ المستردة؟", "يتم دفع المبالغ المستردة خلال 14 يوما."),
            ("كم تكلفة الشحن؟", "تكلفة الشحن 45 ريالا."),
            ("متى المتجر مغلق؟", "المتجر مغلق يوم الجمعة."),
        ),
        ("ما لون طرود المنافس؟", "من كتب رسالة العمدة؟"),
    ),
    "chinese": Shop(
        (
            "商店在广场旁边。退款在14天内支付。请保留收据。",
            "运费是45元。满500元免运费。",
            "商店星期天关门。平日九点开门。",
        ),
        (
            ("退款需要多长时间？", "退款在14天内支付。"),
            ("运费是多少？", "运费是45元。"),
            ("商店什么时候关门？", "商店星期天关门。"),
        ),
        ("竞争对手的包裹是什么颜色？", "谁写了市长的信？"),
    ),
    "japanese": Shop(
        (
            "店は広場にあります。返金は14日以内に支払われます。領収書が必要です。",
            "送料は450円です。5000円以上は無料です。",
            "店は日曜日に休みます。平日は九時に開きます。",
        ),
        (
            ("返金はどのくらいかかりますか？", "返金は14日以内に支払われます。"),
            ("送料はいくらですか？", "送料は450円です。"),
            ("店はいつ休みますか？", "店は日曜日に休みます。"),
        ),
        ("競合他社の小包は何色ですか？", "市長の手紙は誰が書きましたか？"),
    ),
    "korean": Shop(
        (
            "가게는 광장에 있습니다. 환불은 14일 이내에 지급됩니다. 영수증이 필요합니다.",
            "배송비는 4500원입니다. 50000원부터 무료입니다.",
            "일요일에는 가게가 문을 닫습니다. 평일에는 9시에 엽니다.",
        ),
        (
            ("환불은 얼마나 걸리나요?", "환불은 14일 이내에 지급됩니다."),
            ("배송비는 얼마인가요?", "배송비는 4500원입니다."),
            ("가게가 언제 문을 닫습니까?", "일요일에는 가게가 문을 닫습니다."),
        ),
        ("경쟁사 소포의 색깔은 무엇인가요?", "시장의 편지를 누가 썼습니까?"),
    ),
}

#: Words of each language that only ask or join: no note may say of one that no document has it.
FUNCTION_WORDS = """
wie lange was wer wann welche der die den des hat haben ist eine combien de quel quelle qui quand la le les du un est a
cuánto cuándo quién qué el los del son tiempo quanto quando chi di che il i ha è per ci quem que o os do é
hoe lang wat wanneer het van heeft hebben сколько когда кто какого كم متى من ما 谁 什么 多少 誰 何 いつ ですか
언제 누가 무엇인가요 얼마나
"""


@pytest.fixture(params=SHOPS, scope="module")
def shop(request, tmp_path_factory):
    folder = tmp_path_factory.mktemp(request.param)
    (folder / "docs").mkdir()
    for number, text in enumerate(SHOPS[request.param].texts):
        (folder / "docs" / f"{number}.txt").write_text(text, encoding="utf-8")
    settings = Settings.load(index=folder / "index", semantic="off", workers=1)
    index_corpus(settings, [folder / "docs"])
    return SHOPS[request.param], Searcher(settings)


def test_the_sentence_that_answers_is_marked_in_each_language(shop):
    texts, searcher = shop
    for question, sentence in texts.answered:
        answer = searcher.ask(question)
        hit = answer.hits[0]
        marked = (
            hit.answer and hit.passage.text[hit.answer.start - hit.passage.start : hit.answer.end - hit.passage.start]
        )
        assert (answer.verdict, marked) == (Verdict.ANSWERED, sentence), question


def test_what_no_document_answers_is_not_answered_in_any_language(shop):
    texts, searcher = shop
    for question in texts.unanswered:
        assert searcher.ask(question).verdict is not Verdict.ANSWERED, question


def test_no_note_names_a_word_that_only_asks(shop):
    texts, searcher = shop
    small = set(FUNCTION_WORDS.split())
    for question in (*texts.unanswered, *(question for question, _ in texts.answered)):
        answer = searcher.ask(question)
        named = {word.strip(".,") for note in answer.notes for word in note.split(":")[-1].lower().split()}
        assert not named & small, (question, answer.notes)
        assert not {one.typed.lower() for one in answer.corrections} & small, question
