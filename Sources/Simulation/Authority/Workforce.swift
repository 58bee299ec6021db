// SPDX-License-Identifier: Apache-2.0
internal import WorkingTime

/// Who works for the authority, where and when; number 0 is the administrator who came with the
/// ledger.
struct Workforce: Sendable {
    struct Member: Sendable {
        let number: Int
        let name: String
        /// From which day in which team, in order; the first is the day on which they joined.
        var stints: [(from: Day, team: Team)]
        /// The first day on which they are no longer there.
        var leaves: Day?

        func team(on day: Day) -> Team? {
            if let leaves, day >= leaves { return nil }
            return stints.last { $0.from <= day }?.team
        }
    }
    private(set) var members: [Member] = []

    /// The staff of a period: a few join, one leaves, one moves to another team.
    init(from first: Day, until last: Day, _ calendar: OfficeCalendar) {
        var names = StaffNames.all.makeIterator()
        for team in Team.allCases {
            for _ in 0..<team.size {
                guard let name = names.next() else { return }
                members.append(
                    Member(number: members.count, name: name, stints: [(first, team)]))
            }
        }
        func day(_ hundredths: Int) -> Day {
            let days = (last.number - first.number) * hundredths / 100
            return calendar.workingDay(from: first.adding(days: days))
        }
        // Public Liaison has 0–10, Mayor's Correspondence 11–16, and so on.
        members[4].leaves = day(57)
        members[9].stints[0].from = day(62)
        members[24].stints[0].from = day(35)
        members[31].stints[0].from = day(18)
        members[6].stints.append((day(44), .mayor))
    }

    /// Somebody who works in `team` on `day`; there is always one.
    func member(of team: Team, on day: Day, _ dice: inout Dice) -> Int {
        let there = members.filter { $0.team(on: day) == team }
        return there.isEmpty ? 0 : there[dice.roll(there.count)].number
    }
}

/// Members of staff, in the order of their numbers; each name is made up.
enum StaffNames {
    static let all = [
        "Siân Pritchard", "Martin Oakeshott", "Halina Nowak", "Yusuf Abdirahman",
        "Bethan Cadwaladr", "Priyanka Chaudhuri", "Tomasz Zieliński", "Grace Oyelaran",
        "Declan Rafferty", "Nasrin Akhtar", "Judith Wakeling",
        "Eleanor Hathersage", "Rhodri Gethin", "Farid Haddad", "Chloe Bannerman", "Anwen Meyrick",
        "Kwabena Antwi",
        "Meera Raghunathan", "Colin Thistlewood", "Agnieszka Wrona", "Leila Mansouri",
        "Peter Ashcombe",
        "Gareth Llwyd", "Sunita Bhandari", "Owen Tredinnick", "Zofia Malinowska",
        "Ibrahim Kassem",
        "Frances Ollerenshaw", "Tanvir Hossain", "Ruth Penhaligon", "Marek Jabłoński",
        "Adaeze Nwosu",
        "Iwan Prosser", "Shirin Sultana", "Duncan Abernethy", "Katarzyna Lis",
        "Samir Khoury", "Molly Fairweather", "Idris Bowen",
        "Harriet Longbottom", "Emeka Obiora",
    ]
}
