// SPDX-License-Identifier: Apache-2.0
import Casework
import EventCodec
import Forms
import Foundation
import TestKit
import Testing
import WorkingTime

/// One of each event, in the bytes in which it was first shipped: `Tests/Golden/events.jsonl`. Such
/// bytes are in logs that stay, so none of its lines is ever changed; a new event adds one.
@Suite("Shipped events") struct ShippedEventTests {
    private static let path = URL(fileURLWithPath: #filePath)
        .appending(path: "../../Golden/events.jsonl").standardizedFileURL.path

    /// The line of an event with fields drawn for it.
    private static func line(_ type: String, _ fields: [FieldDescription]) throws -> String {
        var generator = GeneratedFields(seed: 6, today: .of("2026-11-22"))
        generator.values = ["model": ["by": "role/director"], "signer": "role/director"]
        let (plain, sealed) = generator.event(fields)
        let event = try #require(try event(type, plain, .object(sealed)))
        let encoded = EventCodec.encode(event)
        let line: JSON = [
            "type": .string(type),
            "data": JSON(parsing: encoded.data(commitment: nil)) ?? .null,
            "sealed": encoded.sealed.flatMap { JSON(parsing: $0) } ?? .null,
        ]
        return String(decoding: line.bytes, as: UTF8.self) + "\n"
    }

    private static func event(
        _ type: String, _ plain: [JSON.Member], _ sealed: JSON
    ) throws -> DomainEvent? {
        let members = sealed == .null ? plain : plain + [JSON.Member("sealed", .object([]))]
        return try EventCodec.decode(
            type: type, dataVersion: 1, data: JSON.object(members).bytes,
            opened: sealed == .null ? nil : sealed.bytes)
    }

    private static func lines() throws -> [JSON] {
        let text = try String(contentsOfFile: path, encoding: .utf8)
        return text.split(separator: "\n").compactMap { JSON(parsing: Array($0.utf8)) }
    }

    @Test func `each have a line`() throws {
        let known = try Set(Self.lines().compactMap { $0["type"]?.text })
        let missing = EventCodec.formed.filter { !known.contains($0.type) }
        if !missing.isEmpty {
            let old = (try? String(contentsOfFile: Self.path, encoding: .utf8)) ?? ""
            let new = try missing.map { try Self.line($0.type, $0.fields) }
            try (old + new.joined()).write(toFile: Self.path, atomically: true, encoding: .utf8)
        }
        #expect(missing.map(\.type) == [], "their lines were added; look at them, and keep them")
    }

    @Test func `are read as they were, and written again in the same bytes`() throws {
        for line in try Self.lines() {
            let type = try #require(line["type"]?.text)
            let data = try #require(line["data"])
            let sealed = try #require(line["sealed"])
            guard case .object(let plain) = data else { continue }
            let event = try #require(try Self.event(type, plain, sealed), "\(type)")
            let written = EventCodec.encode(event)
            #expect(written.type == type)
            #expect(written.data(commitment: nil) == data.bytes, "\(type)")
            #expect(written.sealed == (sealed == .null ? nil : sealed.bytes), "\(type)")
        }
    }
}
