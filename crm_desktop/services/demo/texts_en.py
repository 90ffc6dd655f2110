"""What people say and write in the English demo shop."""

from __future__ import annotations

from crm_desktop.services.demo.words import Talk

PREFERENCES = (
    "Light white teas, nothing smoky",
    "Grid paper only, never ruled",
    "Drinks aged white tea, mostly in winter",
    "Small tins, easy to take to the office",
    "Writes with a medium brush, half-sized paper",
    "Buys for her parents, so gentle teas",
    "Collects limited inks",
    "Child in primary school, comes before term",
    "Loves osmanthus: keep the first batch in fall",
    "Gives many presents, plain wrapping",
    "Green tea only, waits for the first pick",
    "Celadon cups, buys them in sets",
)
REQUIREMENTS = (
    "No plastic packaging; small amounts, always fresh",
    "No calls on weekends, a message is fine",
    "Invoice to the company, once a month",
    "Deliver to the front desk",
    "Allergic to pollen: no flower teas",
    "No price list inside gift boxes",
    "In meetings in the morning, call after three",
    "Tell the day before when the delivery comes",
)
NOTES = (
    "Lives around the corner, often passes by in the evening",
    "Husband drinks tea too, recommend for both",
    "Recommended us in the neighborhood group",
    "Office manager, buys for the company",
    "Shares journal pages online, many followers",
    "Often brings friends along",
    "Comes less since moving across the bay",
    "Teaches calligraphy, many students",
    "A lid was loose last time: check first",
    "Loves to talk about tea gardens",
)
MOMENTS = ("this weekend", "on Monday", "by the end of the month", "tomorrow afternoon", "on Friday")

TALKS = (
    Talk("call", "Asked whether {item} is in stock, will pick it up {day}", "Please keep two"),
    Talk("call", "Called that {item} has arrived", "Comes {day}"),
    Talk("call", "Asked how {item} was", "Liked it, wants more"),
    Talk("call", "No answer, try again later"),
    Talk("call", "Talked about a budget for presents, suggested {item}", "Has to ask at home"),
    Talk("call", "Asked how {item} works out", "Very well, told colleagues"),
    Talk("call", "Told about members' day", "Will bring friends"),
    Talk("wechat", "Sent pictures and price of {item}", "Looks good, will come {day}"),
    Talk("wechat", "Sent a picture of {item}, just in", "Will have a look"),
    Talk("wechat", "Asked about an invoice, said yes", "Thanks"),
    Talk("wechat", "Sent the date of the tea tasting", "Two people, please"),
    Talk("wechat", "How to keep {item}: dark and closed", "Got it"),
    Talk("wechat", "Agreed to a tasting {day}"),
    Talk("sms", "Helped to choose {item}, deposit paid", "Please wrap it nicely"),
    Talk("sms", "Birthday wishes sent", "So kind of you to remember"),
    Talk("visit", "Tried {item} in the shop, talked for half an hour", "Takes one to try at home"),
    Talk("visit", "Dropped in and looked at {item}"),
    Talk("visit", "Delivered {n} × {item}, received and checked"),
    Talk("visit", "Brought {item} back for a loose lid, exchanged at once", "Great service"),
    Talk("visit", "Came with the children to choose {item}", "They picked it themselves"),
    Talk("visit", "Looked at their kitchen, measured the shelves"),
    Talk("sms", "Message that {item} has arrived"),
    Talk("sms", "Reminder of the open bill, due {day}", "Will do"),
    Talk("email", "Sent an offer for {n} × {item}", "Passed on to the boss"),
    Talk("email", "Sent contract and billing details", "Signed copy comes {day}"),
    Talk("meeting", "Talked about a monthly tea order, first a trial of {item}", "Starts next month"),
    Talk("meeting", "Went through list and numbers for back-to-school sets", "Final number {day}"),
    Talk("note", "New job, little time at the moment"),
    Talk("note", "Wants to learn brewing: invite to the next evening"),
    Talk("note", "Says {item} is a dollar less elsewhere, but comes to us"),
    Talk("note", "Has just moved, is furnishing a tea corner"),
    Talk("note", "Orders presents at the end of the year: ask in November"),
)

FOLLOW_UPS = (
    ("call", "White Peony is in: ask whether to keep some"),
    ("call", "Ask about the number of gift boxes"),
    ("call", "Ask how the new tea was"),
    ("call", "Remind to pick up the order"),
    ("wechat", "Send the new ink colors"),
    ("wechat", "Send a picture of the osmanthus oolong"),
    ("wechat", "Arrange a tasting on the weekend"),
    ("sms", "Ask whether to reorder the journal"),
    ("visit", "Take samples to the office"),
    ("visit", "Deliver and collect the rest"),
    ("meeting", "Talk about monthly amounts and dates"),
    ("email", "Send the changed offer"),
    ("sms", "Invite to members' day"),
    ("todo", "Pack gift boxes with cards"),
    ("todo", "Write and send the invoice"),
    ("todo", "Check what is still owed"),
)
RESULTS = (
    "Reached, will pick it up",
    "No answer, moved to next week",
    "Happy, will buy again",
    "Too expensive, wants to compare",
    "Delivered and signed for",
    "Comes on the weekend",
    "Nothing for now, ask again in two months",
    "Rest was paid",
)

DEALS_PERSON = (
    ("{n} tea gift boxes", 10, 60, 3400),
    ("{n} autumn gift boxes", 20, 80, 3400),
    ("{n} aged tea cakes", 6, 40, 6500),
    ("{n} party favors", 20, 60, 1500),
    ("{n} wedding favors", 50, 200, 1100),
    ("Tea table, {n} cups", 4, 12, 8000),
    ("{n} limited pens", 2, 8, 9800),
)
DEALS_COMPANY = (
    ("{n} back-to-school sets", 60, 240, 1300),
    ("{n} custom notebooks", 100, 600, 650),
    ("{n} printed journals", 80, 400, 700),
    ("{n} party tea sets", 10, 40, 18500),
    ("Tea for {n} months", 3, 12, 22000),
    ("Supplies, {n} quarters", 2, 4, 42000),
    ("{n} desk calendars", 100, 400, 500),
    ("{n} boxes of paper", 5, 20, 9800),
    ("{n} packs of rice paper", 20, 60, 2300),
    ("{n} birthday presents", 20, 120, 1700),
    ("{n} lb of meeting tea", 5, 30, 7500),
    ("{n} boxes of tea bags", 4, 24, 10500),
)
COMPETITORS = ("Online store", "Corner stationer", "Wholesale market", "Old tea house", "Office chain")
DEAL_NOTES = (
    "Needs an invoice, 30 days",
    "Wants to see a sample first",
    "Came through a good customer: some room in the price",
    "Office manager decides, boss looks at the total",
    "Print is not settled yet",
    "Two deliveries",
)
