"""The English demo shop: Songjian Tea & Stationery."""

from __future__ import annotations

from random import Random

from crm_desktop.services.demo.texts_en import (
    COMPETITORS,
    DEAL_NOTES,
    DEALS_COMPANY,
    DEALS_PERSON,
    FOLLOW_UPS,
    MOMENTS,
    NOTES,
    PREFERENCES,
    REQUIREMENTS,
    RESULTS,
    TALKS,
)
from crm_desktop.services.demo.words import Item, Person, Words, listed

_SURNAMES = listed(
    "Smith Smith Smith Johnson Johnson Johnson Williams Williams Brown Brown Jones Jones Garcia Garcia Miller "
    "Miller Davis Davis Rodriguez Martinez Hernandez Lopez Gonzalez Wilson Wilson Anderson Anderson Thomas "
    "Taylor Taylor Moore Jackson Martin Lee Lee Perez Thompson White Harris Sanchez Clark Ramirez Lewis "
    "Robinson Walker Young Allen King Wright Scott Torres Nguyen Nguyen Hill Flores Green Adams Nelson Baker "
    "Hall Rivera Campbell Mitchell Carter Roberts Gomez Phillips Evans Turner Diaz Parker Cruz Edwards "
    "Collins Reyes Stewart Morris Morales Murphy Cook Rogers Gutierrez Ortiz Morgan Cooper Peterson Bailey "
    "Reed Kelly Howard Ramos Kim Kim Cox Ward Richardson Watson Brooks Chavez Wood Bennett Gray Mendoza Ruiz "
    "Hughes Price Alvarez Castillo Sanders Patel Myers Long Ross Foster Jimenez Chen Wang Shah O'Brien"
)
_MEN = listed(
    "James Robert John Michael David William Richard Joseph Thomas Chris Daniel Matthew Anthony Mark Steven "
    "Andrew Paul Joshua Kenneth Kevin Brian Tim Ronald Jason George Edward Jeffrey Ryan Jacob Nick Gary Eric "
    "Jonathan Stephen Larry Justin Scott Brandon Ben Samuel Gregory Alex Patrick Frank Raymond Jack Dennis "
    "Tyler Aaron José Adam Nathan Henry Peter Zach Kyle Noah Ethan Walter Sean Ravi Wei Omar"
)
_WOMEN = listed(
    "Mary Patricia Jennifer Linda Elizabeth Barbara Susan Jessica Karen Sarah Lisa Nancy Sandra Ashley Emily "
    "Kimberly Margaret Donna Michelle Carol Amanda Melissa Deborah Stephanie Rebecca Sharon Laura Cynthia Amy "
    "Kathleen Angela Emma Anna Ruth Olivia Nicole Helen Samantha Katherine Christine Rachel Catherine Maria "
    "Heather Diane Julie Joyce Victoria Grace Lauren Hannah Megan Alice Chloé Sofia Isabel Zoe Clara Priya "
    "Mei Leila Ingrid"
)
_COMPANY_NAMES = listed(
    "Bluebay Northgate Riverside Oak Cloudrest Southfield Pinesong Harbor Fairview Inkwell Maple Sunrise "
    "Redwood Willow Lakeside Golden Stonebridge Larkspur Beacon Juniper Meridian Cedar Summit Brightside "
    "Fieldstone Magnolia Orchard Copper Evergreen Hilltop Ashford Birch Coastline Driftwood Elm Foxglove "
    "Granite Hawthorn Ironwood Kestrel"
)
_COMPANY_KINDS: tuple[tuple[str, str], ...] = (
    ("Tech", "Software"), ("Design", "Design"), ("Primary School", "School"), ("Law", "Law"), ("Hotel", "Hotel"),
    ("High School", "School"), ("Guesthouse", "Hotel"), ("Property", "Property"), ("Accounting", "Finance"),
    ("Academy", "Training"), ("Preschool", "School"), ("Interiors", "Building"), ("Trading", "Trade"),
    ("Bistro", "Food"), ("Tea Room", "Food"), ("Media", "Advertising"), ("Art Studio", "Training"),
    ("Clinic", "Health"), ("Florist", "Retail"), ("Photography", "Photography"), ("Realty", "Property"),
    ("Fitness", "Fitness"), ("Credit Union", "Finance"), ("Community Center", "Community"),
)  # fmt: skip
_REGIONS = (
    ("Berkeley", 28), ("Oakland", 24), ("San Francisco", 18), ("Emeryville", 10), ("Alameda", 9), ("Albany", 7),
    ("El Cerrito", 4),
)  # fmt: skip
_STREETS = (
    "Shattuck Ave", "College Ave", "Solano Ave", "Grand Ave", "Park St", "Telegraph Ave", "Piedmont Ave", "Hopkins St",
    "San Pablo Ave", "University Ave", "Gilman St", "Rose St", "Cedar St", "Lakeshore Ave", "Adeline St",
)  # fmt: skip
_AREAS = listed("415 510 650 408 925 707 209 530 628 341 669 831")

ITEMS = (
    Item("T001", "White Peony 2025, 200 g", "Tea", "tin", 7600, 4100, 8, "white tea", (9, 10, 11, 12)),
    Item("T002", "Silver Needle, 50 g", "Tea", "tin", 5800, 3300, 4, "white tea", (3, 4, 5)),
    Item("T003", "Aged white tea cake, 350 g", "Tea", "cake", 6500, 3400, 5, "aged tea", (10, 11, 12, 1)),
    Item("T004", "Dragon Well, first pick, 100 g", "Tea", "tin", 9600, 5900, 6, "green tea", (3, 4)),
    Item("T005", "Dragon Well, spring, 250 g", "Tea", "bag", 4600, 2500, 7, "green tea", (4, 5, 6)),
    Item("T006", "Ripe Pu'er cake, 357 g", "Tea", "cake", 3900, 1900, 6, "pu'er", (11, 12, 1)),
    Item("T007", "Jasmine tea, 150 g", "Tea", "tin", 1600, 700, 10, "jasmine", (5, 6, 7, 8)),
    Item("T008", "Osmanthus oolong, 150 g", "Tea", "tin", 2100, 900, 8, "oolong", (9, 10)),
    Item("T009", "Autumn gift box", "Gifts", "box", 3400, 1800, 3, "gifts", (9, 10), 12),
    Item("T010", "Holiday gift box", "Gifts", "box", 4600, 2400, 4, "gifts", (11, 12), 12),
    Item("T011", "Tasting set, four teas", "Tea", "set", 1200, 500, 8),
    Item("C001", "Celadon cup", "Teaware", "piece", 1500, 600, 6, "teaware"),
    Item("C002", "Gaiwan, white", "Teaware", "piece", 2200, 900, 4, "teaware"),
    Item("C003", "Travel tea set", "Teaware", "set", 3900, 1900, 3, "teaware", (5, 6, 7)),
    Item("C004", "Bamboo tea tray", "Teaware", "piece", 2900, 1400, 2, "teaware"),
    Item("S001", "Journal A5", "Notebooks", "piece", 1800, 700, 10, "journal", (1, 9, 12)),
    Item("S002", "Grid notebook B5", "Notebooks", "piece", 600, 200, 14, "", (1, 8, 9), 8),
    Item("S003", "Desk calendar", "Notebooks", "piece", 900, 350, 3, "", (11, 12), 6),
    Item("S004", "Sketchbook, hand bound", "Notebooks", "piece", 1400, 600, 4, "drawing"),
    Item("P001", "Fountain pen Songjian", "Pens", "piece", 4800, 2300, 4, "fountain pen", (2, 6, 9)),
    Item("P002", "Ink, pine green", "Pens", "bottle", 1300, 500, 7, "fountain pen"),
    Item("P003", "Gel pens, 12", "Pens", "box", 900, 350, 14, "", (1, 8, 9), 6),
    Item("P004", "Calligraphy brush", "Pens", "piece", 1100, 450, 5, "calligraphy"),
    Item("P005", "Color pencils, 36", "Pens", "box", 1900, 900, 4, "student", (6, 7, 8, 12)),
    Item("G001", "Rice paper, 50 sheets", "Paper", "pack", 2600, 1300, 3, "calligraphy"),
    Item("G002", "Gift wrap", "Paper", "piece", 400, 100, 6, "gifts", (2, 5, 12)),
    Item("G003", "Greeting card", "Paper", "piece", 450, 120, 10, "", (2, 5, 6, 12), 10),
    Item("G004", "Back-to-school set", "Stationery", "set", 1500, 750, 3, "student", (8, 9), 6),
)  # fmt: skip


def _person(rng: Random) -> Person:
    man = rng.random() < 0.45
    pool = _MEN if man else _WOMEN
    first = pool[int(rng.random() * len(pool))]
    last = _SURNAMES[int(rng.random() * len(_SURNAMES))]
    handle = f"{first}.{last}".lower().replace("é", "e").replace("'", "")
    return Person(f"{first} {last}", "M" if man else "F", handle)


def _company(rng: Random) -> tuple[str, str]:
    kind, industry = _COMPANY_KINDS[int(rng.random() * len(_COMPANY_KINDS))]
    return f"{_COMPANY_NAMES[int(rng.random() * len(_COMPANY_NAMES))]} {kind}", industry


def _phone(rng: Random) -> str:
    return f"+1{_AREAS[int(rng.random() * len(_AREAS))]}55{int(rng.random() * 1e5):05d}"


def _address(rng: Random, region: str) -> str:
    street = _STREETS[int(rng.random() * len(_STREETS))]
    flat = f", Apt {int(rng.random() * 40) + 1}" if rng.random() < 0.4 else ""
    return f"{int(rng.random() * 2900) + 100} {street}{flat}, {region}"


WORDS = Words(
    shop="Songjian Tea & Stationery",
    currency="USD",
    region="US",
    staff=(("Laura Lin", "Owner"), ("Mia Zhou", "Staff"), ("Jay Chen", "Staff"), ("Holly Reed", "Part-time")),
    person=_person,
    company=_company,
    phone=_phone,
    address=_address,
    regions=_REGIONS,
    items=ITEMS,
    custom="Custom and group orders",
    custom_category="Custom",
    sources=(("Walk-in", 40), ("Friend", 22), ("Instagram", 14), ("Website", 10), ("Market", 8), ("Yelp", 6)),
    sales_channels=(("Shop", 70), ("Online", 18), ("Phone", 6), ("Market", 6)),
    methods=(("Card", 60), ("Cash", 14), ("Apple Pay", 18), ("Transfer", 8)),
    tags_person=("tea lover", "student", "journal", "teacher", "neighbor", "gifts", "calligraphy"),
    tags_company=("company", "monthly account", "catering", "custom print", "invoice"),
    preferences=PREFERENCES,
    requirements=REQUIREMENTS,
    notes=NOTES,
    talks=TALKS,
    moments=MOMENTS,
    follow_ups=FOLLOW_UPS,
    results=RESULTS,
    deals_person=DEALS_PERSON,
    deals_company=DEALS_COMPANY,
    competitors=COMPETITORS,
    deal_notes=DEAL_NOTES,
    mail_hosts=("gmail.com", "outlook.com", "yahoo.com", "icloud.com"),
)
