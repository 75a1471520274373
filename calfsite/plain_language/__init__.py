"""Measures of how easily a text reads, and the words that no text of this site may use."""
