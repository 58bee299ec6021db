// SPDX-License-Identifier: Apache-2.0
internal import Foundation

/// What a form with a file sends: `multipart/form-data` (RFC 7578).
struct Upload {
    /// Short fields by their names.
    private(set) var fields: [String: String] = [:]
    private(set) var file: (name: String, bytes: [UInt8])?

    /// Nil where the body is none, or has more than a form of ours can have.
    init?(_ body: [UInt8], type: String) {
        guard type.lowercased().hasPrefix("multipart/form-data"),
            let boundary = Self.parameter("boundary", in: type), (1...70).contains(boundary.count)
        else { return nil }
        let data = Data(body)
        let mark = Data("--\(boundary)".utf8)
        guard var start = data.range(of: mark, in: 0..<data.count)?.upperBound else { return nil }
        for _ in 0..<20 {
            if data[start...].starts(with: Data("--".utf8)) { return }
            let next = data.range(of: Data("\r\n".utf8) + mark, in: start..<data.count)
            guard let next, take(data[start..<next.lowerBound]) else { return nil }
            start = next.upperBound
        }
        return nil
    }

    /// One part: a line's end, headers, an empty line, and what it holds.
    private mutating func take(_ part: Data) -> Bool {
        guard part.starts(with: Data("\r\n".utf8)),
            let end = part.range(of: Data("\r\n\r\n".utf8)),
            end.lowerBound - part.startIndex < 4_096
        else { return false }
        let head = String(decoding: part[part.startIndex..<end.lowerBound], as: UTF8.self)
        let disposition = head.split(separator: "\r\n").first {
            $0.lowercased().hasPrefix("content-disposition:")
        }
        guard let disposition, let name = Self.parameter("name", in: String(disposition)) else {
            return false
        }
        if let given = Self.parameter("filename", in: String(disposition)) {
            file = (given, Array(part[end.upperBound...]))
        } else {
            guard part.endIndex - end.upperBound <= 4_096 else { return false }
            fields[name] = String(decoding: part[end.upperBound...], as: UTF8.self)
        }
        return true
    }

    /// The value of `name="…"`, in which browsers write a quotation mark as `%22`.
    private static func parameter(_ name: String, in header: String) -> String? {
        for part in header.split(separator: ";").dropFirst() {
            let pair = part.trimmingCharacters(in: .whitespaces)
            guard pair.lowercased().hasPrefix("\(name)=") else { continue }
            let value = pair.dropFirst(name.count + 1)
            return value.trimmingCharacters(in: CharacterSet(charactersIn: "\""))
                .replacingOccurrences(of: "%22", with: "\"")
        }
        return nil
    }
}
