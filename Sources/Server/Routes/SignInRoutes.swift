// SPDX-License-Identifier: Apache-2.0
internal import HTTPTypes
internal import Hummingbird
internal import Pages
internal import Settings

/// Signing in by a one-time link, and out.
struct SignInRoutes {
    let site: Site

    func add(to router: Router<AppContext>) {
        router.get("/sign-in") { request, context -> Response in
            let layout = try await site.layout(context)
            guard let token = request.query["token"] else {
                return .html(SignInPage().html(in: layout))
            }
            guard try await site.store.isUsable(link: token) else {
                return .html(
                    SignInPage(problem: Self.unusable).html(in: layout), status: .forbidden)
            }
            return .html(SignInConfirmPage(token: token, csrf: "").html(in: layout))
        }
        router.post("/sign-in") { request, context -> Response in
            let fields = try await request.form(context)
            guard
                let made = try await site.store.signIn(
                    link: fields["token"] ?? "", hours: site.settings.sessionHours)
            else {
                let layout = try await site.layout(context)
                return .html(
                    SignInPage(problem: Self.unusable).html(in: layout), status: .forbidden)
            }
            var response = Response.seeOther(Paths.queue)
            response.setCookie(
                cookie(made.secret, maxAge: site.settings.sessionHours * 3_600))
            return response
        }
        router.post("/sign-out") { request, context -> Response in
            _ = try await request.signedForm(context)
            if let secret = context.sessionSecret { try await site.store.signOut(secret: secret) }
            var response = Response.seeOther(Paths.signIn)
            response.setCookie(cookie("", maxAge: 0))
            return response
        }
    }

    private static let unusable =
        "This link was used already, or is more than a day old. Ask for another."

    private func cookie(_ value: String, maxAge: Int) -> Cookie {
        Cookie(
            name: Authentication.cookie, value: value, maxAge: maxAge, path: "/",
            secure: site.settings.publicURL != nil, httpOnly: true, sameSite: .lax)
    }
}
