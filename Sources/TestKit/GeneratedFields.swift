// SPDX-License-Identifier: Apache-2.0
package import Forms
package import WorkingTime

/// Fields that fit a form, drawn from a seed: small numbers and few ids, so that commands often
/// speak of the same thing.
package struct GeneratedFields {
    private var generator: SplitMix64
    /// The days that are drawn lie around it.
    private let today: Day
    /// Numbers that say something to a case, by the fields that hold them; drawn often.
    package var likely: [String: Int] = [:]
    /// Values that stand for those that have a form of their own, by the fields that hold them.
    package var values: [String: JSON] = [:]

    package init(seed: UInt64, today: Day) {
        generator = SplitMix64(seed: seed)
        self.today = today
    }

    package mutating func fields(_ descriptions: [FieldDescription]) -> JSON {
        var members: [JSON.Member] = []
        for field in descriptions {
            guard let value = values[field.name] ?? likely(field) ?? value(field.kind) else {
                continue
            }
            members.append(JSON.Member(field.name, value))
        }
        return .object(members)
    }

    /// The plain and published fields of an event, and apart from them its sealed ones.
    package mutating func event(
        _ descriptions: [FieldDescription]
    ) -> (plain: [JSON.Member], sealed: [JSON.Member]) {
        var (plain, sealed) = ([JSON.Member](), [JSON.Member]())
        for field in descriptions {
            guard let value = values[field.name] ?? value(field.kind) else { continue }
            if field.kind.whole == .sealed {
                sealed.append(JSON.Member(field.name, value))
            } else {
                plain.append(JSON.Member(field.name, value))
            }
        }
        return (plain, sealed)
    }

    private mutating func likely(_ field: FieldDescription) -> JSON? {
        guard let number = likely[field.name], draw(0...7) > 0 else { return nil }
        switch field.kind.whole {
        case .number: return .integer(Int64(number))
        case .list(.number): return .array(draw(0...1) == 0 ? [] : [.integer(Int64(number))])
        default: return nil
        }
    }

    /// Nil where a field that may be missing is.
    private mutating func value(_ kind: FieldKind) -> JSON? {
        switch kind {
        case .choice(let words): words.randomElement(using: &generator).map { .string($0) }
        case .id(let kind): .string("\(kind)/0198c0de-0000-7000-8000-00000000000\(draw(1...3))")
        case .word: .string(["roads", "bins", "trees"][draw(0...2)])
        case .day, .occurrence: .string(today.adding(days: draw(-20...3)).description)
        case .instant: .string("2026-11-22T10:00:00.000Z")
        case .number: .integer(Int64(draw(1...2)))
        case .digest: .string(String(repeating: ["A", "B"][draw(0...1)], count: 42) + "A=")
        case .flag: .bool(draw(0...3) > 0)
        case .published, .sealed, .text: .string("Text \(draw(1...99))")
        case .list(let kind): .array((0..<draw(0...2)).compactMap { _ in value(kind) })
        case .group(let within): fields(within)
        case .optional(let kind): draw(0...1) == 0 ? nil : value(kind)
        }
    }

    package mutating func draw(_ range: ClosedRange<Int>) -> Int {
        Int.random(in: range, using: &generator)
    }
}
