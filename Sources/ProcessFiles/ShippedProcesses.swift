// SPDX-License-Identifier: Apache-2.0

/// The processes that come with the program, to begin with: an authority publishes its own.
package enum ShippedProcesses {
    /// Each file's name and its bytes.
    package static let all: [(name: String, bytes: [UInt8])] = [
        ("correspondence", PackageResources.correspondence_yaml),
        ("foi", PackageResources.foi_yaml),
        ("complaint", PackageResources.complaint_yaml),
    ]
}
