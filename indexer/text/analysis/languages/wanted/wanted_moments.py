"""What asks when something is, and may be answered by a day, an hour, or "as soon as it rains"."""

from __future__ import annotations

__all__ = ["MOMENT_ASKED", "MOMENT_TOLD"]

#: "When will it end" is best answered by a day or an hour, but may be by "as soon as".
MOMENT_ASKED = r"""\b(?:when\s+(?:will|does|do|is|are)|(?:until|by|from|since)\s+when|
    (?:ab|bis|seit)\s+wann|wann\s+(?:ist|sind|wird|werden|kommt|kommen|beginnt|beginnen|endet|enden|öffnet|schließt|findet|
    finden|fängt|hört|läuft|fährt|geht|hat|haben|zieht)|
    (?:depuis|jusqu['’]à)\s+quand|quand\s+(?:est|sont|a\s+lieu|ont\s+lieu|commence|finit|ouvre|ferme|vient|arrive|part|se|
    (?:les?|la|l['’])\s*\p{L}+\s+(?:est|sont|a|ont)-(?:t-)?(?:ils?|elles?|on)|[\p{L}-]+\s+(?:est|a)-(?:t-)?(?:il|elle))\b|
    (?:hasta|desde)\s+cuándo|cuándo\s+\p{L}+|
    (?:tot|vanaf|sinds)\s+wanneer|wanneer\s+(?:is|zijn|wordt|worden|komt|komen|begint|beginnen|eindigt|opent|sluit|gaat|gaan|
    vertrekt|verhuist|vindt|loopt|moet|was|werd)|
    (?:fino\s+a|da)\s+quando|quando\s+(?:è|sono|sarà|si|inizia|iniziano|comincia|finisce|apre|chiude|arriva|parte|scade|viene|
    fecha|abre|começa|termina|é|são|será))\b"""

#: English, German, French, Spanish, Italian, Dutch, Portuguese.
_WORDS = """
    when whenever while after afterwards before until till once soon since during if unless upon every each daily weekly
    monthly yearly annually now immediately later currently yet always never still already date dates day days time
    times week weeks month months year years season term end ends beginning night nights morning evening hour hours
    minutes minute o'clock wenn sobald nach nachdem vor bevor bis seit während jede jeden jeder jedes täglich immer nie
    jetzt bald sofort später erst noch falls ab vom zum zeit tag tage tagen woche wochen monat monate monaten jahr jahre
    jahren ende anfang abend morgen nacht stunde stunden uhr minuten frühestens spätestens derzeit zurzeit quand lorsque
    lorsqu dès après avant jusqu jusque depuis pendant durant chaque tous toutes toujours jamais maintenant bientôt
    fin début jour jours semaine semaines mois ans année années soir matin nuit heure heures encore déjà cuando
    después antes hasta desde durante cada siempre nunca ahora pronto día días semana semanas mes meses año años noche
    tarde hora horas todavía fecha quando dopo prima fino dal ogni sempre mai ora presto giorno giorni settimana
    settimane mese mesi anno anni sera notte ore ancora wanneer zodra nadat voor voordat tot sinds tijdens elke elk
    altijd nooit nu straks direct dag dagen weken maand maanden jaar avond ochtend uur datum nog depois até agora logo
    dia dias mês ano anos noite
"""
#: What such an answer has, if no day or hour: a word of time, or of what it waits for.
MOMENT_TOLD = rf"(?<!\p{{L}})(?:{'|'.join(sorted(set(_WORDS.split())))})(?!\p{{L}})"
