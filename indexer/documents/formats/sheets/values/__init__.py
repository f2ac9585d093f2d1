"""What a cell of Excel shows for its value: numbers and dates by the format code of its style
(ECMA-376-1, 18.8.30 and 18.8.31).

number_formats   a code and what it shows      format_tokens -> number_patterns, date_patterns   its sections
"""
