"""Addresses in several columns as lists in German, French and Spanish have them, whatever program they come from.

They name no program: which kind of record a file holds, its other columns tell.
"""

from __future__ import annotations

from itertools import product

from crm_desktop.services.importing.systems import System


def _addresses(streets: str, codes: str, towns: str, rest: str) -> System:
    """``rest`` stands between street and code (house number) up to the stroke, and behind the town after it."""
    between, _, behind = rest.partition("||")
    signs = tuple("|".join(sign) for sign in product(streets.split("|"), codes.split("|"), towns.split("|")))
    parts = "|".join(filter(None, (streets, between, codes, towns, behind)))
    return System("", "customers", signs, f"region: {towns}", join=(("address", parts),))


EUROPEAN = (
    _addresses(
        "straße|straße und hausnummer|adresse|anschrift",
        "plz|postleitzahl",
        "ort|wohnort|stadt",
        "hausnummer|hausnr|hausnr.||land",
    ),
    _addresses("adresse|rue", "code postal|cp|npa", "ville|localité", "complément d'adresse|adresse 2||pays"),
    _addresses("dirección|calle|domicilio", "código postal|cp|c.p.", "ciudad|población|localidad|municipio",
               "número||provincia|país"),
)  # fmt: skip
