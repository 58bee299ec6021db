// SPDX-License-Identifier: Apache-2.0
package import Forms

/// A log began to be imported; its traces name it.
package struct LogImported: Recorded {
    /// `xes` or `csv`.
    package var format: Code
    /// What the log says of itself (extensions, globals, classifiers, attributes), as the importer
    /// wrote it, or the first part of it; sealed because its keys can be people's names. Of `csv`
    /// the operator's name for the system that the tables come from.
    package var header: Sealed<String>

    package static let form = Form(
        "log.imported", Self.init, Field("format", \.format), Field("header", \.header))

    package init(format: Code, header: Sealed<String>) {
        self.format = format
        self.header = header
    }
}

/// A further part of what a log says of itself: a value has its limit, a header has none.
package struct LogHeaderContinued: Recorded {
    package var header: Sealed<String>

    package static let form = Form("log.headerContinued", Self.init, Field("header", \.header))

    package init(header: Sealed<String>) { self.header = header }
}

/// Somebody or something that an imported log names as having acted.
package struct ResourceRegistered: Recorded {
    package var log: LogID
    package var name: Sealed<String>

    package static let form = Form(
        "resource.registered", Self.init, Field("log", \.log), Field("name", \.name))

    package init(log: LogID, name: Sealed<String>) {
        self.log = log
        self.name = name
    }
}
