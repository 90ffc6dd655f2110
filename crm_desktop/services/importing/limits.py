"""Limits on this process: memory and processor time, so that a hostile file can't take the machine with it."""

from __future__ import annotations

import sys

if sys.platform == "win32":
    import ctypes
    from ctypes import wintypes

    class _Basic(ctypes.Structure):
        _fields_ = (
            ("PerProcessUserTimeLimit", ctypes.c_int64),
            ("PerJobUserTimeLimit", ctypes.c_int64),
            ("LimitFlags", wintypes.DWORD),
            ("MinimumWorkingSetSize", ctypes.c_size_t),
            ("MaximumWorkingSetSize", ctypes.c_size_t),
            ("ActiveProcessLimit", wintypes.DWORD),
            ("Affinity", ctypes.c_size_t),
            ("PriorityClass", wintypes.DWORD),
            ("SchedulingClass", wintypes.DWORD),
        )

    class _Extended(ctypes.Structure):
        _fields_ = (
            ("Basic", _Basic),
            ("IoInfo", ctypes.c_uint64 * 6),
            ("ProcessMemoryLimit", ctypes.c_size_t),
            ("JobMemoryLimit", ctypes.c_size_t),
            ("PeakProcessMemoryUsed", ctypes.c_size_t),
            ("PeakJobMemoryUsed", ctypes.c_size_t),
        )

    _PROCESS_TIME, _PROCESS_MEMORY, _NO_CRASH_DIALOG = 0x2, 0x100, 0x400
    _EXTENDED_LIMITS = 9
    _NO_ERROR_BOXES = 0x1 | 0x2 | 0x8000

    def _kernel() -> ctypes.WinDLL:
        kernel = ctypes.WinDLL("kernel32", use_last_error=True)
        kernel.CreateJobObjectW.argtypes = (ctypes.c_void_p, wintypes.LPCWSTR)
        kernel.CreateJobObjectW.restype = wintypes.HANDLE
        kernel.SetInformationJobObject.argtypes = (wintypes.HANDLE, ctypes.c_int, ctypes.c_void_p, wintypes.DWORD)
        kernel.SetInformationJobObject.restype = wintypes.BOOL
        kernel.AssignProcessToJobObject.argtypes = (wintypes.HANDLE, wintypes.HANDLE)
        kernel.AssignProcessToJobObject.restype = wintypes.BOOL
        kernel.GetCurrentProcess.argtypes = ()
        kernel.GetCurrentProcess.restype = wintypes.HANDLE
        kernel.SetErrorMode.argtypes = (wintypes.UINT,)
        return kernel

    def apply(memory: int, cpu_seconds: int) -> bool:
        """Put this process into a job object with these limits; the job lives as long as the process.

        Its handle is never closed, so that the job can't end before the process. A process that is in a job
        already gets this one nested in it. A crash shows no dialog that would keep the process waiting.
        Returns whether the limits hold; where Windows grants none, the parent still ends a child that says nothing.
        """
        kernel = _kernel()
        kernel.SetErrorMode(_NO_ERROR_BOXES)
        job = kernel.CreateJobObjectW(None, None)
        limits = _Extended()
        limits.Basic.LimitFlags = _PROCESS_TIME | _PROCESS_MEMORY | _NO_CRASH_DIALOG
        limits.Basic.PerProcessUserTimeLimit = cpu_seconds * 10_000_000  # in steps of 100 ns
        limits.ProcessMemoryLimit = memory
        size = ctypes.sizeof(limits)
        if not job or not kernel.SetInformationJobObject(job, _EXTENDED_LIMITS, ctypes.byref(limits), size):
            return False
        return bool(kernel.AssignProcessToJobObject(job, kernel.GetCurrentProcess()))

else:
    import resource

    def apply(memory: int, cpu_seconds: int) -> bool:
        """Set the limits of this process; what the system does not know (macOS: memory) is left out.

        Returns whether all of them hold.
        """
        held = True
        for which, amount in (
            (resource.RLIMIT_AS, memory),
            (resource.RLIMIT_CPU, cpu_seconds),
            (resource.RLIMIT_CORE, 0),
        ):
            try:
                resource.setrlimit(which, (amount, amount))
            except (ValueError, OSError):
                held = False
        return held
