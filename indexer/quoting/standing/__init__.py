"""Where do the words of a quotation stand in a text, and which of the places is the one that was quoted?

``quoted_places`` finds them, and knows the quoted one by what a link or citation kept from around it; ``following`` by all
of the earlier text, where that is kept.
"""
