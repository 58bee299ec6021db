// SPDX-License-Identifier: Apache-2.0
internal import Dispatch
internal import Foundation
internal import MerkleTree
internal import Synchronization

/// A part of the log, as far as each event can be examined by itself.
struct LogSlice: Sendable {
    struct Examined: Sendable {
        let position: Position
        let leaf: TreeHash
        /// Nil where the bytes have another form.
        let event: RecordedEvent?
        let contents: EventContents?
    }
    var events: [Examined] = []
    /// Frames that do not open.
    var damaged: [(position: Position, text: String)] = []
}

/// Reads the log on all processors, and examines each event by itself.
struct LogReader: Sendable {
    let storage: any Storage
    let contents: @Sendable (RecordedEvent) throws(LedgerError) -> EventContents

    private static let sliceEvents = 1_024
    /// How many are to be read at once.
    static let events = sliceEvents * max(2, ProcessInfo.processInfo.activeProcessorCount)

    /// The events of `positions`, in slices in the log's order.
    func slices(_ positions: Range<Position>) throws(LedgerError) -> [LogSlice] {
        let starts = Array(
            stride(from: positions.lowerBound, to: positions.upperBound, by: Self.sliceEvents))
        let done = Mutex<[Int: Result<LogSlice, LedgerError>]>([:])
        DispatchQueue.concurrentPerform(iterations: starts.count) { index in
            let end = min(starts[index] + Self.sliceEvents, positions.upperBound)
            let read = Result { () throws(LedgerError) in try slice(starts[index]..<end) }
            done.withLock { $0[index] = read }
        }
        var slices: [LogSlice] = []
        for index in starts.indices {
            if let slice = done.withLock({ $0[index] }) { slices.append(try slice.get()) }
        }
        return slices
    }

    private func slice(_ positions: Range<Position>) throws(LedgerError) -> LogSlice {
        var slice = LogSlice()
        var frames: [(position: Position, bytes: [UInt8])] = []
        let opener = try FrameOpener()
        try storage.read { view throws(LedgerError) in
            var frame = FrameReader()
            func breakOff() {
                guard frame.isUnfinished else { return }
                slice.damaged.append((frame.position, "a part of the event is missing"))
                frame = FrameReader()
            }
            try view.sweep(.events, from: bigEndian(positions.lowerBound)) { key, value in
                if key.count == 8 { breakOff() }
                do throws(LedgerError) {
                    let compressed = try frame.take(key: key, value: value)
                    guard frame.position < positions.upperBound else { return false }
                    guard let compressed else { return true }
                    frames.append(
                        (frame.position, try opener.open(compressed, of: frame, in: view)))
                } catch {
                    guard frame.position < positions.upperBound else { return false }
                    slice.damaged.append((frame.position, "\(error)"))
                    frame = FrameReader()
                }
                return true
            }
            if frame.position < positions.upperBound { breakOff() }
        }
        for (position, bytes) in frames {
            let event = RecordedEvent(position: position, bytes: bytes)
            slice.events.append(
                LogSlice.Examined(
                    position: position, leaf: .leaf(bytes), event: event,
                    contents: try event.map { event throws(LedgerError) in try contents(event) }))
        }
        return slice
    }
}
