// SPDX-License-Identifier: Apache-2.0

/// How to sign in, for someone without a link.
package struct SignInPage: Sendable {
    /// Why the last try failed, for example that the link was used before; nil at first.
    package let problem: String?

    package init(problem: String? = nil) { self.problem = problem }

    package func html(in layout: Layout) -> String {
        Templates.page(
            "signIn", ["problem": present(problem)],
            title: problem == nil ? "Sign in" : "Error: Sign in", in: layout)
    }
}

/// The page behind a one-time link: only its button signs in, so a program that looks at links
/// does not use one up. Sends to `/sign-in`: `csrf`, `token`.
package struct SignInConfirmPage: Sendable {
    package let token: String
    package let csrf: String

    package init(token: String, csrf: String) {
        self.token = token
        self.csrf = csrf
    }

    package func html(in layout: Layout) -> String {
        Templates.page(
            "signInConfirm", ["token": token, "csrf": csrf, "action": Paths.signIn],
            title: "Sign in", in: layout)
    }
}
