// SPDX-License-Identifier: Apache-2.0
internal import ArgumentParser
internal import CaseService
internal import Casework
internal import Server
internal import Settings

struct UserCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "user",
        abstract: "Adds members of staff, and lets them sign in.",
        subcommands: [Add.self, Link.self, Token.self])

    struct Add: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Registers a member of staff and prints their id.")
        @OptionGroup var data: DataOption
        @Option(help: "Their name, as colleagues know them.")
        var name: String

        func run() async throws {
            let service = try data.folder().open(.process)
            printResult("\(try await service.register(staff: name, actor: .system("user")))")
        }
    }

    struct Link: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Prints a link that signs in once, within a day.",
            discussion: "Put the server's address in front of it, unless `public-url` is set.")
        @OptionGroup var data: DataOption
        @OptionGroup var who: WhoOption

        func run() async throws {
            let settings = try data.settings()
            let folder = try data.folder()
            let staff = try who.staff(in: folder)
            let store = try StateStore(path: folder.state)
            printResult(
                "\(settings.publicURL ?? "")/sign-in?token=\(try await store.newLink(for: staff))")
        }
    }

    struct Token: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Prints a bearer token for the API; it is shown this once.")
        @OptionGroup var data: DataOption
        @OptionGroup var who: WhoOption

        func run() async throws {
            let folder = try data.folder()
            let staff = try who.staff(in: folder)
            let store = try StateStore(path: folder.state)
            printResult(try await store.newToken(for: staff))
        }
    }
}

/// Who is meant; the first administrator unless somebody is named.
struct WhoOption: ParsableArguments {
    @Option(name: .customLong("as"), help: "staff/UUID; by default the first administrator.")
    var id: String?

    func staff(in folder: DataFolder) throws -> StaffID {
        let service = try folder.open(.process)
        guard let text = id else { return try service.administrator() }
        guard let staff = StaffID(text), try service.name(of: staff) != nil else {
            throw Failure.refused("there is no member of staff \(text); see `caseledger user add`")
        }
        return staff
    }
}
