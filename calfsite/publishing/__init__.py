"""Draft, revision, approval, live: the one way to publish, shared by articles and the check.

A draft is compiled to plain data and kept as an immutable revision. Publishing moves a document's
live pointer to a revision. Whatever the public sees is read from live revisions only.
"""
