// SPDX-License-Identifier: Apache-2.0
internal import Foundation
internal import MerkleTree

/// From what a person wrote to a setting's value; nil where it is not allowed.
enum Parse {
    static func port(_ text: String) -> Int? { number(text, in: 0...65_535) }

    static func sessionHours(_ text: String) -> Int? { number(text, in: 1...168) }

    /// Digits alone: neither `+1` nor `1_000` nor `0x10`.
    static func number(_ text: some StringProtocol, in range: ClosedRange<Int>) -> Int? {
        guard !text.isEmpty, text.utf8.allSatisfy({ (48...57).contains($0) }),
            let number = Int(text), range.contains(number)
        else { return nil }
        return number
    }

    /// An IP address; of version 6 only what it is written with is checked.
    static func address(_ text: String) -> String? {
        let parts = text.split(separator: ".", omittingEmptySubsequences: false)
        if parts.count == 4, parts.allSatisfy({ number($0, in: 0...255) != nil }) { return text }
        let isSixth =
            text.contains(":") && text.utf8.count <= 45
            && text.unicodeScalars.allSatisfy {
                $0 == ":" || $0 == "." || ($0.isASCII && $0.properties.isASCIIHexDigit)
            }
        return isSixth ? text : nil
    }

    static func isLoopback(_ address: String) -> Bool {
        address.hasPrefix("127.") || address == "::1"
    }

    static func publicURL(_ text: String) -> String? {
        var text = text
        if text.hasSuffix("/") { text.removeLast() }
        guard let match = text.wholeMatch(of: /https:\/\/([A-Za-z0-9.\-]+)(:\d{1,5})?/),
            match.output.1.first != ".", match.output.1.first != "-"
        else { return nil }
        if let port = match.output.2, number(port.dropFirst(), in: 1...65_535) == nil { return nil }
        return text
    }

    static func metricsToken(_ text: String) -> String? {
        text.wholeMatch(of: /[A-Za-z0-9\-_.~+\/=]{16,200}/) == nil ? nil : text
    }

    /// `512 MiB`, `1TiB`: bytes.
    static func mapSize(_ text: String) -> Int? {
        guard let match = text.wholeMatch(of: /(\d{1,8}) ?(MiB|GiB|TiB)/),
            let count = Int(match.output.1)
        else { return nil }
        let unit =
            switch match.output.2 {
            case "MiB": 1 << 20
            case "GiB": 1 << 30
            default: 1 << 40
            }
        guard count > 0, count <= (64 << 40) / unit else { return nil }
        return count * unit
    }

    /// Base64 of 32 bytes.
    static func key(_ text: String) -> [UInt8]? {
        let trimmed = text.trimmingCharacters(in: .whitespacesAndNewlines)
        guard let data = Data(base64Encoded: trimmed), data.count == 32 else { return nil }
        return Array(data)
    }

    static func absolutePath(_ text: String) -> String? {
        text.hasPrefix("/") && text.utf8.count <= 1_000 ? text : nil
    }

    /// `https://…`, or `http://…` where the other side is on this machine.
    static func endpoint(_ text: String) -> String? {
        let pattern = /(https?):\/\/([A-Za-z0-9.\-]+|\[[0-9A-Fa-f:.]+\])(:\d{1,5})?(\/[!-~]*)?/
        guard text.utf8.count <= 1_000, let match = text.wholeMatch(of: pattern),
            !text.contains("#")
        else { return nil }
        let host = match.output.2
        guard host.first != ".", host.first != "-" else { return nil }
        if let port = match.output.3, number(port.dropFirst(), in: 1...65_535) == nil { return nil }
        let isHere =
            host == "localhost" || host == "[::1]"
            || (address(String(host)) != nil && isLoopback(String(host)))
        return match.output.1 == "https" || isHere ? text : nil
    }

    /// `whsec_` and 24 to 64 bytes in Base64, as Standard Webhooks writes secrets.
    static func webhookSecret(_ text: String) -> [UInt8]? {
        guard text.hasPrefix("whsec_"), let data = Data(base64Encoded: String(text.dropFirst(6))),
            (24...64).contains(data.count)
        else { return nil }
        return Array(data)
    }

    /// Pairs of an address and a key, separated by spaces.
    static func witnesses(_ text: String) -> [WitnessSetting]? {
        let words = text.split(separator: " ").map(String.init)
        guard words.count % 2 == 0, (1...16).contains(words.count / 2) else { return nil }
        var found: [WitnessSetting] = []
        for place in stride(from: 0, to: words.count, by: 2) {
            guard var url = endpoint(words[place]), let key = NoteKey(words[place + 1]),
                key.algorithm == .cosignature, !found.contains(where: { $0.key.name == key.name })
            else { return nil }
            while url.hasSuffix("/") { url.removeLast() }
            found.append(WitnessSetting(url: url, key: key))
        }
        return found
    }
}
