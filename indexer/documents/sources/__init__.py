"""Where do documents come from, and have they changed?"""
