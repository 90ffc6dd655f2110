"""The measurements of the README's "Speed" section: ``python -m tests.bench``."""
