// SPDX-License-Identifier: Apache-2.0
import Casework
import Forms
import Testing
import WorkingTime

private let uuid = "0198c0de-0a1b-7c2d-8e3f-0123456789ab"

@Suite("An id") struct IDTests {
    @Test func `names its stream, and is read from that name alone`() throws {
        let id = try #require(CaseID(uuid: uuid))
        #expect(id.description == "case/\(uuid)")
        #expect(CaseID("case/\(uuid)") == id)
        #expect(CaseID(plainText: id.plainText) == id)
        #expect(PersonID("case/\(uuid)") == nil)
        #expect(CaseID(uuid) == nil)
    }

    @Test(arguments: [
        "", "0198c0de", uuid.uppercased(), uuid + "0", String(uuid.dropLast()), " " + uuid,
        uuid.replacing("-", with: ""), "{\(uuid)}", "g" + uuid.dropFirst(),
        "0198c0de_0a1b_7c2d_8e3f_0123456789ab", "0198c0de-0a1b-7c2d-8e3f0-123456789ab",
        "０198c0de-0a1b-7c2d-8e3f-012345678",
    ])
    func `is a UUID in lower case`(text: String) {
        #expect(CaseID(uuid: text) == nil)
        #expect(CaseID("case/" + text) == nil)
    }

    @Test(arguments: ["staff/\(uuid)", "import/\(uuid)", "system/up"])
    func `of an actor says who acted`(text: String) throws {
        #expect(try #require(Actor(text)).description == text)
    }

    @Test(arguments: [
        "", "staff", "staff/", "staff/bob", "import/x", "case/\(uuid)", "STAFF/\(uuid)",
    ])
    func `of no actor is refused`(text: String) {
        #expect(Actor(text) == nil)
    }
}

@Suite("A plain or published text") struct TextTests {
    @Test(arguments: [
        ("T02", true), ("Confirmation of receipt", true), ("déjà", true), (" ", true),
        ("", false), ("a\nb", false), ("a\u{0}", false), ("\u{7f}", false), ("a\u{85}", false),
        (String(repeating: "a", count: 256), true), (String(repeating: "a", count: 257), false),
        (String(repeating: "é", count: 128), true), (String(repeating: "é", count: 129), false),
    ])
    func `that is a code has 1 to 256 bytes and no control character`(text: String, isCode: Bool) {
        #expect((Code(text) != nil) == isCode)
        #expect(Code(text).map(\.plainText) == (isCode ? text : nil))
    }

    @Test func `that is published has 1 to 200 characters`() {
        #expect(Published("") == nil)
        #expect(Published("Glasgow")?.text == "Glasgow")
        #expect(Published(String(repeating: "é", count: 200)) != nil)
        #expect(Published(String(repeating: "a", count: 201)) == nil)
    }

    /// A character may be a letter and any number of accents, so characters alone are no limit.
    @Test func `that is published has an end in bytes too`() {
        let isTaken = Published("a" + String(repeating: "\u{301}", count: 100_000)) != nil
        #expect(!isTaken)
    }

    @Test
    func `that is a word of a vocabulary is read as it is written`() {
        #expect(CaseType.allCases.allSatisfy { CaseType(plainText: $0.plainText) == $0 })
        #expect(Channel.allCases.allSatisfy { Channel(plainText: $0.plainText) == $0 })
        #expect(Direction.allCases.allSatisfy { Direction(plainText: $0.plainText) == $0 })
        #expect(Outcome.allCases.allSatisfy { Outcome(plainText: $0.plainText) == $0 })
        #expect(Jurisdiction.allCases.allSatisfy { Jurisdiction(plainText: $0.plainText) == $0 })
        #expect(CaseType(plainText: "Enquiry") == nil)
        #expect(Outcome(plainText: "noReplyNeeded") == nil)
    }

    /// A shipped code stays: it is in some log.
    @Test func `that is a word of a vocabulary keeps its code`() {
        #expect(
            CaseType.allCases.map(\.rawValue) == [
                "enquiry", "request", "complaint", "foi", "sar", "petition", "campaign", "imported",
            ])
        #expect(
            Channel.allCases.map(\.rawValue) == [
                "phone", "email", "letter", "counter", "web", "social", "webchat", "petition",
                "smartcard",
            ])
        #expect(Direction.allCases.map(\.rawValue) == ["in", "out"])
        #expect(
            Outcome.allCases.map(\.rawValue) == [
                "answered", "referred", "withdrawn", "no-reply-needed", "unknown",
            ])
        #expect(
            Contradiction.allCases.map(\.rawValue) == [
                "closed-before-opened", "open-with-closing-day", "closed-without-closing-day",
                "without-day", "future-day", "local-time-twice", "local-time-missing",
                "duplicate-key", "several-cases", "without-text",
            ])
    }

    @Test func `that is a series is a type's own`() {
        #expect(Set(CaseType.allCases.map(\.series)).count == CaseType.allCases.count)
    }
}

@Suite("Registering a person") struct PersonTests {
    @Test func `keeps what they gave, without the space around it`() throws {
        let details = ContactDetails(name: " Ann Lee ", email: "\tann@example.org", phone: " ")
        #expect(
            try details.registered()
                == PersonRegistered(
                    name: .value("Ann Lee"), email: .value("ann@example.org"), phone: nil,
                    address: nil))
    }

    @Test func `registers nobody where nothing was given`() throws {
        #expect(try ContactDetails().registered() == nil)
        #expect(try ContactDetails(name: " ", address: "\n").registered() == nil)
    }

    @Test func `takes 200 bytes of a name, email or phone and 1,000 of an address`() throws {
        let name = fill(200, "é", 2)
        let address = fill(1_000, "☂", 3)
        let full = ContactDetails(name: name, email: name, phone: name, address: address)
        #expect(try full.registered()?.address == .value(address))
        for (details, refusal) in [
            (ContactDetails(name: name + "x"), Refusal.tooLong(.name, limit: 200)),
            (ContactDetails(email: name + "x"), .tooLong(.email, limit: 200)),
            (ContactDetails(phone: name + "x"), .tooLong(.phone, limit: 200)),
            (ContactDetails(address: address + "x"), .tooLong(.address, limit: 1_000)),
        ] {
            #expect(throws: refusal) { try details.registered() }
        }
    }
}
