"""Which generation is served, and what would another one change?"""
