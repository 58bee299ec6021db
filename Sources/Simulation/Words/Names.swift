// SPDX-License-Identifier: Apache-2.0

/// Names that people of the place might have; every combination is made by the dice.
enum Names {
    /// In which language somebody may write, beside English.
    enum Language: CaseIterable { case welsh, polish, arabic, bengali }

    /// A first or family name as it is written and, for an address of email, in plain letters.
    struct Name: Sendable {
        let written: String
        let plain: String

        init(_ written: String, _ plain: String) {
            self.written = written
            self.plain = plain
        }
    }

    static func first(_ language: Language?) -> [Name] {
        switch language {
        case .welsh: welshFirst
        case .polish: polishFirst
        case .arabic: arabicFirst
        case .bengali: bengaliFirst
        case nil: otherFirst
        }
    }

    static func family(_ language: Language?) -> [Name] {
        switch language {
        case .welsh: welshFamily
        case .polish: polishFamily
        case .arabic: arabicFamily
        case .bengali: bengaliFamily
        case nil: otherFamily
        }
    }

    /// Words that are plain already, or lose only what stands above or below a letter.
    private static func list(_ words: String) -> [Name] {
        words.split(separator: " ").map { word in
            let plain = word.lowercased().flatMap { letters[$0] ?? String($0) }
            return Name(String(word), String(plain.filter { $0.isASCII && $0.isLetter }))
        }
    }

    private static let letters: [Character: String] = [
        "ą": "a", "ć": "c", "ę": "e", "ł": "l", "ń": "n", "ó": "o", "ś": "s", "ź": "z", "ż": "z",
        "â": "a", "ê": "e", "î": "i", "ô": "o", "ŵ": "w", "ŷ": "y", "é": "e", "ç": "c", "ğ": "g",
        "ş": "s", "ü": "u", "ă": "a", "ț": "t", "ï": "i", "ö": "o", "á": "a", "í": "i",
    ]

    private static let welshFirst = list(
        "Angharad Carys Dafydd Eirlys Emrys Ffion Gwenllïan Heledd Ieuan Llŷr Mair Meinir Nerys "
            + "Rhys Sioned Tegwen Tomos Wyn")
    private static let welshFamily = list(
        "Bevan Gruffydd Hopcyn Llewelyn Llwyd Meredydd Môn Parri Penry Pryce Rhydderch Tudur "
            + "Vaughan Wynne")
    private static let polishFirst = list(
        "Agnieszka Bożena Czesława Ewa Grażyna Grzegorz Jarosław Kacper Katarzyna Łukasz "
            + "Małgorzata Paweł Przemysław Stanisław Wojciech Zbigniew Zuzanna")
    // Families whose names are the same for women and men.
    private static let polishFamily = list(
        "Baran Cieślak Dudek Gałązka Kołodziej Kozioł Krawczyk Mróz Nowak Pająk Sikora Sroka "
            + "Stępień Szymczak Urban Wójcik Zając Żak")
    private static let otherFirst = list(
        "Adam Adewale Aisling Amelia Andrei Anita Arthur Ayşe Beatrice Brendan Catherine Chinedu "
            + "Colette Daniel Deepa Dorothy Edward Elif Emily Esther Faisal Folasade Frederick "
            + "George Gurpreet Hannah Harold Hoa Imogen Ines Jacqueline James Jasmine João Joyce "
            + "Kemi Kerry Kofi Lakshmi Laura Leroy Linh Lucinda Mahmud Marcia Matthew Mei "
            + "Michelle Mohan Nadia Neil Nkechi Olive Oluwaseun Patricia Philippa Rajesh Rebecca "
            + "Ronald Rosalind Sadia Sandra Sophie Stephen Sunil Theresa Thomas Tuan Valentina "
            + "Winston")
    private static let otherFamily = list(
        "Abara Ainsworth Akinola Ashdown Bakare Banks Barraclough Beaumont Bhatt Birtwistle "
            + "Brathwaite Castellano Çelik Chaudhry Clutterbuck Cooper Cunningham Demir Desai "
            + "Dlamini Doherty Eastwood Ekwueme Fairhurst Fernandes Fielding Gill Greenhalgh "
            + "Grimshaw Hargreaves Henderson Hussain Ionescu Jackson Kaur Kavanagh Lam Larkin "
            + "Lindqvist Mahmood Marchetti McAllister Mensah Moss Nair Ndlovu Nguyen Odell "
            + "Okafor Oyelowo Patel Pemberton Popescu Quigley Ramsbottom Rowntree Sandhu Santos "
            + "Shah Silverwood Singh Sutcliffe Thackeray Tran Underhill Venn Warburton Whitcombe "
            + "Yilmaz")
    private static let arabicFirst = [
        Name("فاطمة", "fatima"), Name("محمود", "mahmoud"), Name("ليلى", "layla"),
        Name("خالد", "khaled"), Name("مريم", "maryam"), Name("يوسف", "youssef"),
        Name("سعاد", "suad"), Name("إبراهيم", "ibrahim"), Name("نادية", "nadia"),
        Name("طارق", "tareq"), Name("هدى", "huda"), Name("سليمان", "suleiman"),
    ]
    private static let arabicFamily = [
        Name("حداد", "haddad"), Name("المصري", "almasri"), Name("منصور", "mansour"),
        Name("النجار", "alnajjar"), Name("خوري", "khoury"), Name("صالح", "saleh"),
        Name("العلي", "alali"), Name("قاسم", "qasim"), Name("درويش", "darwish"),
        Name("الشامي", "alshami"),
    ]
    private static let bengaliFirst = [
        Name("রহিমা", "rahima"), Name("করিম", "karim"), Name("নাসরিন", "nasrin"),
        Name("তানভীর", "tanvir"), Name("সুমাইয়া", "sumaiya"), Name("রফিক", "rafiq"),
        Name("শিরিন", "shirin"), Name("ফারহানা", "farhana"), Name("জামাল", "jamal"),
        Name("মিতা", "mita"), Name("আনিস", "anis"), Name("জাহানারা", "jahanara"),
    ]
    private static let bengaliFamily = [
        Name("চৌধুরী", "chowdhury"), Name("আহমেদ", "ahmed"), Name("রহমান", "rahman"),
        Name("ইসলাম", "islam"), Name("হোসেন", "hossain"), Name("উদ্দিন", "uddin"),
        Name("মিয়া", "miah"), Name("তালুকদার", "talukdar"), Name("সরকার", "sarkar"),
        Name("খান", "khan"),
    ]
}
