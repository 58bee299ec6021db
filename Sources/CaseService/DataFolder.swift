// SPDX-License-Identifier: Apache-2.0
package import Casework
internal import EventCodec
package import Forms
internal import Foundation
package import Ledger
internal import Vault

/// A data folder, and the opening of what it holds. DESIGN: `ledger/ files/ projections/ keys/`.
package struct DataFolder: Sendable {
    package let path: String
    /// Bytes of address space for the ledger; the same in every process.
    package var mapSize = 1 << 40
    /// Where the wrapping key lies: a path, absolute or from this folder.
    package var keyFile = Self.usualKeyFile
    /// The wrapping key itself, 32 bytes, where it is not read from a file.
    package var givenKey: [UInt8]?

    /// Where the key lies that signs checkpoints: a path, absolute or from this folder.
    package var signingKeyFile = Self.usualSigningKeyFile
    /// The signing key itself, 32 bytes, where it is not read from a file.
    package var givenSigningKey: [UInt8]?

    private static let usualKeyFile = "keys/wrapping.key"
    private static let usualSigningKeyFile = "keys/signing.key"

    package init(_ path: String) { self.path = path }

    package var ledger: String { "\(path)/ledger" }
    /// Where a ledger lies while it is made.
    private var unfinished: String { "\(path)/ledger.unfinished" }
    package var wrappingKeyFile: String {
        keyFile.hasPrefix("/") ? keyFile : "\(path)/\(keyFile)"
    }
    package var state: String { "\(path)/state.sqlite" }
    package func projection(_ name: String) -> String { "\(path)/projections/\(name)" }

    /// Makes the folder, its keys, the ledger and its first events; there must be no ledger yet.
    ///
    /// - Parameters:
    ///   - administrator: The name of the first member of staff.
    ///   - isDemonstration: Marks the ledger for ever as one in which nothing happened.
    ///   - fill: Writes what else belongs in the ledger before it gets its name.
    package func create(
        organisation: Published, jurisdiction: Jurisdiction, administrator: String,
        isDemonstration: Bool = false, _ surroundings: Ledger.Surroundings = .init(),
        fill: (CaseService) throws(ServiceError) -> Void = { _ in }
    ) async throws(ServiceError) {
        let files = FileManager.default
        if files.fileExists(atPath: ledger) {
            throw .ledger(.unusable("there is a ledger in \(path) already; nothing was changed"))
        }
        if let path = lastSigned.read().first?.path {
            throw .ledger(
                .unusable(
                    "\(path) is the last checkpoint of another ledger, and nothing was changed: "
                        + "put that ledger back, or move the file and the signing key elsewhere"))
        }
        do { try makeFolders() } catch {
            throw .ledger(.unusable("the folder \(path) cannot be made; choose another"))
        }
        let random = surroundings.random
        let identity = LedgerIdentity(
            id: uuidV7(time: surroundings.clock.now(), random: random),
            source: "/organisations/\(slug(organisation.text))", organisation: organisation.text,
            jurisdiction: jurisdiction.rawValue, isDemonstration: isDemonstration)
        do {
            let key =
                makesKey
                ? try WrappingKey.create(path: wrappingKeyFile, random: random)
                : try wrappingKey()
            let ledger = try Ledger.create(
                directory: unfinished, identity: identity, sized(surroundings))
            let service = CaseService(
                ledger: ledger, vault: try Vault(ledger: ledger, wrappingKey: key))
            _ = try await service.found(
                OrganisationEstablished(
                    name: organisation, jurisdiction: jurisdiction,
                    isDemonstration: isDemonstration),
                administrator: administrator, wrappingKey: key)
            // What is signed of a ledger that never gets its name is not to be remembered.
            let keeper = CheckpointKeeper(service, signingKeys, nil)
            try keeper.keep()
            try fill(service)
            try keeper.keep()
            let newest = try service.ledger.checkpoint()
            try files.moveItem(atPath: unfinished, toPath: self.ledger)
            if let newest { lastSigned.begin(with: newest) }
        } catch let error as LedgerError {
            throw .ledger(error)
        } catch let error as VaultError {
            throw .vault(error)
        } catch let error as ServiceError {
            throw error
        } catch { throw .ledger(.unusable("the folder \(path) cannot be written")) }
    }

    /// The folders of a ledger that is to be made. It gets its name when it is whole, so that an
    /// interrupted `init` can be repeated.
    private func makeFolders() throws {
        let files = FileManager.default
        for folder in ["", "/files", "/projections", "/keys"] {
            try files.createDirectory(
                atPath: path + folder, withIntermediateDirectories: true,
                attributes: [.posixPermissions: 0o700])
        }
        if files.fileExists(atPath: unfinished) {
            try files.removeItem(atPath: unfinished)
            // The keys of a ledger that never was.
            if makesKey { try? files.removeItem(atPath: wrappingKeyFile) }
            if givenSigningKey == nil, signingKeyFile == Self.usualSigningKeyFile {
                try? files.removeItem(atPath: signingKeys.path)
            }
        }
        try files.createDirectory(
            atPath: unfinished, withIntermediateDirectories: true,
            attributes: [.posixPermissions: 0o700])
    }

    /// Whether a ledger was ever made or begun here.
    package var isBegun: Bool {
        [ledger, unfinished].contains { FileManager.default.fileExists(atPath: $0) }
    }

    /// Why there is no ledger here, as a sentence; nil where there is one.
    package var absence: String? {
        if let unfinishedMaking { return unfinishedMaking }
        do { try Ledger.check(directory: ledger) } catch { return "\(error)" }
        return nil
    }

    private var unfinishedMaking: String? {
        let files = FileManager.default
        guard !files.fileExists(atPath: ledger), files.fileExists(atPath: unfinished) else {
            return nil
        }
        return "the ledger in \(path) is unfinished: its making was interrupted; run the same "
            + "`caseledger init`, `simulate` or `up --demo` again"
    }

    /// Whether there is a ledger, to be asked before anything is made beside it.
    package func check() throws(ServiceError) {
        if let unfinishedMaking { throw .ledger(.unusable(unfinishedMaking)) }
        do { try Ledger.check(directory: ledger) } catch { throw .ledger(error) }
    }

    /// Whether others on this machine can read the wrapping key, and so what it seals. A key that
    /// lies elsewhere may be lent to a group, as service managers do.
    package var isKeyExposed: Bool {
        let attributes = try? FileManager.default.attributesOfItem(atPath: wrappingKeyFile)
        guard givenKey == nil, let mode = attributes?[.posixPermissions] as? Int else {
            return false
        }
        return mode & (keyFile == Self.usualKeyFile ? 0o077 : 0o007) != 0
    }

    /// Opens the ledger alone: for what needs no sealed value.
    ///
    /// - Parameter readOnly: Nothing is to be appended; works on a folder that cannot be written.
    package func openLedger(
        readOnly: Bool = false, _ surroundings: Ledger.Surroundings = .init()
    ) throws(ServiceError) -> Ledger {
        try check()
        var surroundings = sized(surroundings)
        surroundings.wasSigned = !lastSigned.read().isEmpty
        do {
            return try Ledger.open(directory: ledger, readOnly: readOnly, surroundings)
        } catch { throw .ledger(error) }
    }

    /// Opens ledger and vault; `readOnly` as for the ledger alone.
    package func open(
        readOnly: Bool = false, _ surroundings: Ledger.Surroundings = .init()
    ) throws(ServiceError) -> CaseService {
        try service(on: try openLedger(readOnly: readOnly, surroundings))
    }

    /// Opens the vault of a ledger that is open; `isJudging` as for the vault.
    package func service(
        on ledger: Ledger, isJudging: Bool = false
    ) throws(ServiceError) -> CaseService {
        do throws(VaultError) {
            return CaseService(
                ledger: ledger,
                vault: try Vault(
                    ledger: ledger, wrappingKey: try wrappingKey(), isJudging: isJudging),
                files: "\(path)/files")
        } catch { throw .vault(error) }
    }

    /// Signs the ledger's checkpoints, with the key of this folder.
    package func checkpointKeeper(_ service: CaseService) -> CheckpointKeeper {
        CheckpointKeeper(service, signingKeys, lastSigned)
    }

    /// The checkpoint that was signed last, which lies beside the signing key.
    package var lastSigned: LastSigned {
        func beside(_ key: String) -> String {
            (key.hasSuffix(".key") ? String(key.dropLast(4)) : key) + ".checkpoint"
        }
        let usual = beside("\(path)/\(Self.usualSigningKeyFile)")
        guard givenSigningKey == nil, signingKeyFile != Self.usualSigningKeyFile else {
            return LastSigned(places: [usual])
        }
        // A link to the key may lie where others can write; what it leads to may not.
        let key = URL(fileURLWithPath: signingKeyPath).resolvingSymlinksInPath().path
        return LastSigned(
            places: [beside(key)] + (key == signingKeyPath ? [] : [beside(signingKeyPath)])
                + [usual])
    }

    package var signingKeyPath: String {
        signingKeyFile.hasPrefix("/") ? signingKeyFile : "\(path)/\(signingKeyFile)"
    }

    private var signingKeys: SigningKeys {
        SigningKeys(path: signingKeyPath, given: givenSigningKey)
    }

    /// Whether a new folder gets a new key: not where one was given, or lies in a file elsewhere.
    private var makesKey: Bool {
        givenKey == nil
            && (keyFile == Self.usualKeyFile
                || !FileManager.default.fileExists(atPath: wrappingKeyFile))
    }

    private func wrappingKey() throws(VaultError) -> WrappingKey {
        guard let givenKey else { return try WrappingKey.read(path: wrappingKeyFile) }
        guard let key = WrappingKey(bytes: givenKey) else {
            throw .wrappingKey("the wrapping key that was given does not have 32 bytes")
        }
        return key
    }

    private func sized(_ surroundings: Ledger.Surroundings) -> Ledger.Surroundings {
        var surroundings = surroundings
        surroundings.mapSize = mapSize
        return surroundings
    }

    /// `Greater London Authority` → `greater-london-authority`.
    private func slug(_ name: String) -> String {
        let words = name.lowercased().split { !($0.isASCII && ($0.isLetter || $0.isNumber)) }
        let slug = words.joined(separator: "-")
        return slug.isEmpty ? "authority" : String(slug.prefix(60))
    }
}

extension ServiceError: CustomStringConvertible {
    /// A sentence for an operator; it holds no person's words.
    package var description: String {
        switch self {
        case .refused(let refusal): refusal.sentence
        case .notFound: "there is no such thing here"
        case .forbidden: "this is not allowed to whoever asks"
        case .conflict(let version, _):
            "the case has changed meanwhile, it is at version \(version)"
        case .ledger(let error): error.description
        case .vault(let error): error.description
        case .signingKey(let reason), .contradicted(let reason), .calendar(let reason),
            .files(let reason), .process(let reason):
            reason
        case .notRemembered(let reason): reason
        case .undecodable(let position, let problem):
            "the event at position \(position) does not decode (\(problem.field))"
        }
    }
}
