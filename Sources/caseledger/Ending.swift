// SPDX-License-Identifier: Apache-2.0
internal import ArgumentParser
internal import CaseService
internal import Foundation
internal import GRDB
internal import Ledger
internal import ProjectorKit
internal import Server
internal import Settings
internal import Vault

/// How the program ends where it did not do what was asked: a sentence and an exit code.
/// Everything that a command throws becomes one of these, here and nowhere else.
enum Ending: Equatable {
    /// Code 1: the check failed, or the command was refused.
    case refused(String)
    /// Code 2: the command line is wrong. The text is whole: error, usage, where to read more.
    case usage(String)
    /// Code 3: the data folder is unusable.
    case unusable(String)
    /// Everything was said before.
    case said(Int32)

    init(_ error: any Error) {
        switch error {
        case let error as Failure:
            self = error.code == 3 ? .unusable(error.message) : .refused(error.message)
        case let error as ServiceError: self.init(error)
        case let error as LedgerError: self.init(error)
        case let error as VaultError: self.init(error)
        case let error as ProjectionError: self.init(error)
        case let error as SettingsError: self.init(error)
        case let error as StateError: self = .unusable("\(error)")
        case let error as DatabaseError:
            self = .unusable(
                "SQLite cannot use a file of the data folder (\(error.resultCode)); "
                    + "is the disk full, or the folder somebody else's?")
        case let error as CocoaError: self = .unusable(error.localizedDescription)
        case let error as ExitCode: self = .said(error.rawValue)
        default: self = .refused("\(error)")
        }
    }

    private init(_ error: ServiceError) {
        switch error {
        case .refused, .notFound, .forbidden, .conflict, .contradicted, .calendar, .process:
            self = .refused("\(error)")
        case .undecodable: self = .unusable("\(error)")
        case .ledger(let error): self.init(error)
        case .vault(let error): self.init(error)
        case .signingKey, .notRemembered, .files: self = .unusable("\(error)")
        }
    }

    private init(_ error: SettingsError) {
        // The sentence says what is allowed; how the command is used would hide it.
        self =
            error.isOfFile
            ? .unusable("\(error)") : .usage("Error: \(Self.finished("\(error)"))")
    }

    private init(_ error: ProjectionError) {
        switch error {
        case .undecodable, .overtaken: self = .refused("\(error)")
        case .storage, .full: self = .unusable("\(error)")
        case .ledger(let error): self.init(error)
        }
    }

    private init(_ error: VaultError) {
        switch error {
        case .tooLarge: self = .refused("\(error)")
        case .wrappingKey, .damaged: self = .unusable("\(error)")
        case .ledger(let error): self.init(error)
        }
    }

    private init(_ error: LedgerError) {
        switch error {
        case .conflict, .claimTaken, .staleKey, .invalid, .tooLarge, .beyond, .busy:
            self = .refused("\(error)")
        case .clockBehind, .clockAhead, .full, .mapFull, .outcomeUnknown, .damaged, .unusable,
            .unreadable, .storage:
            self = .unusable("\(error)")
        }
    }

    /// 0…3, or what a child process ended with.
    var code: Int32 {
        switch self {
        case .refused: 1
        case .usage: 2
        case .unusable: 3
        case .said(let code): code
        }
    }

    /// What went wrong; nil where it was said before.
    var sentence: String? {
        switch self {
        case .refused(let sentence), .unusable(let sentence), .usage(let sentence): sentence
        case .said: nil
        }
    }

    /// What is printed on standard error; nil where it was said before.
    var text: String? {
        switch self {
        case .refused(let sentence), .unusable(let sentence): "Error: \(Self.finished(sentence))"
        case .usage(let text): text
        case .said: nil
        }
    }

    /// A sentence with a capital letter at its head and a full stop at its end. It does not begin
    /// with a name that somebody gave, which may look like a word.
    static func finished(_ sentence: String) -> String {
        guard let first = sentence.first, let last = sentence.last else { return sentence }
        // What begins with a name, a path or code is left as it is.
        let word = sentence.prefix { $0 != " " }
        let head = word.allSatisfy(\.isLowercase) ? first.uppercased() : String(first)
        return head + sentence.dropFirst() + (".?!`".contains(last) ? "" : ".")
    }

    /// Says it and ends the process.
    func leave() -> Never {
        if let text { say(text) }
        Foundation.exit(code)
    }
}

/// A command that ends with a sentence and an exit code.
struct Failure: Error {
    let message: String
    let code: Int32

    /// The check failed or the command was refused.
    static func refused(_ message: String) -> Failure { Failure(message: message, code: 1) }
    /// The data folder is unusable.
    static func unusable(_ message: String) -> Failure { Failure(message: message, code: 3) }
    /// What `error` is, said of one of several things at work.
    static func of(_ error: any Error, in name: String) -> Failure {
        let ending = Ending(error)
        return Failure(message: "\(name): \(ending.sentence ?? "it ended")", code: ending.code)
    }
}
