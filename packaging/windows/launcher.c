/* Starts the program with the Python that lies beside it, isolated from any other Python on the PC.

   Built twice: as "CRM Desktop.exe" for the window and as "crm-desktop.exe" for commands in a console.
   PYTHON_DLL is given by the build. */

#define UNICODE
#define _UNICODE
#include <windows.h>
#include <fcntl.h>
#include <io.h>
#include <stdio.h>
#include <stdlib.h>
#include <wchar.h>

typedef int (*python_main)(int, wchar_t **);

#define LONGEST 32768

static void complain(const wchar_t *what)
{
    MessageBoxW(NULL, what, L"CRM Desktop", MB_OK | MB_ICONERROR);
}

/* Without a console a program may be started with handles that lead nowhere; Python would end at once then. */
static void give_streams(void)
{
    for (int number = 0; number < 3; number++) {
        HANDLE handle = GetStdHandle(number == 0 ? STD_INPUT_HANDLE : number == 1 ? STD_OUTPUT_HANDLE : STD_ERROR_HANDLE);
        DWORD flags;
        if (handle != NULL && handle != INVALID_HANDLE_VALUE && GetHandleInformation(handle, &flags) && _get_osfhandle(number) >= 0)
            continue;
        int nothing = _wopen(L"NUL", number == 0 ? _O_RDONLY : _O_WRONLY);
        if (nothing >= 0 && nothing != number) {
            _dup2(nothing, number);
            _close(nothing);
        }
    }
}

int wmain(int argc, wchar_t **argv)
{
    static wchar_t folder[LONGEST], path[LONGEST], boot[LONGEST];
    DWORD length = GetModuleFileNameW(NULL, folder, LONGEST);
    if (length == 0 || length >= LONGEST)
        return 1;
    wchar_t *slash = wcsrchr(folder, L'\\');
    if (slash == NULL)
        return 1;
    *slash = 0;
    give_streams();
    /* Only the program's own folder and the system's: never the folder that a file was double-clicked in. */
    SetDllDirectoryW(L"");
    swprintf(path, LONGEST, L"%ls\\%ls", folder, PYTHON_DLL);
    swprintf(boot, LONGEST, L"%ls\\boot.py", folder);
    HMODULE library = LoadLibraryExW(path, NULL, LOAD_WITH_ALTERED_SEARCH_PATH);
    if (library == NULL) {
        complain(L"A part of the program is missing. Please install it again; your data are not touched.\n\n"
                 L"程序缺少文件，请重新安装。您的数据不会受影响。");
        return 1;
    }
    python_main run = (python_main)(void *)GetProcAddress(library, "Py_Main");
    wchar_t **arguments = calloc((size_t)argc + 8, sizeof *arguments);
    if (run == NULL || arguments == NULL)
        return 1;
    int count = 0;
    arguments[count++] = argv[0];
    arguments[count++] = L"-I";
    arguments[count++] = L"-B";
    arguments[count++] = L"-X";
    arguments[count++] = L"utf8";
    arguments[count++] = boot;
    for (int number = 1; number < argc; number++)
        arguments[count++] = argv[number];
    return run(count, arguments);
}
