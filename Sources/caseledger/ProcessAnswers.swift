// SPDX-License-Identifier: Apache-2.0
internal import CaseService
internal import Casework
internal import Forms
internal import WorkingTime

/// What is wrong with one file, as JSON and as text.
struct ProcessCheckAnswer: Encodable {
    struct Fault: Encodable {
        let line: Int
        let column: Int
        let path: String
        let fault: String
        let problem: String
        let mend: String
    }
    let file: String
    /// Nil where there is a fault.
    let process: String?
    let faults: [Fault]

    init(file: String, process: CaseProcess?, faults: [ProcessFault]) {
        self.file = file
        self.process = process?.name.description
        self.faults = faults.map {
            Fault(
                line: $0.mark.line, column: $0.mark.column, path: $0.path, fault: $0.kind.rawValue,
                problem: $0.problem, mend: $0.mend)
        }
    }

    var text: String {
        guard !faults.isEmpty else { return "\(file): no fault" }
        return faults.map {
            "\(file):\($0.line):\($0.column): \($0.problem) \($0.mend) [\($0.fault)]"
        }.joined(separator: "\n")
    }
}

struct ProcessAnswer: Encodable {
    let process: String
    let version: Int
    let type: String
    let title: String
    let stages: [String]
    let digest: String
    let published: String
    let position: Int

    init(_ process: PublishedProcess) {
        let version = process.version
        self.process = version.process.name.description
        self.version = version.number
        type = version.process.type.rawValue
        title = version.process.title.text
        stages = version.process.stages.map(\.name.description)
        digest = version.digest.hexadecimal
        published = process.time.description
        position = process.position
    }
}

struct ShownProcess: Encodable {
    let process: String
    /// Nil for one that comes with the program.
    let version: Int?
    let title: String
    let text: String

    init(_ process: CaseProcess, version: Int?, text: String) {
        self.process = process.name.description
        self.version = version
        title = process.title.text
        self.text = text
    }
}

struct PublishedAnswer: Encodable {
    let process: String
    let version: Int
    let type: String
    let digest: String
    /// Of the last event; nil for a dry run.
    let position: Int?
    /// The templates that it names and that nobody approved yet.
    let unapproved: [String]

    var text: String {
        let waiting =
            unapproved.isEmpty
            ? ""
            : "\nTo be approved before replies are written from them: "
                + unapproved.joined(separator: ", ")
        return
            "\(position == nil ? "Would publish" : "Published") version \(version) of the process "
            + "\(process), sha256 \(digest.prefix(16))…\n"
            + "Cases of the type \(type) that begin from now on are handled by it; 'caseledger "
            + "process move' moves those under way." + waiting
    }
}

extension Bytes32 {
    var hexadecimal: String {
        bytes.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
    }
}
