"""Forms of English words that no stemmer brings together: "children" and "child", "paid" and "pay".

Only of words whose forms are forms of nothing else that is as common: "left" is also a side, "found" to set up, "saw" a
tool.
"""

from __future__ import annotations

from collections.abc import Mapping

__all__ = ["IRREGULAR_FORMS"]

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


def _others(groups: str) -> dict[str, tuple[str, ...]]:
    forms = [tuple(group.split()) for group in groups.split(",")]
    return {word: tuple(other for other in words if other != word) for words in forms for word in words}


#: By language, the other forms of a word (folded); those of its base stand for those that a stemmer makes of it.
IRREGULAR_FORMS: Mapping[str, Mapping[str, tuple[str, ...]]] = {"english": _others(_ENGLISH)}
