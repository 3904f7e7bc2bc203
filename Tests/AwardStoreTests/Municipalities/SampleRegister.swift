import AwardStore
import Foundation
import Postgres

/// Invented registers in the official layouts, under a Land 99 that does not exist.
enum SampleRegister {
    private static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()

    static func fixedWidth() throws -> String {
        try String(contentsOf: folder.appending(path: "gv100ad-synthetic.txt"), encoding: .utf8)
    }

    static let extract = """
        satzart,textkennzeichen,land,rb,kreis,vb,gemeinde,gemeindename,flaeche,bevoelkerung,maennlich
        ,,,,,,,Gemeinden nach Fläche und Bevölkerung am 31.12.2019,,,
        10,,99,,,,,Musterland,,,
        40,44,99,0,01,,,Musterland,,,
        60,63,99,0,01,0001,001,"Musterstadt an der Muster, Stadt", 52.10, 38 412, 18 990
        60,64,99,0,01,5002,002,Beispielhausen, 20.11, 7 850, 3 901
        40,41,99,0,11,,,"Großmusterstadt, Landeshauptstadt",,,
        60,61,99,0,11,0000,000,"Großmusterstadt, Landeshauptstadt", 200.12, 612 340, 299 871
        """

    static let reference = """
        kind,key,official_name,display_name,article,designation,land,population,population_date,source,note
        gemeinde,99001001,"Musterstadt an der Muster, Stadt",Musterstadt,die,Stadt,99,38412,2019-12-31,"Erfunden, für Tests",
        landkreis,99001,Musterland,Landkreis Musterland,der,Landkreis,99,46274,2019-12-31,"Erfunden, für Tests",mit Notiz
        """

    static func addLand(_ store: Store) async throws {
        try await store.database.transaction { session in
            _ = try session.execute("INSERT INTO land (code, name, short_name) VALUES ('99', 'Musterland', 'ML')")
        }
    }
}
