// SPDX-License-Identifier: Apache-2.0
package import Casework

/// What can be asked of the service, for the one question of who may.
package enum Permission: Sendable {
    case openCase, changeCase, readCase, importLog, adoptCalendar
    case publishProcess, moveProcess, manageStaff, manageTemplates
    /// The log as it is verified: checkpoints, the tree's tiles and the events' own bytes.
    case readLog
}

/// The one place where it is decided who may do what, for pages, API and command line alike.
package enum Authorisation {
    /// Every member of staff may do all casework; imports are the operator's. Teams, roles and
    /// restricted cases narrow this.
    package static func allows(_ actor: Actor, _ permission: Permission) -> Bool {
        switch (actor, permission) {
        case (.staff, .openCase), (.staff, .changeCase), (.staff, .readCase): true
        case (.staff, .readLog): true
        case (.imported, .importLog), (.system, .importLog), (.system, .readCase): true
        case (.system, .adoptCalendar): true
        case (.system, .publishProcess), (.system, .moveProcess): true
        case (.system, .manageStaff), (.system, .manageTemplates): true
        case (.staff, .manageTemplates): true
        default: false
        }
    }

    static func require(_ actor: Actor, _ permission: Permission) throws(ServiceError) {
        guard allows(actor, permission) else { throw .forbidden }
    }
}
