// SPDX-License-Identifier: Apache-2.0
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
}

package struct OpenCase: Equatable, Sendable {
    package var type: CaseType
    package var channel: Channel
    /// The day on which it came.
    package var received: Day
    package var correspondent: PersonID?
    package var subject: String
    package var message: String

    package init(
        type: CaseType, channel: Channel, received: Day, correspondent: PersonID? = nil,
        subject: String, message: String
    ) {
        self.type = type
        self.channel = channel
        self.received = received
        self.correspondent = correspondent
        self.subject = subject
        self.message = message
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
