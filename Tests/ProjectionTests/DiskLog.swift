// SPDX-License-Identifier: Apache-2.0
import CaseService
import Casework
import Forms
import Ledger
import ProjectorKit
import TestKit
import Testing
import Vault
import WorkingTime

/// A data folder with a real ledger, filled through the service with seeded cases.
final class DiskLog: Sendable {
    let folder: TemporaryFolder
    let service: CaseService
    private let clock = TestClock(instant("2026-01-05T09:00:00.000Z"))
    private let actor: Actor
    private let staff: [StaffID]
    private let team: TeamID

    var ledger: Ledger { service.ledger }
    var ledgerPath: String { folder.path(of: "ledger") }

    /// A ledger with an organisation, three members of staff and a team.
    init(seed: UInt64) async throws {
        folder = try TemporaryFolder()
        let random = SeededRandom(seed: seed)
        var surroundings = Ledger.Surroundings()
        surroundings.clock = clock
        surroundings.random = random
        surroundings.mapSize = 1 << 30
        let ledger = try Ledger.create(
            directory: folder.path(of: "ledger"),
            identity: LedgerIdentity(
                id: "0198c0de-0000-7000-8000-000000000000", source: "/organisations/test",
                organisation: "Test", jurisdiction: "scotland"), surroundings)
        let key = try #require(WrappingKey(bytes: random.bytes(32)))
        service = CaseService(
            ledger: ledger, vault: try Vault(ledger: ledger, wrappingKey: key))
        let organisation = OrganisationEstablished(
            name: try #require(Published("Test")), jurisdiction: .scotland)
        var staff = [
            try await service.found(organisation, administrator: "Anna", wrappingKey: key)
        ]
        for name in ["Ben", "Cleo"] {
            staff.append(try await service.register(staff: name, actor: .system("test")))
        }
        self.staff = staff
        actor = .staff(staff[0])
        team = try await service.establish(
            team: try #require(Published("Permits")), actor: .system("test"))
    }

    /// Opens cases by hand and does with each what comes to mind.
    ///
    /// - Parameter commands: What the ids of its commands begin with, unique in this ledger.
    func work(on cases: Int, commands: String, seed: UInt64) async throws {
        var generator = SplitMix64(seed: seed)
        for number in 0..<cases {
            clock.advance(seconds: Int.random(in: 0...9_000, using: &generator))
            let today = London.day(of: clock.now())
            let contact = ContactDetails(name: Bool.random(using: &generator) ? "Somebody" : "")
            let receipt = try await service.open(
                OpenCase(
                    type: CaseType.openable.randomElement(using: &generator) ?? .foi,
                    channel: Channel.allCases.randomElement(using: &generator) ?? .email,
                    received: today.adding(days: -Int.random(in: 0...9, using: &generator)),
                    subject: "Subject \(number)", message: "Message"),
                contact: contact, commandID: "\(commands)-\(number)", actor: actor)
            let id = try #require(CaseID(receipt.stream.description))
            if number % 3 == 0 {
                try await perform(.allocate(team), id, "\(commands)-\(number)-team")
            }
            var officer: StaffID?
            for step in 0..<Int.random(in: 0...6, using: &generator) {
                clock.advance(seconds: Int.random(in: 0...900, using: &generator))
                let command: CaseCommand
                switch Int.random(in: 0..<4, using: &generator) {
                case 0:
                    officer = staff.filter { $0 != officer }.randomElement(using: &generator)
                    command = .assign(officer)
                case 1:
                    command = .recordCorrespondence(
                        RecordCorrespondence(
                            direction: .outgoing, channel: .letter, day: today, subject: "",
                            message: "Reply"))
                default: command = .addNote("Note \(step)")
                }
                try await perform(command, id, "\(commands)-\(number)-\(step)")
            }
            if Int.random(in: 0..<3, using: &generator) == 0 {
                let outcome = Outcome.choosable.randomElement(using: &generator) ?? .answered
                try await perform(.close(outcome, note: ""), id, "\(commands)-\(number)-close")
            }
        }
    }

    private func perform(_ command: CaseCommand, _ id: CaseID, _ name: String) async throws {
        _ = try await service.perform(
            command, on: id, expected: nil, commandID: name, actor: actor)
    }

    /// Imports a log of traces with up to twelve activities each.
    func importTraces(_ count: Int, seed: UInt64) throws {
        var generator = SplitMix64(seed: seed)
        let format = try #require(Code("xes"))
        var log = try TraceImport(
            service, identity: "log \(seed)", format: format, header: "<log/>")
        for number in 0..<count {
            var time = instant("2011-03-27T00:30:00.000Z")
            time = time.adding(seconds: Int.random(in: 0...30_000_000, using: &generator))
            var activities: [Dated<ActivityRecorded>] = []
            for _ in 0..<Int.random(in: 0...12, using: &generator) {
                time = time.adding(seconds: Int.random(in: -500...90_000, using: &generator))
                let code = Int.random(in: 1...9, using: &generator)
                let resource = try log.resource("r\(Int.random(in: 1...20, using: &generator))")
                activities.append(
                    Dated(
                        ActivityRecorded(activity: Code("Step \(code)"), resource: resource),
                        occurredAt: .instant(time)))
            }
            let opened = CaseOpened(
                type: .imported, log: log.log, name: .value("trace \(number)"))
            try log.add(
                ImportedTrace(opened: opened, activities: activities), name: "trace \(number)")
        }
        try log.finish()
    }
}
