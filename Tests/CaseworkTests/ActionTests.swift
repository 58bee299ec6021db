// SPDX-License-Identifier: Apache-2.0
import Casework
import Forms
import TestKit
import Testing
import WorkingTime

@Suite("Recording correspondence") struct CorrespondenceTests {
    @Test func `records what came or went, without the space around it`() {
        given(Sample.opened).when(Sample.record(subject: " Re: bins ", message: "\nSorry.\n"))
            .then(Sample.recorded(subject: "Re: bins", message: "Sorry."), on: Sample.today)
    }

    @Test func `goes on after the case is closed: what came in is recorded`() {
        given(Sample.opened, Sample.closed).when(Sample.record())
            .then(Sample.recorded(), on: Sample.today)
    }

    @Test func `needs a message, and no subject`() {
        given(Sample.opened).when(Sample.record(subject: " ")).then(
            Sample.recorded(), on: Sample.today)
        given(Sample.opened).when(Sample.record(message: " \n")).refused(.missing(.message))
    }

    @Test func `takes a subject of 500 bytes and a message of 50,000, and no more`() {
        let subject = fill(Texts.subject, "é", 2)
        let message = fill(Texts.message, "☂", 3)
        given(Sample.opened).when(Sample.record(subject: subject, message: message))
            .then(Sample.recorded(subject: subject, message: message), on: Sample.today)
        given(Sample.opened).when(Sample.record(subject: subject + "é"))
            .refused(.tooLong(.subject, limit: 500))
        given(Sample.opened).when(Sample.record(message: message + "é"))
            .refused(.tooLong(.message, limit: 50_000))
    }
}

@Suite("Allocating a case") struct AllocateTests {
    @Test func `gives it to a team, and takes it back; its officer stays`() {
        given(Sample.opened).when(.allocate(Sample.team)).then(Sample.allocated)
        given(Sample.opened, Sample.assigned, Sample.allocated).when(.allocate(nil))
            .then(.allocated(CaseAllocated(team: nil)))
        #expect(
            CaseState([Sample.opened, Sample.assigned, Sample.allocated]).officer == Sample.officer)
    }

    @Test func `to the team that has it is refused`() {
        given(Sample.opened, Sample.allocated).when(.allocate(Sample.team))
            .refused(.alreadyAllocated)
        given(Sample.opened).when(.allocate(nil)).refused(.alreadyAllocated)
    }
}

@Suite("Assigning a case") struct AssignTests {
    @Test func `gives it to an officer, to another, and to nobody`() {
        given(Sample.opened).when(.assign(Sample.officer)).then(Sample.assigned)
        given(Sample.opened, Sample.assigned).when(.assign(Sample.other))
            .then(.assigned(CaseAssigned(officer: Sample.other)))
        given(Sample.opened, Sample.assigned).when(.assign(nil))
            .then(.assigned(CaseAssigned(officer: nil)))
    }

    @Test func `to whoever has it is refused`() {
        given(Sample.opened, Sample.assigned).when(.assign(Sample.officer))
            .refused(.alreadyAssigned)
        given(Sample.opened).when(.assign(nil)).refused(.alreadyAssigned)
    }
}

@Suite("Adding a note") struct NoteTests {
    @Test func `keeps its words, without the space around them, in an open case and a closed one`()
    {
        let noted = CaseEvent.noteAdded(NoteAdded(text: .value("Rang  back.")))
        given(Sample.opened).when(.addNote(" Rang  back.\n")).then(noted)
        given(Sample.opened, Sample.closed).when(.addNote("Rang  back.")).then(noted)
    }

    @Test(arguments: ["", " ", "\r\n"])
    func `needs words`(text: String) {
        given(Sample.opened).when(.addNote(text)).refused(.missing(.text))
    }

    @Test(arguments: [("a", 1), ("é", 2), ("☂", 3), ("🗑", 4)])
    func `takes 50,000 bytes, and no more`(character: String, size: Int) {
        let text = fill(Texts.message, character, size)
        given(Sample.opened).when(.addNote(text)).then(.noteAdded(NoteAdded(text: .value(text))))
        given(Sample.opened).when(.addNote(text + "x")).refused(.tooLong(.text, limit: 50_000))
    }
}

@Suite("Closing a case") struct CloseTests {
    @Test(arguments: Outcome.choosable)
    func `keeps its outcome`(outcome: Outcome) {
        given(Sample.opened).when(.close(outcome, note: " "))
            .then(.closed(CaseClosed(outcome: outcome)))
        given(Sample.opened).when(.close(outcome, note: " Done. "))
            .then(.closed(CaseClosed(outcome: outcome, note: .value("Done."))))
    }

    @Test func `says how it ended`() {
        given(Sample.opened).when(.close(.unknown, note: "")).refused(.missing(.outcome))
    }

    @Test func `takes a note of 50,000 bytes, and no more`() {
        let note = fill(Texts.message, "é", 2)
        given(Sample.opened).when(.close(.answered, note: note))
            .then(.closed(CaseClosed(outcome: .answered, note: .value(note))))
        given(Sample.opened).when(.close(.answered, note: note + "x"))
            .refused(.tooLong(.note, limit: 50_000))
    }
}

@Suite("Importing a trace") struct ImportTests {
    @Test func `takes it as it was recorded, each activity at its own time`() throws {
        let first = Occurrence.instant(try #require(Instant("2011-10-11T13:45:40.276+02:00")))
        // An old log may name days that no form would take, and need not be in order.
        let second = Occurrence.day(.of("1850-01-01"))
        let received = ActivityRecorded(activity: Code("T02"), offsetMinutes: 120)
        let sent = ActivityRecorded(activity: Code("T06"), transition: Code("complete"))
        let trace = ImportedTrace(
            opened: CaseOpened(type: .imported, log: Sample.log, name: .value("case-10011")),
            activities: [
                Dated(received, occurredAt: first), Dated(sent, occurredAt: second), Dated(sent),
            ])
        given().when(.importTrace(trace)).then([
            Dated(.opened(trace.opened), occurredAt: first),
            Dated(.activityRecorded(received), occurredAt: first),
            Dated(.activityRecorded(sent), occurredAt: second),
            Dated(.activityRecorded(sent)),
        ])
    }

    @Test func `of no activities is a case that began at no known time`() {
        given().when(.importTrace(Sample.trace)).then(.opened(Sample.trace.opened))
    }
}
