// SPDX-License-Identifier: Apache-2.0
internal import Foundation
internal import Ledger

/// Commits as they come in life: an import in bulk, and single commits from several tasks at once.
///
/// Each event's data says which commit it belongs to: round, writer, number, its index and how many
/// there are, and when it was sent.
struct Load: Sendable {
    let ledger: Ledger
    let output: Output
    /// Tells the runs of a test apart, whose commits stand in one ledger.
    let round: Int
    /// The storage acknowledges, so nobody else does.
    let early: Bool

    /// Writers 1…3 commit singly and writer 0 in bulk, until the process is killed.
    func run() async {
        let importing = Thread { self.importInBulk() }
        importing.start()
        await withTaskGroup { group in
            for writer in 1...3 {
                group.addTask {
                    for number in 0..<Int.max {
                        let stream = "case/desk-\(writer % 2)"
                        answer([await append(commit(writer, number, stream, .any))])
                    }
                }
            }
        }
    }

    /// Writer 0 commits `count` times, each time saying so first.
    func runInSeries(_ count: Int) async {
        for number in 0..<count {
            output.write("> \(number)")
            answer([await append(commit(0, number, "case/series-\(round)", .any))])
        }
    }

    /// As an import does: the next batch is made and queued while the last one is written.
    private func importInBulk() {
        var number = 0
        var pending: PendingAppend?
        while true {
            let batch = (number..<number + 8).map {
                commit(0, $0, "case/trace-\(round)-\($0)", .new)
            }
            number += batch.count
            let next = ledger.submit(batch)
            if let pending { answer(pending.wait()) }
            pending = next
        }
    }

    private func append(_ commit: Commit) async -> Result<Receipt, LedgerError> {
        do throws(LedgerError) { return .success(try await ledger.append(commit)) } catch {
            return .failure(error)
        }
    }

    private func answer(_ results: [Result<Receipt, LedgerError>]) {
        for result in results {
            switch result {
            case .success(let receipt): if !early { output.acknowledge(receipt) }
            case .failure(let error): output.write("! \(error)")
            }
        }
    }

    private func commit(
        _ writer: Int, _ number: Int, _ stream: String, _ expected: ExpectedVersion
    ) -> Commit {
        guard let stream = StreamName(stream) else { preconditionFailure("not a stream's name") }
        let count = writer == 0 ? Int.random(in: 2...9) : Int.random(in: 1...3)
        let sent = Int(Date().timeIntervalSince1970 * 1_000_000)
        let events = (0..<count).map { index in
            let place = "[\(round),\(writer),\(number),\(index),\(count),\(sent)]"
            // Now and then a frame of several parts.
            let text = noise(Int.random(in: 1...40) == 1 ? 6_000 : Int.random(in: 20...120))
            return EventDraft(
                id: ledger.newID(), type: "test.written", dataVersion: 1, actor: "system/test",
                data: Array(#"{"place":\#(place),"text":"\#(text)"}"#.utf8))
        }
        return Commit(
            stream: stream, expected: expected,
            commandID: expected == .new ? "r\(round)-w\(writer)-\(number)" : nil,
            events: events, claims: [claim(of: [round, writer, number])])
    }

    private func noise(_ length: Int) -> String {
        var text = ""
        while text.utf8.count < length { text += String(UInt64.random(in: 0...UInt64.max)) }
        return text
    }
}

/// What the commit with this round, writer and number claims.
func claim(of place: some Sequence<Int>) -> ClaimKey {
    ClaimKey(kind: "test", digest: place.flatMap { Array("\($0)-".utf8) })
}
