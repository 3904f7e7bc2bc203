/// A small round file without mistakes; the tests below change one place each and know the lines by heart.
let sampleRoundFile = """
    format: lorbeer-round/1
    competition: {slug: probe, title: Probewettbewerb}
    round:
      slug: probe-2027
      title: "Probe 2027"
      timeZone: Europe/Berlin
      sampleData: true
    dates:
      callOpens: 2027-01-01 00:00
      entryDeadline: 2027-06-30 24:00
      juryMeets: 2027-09-01
    budgetEuro: 100000.00
    eligibility:
      kinds: [gemeinde, landkreis]
      populationDate: 2025-12-31
    tracks:
      - {code: klein, title: Klein, populationFrom: 0, populationTo: 19999, placesEuro: [30000.00, 15000.00]}
      - {code: gross, title: Groß, populationFrom: 20000, placesEuro: [30000.00, 15000.00]}
    form:
      sections:
        - code: verankerung
          title: Verankerung
          questions:
            - {code: beschluesse, label: "Welche Beschlüsse gibt es?", maximumCharacters: 200, required: true}
      measures:
        minimum: 1
        maximum: 30
        titleMaximumCharacters: 120
        descriptionMaximumCharacters: 1500
        finishedWithinYears: 5
        fields: [{code: bildung, title: Bildung}]
    rubric:
      notApplicable: renormalise
      aggregation: {method: trimmedMean, trim: 1}
      minimumSheets: 3
      criteria:
        - code: verankerung
          title: Verankerung
          weight: 2
          scale: {min: 0, max: 10, step: 0.5}
          levels:
            - {points: 0, text: "nichts"}
    ranking:
      style: standard
      ties: [median, "criterion:verankerung", lot]
      lotSeed: "2027-09-01"
    prizes:
      ties: pooledSplit
      special:
        - {code: sonderpreis, title: Sonderpreis, amountEuro: 10000.00, joint: true}
    sampleData:
      - {path: rubric, note: "Beispielwerte."}
    sources: ["erfunden"]
    """
