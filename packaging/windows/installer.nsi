; The Windows installer: for the user who runs it, without administrator rights. The shop's data lie elsewhere and
; are never touched. TREE, OUT, VERSION, NUMBERS, ICON and SIZE are given by the build.

Unicode true
Target amd64-unicode
ManifestDPIAware true
ManifestSupportedOS all
!ifdef FAST
SetCompressor zlib
!else
SetCompressor /SOLID lzma
!endif
RequestExecutionLevel user

!include MUI2.nsh
!include FileFunc.nsh
!include LogicLib.nsh
!include WinVer.nsh
!include x64.nsh

!define NAME "CRM Desktop"
!define KEY "Software\Microsoft\Windows\CurrentVersion\Uninstall\CRMDesktop"
!define TYPE "CRMDesktop.Backup"

Name "${NAME}"
OutFile "${OUT}"
InstallDir "$LOCALAPPDATA\Programs\CRM Desktop"
InstallDirRegKey HKCU "${KEY}" "InstallLocation"
BrandingText "${NAME} ${VERSION}"

VIProductVersion "${NUMBERS}"
VIAddVersionKey /LANG=0 "ProductName" "${NAME}"
VIAddVersionKey /LANG=0 "FileDescription" "${NAME} Setup"
VIAddVersionKey /LANG=0 "FileVersion" "${VERSION}"
VIAddVersionKey /LANG=0 "ProductVersion" "${VERSION}"
VIAddVersionKey /LANG=0 "LegalCopyright" "MIT licence"

!define MUI_ICON "${ICON}"
!define MUI_UNICON "${ICON}"
!define MUI_ABORTWARNING
!define MUI_FINISHPAGE_RUN "$INSTDIR\CRM Desktop.exe"
!insertmacro MUI_PAGE_DIRECTORY
!insertmacro MUI_PAGE_INSTFILES
!insertmacro MUI_PAGE_FINISH
!insertmacro MUI_UNPAGE_CONFIRM
!insertmacro MUI_UNPAGE_INSTFILES
!insertmacro MUI_LANGUAGE "English"
!insertmacro MUI_LANGUAGE "SimpChinese"

LangString OPEN ${LANG_ENGLISH} "CRM Desktop is open. Close it, then try again."
LangString OPEN ${LANG_SIMPCHINESE} "客户管家正在运行。请先关闭，再重试。"
LangString OLD ${LANG_ENGLISH} "CRM Desktop needs 64-bit Windows 10 or newer."
LangString OLD ${LANG_SIMPCHINESE} "客户管家需要 64 位的 Windows 10 或更新的系统。"
LangString BACKUP ${LANG_ENGLISH} "CRM Desktop backup"
LangString BACKUP ${LANG_SIMPCHINESE} "客户管家备份"
LangString LINK ${LANG_ENGLISH} "CRM Desktop"
LangString LINK ${LANG_SIMPCHINESE} "客户管家"
LangString KEPT ${LANG_ENGLISH} "The program was removed. Your data were not touched."
LangString KEPT ${LANG_SIMPCHINESE} "程序已删除。您的数据没有改动。"

; Asks an open window to close; an open window that stays stops the installer (silent: exit code 3).
!macro CloseRunning
  retry:
  ${If} ${FileExists} "$INSTDIR\crm-desktop.exe"
    nsExec::Exec '"$INSTDIR\crm-desktop.exe" --quit'
    Pop $0
    ${If} $0 == 3
      IfSilent 0 +3
        SetErrorLevel 3
        Quit
      MessageBox MB_RETRYCANCEL|MB_ICONEXCLAMATION "$(OPEN)" IDRETRY retry
      Quit
    ${EndIf}
  ${EndIf}
!macroend

Function .onInit
  ${IfNot} ${RunningX64}
  ${OrIfNot} ${AtLeastWin10}
    MessageBox MB_OK|MB_ICONSTOP "$(OLD)" /SD IDOK
    SetErrorLevel 1
    Quit
  ${EndIf}
FunctionEnd

Section
  !insertmacro CloseRunning
  ; What an older version had and this one has not must go: the folder is the program's own.
  ${If} ${FileExists} "$INSTDIR\boot.py"
    RMDir /r "$INSTDIR\lib"
    RMDir /r "$INSTDIR\DLLs"
    RMDir /r "$INSTDIR\licenses"
  ${EndIf}
  SetOutPath "$INSTDIR"
  File /r "${TREE}\*.*"
  WriteUninstaller "$INSTDIR\uninstall.exe"

  CreateShortCut "$SMPROGRAMS\$(LINK).lnk" "$INSTDIR\CRM Desktop.exe"
  CreateShortCut "$DESKTOP\$(LINK).lnk" "$INSTDIR\CRM Desktop.exe"

  WriteRegStr HKCU "Software\Classes\.crmbackup" "" "${TYPE}"
  WriteRegStr HKCU "Software\Classes\${TYPE}" "" "$(BACKUP)"
  WriteRegStr HKCU "Software\Classes\${TYPE}\DefaultIcon" "" "$INSTDIR\CRM Desktop.exe,0"
  WriteRegStr HKCU "Software\Classes\${TYPE}\shell\open\command" "" '"$INSTDIR\CRM Desktop.exe" "%1"'
  System::Call 'shell32::SHChangeNotify(i 0x08000000, i 0, p 0, p 0)'

  WriteRegStr HKCU "${KEY}" "DisplayName" "$(LINK)"
  WriteRegStr HKCU "${KEY}" "DisplayVersion" "${VERSION}"
  WriteRegStr HKCU "${KEY}" "DisplayIcon" "$INSTDIR\CRM Desktop.exe"
  WriteRegStr HKCU "${KEY}" "Publisher" "CRM Desktop contributors"
  WriteRegStr HKCU "${KEY}" "InstallLocation" "$INSTDIR"
  WriteRegStr HKCU "${KEY}" "UninstallString" '"$INSTDIR\uninstall.exe"'
  WriteRegStr HKCU "${KEY}" "QuietUninstallString" '"$INSTDIR\uninstall.exe" /S'
  WriteRegDWORD HKCU "${KEY}" "EstimatedSize" ${SIZE}
  WriteRegDWORD HKCU "${KEY}" "NoModify" 1
  WriteRegDWORD HKCU "${KEY}" "NoRepair" 1
SectionEnd

Section Uninstall
  !insertmacro CloseRunning
  RMDir /r "$INSTDIR\lib"
  RMDir /r "$INSTDIR\DLLs"
  RMDir /r "$INSTDIR\licenses"
  Delete "$INSTDIR\*.exe"
  Delete "$INSTDIR\*.dll"
  Delete "$INSTDIR\*._pth"
  Delete "$INSTDIR\boot.py"
  RMDir "$INSTDIR"
  Delete "$SMPROGRAMS\CRM Desktop.lnk"
  Delete "$SMPROGRAMS\客户管家.lnk"
  Delete "$DESKTOP\CRM Desktop.lnk"
  Delete "$DESKTOP\客户管家.lnk"
  DeleteRegKey HKCU "${KEY}"
  DeleteRegKey HKCU "Software\Classes\${TYPE}"
  DeleteRegValue HKCU "Software\Classes\.crmbackup" ""
  DeleteRegKey /ifempty HKCU "Software\Classes\.crmbackup"
  DeleteRegValue HKCU "Software\Microsoft\Windows\CurrentVersion\Run" "crm-desktop"
  System::Call 'shell32::SHChangeNotify(i 0x08000000, i 0, p 0, p 0)'
  MessageBox MB_OK|MB_ICONINFORMATION "$(KEPT)" /SD IDOK
SectionEnd
