// SPDX-License-Identifier: Apache-2.0
import Foundation
import Ledger
import TestKit
import Testing
import WorkingTime

@Suite("An event's bytes have one form") struct EnvelopeTests {
    /// Everything an envelope may hold.
    private var full: Commit {
        var draft = draft("a")
        draft.occurredAt = .day(.of("2026-11-20"))
        draft.actor = "staff/0198c0de-0000-7000-8000-000000000001"
        draft.onBehalfOf = "citizen/0198c0de-0000-7000-8000-000000000002"
        draft.causationID = "0198c0de-0000-7000-8000-000000000003"
        draft.correlationID = "0198c0de-0000-7000-8000-000000000004"
        draft.dataVersion = 12
        draft.data = Array(#"{"nested":{"list":[1,2.5,null]},"text":"\"é\\"}"#.utf8)
        var commit = commit("case/a", .new, command: "c1", series: "FOI")
        commit.events = [draft]
        return commit
    }

    @Test func `every member stands in its place`() async throws {
        let (ledger, folder) = try diskLedger()
        defer { withExtendedLifetime(folder) {} }
        _ = try await ledger.append(full)
        let golden =
            #"{"specversion":"1.0","id":"0198c0de-0000-7000-8000-00000000000a","#
            + #""source":"/organisations/test","type":"test.written","dataversion":12,"#
            + #""subject":"case/a","reference":"FOI-2026-000001","#
            + #""time":"2026-11-22T12:00:00.123Z","occurredat":"2026-11-20","#
            + #""actor":"staff/0198c0de-0000-7000-8000-000000000001","#
            + #""onbehalfof":"citizen/0198c0de-0000-7000-8000-000000000002","streamversion":1,"#
            + #""commandid":"c1","causationid":"0198c0de-0000-7000-8000-000000000003","#
            + #""correlationid":"0198c0de-0000-7000-8000-000000000004","#
            + #""data":{"nested":{"list":[1,2.5,null]},"text":"\"é\\"}}"#
        let stored = try ledger.bytes(after: 0).map { String(decoding: $0.bytes, as: UTF8.self) }
        #expect(stored == [golden])
    }

    @Test func `what is not said is left out`() async throws {
        let ledger = try memoryLedger()
        _ = try await ledger.append(commit("case/a"))
        let golden =
            #"{"specversion":"1.0","id":"0198c0de-0000-7000-8000-00000000000a","#
            + #""source":"/organisations/test","type":"test.written","dataversion":1,"#
            + #""subject":"case/a","time":"2026-11-22T12:00:00.123Z","actor":"system/test","#
            + #""streamversion":1,"data":{"text":"case/a 0"}}"#
        let stored = try ledger.bytes(after: 0).map { String(decoding: $0.bytes, as: UTF8.self) }
        #expect(stored == [golden])
    }

    @Test func `the bytes are read back`() async throws {
        let ledger = try memoryLedger()
        let commit = full
        _ = try await ledger.append(commit)
        let event = try #require(try ledger.event(at: 1))
        let draft = try #require(commit.events.first)
        #expect(event.id == draft.id && event.type == draft.type && event.actor == draft.actor)
        #expect(event.source == identity.source && event.stream == commit.stream)
        #expect(event.dataVersion == 12 && event.streamVersion == 1 && event.commandID == "c1")
        #expect(event.time == noon && event.occurredAt == .day(.of("2026-11-20")))
        #expect(event.onBehalfOf == draft.onBehalfOf && event.reference == "FOI-2026-000001")
        #expect(event.causationID == draft.causationID)
        #expect(event.correlationID == draft.correlationID)
        #expect(Array(event.data) == draft.data)
    }

    @Test func `a reader of JSON reads it`() async throws {
        let ledger = try memoryLedger()
        _ = try await ledger.append(full)
        let bytes = try #require(try ledger.event(at: 1)?.bytes)
        let object = try #require(
            try JSONSerialization.jsonObject(with: Data(bytes)) as? [String: Any])
        #expect(object.count == 16)
        #expect((object["data"] as? [String: Any])?["text"] as? String == #""é\"#)
    }

    @Test(arguments: ["", "a b", "a\"b", "a\\b", "a\nb", "é", String(repeating: "a", count: 201)])
    func `a text that JSON would escape is refused`(_ text: String) async throws {
        let ledger = try memoryLedger()
        let changes: [(inout Commit) -> Void] = [
            { $0.events[0].id = text }, { $0.events[0].type = text },
            { $0.events[0].actor = text }, { $0.events[0].onBehalfOf = text },
            { $0.events[0].causationID = text }, { $0.events[0].correlationID = text },
            { $0.commandID = text }, { $0.series = text },
        ]
        for change in changes {
            var commit = commit("case/a")
            change(&commit)
            let found = try await error { _ = try await ledger.append(commit) }
            guard case .invalid = found else {
                Issue.record("taken, or refused otherwise: \(String(describing: found))")
                continue
            }
        }
        #expect(try ledger.head().position == 0)
    }

    @Test(arguments: ["", "[]", "1", "{", "}"])
    func `data that is no object is refused`(_ data: String) async throws {
        let ledger = try memoryLedger()
        var commit = commit("case/a")
        commit.events[0].data = Array(data.utf8)
        let found = try await error { _ = try await ledger.append(commit) }
        #expect(found == .invalid("the data of test.written is no object"))
    }

    @Test(arguments: [1, 150, 190, 200])
    func `whatever is taken reads back`(_ length: Int) async throws {
        // A reference is longer than the series that it comes from.
        let storage = MemoryStorage()
        let ledger = try memoryLedger(in: storage)
        var next = commit("case/a", command: String(repeating: "c", count: length))
        next.series = String(repeating: "S", count: length)
        next.events[0].actor = String(repeating: "a", count: length)
        if (try? await ledger.append(next)) != nil {
            #expect(throws: Never.self) { try all(ledger) }
        }
    }
}

@Suite("A series has no gaps") struct SeriesTests {
    @Test func `each commit takes the next number`() async throws {
        let (ledger, folder) = try diskLedger()
        defer { withExtendedLifetime(folder) {} }
        var references: [String?] = []
        for (name, series) in [
            ("case/a", "FOI"), ("case/b", "SAR"), ("case/c", "FOI"), ("case/d", nil),
            ("case/e", "FOI"),
        ] {
            references.append(
                try await ledger.append(commit(name, .new, events: 2, series: series)).reference)
        }
        #expect(
            references == [
                "FOI-2026-000001", "SAR-2026-000001", "FOI-2026-000002", nil, "FOI-2026-000003",
            ])
        #expect(try ledger.event(at: 1)?.reference == "FOI-2026-000001")
        #expect(try ledger.event(at: 2)?.reference == nil)
    }

    @Test func `a refused commit takes none`() async throws {
        let ledger = try memoryLedger()
        _ = try await ledger.append(commit("case/a", .new, claims: ["x"], series: "FOI"))
        let refused = [
            commit("case/a", .new, series: "FOI"),
            commit("case/b", .new, claims: ["x"], series: "FOI"),
        ]
        for commit in refused {
            #expect(try await error { _ = try await ledger.append(commit) } != nil)
        }
        let next = try await ledger.append(commit("case/c", .new, series: "FOI"))
        #expect(next.reference == "FOI-2026-000002")
    }

    @Test func `it begins anew each year`() async throws {
        let clock = TestClock(try #require(Instant("2026-12-31T23:59:59.999Z")))
        let ledger = try memoryLedger(clock: clock)
        var references: [String?] = []
        for _ in 0..<4 {
            references.append(try await ledger.append(commit("case/a", series: "FOI")).reference)
            clock.advance(seconds: 1)
            if references.count == 2 { clock.set(clock.now().adding(seconds: -1)) }
        }
        #expect(
            references == [
                "FOI-2026-000001", "FOI-2027-000001", "FOI-2027-000002", "FOI-2027-000003",
            ])
    }
}

@Suite("Time never decreases") struct TimeTests {
    @Test(arguments: [0, 1, 5])
    func `a clock a little behind gives the last event's time`(_ seconds: Int) async throws {
        let clock = TestClock(noon)
        let (ledger, folder) = try diskLedger(clock: clock)
        defer { withExtendedLifetime(folder) {} }
        _ = try await ledger.append(commit("case/a"))
        clock.set(noon.adding(seconds: -seconds))
        _ = try await ledger.append(commit("case/a"))
        #expect(try all(ledger).map(\.time) == [noon, noon])
        #expect(try ledger.head().time == noon)
    }

    @Test func `a clock six seconds behind is refused until it is right`() async throws {
        let clock = TestClock(noon)
        let ledger = try memoryLedger(clock: clock)
        _ = try await ledger.append(commit("case/a"))
        clock.set(noon.adding(seconds: -6))
        let refused = try await error { _ = try await ledger.append(commit("case/a")) }
        #expect(refused == .clockBehind(seconds: 6))
        clock.set(noon.adding(seconds: 1))
        _ = try await ledger.append(commit("case/a"))
        #expect(try all(ledger).map(\.time) == [noon, noon.adding(seconds: 1)])
    }

    @Test func `a leap of more than a day ahead is refused until it is undone`() async throws {
        let clock = TestClock(noon)
        let ledger = try memoryLedger(clock: clock)
        _ = try await ledger.append(commit("case/a"))
        clock.set(noon.adding(seconds: 86_401))
        let refused = try await error { _ = try await ledger.append(commit("case/a")) }
        #expect(refused == .clockAhead(seconds: 86_401))
        clock.set(noon.adding(seconds: 86_400))
        _ = try await ledger.append(commit("case/a"))
        #expect(try ledger.head().position == 2)
    }

    @Test func `days that truly pass are no leap`() async throws {
        let clock = TestClock(noon)
        let ledger = try memoryLedger(clock: clock)
        for _ in 0..<3 {
            _ = try await ledger.append(commit("case/a"))
            clock.advance(seconds: 10 * 86_400)
        }
        #expect(try ledger.head().time == noon.adding(seconds: 20 * 86_400))
    }

    @Test func `another ledger's clock cannot turn it back`() async throws {
        let storage = MemoryStorage()
        let one = try memoryLedger(in: storage)
        let other = try Ledger(
            storage: storage, surroundings(clock: TestClock(noon.adding(seconds: -3))))
        _ = try await one.append(commit("case/a"))
        _ = try await other.append(commit("case/a"))
        #expect(try all(one).map(\.time) == [noon, noon])
    }
}
