// SPDX-License-Identifier: Apache-2.0
internal import AsyncHTTPClient
internal import Foundation
internal import NIOCore
internal import NIOHTTP1

/// Sends texts by HTTP, and takes short answers.
struct HTTPPost: Sendable {
    private let client: HTTPClient

    struct Answer: Equatable {
        let status: Int
        /// The header `Content-Type`, or nothing.
        let type: String
        /// UTF-8; what is no UTF-8 is replaced.
        let body: String
    }
    /// More is not read of an answer.
    private static let longestAnswer = 65_536

    init() {
        var configuration = HTTPClient.Configuration()
        // Where a checkpoint goes is said in the settings alone.
        configuration.redirectConfiguration = .disallow
        configuration.timeout = .init(connect: .seconds(5))
        client = HTTPClient(eventLoopGroupProvider: .singleton, configuration: configuration)
    }

    /// To be called once, before this is let go.
    func shutdown() async { try? await client.shutdown() }

    /// - Parameter limit: For the whole, the answer included.
    func send(
        _ body: String, to url: String, headers: [(String, String)], within limit: Duration
    ) async throws(DeliveryProblem) -> Answer {
        do {
            return try await withThrowingTaskGroup(of: Answer?.self) { group in
                group.addTask { [client] in
                    var request = HTTPClientRequest(url: url)
                    request.method = .POST
                    for (name, value) in headers { request.headers.add(name: name, value: value) }
                    request.body = .bytes(ByteBuffer(string: body))
                    let response = try await client.execute(request, timeout: .seconds(60))
                    let text = try await response.body.collect(upTo: Self.longestAnswer)
                    return Answer(
                        status: Int(response.status.code),
                        type: response.headers.first(name: "content-type") ?? "",
                        body: String(buffer: text))
                }
                group.addTask {
                    try await Task.sleep(for: limit)
                    return nil
                }
                defer { group.cancelAll() }
                guard let first = try await group.next(), let answer = first else {
                    throw DeliveryProblem.failed("it did not answer in time")
                }
                return answer
            }
        } catch let problem as DeliveryProblem {
            throw problem
        } catch is NIOTooManyBytesError {
            throw .failed("its answer is too long")
        } catch {
            // The type alone: a message could hold the address, which may be a secret.
            throw .failed(
                "\(type(of: error))".contains("SSL")
                    ? "no TLS with it: is its certificate one that this machine trusts?"
                    : "it cannot be reached")
        }
    }
}
