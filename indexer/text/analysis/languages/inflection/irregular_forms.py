"""Forms of words that no stemmer brings together: "children" and "child", "paid" and "pay", "accoglie" and "accolto".

Only of words whose forms are forms of nothing else that is as common: "left" is also a side, "found" to set up, "saw" a
tool.
"""

from __future__ import annotations

from collections.abc import Mapping

__all__ = ["ENGLISH_BASES", "IRREGULAR_FORMS"]

_ENGLISH = """
child children, man men, woman women, foot feet, tooth teeth, mouse mice, goose geese, ox oxen, knife knives, wife wives,
half halves, wolf wolves, shelf shelves, thief thieves, loaf loaves, calf calves, criterion criteria,
phenomenon phenomena, bacterium bacteria, matrix matrices, vertex vertices, appendix appendices, nucleus nuclei,
fungus fungi, stimulus stimuli, alumnus alumni, curriculum curricula, larva larvae, vertebra vertebrae,
arise arose arisen, become became, begin began begun, bend bent, bite bitten, bleed bled, blow blew blown,
break broke broken, breed bred, bring brought, build built, burn burnt, buy bought, catch caught, choose chose chosen,
come came, deal dealt, dig dug, draw drew drawn, drink drank drunk, drive drove driven, eat ate eaten, fall fell fallen,
feed fed, feel felt, fight fought, flee fled, fly flew flown, forbid forbade forbidden, forget forgot forgotten,
forgive forgave forgiven, freeze froze frozen, give gave given, grow grew grown, hang hung, hear heard, hide hid hidden,
hold held, keep kept, know knew known, lay laid, lead led, learn learnt, lend lent, lose lost, make made, mean meant,
meet met, mistake mistook mistaken, overcome overcame, overthrow overthrew overthrown, pay paid, prove proven,
ride rode ridden, ring rang rung, run ran, say said, see seen, seek sought, sell sold, send sent, shake shook shaken,
shoot shot, show shown, shrink shrank shrunk, sing sang sung, sink sank sunk, sit sat, sleep slept, slide slid,
speak spoke spoken, spend spent, spin spun, spoil spoilt, stand stood, steal stole stolen, stick stuck, strike struck,
swear swore sworn, sweep swept, swell swollen, swim swam swum, swing swung, take took taken, teach taught,
tear tore torn, tell told, think thought, throw threw thrown, undergo underwent undergone, understand understood,
undertake undertook undertaken, wake woke woken, wear wore worn, weave wove woven, win won, withdraw withdrew withdrawn,
write wrote written
"""

_FRENCH = """
prendre prend pris prise prennent, apprendre apprend appris apprennent, comprendre comprend compris comprennent,
mettre met mis mise mettent, permettre permet permis permettent, transmettre transmet transmis transmettent,
soumettre soumet soumis soumettent, tenir tient tenu tiennent, obtenir obtient obtenu obtiennent obtention,
contenir contient contenu contiennent, devenir devient devenu deviennent, intervenir intervient intervenu interviennent,
prévenir prévient prévenu, recevoir reçoit reçu reçoivent réception, prévoir prévoit prévu prévoient,
écrire écrit écrivent, décrire décrit décrivent description, inscrire inscrit inscrivent inscription,
construire construit construisent construction, produire produisent production, réduire réduit réduisent réduction,
traduire traduit traduisent traduction, détruire détruit détruisent destruction, conduire conduit conduisent,
ouvrir ouvert ouverte ouverture, découvrir découvert découverte, offrir offert offerte, suivre suit suivi suivent,
connaître connaît connu connaissent, joindre joint joignent, atteindre atteint atteignent, élire élit élu élection,
vivre vit vécu vivent, mourir meurt mort, vendre vend vendu vente, perdre perd perdu perte, rendre rend rendu,
répondre répond répondu réponse, attendre attend attendu attente, payer paie payé paiement, envoyer envoie envoyé envoi,
choisir choisi choix, résoudre résout résolu résolution, acquérir acquiert acquis acquisition, requérir requiert requis,
servir sert servi, conclure conclut conclu conclusion, exclure exclut exclu exclusion, inclure inclut inclus,
émettre émet émis émission, croître croît croissance, courir court couru, rejoindre rejoint rejoignent
"""

_SPANISH = """
pedir pide pidió, elegir elige elección, seguir sigue siguió, conseguir consigue, hecho hizo, poner puesto pone,
volver vuelve vuelto, devolver devuelve devuelto, resolver resuelve resuelto, escribir escrito, describir descrito,
inscribir inscrito, abrir abierto, cubrir cubierto, descubrir descubierto, romper roto, ver visto, morir muere muerto,
decir dice dicho dijo, encontrar encuentra, mostrar muestra, empezar empieza, comenzar comienza, cerrar cierra,
entender entiende, perder pierde, medir mide, impedir impide, repetir repite, corregir corrige, obtener obtiene obtuvo,
mantener mantiene mantuvo, contener contiene contuvo, traducir tradujo, producir produjo, conocer conozco, jugar juega,
mover mueve, imprimir impreso, construir construye, incluir incluye, excluir excluye, distribuir distribuye, leer leyó,
recordar recuerda, despertar despierta, defender defiende, extender extiende, convertir convierte, requerir requiere
"""

_ITALIAN = """
scegliere sceglie scelto, accogliere accoglie accolto, raccogliere raccoglie raccolto, togliere toglie tolto,
scrivere scritto, descrivere descritto, iscrivere iscritto, eleggere eletto, correggere corretto, chiedere chiesto,
richiedere richiesto, chiudere chiuso, decidere deciso, dividere diviso, mettere messo, permettere permesso,
trasmettere trasmesso, vedere visto, prendere preso, rendere reso, spendere speso, rispondere risposto, nascondere nascosto,
rimanere rimane rimasto, aprire aperto, offrire offerto, coprire coperto, scoprire scoperto, tradurre traduce tradotto,
ridurre riduce ridotto, introdurre introduce introdotto, condurre conduce condotto, rompere rotto, vincere vinto,
perdere perso, discutere discusso, muovere mosso, aggiungere aggiunto, raggiungere raggiunto, spegnere spento,
vivere vissuto, nascere nato, morire muore morto, proporre propone proposto, comporre compone composto,
disporre dispone disposto, esporre espone esposto, ottenere ottiene ottenuto, mantenere mantiene mantenuto,
contenere contiene contenuto, tenere tiene tenuto, leggere legge letto, risolvere risolto, svolgere svolto,
coinvolgere coinvolto, concludere concluso, includere incluso, escludere escluso, diffondere diffuso
"""

_PORTUGUESE = """
feito fez, escrever escrito, descrever descrito, inscrever inscrito, abrir aberto, cobrir coberto,
descobrir descoberto, ver visto, dizer dito disse, trazer traz trouxe,
ganhar ganho, pagar pago, gastar gasto, eleger eleito, imprimir impresso,
suspender suspenso, manter mantém, obter obtém, conter contém, seguir sigo, morrer morto, nascer nasceu, põe posto,
propor propõe proposto, compor compõe composto, dispor dispõe disposto, expor expõe exposto, ler lê leu, sair sai saiu,
construir constrói, medir meço, perder perco, produzir produz, reduzir reduz, traduzir traduz, conduzir conduz
"""


def _others(groups: str) -> dict[str, tuple[str, ...]]:
    forms = [tuple(group.split()) for group in groups.split(",")]
    return {word: tuple(other for other in words if other != word) for words in forms for word in words}


#: By language, the other forms of a word (folded); those of its base stand for those that a stemmer makes of it.
IRREGULAR_FORMS: Mapping[str, Mapping[str, tuple[str, ...]]] = {
    "english": _others(_ENGLISH),
    "french": _others(_FRENCH),
    "italian": _others(_ITALIAN),
    "portuguese": _others(_PORTUGUESE),
    "spanish": _others(_SPANISH),
}

#: The English words of these that inflect by rule, too: "rings", "ringing"; no form of "rang" is another but "rang's".
ENGLISH_BASES = frozenset(group.split()[0] for group in _ENGLISH.split(","))
