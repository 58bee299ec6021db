// SPDX-License-Identifier: Apache-2.0
package import Casework
internal import Yams

/// A process file: YAML without anchors, aliases and tags, of a size that can be read in a moment.
package enum ProcessFile {
    /// Reads a process.
    ///
    /// - Parameter bytes: The file, whole; of a larger one at least one byte more than the limit.
    /// - Returns: The process where there is no fault; every fault, in the order of lines. Of a
    ///   file that is no YAML there is one.
    package static func read(
        _ bytes: [UInt8], in surroundings: ProcessSurroundings = ProcessSurroundings()
    ) -> (process: CaseProcess?, faults: [ProcessFault]) {
        do throws(ProcessFault) {
            return CaseProcess.read(try node(bytes), in: surroundings)
        } catch { return (nil, [error]) }
    }

    /// What the file says, whatever it means.
    package static func node(_ bytes: [UInt8]) throws(ProcessFault) -> SourceNode {
        guard bytes.count <= ProcessLimits.bytes else {
            throw fault(
                .tooLarge, .start, "The file has over \(ProcessLimits.bytes) bytes.",
                "Leave out what nobody needs.")
        }
        guard let whole = String(validating: bytes, as: UTF8.self) else {
            throw fault(
                .noYAML, .start, "The file is no text in UTF-8.", "Save it as UTF-8 text.")
        }
        // The mark with which some editors begin UTF-8 is no text of the file.
        let isMarked = whole.unicodeScalars.first == "\u{feff}"
        let text = isMarked ? String(whole.unicodeScalars.dropFirst()) : whole
        try checkAnchors(text)
        guard let root = try compose(text) else {
            throw fault(.noYAML, .start, "The file is empty.", "Begin with a copy of another.")
        }
        return convert(root)
    }

    /// Before anything is made of the text: what names itself can be small and yet take all there
    /// is. What has no `&` or `*` before a word has no anchor and no alias.
    private static func checkAnchors(_ text: String) throws(ProcessFault) {
        var (line, column) = (1, 1)
        var before = Unicode.Scalar(" ")
        var mark: SourceMark?
        for scalar in text.unicodeScalars {
            if let mark, isWord(scalar) || scalar == "_" || scalar == "-" {
                throw fault(
                    .anchor, mark, "Anchors and aliases are not read.",
                    "Write the part out; in a text, put no '&' or '*' before a word.")
            }
            let isSign = (scalar == "&" || scalar == "*") && !isWord(before)
            mark = isSign ? SourceMark(line: line, column: column) : nil
            column += 1
            switch scalar {
            case "\n" where before == "\r": column = 1
            case "\n", "\r", "\u{85}", "\u{2028}", "\u{2029}": (line, column) = (line + 1, 1)
            default: break
            }
            before = scalar
        }
    }

    private static func isWord(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar {
        case "a"..."z", "A"..."Z", "0"..."9": true
        default: false
        }
    }

    private static func compose(_ text: String) throws(ProcessFault) -> Node? {
        do { return try Parser(yaml: text, encoding: .utf8).singleRoot() } catch let error
            as YamlError
        {
            throw fault(error)
        } catch { throw fault(.noYAML, .start, "It is no YAML.", "Look for what is not closed.") }
    }

    private static func fault(_ error: YamlError) -> ProcessFault {
        switch error {
        case .scanner(_, let problem, let mark, _), .parser(_, let problem, let mark, _),
            .composer(_, let problem, let mark, _):
            fault(
                .noYAML, SourceMark(line: max(1, mark.line), column: max(1, mark.column)),
                "It is no YAML: \(problem).",
                "Look here, and at the line before, for what is not closed or stands too far left.")
        case .duplicatedKeysInMapping(_, let context):
            fault(
                .noYAML,
                SourceMark(line: max(1, context.mark.line), column: max(1, context.mark.column)),
                "A key stands here twice.", "Leave one of the two out.")
        default:
            fault(
                .noYAML, .start, "It is no YAML.",
                "Look for control characters, which YAML does not take.")
        }
    }

    private static func fault(
        _ kind: ProcessFault.Kind, _ mark: SourceMark, _ problem: String, _ mend: String
    ) -> ProcessFault { ProcessFault(kind, path: "", mark: mark, problem, mend: mend) }

    /// The parser takes a thousand levels at most.
    private static func convert(_ node: Node) -> SourceNode {
        let mark = node.mark.map { SourceMark(line: $0.line, column: $0.column) } ?? .start
        switch node {
        case .scalar(let scalar): return SourceNode(.text(scalar.string), at: mark)
        case .sequence(let sequence): return SourceNode(.list(sequence.map(convert)), at: mark)
        case .mapping(let mapping):
            let members = mapping.map { key, value in
                let at = key.mark.map { SourceMark(line: $0.line, column: $0.column) } ?? mark
                // A key that is no text is one that nobody reads.
                return SourceNode.Member(
                    key: key.scalar?.string ?? "", mark: at, value: convert(value))
            }
            return SourceNode(.map(members), at: mark)
        case .alias: return SourceNode(.text(""), at: mark)
        }
    }
}
