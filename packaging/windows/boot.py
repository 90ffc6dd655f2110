"""The first lines that the installed program runs: it is one of its own, not a Python with a module."""

import runpy
import sys

sys.frozen = True  # its children are started by the program's name too
sys.argv[0] = sys.executable
runpy.run_module("crm_desktop", run_name="__main__", alter_sys=True)
