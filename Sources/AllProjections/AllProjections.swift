// SPDX-License-Identifier: Apache-2.0
package import ProjectorKit
internal import Queues

/// Every projection of this program: what `project`, `up`, `status` and `query` know, and what the
/// contract tests fold. A new one is its `import` and its name here.
package let allProjections: [any Projection.Type] = [
    QueuesProjection.self
]

/// Their names, in that order.
package let projectionNames = allProjections.map { $0.name }

/// The same, for a sentence: `queues, backlog`.
package let projectionList = projectionNames.joined(separator: ", ")
