import Awards
import Testing

@Suite("Names of municipalities")
struct MunicipalityNameTests {
    @Test("a Gemeinde's name loses its suffix and tells what it is", arguments: [
        ("Köln, Stadt", 61, "Köln", "Stadt", "die"),
        ("Hamburg, Freie und Hansestadt", 61, "Hamburg", "Freie und Hansestadt", "die"),
        ("Lübeck, Hansestadt", 61, "Lübeck", "Hansestadt", "die"),
        ("Stuttgart, Landeshauptstadt", 62, "Stuttgart", "Landeshauptstadt", "die"),
        ("Solingen, Klingenstadt", 61, "Solingen", "Stadt", "die"),
        ("Freiberg, Stadt, Universitätsstadt", 63, "Freiberg", "Stadt", "die"),
        ("Nürnberg", 61, "Nürnberg", "Stadt", "die"),
        ("Neumarkt i.d.OPf., GKSt", 67, "Neumarkt i.d.OPf.", "Stadt", "die"),
        ("Herrieden, St", 63, "Herrieden", "Stadt", "die"),
        ("Ueckermünde, Seebad , Stadt", 63, "Ueckermünde", "Stadt", "die"),
        ("Roßtal, M", 60, "Roßtal", "Markt", "der"),
        ("Diesdorf, Flecken", 64, "Diesdorf", "Flecken", "der"),
        ("Juist, Inselgemeinde", 64, "Juist", "Gemeinde", "die"),
        ("Langeoog", 64, "Langeoog", "Gemeinde", "die"),
        ("Osterheide, gemfr. Bezirk", 65, "Osterheide", "Gemeindefreies Gebiet", "das"),
        ("Vorlagensee (Forstgutsbez.),gemfr.Geb.", 66, "Vorlagensee (Forstgutsbez.)", "Gemeindefreies Gebiet", "das"),
    ])
    func gemeinde(official: String, textCode: Int, display: String, designation: String, article: String) {
        #expect(
            MunicipalityName(gemeinde: official, textCode: textCode)
                == MunicipalityName(display: display, designation: designation, article: article)
        )
    }

    @Test("a county's name says that it is one", arguments: [
        ("Fürth", 44, "Landkreis Fürth", "Landkreis", "der"),
        ("Dithmarschen", 43, "Kreis Dithmarschen", "Kreis", "der"),
        ("Rhein-Kreis Neuss", 43, "Rhein-Kreis Neuss", "Kreis", "der"),
        ("Hochsauerlandkreis", 43, "Hochsauerlandkreis", "Kreis", "der"),
        ("Landkreis Rostock", 44, "Landkreis Rostock", "Landkreis", "der"),
        ("Regen", 44, "Landkreis Regen", "Landkreis", "der"),
        ("Region Hannover", 44, "Region Hannover", "Region", "die"),
        ("Städteregion Aachen", 43, "Städteregion Aachen", "Städteregion", "die"),
        ("Regionalverband Saarbrücken", 45, "Regionalverband Saarbrücken", "Regionalverband", "der"),
    ])
    func county(official: String, textCode: Int, display: String, designation: String, article: String) {
        #expect(
            MunicipalityName(county: official, textCode: textCode)
                == MunicipalityName(display: display, designation: designation, article: article)
        )
    }

    @Test("a Textkennzeichen of something else gives no name")
    func foreignCode() {
        #expect(MunicipalityName(gemeinde: "Köln, Stadt", textCode: 41) == nil)
        #expect(MunicipalityName(county: "Köln", textCode: 41) == nil)
        #expect(MunicipalityName(gemeinde: " , Stadt", textCode: 63) == nil)
    }
}
