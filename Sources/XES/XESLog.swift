// SPDX-License-Identifier: Apache-2.0
package import WorkingTime

/// Something that happened in a case.
package struct XESEvent: Equatable, Sendable {
    package let attributes: [XESAttribute]
    /// Where it begins in the file it was read from; 0 for an event made otherwise.
    package let line: Int

    package init(_ attributes: [XESAttribute], line: Int = 0) {
        self.attributes = attributes
        self.line = line
    }

    /// `concept:name`: what was done.
    package var name: String? { attributes.value("concept:name")?.text }
    /// `lifecycle:transition`: how far it went, such as `complete`.
    package var transition: String? { attributes.value("lifecycle:transition")?.text }
    /// `org:resource`: who did it.
    package var resource: String? { attributes.value("org:resource")?.text }
    /// `time:timestamp`: when.
    package var timestamp: OffsetInstant? {
        if case .date(let instant) = attributes.value("time:timestamp") { instant } else { nil }
    }
}

/// A case: its attributes and its events in the order of the file.
package struct XESTrace: Equatable, Sendable {
    /// `concept:name`, which is not empty and which no other trace of the file bears.
    package let name: String
    /// With `concept:name` among them.
    package let attributes: [XESAttribute]
    package let events: [XESEvent]
    /// Where it begins in the file it was read from; 0 for a trace made otherwise.
    package let line: Int

    /// Nil where the attributes give no name.
    package init?(_ attributes: [XESAttribute], events: [XESEvent], line: Int = 0) {
        guard let name = attributes.value("concept:name")?.text, !name.isEmpty else { return nil }
        self.name = name
        self.attributes = attributes
        self.events = events
        self.line = line
    }
}

/// What a log says before its traces.
package struct XESHeader: Equatable, Sendable {
    /// `xes.version` as the file has it, which need not be a number; nil where it says none.
    package var version: String?
    /// `xes.features` as the file has it: words such as `nested-attributes`.
    package var features: String?
    package var extensions: [Extension] = []
    package var globals: [Global] = []
    package var classifiers: [Classifier] = []
    package var attributes: [XESAttribute] = []

    package init() {}

    /// A vocabulary that the log uses. Its address is a name; nobody fetches it.
    package struct Extension: Equatable, Sendable {
        package let name: String
        package let prefix: String
        package let uri: String

        package init(name: String, prefix: String, uri: String) {
            self.name = name
            self.prefix = prefix
            self.uri = uri
        }
    }

    /// Attributes that every trace or every event has, with example values.
    package struct Global: Equatable, Sendable {
        package let scope: Scope?
        package let attributes: [XESAttribute]

        package init(scope: Scope?, attributes: [XESAttribute]) {
            self.scope = scope
            self.attributes = attributes
        }
    }

    /// Keys whose values together tell kinds of events, or of traces, apart.
    package struct Classifier: Equatable, Sendable {
        package let name: String
        package let scope: Scope?
        package let keys: [String]

        package init(name: String, scope: Scope? = nil, keys: [String]) {
            self.name = name
            self.scope = scope
            self.keys = keys
        }
    }

    package enum Scope: String, Sendable {
        case trace, event
    }
}

/// What was in a file, once all of it has been read.
package struct XESSummary: Equatable, Sendable {
    package let header: XESHeader
    package let traces: Int
    package let events: Int
}
