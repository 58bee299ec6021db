// SPDX-License-Identifier: Apache-2.0

/// The fields of an event or a command, named once: from them come its JSON in both directions,
/// the page that asks for them and the reference that lists them.
///
/// The class of a field, plain, published or sealed, follows from its type, so that it cannot be
/// said wrongly. Fields are written in the order in which they are named here, which for a shipped
/// form stays as it is.
package struct Form<Root: Sendable>: Sendable {
    /// As `case.noteAdded`, or `add-note`.
    package let name: String
    package let fields: [FieldDescription]
    private let reading: @Sendable (FieldReader) throws(DecodingProblem) -> Root
    private let writing: @Sendable (Root, inout FieldWriter) -> Void
    private let showing: @Sendable (Root) -> [ShownField]

    /// The form of a record: what it holds may stand in the ledger or the vault.
    ///
    /// - Parameter make: Puts the fields together again, as they are named.
    package init<each Value: Recordable>(
        _ name: String, _ make: @escaping @Sendable (repeat each Value) -> Root,
        _ field: repeat Field<Root, each Value>
    ) {
        let all = (repeat each field)
        var fields: [FieldDescription] = []
        for field in repeat each all { fields.append(field.description) }
        self.init(name, fields) { reader throws(DecodingProblem) in
            make(repeat try (each all).read(reader))
        } writing: { root, writer in
            for field in repeat each all {
                root[keyPath: field.path].write(field.name, to: &writer)
            }
        } showing: { root in
            var shown: [ShownField] = []
            for field in repeat each all { field.show(root, in: &shown) }
            return shown
        }
    }

    /// The form of a request, which holds what people type and is never stored as it is.
    package static func request<each Value: FieldValue>(
        _ name: String, _ make: @escaping @Sendable (repeat each Value) -> Root,
        _ field: repeat Field<Root, each Value>
    ) -> Form {
        let all = (repeat each field)
        var fields: [FieldDescription] = []
        for field in repeat each all { fields.append(field.description) }
        return Form(name, fields) { reader throws(DecodingProblem) in
            make(repeat try (each all).read(reader))
        } writing: { _, _ in
        } showing: { root in
            var shown: [ShownField] = []
            for field in repeat each all { field.show(root, in: &shown) }
            return shown
        }
    }

    private init(
        _ name: String, _ fields: [FieldDescription],
        reading: @escaping @Sendable (FieldReader) throws(DecodingProblem) -> Root,
        writing: @escaping @Sendable (Root, inout FieldWriter) -> Void,
        showing: @escaping @Sendable (Root) -> [ShownField]
    ) {
        precondition(Set(fields.map(\.name)).count == fields.count, "\(name) has a field twice")
        self.name = name
        self.fields = fields
        self.reading = reading
        self.writing = writing
        self.showing = showing
    }

    /// What the fields say.
    ///
    /// - Throws: Where one is missing that must be there, or holds what it may not.
    package func read(_ fields: FieldReader) throws(DecodingProblem) -> Root { try reading(fields) }

    package func write(_ root: Root, to fields: inout FieldWriter) { writing(root, &fields) }

    /// Every field that is there, for people.
    package func show(_ root: Root) -> [ShownField] { showing(root) }
}

/// One field of a form.
package struct Field<Root, Value: FieldValue>: Sendable {
    let name: String
    let path: any KeyPath<Root, Value> & Sendable

    package init(_ name: String, _ path: any KeyPath<Root, Value> & Sendable) {
        self.name = name
        self.path = path
    }

    var description: FieldDescription { FieldDescription(name: name, kind: Value.kind) }

    func read(_ fields: FieldReader) throws(DecodingProblem) -> Value {
        try Value.read(name, from: fields)
    }

    func show(_ root: Root, in shown: inout [ShownField]) {
        guard let value = root[keyPath: path].shown else { return }
        shown.append(ShownField(name: name, value: value))
    }
}

/// A field as people are told of it, and as a page asks for it.
package struct FieldDescription: Equatable, Sendable {
    package let name: String
    package let kind: FieldKind

    package init(name: String, kind: FieldKind) {
        self.name = name
        self.kind = kind
    }
}

/// What a field holds.
package indirect enum FieldKind: Equatable, Sendable {
    /// One of these words.
    case choice([String])
    /// An id of this kind, as `team`.
    case id(String)
    /// A word of some vocabulary, in a form of its own.
    case word
    case day
    case instant
    /// A day or an instant.
    case occurrence
    case number(ClosedRange<Int>)
    case flag
    /// 32 bytes in Base64: the digest of a file or a text.
    case digest
    case published
    case sealed
    /// What a person types, at most so many bytes of UTF-8; of several lines or of one.
    case text(limit: Int, isLong: Bool)
    /// None or several.
    case list(FieldKind)
    /// Fields within the field.
    case group([FieldDescription])
    /// It may be missing.
    case optional(FieldKind)
}

/// What happened, in the form in which it is recorded.
package protocol Recorded: Equatable, Sendable {
    /// Named by the event's type, as `case.noteAdded`.
    static var form: Form<Self> { get }
}

/// What can be asked, in the form in which it is asked.
package protocol Requested: Equatable, Sendable {
    /// Named as addresses and flags name it, `add-note`.
    static var form: Form<Self> { get }
}
