"""What can be asked of the API: names, types and ranges of its parameters.

search_parameters, document_parameters, writers_parameters     as the files of endpoints beside this room
parameter_types                                                what several of them have
"""

from search_ui.api.parameters.document_parameters import (
    Documents,
    Files,
    PagesOfSpan,
    Passages,
    Runs,
    Source,
    StatusAsked,
)
from search_ui.api.parameters.parameter_types import (
    Offsets,
    no_default,
)
from search_ui.api.parameters.search_parameters import (
    Matches,
    Related,
    Search,
    Suggest,
)
from search_ui.api.parameters.writers_parameters import (
    Cite,
    Counting,
    Find,
    Resolve,
    Style,
)

__all__ = [
    "Cite",
    "Counting",
    "Documents",
    "Files",
    "Find",
    "Matches",
    "Offsets",
    "PagesOfSpan",
    "Passages",
    "Related",
    "Resolve",
    "Runs",
    "Search",
    "Source",
    "StatusAsked",
    "Style",
    "Suggest",
    "no_default",
]
