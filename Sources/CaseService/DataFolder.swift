// SPDX-License-Identifier: Apache-2.0
package import Casework
internal import EventCodec
internal import Foundation
package import Ledger
internal import Vault

/// A data folder, and the opening of what it holds. DESIGN: `ledger/ files/ projections/ keys/`.
package struct DataFolder: Sendable {
    package let path: String

    package init(_ path: String) { self.path = path }

    package var ledger: String { "\(path)/ledger" }
    package var wrappingKey: String { "\(path)/keys/wrapping.key" }
    package var state: String { "\(path)/state.sqlite" }
    package func projection(_ name: String) -> String { "\(path)/projections/\(name)" }

    /// Makes the folder, its keys, the ledger and its first events; there must be no ledger yet.
    ///
    /// - Parameters:
    ///   - administrator: The name of the first member of staff.
    ///   - isDemonstration: Marks the ledger for ever as one in which nothing happened.
    package func create(
        organisation: Published, jurisdiction: Jurisdiction, administrator: String,
        isDemonstration: Bool = false, _ surroundings: Ledger.Surroundings = .init()
    ) async throws(ServiceError) {
        let files = FileManager.default
        if files.fileExists(atPath: ledger) {
            throw .ledger(.unusable("there is a ledger in \(path) already; nothing was changed"))
        }
        // The ledger gets its name when it is whole: an interrupted `init` can be repeated.
        let unfinished = "\(path)/ledger.unfinished"
        do {
            for folder in ["", "/files", "/projections", "/keys"] {
                try files.createDirectory(
                    atPath: path + folder, withIntermediateDirectories: true,
                    attributes: [.posixPermissions: 0o700])
            }
            if files.fileExists(atPath: unfinished) {
                try files.removeItem(atPath: unfinished)
                // The key of a ledger that never was.
                try? files.removeItem(atPath: wrappingKey)
            }
            try files.createDirectory(
                atPath: unfinished, withIntermediateDirectories: true,
                attributes: [.posixPermissions: 0o700])
        } catch {
            throw .ledger(.unusable("the folder \(path) cannot be made; choose another"))
        }
        let random = surroundings.random
        let identity = LedgerIdentity(
            id: uuidV7(time: surroundings.clock.now(), random: random),
            source: "/organisations/\(slug(organisation.text))", organisation: organisation.text,
            jurisdiction: jurisdiction.rawValue, isDemonstration: isDemonstration)
        do {
            let key = try WrappingKey.create(path: wrappingKey, random: random)
            let ledger = try Ledger.create(directory: unfinished, identity: identity, surroundings)
            let service = CaseService(
                ledger: ledger, vault: try Vault(ledger: ledger, wrappingKey: key))
            _ = try await service.found(
                OrganisationEstablished(
                    name: organisation, jurisdiction: jurisdiction,
                    isDemonstration: isDemonstration),
                administrator: administrator, wrappingKey: key)
            try files.moveItem(atPath: unfinished, toPath: self.ledger)
        } catch let error as LedgerError {
            throw .ledger(error)
        } catch let error as VaultError {
            throw .vault(error)
        } catch let error as ServiceError {
            throw error
        } catch { throw .ledger(.unusable("the folder \(path) cannot be written")) }
    }

    /// Opens the ledger alone: for what needs no sealed value.
    ///
    /// - Parameter readOnly: Nothing is to be appended; works on a folder that cannot be written.
    package func openLedger(
        readOnly: Bool = false, _ surroundings: Ledger.Surroundings = .init()
    ) throws(ServiceError) -> Ledger {
        do {
            return try Ledger.open(directory: ledger, readOnly: readOnly, surroundings)
        } catch { throw .ledger(error) }
    }

    /// Opens ledger and vault; `readOnly` as for the ledger alone.
    package func open(
        readOnly: Bool = false, _ surroundings: Ledger.Surroundings = .init()
    ) throws(ServiceError) -> CaseService {
        let ledger = try openLedger(readOnly: readOnly, surroundings)
        do throws(VaultError) {
            let key = try WrappingKey.read(path: wrappingKey)
            return CaseService(ledger: ledger, vault: try Vault(ledger: ledger, wrappingKey: key))
        } catch { throw .vault(error) }
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
        case .refused(let refusal): "refused: \(refusal)"
        case .notFound: "there is no such thing here"
        case .forbidden: "this is not allowed to whoever asks"
        case .conflict(let version, _):
            "the case has changed meanwhile, it is at version \(version)"
        case .ledger(let error): error.description
        case .vault(let error): error.description
        case .undecodable(let position, let problem):
            "the event at position \(position) does not decode (\(problem.field))"
        }
    }
}
