// SPDX-License-Identifier: Apache-2.0
package import Forms
package import WorkingTime

/// What can be asked of a case.
package enum CaseCommand: Equatable, Sendable {
    case open(OpenCase)
    /// A trace of an imported log: validated by the importer, taken as it was recorded there.
    case importTrace(ImportedTrace)
    /// A row of an imported table: a case, or what happened to one.
    case importCase(ImportedCase)
    case importItem(ImportedItem)
    case recordCorrespondence(RecordCorrespondence)
    /// To a team, or to none.
    case allocate(TeamID?)
    /// To an officer, or to nobody.
    case assign(StaffID?)
    case addNote(String)
    case close(Outcome, note: String)
    case acceptance(AcceptanceCommand)
    case triage(TriageCommand)
    case contribution(ContributionCommand)
    case part(PartCommand)
    case draft(DraftCommand)
    case reply(ReplyCommand)
    case work(WorkCommand)
    case link(LinkCommand)
    case hold(HoldCommand)
    case ending(EndingCommand)
    case correction(CorrectionCommand)
    case file(FileCommand)
    case stage(StageCommand)
    case information(InformationCommand)
    case complaint(ComplaintCommand)
    case lateness(LatenessCommand)
}

extension CaseCommand {
    /// Every command that is asked for by its form, in the order in which people are shown them.
    package static let forms: [KnownForm<CaseCommand>] =
        CoreCommand.forms
        + AcceptanceCommand.forms.map { $0.within(CaseCommand.acceptance) }
        + TriageCommand.forms.map { $0.within(CaseCommand.triage) }
        + ContributionCommand.forms.map { $0.within(CaseCommand.contribution) }
        + PartCommand.forms.map { $0.within(CaseCommand.part) }
        + DraftCommand.forms.map { $0.within(CaseCommand.draft) }
        + ReplyCommand.forms.map { $0.within(CaseCommand.reply) }
        + WorkCommand.forms.map { $0.within(CaseCommand.work) }
        + LinkCommand.forms.map { $0.within(CaseCommand.link) }
        + HoldCommand.forms.map { $0.within(CaseCommand.hold) }
        + EndingCommand.forms.map { $0.within(CaseCommand.ending) }
        + CorrectionCommand.forms.map { $0.within(CaseCommand.correction) }
        + [KnownForm(WithdrawFile.self) { .file(.withdraw($0)) }]
        + StageCommand.forms.map { $0.within(CaseCommand.stage) }
        + InformationCommand.forms.map { $0.within(CaseCommand.information) }
        + ComplaintCommand.forms.map { $0.within(CaseCommand.complaint) }
        + LatenessCommand.forms.map { $0.within(CaseCommand.lateness) }
}

extension CaseCommand {
    /// The command in its own form; nil for those that have none yet.
    package var payload: (any Requested)? {
        switch self {
        case .open, .importTrace, .importCase, .importItem, .recordCorrespondence, .allocate,
            .assign, .addNote, .close, .file(.add):
            nil
        case .acceptance(let family): family.payload
        case .triage(let family): family.payload
        case .contribution(let family): family.payload
        case .part(let family): family.payload
        case .draft(let family): family.payload
        case .reply(let family): family.payload
        case .work(let family): family.payload
        case .link(let family): family.payload
        case .hold(let family): family.payload
        case .ending(let family): family.payload
        case .correction(let family): family.payload
        case .file(.withdraw(let command)): command
        case .stage(let family): family.payload
        case .information(let family): family.payload
        case .complaint(let family): family.payload
        case .lateness(let family): family.payload
        }
    }

    /// What it records was decided elsewhere.
    var isImport: Bool {
        switch self {
        case .importTrace, .importCase, .importItem: true
        default: false
        }
    }

    /// The names of the commands that people ask for otherwise than by a form.
    package static let unformed = ["open", "add-file"]

    /// As rights name it; nil for an import.
    package var name: String? {
        switch self {
        case .open: "open"
        case .recordCorrespondence: "record-correspondence"
        case .allocate: "allocate"
        case .assign: "assign"
        case .addNote: "add-note"
        case .close: "close"
        case .file(.add): "add-file"
        case .importTrace, .importCase, .importItem: nil
        default: payload?.name
        }
    }

    /// The ids that it names, as streams are named.
    package var names: [String] {
        switch self {
        case .assign(let officer): [officer?.description].compactMap(\.self)
        case .allocate(let team): [team?.description].compactMap(\.self)
        default:
            (payload?.shown ?? []).compactMap { field in
                guard case .plain(let text) = field.value else { return nil }
                let isName =
                    TeamID(text) != nil || StaffID(text) != nil || CaseID(text) != nil
                return isName ? text : nil
            }
        }
    }
}

package struct OpenCase: Equatable, Sendable {
    package var type: CaseType
    package var channel: Channel
    /// The day on which it came.
    package var received: Day
    /// The moment on that day, where somebody knows it: limits in hours run from it.
    package var moment: Instant?
    package var correspondent: PersonID?
    package var subject: String
    package var message: String

    package init(
        type: CaseType, channel: Channel, received: Day, moment: Instant? = nil,
        correspondent: PersonID? = nil, subject: String, message: String
    ) {
        self.type = type
        self.channel = channel
        self.received = received
        self.moment = moment
        self.correspondent = correspondent
        self.subject = subject
        self.message = message
    }

    /// - Parameter occurrence: The day or, better, the moment at which it came.
    package init(
        type: CaseType, channel: Channel, received occurrence: Occurrence, subject: String,
        message: String
    ) {
        var moment: Instant?
        if case .instant(let instant) = occurrence { moment = instant }
        self.init(
            type: type, channel: channel, received: occurrence.day, moment: moment,
            subject: subject, message: message)
    }
}

package struct RecordCorrespondence: Equatable, Sendable {
    package var direction: Direction
    package var channel: Channel
    /// The day on which it came or went.
    package var day: Day
    package var subject: String
    package var message: String

    package init(
        direction: Direction, channel: Channel, day: Day, subject: String, message: String
    ) {
        self.direction = direction
        self.channel = channel
        self.day = day
        self.subject = subject
        self.message = message
    }
}

package struct ImportedTrace: Equatable, Sendable {
    package var opened: CaseOpened
    /// In the order of the log.
    package var activities: [Dated<ActivityRecorded>]

    package init(opened: CaseOpened, activities: [Dated<ActivityRecorded>]) {
        self.opened = opened
        self.activities = activities
    }
}
