# ruff: noqa: E501 - headers as shops write them
"""Lists of shops in German, French and Spanish: their columns, names in two columns, addresses in several."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from crm_desktop.core.entities import entity
from crm_desktop.core.text import fold, strip_marks
from crm_desktop.services.context import Services
from crm_desktop.services.importing import synonyms_europe, tables
from crm_desktop.services.importing.api import import_file, inspect
from crm_desktop.services.importing.mapping import Matcher
from crm_desktop.services.importing.model import ImportOptions
from tests.services.importing.files import csv_file

CUSTOMERS = {
    "Nachname": "name.last", "Vorname": "name.first", "Telefon": "phone", "Handy": "phone", "Telefon-Nr.": "phone",
    "Telefon privat": "phone", "E-Mail": "email", "E-Mail-Adresse": "email", "Firma": "company", "Straße": "address",
    "STRASSE": "address", "Anschrift": "address", "Ort": "region", "Stadt": "region", "Geburtsdatum": "birthday",
    "Geburtstag": "birthday", "Bemerkung": "notes", "Bemerkungen": "notes", "Kunden-Nr.": "code", "Kundennummer": "code",
    "Geschlecht": "gender", "Betreuer": "owner", "Schlagwörter": "tags", "Empfohlen von": "referrer",
    "Nom": "name", "Prénom": "name.first", "PRENOM": "name.first", "Nom de famille": "name.last", "Téléphone": "phone",
    "Tél.": "phone", "Portable": "phone", "Courriel": "email", "Adresse e-mail": "email", "Société": "company",
    "Raison sociale": "company", "Adresse": "address", "Ville": "region", "Date de naissance": "birthday",
    "Né(e) le": "birthday", "Remarque": "notes", "Commentaires": "notes", "N° client": "code", "Sexe": "gender",
    "Recommandé par": "referrer", "Mots-clés": "tags",
    "Nombre": "name", "Nombre completo": "name", "Apellidos": "name.last", "Teléfono": "phone", "Telefono": "phone",
    "Móvil": "phone", "Celular": "phone", "Correo electrónico": "email", "Empresa": "company", "Dirección": "address",
    "DIRECCION": "address", "Ciudad": "region", "Población": "region", "Fecha de nacimiento": "birthday",
    "Observaciones": "notes", "Nº cliente": "code", "Género": "gender", "Etiquetas": "tags", "Cumpleaños": "birthday",
    # of no field, or of more than one
    "PLZ": "", "Code postal": "", "Código postal": "", "Anrede": "", "Titel": "", "Civilité": "", "Land": "", "Pays": "",
}  # fmt: skip
ORDERS = {
    "Bestellnummer": "number", "Rechnungs-Nr.": "number", "Datum": "date", "Bestelldatum": "date", "Kunde": "customer",
    "Artikel": "product", "Menge": "quantity", "Einzelpreis": "price", "Betrag": "amount", "Rabatt": "discount",
    "Bezahlt": "paid", "Bezahlt?": "paid", "Zahlungsstatus": "paid", "Zahlungsart": "method", "Verkäufer": "staff",
    "N° de commande": "number", "Date de commande": "date", "Client": "customer", "Produit": "product",
    "Quantité": "quantity", "Prix unitaire": "price", "Montant": "amount", "Remise": "discount", "Payé": "paid",
    "Mode de paiement": "method", "Vendeur": "staff", "Remarques": "notes",
    "Número de pedido": "number", "Fecha": "date", "Cliente": "customer", "Producto": "product", "Cantidad": "quantity",
    "Precio": "price", "Importe": "amount", "Descuento": "discount", "Pagado": "paid", "Forma de pago": "method",
    "Estado del pago": "paid", "Nombre": "", "Total": "amount",
}  # fmt: skip
PRODUCTS = {
    "Artikelnummer": "code", "Bezeichnung": "name", "Kategorie": "category", "Einheit": "unit", "Verkaufspreis": "price",
    "Einkaufspreis": "cost", "Référence": "code", "Désignation": "name", "Catégorie": "category", "Prix de vente": "price",
    "Prix d'achat": "cost", "Código": "code", "Producto": "name", "Categoría": "category", "Precio de compra": "cost",
}  # fmt: skip


@pytest.mark.parametrize(
    ("kind", "header", "target"),
    [
        (kind, header, target)
        for kind, table in (("customers", CUSTOMERS), ("orders", ORDERS), ("products", PRODUCTS))
        for header, target in table.items()
    ],
)
def test_headers(kind: str, header: str, target: str) -> None:
    assert Matcher(tables.headers(entity(kind)), ()).recognise(header) == target


@pytest.mark.parametrize("kind", synonyms_europe.BY_ENTITY)
def test_a_word_means_one_thing(kind: str) -> None:
    """Also beside the words of the other languages: those come first, and would take it away."""
    known = tables.headers(entity(kind))
    for target, text in synonyms_europe.BY_ENTITY[kind].items():
        for word in text.split("|"):
            for form in (fold(word), strip_marks(fold(word))):
                assert known[form][0] == target, (word, target)


def stored(services: Services, fields: str) -> list[tuple[Any, ...]]:
    return [tuple(row) for row in services.db.execute_sql(f"SELECT {fields} FROM customer ORDER BY id").fetchall()]


@pytest.mark.parametrize(
    ("head", "row", "name"),
    [
        ("Name;Vorname;Telefon", "Müller;Anna;0171 2345678", "Anna Müller"),
        ("Vorname;Nachname;Telefon", "Anna;Müller;0171 2345678", "Anna Müller"),
        ("Name;Telefon", "Anna Müller;0171 2345678", "Anna Müller"),
        ("Nom;Prénom;Téléphone", "Dupont;Jean;0171 2345678", "Jean Dupont"),
        ("Nom;Téléphone", "Jean Dupont;0171 2345678", "Jean Dupont"),
        ("Nombre;Apellidos;Teléfono", "Ana;García López;0171 2345678", "Ana García López"),
        ("Nombre;Teléfono", "Ana García;0171 2345678", "Ana García"),
    ],
)
def test_a_name_beside_a_first_name_is_the_last_one(
    services: Services, tmp_path: Path, head: str, row: str, name: str
) -> None:
    path = csv_file(tmp_path / "a.csv", f"{head}\n{row}\n")
    assert inspect(path, services=services).entity == "customers"
    result = import_file(services, path, ImportOptions(region="DE"))
    assert (result.created, stored(services, "name, phones")) == (1, [(name, '["+491712345678"]')])


@pytest.mark.parametrize(
    ("head", "row", "address", "region"),
    [
        ("Name;Straße;PLZ;Ort;Land", "Anna;Hauptstr. 5;10115;Berlin;Deutschland", "Hauptstr. 5, 10115, Berlin, Deutschland",
         "Berlin"),
        ("Firma;Name;Strasse;Hausnummer;PLZ;Stadt", "A;Anna;Ring;5;01067;Dresden", "Ring, 5, 01067, Dresden", "Dresden"),
        ("Nom;Adresse;Code postal;Ville", "Jean;1 rue X;01000;Bourg", "1 rue X, 01000, Bourg", "Bourg"),
        ("Nombre;Direccion;Codigo postal;Ciudad", "Ana;Calle 1;08001;Barcelona", "Calle 1, 08001, Barcelona", "Barcelona"),
        ("Name;Ort;PLZ", "Anna;Berlin;10115", "", "Berlin"),
    ],
)  # fmt: skip
def test_an_address_in_several_columns_becomes_one(
    services: Services, tmp_path: Path, head: str, row: str, address: str, region: str
) -> None:
    path = csv_file(tmp_path / "a.csv", f"{head}\n{row}\n")
    seen = inspect(path, services=services)
    assert (seen.entity, seen.system) == ("customers", "")
    assert import_file(services, path).created == 1
    assert stored(services, "address, region") == [(address, region)]


def test_an_address_does_not_make_customers_of_orders(services: Services, tmp_path: Path) -> None:
    text = "Bestellnummer;Datum;Artikel;Menge;Einzelpreis;Bezahlt;Name;Straße;PLZ;Ort\n"
    text += "A1;24.12.2025;Tasse;2;3,50;nein;Anna;Ring 1;10115;Berlin\n"
    text += "A2;24.12.2025;Tasse;2;3,50;angezahlt;Anna;Ring 1;10115;Berlin\nA3;24.12.2025;Tasse;1;3,50;ja;;;;\n"
    path = csv_file(tmp_path / "a.csv", text)
    assert inspect(path, services=services).entity == "orders"
    result = import_file(services, path, ImportOptions(entity="orders"))
    assert [(error.row, str(error.reason)) for error in result.errors] == [(3, "Paid in part: say how much")]
    rows = services.db.execute_sql("SELECT number, date, total, paid FROM sales_order ORDER BY number").fetchall()
    assert rows == [("A1", "2025-12-24", 700, 0), ("A3", "2025-12-24", 350, 350)]


def test_words_for_people(services: Services, tmp_path: Path) -> None:
    text = "Name;Geschlecht\nAnna;weiblich\nBen;m\nCem;Herr\nDan;homme\nEva;Mujer\n"
    assert import_file(services, csv_file(tmp_path / "a.csv", text)).failed == 0
    assert stored(services, "gender") == [("F",), ("M",), ("M",), ("M",), ("F",)]
