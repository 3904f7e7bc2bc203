/// Reference and demo data, embedded in the binary. The rounds under `Rounds` are not: they are imported as files.
public enum Seeds {
    /// `code,name,short`, with a head.
    public static let laender = PackageResources.laender_csv
    /// The laureates' municipalities and counties since 2017, as a reference register.
    public static let municipalities = PackageResources.municipalities_csv

    /// One a line, lower case; lines that begin with "# " name source and licence.
    public static let commonPasswords = PackageResources.common_passwords_txt

    public static let demoMunicipalities = PackageResources.demo_municipalities_csv
    /// The round files of the demo, in the order they are imported.
    public static let demoRounds = [PackageResources.demo_2025_yaml, PackageResources.demo_2027_yaml]
    /// People, entries and scores of the demo.
    public static let demoEntries = PackageResources.entries_yaml
}
