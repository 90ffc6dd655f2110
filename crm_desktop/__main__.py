"""``python -m crm_desktop``: the same as ``crm-desktop``."""

import sys

from crm_desktop.cli import main

if __name__ == "__main__":
    if getattr(sys, "frozen", False):
        import multiprocessing

        multiprocessing.freeze_support()  # a frozen program's children start with the program itself
    sys.exit(main())
