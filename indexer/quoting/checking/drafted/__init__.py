"""What does a draft say that is to be checked?

drafts       a file, bytes or text -> the draft, read as a corpus file is
quotations   what is quoted in it                       pieces   quotations and sentences, as they are looked for
case         the draft with all its pieces, and whom it names for them
"""
