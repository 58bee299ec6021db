// SPDX-License-Identifier: Apache-2.0
package import Forms

/// A provision by which information may be withheld, as the law has it in 2026.
package struct ExemptionRule: Hashable, Sendable {
    package enum Limb: String, Sendable {
        case absolute
        /// The public interest has to be weighed.
        case qualified
        /// One or the other, by what within it is claimed.
        case either
    }
    /// As `36`, `12(4)(b)`: what a claim begins with.
    package let section: String
    package let title: String
    package let limb: Limb
    /// It rests on a harm that has to be said, and is not of a class.
    package let needsHarm: Bool
    /// It rests on the opinion of the qualified person.
    package let needsOpinion: Bool

    private init(
        _ section: String, _ title: String, _ limb: Limb, harm: Bool = false, opinion: Bool = false
    ) {
        self.section = section
        self.title = title
        self.limb = limb
        needsHarm = harm
        needsOpinion = opinion
    }

    /// Nil for what the law does not have. Sections that need one want their subsection:
    /// `36(2)(b)`, and not `36`.
    package init?(_ claimed: Code, under law: InformationLaw) {
        let text = claimed.description
        let found = Self.all(law).first { rule in
            text == rule.section || text.hasPrefix(rule.section + "(")
        }
        guard let found, text.hasSuffix(")") || Self.whole.contains(text) else { return nil }
        self = found
    }

    package static func all(_ law: InformationLaw) -> [ExemptionRule] {
        switch law {
        case .foia: foia
        case .foisa: foisa
        case .eir, .eirScotland: eir
        case .subjectAccess: []
        }
    }

    /// Sections that have no subsection to be named.
    private static let whole: Set<String> = ["21", "22", "22A", "34", "42", "39", "32"]

    /// FOIA 2000, Part II; the absolute ones by section 2(3).
    private static let foia: [ExemptionRule] = [
        .init("21", "Accessible by other means", .absolute),
        .init("22A", "Research", .qualified, harm: true),
        .init("22", "Intended for future publication", .qualified),
        .init("23", "Security bodies", .absolute),
        .init("24", "National security", .qualified),
        .init("26", "Defence", .qualified, harm: true),
        .init("27", "International relations", .qualified, harm: true),
        .init("28", "Relations within the United Kingdom", .qualified, harm: true),
        .init("29", "The economy", .qualified, harm: true),
        .init("30", "Investigations and proceedings", .qualified),
        .init("31", "Law enforcement", .qualified, harm: true),
        .init("32", "Court records", .absolute),
        .init("33", "Audit functions", .qualified, harm: true),
        .init("34", "Parliamentary privilege", .absolute),
        .init("35", "Formulation of government policy", .qualified),
        .init("36", "Effective conduct of public affairs", .either, harm: true, opinion: true),
        .init("37(1)(aa)", "Communications with the heir to the Throne", .absolute),
        .init("37(1)(ab)", "Communications with the second in line", .absolute),
        .init("37(1)(a)", "Communications with the Sovereign", .absolute),
        .init("37(2)", "Whether such communications are held", .either),
        .init("37", "The Royal Household and honours", .qualified),
        .init("38", "Health and safety", .qualified, harm: true),
        .init("39", "Environmental information", .qualified),
        .init("40(1)", "The applicant's own data", .absolute),
        .init("40", "Personal data", .either),
        .init("41", "Provided in confidence", .absolute),
        .init("42", "Legal professional privilege", .qualified),
        .init("43(1)", "Trade secrets", .qualified),
        .init("43", "Commercial interests", .qualified, harm: true),
        .init("44", "Prohibitions on disclosure", .absolute),
    ]

    /// FOISA 2002, Part 2; the absolute ones by section 2(2).
    private static let foisa: [ExemptionRule] = [
        .init("25", "Otherwise accessible", .absolute),
        .init("26", "Prohibitions on disclosure", .absolute),
        .init("27", "Intended for future publication", .qualified),
        .init("28", "Relations within the United Kingdom", .qualified, harm: true),
        .init("29", "Formulation of Scottish Administration policy", .qualified),
        .init("30", "Effective conduct of public affairs", .qualified, harm: true),
        .init("31", "National security and defence", .qualified),
        .init("32", "International relations", .qualified, harm: true),
        .init("33", "Commercial interests and the economy", .qualified, harm: true),
        .init("34", "Investigations", .qualified),
        .init("35", "Law enforcement", .qualified, harm: true),
        .init("36(2)", "Confidentiality", .absolute),
        .init("36", "Confidentiality of communications", .qualified),
        .init("37", "Court records", .absolute),
        .init("38(1)(b)", "Personal data", .either),
        .init("38", "Personal information", .absolute),
        .init("39", "Health, safety and the environment", .qualified, harm: true),
        .init("40", "Audit functions", .qualified, harm: true),
        .init("41", "Communications with His Majesty and honours", .qualified),
    ]

    /// EIR 2004 and EI(S)R 2004: all of 12(4) and (5) with a presumption for disclosure.
    private static let eir: [ExemptionRule] = [
        .init("12(4)(a)", "Not held", .qualified),
        .init("12(4)(b)", "Manifestly unreasonable", .qualified),
        .init("12(4)(c)", "Too general", .qualified),
        .init("12(4)(d)", "Unfinished", .qualified),
        .init("12(4)(e)", "Internal communications", .qualified),
        .init("12(5)", "Adverse effect", .qualified, harm: true),
        .init("13", "Personal data", .either),
    ]
}
