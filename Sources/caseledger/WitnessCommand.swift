// SPDX-License-Identifier: Apache-2.0
internal import ArgumentParser
internal import Foundation
internal import Logging
internal import MerkleTree
internal import Settings
internal import Witness

struct WitnessCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "witness",
        abstract: "Cosigns the checkpoints of ledgers, on another machine than theirs.",
        discussion: """
            A witness remembers the newest checkpoint that it saw of each log, and cosigns only \
            what extends it (C2SP tlog-witness). It holds no case, and needs no data folder. The \
            first start makes its key; the address and the key that it prints are what a \
            ledger's setting checkpoint-witnesses takes. logs.txt is what 'caseledger \
            signing-key show' prints.

            Examples:
              caseledger witness --state w --name witness.example/w1 --show-key
              caseledger witness --state w --name witness.example/w1 --log logs.txt
            """)

    @Option(
        help: .init("Its folder: its key, and what it saw; made the first time.", valueName: "dir"),
        completion: .directory)
    var state: String
    @Option(help: .init("Its name, such as witness.example/w1; the first time.", valueName: "name"))
    var name: String?
    @Option(
        help: .init(
            """
            A log's key, as NAME+ID+BASE64, or a file with one on each line. Give it again for \
            each log, and for a log whose key is being replaced.
            """, valueName: "key"),
        completion: .file())
    var log: [String] = []
    @Option(help: .init("The port; 0 takes any that is free.", valueName: "port"))
    var port = 8090
    @Option(
        help: .init("The IP address that it listens on; it speaks no TLS.", valueName: "address"))
    var address = "127.0.0.1"
    @Flag(help: "Prints its key, made if there is none, and ends.")
    var showKey = false
    @OptionGroup var logFlags: LogFlags

    func validate() throws {
        if !(0...65_535).contains(port) {
            throw ValidationError("The port is a number from 0 to 65535.")
        }
        if log.isEmpty, !showKey {
            throw ValidationError("Which log is watched? Give its key with --log.")
        }
    }

    func run() async throws {
        let settings = try Settings(
            file: nil, environment: ProcessInfo.processInfo.environment, flags: logFlags.values)
        let keys = try keys()
        let witness: WitnessState
        do throws(WitnessError) { witness = try WitnessState(folder: state, name: name) } catch {
            switch error {
            case .unnamed: throw ValidationError(Ending.finished("\(error)"))
            case .named: throw Failure.refused("\(error)")
            case .unusable: throw Failure.unusable("\(error)")
            }
        }
        if showKey {
            printResult(witness.key.description)
            return
        }
        // Two at once could each cosign another history.
        let lock = try FolderLock(state + "/witness.lock")
        guard lock.isHeld else {
            throw Failure.refused("a witness is running on \(state) already; stop it, or use it")
        }
        let logger = beginLog("witness", settings)
        do {
            try await WitnessServer(state: witness, logs: keys).run(address: address, port: port) {
                [address] port in
                let host = address.contains(":") ? "[\(address)]" : address
                printResult("Listening on http://\(host):\(port)\nKey \(witness.key.description)")
            }
        } catch {
            throw Failure.refused(
                "the witness cannot listen on \(address), port \(port); is something else using "
                    + "it, or is this not an address of this machine? Choose another with --port "
                    + "or --address")
        }
        withExtendedLifetime(lock) {}
        logger.info("stopped")
    }

    /// The keys that `--log` gives, one by one or in files.
    private func keys() throws -> [NoteKey] {
        var keys: [NoteKey] = []
        for text in log {
            var lines = [text]
            if NoteKey(text) == nil {
                guard let file = try? String(contentsOfFile: text, encoding: .utf8) else {
                    throw ValidationError(
                        "'\(text)' is neither a key, NAME+ID+BASE64, nor a file of keys.")
                }
                lines = file.split(whereSeparator: \.isWhitespace).map(String.init)
            }
            for line in lines {
                guard let key = NoteKey(line), key.algorithm == .ed25519 else {
                    throw ValidationError(
                        "'\(text)' is or holds something else than logs' keys, NAME+ID+BASE64, as "
                            + "`caseledger signing-key show` prints them.")
                }
                keys.append(key)
            }
        }
        return keys
    }
}
