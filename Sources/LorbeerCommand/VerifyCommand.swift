import ArgumentParser
import Awards

struct VerifyCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "verify",
        abstract: "Checks a published result or a receipt, offline; exit status 1 and what is wrong where something does not hold."
    )

    @Argument(help: "A result bundle (bundle.json) or a receipt (nachweis.json).")
    var file: String

    @Option(help: "The server's public key, as it was published: name+hash+key. Without it the file's own key is taken.")
    var key: String?

    @Option(help: "An earlier bundle or checkpoint of the same server: finds a record that was reset or rewritten.")
    var previous: String?

    func run() throws {
        let bytes = try InputFile(path: file).bytes()
        let isReceipt = (try? CanonicalJSON.read(bytes))?["format"]?.string == EventReceipt.format
        guard !isReceipt || previous == nil else {
            throw CommandFailure(description: "Ein Nachweis enthält nicht die ganze Kette. Mit einem früheren Stand lässt sich nur ein Ergebnis (bundle.json) vergleichen.")
        }
        let report = isReceipt
            ? EventReceipt.report(on: bytes, key: key)
            : BundleVerification.report(on: bytes, key: key, previous: try previous.map { try InputFile(path: $0).bytes() })
        for line in report.lines { Terminal.output(line) }
        guard report.isClean else {
            Terminal.output("Ergebnis: NICHT in Ordnung.")
            throw ExitCode(1)
        }
        Terminal.output(
            key == nil
                ? "In sich stimmig; die Herkunft ist nicht geprüft, denn der Schlüssel steht in der Datei selbst. Den veröffentlichten finden Sie auf der Internetseite des Wettbewerbs unter /ergebnisse/schluessel.txt; prüfen Sie damit noch einmal: --key SCHLÜSSEL"
                : "Ergebnis: in Ordnung."
        )
    }
}
