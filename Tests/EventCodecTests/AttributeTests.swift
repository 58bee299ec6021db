// SPDX-License-Identifier: Apache-2.0
import Casework
import EventCodec
import Forms
import Testing
import WorkingTime

@Suite("Attributes") struct AttributeTests {
    private func roundTrip(_ attributes: [CaseAttribute]) throws -> [CaseAttribute] {
        let encoded = EventCodec.encode(Sample.opened(attributes))
        let read = try EventCodec.decode(
            type: encoded.type, dataVersion: 1, data: encoded.stored, opened: encoded.sealed)
        guard case .case(.opened(let opened)) = read else { return [] }
        return opened.attributes
    }

    @Test(
        arguments: [
            0, -0.0, 1, -1, 0.1, 1.0 / 3, 1e21, 1e-7, 1e300, -1e300, 2.2250738585072014e-308,
            .greatestFiniteMagnitude, .leastNonzeroMagnitude, .infinity, -.infinity,
            9_007_199_254_740_992,
        ] as [Double])
    func `keep every number`(number: Double) throws {
        let read = try roundTrip([Sample.attribute("k", .number(number))])
        guard case .number(let same) = try #require(read.first).value else {
            Issue.record("a number came back as something else")
            return
        }
        #expect(same.bitPattern == number.bitPattern)
    }

    @Test func `keep what is not a number`() throws {
        let read = try roundTrip([Sample.attribute("k", .number(.nan))])
        guard case .number(let same) = try #require(read.first).value else {
            Issue.record("NaN came back as something else")
            return
        }
        #expect(same.isNaN)
    }

    @Test(
        arguments: [.min, -9_007_199_254_740_993, -1, 0, 1, 9_007_199_254_740_993, .max] as [Int64])
    func `keep every integer`(number: Int64) throws {
        let attributes = [Sample.attribute("k", .integer(number))]
        #expect(try roundTrip(attributes) == attributes)
    }

    @Test func `keep their nesting and order, and each text its place`() throws {
        #expect(try roundTrip(Sample.attributes) == Sample.attributes)
    }

    @Test func `of the same name stand side by side`() throws {
        let twice = [
            Sample.attribute("k", .integer(1)), Sample.attribute("k", .text(.value("a"))),
            Sample.attribute("k", .text(.value("b"))),
        ]
        #expect(try roundTrip(twice) == twice)
    }

    /// An import takes 24 levels of attributes one in another.
    @Test(arguments: [2, 23, 24, 29])
    func `nest as deep as an imported log may have them`(levels: Int) throws {
        var attribute = Sample.attribute("k", .text(.value("deepest")))
        for level in 1..<levels {
            attribute = Sample.attribute("k", .integer(Int64(level)), [attribute])
        }
        #expect(throws: Never.self) {
            let read = try roundTrip([attribute])
            #expect(read == [attribute])
        }
    }

    @Test func `are hidden where they are texts, and shown where not`() throws {
        let encoded = EventCodec.encode(Sample.opened(Sample.attributes))
        let read = try EventCodec.decode(
            type: encoded.type, dataVersion: 1, data: encoded.stored, opened: nil)
        guard case .case(.opened(let opened)) = read else {
            Issue.record("not the event that was written")
            return
        }
        #expect(opened.attributes == Self.hide(Sample.attributes))
    }

    private static func hide(_ attributes: [CaseAttribute]) -> [CaseAttribute] {
        attributes.map { attribute in
            let value: CaseAttribute.Value =
                switch attribute.value {
                case .text: .text(.hidden)
                case .identifier: .identifier(.hidden)
                default: attribute.value
                }
            return CaseAttribute(
                key: attribute.key, value: value, children: hide(attribute.children))
        }
    }
}
