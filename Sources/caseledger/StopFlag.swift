// SPDX-License-Identifier: Apache-2.0
internal import Dispatch
internal import Foundation
internal import Synchronization

/// Set by SIGTERM or SIGINT.
struct StopFlag {
    private final class Flag: Sendable {
        let isSet = Mutex(false)
    }
    private let flag = Flag()
    private let sources: [any DispatchSourceSignal]

    init() {
        sources = [SIGTERM, SIGINT].map { number in
            signal(number, SIG_IGN)
            return DispatchSource.makeSignalSource(signal: number, queue: .global())
        }
        for source in sources {
            source.setEventHandler { [flag] in flag.isSet.withLock { $0 = true } }
            source.resume()
        }
    }

    var isSet: Bool { flag.isSet.withLock { $0 } }
}
