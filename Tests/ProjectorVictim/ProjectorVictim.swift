// SPDX-License-Identifier: Apache-2.0
internal import AllProjections
internal import Foundation
internal import Ledger
internal import ProjectorKit

/// A program for tests to kill: it opens a ledger and projects it.
///
///     ProjectorVictim LEDGER FOLDER NAME BATCH once|follow [written|committed N]
///
/// NAME is a projection of the program, `counts` or `recounts`.
/// It kills itself at the N-th of its moments, prints `caught up BATCHES` when it has caught up,
/// and then ends or follows the log until it is killed from outside or its parent is gone.
@main struct ProjectorVictim {
    static func main() throws {
        let arguments = Array(CommandLine.arguments.dropFirst())
        guard arguments.count == 5 || arguments.count == 7, let batch = Int(arguments[3])
        else { throw Usage() }
        var kill: Kill?
        if arguments.count == 7 {
            guard let number = Int(arguments[6]) else { throw Usage() }
            kill = Kill(atWritten: arguments[5] == "written", number: number)
        }
        let run = Run(
            ledger: arguments[0], folder: arguments[1], batch: batch,
            follows: arguments[4] == "follow", kill: kill)
        switch arguments[2] {
        case "counts": try run.project(CountsProjection.self)
        case "recounts": try run.project(RecountsProjection.self)
        default:
            guard let known = allProjections.first(where: { $0.name == arguments[2] })
            else { throw Usage() }
            try run.project(known)
        }
    }

    private struct Usage: Error {}
}

/// When the process is to kill itself.
private struct Kill {
    /// Between rows and commit; else right after the commit.
    let atWritten: Bool
    /// From 1.
    let number: Int
}

private struct Run {
    let ledger: String
    let folder: String
    let batch: Int
    let follows: Bool
    let kill: Kill?

    func project<P: Projection>(_ projection: P.Type) throws {
        var surroundings = Ledger.Surroundings()
        surroundings.mapSize = 1 << 30
        let parent = getppid()
        let moments = Moments(kill)
        let projector = try Projector<P>(
            ledger: try Ledger.open(directory: ledger, surroundings), folder: folder, batch: batch
        ) { moments.reached(written: $0 == .written) }
        try projector.catchUp()
        FileHandle.standardOutput.write(Data("caught up \(moments.written)\n".utf8))
        if follows { try projector.run { getppid() != parent } }
    }
}

/// Counts the moments that passed, and ends the process at the one that was asked for.
private final class Moments {
    private let kill: Kill?
    private(set) var written = 0
    private var committed = 0

    init(_ kill: Kill?) { self.kill = kill }

    func reached(written isWritten: Bool) {
        if isWritten { written += 1 } else { committed += 1 }
        guard let kill, kill.atWritten == isWritten,
            (isWritten ? written : committed) == kill.number
        else { return }
        _ = Foundation.kill(getpid(), SIGKILL)
    }
}
