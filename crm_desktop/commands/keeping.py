"""``backup``, ``verify``, ``restore``, ``passphrase``, ``check``, ``support``: keeping the data safe and sound."""

from __future__ import annotations

import os
from argparse import ArgumentParser
from pathlib import Path

from crm_desktop.commands import tables
from crm_desktop.commands.base import NEW_PASSPHRASE, PASSPHRASE, Answer, Call, Json
from crm_desktop.core.errors import UserError
from crm_desktop.core.i18n import N_, render, tr_

# backup


def backup_arguments(parser: ArgumentParser) -> None:
    parser.add_argument("out", type=Path, metavar="OUT.crmbackup")
    parser.add_argument("--replace", action="store_true", help=tr_("cli", "take the place of a file that is there"))


def backup(call: Call) -> Answer:
    from crm_desktop.services.backup import api

    with call.services() as services:
        made = api.create(services, call.args.out, call.passphrase(), replace=call.args.replace, ctx=call.job())
    answer: Json = {
        "path": str(made.path),
        "bytes": made.bytes,
        "counts": made.counts,
        "verified": made.verified,
        "created": made.created,
    }
    if made.missing:
        answer["missing"] = list(made.missing)
    if made.recovery_code is not None:
        answer["recovery_code"] = made.recovery_code
    return Answer(answer)


def show_backup(data: Json) -> str:
    lines = [
        tr_("cli", "Saved to {path} and verified by reading it back.", path=data["path"]),
        tables.facts(data["counts"]),
    ]
    if "missing" in data:
        names = ", ".join(data["missing"])
        lines[0] = tr_(
            "cli", "Saved to {path}, which lacks what is missing here: {names}", path=data["path"], names=names
        )
    if "recovery_code" in data:
        code = data["recovery_code"]
        lines.append(tr_("cli", "The recovery code opens it too; write it down, it is shown once: {code}", code=code))
    return "\n".join(lines)


# verify


def verify_arguments(parser: ArgumentParser) -> None:
    parser.add_argument("file", type=Path, metavar="FILE")


def verify(call: Call) -> Answer:
    from crm_desktop.services.backup import api

    folder = call.data if call.data.is_dir() else None
    try:
        found = api.verify(call.args.file, call.passphrase(), call.job(), data_dir=folder)
    except UserError as error:
        return Answer({"ok": False, "error": {**error.details, "code": error.code, "message": error.text()}}, 1)
    answer: Json = {"ok": found.ok, "created": found.created, "counts": found.counts}
    if not found.ok:
        lacks = tr_("cli", "The backup can be read in full, but lacks files: {names}", names=", ".join(found.missing))
        answer |= {"missing": list(found.missing), "error": {"code": "not_found", "message": lacks}}
    return Answer(answer, 0 if found.ok else 1)


def show_verify(data: Json) -> str:
    if "error" in data:
        return ""
    return "\n".join(
        [tr_("cli", "The backup of {created} is sound.", created=data["created"]), tables.facts(data["counts"])]
    )


# restore


def restore_arguments(parser: ArgumentParser) -> None:
    parser.add_argument("file", type=Path, metavar="FILE")


def restore(call: Call) -> Answer:
    from crm_desktop.services.backup import api

    done = api.restore(call.data, call.args.file, call.passphrase(), call.job(), clock=call.clock)
    return Answer({"counts": done.counts, "previous": done.previous})


def show_restore(data: Json) -> str:
    lines = [tr_("cli", "Restored."), tables.facts(data["counts"])]
    if data["previous"]:
        lines.append(tr_("cli", "What was there before is kept as {name}.", name=data["previous"]))
    return "\n".join(lines)


# passphrase


def passphrase(call: Call) -> Answer:
    from crm_desktop.services.backup import api

    new = os.environ.get(NEW_PASSPHRASE)
    if not new:
        message = N_("cli", "The new passphrase is missing.")
        advice = N_("cli", "Give the old one in {old} and the new one in {new}.")
        raise UserError("wrong_passphrase", message, advice.fill(old=PASSPHRASE, new=NEW_PASSPHRASE))
    api.change_passphrase(call.data, call.passphrase(), new, call.job())
    return Answer({"changed": True})


def show_passphrase(_data: Json) -> str:
    return tr_("cli", "The passphrase was changed. Older backups still open with the old one.")


# encryption


def encryption_arguments(parser: ArgumentParser) -> None:
    parser.add_argument("what", nargs="?", choices=("show", "on", "off", "rekey"), default="show")


def encryption(call: Call) -> Answer:
    from crm_desktop.core.datafolder import DataFolder
    from crm_desktop.services.backup.create import no_key
    from crm_desktop.services.backup.keys import KeyStore, require_passphrase
    from crm_desktop.services.vault import convert, keyfile, leftovers, unlocking

    folder, what = DataFolder(call.data, call.clock), call.args.what
    with call.services():
        """It can be opened, so that its schema is today's."""
    before = keyfile.is_encrypted(call.data)
    if what in ("on", "rekey") and before != (what == "on") or (what == "off" and before):
        if not KeyStore(folder).exists():
            raise no_key()
        key = unlocking.unlock(call.data, require_passphrase(call.passphrase()))
        turn = convert.decrypt if what == "off" else convert.encrypt
        turn(folder, key, ctx=call.job())
    left = [path.name for path in leftovers.plain_leftovers(folder)]
    answer: Json = {"encrypted": keyfile.is_encrypted(call.data), "generation": folder.current().name}
    return Answer({**answer, "plain_leftovers": left})


def show_encryption(data: Json) -> str:
    if not data["encrypted"]:
        return tr_("cli", "The data is not encrypted on this disk; backups are.")
    lines = [tr_("cli", "The data is encrypted on this disk.")]
    if data["plain_leftovers"]:
        lines.append(tr_("cli", "Older copies still lie open until the next verified backup."))
    return "\n".join(lines)


# check


def check_arguments(parser: ArgumentParser) -> None:
    parser.add_argument("--repair", action="store_true", help=tr_("cli", "put right what can be put right"))


def check(call: Call) -> Answer:
    from crm_desktop.core.datafolder import DataFolder
    from crm_desktop.services import upkeep
    from crm_desktop.services.vault import keyfile

    if DataFolder(call.data).is_new():
        with call.services():
            """A folder that is not there yet is made, as every command does."""
    shop_key = call.key()
    found = upkeep.check_folder(
        call.data,
        repair=call.args.repair,
        clock=call.clock,
        key=keyfile.live_key(DataFolder(call.data), shop_key),
        secret=call.passphrase() if call.args.repair else None,
        shop_key=shop_key,
        ctx=call.job(),
    )
    answer: Json = {
        "ok": found.ok,
        "problems": [render(problem) for problem in found.problems],
        "repaired": [render(done) for done in found.repaired],
    }
    if not found.ok:
        answer["error"] = {"code": "damaged", "message": tr_("cli", "The data has problems; see the list.")}
    return Answer(answer, 0 if found.ok else 1)


def show_check(data: Json) -> str:
    lines = [tr_("cli", "Everything is in order.")] if data["ok"] else [f"- {text}" for text in data["problems"]]
    lines += [f"+ {text}" for text in data["repaired"]]
    return "\n".join(lines)


# support


def support_arguments(parser: ArgumentParser) -> None:
    parser.add_argument("out", type=Path, metavar="OUT.zip")


def support(call: Call) -> Answer:
    from crm_desktop.services import fault_report

    with call.services() as services:
        path = fault_report.write(services, call.args.out, call.job())
    return Answer({"path": str(path), "bytes": path.stat().st_size})


def show_support(data: Json) -> str:
    return tr_("cli", "Saved to {path}: versions, sizes and the log, nothing about customers.", path=data["path"])
