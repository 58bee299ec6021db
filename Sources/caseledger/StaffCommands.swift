// SPDX-License-Identifier: Apache-2.0
internal import ArgumentParser
internal import CaseService
internal import Casework
internal import Forms
internal import Ledger
internal import WorkingTime

/// What `user role`, `team`, `away` and `deputy` print as JSON.
struct StaffChange: Encodable {
    /// Of whom: `staff/UUID`.
    let id: String
    /// False where it was so already.
    let changed: Bool
    /// Where the event stands in the log.
    let position: Int?
}

/// Carries out a command on a member of staff, and says what became of it.
private func carryOut(
    _ command: StaffCommand, on staff: StaffID, _ folder: DataFolder, _ json: JSONOption,
    _ done: String
) async throws {
    let service = try folder.open(.process)
    let receipt = try await service.perform(command, on: staff, actor: .system("user"))
    folder.keepCheckpoint(service)
    try json.printing(
        StaffChange(id: "\(staff)", changed: receipt != nil, position: receipt?.last),
        or: receipt == nil ? "It is so already: nothing was recorded." : done)
}

struct UserRole: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "role",
        abstract: "Gives a member of staff a role, or takes it.",
        discussion: """
            Process files leave commands and signatures to roles: clerk, officer, contributor, \
            manager, approver, director, reviewer. Until the first role is given, everybody has \
            every one; from then on, only those that were given.

            Examples:
              caseledger user role manager --data .data
              caseledger user role director --data .data --json
            """)
    @Argument(help: "The role.") var role: String
    @OptionGroup var who: WhoOption
    @Flag(help: "Takes the role from them.") var take = false
    @OptionGroup var data: DataOption
    @OptionGroup var json: JSONOption

    func run() async throws {
        let folder = try data.folder()
        let staff = try who.staff(in: folder)
        guard let code = Code(role) else { throw ServiceError.refused(.staff(.noSuchRole)) }
        try await carryOut(
            take ? .takeRole(code) : .giveRole(code), on: staff, folder, json,
            take ? "\(staff) is \(role) no more." : "\(staff) is \(role) from now on.")
    }
}

struct UserTeam: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "team",
        abstract: "Brings a member of staff into a team, or out of theirs.",
        discussion: """
            What they did before stays with the team that they were in then.

            Examples:
              caseledger team add "Housing" --data .data
              caseledger user team "Housing" --data .data
              caseledger user team --none --data .data --json
            """)
    @Argument(help: "The team's name, as 'team list' prints it.") var name: String?
    @Flag(help: "Out of their team, and into none.") var none = false
    @OptionGroup var who: WhoOption
    @OptionGroup var data: DataOption
    @OptionGroup var json: JSONOption

    func validate() throws {
        if (name == nil) != none {
            throw ValidationError("Give the team's name, or --none for none.")
        }
    }

    func run() async throws {
        let folder = try data.folder()
        let staff = try who.staff(in: folder)
        let service = try folder.open(readOnly: true, .process)
        let team = try name.map { name in
            guard let team = try service.teams()[name] else {
                throw Failure.refused(
                    "there is no team of that name; 'caseledger team list' lists them")
            }
            return team
        }
        try await carryOut(
            .joinTeam(team), on: staff, folder, json,
            name.map { "\(staff) is in \($0) from now on." } ?? "\(staff) is in no team.")
    }
}

struct UserAway: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "away",
        abstract: "Says when a member of staff is away, or that they are back.",
        discussion: """
            While they are away, whoever is their deputy does and signs what they could. Days are \
            those of London, and both are counted.

            Examples:
              caseledger user away --until 2199-01-08 --from 2199-01-02 --data .data
              caseledger user away --back --data .data --json
            """)
    @Option(help: .init("The first day; today if left out.", valueName: "day")) var from: String?
    @Option(help: .init("The last day.", valueName: "day")) var until: String?
    @Flag(help: "They are back, or are not going to be away after all.") var back = false
    @OptionGroup var who: WhoOption
    @OptionGroup var data: DataOption
    @OptionGroup var json: JSONOption

    func validate() throws {
        if (until == nil) != back || (back && from != nil) {
            throw ValidationError("Give --until DAY, and --from DAY if need be; or --back alone.")
        }
        for day in [from, until].compactMap(\.self) where Day(day) == nil {
            throw ValidationError("A day is written YYYY-MM-DD, and is one of the calendar.")
        }
    }

    func run() async throws {
        let folder = try data.folder()
        let staff = try who.staff(in: folder)
        guard let end = until.flatMap({ Day($0) }) else {
            return try await carryOut(.endAbsence, on: staff, folder, json, "\(staff) is back.")
        }
        let service = try folder.open(readOnly: true, .process)
        let start = from.flatMap { Day($0) } ?? London.day(of: service.ledger.clock.now())
        try await carryOut(
            .declareAbsence(start, end), on: staff, folder, json,
            "\(staff) is away from \(Words.day(start)) to \(Words.day(end)).")
    }
}

struct UserDeputy: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "deputy",
        abstract: "Names who acts for a member of staff while they are away.",
        discussion: """
            The record says for whom a deputy signed. Nobody is the deputy of a deputy.

            Examples:
              caseledger user deputy $(caseledger user add --name "Idris Vaughan")
              caseledger user deputy $(caseledger user add --name "Bo Lee") --json
            """)
    @Argument(help: "The deputy, as 'user list' prints them.") var deputy: String
    @OptionGroup var who: WhoOption
    @Flag(help: "They are that person's deputy no more.") var remove = false
    @OptionGroup var data: DataOption
    @OptionGroup var json: JSONOption

    func validate() throws { try WhoOption(deputy).validate() }

    func run() async throws {
        let folder = try data.folder()
        let principal = try who.staff(in: folder)
        let staff = try WhoOption(deputy).staff(in: folder)
        try await carryOut(
            remove ? .beNoDeputy(principal) : .beDeputy(principal), on: staff, folder, json,
            "\(staff) is \(remove ? "not the" : "a") deputy of \(principal) from now on.")
    }
}

struct TeamCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "team",
        abstract: "Establishes teams, and lists them.",
        discussion: """
            Example:
              caseledger team add "Public liaison" --data .data
            """,
        subcommands: [Add.self, List.self])

    /// A team, as `team add --json` and `team list --json` print it.
    struct Team: Encodable {
        /// `team/UUID`.
        let id: String
        let name: String
    }

    struct Add: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Establishes a team and prints its id.",
            discussion: """
                Its name is published: no case, and nobody, is named in it.

                Examples:
                  caseledger team add "Public liaison" --data .data
                  caseledger team add "Waste and recycling" --data .data --json
                """)
        @Argument(help: "Its name, as the authority publishes it.") var name: String
        @OptionGroup var data: DataOption
        @OptionGroup var json: JSONOption

        func validate() throws {
            if Published(name) == nil || cleaned(name) != name || !isShown(name) {
                throw ValidationError(
                    "A name has 1 to 200 characters on one line, each of them to be seen, and is "
                        + "not only spaces.")
            }
        }

        func run() async throws {
            let folder = try data.folder()
            let service = try folder.open(.process)
            guard let published = Published(name) else { return }
            if try service.teams()[name] != nil {
                throw Failure.refused("there is a team of that name already")
            }
            let id = try await service.establish(team: published, actor: .system("team"))
            folder.keepCheckpoint(service)
            try json.printing(Team(id: "\(id)", name: name), or: "\(id)")
        }
    }

    struct List: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Lists the teams, by name.",
            discussion: """
                Examples:
                  caseledger team list --data .data
                  caseledger team list --data .data --json
                """)
        @OptionGroup var data: DataOption
        @OptionGroup var json: JSONOption

        func run() throws {
            let service = try data.folder().open(readOnly: true, .process)
            let teams = try service.teams().map { Team(id: "\($0.value)", name: $0.key) }
                .sorted { $0.name < $1.name }
            let lines = teams.map { "\($0.id)  \($0.name)" }
            try json.printing(
                teams, or: teams.isEmpty ? "There is no team yet." : lines.joined(separator: "\n"))
        }
    }
}
