"""What does the text of a file say, and how is it laid out? One file a format."""
