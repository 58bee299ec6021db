// SPDX-License-Identifier: Apache-2.0

package import WorkingTime

/// Where pages live. A form is posted to the path that shows it.
package enum Paths {
    package static let queue = "/queue"
    /// Posted to, it gives the next case to whoever asks.
    package static let next = "/queue/next"
    /// One command on several cases: those of the queue's filter, or the ones that are named.
    package static let many = "/queue/many"
    package static func many(_ command: String, _ references: [String] = []) -> String {
        let path = "\(many)/\(encoded(command))"
        return references.isEmpty
            ? path : path + "?refs=" + encoded(references.joined(separator: " "))
    }
    package static let newContact = "/new-contact"
    package static let record = "/record"
    package static let proof = "/record/proof"
    package static let aboutProof = "/record/proof/about"
    /// A kept checkpoint over so many events, as a file.
    package static func checkpoint(_ size: Int) -> String { "\(proof)/checkpoints/\(size)" }
    package static let signIn = "/sign-in"
    package static let signOut = "/sign-out"

    package static func `case`(_ reference: String) -> String { "/cases/\(encoded(reference))" }
    package static func correspondence(_ reference: String) -> String {
        `case`(reference) + "/correspondence"
    }
    package static func assign(_ reference: String) -> String { `case`(reference) + "/assign" }
    /// What can be done with a case, and the form of one command.
    package static func commands(_ reference: String) -> String { `case`(reference) + "/do" }
    package static func command(_ reference: String, _ name: String) -> String {
        commands(reference) + "/\(encoded(name))"
    }
    package static func attach(_ reference: String) -> String { `case`(reference) + "/attach" }
    package static func file(_ reference: String, _ number: Int) -> String {
        `case`(reference) + "/files/\(number)"
    }
    package static func note(_ reference: String) -> String { `case`(reference) + "/note" }
    /// Posted to, it answers with the proof of the case as a file.
    package static func proof(_ reference: String) -> String { `case`(reference) + "/proof" }
    package static func close(_ reference: String) -> String { `case`(reference) + "/close" }

    /// The case at a moment; the fragment leads to what the moment is about.
    package static func history(
        _ reference: String, _ moment: Moment = Moment(), page: Int = 1
    ) -> String {
        let query = [
            ("as-of", moment.asOf?.description), ("known-at", moment.knownAt?.description),
            ("page", page > 1 ? "\(page)" : nil),
        ].compactMap { name, value in value.map { "\(name)=\(encoded($0))" } }
        let path = `case`(reference) + "/history"
        return query.isEmpty ? path : path + "?" + query.joined(separator: "&")
    }
    package static func comparison(_ reference: String) -> String {
        history(reference) + "/compare"
    }

    /// `text` for one segment of a path or one value of a query, percent-encoded.
    package static func encoded(_ text: String) -> String {
        var result = ""
        for byte in text.utf8 {
            switch byte {
            case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x2D, 0x2E, 0x5F, 0x7E:
                result.unicodeScalars.append(Unicode.Scalar(byte))
            default:
                let digits = String(byte, radix: 16, uppercase: true)
                result += "%" + (byte < 16 ? "0" : "") + digits
            }
        }
        return result
    }
}
