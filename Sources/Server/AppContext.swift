// SPDX-License-Identifier: Apache-2.0
internal import Casework
internal import HTTPTypes
internal import Hummingbird

/// What a request carries through the middleware to its route.
struct AppContext: RequestContext {
    var coreContext: CoreRequestContextStorage
    /// Set for pages, by the session cookie.
    var session: Session?
    /// The session's secret, to end it by.
    var sessionSecret: String?
    /// Set for the API, by the bearer token.
    var apiStaff: StaffID?

    init(source: Source) { coreContext = .init(source: source) }

    /// Forms and JSON bodies; what people type is limited far below.
    var maxUploadSize: Int { 262_144 }
}

/// A command or a page that ends otherwise than hoped: the status, and words for it.
struct Problem: Error {
    let status: Int
    let title: String
    let detail: String
    /// The version of the case that there is, for a conflict.
    var version: Int?
    /// What others did since, for a conflict: version, type, actor and time of each event.
    var since: [[String: String]] = []
    /// Why the rules refuse it, for programs; nil where they do not.
    var refusal: String?

    init(_ status: Int, _ title: String, _ detail: String, version: Int? = nil) {
        self.status = status
        self.title = title
        self.detail = detail
        self.version = version
    }
}
