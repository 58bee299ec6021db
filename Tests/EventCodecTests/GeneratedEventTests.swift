// SPDX-License-Identifier: Apache-2.0
import Casework
import EventCodec
import Forms
import TestKit
import Testing
import WorkingTime

/// Every event that has a form, with fields drawn for it.
@Suite("Generated events") struct GeneratedEventTests {
    @Test(arguments: CaseEvent.forms.map(\.name))
    func `are written, and read again as they were`(type: String) throws {
        let form = try #require(CaseEvent.forms.first { $0.name == type })
        for seed in 0..<UInt64(50) {
            var generator = GeneratedFields(seed: seed, today: .of("2026-11-22"))
            generator.values = ["model": ["by": "role/director"], "signer": "role/director"]
            let (plain, sealed) = generator.event(form.fields)
            let data = JSON.object(
                sealed.isEmpty ? plain : plain + [JSON.Member("sealed", .object([]))])
            let event = try form.read(FieldReader(data: data, opened: .object(sealed)))
            let encoded = EventCodec.encode(.case(event))
            #expect(encoded.type == type)
            let commitment =
                encoded.sealed == nil ? nil : ("case/x", [UInt8](repeating: 0, count: 32))
            let read = try EventCodec.decode(
                type: encoded.type, dataVersion: encoded.dataVersion,
                data: encoded.data(commitment: commitment), opened: encoded.sealed)
            #expect(read == .case(event), "seed \(seed)")
        }
    }
}
