"""Where do words stand? Every place, so that "nowhere" is a statement.

all_places        every text of a generation, looked through, in reading order
word_search       where words stand in one document
word_occurrences  a place with the text around it; how many there are in each document
"""

from indexer.quoting.concordance.all_places import Concordance
from indexer.quoting.concordance.word_occurrences import Listing, Occurrence, PlaceCounts, Places

__all__ = ["Concordance", "Listing", "Occurrence", "PlaceCounts", "Places"]
