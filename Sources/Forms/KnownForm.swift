// SPDX-License-Identifier: Apache-2.0

/// One of the forms that a family of events or commands has.
package struct KnownForm<Member: Sendable>: Sendable {
    /// The type of the event, or the name of the command.
    package let name: String
    package let fields: [FieldDescription]
    package let read: @Sendable (FieldReader) throws(DecodingProblem) -> Member

    /// - Parameter member: What the payload is a case of.
    package init<Payload: Recorded>(
        _ payload: Payload.Type, _ member: @escaping @Sendable (Payload) -> Member
    ) {
        self.init(payload.form, member)
    }

    /// - Parameter member: What the payload is a case of.
    package init<Payload: Requested>(
        _ payload: Payload.Type, _ member: @escaping @Sendable (Payload) -> Member
    ) {
        self.init(payload.form, member)
    }

    private init<Payload>(
        _ form: Form<Payload>, _ member: @escaping @Sendable (Payload) -> Member
    ) {
        name = form.name
        fields = form.fields
        read = { fields throws(DecodingProblem) in member(try form.read(fields)) }
    }

    /// The same form, for a family that this one is part of.
    package func within<Whole>(
        _ whole: @escaping @Sendable (Member) -> Whole
    ) -> KnownForm<Whole> {
        KnownForm<Whole>(name: name, fields: fields) { fields throws(DecodingProblem) in
            whole(try read(fields))
        }
    }

    private init(
        name: String, fields: [FieldDescription],
        read: @escaping @Sendable (FieldReader) throws(DecodingProblem) -> Member
    ) {
        self.name = name
        self.fields = fields
        self.read = read
    }
}

/// Events that belong together, each with a form.
package protocol EventFamily: Equatable, Sendable {
    var payload: any Recorded { get }
    static var forms: [KnownForm<Self>] { get }
}

/// Commands that belong together, each with a form.
package protocol CommandFamily: Equatable, Sendable {
    var payload: any Requested { get }
    static var forms: [KnownForm<Self>] { get }
}

extension Requested {
    package var name: String { Self.form.name }
    package var shown: [ShownField] { Self.form.show(self) }
}

extension Recorded {
    package static var type: String { form.name }
    package var name: String { Self.form.name }

    /// - Returns: The event's type.
    package func write(to fields: inout FieldWriter) -> String {
        Self.form.write(self, to: &fields)
        return Self.form.name
    }

    package var shown: [ShownField] { Self.form.show(self) }
}
