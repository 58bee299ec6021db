// SPDX-License-Identifier: Apache-2.0

/// Random numbers that follow from a seed, the same on every machine: PCG-XSH-RR 64/32 (O'Neill,
/// 2014). One seed has many streams, so that a case's words do not depend on who else wrote.
///
/// All of it is whole numbers: a floating-point function may round otherwise elsewhere.
package struct Dice: Sendable {
    private var state: UInt64 = 0
    private let increment: UInt64

    /// - Parameter stream: Of 2⁶³ sequences, which.
    package init(seed: UInt64, stream: UInt64) {
        increment = stream << 1 | 1
        _ = next()
        state &+= seed
        _ = next()
    }

    package mutating func next() -> UInt32 {
        let old = state
        state = old &* 6_364_136_223_846_793_005 &+ increment
        let word = UInt32(truncatingIfNeeded: ((old >> 18) ^ old) >> 27)
        let turn = UInt32(truncatingIfNeeded: old >> 59)
        return word >> turn | word << (32 - turn)
    }

    /// 0..<`bound`; `bound` is 1 at least.
    package mutating func roll(_ bound: Int) -> Int {
        Int((UInt64(next()) &* UInt64(bound)) >> 32)
    }

    package mutating func roll(_ range: ClosedRange<Int>) -> Int {
        range.lowerBound + roll(range.count)
    }

    /// True in so many of a thousand cases.
    package mutating func chance(_ thousandths: Int) -> Bool { roll(1_000) < thousandths }

    /// Any of them; there must be one.
    package mutating func pick<Value>(_ values: [Value]) -> Value { values[roll(values.count)] }

    /// One of them, as often as its weight says; the weights' sum is 1 at least.
    package mutating func pick<Value>(_ table: [(value: Value, weight: Int)]) -> Value {
        var rest = roll(table.reduce(0) { $0 + $1.weight })
        for (value, weight) in table {
            if rest < weight { return value }
            rest -= weight
        }
        return table[table.count - 1].value
    }

    /// A number distributed as `quantiles` says.
    mutating func draw(_ quantiles: Quantiles) -> Int { quantiles.value(at: roll(1_000)) }
}

/// A distribution, told by its quantiles at even steps from the least to the most; between them it
/// is even.
struct Quantiles: ExpressibleByArrayLiteral, Sendable {
    private let points: [Int]

    /// Two at least, in ascending order.
    init(arrayLiteral points: Int...) { self.points = points }

    /// - Parameter share: 0…999 thousandths.
    func value(at share: Int) -> Int {
        let place = share * (points.count - 1)
        let (low, high) = (points[place / 1_000], points[place / 1_000 + 1])
        // Rounded, not cut off: whole days must not become fewer than the table says.
        return low + ((high - low) * (place % 1_000) + 500) / 1_000
    }
}
