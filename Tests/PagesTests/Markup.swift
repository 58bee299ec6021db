// SPDX-License-Identifier: Apache-2.0

/// The tags of a page, read just well enough to ask what refers to what.
struct Markup {
    struct Tag {
        let name: String
        let attributes: [String: String]
        let isClosing: Bool
    }

    let tags: [Tag]

    init(_ html: String) {
        tags = html.matches(of: #/<(/?)([a-z][a-z0-9]*)((?:\s+[a-z][a-z0-9-]*(?:="[^"]*")?)*)\s*>/#)
            .map {
                var attributes: [String: String] = [:]
                for attribute in $0.output.3.matches(of: #/([a-z][a-z0-9-]*)(?:="([^"]*)")?/#) {
                    attributes[String(attribute.output.1)] = String(attribute.output.2 ?? "")
                }
                return Tag(
                    name: String($0.output.2), attributes: attributes,
                    isClosing: !$0.output.1.isEmpty)
            }
    }

    func tags(_ name: String) -> [Tag] { tags.filter { $0.name == name && !$0.isClosing } }

    /// Every value of `attribute`, in order.
    func values(_ attribute: String) -> [String] { tags.compactMap { $0.attributes[attribute] } }

    var ids: [String] { values("id") }

    /// What a person can fill in.
    var controls: [Tag] {
        tags("input").filter { $0.attributes["type"] != "hidden" } + tags("select")
            + tags("textarea")
    }

    /// The first tag that closes another than the one last opened, or nil.
    var imbalance: String? {
        let void: Set = ["meta", "link", "input", "br", "img"]
        var open: [String] = []
        for tag in tags where !void.contains(tag.name) {
            if !tag.isClosing {
                open.append(tag.name)
            } else if open.popLast() != tag.name {
                return tag.name
            }
        }
        return open.last
    }
}

/// Whether the bytes of `html` hold those of `text`; characters would join what browsers keep
/// apart.
func bytes(of html: String, contain text: String) -> Bool {
    let needle = Array(text.utf8)
    let hay = Array(html.utf8)
    guard hay.count >= needle.count else { return false }
    return (0...hay.count - needle.count).contains { start in
        hay[start] == needle[0] && hay[start..<start + needle.count].elementsEqual(needle)
    }
}
