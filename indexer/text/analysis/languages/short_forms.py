"""Short forms of words that people type, and authors write out: "config" and "configuration", "Uni" and "Universität".

Only such as are short for nothing else that is as common: "min" is a minute and a minimum, "sec" a second and a section.
"""

from __future__ import annotations

from collections.abc import Mapping

__all__ = ["SHORT_FORMS"]

#: A short form, and what it is short for.
_ENGLISH = """
ad advertisement, addr address, admin administrator administration, app application, appt appointment,
approx approximately, arg argument, attr attribute, auth authentication authorization, auto automatic,
avg average, bike bicycle, bldg building, calc calculate, cert certificate, char character, cmd command, config
configuration, corona coronavirus, coord coordinate, demo demonstration, dept department, dest destination, dev
developer development, diff difference, dir directory, doc document, docs documentation documents, dorm dormitory, env
environment, err error, exam examination, exec execute, ext extension, flu influenza, freq frequency, fridge
refrigerator, func function, gov government, gym gymnasium, img image, impl implementation, info information, init
initialize initialization, intro introduction, lab laboratory, lang language, lib library, maths mathematics, math
mathematics, max maximum, meds medication medicines, mgmt management, mgr manager, mic microphone, misc miscellaneous,
msg message, mtg meeting, num number, org organization, param parameter, perf performance, phone telephone, photo
photograph, pic picture, pkg package, pref preference, prefs preferences, prep preparation, prev previous, promo promotion,
pwd password, passwd password, qty quantity, ref reference, rehab rehabilitation, rep representative, repo repository,
req requirement, reqs requirements, sched schedule, sig signature, spec specification, specs specifications, src source,
stats statistics, sync synchronize synchronization, sys system, tech technology technical, tel telephone, temp
temperature temporary, tmp temporary, txn transaction, uni university, univ university, util utility, val value, var
variable, vet veterinarian veterinary, vol volume
"""

_GERMAN = """
abi abitur, abo abonnement, akku akkumulator, app anwendung, azubi auszubildender auszubildende, bib bibliothek, demo
demonstration, disko diskothek, doku dokumentation, foto fotografie, handy mobiltelefon,
info information, kita kindertagesstätte, konfig konfiguration, labor laboratorium, lok lokomotive, mathe mathematik,
navi navigationsgerät, nr nummer, prof professor, reha rehabilitation, str straße, tel telefon, trafo
transformator, uni universität, whg wohnung
"""

_FRENCH = """
ado adolescent, appart appartement, appli application, bac baccalauréat, bib bibliothèque, ciné cinéma, config
configuration, doc documentation document, fac faculté université, info information, kiné
kinésithérapeute, labo laboratoire, maths mathématiques, ordi ordinateur, perm permanence, photo photographie, prof
professeur, pub publicité, rdv rendez-vous, resto restaurant, tél téléphone, télé télévision, véto vétérinaire
"""

_SPANISH = """
admin administrador, app aplicación, bici bicicleta, boli bolígrafo, cole colegio, compu computadora, config
configuración, doc documento documentación, foto fotografía, info información, mates matemáticas, moto motocicleta, peli
película, profe profesor profesora, refri refrigerador, tel teléfono, tele televisión, uni universidad
"""


def _others(written: str) -> dict[str, tuple[str, ...]]:
    """By a word, short or long, what is the same: of a short form all long ones, of a long one the short ones."""
    found: dict[str, dict[str, None]] = {}
    for row in written.replace("\n", " ").split(","):
        short, *long = row.split()
        for word in long:
            found.setdefault(short, {})[word] = None
            found.setdefault(word, {})[short] = None
    return {word: tuple(others) for word, others in found.items()}


#: By language, as an index calls it: a word in small letters, and its other form or forms.
SHORT_FORMS: Mapping[str, Mapping[str, tuple[str, ...]]] = {
    "english": _others(_ENGLISH),
    "french": _others(_FRENCH),
    "german": _others(_GERMAN),
    "spanish": _others(_SPANISH),
}
