"""What is in mail: messages, and the files that are sent with them.

message   one message (EML) and its attachments        mailbox   many (MBOX)
headers   who, when, about what                        bodies    which part of a message is its text
letters   text as people write it in mails: paragraphs, quoted replies, a signature
"""
