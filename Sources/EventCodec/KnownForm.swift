// SPDX-License-Identifier: Apache-2.0
internal import Forms

/// A type of event that is read by its form.
struct KnownForm<Event: Sendable>: Sendable {
    let type: String
    let read: @Sendable (FieldReader) throws(DecodingProblem) -> Event

    /// - Parameter event: What the payload is a case of.
    init<Payload: Recorded>(
        _ payload: Payload.Type, _ event: @escaping @Sendable (Payload) -> Event
    ) {
        type = payload.form.name
        read = { fields throws(DecodingProblem) in event(try payload.form.read(fields)) }
    }
}

extension FieldWriter {
    /// - Returns: The event's type.
    mutating func write<Payload: Recorded>(_ payload: Payload) -> String {
        Payload.form.write(payload, to: &self)
        return Payload.form.name
    }
}
