// SPDX-License-Identifier: Apache-2.0
package import Casework

/// The templates that come with the program, to begin with: an authority approves its own.
package enum ShippedTemplates {
    /// The file as it comes with the program.
    package static let bytes = PackageResources.templates_yaml

    /// Without a fault: a test reads it.
    package static let all: [TemplateText] = TemplatesFile.read(bytes).texts
}

/// A file of templates: YAML, as a process file is.
package enum TemplatesFile {
    /// - Returns: The templates where there is no fault; every fault, in the order of lines.
    package static func read(_ bytes: [UInt8]) -> (texts: [TemplateText], faults: [ProcessFault]) {
        do throws(ProcessFault) { return TemplateFile.read(try ProcessFile.node(bytes)) } catch {
            return ([], [error])
        }
    }
}
