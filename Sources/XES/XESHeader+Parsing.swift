// SPDX-License-Identifier: Apache-2.0
internal import Expat

extension XESHeader {
    /// The header of a log that is held in memory, as `XESWriter` writes it.
    ///
    /// - Throws: `XESError` where it is no XES.
    package init(parsing bytes: [UInt8]) throws {
        var assembly = LogAssembly()
        func take(_ event: XMLEvent) throws {
            switch event {
            case .start(let element): try assembly.start(element)
            case .end: _ = try assembly.end()
            }
        }
        do {
            let parser = try XMLParser()
            try parser.parse(bytes, take)
            try parser.finish(take)
        } catch let error as XMLError { throw XESError(xml: error) }
        self = assembly.summary.header
    }
}
