"""What sort of thing a question wants to hear, and whether a text has one."""

from time import perf_counter

import pytest

from indexer.indexing import index_corpus
from indexer.model import Verdict
from indexer.searching import Searcher
from indexer.settings import Settings
from indexer.text.analysis.languages.wanted.wanted_values import wanted_value


@pytest.mark.parametrize(
    ("question", "has", "lacks"),
    [
        ("How many people are affected?", "It affects 1 in 20,000.", "People with it are often tired."),
        ("How many people are affected?", "About 5% are.", "Changes of the RB1 gene cause it."),
        ("How many people are affected?", "Several thousand have it.", "It is caused by a gene."),
        ("how many of the 3 doors are open", "Two are.", "The 3 doors are made of oak."),
        ("How much does the hire cost?", "The hire is free.", "The cost depends on the season."),
        ("How much does lunch cost?", "Lunch is £5.", "Lunch is served from noon to two."),
        ("How much does lunch cost?", "The price is five.", "It opens at 12."),
        ("What does a ticket cost?", "Tickets are 5 dollars.", "Tickets are sold at 3 places."),
        ("Was kostet der Versand?", "Er ist gratis.", "Er dauert 3 Tage."),
        ("¿Cuánto cuesta la paella?", "Paella: 14 €", "Se sirve a las 9."),
        ("How old are the juniors?", "They are 12 to 16.", "They row from 17:30 to 19:00."),
        ("How much of it is there?", "There are 15 kg.", "It comes at 15:00."),
        ("How large may messages be?", "They may have 256 KB.", "Queues hold 10,000 messages."),
        ("Quel est le prix du bateau ?", "Il coûte 400 euros.", "Son achat est refusé par 5 voix."),
        ("what is the price of a boat?", "A boat is £400.", "Boats are sold by 5 shops."),
        ("how many messages can a queue hold?", "Queues hold 10,000 messages.", "It runs for 3 months."),
        (
            "wie lange dauert die Kur?",
            "Sie dauert zwei Wochen.",
            "Einmal begonnen, hilft sie, was auch immer geschieht.",
        ),
        ("how often is it cleaned?", "It is always cleaned.", "It is cleaned by Tom."),
        ("how high may hedges be?", "They may be 2 m high.", "They stay uncut from 1 March to 30 June."),
        ("Combien pèse la caisse ?", "Elle pèse 41 kg.", "La caisse n'est pas prête."),
        ("what is the number of the porters?", "Porters: 4471.", "The porters have no fixed number."),
        ("how many may attend the course?", "Up to 12 may attend it.", "It is on 12 May."),
        ("how many people may attend?", "Up to 12 may attend.", "Attend on 12 May."),
        ("how long is the shed?", "The shed is 3 m long.", "Sheds may be at most 2.4 m high."),
        ("how tall is the shed?", "Sheds are 2.4 m high.", "Sheds are 2.4 m wide."),
        ("how much is a tour?", "A tour is 6 pounds.", "A tour is booked two days ahead."),
        ("how much is the notice period?", "It is two months.", "It is said in the lease."),
        ("when was it made?", "It was made in 1811.", "² Compare the one in the archive."),
        ("when did it break?", "It broke on the second day.", "It broke on the hill."),
        ("how old is the boiler?", "It was built in 1998.", "Boiler: Ferrano Eco 24, safe to use."),
        ("how old is the boat?", "It is 12 years old.", "It carries at most 6 persons."),
        ("how old must a tenant be?", "Tenants under 21 need help.", "They pay at 7:30."),
        ("how long is the flight?", "It takes 2 hours.", "It leaves on 14 July 2023 at 19:25."),
        ("how long is it open?", "It is open from 8:00 to 12:30.", "It opens at 8:00."),
        ("how long is the Heron?", "It is 9.", "Rosa | 2021 | yes | Heron"),
        ("when was Peter born?", "Born on 4.8.1968.", "Peter, phone 030 555 8812"),
        ("who repaired the roof?", "Lee & Son did.", "The roof was repaired in February."),
        ("who made the lathe?", "Weiler made it.", "Never wear gloves at it."),
        ("wie alt ist Renate?", "Renate ist 61.", "Renate, Telefon 0421 33 07 91"),
        ("how old was Ada?", "Ada was 12.", "It is unusual ², and new."),
        ("where was Ada born?", "Birthplace: Ludford", "Treasurer: Ole, Telefon 0421"),
        ("how many buttons does it need?", "It needs just one button.", "One may press the buttons."),
        ("how many buttons does it have?", "It has one large button.", "One day its buttons broke."),
        ("wie viele Tasten hat es?", "Es hat nur eine Taste.", "Eine Taste ist rot."),
        ("when was the app first released?", "It was released in 2019.", "See issue #5735 on its first release."),
        (
            "when was the app first released?",
            "The first release 2019 was small.",
            "The app came in release 2019.1 of it.",
        ),
        ("wie lange dauert der Umzug?", "Er dauert 2 Stunden.", "Der Umzug des Projektes mit REDAXO 4.x beginnt."),
        ("how long does the upgrade take?", "It takes 20 minutes.", "The upgrade needs at least Python 3."),
        ("wie lange dauert der Umzug?", "Ab Klasse 5 bis zu 2 Stunden.", "Ab Klasse 5 gibt es rex_62_params."),
        ("wie lange dauert der Umzug?", "Für Gruppe 30 Minuten.", "Die REDAXO 4 Datenbank zieht um."),
        ("how many plugins are there?", "There are 12 plugins.", "Plugins came in version 2 of it."),
        ("how many people live there?", "One old man lives there, of 2 people.", "One wants people there."),
        ("how many buttons does it have?", "It has a total of one button.", "No one buttons it."),
        ("how many buttons does it have?", "It has one single red button, or 2.", "If one buttons it, it is warm."),
        ("how many cars has he?", "He has one car.", "He has one carpet, and cars."),
        ("how many boxes came?", "One red box came.", "One day boxes came."),
        ("how many parties has he?", "He has one party.", "One sees parties."),
        ("how many pages are there?", "There are 12 pages.", "They begin on page 3."),
        ("how many guests came?", "Just one guest came.", "Exactly one hour later they came."),
        ("wie viele Gäste kamen?", "Es kam nur ein Gast.", "Genau eine Stunde später kam jemand."),
        ("how many hours does it take?", "It takes 1 hour.", "It takes 1 week."),
        ("how many days does it take?", "It takes one day.", "It takes one hour."),
        ("wie viele Tage dauert es?", "Es dauert 1 Tag.", "Es dauert 1 Jahr."),
        ("how long did the war last?", "From September 1914 until autumn.", "The war of Windows 98 is over."),
        ("how long is the ride?", "The ride by Train 90 mins.", "The ride with Linux 6 has begun."),
        ("how long is the ride?", "The ride by Train 1h30.", "The ride with Linux 6 has begun."),
        ("how long is the stay?", "A stay in Rome 2 nights.", "A stay with Windows 11 is fine."),
        ("wie lange gilt die Frist?", "Für Verbraucher 14 Werktage.", "Die Frist kommt mit Python 3 zurecht."),
        ("how old is Bruno?", "Bruno is eight years old.", "He eats twice a day, at 7:30."),
        ("how old is the bridge?", "It was built in 1844.", "It is 40 m long and opened on 4 May."),
        ("how old must members be?", "Members are over 16.", "Members pay 16 euros."),
        ("Wie alt ist Bruno?", "Er ist acht Jahre alt.", "Er frisst um 7:30 Uhr."),
        ("what is the gate code?", "The gate code is 4471.", "The gate code is changed every first of April."),
        ("what is the password?", "Password: swordfish", "The password is known to Ann."),
        ("what is the password?", "The password is swordfish.", "It was set 3 days ago."),
        ("Wie lautet das Passwort?", "Das Passwort lautet „Quitte“.", "Das Passwort ist bekannt."),
        ("who owns the boat?", "The boat belongs to Ann.", "The boat carries six."),
        ("who owns the boat?", "Ann owns it.", "The boat carries six of the Sander family."),
        ("who owns the boat?", "It is Ann's boat.", "The boat, built by Ann, carries six."),
        ("wem gehört das Boot?", "Eigentümerin ist Ada.", "Das Boot trägt sechs."),
        ("where was Ada born?", "Ada was born in Ludford.", "Ada was born on 2 June 1729 and became a smith."),
        ("where was Ada born?", "born | Ludford", "born | 17 May 1801"),
        ("where did Ada die?", "She died at sea.", "She died in the summer of 1801."),
        ("where do quokkas live", "On an island off the coast.", "They live for ten years."),
        ("wo wurde Ada geboren?", "Geboren in Köln.", "Geboren im Mai 1801."),
        ("within what time must it be paid?", "Within one month.", "It must be paid to the court."),
        ("How long is the old bridge?", "It has 40 metres.", "It was built in 1844."),
        ("How long was the war?", "It lasted from 1914 to 1918.", "It ended in 1918."),
        ("How long do refunds take?", "They are paid within days.", "They are paid to the card."),
        ("How long does installation take?", "It takes 3 hours.", "It costs from 900 €."),
        ("How long does installation take?", "It takes 3.", "It costs $ 900 and weighs 20 kg."),
        ("When was it sold?", "It was sold in 1990.", "It was sold for £1,990."),
        ("How often does it rain?", "It rarely rains.", "It rains in the hills."),
        ("When was the mill built?", "It was built in 1820.", "It was built by the river."),
        ("When was the shop closed?", "It was closed on Wednesdays.", "It was closed by the city."),
        ("When did the lease end?", "It ended in 3 days.", "Pay within 30 days after the end of it."),
        ("When did the war end?", "It ended in the spring.", "It ended in defeat."),
        ("Which year did it open?", "It opened in 1999.", "It opened late."),
        ("Who created Clojure?", "Clojure was made by Rich Hickey.", "Clojure was created to be practical."),
        ("Who created Clojure?", "He created it alone.", "The language was created for programs that run at once."),
        ("Who won the match?", "The blue team won the match.", "The match was won at night."),
        (
            "Who wrote the report?",
            "The report was written by our volunteers.",
            "The report was newly written in haste.",
        ),
        ("Wie viele Äpfel gibt es?", "Es gibt zwölf.", "Es gibt Äpfel und Birnen."),
        ("Wie lange dauert es?", "Es dauert Wochen.", "Es dauert an."),
        ("Combien de temps dure la visite ?", "Elle dure deux heures.", "Elle est guidée."),
        ("¿Cuántos perros hay?", "Hay siete.", "Hay perros en la calle."),
        ("what is the phone number of the office?", "Office: 01632 960 118.", "Phones are left in the office."),
        ("What's the support email?", "Write to help@x.org.", "Email is answered in two days."),
        ("Wie lautet die Telefonnummer der Praxis?", "Tel. 030 12345", "Das Telefon ist besetzt."),
        ("what is the website of the club", "See www.club.org.", "The website is new."),
        ("at what temperature is it baked?", "Bake at 240 °C for 20 minutes.", "Bake for 25 to 30 minutes."),
        ("at what temperature is it stored?", "Keep in a cool place.", "Use within 6 months."),
        (
            "how heavy is the camera?",
            "It weighs 1.2 kg.",
            "Range: 25 m, delay 0.3 s, 10 to 60 seconds, 8 AA batteries.",
        ),
        ("how heavy is the camera?", "model | weight (kg)\nC2 | 1.2", "model | range (m)\nC2 | 25"),
        ("how tall is the tower?", "It is 324 metres tall.", "It was built in 1889 by 300 workers."),
        ("what time does it open?", "It opens at 9.", "It opens for members."),
        ("how long can a video be?", "up to 10 minutes", "Not yet; see issue 41."),
        ("how many rooms are there", "Rooms 12", "They are on floor 3."),
        ("how many tablets a day?", "one every 6 hours", "for 6 hours"),
        ("how many days are left?", "30 days", "30 euros"),
        ("Wie viele Kinder sind dort?", "Es sind 20 Kinder.", "24 Stunden, 5 Euro, am 13. März um 6:30 Uhr."),
        ("when do doors open?", "Doors open at seven.", "Doors open at the back."),
        ("when do the lights go on?", "They go on at dusk.", "They go on at the gate."),
        ("when is the fair?", "In May.", "May we go to the fair?"),
        ("when was the fair?", "It was in May.", "It may be cold."),
        ("Hoe diep is de haven?", "De haven is 3 meter diep.", "De haven telt 80 plaatsen."),
        ("A che ora apre il forno?", "Apre alle sei.", "Apre alle donne."),
        ("Сколько стоит билет?", "Билет стоит сто рублей.", "Билет продают два кассира."),
        ("Сколько времени работает касса?", "Касса работает два часа.", "Касса работает в зале."),
        ("Сколько книг в зале?", "В зале двадцать книг.", "Книги выдаются на два месяца."),
        ("Quantos barcos há?", "Há três barcos.", "Há barcos no rio."),
        ("how long is it closed?", "The closure is temporary.", "Temporary shelters are closed."),
        ("how long is the place yours?", "It is permanent.", "The permanent staff have it."),
        ("Um wie viel Uhr öffnet das Bad?", "Es öffnet um neun.", "Es öffnet um die Ecke."),
        ("¿A qué hora abre?", "Abre a las ocho.", "Abre a las visitas."),
        ("À quelle heure ouvre la piscine ?", "Elle ouvre à neuf heures.", "Elle ouvre à tous."),
        ("猫は一日に何回食べますか", "二回食べます。", "よく食べます。"),
        ("会議室は何人入れますか", "20人まで入れます。", "会議室は広いです。"),
        ("休暇は何日ありますか？", "年に28日あります。", "休暇は社員にあります。"),
        ("駅まで何分かかりますか", "5分です。", "駅は北にあります。"),
        ("りんごはいくつありますか", "三つあります。", "りんごがあります。"),
        ("入場料はいくらですか", "500円です。", "入場は9時からです。"),
        ("入場料はいくらですか？", "入場は無料です。", "入口は北です。"),
        ("工事はどのくらい続きますか", "3か月続きます。", "工事は市が行います。"),
        ("店はいつ開店しましたか", "1998年に開店しました。", "店主が開店しました。"),
        ("何曜日に休みますか", "月曜日に休みます。", "店は休みます。"),
        ("门票多少钱？", "门票20元。", "门票在门口卖。"),
        ("门票多少钱？", "免费。", "9点开门。"),
        ("公司有几名员工？", "有35名员工。", "员工很好。"),
        ("税率是多少", "税率为百分之十三。", "税率由政府定。"),
        ("装修要多久？", "要3个月。", "装修由工人做。"),
        ("装修要多久？", "要3个月。", "装修费30000元。"),
        ("学校什么时候成立的？", "成立于1956年。", "学校由市政府成立。"),
        ("房间多大？", "30平方米。", "房间在楼上。"),
        ("会议在几点开始？", "下午3点开始。", "会议在楼上。"),
        ("公元多少年建成?", "公元300年建成", "由国王建成"),
        ("직원은 몇 명입니까?", "직원은 20명입니다.", "직원이 있습니다."),
        ("도서관은 몇 시에 문을 여나요?", "여덟 시에 문을 엽니다.", "문을 엽니다."),
        ("입장료는 얼마입니까?", "5000원입니다.", "입구에서 냅니다."),
        ("학교는 언제 설립되었습니까?", "1956년에 설립되었습니다.", "시에서 설립했습니다."),
        ("공사는 얼마나 오래 걸립니까?", "3개월 걸립니다.", "시에서 합니다."),
        ("มีพนักงานกี่คน", "มีพนักงาน 20 คน", "พนักงานดี"),
        ("ตั๋วราคาเท่าไร", "ตั๋วราคา 50 บาท", "ซื้อตั๋วที่ประตู"),
        ("ห้องสมุดเปิดกี่โมง", "เปิดแปดโมง", "ห้องสมุดเปิด"),
        ("โรงเรียนก่อตั้งเมื่อใด", "ก่อตั้งปี 1956", "รัฐก่อตั้ง"),
        ("เดินทางนานเท่าไร", "สามชั่วโมง", "เดินทางด้วยรถ"),
    ],
)
def test_a_text_with_what_is_wanted_is_told_from_one_without(question, has, lacks):
    wanted = wanted_value(question)
    assert wanted.is_in(has) and not wanted.is_in(lacks)


@pytest.mark.parametrize(
    "question",
    [
        "When should I call a doctor?",
        "how do I change my phone number?",
        "what is the phone number field for?",
        "what time zone is it",
        "いくら待っても来ないのはなぜですか",
        "いつも開いていますか",
        "医者にはいつ行くべきですか",
        "什么时候应该看医生",
        "几乎所有人都同意吗",
        "เกี่ยวกับอะไร",
        "컴퓨터는 어떻게 켜나요",
        "who is at risk",
        "how to open the door",
        "why so many doors",
        "where is it",
        "",
        "wer ist da",
    ],
)
def test_a_question_that_anything_may_answer_wants_nothing_certain(question):
    assert wanted_value(question) is None


@pytest.mark.parametrize(
    "question",
    [
        "when will the migration end?",
        "When is the talk?",
        "Bis wann ist offen?",
        "when does it rain",
        "by when is it done",
    ],
)
def test_a_day_is_preferred_where_something_else_may_answer_as_well(question):
    wanted = wanted_value(question)
    assert not wanted.certain and wanted.worth("It will end on 30 April.") > wanted.worth("It is 70 % done.") == 1.0


def test_a_number_of_what_is_counted_is_worth_most():
    wanted = wanted_value("How many employees does the firm have?")
    worths = [wanted.worth(text) for text in ("Norden has 500 employees.", "It has 23 shops.", "It has employees.")]
    assert worths == sorted(worths, reverse=True) and len(set(worths)) == 3 and worths[-1] == 1


@pytest.fixture(scope="module")
def searcher(tmp_path_factory):
    folder = tmp_path_factory.mktemp("wanted")
    (folder / "docs").mkdir()
    texts = {
        "firm.txt": "The firm Norden sells tools. The firm has 23 shops that employees run. Norden has 500 employees.",
        "clojure.txt": "Clojure is a small language. Clojure was created to be practical, and it runs on many machines.",
        "boats.txt": "The hire of boats costs more in summer. Boats are at the pier.",
        "mill.txt": "The mill stands by the river. The mill was built in 1820. Flour was ground there.",
    }
    for name, text in texts.items():
        (folder / "docs" / name).write_text(text, encoding="utf-8")
    settings = Settings.load(index=folder / "index", semantic="off", workers=1)
    index_corpus(settings, [folder / "docs"])
    return Searcher(settings)


@pytest.mark.parametrize("question", ["Who created Clojure?", "How much does the hire of boats cost?"])
def test_what_names_nobody_or_no_amount_answers_no_such_question(searcher, question):
    answer = searcher.ask(question)
    assert answer.verdict is Verdict.RELATED and answer.hits[0].answer is None


@pytest.mark.parametrize(
    ("question", "sentence"),
    [
        ("How many employees does the firm have?", "Norden has 500 employees."),
        ("When was the mill built?", "The mill was built in 1820."),
    ],
)
def test_the_sentence_that_has_what_is_wanted_is_marked(searcher, question, sentence):
    answer = searcher.ask(question)
    start, end = answer.hits[0].answer
    text = answer.hits[0].passage.text
    assert answer.verdict is Verdict.ANSWERED and sentence in text[start:end] and "23" not in text[start:end]


def test_raised_figures_without_end_take_no_time_by_the_square():
    wanted = wanted_value("when does it open?")
    started = perf_counter()
    assert not wanted.is_in("¹" * 20_000)
    assert perf_counter() - started < 10
