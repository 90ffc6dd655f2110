"""A believable shop for trying the program, for pictures and for measurements."""

from crm_desktop.services.demo.shop import make_demo

__all__ = ["make_demo"]
