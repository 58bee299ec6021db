# SPDX-License-Identifier: Apache-2.0
"""Statutory dates by another way: sorted lists of working days and their indices, London's time by
the system's zone database, holidays from the file as it was published. And histories to try it on.

Written from the provisions, not from the program's source. What a history may hold is kept to where
law and policy give one answer; the docs of each regime say where they do not.
"""

import bisect
import calendar
import datetime
import json
import zoneinfo

LONDON = zoneinfo.ZoneInfo("Europe/London")
DIVISIONS = ["england-and-wales", "scotland", "northern-ireland"]
COLUMNS = ["id", "regime", "jurisdiction", "received", "events", "due"]
DAY = datetime.timedelta(days=1)

# Working-day regimes: days, whose holidays ("own": the authority's), and what moves the date.
WORKING = {
    "foi": (20, "uk", {"question", "fee", ("pit-extension", 40)}),
    "foi-review": (20, "uk", {("extension", 40)}),
    "foisa": (20, "scotland", {"question", "fee"}),
    "foisa-review": (20, "scotland", set()),
    "eir": (20, "uk", {"question", "charge", ("extension", 40)}),
    "eir-review": (40, "uk", set()),
    "eir-scotland": (20, "scotland", {"question", "charge", ("extension", 40)}),
    "complaint-ack": (5, "own", set()),
    "complaint-stage1": (10, "own", {"acknowledged", ("extension", 20)}),
    "complaint-stage2": (20, "own", {"acknowledged", ("extension", 40)}),
    "svc-letter": (10, "own", set()),
    "svc-email": (3, "own", set()),
    "svc-online-form": (3, "own", set()),
    "mp-correspondence": (20, "england-and-wales", set()),
    "gla-mqt": (3, "england-and-wales", set()),
    "gla-md-publication": (1, "england-and-wales", {"deferred-until"}),
}
HOURS = {"svc-social": 3, "svc-p1": 2, "svc-p2": 6}
REGIMES = [*WORKING, *HOURS, "sar", "dp-complaint"]


def add_months(day, count):
    """The same date so many months on, or the last of that month."""
    year, month = divmod(day.year * 12 + day.month - 1 + count, 12)
    last = calendar.monthrange(year, month + 1)[1]
    return datetime.date(year, month + 1, min(day.day, last))


def london(text):
    """The day in London of a day, or of a time with its offset."""
    if len(text) == 10:
        return datetime.date.fromisoformat(text)
    return datetime.datetime.fromisoformat(text).astimezone(LONDON).date()


class Reckoning:
    """`without`: days that had not been announced yet."""

    def __init__(self, path, without=()):
        table = json.loads(path.read_text())
        holidays = {division: {datetime.date.fromisoformat(event["date"])
                               for event in table[division]["events"]} - set(without)
                    for division in DIVISIONS}
        holidays["uk"] = set().union(*holidays.values())
        first, last = datetime.date(2011, 12, 1), datetime.date(2028, 12, 31)
        days = [first + DAY * number for number in range((last - first).days + 1)]
        self.working = {area: [day for day in days if day.isoweekday() < 6 and day not in off]
                        for area, off in holidays.items()}

    def after(self, area, day, count, left_out=()):
        """The `count`th working day after `day`, which is not one of those left out."""
        days = self.working[area]
        first = bisect.bisect_right(days, day)
        skipped = 0
        while True:
            found = days[first + count + skipped - 1]
            now = sum(day < one <= found for one in left_out)
            if now == skipped:
                return found
            skipped = now

    def on_or_after(self, area, day):
        days = self.working[area]
        return days[bisect.bisect_left(days, day)]

    def due(self, regime, jurisdiction, received, events):
        """As the column `due` has it; `events` is a list of (kind, time) in order."""
        if regime in HOURS:
            start = datetime.datetime.fromisoformat(received).astimezone(datetime.UTC)
            end = start + datetime.timedelta(hours=HOURS[regime])
            return end.astimezone(LONDON).isoformat(timespec="seconds")
        facts = [(kind, london(time)) for kind, time in events]
        if regime == "sar":
            found = self.subject_access(jurisdiction, london(received), facts)
        elif regime == "dp-complaint":
            day = london(received)
            found = (self.on_or_after(jurisdiction, day + 30 * DAY)
                     if day >= datetime.date(2026, 6, 19) else None)
        else:
            found = self.working_days(regime, jurisdiction, london(received), facts)
        return "" if found is None else found.isoformat()

    def working_days(self, regime, jurisdiction, start, facts):
        basic, area, moves = WORKING[regime]
        area = jurisdiction if area == "own" else area
        longer = dict(move for move in moves if isinstance(move, tuple))
        count, left_out, notice, asked = basic, set(), None, None
        if "acknowledged" in moves:
            start = next((day for kind, day in facts if kind == "acknowledged"), None)
            if start is None:
                return None
        for kind, day in facts:
            limit = self.after(area, start, count, left_out)
            if kind == "deferred-until" and kind in moves:
                return day
            if kind == "clarification-requested" and "question" in moves and day <= limit:
                asked = asked or day
            elif kind == "clarification-received" and asked:
                start, count, left_out, asked = day, basic, set(), None
            elif kind in ("fees-notice", "fee-charged") and moves & {"fee", "charge"}:
                # Within the basic period, extended or not.
                in_time = day <= self.after(area, start, basic, left_out)
                notice = day if notice is None and in_time else notice
            elif kind == "fee-paid" and notice:
                span = [notice + DAY * number for number in range((day - notice).days + 1)]
                left_out |= set(span) & set(self.working[area])
                notice = None
            elif kind in longer and (notice or day <= limit) and not asked:
                count = longer[kind]
        return None if asked or notice else self.after(area, start, count, left_out)

    def subject_access(self, jurisdiction, start, facts):
        received, months, paused = start, 1, []
        asked = {}

        def limit():
            first = start + DAY if received < datetime.date(2019, 8, 15) else start
            days = {day for one, other in paused for day in
                    (one + DAY * number for number in range((other - one).days + 1))}
            return self.on_or_after(
                jurisdiction, add_months(first, months) + DAY * sum(day >= start for day in days))
        if received < datetime.date(2020, 1, 1):
            question = "restarts"
        else:
            question = "nothing" if received < datetime.date(2020, 10, 21) else "pauses"
        for kind, day in facts:
            if kind == "clarification-requested" and question != "nothing" and day <= limit():
                asked["question"] = day
            elif kind == "clarification-received" and "question" in asked:
                since = asked.pop("question")
                if question == "restarts":
                    start = day
                elif since != day:
                    paused.append((since, day))
            elif kind == "id-requested" and day <= limit():
                asked["identity"] = day
            elif kind == "fee-charged" and day <= limit():
                asked["fee"] = day
            elif kind == "id-received" and asked.pop("identity", None):
                start = day
            elif kind == "fee-paid" and asked.pop("fee", None):
                start = day
            elif kind == "extension" and (asked or day <= limit()):
                months = 3
        return None if asked else limit()


def moment(chance, day):
    """The day itself, or a time on it or in the night before or after, with an offset."""
    if chance.random() < 0.2:
        return day.isoformat()
    time = datetime.datetime.combine(day, datetime.time(
        chance.choice([0, 9, 12, 16, 23]), chance.choice([0, 29, 30, 59]), chance.choice([0, 59])))
    offset = chance.choice(["Z", "+00:00", "+01:00", "-05:00"])
    return time.isoformat() + offset


def history(chance, regime):
    """(received, [(kind, time)]): a receipt and up to three things that happened one after another,
    often on the very day of a limit or the day after."""
    first = datetime.date(2026 if regime == "dp-complaint" else 2012, 1, 4)
    last = datetime.date(2027, 9, 30)
    day = first + DAY * chance.randrange((last - first).days)
    received = moment(chance, day)
    while regime in HOURS and len(received) == 10:
        received = moment(chance, day)
    events = []
    # Of a question after 20 days of an extended period the provisions do not speak.
    extended = False

    def happens(kind, least, most):
        nonlocal day
        # Two days at the least keep the order whatever the offsets are.
        day += DAY * chance.randint(least, most)
        events.append((kind, moment(chance, day)))
    if regime.startswith("complaint") and chance.random() < 0.9:
        happens("acknowledged", 2, 12)
    for _ in range(chance.choice([0, 0, 1, 1, 2, 3])):
        kind = chance.choice(["question", "fee", "identity", "extension", "extension"])
        if kind == "question" and not extended:
            happens("clarification-requested", 2, 32)
            if chance.random() < 0.85:
                happens("clarification-received", 2, 60)
            else:
                break
        elif kind == "fee":
            happens(chance.choice(["fees-notice", "fee-charged"]) if regime != "sar"
                    else "fee-charged", 2, 32)
            if chance.random() < 0.85:
                # Before the last day to pay of any regime.
                happens("fee-paid", 2, 70)
            else:
                break
        elif kind == "identity":
            happens("id-requested", 2, 32)
            if chance.random() < 0.85:
                happens("id-received", 2, 60)
            else:
                break
        elif kind == "extension":
            happens(chance.choice(["extension", "pit-extension"]), 2, 32)
            extended = True
    if regime == "gla-md-publication" and chance.random() < 0.5:
        events = []
        happens("deferred-until", 2, 60)
    return received, events


def row(chance, number, regime=None):
    regime = regime or chance.choice(REGIMES)
    received, events = history(chance, regime)
    return {"id": f"R{number}", "regime": regime, "jurisdiction": chance.choice(DIVISIONS),
            "received": received, "events": ";".join(f"{kind}@{time}" for kind, time in events)}
