// SPDX-License-Identifier: Apache-2.0

import Mustache

/// What a template reads.
///
/// A key that is missing is looked for in the surrounding views, so a view has every key that its
/// template names; what is absent is `false`.
typealias View = [String: Any]

/// An optional text for a `View`: empty is absent.
func present(_ text: String?) -> Any {
    guard let text, !text.isEmpty else { return false }
    return text
}

/// A title without what turns the direction of writing: a tab shows it among the words of the
/// browser, where nothing keeps it apart.
private func upright(_ title: String) -> String {
    String(
        String.UnicodeScalarView(
            title.unicodeScalars.filter { $0.properties.generalCategory != .format }))
}

enum Templates {
    /// Renders the template `name` as a whole page.
    static func page(_ name: String, _ view: View, title: String, in layout: Layout) -> String {
        var whole = layout.view
        whole["title"] = upright(title)
        whole.merge(view) { _, inner in inner }
        guard let html = library.render(whole, withTemplate: name) else {
            preconditionFailure("no template named \(name)")
        }
        return html
    }

    private static let library: MustacheLibrary = {
        MustacheContentTypes.register(HTMLText(), named: "PAGE")
        var library = MustacheLibrary()
        for (name, bytes) in sources {
            // Lines lose their indentation: it would otherwise travel into a partial's text, and
            // from there into what a person typed.
            let text = String(decoding: bytes, as: UTF8.self)
                .split(separator: "\n", omittingEmptySubsequences: true)
                .map { $0.drop { $0 == " " } }
                .joined(separator: "\n")
            do {
                try library.register("{{% CONTENT_TYPE: PAGE}}\n" + text + "\n", named: name)
            } catch {
                preconditionFailure("the template \(name) does not parse: \(error)")
            }
        }
        return library
    }()

    private static let sources: [(name: String, bytes: [UInt8])] = [
        ("proof", PackageResources.proof_mustache),
        ("aboutProof", PackageResources.aboutProof_mustache),
        ("commands", PackageResources.commands_mustache),
        ("many", PackageResources.many_mustache),
        ("layout", PackageResources.layout_mustache),
        ("tag", PackageResources.tag_mustache),
        ("hidden", PackageResources.hidden_mustache),
        ("errorSummary", PackageResources.errorSummary_mustache),
        ("fieldHelp", PackageResources.fieldHelp_mustache),
        ("fieldText", PackageResources.fieldText_mustache),
        ("fieldArea", PackageResources.fieldArea_mustache),
        ("fieldSelect", PackageResources.fieldSelect_mustache),
        ("fieldRadios", PackageResources.fieldRadios_mustache),
        ("fieldCheckboxes", PackageResources.fieldCheckboxes_mustache),
        ("fieldFile", PackageResources.fieldFile_mustache),
        ("fieldDate", PackageResources.fieldDate_mustache),
        ("entry", PackageResources.entry_mustache),
        ("entries", PackageResources.entries_mustache),
        ("change", PackageResources.change_mustache),
        ("kept", PackageResources.kept_mustache),
        ("attributes", PackageResources.attributes_mustache),
        ("form", PackageResources.form_mustache),
        ("queue", PackageResources.queue_mustache),
        ("pagination", PackageResources.pagination_mustache),
        ("case", PackageResources.case_mustache),
        ("history", PackageResources.history_mustache),
        ("scaleSteps", PackageResources.scaleSteps_mustache),
        ("scale", PackageResources.scale_mustache),
        ("momentForm", PackageResources.momentForm_mustache),
        ("comparison", PackageResources.comparison_mustache),
        ("record", PackageResources.record_mustache),
        ("signIn", PackageResources.signIn_mustache),
        ("signInConfirm", PackageResources.signInConfirm_mustache),
        ("error", PackageResources.error_mustache),
    ]
}
