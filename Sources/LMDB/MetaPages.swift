// SPDX-License-Identifier: Apache-2.0
internal import Glibc

/// The first two pages of a data file of LMDB 0.9, written in turn: transaction *n* says on page
/// *n* mod 2 where its tables begin. The greater number wins, so one bit that flips in a number can
/// bring back the state of the transaction before, which is whole in itself.
enum MetaPages {
    /// Where the numbers stand, in machine order, as the structs of `mdb.c` lie on a 64-bit system:
    /// a page's header has 16 bytes; what follows has 24 up to the page size, 128 to the number.
    private static let place = (pageSize: 16 + 24, transaction: 16 + 128)

    /// Whether the two follow one another, as they do from the first transaction on.
    static func follow(_ path: String) throws(LMDBError) -> Bool {
        let file = unsafe Glibc.open(path, O_RDONLY | O_CLOEXEC)
        guard file >= 0 else { throw LMDBError(code: errno, function: "open") }
        defer { close(file) }
        // A writer may be at work between the two reads.
        for _ in 1...10 {
            let size = number(file, at: place.pageSize, bytes: 4)
            let even = number(file, at: place.transaction, bytes: 8)
            let odd = number(file, at: Int(clamping: size) + place.transaction, bytes: 8)
            if even & 1 == 0, odd & 1 == 1, even &- odd == 1 || odd &- even == 1 { return true }
            if even == 0, odd == 0 { return true }
        }
        return false
    }

    private static func number(_ file: Int32, at offset: Int, bytes count: Int) -> UInt64 {
        var value: UInt64 = 0
        _ = unsafe pread(file, &value, count, offset)
        return value
    }
}

extension Environment {
    /// Whether what the file says of its last two transactions fits together.
    package func isCurrent() throws(LMDBError) -> Bool {
        try MetaPages.follow("\(path)/data.mdb")
    }
}
