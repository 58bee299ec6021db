// SPDX-License-Identifier: Apache-2.0
import Casework
import ProcessFiles

/// A process file in which everything stands once, and nothing is wrong.
enum SampleProcess {
    static let text = """
        process: letters
        title: Letters
        type: enquiry
        stages:
          - {name: received, label: Received, state: open, templates: [reply]}
          - name: drafting
            label: Being drafted
            state: open
          - {name: answered, label: Answered, state: answered}
          - {name: closed, label: Closed, state: closed}
        moves:
          - from: received
            to: drafting
            roles: [officer]
            needs: [ward]
            on: case.draftSaved
          - {from: [received, drafting], to: answered, on: [case.replySent]}
          - {from: answered, to: drafting, on: [case.deliveryRecorded, case.referredBack]}
          - {from: [received, drafting, answered], to: closed, on: [case.closed, case.withdrawn]}
          - {from: closed, to: received, on: case.reopened}
        duties:
          - {name: everyday, commands: [open, save-draft, request-sign-off, sign-draft, send-reply]}
          - {name: seldom, commands: reopen}
        rights:
          - {role: officer, may: [everyday, close]}
          - {role: manager, may: [everyday, seldom, close]}
        fields:
          - {name: ward, label: Ward, kind: choice, choices: [north, south], required: yes}
          - {name: households, label: Households, kind: number, published: yes}
          - {name: remark, label: Remark, kind: text}
        tables:
          priority:
            rows:
              - when:
                  - {field: households, operator: at-least, value: 100}
                  - {field: ward, operator: is, value: north}
                then: high
              - when:
                  - {field: channel, operator: in, value: [phone, social]}
                then: urgent
            otherwise: normal
          routing:
            rows:
              - when: [{field: category, operator: includes, value: bins}]
                then: Street Cleaning
            otherwise: none
          sign-off:
            rows:
              - when: [{field: high-profile, operator: is, value: yes}]
                then: two-of-three
            otherwise: none
        sign-offs:
          - name: two-of-three
            model:
              at-least: 2
              of: [{role: manager}, {team: Press Office}, {all: [{role: officer}]}]
          - {name: one, model: {person: staff/0198c0de-0000-7000-8000-00000000000a}}
        targets:
          - {channels: [letter], clock: svc-letter}
          - {channels: [email, web], days: 3}
        dates: {draft: 10, clearance: 3}
        templates: [reply, sorry]
        outcomes:
          - {name: answered, label: Answered, outcome: answered, template: sorry}
          - {name: withdrawn, label: Withdrawn, outcome: withdrawn}
        retention:
          class: letters
          years: 3
          from: closing
        """

    static func read(
        _ text: String, teams: Set<String>? = nil, templates: Set<String>? = nil
    ) -> (process: CaseProcess?, faults: [ProcessFault]) {
        ProcessFile.read(
            Array(text.utf8), in: ProcessSurroundings(teams: teams, templates: templates))
    }

    /// The line of the first occurrence, from 1.
    static func line(of part: String, in text: String) -> Int? {
        text.split(separator: part, maxSplits: 1, omittingEmptySubsequences: false).first.map {
            $0.filter { $0 == "\n" }.count + 1
        }
    }
}
