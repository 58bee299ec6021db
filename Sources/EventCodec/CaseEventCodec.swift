// SPDX-License-Identifier: Apache-2.0
internal import Casework
internal import Forms

/// The events of a case, version 1 of each.
enum CaseEventCodec {
    static func write(_ event: CaseEvent, _ fields: inout FieldWriter) -> String {
        switch event {
        case .opened(let opened):
            fields.plain("type", opened.type)
            fields.plain("channel", opened.channel)
            fields.plain("correspondent", opened.correspondent)
            fields.plain("log", opened.log)
            fields.plain("copy", further(opened.copy))
            fields.sealed("subject", opened.subject)
            fields.sealed("message", opened.message)
            fields.sealed("name", opened.name)
            fields.sealed("row", opened.row)
            fields.attributes(opened.attributes)
            return "case.opened"
        case .activityRecorded(let recorded):
            fields.plain("activity", recorded.activity)
            fields.plain("transition", recorded.transition)
            fields.plain("performer", recorded.resource)
            fields.plain("offset", recorded.offsetMinutes == 0 ? nil : recorded.offsetMinutes)
            fields.plain("log", recorded.origin?.log)
            fields.plain("copy", further(recorded.origin?.copy))
            fields.sealed("key", recorded.origin?.key)
            fields.sealed("row", recorded.origin?.row)
            fields.attributes(recorded.attributes)
            return "case.activityRecorded"
        case .correspondenceRecorded(let item):
            fields.plain("direction", item.direction)
            fields.plain("channel", item.channel)
            fields.plain("log", item.origin?.log)
            fields.plain("copy", further(item.origin?.copy))
            fields.sealed("subject", item.subject)
            fields.sealed("message", item.message)
            fields.sealed("key", item.origin?.key)
            fields.sealed("row", item.origin?.row)
            fields.attributes(item.attributes)
            return "case.correspondenceRecorded"
        default:
            guard let payload = event.payload else {
                preconditionFailure("an event without a form")
            }
            return payload.write(to: &fields)
        }
    }

    /// Nil for a type that is not one of a case.
    static func decode(
        _ type: String, _ fields: FieldReader
    ) throws(DecodingProblem) -> CaseEvent? {
        switch type {
        case "case.opened":
            .opened(
                CaseOpened(
                    type: try fields.plain("type"), channel: try fields.optional("channel"),
                    correspondent: try fields.optional("correspondent"),
                    subject: try fields.sealed("subject"), message: try fields.sealed("message"),
                    log: try fields.optional("log"), name: try fields.sealed("name"),
                    row: try fields.sealed("row"), copy: try copy(fields),
                    attributes: try fields.attributes()))
        case "case.activityRecorded":
            .activityRecorded(
                ActivityRecorded(
                    activity: try fields.optional("activity"),
                    transition: try fields.optional("transition"),
                    resource: try fields.optional("performer"),
                    offsetMinutes: try fields.int("offset", default: 0, in: -1439...1439),
                    attributes: try fields.attributes(), origin: try origin(fields)))
        case "case.correspondenceRecorded":
            .correspondenceRecorded(
                CorrespondenceRecorded(
                    direction: try fields.plain("direction"), channel: try fields.plain("channel"),
                    subject: try fields.sealed("subject"), message: try fields.required("message"),
                    attributes: try fields.attributes(), origin: try origin(fields)))
        default: try read(type, fields)
        }
    }

    private static func read(
        _ type: String, _ fields: FieldReader
    ) throws(DecodingProblem) -> CaseEvent? {
        try formByType[type].map { form throws(DecodingProblem) in try form.read(fields) }
    }

    private static let formByType = Dictionary(
        uniqueKeysWithValues: CaseEvent.forms.map { ($0.name, $0) })

    // MARK: The row of a table

    /// The first row of a key is the rule, and goes without saying.
    private static func further(_ copy: Int?) -> Int? { copy == 1 ? nil : copy }

    private static func copy(_ fields: FieldReader) throws(DecodingProblem) -> Int {
        try fields.int("copy", default: 1, in: 2...Int.max)
    }

    private static func origin(_ fields: FieldReader) throws(DecodingProblem) -> RowOrigin? {
        guard let log: LogID = try fields.optional("log") else { return nil }
        return RowOrigin(
            log: log, key: try fields.sealed("key"), row: try fields.required("row"),
            copy: try copy(fields))
    }
}
