// SPDX-License-Identifier: Apache-2.0
internal import Foundation
internal import Synchronization

/// From here until `end`, Control-C (SIGINT) and SIGTERM say what became of the work and then end
/// the process by that very signal, so that a shell sees that it was stopped, and stops as well.
final class Interruption: Sendable {
    private let stop = StopFlag()
    private let sentence: @Sendable () -> String
    private let hasEnded = Mutex(false)

    /// - Parameter sentence: Undoes what must be undone and says what was kept, on a thread of its
    ///   own while the work still runs.
    init(_ sentence: @escaping @Sendable () -> String) {
        self.sentence = sentence
        Thread.detachNewThread { [self] in
            while !hasEnded.withLock({
                speakIfStopped(); return $0
            }) {
                Thread.sleep(forTimeInterval: 0.02)
            }
        }
    }

    /// The work is done: the signals do again what they usually do.
    func end() {
        hasEnded.withLock {
            speakIfStopped()
            $0 = true
        }
        for number in [SIGINT, SIGTERM] { signal(number, SIG_DFL) }
    }

    private func speakIfStopped() {
        guard let number = stop.number else { return }
        ProgressBar.clear()
        say(sentence())
        signal(number, SIG_DFL)
        kill(getpid(), number)
    }
}
