// SPDX-License-Identifier: Apache-2.0
internal import Forms

/// A file of templates as somebody writes it.
package enum TemplateFile {
    /// Templates of one file.
    package static let most = 200

    /// - Returns: The templates where there is no fault; every fault, in the order of lines.
    package static func read(_ node: SourceNode) -> (texts: [TemplateText], faults: [ProcessFault])
    {
        var log = FaultLog()
        var map = MemberReader(node, "", &log)
        var texts: [TemplateText] = []
        var names: Set<Code> = []
        if let found = map.required("templates", &log) {
            for element in log.list(found.node, found.path, limit: most) {
                let text = text(element.node, element.path, &log)
                if let text, !names.insert(text.name).inserted {
                    log.add(
                        .duplicate, element.path, element.node.mark,
                        "There are two templates of this name.", "Give one another name.")
                }
                if let text { texts.append(text) }
            }
        }
        map.finish(&log)
        let faults = log.faults.sorted { $0.mark < $1.mark }
        return (faults.isEmpty ? texts : [], faults)
    }

    /// One template, as a program sends it: checked as a file is.
    ///
    /// - Returns: Nil where there is a fault, and the first.
    package static func read(
        name: String, kind: String?, title: String, topics: [String], text: String
    ) -> (text: TemplateText?, fault: ProcessFault?) {
        func node(_ content: SourceNode.Content) -> SourceNode { SourceNode(content, at: .start) }
        var members = [("name", name), ("title", title), ("text", text)].map {
            SourceNode.Member(key: $0.0, mark: .start, value: node(.text($0.1)))
        }
        if let kind {
            members.append(
                SourceNode.Member(key: "kind", mark: .start, value: node(.text(kind))))
        }
        members.append(
            SourceNode.Member(
                key: "topics", mark: .start, value: node(.list(topics.map { node(.text($0)) }))))
        var log = FaultLog()
        let read = self.text(node(.map(members)), "", &log)
        return (log.faults.isEmpty ? read : nil, log.faults.first)
    }

    private static func text(
        _ node: SourceNode, _ path: String, _ log: inout FaultLog
    ) -> TemplateText? {
        var map = MemberReader(node, path, &log)
        let name = map.required("name", &log).flatMap { log.name($0.node, $0.path) }
        let kind: Placed<TemplateKind>? = map.optional("kind").flatMap {
            log.word($0.node, $0.path, "kind of template")
        }
        let title = map.required("title", &log).flatMap { log.published($0.node, $0.path) }
        let topics = map.optional("topics").map { log.names($0) } ?? []
        let text = map.required("text", &log).flatMap { body($0.node, $0.path, &log) }
        map.finish(&log)
        guard let name, let title, let text else { return nil }
        return TemplateText(
            name: name.value, kind: kind?.value ?? .letter, title: title.value,
            topics: topics.map(\.value), text: text)
    }

    private static func body(
        _ node: SourceNode, _ path: String, _ log: inout FaultLog
    ) -> PublishedText? {
        guard let text = log.text(node, path) else { return nil }
        guard let published = PublishedText(text.value) else {
            log.add(
                .text, text, "The text has over \(PublishedText.limit) bytes.",
                "Shorten it, or make two templates of it.")
            return nil
        }
        guard isShown(text.value, lines: true) else {
            log.add(
                .text, text, "The text has characters that cannot be seen.", "Leave them out.")
            return nil
        }
        do throws(MergeText.Fault) { _ = try MergeText(text.value) } catch {
            log.add(.unknownName, text, error.problem, error.mend)
            return nil
        }
        return published
    }
}

extension MergeText.Fault {
    /// The line counts from the text's first.
    fileprivate var problem: String {
        switch kind {
        case .unclosed: "In line \(line) of the text, '{{' has no '}}' after it."
        case .unknown(let word):
            "In line \(line) of the text, '\(FaultLog.shortened(word))' is nothing that a case "
                + "fills in."
        }
    }

    fileprivate var mend: String {
        let all = MergeField.allCases.map(\.rawValue).joined(separator: ", ")
        return "Write it as '{{reference}}'; a case fills in \(all)."
    }
}
