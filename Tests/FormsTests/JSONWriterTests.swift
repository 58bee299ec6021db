// SPDX-License-Identifier: Apache-2.0
import Forms
import Foundation
import TestKit
import Testing

@Suite("A JSON value") struct JSONWriterTests {
    @Test(
        arguments: [
            (.null, "null"), (.bool(true), "true"), (.bool(false), "false"), (.integer(-7), "-7"),
            (.number(1), "1.0"), (.number(0.1), "0.1"), (.number(-0.0), "-0.0"),
            (.number(1e300), "1e+300"), (.string("é☂🗑/'"), "\"é☂🗑/'\""),
            (.string("\"\\\n\r\t"), #""\"\\\n\r\t""#),
            (.string("\0\u{8}\u{c}\u{1f}\u{7f}"), #""\u0000\u0008\u000c\u001f\u007f""#),
            (.string("\u{85}\u{2028}\u{202e}"), "\"\u{85}\u{2028}\u{202e}\""),
            (.array([]), "[]"), (.object([]), "{}"),
            (.array([.integer(1), .null]), "[1,null]"),
            (
                .object([.init("b\"", .integer(1)), .init("a", .object([]))]),
                #"{"b\"":1,"a":{}}"#
            ),
        ] as [(JSON, String)])
    func `is written in one form, without space, only what must be escaped`(
        value: JSON, expected: String
    ) {
        #expect(String(decoding: value.bytes, as: UTF8.self) == expected)
    }

    @Test(arguments: 1...6 as ClosedRange<UInt64>)
    func `reads back as it was written, whatever it is`(seed: UInt64) {
        var random = SplitMix64(seed: seed)
        for _ in 0..<1_000 {
            let value = random.json(depth: 4)
            let bytes = value.bytes
            let read = JSON(parsing: bytes)
            #expect(read == value)
            #expect(read?.bytes == bytes)
        }
    }

    @Test(arguments: 11...14 as ClosedRange<UInt64>)
    func `is what Foundation reads in it too`(seed: UInt64) throws {
        var random = SplitMix64(seed: seed)
        for _ in 0..<500 {
            let value = random.json(depth: 4)
            let foreign = try JSONSerialization.jsonObject(
                with: Data(value.bytes), options: .fragmentsAllowed)
            #expect(agrees(value, foreign))
        }
    }

    @Test func `is what Foundation wrote`() throws {
        var random = SplitMix64(seed: 21)
        for _ in 0..<1_000 {
            let strings = (0..<4).map { _ in random.text(0...20) }
            let number = Int.random(in: -1_000_000...1_000_000, using: &random)
            let data = try JSONSerialization.data(
                withJSONObject: ["texts": strings, "number": [number]] as [String: [Any]],
                options: .prettyPrinted)
            let read = try #require(JSON(parsing: Array(data)))
            #expect(read["texts"]?.elements == strings.map { .string($0) })
            #expect(read["number"]?.elements == [.integer(Int64(number))])
        }
    }

    private func agrees(_ value: JSON, _ foreign: Any) -> Bool {
        switch value {
        case .null: return foreign is NSNull
        case .bool(let flag): return (foreign as? NSNumber)?.boolValue == flag
        case .integer(let number): return (foreign as? NSNumber)?.int64Value == number
        case .number(let number):
            // Foundation keeps some numbers as decimals, and rounds them once more than we do.
            return (foreign as? NSNumber).map {
                abs($0.doubleValue - number) <= abs(number) * 1e-14
            }
                ?? false
        case .digits: return false
        case .string(let text):
            return (foreign as? String).map { Array($0.utf8) } == Array(text.utf8)
        case .array(let elements):
            guard let all = foreign as? [Any], all.count == elements.count else { return false }
            return zip(elements, all).allSatisfy { agrees($0, $1) }
        case .object(let members):
            guard let all = foreign as? [String: Any], all.count == members.count else {
                return false
            }
            return members.allSatisfy { member in
                all[member.key].map { agrees(member.value, $0) } ?? false
            }
        }
    }
}

extension SplitMix64 {
    /// A value of any kind, at most `depth` levels below this one; the keys of an object differ.
    mutating func json(depth: Int) -> JSON {
        switch Int.random(in: 0..<(depth > 0 ? 8 : 6), using: &self) {
        case 0: return .null
        case 1: return .bool(Bool.random(using: &self))
        case 2: return .integer(Int64(bitPattern: next()))
        case 3: return .integer(Int64.random(in: -99...99, using: &self))
        case 4:
            let number = Double(bitPattern: next())
            return .number(number.isFinite ? number : 0.5)
        case 5: return .string(text(0...20))
        case 6:
            let count = Int.random(in: 0...4, using: &self)
            return .array((0..<count).map { _ in json(depth: depth - 1) })
        default:
            let count = Int.random(in: 0...4, using: &self)
            // The number keeps the keys apart, also for one who takes é and e ́ for the same.
            return .object(
                (0..<count).map { JSON.Member("\($0)\(text(0...5))", json(depth: depth - 1)) })
        }
    }
}
