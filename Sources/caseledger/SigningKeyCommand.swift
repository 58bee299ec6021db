// SPDX-License-Identifier: Apache-2.0
internal import ArgumentParser
internal import CaseService
internal import Ledger
internal import MerkleTree
internal import Terminal

struct SigningKeyCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "signing-key",
        abstract: "Shows and replaces the key that signs checkpoints.",
        discussion: """
            Give the key that 'show' prints to whoever is to check this ledger, by another way \
            than the ledger itself.

            Example:
              caseledger signing-key show --data .data
            """,
        subcommands: [Show.self, Replace.self])

    struct Show: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Prints the keys that this ledger adopted, the one in force last.",
            discussion: """
                A line is NAME+ID+KEY, as C2SP signed notes write a key.

                Examples:
                  caseledger signing-key show --data .data
                  caseledger signing-key show --data .data --json
                """)
        @OptionGroup var data: DataOption
        @OptionGroup var json: JSONOption

        func run() throws {
            let keys = try data.folder().open(readOnly: true, .process).signingKeys()
            if keys.isEmpty, !json.isOn { say("This ledger has not signed anything yet.") }
            try json.printing(
                keys.map { AdoptedResult($0) },
                or: keys.map(\.key.description).joined(separator: "\n"))
        }
    }

    struct Replace: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Makes a new signing key, has both sign, and destroys the old one.",
            discussion: """
                The ledger records the new key, and the next checkpoint bears both signatures, so \
                that whoever trusts the old key can trust the new one. An interrupted replacement \
                goes on where it stopped.

                With --without-old-key, for a key that is lost: nobody can trust the new one \
                because they trusted the old, and 'verify' warns of it for ever.

                Examples:
                  caseledger signing-key replace --data .data
                  caseledger signing-key replace --data .data --json
                """)
        @OptionGroup var data: DataOption
        @Flag(help: "The old key is lost: the new one signs alone, and the ledger records that.")
        var withoutOldKey = false
        @OptionGroup var json: JSONOption

        func run() throws {
            let folder = try data.folder()
            let service = try folder.open(.process)
            let keeper = folder.checkpointKeeper(service)
            let kept =
                withoutOldKey ? try keeper.replaceLostKey() : try keeper.replaceKey()
            guard let adopted = try service.signingKeys().last else { return }
            if !json.isOn, let kept {
                say(
                    "The checkpoint over \(kept.checkpoint.size) events "
                        + (adopted.replacesLost
                            ? "is signed by the new key alone; " : "bears both signatures; ")
                        + "give it and the new key to whoever checks this ledger.")
            }
            try json.printing(AdoptedResult(adopted), or: adopted.key.description)
        }
    }

    /// A key, as `--json` prints it.
    private struct AdoptedResult: Encodable {
        let key: String
        /// Of the event that adopted it.
        let position: Int

        init(_ adopted: AdoptedKey) {
            key = adopted.key.description
            position = adopted.position
        }
    }
}
