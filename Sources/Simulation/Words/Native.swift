// SPDX-License-Identifier: Apache-2.0

/// What some write in a language other than English, about the topics that they fit.
enum Native {
    struct Text: Sendable {
        let subject: Phrase
        let message: Phrase
    }

    /// What it is called in an officer's note.
    static func name(_ language: Names.Language) -> String {
        switch language {
        case .welsh: "Welsh"
        case .polish: "Polish"
        case .arabic: "Arabic"
        case .bengali: "Bengali"
        }
    }

    static func text(_ language: Names.Language, topic: Int) -> Text? {
        switch (topic, language) {
        case (Words.lateBus, .welsh): welshBus
        case (Words.lateBus, .polish): polishBus
        case (Words.lateBus, .arabic): arabicBus
        case (Words.lateBus, .bengali): bengaliBus
        case (Words.damp, .welsh): welshDamp
        case (Words.damp, .polish): polishDamp
        case (Words.damp, .arabic): arabicDamp
        case (Words.damp, .bengali): bengaliDamp
        default: nil
        }
    }

    private static let welshBus = Text(
        subject: "Bws {bus}",
        message: """
            Annwyl Syr neu Fadam,

            Mae bws {bus} o {place} yn hwyr bron bob dydd. Pryd fydd y gwasanaeth yn gwella?

            Yn gywir,
            {name}
            """)
    private static let welshDamp = Text(
        subject: "Lleithder yn ein fflat",
        message: """
            Annwyl Syr neu Fadam,

            Mae lleithder a llwydni yn ein fflat ar {road}, ac nid yw’r landlord yn ateb ein \
            llythyrau. Pwy all ein helpu?

            Yn gywir,
            {name}
            """)
    private static let polishBus = Text(
        subject: "Autobus linii {bus}",
        message: """
            Dzień dobry,

            autobus linii {bus} z przystanku {place} od kilku tygodni się spóźnia. Proszę o \
            informację, kiedy to się poprawi.

            Z poważaniem
            {name}
            """)
    private static let polishDamp = Text(
        subject: "Wilgoć w mieszkaniu",
        message: """
            Dzień dobry,

            w naszym mieszkaniu przy {road} jest wilgoć i pleśń, a właściciel nie odpowiada na \
            listy. Do kogo można się zwrócić o pomoc?

            Z poważaniem
            {name}
            """)
    private static let arabicBus = Text(
        subject: "الحافلة رقم {bus}",
        message: """
            السلام عليكم،

            تتأخر الحافلة رقم {bus} كل يوم منذ عدة أسابيع. أرجو إفادتي متى ستتحسن الخدمة.

            مع الشكر،
            {name}
            """)
    private static let arabicDamp = Text(
        subject: "رطوبة في الشقة",
        message: """
            السلام عليكم،

            توجد رطوبة وعفن في شقتنا، والمالك لا يرد على رسائلنا. من يستطيع مساعدتنا؟

            مع الشكر،
            {name}
            """)
    private static let bengaliBus = Text(
        subject: "{bus} নম্বর বাস",
        message: """
            জনাব,

            {bus} নম্বর বাস কয়েক সপ্তাহ ধরে প্রতিদিন দেরি করে। সেবা কবে ভালো হবে, দয়া করে জানাবেন।

            ধন্যবাদ,
            {name}
            """)
    private static let bengaliDamp = Text(
        subject: "ফ্ল্যাটে স্যাঁতসেঁতে ভাব",
        message: """
            জনাব,

            আমাদের ফ্ল্যাটে স্যাঁতসেঁতে ভাব ও ছত্রাক আছে, কিন্তু বাড়িওয়ালা আমাদের চিঠির উত্তর \
            দেন না। \
            কে আমাদের সাহায্য করতে পারেন?

            ধন্যবাদ,
            {name}
            """)
}
