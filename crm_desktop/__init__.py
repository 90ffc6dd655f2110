"""CRM Desktop: everything a small shop knows about its customers, on its own PC."""

__version__ = "0.1.0"
