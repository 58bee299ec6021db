// SPDX-License-Identifier: Apache-2.0

/// What the conditions of a row on one field come to: the values for which they hold. A field may
/// have no value at all, which `isNot` admits.
struct Constraint {
    private let kind: TableFieldKind
    /// No value is admitted.
    private var admitsNothing = true
    /// Nil for any word.
    private var only: Set<String>?
    private var except: Set<String> = []
    private var least = 0
    private var most = DecisionNumber.largest
    private var exceptNumbers: Set<Int> = []
    private var includes: Set<String> = []

    init(_ kind: TableFieldKind) {
        self.kind = kind
        if case .choice(let words) = kind { only = Set(words) }
    }

    mutating func add(_ operation: ConditionOperator, _ values: [String]) {
        switch (kind, operation) {
        case (.number, _): add(operation, values.first.flatMap { DecisionNumber.read($0) } ?? 0)
        case (_, .is), (_, .isIn):
            only = (only ?? Set(values)).intersection(values)
            admitsNothing = false
        case (_, .isNot): except.formUnion(values)
        case (_, .includes):
            includes.formUnion(values)
            admitsNothing = false
        case (_, .atLeast), (_, .atMost): break
        }
    }

    private mutating func add(_ operation: ConditionOperator, _ number: Int) {
        switch operation {
        case .is:
            least = max(least, number)
            most = min(most, number)
        case .atLeast: least = max(least, number)
        case .atMost: most = min(most, number)
        case .isNot:
            exceptNumbers.insert(number)
            return
        case .isIn, .includes: return
        }
        admitsNothing = false
    }

    private var words: Set<String>? { only?.subtracting(except) }

    private var range: ClosedRange<Int>? {
        var (first, last) = (least, most)
        while first <= last, exceptNumbers.contains(first) { first += 1 }
        while first <= last, exceptNumbers.contains(last) { last -= 1 }
        return first <= last ? first...last : nil
    }

    /// No value can be so.
    var isEmpty: Bool {
        guard !admitsNothing else { return false }
        return switch kind {
        case .number: range == nil
        case .choice, .word: words?.isEmpty ?? false
        case .words: false
        }
    }

    /// Every value is so, and none too.
    var isAlways: Bool {
        guard admitsNothing else { return false }
        return switch kind {
        case .number: exceptNumbers.isEmpty && range == 0...DecisionNumber.largest
        case .choice(let words): self.words == Set(words)
        case .word: only == nil && except.isEmpty
        case .words: includes.isEmpty
        }
    }

    /// Whether this holds whenever the other does.
    func contains(_ other: Constraint) -> Bool {
        guard admitsNothing || !other.admitsNothing else { return false }
        switch kind {
        case .number:
            guard let mine = range else { return false }
            guard let others = other.range else { return true }
            return mine.lowerBound <= others.lowerBound && mine.upperBound >= others.upperBound
                && exceptNumbers.allSatisfy {
                    !others.contains($0) || other.exceptNumbers.contains($0)
                }
        case .choice, .word:
            if let others = other.words {
                return others.isDisjoint(with: except)
                    && only.map { others.isSubset(of: $0) } ?? true
            }
            return only == nil && except.isSubset(of: other.except)
        case .words: return includes.isSubset(of: other.includes)
        }
    }
}
