/// The database schema, embedded in the binary: migrations in order, one current text per view, and the invariants.
public enum Schema {
    public struct File: Sendable {
        /// The file's name without its ending.
        public let name: String
        public let sql: String

        init(_ name: String, _ bytes: [UInt8]) {
            self.name = name
            self.sql = String(decoding: bytes, as: UTF8.self)
        }
    }

    /// Forward-only, in the order they are applied. A file that has been released never changes.
    public static let migrations: [File] = [
        File("m0001_accounts", PackageResources.m0001_accounts_sql),
        File("m0002_rounds", PackageResources.m0002_rounds_sql),
        File("m0003_entries", PackageResources.m0003_entries_sql),
        File("m0004_judging", PackageResources.m0004_judging_sql),
        File("m0005_prizes", PackageResources.m0005_prizes_sql),
        File("m0006_section_history", PackageResources.m0006_section_history_sql),
        File("m0007_roles", PackageResources.m0007_roles_sql),
        File("m0008_access", PackageResources.m0008_access_sql),
        File("m0009_conflicts", PackageResources.m0009_conflicts_sql),
        File("m0010_record", PackageResources.m0010_record_sql),
        File("m0011_wall", PackageResources.m0011_wall_sql),
        File("m0012_commitments", PackageResources.m0012_commitments_sql),
        File("m0013_links", PackageResources.m0013_links_sql),
        File("m0014_deeds", PackageResources.m0014_deeds_sql),
        File("m0015_states", PackageResources.m0015_states_sql),
        File("m0016_names", PackageResources.m0016_names_sql),
        File("m0017_verdicts", PackageResources.m0017_verdicts_sql),
        File("m0018_doors", PackageResources.m0018_doors_sql),
    ]

    /// In the order of their dependencies.
    public static let views: [File] = [
        File("sheet_progress", PackageResources.sheet_progress_sql),
    ]

    /// Each a SELECT whose first column names an offending id; a sound database answers none with a row.
    public static let invariants: [File] = [
        File("assignments_have_sheets", PackageResources.assignments_have_sheets_sql),
        File("award_totals", PackageResources.award_totals_sql),
        File("bias_is_decided_by_others", PackageResources.bias_is_decided_by_others_sql),
        File("conflicts_do_not_count", PackageResources.conflicts_do_not_count_sql),
        File("declarations_follow_record", PackageResources.declarations_follow_record_sql),
        File("entry_numbers_gapless", PackageResources.entry_numbers_gapless_sql),
        File("event_details_match", PackageResources.event_details_match_sql),
        File("event_head_is_last", PackageResources.event_head_is_last_sql),
        File("events_are_chained", PackageResources.events_are_chained_sql),
        File("final_sheets_complete", PackageResources.final_sheets_complete_sql),
        File("powerful_accounts_are_their_own", PackageResources.powerful_accounts_are_their_own_sql),
        File("published_rounds_have_runs", PackageResources.published_rounds_have_runs_sql),
        File("rounds_follow_rules", PackageResources.rounds_follow_rules_sql),
        File("sheets_follow_declarations", PackageResources.sheets_follow_declarations_sql),
    ]
}
