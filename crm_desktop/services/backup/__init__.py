"""Encrypted backups in an open format, verified by reading back, and restoring them into a new generation."""
