"""Where are words on the pages of a file, and where does a mark lie on their pictures?"""
