/* Starts the program with the Python that lies beside it, isolated from any other Python on the PC.

   Built twice: as "CRM Desktop.exe" for the window and as "crm-desktop.exe" for commands in a console.
   PYTHON_DLL is given by the build. */

#define UNICODE
#define _UNICODE
#include <windows.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <wchar.h>

typedef int (*python_main)(int, wchar_t **);

#define LONGEST 32768

static void complain(const wchar_t *what)
{
    MessageBoxW(NULL, what, L"CRM Desktop", MB_OK | MB_ICONERROR);
}

/* Whether Python could open a stream on it: a program may be started with handles that lead nowhere or tell nothing. */
static BOOL usable(HANDLE handle)
{
    BY_HANDLE_FILE_INFORMATION facts;
    if (handle == NULL || handle == INVALID_HANDLE_VALUE)
        return FALSE;
    SetLastError(NO_ERROR);
    DWORD type = GetFileType(handle);
    if (type == FILE_TYPE_UNKNOWN)
        return FALSE;
    return type != FILE_TYPE_DISK || GetFileInformationByHandle(handle, &facts);
}

/* Python would end at once over a stream that it can't open. Its C library, not the one that this launcher is built
   with, holds the streams, and has looked at the handles before this runs. */
static void give_streams(void)
{
    HMODULE crt = LoadLibraryExW(L"ucrtbase.dll", NULL, LOAD_LIBRARY_SEARCH_SYSTEM32 | LOAD_LIBRARY_SEARCH_APPLICATION_DIR);
    if (crt == NULL)
        return;
    intptr_t (*handle_of)(int) = (void *)GetProcAddress(crt, "_get_osfhandle");
    int (*open)(const wchar_t *, int, ...) = (void *)GetProcAddress(crt, "_wopen");
    int (*put)(int, int) = (void *)GetProcAddress(crt, "_dup2");
    int (*close)(int) = (void *)GetProcAddress(crt, "_close");
    if (handle_of == NULL || open == NULL || put == NULL || close == NULL)
        return;
    for (int number = 0; number < 3; number++) {
        if (usable((HANDLE)handle_of(number)))
            continue;
        int nothing = open(L"NUL", number == 0 ? _O_RDONLY : _O_WRONLY);
        if (nothing >= 0 && nothing != number) {
            put(nothing, number);
            close(nothing);
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
