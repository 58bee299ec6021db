// swift-tools-version: 6.2
// SPDX-License-Identifier: Apache-2.0
import PackageDescription

/// What every target is compiled with: Swift 6 mode, warnings as errors, and no unsafe construct
/// that is not written as such. `tools/check` allows the word `unsafe` in the C wrappers alone.
let settings: [SwiftSetting] = [
    .strictMemorySafety(),
    .treatAllWarnings(as: .error),
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .enableUpcomingFeature("NonisolatedNonsendingByDefault"),
]

func library(
    _ name: String, _ dependencies: [Target.Dependency] = [], path: String? = nil,
    resources: [Resource]? = nil
) -> Target {
    .target(
        name: name, dependencies: dependencies, path: path,
        exclude: path == nil ? [] : ["README.md", "queries"],
        resources: resources, swiftSettings: settings)
}

func tests(_ name: String, _ dependencies: [Target.Dependency]) -> Target {
    .testTarget(name: name, dependencies: dependencies + ["TestKit"], swiftSettings: settings)
}

let crypto = Target.Dependency.product(name: "Crypto", package: "swift-crypto")
let grdb = Target.Dependency.product(name: "GRDB", package: "GRDB.swift")
let log = Target.Dependency.product(name: "Logging", package: "swift-log")
let lifecycle = Target.Dependency.product(
    name: "ServiceLifecycle", package: "swift-service-lifecycle")
let nio = Target.Dependency.product(name: "NIOCore", package: "swift-nio")
let hummingbird = Target.Dependency.product(name: "Hummingbird", package: "hummingbird")
let httpTypes = Target.Dependency.product(name: "HTTPTypes", package: "swift-http-types")
let systemPackage = Target.Dependency.product(name: "SystemPackage", package: "swift-system")

/// A projection is a folder in `Projections/` and a name in this list.
let projections = ["Queues"]

let package = Package(
    name: "caseledger",
    products: [.executable(name: "caseledger", targets: ["caseledger"])],
    dependencies: [
        .package(url: "https://github.com/apple/swift-argument-parser", exact: "1.8.2"),
        .package(url: "https://github.com/apple/swift-configuration", exact: "1.4.0", traits: []),
        .package(url: "https://github.com/apple/swift-crypto", exact: "4.5.2"),
        .package(url: "https://github.com/apple/swift-http-types", exact: "1.8.0"),
        .package(url: "https://github.com/apple/swift-log", exact: "1.16.2"),
        .package(url: "https://github.com/apple/swift-nio", exact: "2.101.2"),
        .package(url: "https://github.com/apple/swift-system", exact: "1.8.1"),
        .package(url: "https://github.com/groue/GRDB.swift", exact: "7.10.0"),
        .package(url: "https://github.com/hummingbird-project/hummingbird", exact: "2.28.1"),
        .package(url: "https://github.com/hummingbird-project/swift-mustache", exact: "2.1.1"),
        .package(url: "https://github.com/jpsim/Yams", exact: "6.2.2"),
        .package(url: "https://github.com/swift-server/async-http-client", exact: "1.37.0"),
        .package(url: "https://github.com/swift-server/swift-service-lifecycle", exact: "2.13.0"),
    ],
    targets: [
        // C libraries, and for each a small Swift target that makes it safe to call.
        .systemLibrary(name: "CLMDB", providers: [.apt(["liblmdb-dev"])]),
        .systemLibrary(name: "CZstd", providers: [.apt(["libzstd-dev"])]),
        .systemLibrary(name: "CExpat", providers: [.apt(["libexpat1-dev"])]),
        .systemLibrary(name: "CZlib", providers: [.apt(["zlib1g-dev"])]),
        .target(name: "CFutex"),
        .target(name: "CTerminal"),
        .target(name: "CSQLiteGuard"),
        library("LMDB", ["CLMDB"]),
        library("Zstd", ["CZstd"]),
        library("Expat", ["CExpat"]),
        library("Gzip", ["CZlib"]),
        library("Futex", ["CFutex"]),
        library("Rename"),
        library("Terminal", ["CTerminal"]),
        library("SQLiteGuard", ["CSQLiteGuard", grdb]),

        // The core: values in, values out.
        library("WorkingTime", resources: [.embedInCode("Calendar/bank-holidays.tsv")]),
        library("MerkleTree", [crypto]),
        library("Forms", ["WorkingTime"]),
        library("Casework", ["Forms", "WorkingTime", crypto]),
        library("EventCodec", ["Forms", "Casework", "WorkingTime"]),
        library("Simulation", ["Casework", "WorkingTime"]),
        library(
            "ProcessFiles", ["Casework", .product(name: "Yams", package: "Yams")],
            resources: [.embedInCode("Processes"), .embedInCode("Texts")]),

        // How it is operated.
        library("Telemetry", ["WorkingTime", log]),
        library(
            "Settings",
            [
                "Telemetry", "MerkleTree",
                .product(name: "Configuration", package: "swift-configuration"),
                .product(name: "Yams", package: "Yams"),
            ]),

        // The record.
        library("Ledger", ["LMDB", "Zstd", "Futex", "MerkleTree", "WorkingTime"]),
        library(
            "Vault",
            ["Ledger", "Zstd", crypto, systemPackage]),
        library(
            "CaseService",
            [
                "Ledger", "Vault", "MerkleTree", "Rename", "SyncedFile", "EventCodec", "Casework",
                "Forms", "ProcessFiles", "WorkingTime",
            ]),
        library(
            "Demonstration",
            [
                "Simulation", "CaseService", "EventCodec", "Ledger", "Casework", "Forms",
                "WorkingTime",
            ]),

        // What is read.
        library("ReadModels", ["Casework", "WorkingTime", grdb]),
        library(
            "ProjectorKit",
            [
                "Ledger", "MerkleTree", "EventCodec", "Casework", "Forms", "ReadModels", "Rename",
                "WorkingTime", grdb,
            ]),

        // In and out.
        library("XES", ["Expat", "Gzip", "WorkingTime"]),
        library("CSV"),
        library(
            "Interchange",
            [
                "XES", "CSV", "Gzip", "CaseService", "EventCodec", "Ledger", "Vault", "Casework",
                "Forms", "WorkingTime", crypto, .product(name: "Yams", package: "Yams"),
            ]),
        library(
            "Pages",
            [
                "Casework", "Forms", "WorkingTime",
                .product(name: "Mustache", package: "swift-mustache"),
            ],
            resources: [.embedInCode("Templates"), .embedInCode("Styles")]),

        // How checkpoints leave the machine, and who looks at them elsewhere.
        library("SyncedFile", ["Rename", systemPackage]),
        library(
            "Checkpoints",
            [
                "CaseService", "Ledger", "MerkleTree", "SyncedFile", "Settings", "WorkingTime",
                crypto, log, lifecycle, nio,
                .product(name: "NIOHTTP1", package: "swift-nio"),
                .product(name: "AsyncHTTPClient", package: "async-http-client"),
            ]),
        library(
            "Witness",
            [
                "MerkleTree", "SyncedFile", "Vault", "Ledger", log, hummingbird, httpTypes, crypto,
            ]),
        library(
            "Server",
            [
                "CaseService", "Checkpoints", "MerkleTree", "ReadModels", "ProjectorKit", "Pages",
                "Casework", "Forms", "Ledger", "Vault", "EventCodec", "Settings", "Telemetry",
                "WorkingTime", grdb, crypto, log, hummingbird, httpTypes, lifecycle,
            ]),
        .executableTarget(
            name: "caseledger",
            dependencies: [
                "Server", "Checkpoints", "Witness", "Interchange", "XES", "Demonstration",
                "Simulation", "CaseService", "AllProjections", "ProjectorKit",
                "ReadModels",
                "Ledger", "MerkleTree", "Vault", "Settings", "Telemetry",
                "EventCodec", "Casework", "Forms", "ProcessFiles", "WorkingTime", "Rename",
                "SQLiteGuard",
                "Terminal",
                grdb,
                "CSV", log,
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
                lifecycle,
            ],
            swiftSettings: settings),
        library(
            "AllProjections",
            ["ProjectorKit"] + projections.map { .init(stringLiteral: $0) }),
    ]
        + projections.map {
            library(
                $0,
                [
                    "ProjectorKit", "ReadModels", "EventCodec", "Casework", "Forms", "WorkingTime",
                    grdb,
                ],
                path: "Projections/\($0)",
                resources: [.embedInCode("schema.sql"), .embedInCode("indexes.sql")])
        }
        + [
            library("TestKit", ["Ledger", "Casework", "Forms", "WorkingTime"]),
            .executableTarget(
                name: "FaultWriter", dependencies: ["Ledger", "Futex"], path: "Tests/FaultWriter",
                swiftSettings: settings),
            .executableTarget(
                name: "LedgerBench", dependencies: ["Ledger", "MerkleTree", "TestKit"],
                path: "Tests/LedgerBench", swiftSettings: settings),
            .executableTarget(
                name: "Forger", dependencies: ["Ledger", "MerkleTree", "Zstd"],
                path: "Tests/Forger", swiftSettings: settings),
            tests("LedgerTests", ["Ledger", "MerkleTree", "Futex", "WorkingTime", "FaultWriter"]),
            .executableTarget(
                name: "ProjectorVictim",
                dependencies: ["AllProjections", "ProjectorKit", "ReadModels", "Ledger", grdb],
                path: "Tests/ProjectorVictim", swiftSettings: settings),
            tests(
                "ProjectionTests",
                [
                    "ProjectorVictim", "AllProjections", "ProjectorKit", "ReadModels",
                    "CaseService", "Ledger", "MerkleTree", "Vault", "EventCodec", "Casework",
                    "WorkingTime", grdb, crypto,
                ] + projections.map { .init(stringLiteral: $0) }),
            tests("MerkleTreeTests", ["MerkleTree"]),
            tests("SettingsTests", ["Settings", "Telemetry", "MerkleTree"]),
            tests("TelemetryTests", ["Telemetry", "WorkingTime", log]),
            tests(
                "ProofTests",
                [
                    "CaseService", "MerkleTree", "Ledger", "EventCodec", "Casework", "WorkingTime",
                    crypto,
                ]),
            tests(
                "ReplayTests", ["CaseService", "EventCodec", "Casework", "Forms", "WorkingTime"]),
            tests("TerminalTests", ["Terminal"]),
            tests("WorkingTimeTests", ["WorkingTime"]),
            tests("CaseworkTests", ["Casework", "EventCodec", "Forms", "WorkingTime"]),
            tests("ProcessFilesTests", ["ProcessFiles", "Casework", "Forms", "WorkingTime"]),
            tests("FormsTests", ["Forms", "WorkingTime"]),
            tests("EventCodecTests", ["EventCodec", "Casework", "Forms", "WorkingTime"]),
            tests(
                "SimulationTests",
                [
                    "Simulation", "Demonstration", "CaseService", "Ledger", "Casework", "Forms",
                    "WorkingTime",
                ]),
            tests("VaultTests", ["Vault", "Ledger", "Zstd", crypto]),
            tests("PagesTests", ["Pages", "Casework", "Forms", "WorkingTime"]),
            tests("XESTests", ["XES", "Gzip", "WorkingTime"]),
            tests("CSVTests", ["CSV"]),
            tests("InterchangeTests", ["Interchange", "Casework", "WorkingTime"]),
        ],
    swiftLanguageModes: [.v6]
)
