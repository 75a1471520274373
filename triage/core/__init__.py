"""The check as a pure function: a definition and answers in, an assessment out.

Standard library only: no Django, no clock, no files, no network.
"""
