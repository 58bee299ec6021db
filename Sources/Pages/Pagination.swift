// SPDX-License-Identifier: Apache-2.0
internal import WorkingTime

/// One page of a list, and the way to the others.
package struct Pagination: Sendable, Equatable {
    package enum Item: Sendable, Equatable {
        case page(Int)
        /// Two or more pages left out.
        case gap
    }

    /// Rows in the whole list, 0 or more.
    package let total: Int
    /// Rows on a page, 1 or more.
    package let size: Int
    /// 1…`pages`.
    package let page: Int

    /// - Parameter page: Any number; one outside the list is moved to its nearest page.
    package init(page: Int, total: Int, size: Int = 20) {
        self.total = max(0, total)
        self.size = max(1, size)
        let pages = Self.pages(total: self.total, size: self.size)
        self.page = min(max(1, page), pages)
    }

    /// 1 or more: an empty list has one page.
    package var pages: Int { Self.pages(total: total, size: size) }

    /// How many rows come before this page.
    package var offset: Int { (page - 1) * size }

    /// The first and last row of this page, counted from 1; nil for an empty list.
    package var range: ClosedRange<Int>? {
        total == 0 ? nil : offset + 1...min(offset + size, total)
    }

    /// First, last, this page and its neighbours; a gap of a single page is shown as that page.
    package var items: [Item] {
        var items: [Item] = []
        var last = 0
        for number in 1...pages
        where number == 1 || number == pages || abs(number - page) <= 1 {
            if number == last + 2 { items.append(.page(last + 1)) }
            if number > last + 2 { items.append(.gap) }
            items.append(.page(number))
            last = number
        }
        return items
    }

    private static func pages(total: Int, size: Int) -> Int { max(1, (total + size - 1) / size) }

    /// - Parameter href: The address of a page by its number.
    func view(href: (Int) -> String) -> View {
        [
            "many": pages > 1,
            "previous": page > 1 ? href(page - 1) as Any : false,
            "next": page < pages ? href(page + 1) as Any : false,
            "items": items.map { item -> View in
                switch item {
                case .gap: ["gap": true]
                case .page(let number):
                    [
                        "gap": false, "number": Words.count(number), "href": href(number),
                        "current": number == page,
                    ]
                }
            },
        ]
    }
}
