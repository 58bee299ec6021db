// SPDX-License-Identifier: Apache-2.0

/// A file that pages refer to, served as it is; its path changes with its bytes, so that it may be
/// cached for ever.
package struct Asset: Sendable {
    package let bytes: [UInt8]
    /// A `Content-Type`.
    package let mediaType: String
    /// An absolute path on this site, for example `/assets/0123456789abcdef.css`.
    package let path: String

    init(_ bytes: [UInt8], mediaType: String, suffix: String) {
        // FNV-1a, 64 bits: it tells versions apart and defends against nothing.
        let hash = bytes.reduce(0xcbf2_9ce4_8422_2325 as UInt64) { hash, byte in
            (hash ^ UInt64(byte)) &* 0x0000_0100_0000_01b3
        }
        let digits = String(hash, radix: 16)
        self.bytes = bytes
        self.mediaType = mediaType
        self.path =
            "/assets/" + String(repeating: "0", count: 16 - digits.utf8.count) + digits + suffix
    }
}

/// The one style sheet, and the icon.
package enum Styles {
    package static let sheet = Asset(
        PackageResources.base_css + PackageResources.components_css + PackageResources.forms_css
            + PackageResources.queue_css + PackageResources.timeline_css
            + PackageResources.history_css
            + PackageResources.print_css,
        mediaType: "text/css; charset=utf-8", suffix: ".css")
    package static let icon = Asset(
        PackageResources.icon_svg, mediaType: "image/svg+xml", suffix: ".svg")
    package static let all = [sheet, icon]
}
