"""Encryption at rest: the wrapped key of the database, unlocking it, turning it on and off, what is left in plain."""
