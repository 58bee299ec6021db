// SPDX-License-Identifier: Apache-2.0
internal import CaseService
internal import Casework
internal import Checkpoints
internal import Foundation
internal import HTTPTypes
internal import Hummingbird
internal import Ledger
internal import MerkleTree

/// The log for those who verify it: the newest checkpoint, and the tiles that it covers (C2SP
/// tlog-tiles). For machines: whoever may not is answered as the API answers.
struct LogRoutes {
    let site: Site
    let checkpoints: CheckpointService

    func add(to router: Router<AppContext>) {
        router.get("/checkpoint") { _, context -> Response in
            let kept = try checkpoint(try actor(context))
            return .bytes(Array(kept.note.description.utf8), "text/plain; charset=utf-8")
        }
        router.get("/tile/**") { request, context -> Response in
            let actor = try actor(context)
            guard let tile = Tile(path: String(request.uri.path.dropFirst("/tile/".count))) else {
                throw Problem(404, "Not found", "No tile has such a path; see C2SP tlog-tiles.")
            }
            let size = try checkpoint(actor).checkpoint.size
            let bytes = try site.service.bytes(of: tile, within: size, actor: actor)
            var response = Response.bytes(bytes, "application/octet-stream")
            if tile.count == Tile.width {
                response.headers[.cacheControl] = "private, max-age=31536000, immutable"
            }
            return response
        }
    }

    private func checkpoint(_ actor: Actor) throws -> KeptCheckpoint {
        try site.service.checkpoint(upTo: checkpoints.state.released, actor: actor)
    }

    /// Who asks, at a browser or by a token.
    private func actor(_ context: AppContext) throws -> Actor {
        guard let staff = context.session?.staff ?? context.apiStaff else {
            throw Problem(
                401, "Sign in", "Send `Authorization: Bearer …`, from `caseledger user token`.")
        }
        return .staff(staff)
    }
}

extension Request {
    /// Whether it is a program that asks: it is answered in JSON, and sent to no page.
    var isForMachines: Bool { uri.path.hasPrefix("/api/") || isForLog }

    /// Whether it is of a `LogRoutes`, which take a session as well as a token.
    var isForLog: Bool {
        uri.path == "/checkpoint" || ["/checkpoint/", "/tile/"].contains { uri.path.hasPrefix($0) }
    }
}
