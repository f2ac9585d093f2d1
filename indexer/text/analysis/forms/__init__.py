"""What does a word as written match by?

tokenizing  words and their spans      numbers, measures  values, with units, powers, names that have a number
compounds   joined words, signs        unspaced           scripts without spaces; placing: spans inside a word
sequence    tokens as the words that follow one another
"""
