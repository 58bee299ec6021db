// SPDX-License-Identifier: Apache-2.0
internal import ArgumentParser
internal import CaseService
internal import Casework
internal import Forms
internal import Ledger
internal import Server
internal import Settings
internal import Terminal

struct UserCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "user",
        abstract: "Adds members of staff, says what they may do, and lets them sign in.",
        discussion: """
            Example:
              caseledger user add --name "Mererid Prys" --data .data
            """,
        subcommands: [
            Add.self, List.self, UserRole.self, UserTeam.self, UserAway.self, UserDeputy.self,
            Link.self, Token.self,
        ])

    struct Add: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Registers a member of staff and prints their id.",
            discussion: """
                Examples:
                  caseledger user add --name "Mererid Prys" --data .data
                  caseledger user add --name "Wiktor Brzeziński" --data .data --json
                """)
        @OptionGroup var data: DataOption
        @Option(help: .init("Their name, as colleagues know them.", valueName: "name"))
        var name: String
        @OptionGroup var json: JSONOption

        func validate() throws { try checkStaffName(name) }

        func run() async throws {
            let folder = try data.folder()
            let service = try folder.open(.process)
            let id = try await service.register(staff: name, actor: .system("user"))
            folder.keepCheckpoint(service)
            try json.printing(StaffMember(id: "\(id)", name: name), or: "\(id)")
            if !json.isOn {
                say(
                    "Next: caseledger user link --for \(id) \(dataWords(folder.path))")
            }
        }
    }

    struct List: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Lists the members of staff: ids, names opened, teams and roles.",
            discussion: """
                Examples:
                  caseledger user list --data .data
                  caseledger user list --data .data --json
                """)
        @OptionGroup var data: DataOption
        @OptionGroup var json: JSONOption

        func run() throws {
            let service = try data.folder().open(readOnly: true, .process)
            let members = try StaffMember.all(service)
            let table = TextTable(
                [
                    .init("id", isWhole: true), .init("name"), .init("team"), .init("roles"),
                    .init("state"),
                ],
                members.map {
                    [
                        $0.id, $0.name ?? "", $0.team ?? "", $0.roles.joined(separator: ", "),
                        $0.state,
                    ]
                })
            try json.printing(
                members, or: String(table.rendered(width: resultWidth()).text.dropLast()))
        }
    }

    struct Link: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Prints a link that signs in once, within a day.",
            discussion: """
                Put the server's address in front of it, as http://127.0.0.1:8080, unless the \
                setting public-url is set: then it is whole.

                Examples:
                  caseledger user link --data .data
                  caseledger user link --data .data --json
                """)
        @OptionGroup var data: DataOption
        @OptionGroup var who: WhoOption
        @OptionGroup var json: JSONOption

        func run() async throws {
            let settings = try data.settings()
            let folder = try data.folder()
            let staff = try who.staff(in: folder)
            let store = try StateStore(path: folder.state)
            let link =
                "\(settings.publicURL ?? "")/sign-in?token=\(try await store.newLink(for: staff))"
            try json.printing(["for": "\(staff)", "link": link], or: link)
        }
    }

    struct Token: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Prints a bearer token for the API; it is shown this once.",
            discussion: """
                Examples:
                  caseledger user token --data .data
                  caseledger user token --data .data --json
                """)
        @OptionGroup var data: DataOption
        @OptionGroup var who: WhoOption
        @OptionGroup var json: JSONOption

        func run() async throws {
            let folder = try data.folder()
            let staff = try who.staff(in: folder)
            let store = try StateStore(path: folder.state)
            let token = try await store.newToken(for: staff)
            try json.printing(["for": "\(staff)", "token": token], or: token)
        }
    }
}

/// - Throws: Where it cannot be a name.
func checkStaffName(_ name: String) throws {
    if cleaned(name) == nil || name.utf8.count > Texts.name {
        throw ValidationError(
            "A name has 1 to \(Texts.name) bytes, and is not only spaces.")
    }
}

/// For whom a link or a token is; the first administrator unless somebody is named.
struct WhoOption: ParsableArguments {
    @Option(
        name: .customLong("for"),
        help: .init(
            "Whose it is, as `user list` prints it; by default the first administrator's.",
            valueName: "user"))
    var id: String?

    init() {}

    init(_ id: String?) { self.id = id }

    func validate() throws {
        guard let id, parsed(id) == nil else { return }
        throw ValidationError(
            "A user is named by their id, staff/ and a UUID; `caseledger user list` prints them.")
    }

    func staff(in folder: DataFolder) throws -> StaffID {
        let service = try folder.open(readOnly: true, .process)
        guard let id else { return try service.administrator() }
        guard let staff = parsed(id), try service.name(of: staff) != nil else {
            throw Failure.refused(
                "there is no member of staff \(id); `caseledger user list` prints who there is")
        }
        if let stream = StreamName("\(staff)"),
            try service.ledger.stream(stream).contains(where: { $0.type == "staff.deactivated" })
        {
            throw Failure.refused("\(staff) has left, and signs in no more")
        }
        return staff
    }

    /// With or without `staff/`.
    private func parsed(_ text: String) -> StaffID? {
        StaffID(text.lowercased()) ?? StaffID(uuid: text.lowercased())
    }
}
