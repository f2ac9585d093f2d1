"""Abbreviations that rarely end a sentence, of many languages at once: a text need not say which it is in.

None is an everyday word of a language here, which would then end no sentence ("on.", "ok.", "red."). What ends a sentence
as often as not (etc., Inc., U.S., usw., ecc., и т. д.) is in no list: before a capital letter the sentence ends, before a
small one it goes on, as behind any word. Others may stand last (a unit, a month, a degree, "No."), and end a sentence
before a word that opens one. All are without their final stop, and in small letters but for those that nobody writes so.
"""

from __future__ import annotations

__all__ = ["ABBREVIATIONS", "AFTER_NUMBERS", "BEFORE_NUMBERS", "ENGLISH", "MAY_STAND_LAST", "MOST_PARTS", "UNITS"]

_ENGLISH = """
dr prof mr mrs ms mx st sr jr rev hon gen col sgt capt lt gov pres e.g i.e cf viz vs v approx ca no nos vol pp p ed eds
fig figs tab eq eqs sec ch chap app ref refs resp incl excl jan feb mar apr jun jul aug sep sept oct nov dec
mon tue wed thu fri sat sun d.c ph.d m.d b.sc m.sc b.a m.a dept univ assoc est mg ml kg cm mm km hr hrs min
sp spp var subsp bzw z.b d.h evtl ggf sog bspw art env m mme mlle sra
"""

_GERMAN = """
nr nrn vgl abk anm aufl bde bez dgl ebd eigtl einschl entspr gegr ggü hrsg inkl exkl insb insbes jmd möbl nördl südl östl
westl str urspr vors wwe zzgl ziff dipl allg bearb bsp engl frz griech stv sta
u.a v.a i.d.r o.ä u.ä z.t u.u m.e i.a s.o s.u i.e.s o.g z.zt z.hd v.chr n.chr i.s.v i.v.m
"""

_ROMANCE = """
srta dra dres dña ud uds vd vds pág págs núm avda av EE p.ej p.ex p.es par.ex c.-à-d apr éd
sig sig.ra dott dott.ssa prof.ssa avv ing pag pagg cfr egr spett geom exmo exma ilmo ilma arq séc v.ex v.exa
"""

_DUTCH_AND_NORDIC = """
dhr mevr mw drs bijv bv d.w.z o.a m.b.t i.p.v t.a.v n.a.v t.b.v blz zgn evt z.g m.n m.u.v
t.ex bl.a d.v.s dvs s.k fr.o.m t.o.m f.d f.eks mm.muassa esim
"""

_POLISH_AND_TURKISH = """
np tzn tj m.in inż ul św ks mgr rys zob tzw godz płk woj wyd örn bkz doç cad mah blv yrd uzm öğr
"""

_OTHERS = """
т.е т.к т.н ул стр табл проф акад доц д-р инж просп наб напр англ фр греч ред изд илл св
डॉ प्रो पं रु श्री कु पृ सं TP ThS PGS
"""

_UNITS = "kg mg ml cm mm km m hr hrs min"

_MAY_STAND_LAST = """
st jr no nos vol fig figs tab ch chap app ref refs ph.d m.d b.sc m.sc b.a m.a d.c dept univ assoc
jan feb mar apr jun jul aug sep sept oct nov dec mon tue wed thu fri sat sun
sp spp var art str v.chr n.chr
"""

_BEFORE_NUMBERS = "abb abs bd cap hl kap kl max n nº os pl par pos poz rozdz s tel гл п рис см ст т тел ч"
_AFTER_NUMBERS = "mio mrd tsd mld mln tys"

#: Those that Punkt is given; English writes them in any case.
ENGLISH = frozenset(_ENGLISH.split())
ABBREVIATIONS = frozenset(f"{_GERMAN} {_ROMANCE} {_DUTCH_AND_NORDIC} {_POLISH_AND_TURKISH} {_OTHERS}".split())

#: What is short for a word before a number, and may else be a whole one: "s. 12", "cap. 3", "kl. 9".
BEFORE_NUMBERS = frozenset(_BEFORE_NUMBERS.split())

#: What is short for a word behind a number: "5 Mio. Euro", but not "il gatto è mio."
AFTER_NUMBERS = frozenset(_AFTER_NUMBERS.split())

#: Units of measurement that are written with a stop by some, and stand at the end of a sentence by all.
UNITS = frozenset(_UNITS.split())

#: What ends a sentence if a word follows that opens one; titles and what introduces something never do ("Dr. Who", "e.g.
#: The Times").
MAY_STAND_LAST = frozenset(_MAY_STAND_LAST.split())

#: The parts of the longest of them.
MOST_PARTS = 4
