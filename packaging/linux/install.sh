#!/bin/sh
# Puts CRM Desktop into the home folder of whoever runs it; needs no root. The shop's data lie elsewhere
# and are never touched. Run with --uninstall to take the program away again.
set -eu

data="${XDG_DATA_HOME:-$HOME/.local/share}"
program="$data/crm-desktop-program"
bin="$HOME/.local/bin"
launcher="$bin/crm-desktop"

refresh() {
    command -v update-desktop-database >/dev/null 2>&1 && update-desktop-database -q "$data/applications" || :
    command -v update-mime-database >/dev/null 2>&1 && update-mime-database "$data/mime" || :
    command -v gtk-update-icon-cache >/dev/null 2>&1 && gtk-update-icon-cache -qtf "$data/icons/hicolor" || :
}

close_running() {
    [ -x "$program/crm-desktop" ] || return 0
    # Asks the open window to close; it may have to ask about something unsaved.
    if ! "$program/crm-desktop" --quit >/dev/null 2>&1; then
        echo "CRM Desktop is open. Please close it, then start the installer again." >&2
        echo "客户管家正在运行，请先关闭，再重新安装。" >&2
        exit 3
    fi
}

if [ "${1:-}" = "--uninstall" ]; then
    close_running
    rm -rf "$program"
    rm -f "$launcher" "$data/applications/crm-desktop.desktop" "$data/mime/packages/crm-desktop.xml"
    find "$data/icons/hicolor" -name 'crm-desktop.*' -delete 2>/dev/null || :
    refresh
    echo "CRM Desktop was removed. Your data were not touched."
    exit 0
fi

[ -n "${HOME:-}" ] && [ -d "$HOME" ] || { echo "There is no home folder to install into." >&2; exit 1; }
case "$(uname -m)" in x86_64) ;; *) echo "This program is for 64-bit Intel and AMD computers." >&2; exit 1 ;; esac

# The libraries in it were built for this C library; on an older one nothing would start.
oldest=@GLIBC@
here="$(getconf GNU_LIBC_VERSION 2>/dev/null | sed 's/.* //')"
if [ "$(printf '%s\n' "$oldest" "${here:-0}" | sort -V | head -n 1)" != "$oldest" ]; then
    echo "This system is too old: glibc $oldest is needed (Debian 12, Ubuntu 22.04 or newer), here is ${here:-none}." >&2
    echo "系统版本太旧：需要 glibc $oldest 以上（Debian 12、Ubuntu 22.04 或更新），这里是 ${here:-没有}。" >&2
    exit 1
fi

close_running
mkdir -p "$data" "$bin" "$data/applications" "$data/mime/packages"
fresh="$data/.crm-desktop-program.$$"
rm -rf "$fresh"
cp -R program "$fresh"
cp install.sh "$fresh/uninstall.sh"
# The old version goes away only when the new one lies complete beside it.
old="$data/.crm-desktop-program.old.$$"
[ -d "$program" ] && mv "$program" "$old"
mv "$fresh" "$program"
rm -rf "$old"

ln -sf "$program/crm-desktop" "$launcher"
sed "s|@EXEC@|\"$program/crm-desktop\"|" share/crm-desktop.desktop >"$data/applications/crm-desktop.desktop"
cp share/crm-desktop.xml "$data/mime/packages/"
for size in 16 24 32 48 64 128 256 512; do
    folder="$data/icons/hicolor/${size}x$size/apps"
    mkdir -p "$folder"
    cp "$program/icons/$size.png" "$folder/crm-desktop.png"
done
mkdir -p "$data/icons/hicolor/scalable/apps"
cp "$program/icons/crm-desktop.svg" "$data/icons/hicolor/scalable/apps/"
refresh
echo "CRM Desktop is installed: $launcher (or look in the applications menu)."
echo "客户管家已安装：$launcher（也可以在应用菜单里打开）。"
echo "To remove it: sh '$program/uninstall.sh' --uninstall"
