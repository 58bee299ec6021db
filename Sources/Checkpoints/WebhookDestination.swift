// SPDX-License-Identifier: Apache-2.0
internal import Crypto
internal import Foundation
internal import Ledger
internal import MerkleTree
internal import WorkingTime

/// An address that is told of each checkpoint, by Standard Webhooks.
struct WebhookDestination: Destination {
    let kind = Delivery.Kind.webhook
    private let url: String
    private let secret: [UInt8]
    private let post: HTTPPost

    /// - Parameters:
    ///   - url: `https://…`.
    ///   - secret: What the signature's key is.
    init(_ url: String, secret: [UInt8], post: HTTPPost) {
        self.url = url
        self.secret = secret
        self.post = post
    }

    /// A URL's host, and its port where it says one; what follows may be a secret.
    static func place(of url: String) -> String {
        let parts = URLComponents(string: url)
        return (parts?.host ?? "") + (parts?.port.map { ":\($0)" } ?? "")
    }

    /// What is sent.
    private struct Message: Encodable {
        struct Content: Encodable {
            let checkpoint: String
            let origin: String
            let root: String
            let size: Int
        }
        let data: Content
        let timestamp: String
        let type: String
    }

    func send(
        _ kept: KeptCheckpoint, last: Int, within limit: Duration
    ) async throws(DeliveryProblem) {
        let checkpoint = kept.checkpoint
        let message = Message(
            data: .init(
                checkpoint: kept.note.description, origin: checkpoint.origin,
                root: Data(checkpoint.root.bytes).base64EncodedString(), size: checkpoint.size),
            timestamp: kept.time.description, type: "checkpoint.kept")
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        guard let data = try? encoder.encode(message) else {
            throw .failed("the checkpoint cannot be written as JSON")
        }
        let body = String(decoding: data, as: UTF8.self)
        // The same at every attempt, so that a receiver can tell a repetition.
        let ledger = checkpoint.origin.split(separator: "/").last ?? ""
        let id = "checkpoint_\(ledger)_\(checkpoint.size)"
        let seconds = Int(Date().timeIntervalSince1970)
        let answer = try await post.send(
            body, to: url,
            headers: [
                ("content-type", "application/json"), ("webhook-id", id),
                ("webhook-timestamp", String(seconds)),
                ("webhook-signature", Self.signature(id, seconds, body, secret)),
            ], within: limit)
        guard (200..<300).contains(answer.status) else {
            throw .failed("it answered \(answer.status)")
        }
    }

    /// `v1,` and the Base64 of HMAC-SHA-256(id `.` seconds `.` body).
    static func signature(_ id: String, _ seconds: Int, _ body: String, _ secret: [UInt8]) -> String
    {
        let code = HMAC<SHA256>.authenticationCode(
            for: Data("\(id).\(seconds).\(body)".utf8), using: SymmetricKey(data: secret))
        return "v1,\(Data(code).base64EncodedString())"
    }
}
