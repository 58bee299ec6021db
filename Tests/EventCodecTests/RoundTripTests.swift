// SPDX-License-Identifier: Apache-2.0
import Casework
import EventCodec
import Forms
import TestKit
import Testing
import WorkingTime

@Suite("An event") struct RoundTripTests {
    private func read(_ encoded: EncodedEvent, opened: Bool) throws -> DomainEvent? {
        try EventCodec.decode(
            type: encoded.type, dataVersion: encoded.dataVersion, data: encoded.stored,
            opened: opened ? encoded.sealed : nil)
    }

    @Test(arguments: Sample.full + Sample.bare)
    func `opened, reads back as it was written`(event: DomainEvent) throws {
        #expect(try read(EventCodec.encode(event), opened: true) == event)
    }

    @Test func `is covered here whatever its type`() {
        // The organisation is there twice, as itself and as a demonstration; so is a signing key,
        // in place of one that was lost, and a calendar, without a holiday.
        #expect(Sample.full.count == 26)
        #expect(Set(Sample.full.map { EventCodec.encode($0).type }).count == 23)
    }

    @Test func `with any of a person's fields reads back with those alone`() throws {
        for mask in 0..<16 {
            func field(_ bit: Int, _ text: String) -> Sealed<String>? {
                mask >> bit & 1 == 1 ? .value(text) : nil
            }
            let event = DomainEvent.person(
                .registered(
                    PersonRegistered(
                        name: field(0, "Ann"), email: field(1, "a@b"), phone: field(2, "1"),
                        address: field(3, ""))))
            let encoded = EventCodec.encode(event)
            #expect((encoded.sealed == nil) == (mask == 0))
            #expect(try read(encoded, opened: true) == event)
        }
    }

    @Test func `with any of a case's optional fields reads back with those alone`() throws {
        for mask in 0..<512 {
            func field<Value>(_ bit: Int, _ value: Value?) -> Value? {
                mask >> bit & 1 == 1 ? value : nil
            }
            let event = DomainEvent.case(
                .opened(
                    CaseOpened(
                        type: .sar, channel: field(0, .email),
                        correspondent: field(1, Sample.person), subject: field(2, .value("s")),
                        message: field(3, .value("m")), log: field(4, Sample.log),
                        name: field(5, .value("n")), row: field(7, .value("r")),
                        copy: field(8, 2) ?? 1,
                        attributes: field(6, Sample.attributes) ?? [])))
            #expect(try read(EventCodec.encode(event), opened: true) == event)
        }
    }

    @Test(arguments: Sample.full)
    func `hidden, shows what is plain and hides what is sealed`(event: DomainEvent) throws {
        let encoded = EventCodec.encode(event)
        let read = try #require(try read(encoded, opened: false))
        guard encoded.sealed != nil else {
            #expect(read == event)
            return
        }
        #expect(read != event)
        let shown = String(describing: read)
        for word in Self.sealedWords { #expect(!shown.contains(word)) }
    }

    /// Every sealed text of `Sample.full`.
    static let sealedWords = [
        "Bins", "Not emptied.", "case-10011", "Again.", "Rang back.", "Done.", "Ann Lee",
        "ann@example.org", "0141", "High St", "\"Bo\"", "log>", "Res 7", "\"one\"", "\"two\"",
        "\"three\"", "\"four\"", "\"five\"", "\"six\"",
    ]

    @Test func `hidden, keeps the whole of its plain part`() throws {
        let event = EventCodec.encode(
            .case(
                .correspondenceRecorded(
                    CorrespondenceRecorded(
                        direction: .incoming, channel: .web, subject: .value("Bins"),
                        message: .value("Again.")))))
        #expect(
            try read(event, opened: false)
                == .case(
                    .correspondenceRecorded(
                        CorrespondenceRecorded(
                            direction: .incoming, channel: .web, subject: .hidden, message: .hidden)
                    )))
    }

    @Test(arguments: Sample.full)
    func `says nothing sealed in its own bytes`(event: DomainEvent) throws {
        let stored = text(EventCodec.encode(event).stored)
        for word in Self.sealedWords { #expect(!stored.contains(word)) }
    }

    @Test(arguments: 1...4 as ClosedRange<UInt64>)
    func `says nothing sealed, whatever is typed`(seed: UInt64) throws {
        var random = SplitMix64(seed: seed)
        // What is left once the text is another: the ledger's bytes do not depend on it at all.
        func event(_ a: String, _ b: String, _ c: String) -> [DomainEvent] {
            [
                .case(
                    .opened(
                        CaseOpened(
                            type: .imported, subject: .value(a), message: .value(b),
                            name: .value(c),
                            attributes: [
                                Sample.attribute(
                                    "k", .text(.value(a)),
                                    [Sample.attribute("l", .identifier(.value(b)))])
                            ]))),
                .case(.noteAdded(NoteAdded(text: .value(a)))),
                .case(.closed(CaseClosed(outcome: .answered, note: .value(b)))),
                .person(
                    .registered(
                        PersonRegistered(
                            name: .value(a), email: .value(b), phone: .value(c), address: .value(a))
                    )),
                .staff(.registered(StaffRegistered(name: .value(c)))),
            ]
        }
        let blank = event("", "", "").map { EventCodec.encode($0).stored }
        for _ in 0..<500 {
            let events = event(random.text(0...40), random.text(0...40), random.text(0...40))
            let encoded = events.map { EventCodec.encode($0) }
            #expect(encoded.map(\.stored) == blank)
            for (event, encoded) in zip(events, encoded) {
                #expect(try read(encoded, opened: true) == event)
            }
        }
    }

    @Test func `names the commitments of its owners`() throws {
        let encoded = EventCodec.encode(.case(.noteAdded(NoteAdded(text: .value("x")))))
        let found = try EventCodec.commitments(in: encoded.stored)
        #expect(found.map(\.owner) == [Sample.owner])
        #expect(found.map(\.digest) == [Sample.digest])
        let plain = EventCodec.encode(.case(.assigned(CaseAssigned(officer: nil))))
        #expect(try EventCodec.commitments(in: plain.stored).isEmpty)
    }
}
