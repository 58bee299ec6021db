// SPDX-License-Identifier: Apache-2.0

/// What runs that were killed were told, against what the ledger holds: an acknowledged commit is
/// there, whole; any other that is there is whole as well, and was under way when the kill came.
struct KillCheck {
    /// A commit by round, writer and number.
    struct Token: Hashable {
        let round, writer, number: Int
    }
    private struct Entry {
        let stream: Substring
        let version: Int
        let token: Token
        let index, count: Int
    }
    private var problems: [String] = []
    /// By position − 1.
    private var entries: [Entry] = []
    private(set) var acknowledged: Set<Token> = []
    /// Commits that are durable though nobody was told.
    private(set) var untold = 0

    /// - Parameters:
    ///   - dump: What `FaultWriter --check` printed.
    ///   - acknowledgements: What the runs on this ledger printed.
    /// - Returns: What is wrong.
    static func problems(
        dump: [Substring], acknowledgements: [Substring]
    ) -> (problems: [String], acknowledged: Int, untold: Int) {
        var check = KillCheck()
        check.read(dump)
        let present = check.whole()
        check.compare(acknowledgements)
        check.nothingElse(present)
        return (check.problems, check.acknowledged.count, check.untold)
    }

    private mutating func read(_ dump: [Substring]) {
        if dump.first?.hasPrefix("audit ") != true { problems.append("there was no audit") }
        for line in dump.dropFirst() {
            let words = line.split(separator: " ")
            guard words.first != "finding" else {
                problems.append("the audit: \(line)")
                continue
            }
            let numbers = words.compactMap { Int($0) }
            guard words.count == 9, numbers.count == 8 else {
                problems.append("an event that nobody wrote: \(line)")
                continue
            }
            if numbers[0] != entries.count + 1 { problems.append("a gap before \(numbers[0])") }
            let token = Token(round: numbers[2], writer: numbers[3], number: numbers[4])
            entries.append(
                Entry(
                    stream: words[1], version: numbers[1], token: token, index: numbers[5],
                    count: numbers[6]))
        }
        if dump.first != "audit \(entries.count)" { problems.append("the audit read less") }
    }

    /// The commits that are there, each of which must be whole, in one piece, and there once.
    private mutating func whole() -> Set<Token> {
        var present: Set<Token> = []
        var position = 0
        while position < entries.count {
            let first = entries[position]
            let commit = entries[position..<min(entries.count, position + first.count)]
            let isWhole =
                commit.count == first.count
                && commit.enumerated().allSatisfy { index, entry in
                    entry.token == first.token && entry.index == index
                        && entry.stream == first.stream && entry.version == first.version + index
                }
            if !isWhole { problems.append("a partial commit at \(position + 1)") }
            if !present.insert(first.token).inserted {
                problems.append("a commit twice, at \(position + 1)")
            }
            position += isWhole ? first.count : 1
        }
        return present
    }

    private mutating func compare(_ acknowledgements: [Substring]) {
        for line in acknowledgements where !line.hasPrefix(">") {
            let words = line.split(separator: " ")
            guard words.count == 3, let version = Int(words[1]), let position = Int(words[2]) else {
                problems.append("not an acknowledgement: \(line)")
                continue
            }
            guard entries.indices.contains(position - 1) else {
                problems.append("acknowledged and lost: \(line)")
                continue
            }
            let entry = entries[position - 1]
            if entry.stream != words[0] || entry.version != version
                || entry.index + 1 != entry.count
            {
                problems.append("acknowledged and replaced: \(line)")
            }
            acknowledged.insert(entry.token)
        }
    }

    /// A single writer has one commit under way at most, the import two batches of eight; what is
    /// there of a writer was sent without leaving any out.
    private mutating func nothingElse(_ present: Set<Token>) {
        for (writer, tokens) in Dictionary(
            grouping: present, by: { Token(round: $0.round, writer: $0.writer, number: 0) })
        {
            if Set(tokens.map(\.number)) != Set(0..<tokens.count) {
                problems.append("a commit of round \(writer.round) was left out")
            }
            let untold = tokens.count { !acknowledged.contains($0) }
            if untold > (writer.writer == 0 ? 16 : 1) {
                problems.append("round \(writer.round) left \(untold) commits that were not sent")
            }
            self.untold += untold
        }
    }
}
