// SPDX-License-Identifier: Apache-2.0
internal import Casework
internal import Forms
internal import WorkingTime

/// A table of bank holidays as JSON: what it is, and in `holidays` an object for each of
/// `{"day":…,"divisions":[…],"title":…,"note":…,"announced":…}`, the last two where there are any.
enum CalendarCodec {
    /// - Returns: The event's type.
    static func write(_ calendar: CalendarAdopted, _ fields: inout FieldWriter) -> String {
        fields.plain("version", calendar.version)
        fields.published("source", calendar.source)
        fields.published("licence", calendar.licence)
        fields.plain("digest", calendar.digest)
        fields.plain("from", calendar.years.lowerBound)
        fields.plain("to", calendar.years.upperBound)
        fields.published("holidays", encode(calendar.holidays))
        return "calendar.adopted"
    }

    static func read(_ fields: FieldReader) throws(DecodingProblem) -> CalendarAdopted {
        let from = try fields.count("from")
        let to = try fields.count("to")
        guard (1...9999).contains(from), from <= to, to <= 9999 else {
            throw DecodingProblem(field: "to")
        }
        return CalendarAdopted(
            version: try fields.plain("version"), source: try fields.published("source"),
            licence: try fields.published("licence"), digest: try fields.plain("digest"),
            years: from...to, holidays: try decode(fields.data["holidays"]))
    }

    static func encode(_ holidays: [CalendarAdopted.Holiday]) -> JSON {
        .array(
            holidays.map { holiday in
                var members = [
                    JSON.Member("day", .string(holiday.day.description)),
                    JSON.Member(
                        "divisions",
                        .array(holiday.divisions.divisions.map { .string($0.rawValue) })),
                    JSON.Member("title", .string(holiday.title.text)),
                ]
                if let note = holiday.note {
                    members.append(JSON.Member("note", .string(note.text)))
                }
                if let announced = holiday.announced {
                    members.append(JSON.Member("announced", .string(announced.description)))
                }
                return .object(members)
            })
    }

    private static func decode(
        _ json: JSON?
    ) throws(DecodingProblem) -> [CalendarAdopted.Holiday] {
        guard let elements = json?.elements else { throw DecodingProblem(field: "holidays") }
        var holidays: [CalendarAdopted.Holiday] = []
        for element in elements {
            guard let holiday = holiday(element) else { throw DecodingProblem(field: "holidays") }
            holidays.append(holiday)
        }
        return holidays
    }

    private static func holiday(_ json: JSON) -> CalendarAdopted.Holiday? {
        guard let day = json["day"]?.text.flatMap({ Day($0) }),
            let title = json["title"]?.text.flatMap({ Published($0) }),
            let names = json["divisions"]?.elements, !names.isEmpty
        else { return nil }
        var divisions: Divisions = []
        for name in names {
            guard let division = name.text.flatMap({ Division(rawValue: $0) }) else { return nil }
            divisions.insert(Divisions(division))
        }
        var note: Published?
        if let json = json["note"] {
            note = json.text.flatMap { Published($0) }
            if note == nil { return nil }
        }
        var announced: Day?
        if let json = json["announced"] {
            announced = json.text.flatMap { Day($0) }
            if announced == nil { return nil }
        }
        return CalendarAdopted.Holiday(
            day: day, divisions: divisions, title: title, note: note, announced: announced)
    }
}
