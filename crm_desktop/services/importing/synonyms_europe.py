# ruff: noqa: E501 - lists of words
"""What shops in German, French and Spanish call the columns of their lists, per kind of record.

Only words that mean one thing in a list of that kind. Accents may be left out in a file, ß is ss.
"""

from __future__ import annotations

CUSTOMERS = {
    "name": "kunde|kundenname|vor- und nachname|nachname, vorname|vollständiger name|"
    "nom|nom complet|nom et prénom|prénom et nom|nom du client|"
    "nombre|nombre completo|nombre y apellidos|nombre y apellido|cliente|nombre del cliente",
    "name.first": "vorname|vornamen|rufname|prénom|prénoms",
    "name.last": "nachname|familienname|zuname|nom de famille|apellido|apellidos|primer apellido",
    "code": "kundennummer|kundennr|kdnr|numéro client|numéro de client|n° client|n° de client|code client|"
    "número de cliente|nº cliente|nº de cliente|código de cliente|código cliente",
    "company": "firma|firmenname|unternehmen|société|entreprise|raison sociale|nom de l'entreprise|"
    "empresa|compañía|razón social|nombre de la empresa",
    "phone": "telefon|telefonnummer|telefonnr|rufnummer|handy|handynummer|handynr|mobil|mobilnummer|mobiltelefon|festnetz|"
    "telefon privat|telefon geschäftlich|telefon mobil|telefon (privat)|telefon 1|telefon 2|"
    "téléphone|tél|numéro de téléphone|n° de téléphone|téléphone portable|téléphone mobile|téléphone fixe|portable|"
    "teléfono|número de teléfono|teléfono móvil|teléfono fijo|móvil|celular|teléfono celular",
    "email": "e-mail-adresse|e-mail adresse|emailadresse|mailadresse|mail-adresse|courriel|adresse e-mail|adresse email|adresse mail|adresse électronique|"
    "correo|correo electrónico|dirección de correo|dirección de correo electrónico|e-mail del cliente",
    "gender": "geschlecht|sexe|sexo|género",
    "birthday": "geburtsdatum|geburtstag|gebdatum|geb. am|geboren am|"
    "date de naissance|anniversaire|né le|née le|né(e) le|"
    "fecha de nacimiento|cumpleaños|f. nacimiento",
    "address": "straße|straße und hausnummer|straße, hausnummer|straße / hausnummer|straße und nr|straße, nr|adresse|anschrift|"
    "rue|adresse postale|dirección|calle|calle y número|domicilio|dirección postal",
    "region": "ort|wohnort|stadt|bundesland|ville|localité|région|ciudad|población|localidad|municipio|provincia|región",
    "industry": "branche|secteur|secteur d'activité|sector de actividad",
    "source": "quelle|kundenquelle|aufmerksam geworden durch|comment nous avez-vous connus|provenance|origen|procedencia",
    "owner": "betreuer|betreut von|kundenbetreuer|zuständig|chargé de clientèle|conseiller|comercial|vendedor|"
    "responsable",
    "tags": "schlagwörter|schlagworte|stichwörter|étiquettes|mots-clés|etiquetas",
    "referrer": "empfohlen von|geworben von|empfehlung von|recommandé par|parrainé par|recomendado por|referido por",
    "preferences": "vorlieben|interessen|préférences|centres d'intérêt|preferencias|intereses",
    "notes": "bemerkung|bemerkungen|anmerkung|anmerkungen|notiz|notizen|kommentar|"
    "remarque|remarques|commentaire|commentaires|observations|"
    "observaciones|observación|comentario|comentarios|nota|notas",
    "next_follow_up": "wiedervorlage|nächster kontakt|prochain contact|prochaine relance|próximo contacto|próximo seguimiento",
    "total_spent": "umsatz|gesamtumsatz|chiffre d'affaires|total des achats|total gastado|total de compras",
    "last_contact": "letzter kontakt|dernier contact|último contacto",
    "last_order": "letzter kauf|letzte bestellung|dernier achat|dernière commande|última compra|último pedido",
    "created": "erstellt am|angelegt am|kunde seit|créé le|client depuis|creado el|fecha de alta|cliente desde",
}

PAID_OR_NOT = "zahlungsstatus|statut du paiement|statut de paiement|état du paiement|estado del pago|estado de pago|estado de cobro"

ORDERS = {
    "number": "bestellnummer|bestellnr|auftragsnummer|auftragsnr|rechnungsnummer|rechnungsnr|belegnummer|"
    "numéro de commande|n° commande|n° de commande|numéro de facture|n° facture|n° de facture|"
    "número de pedido|nº pedido|nº de pedido|número de factura|nº factura|nº de factura|pedido",
    "date": "datum|bestelldatum|auftragsdatum|rechnungsdatum|kaufdatum|date de commande|date de la commande|date de facture|"
    "date d'achat|fecha|fecha de pedido|fecha del pedido|fecha de compra|fecha de factura",
    "customer": "kunde|kundenname|kundennummer|kundennr|telefon|telefonnummer|nom du client|numéro client|n° client|téléphone|"
    "cliente|nombre del cliente|número de cliente|teléfono",
    "product": "artikel|artikelname|artikelbezeichnung|produkt|produktname|produit|nom du produit|désignation|"
    "producto|nombre del producto|artículo",
    "quantity": "menge|anzahl|stückzahl|quantité|qté|cantidad|cant|unidades",
    "price": "einzelpreis|stückpreis|preis|prix unitaire|prix|precio unitario|precio",
    "amount": "betrag|gesamtbetrag|gesamtpreis|summe|montant|montant total|total ttc|prix total|importe|importe total|"
    "precio total|monto",
    "discount": "rabatt|nachlass|remise|descuento",
    "paid": f"bezahlt|gezahlt|bezahlter betrag|payé|montant payé|réglé|pagado|importe pagado|monto pagado|{PAID_OR_NOT}",
    "method": "zahlungsart|zahlungsweise|zahlungsmethode|mode de paiement|moyen de paiement|mode de règlement|"
    "forma de pago|método de pago|medio de pago",
    "due": "fällig am|fälligkeit|fälligkeitsdatum|zahlbar bis|échéance|date d'échéance|vencimiento|fecha de vencimiento",
    "staff": "verkäufer|mitarbeiter|kassierer|vendeur|vendedor|cajero",
    "notes": "bemerkung|bemerkungen|anmerkung|anmerkungen|notizen|kommentar|remarque|remarques|commentaire|commentaires|"
    "observaciones|comentario|comentarios|notas",
}

PRODUCTS = {
    "code": "artikelnummer|artikelnr|référence|réf|code produit|código|código de producto|referencia",
    "name": "artikel|artikelname|artikelbezeichnung|bezeichnung|produkt|produktname|nom|produit|nom du produit|désignation|libellé|"
    "nombre|producto|nombre del producto|artículo",
    "category": "kategorie|warengruppe|produktgruppe|catégorie|famille|categoría|familia",
    "unit": "einheit|mengeneinheit|unité|unidad|unidad de medida",
    "price": "preis|verkaufspreis|vk-preis|prix|prix de vente|precio|precio de venta",
    "cost": "einkaufspreis|ek-preis|prix d'achat|coût|precio de compra|coste|costo",
    "active": "aktiv|actif|activo",
    "notes": "bemerkung|bemerkungen|beschreibung|notizen|remarque|remarques|observaciones|notas|descripción",
}

BY_ENTITY = {"customers": CUSTOMERS, "orders": ORDERS, "products": PRODUCTS}

CHOICES = {
    "gender": {
        "M": "männlich|mann|herr|homme|masculin|monsieur|h|hombre|masculino|varón",
        "F": "weiblich|frau|w|femme|féminin|madame|mme|mujer|femenino",
    },
    "kind": {
        "person": "privatkunde|privatperson|particulier|particular|persona",
        "company": "geschäftskunde|firmenkunde|firma|entreprise|professionnel|empresa",
    },
}

YES_NO = {"1": "ja|oui|sí|si|wahr|vrai|verdadero", "0": "nein|non|falsch|faux|falso"}

PAID = {
    "1": "bezahlt|voll bezahlt|beglichen|payé|payée|réglé|réglée|acquitté|pagado|pagada|cobrado|liquidado",
    "0": "unbezahlt|nicht bezahlt|offen|ausstehend|impayé|impayée|non payé|non payée|en attente|à payer|no pagado|impagado|"
    "pendiente|pendiente de pago|por pagar",
    "part": "teilweise bezahlt|teilbezahlt|teilzahlung|angezahlt|anzahlung|partiellement payé|partiellement payée|acompte|"
    "parcialmente pagado|pago parcial|señal|anticipo",
}

PARTS_OF_NAMES = {
    "name": ("name.last", "vorname|vornamen|rufname"),
    "nom": ("name.last", "prénom|prénoms"),
    "nombre": ("name.first", "apellido|apellidos|primer apellido"),
}
"""What says the whole name by itself, and but a part of it (which) beside one of these columns."""
