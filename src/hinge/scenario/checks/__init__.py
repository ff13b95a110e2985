"""The rules across tables, one function each, grouped by what they are about."""
