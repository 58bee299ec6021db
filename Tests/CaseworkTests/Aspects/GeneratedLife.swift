// SPDX-License-Identifier: Apache-2.0
import Forms
import Foundation
import TestKit
import Testing
import WorkingTime

@testable import Casework

/// A case, and what became of each command on it; everything follows from the seed.
struct GeneratedLife {
    static let today = Day.of("2026-11-22")
    static let actors = (1...3).compactMap {
        StaffID("staff/0198c0de-0000-7000-8000-00000000000\($0)").map { Actor.staff($0) }
    }
    /// Of one life.
    static let commands = 200

    let seed: UInt64
    private(set) var events: [(event: Dated<CaseEvent>, actor: Actor)] = []
    private(set) var state = CaseState()
    /// What was asked, and the refusal's code; nil where it was carried out.
    private(set) var outcomes: [(command: String, refusal: String?)] = []
    private var fields: GeneratedFields
    private let clocks: ClockRules?

    private init(empty seed: UInt64) {
        self.seed = seed
        fields = GeneratedFields(seed: seed, today: Self.today)
        clocks = seed % 2 == 0 ? ClockRules(calendar: .shipped, jurisdiction: .scotland) : nil
    }

    /// Commands that say something to the case, mostly.
    init(seed: UInt64) throws {
        self.init(empty: seed)
        let types: [CaseType] = [.foi, .complaint, .enquiry, .foi, .sar, .petition]
        perform("open", .open(Self.opening(types[Int(seed / 2) % 6])), by: Self.actors[0])
        for _ in 0..<Self.commands {
            let actor = Self.actors[fields.draw(0...2)]
            guard let (name, command) = try next() else { continue }
            perform(name, command, by: actor)
        }
    }

    /// The same command until it is refused, and once more.
    init(crowdedBy command: CaseCommand, _ name: String, before: [CaseCommand] = []) {
        self.init(empty: 1)
        perform("open", .open(Self.opening(.enquiry)), by: Self.actors[0])
        for command in before { perform("before", command, by: Self.actors[0]) }
        while state.version < 1_100, outcomes.last?.refusal == nil {
            perform(name, command, by: Self.actors[0])
        }
    }

    /// A case that was not opened, and what nobody should ask.
    init(oddly seed: UInt64) throws {
        self.init(empty: seed)
        for (name, command) in try Self.odd { perform(name, command, by: Self.actors[0]) }
        perform("open", .open(Self.opening(.sar)), by: Self.actors[0])
        for (name, command) in try Self.odd { perform(name, command, by: Self.actors[0]) }
    }

    /// A request and a complaint, and what the law asks of them one thing at a time.
    init(lawfully type: CaseType, _ commands: [(String, [String: [String]])]) throws {
        // Of the seed follow its clocks, and who signs: nobody signs a complaint's answer here.
        self.init(empty: type == .complaint ? 4 : 1)
        perform("open", .open(Self.opening(type)), by: Self.actors[0])
        for (name, typed) in commands {
            perform(name, try .read(name, typed: typed), by: Self.actors[outcomes.count % 3])
        }
    }

    /// A case that has to be kept, and is, and then is no more.
    init(keptFor years: Int) throws {
        self.init(empty: 2)
        perform("open", .open(Self.opening(.enquiry)), by: Self.actors[0])
        let adopt = try CaseCommand.read(
            "adopt-process", typed: ["process": ["roads"], "version": ["1"]])
        let hold = try CaseCommand.read("place-hold", typed: ["reason": ["A court asks"]])
        let release = try CaseCommand.read(
            "release-hold", typed: ["hold": ["1"], "reason": ["It has ruled"]])
        for (name, command) in [
            ("adopt-process", adopt), ("place-hold", hold),
            ("withdraw", .ending(.withdraw(.init()))),
        ] { perform(name, command, by: Self.actors[0]) }
        let dispose = CaseCommand.ending(.dispose(DisposeCase()))
        perform("dispose", dispose, by: Self.actors[0])
        perform("release-hold", release, by: Self.actors[0])
        perform("dispose", dispose, by: Self.actors[0])
        let later = Self.today.adding(months: 12 * years + 1)
        for _ in 1...2 { perform("dispose", dispose, by: Self.actors[0], on: later) }
    }

    private mutating func perform(
        _ name: String, _ command: CaseCommand, by actor: Actor, on today: Day = today
    ) {
        var context = DecisionContext(
            today: today, subject: CaseID("case/0198c0de-0000-7000-8000-000000000001"),
            actor: actor)
        context.signOffModel = Self.model(seed)
        context.mayBypassSignOff = fields.draw(0...1) == 0
        context.clocks = clocks
        context.other = Self.other(fields.draw(0...3))
        context.templates = [code("roads"): 1, code("bins"): 2]
        // A case is under a process from when it adopts one.
        let version = ProcessSample.version(ProcessSample.process())
        context.nextProcess = ProcessSample.version(
            version.process, state.stages.version == 1 ? 2 : 1)
        if state.stages.process != nil { context.process = version }
        context.roles = [code("officer")]
        if case .staff(let person) = actor { context.capacities = [Capacity(.person(person))] }
        do throws(Refusal) {
            let decided = try CaseDecider.decide(command, in: state, context)
            outcomes.append((name, nil))
            #expect(
                state.status == .none || ["open", "before"].contains(name)
                    || state.offers(name),
                "seed \(seed): \(name) is withheld, and possible")
            for event in decided {
                events.append((event, actor))
                state.evolve(event.event, by: actor, at: event.occurredAt ?? .day(today))
            }
        } catch { outcomes.append((name, error.code)) }
    }

    private static func model(_ seed: UInt64) -> SignOffModel {
        let people = actors.compactMap { actor -> SignOffModel? in
            if case .staff(let person) = actor { .by(.person(person)) } else { nil }
        }
        return switch seed % 4 {
        case 0: .nobody
        case 1: people[0]
        case 2: .sequence(Array(people.prefix(2)))
        default: .atLeast(2, of: people)
        }
    }

    /// What a case may be merged into, or may not.
    private static func other(_ kind: Int) -> CaseState? {
        guard kind > 0 else { return nil }
        let opened = CaseOpened(
            type: kind == 1 ? .complaint : .foi, channel: .email, correspondent: nil,
            subject: .value("s"), message: nil)
        let closed = CaseEvent.closed(CaseClosed(outcome: .answered, note: nil))
        return CaseState([.opened(opened)] + (kind == 3 ? [closed] : []), by: actors[0])
    }

    private mutating func next() throws -> (String, CaseCommand)? {
        if fields.draw(0...49) == 0 { return ("add-file", .file(.add(try Self.file(size: 1)))) }
        let offered = CaseCommand.forms.filter { state.offers($0.name) }
        let forms = fields.draw(0...9) == 0 ? CaseCommand.forms : offered
        let form = forms[fields.draw(0...forms.count - 1)]
        let rare = ["close", "withdraw", "transfer", "merge-case", "dispose"].contains(form.name)
        if rare, fields.draw(0...9) > 0 { return nil }
        fields.likely = state.likelyNumbers
        fields.values = [
            "section": .string(
                ["36(2)(b)", "43(2)", "21", "40(2)", "12(4)(b)"][fields.draw(0...4)])
        ]
        return (form.name, try CaseCommand.read(form.name, fields.fields(form.fields)))
    }

    private static func opening(_ type: CaseType) -> OpenCase {
        OpenCase(
            type: type, channel: .email, received: .of("2026-11-02"), subject: "s", message: "")
    }

    private static var odd: [(String, CaseCommand)] {
        get throws {
            var late = opening(.foi)
            late.received = .of("1899-12-31")
            let categories = (1...30).map { "category-\($0)" }
            return [
                ("open", .open(opening(.imported))), ("open", .open(late)),
                ("add-note", .addNote(" ")),
                ("save-draft", try .read("save-draft", typed: ["text": ["Dear {{name}}"]])),
                ("add-note", .addNote(String(repeating: "x", count: Texts.message + 1))),
                ("close", .close(.unknown, note: "")),
                (
                    "place-hold",
                    try .read("place-hold", typed: ["reason": ["x"], "review": ["2026-11-01"]])
                ),
                (
                    "request-contribution",
                    try .read(
                        "request-contribution",
                        typed: ["body": ["x"], "question": ["?"], "due": ["2026-01-01"]])
                ), ("categorise", try .read("categorise", typed: ["categories": categories])),
                (
                    "record-time",
                    try .read(
                        "record-time",
                        typed: ["kind": ["other"], "minutes": ["0"], "day": ["2026-11-01"]])
                ), ("add-file", .file(.add(try file(size: Limits.fileBytes + 1)))),
            ]
        }
    }

    /// A file of so many bytes.
    static func file(size: Int) throws -> AddFile {
        AddFile(
            name: try #require(Line("plan.pdf")), kind: .pdf, size: size, digest: .zero, key: .zero)
    }
}

extension CaseState {
    /// What commands speak of most.
    fileprivate var likelyNumbers: [String: Int] {
        var numbers = ["event": version]
        if !drafts.versions.isEmpty { numbers["draft"] = drafts.versions.count }
        if !replies.all.isEmpty { numbers["reply"] = replies.all.count }
        numbers["contribution"] =
            contributions.all.lastIndex { $0.stage == .asked }.map { $0 + 1 }
        numbers["part"] = parts.unanswered.first
        numbers["file"] = files.all.lastIndex { !$0.isWithdrawn }.map { $0 + 1 }
        numbers["attachments"] = numbers["file"]
        numbers["exemption"] = information.exemptions.all.lastIndex {
            !$0.isWithdrawn && $0.isQualified
        }.map { $0 + 1 }
        numbers["consultation"] =
            information.exemptions.consultations.lastIndex(of: false).map { $0 + 1 }
        if !complaints.points.isEmpty { numbers["point"] = complaints.points.count }
        if !complaints.remedies.isEmpty { numbers["remedy"] = complaints.remedies.count }
        numbers["hold"] = holds.standing.lastIndex(of: true).map { $0 + 1 }
        return numbers
    }
}
