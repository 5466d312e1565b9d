"""The keys to what is kept of people with an account, in a database of their own: root, then a week's key, then person and compartment.

No key leaves this package. It seals, it opens for the gate, it destroys; and it counts how often it opened.
"""
