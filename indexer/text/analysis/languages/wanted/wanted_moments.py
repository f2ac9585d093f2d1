"""What asks when something is, and may be answered by a day, an hour, or "as soon as it rains"."""

from __future__ import annotations

__all__ = ["MOMENT_ASKED"]

#: "When will it end" is best answered by a day or an hour, but may be by "as soon as".
MOMENT_ASKED = r"""\b(?:when\s+(?:will|does|do|is|are)|(?:until|by|from|since)\s+when|
    (?:ab|bis|seit)\s+wann|wann\s+(?:ist|sind|wird|werden|kommt|kommen|beginnt|beginnen|endet|enden|öffnet|schließt|findet|
    finden|fängt|hört|läuft|fährt|geht|hat|haben|zieht)|
    (?:depuis|jusqu['’]à)\s+quand|quand\s+(?:est|sont|a\s+lieu|ont\s+lieu|commence|finit|ouvre|ferme|vient|arrive|part|se)\b|
    (?:hasta|desde)\s+cuándo|cuándo\s+\p{L}+|
    (?:tot|vanaf|sinds)\s+wanneer|wanneer\s+(?:is|zijn|wordt|worden|komt|komen|begint|beginnen|eindigt|opent|sluit|gaat|gaan|
    vertrekt|verhuist|vindt|loopt|moet|was|werd)|
    (?:fino\s+a|da)\s+quando|quando\s+(?:è|sono|sarà|si|inizia|iniziano|comincia|finisce|apre|chiude|arriva|parte|scade|viene|
    fecha|abre|começa|termina|é|são|será))\b"""
