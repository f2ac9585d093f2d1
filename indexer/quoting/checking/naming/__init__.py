"""Which source does a draft name for a quotation, and does that say of itself what the draft says of it?"""
