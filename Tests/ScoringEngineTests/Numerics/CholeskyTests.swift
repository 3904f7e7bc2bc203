import Testing

@testable import ScoringEngine

@Suite("Dense positive definite matrices")
struct CholeskyTests {
    /// 2 on the diagonal and −1 beside it: determinant n + 1, inverse min(i, j)·(n + 1 − max(i, j))/(n + 1), counted from 1.
    private func chain(_ order: Int) -> SymmetricMatrix {
        var matrix = SymmetricMatrix(order: order)
        for row in 0..<order {
            matrix[row, row] = 2
            if row > 0 { matrix[row, row - 1] = -1 }
        }
        return matrix
    }

    private func inverse(_ order: Int, _ row: Int, _ column: Int) -> Double {
        Double(min(row, column) + 1) * Double(order - max(row, column)) / Double(order + 1)
    }

    static let orders = [0, 1, 2, 47, 48, 49, 97, 150]

    @Test("determinant, solution and inverse of a chain, below, at and above whole tiles", arguments: orders)
    func chain(order: Int) throws {
        let factor = try #require(Cholesky(chain(order)))
        #expect(abs(factor.logDeterminant - naturalLog(Double(order + 1))) < 1e-12)
        let diagonal = factor.inverseFactor().diagonal()
        for column in 0..<order {
            var unit = [Double](repeating: 0, count: order)
            unit[column] = 1
            factor.solve(&unit)
            for row in 0..<order { #expect(abs(unit[row] - inverse(order, row, column)) < 1e-11) }
            #expect(abs(diagonal[column] - inverse(order, column, column)) < 1e-11)
        }
    }

    @Test("sums of the inverse over the pairs of a list")
    func lists() throws {
        let order = 60
        let forms = try #require(Cholesky(chain(order))).inverseFactor().lists(first: [0, 3, 3, 5], members: [50, 4, 17, 59, 0])
        func pairs(_ members: [Int]) -> Double {
            members.reduce(0) { sum, row in members.reduce(sum) { $0 + inverse(order, row, $1) } }
        }
        for (form, expected) in zip(forms, [pairs([50, 4, 17]), 0, pairs([59, 0])]) { #expect(abs(form - expected) < 1e-11) }
    }

    @Test("a full matrix comes back from its factor")
    func full() throws {
        var random = SeededGenerator(seed: 5)
        let order = 130
        let rows = (0..<order).map { _ in (0..<order).map { _ in Double.random(in: -1...1, using: &random) } }
        var matrix = SymmetricMatrix(order: order)
        for row in 0..<order {
            for column in 0...row { matrix[row, column] = sumOfProducts(rows[row], rows[column]) + (row == column ? 1 : 0) }
        }
        let factor = try #require(Cholesky(matrix))
        for row in 0..<order {
            let own = Array(factor.factor.dropFirst(row * factor.stride).prefix(row + 1))
            for column in 0...row {
                let other = Array(factor.factor.dropFirst(column * factor.stride).prefix(column + 1))
                #expect(abs(sumOfProducts(other, own) - matrix[row, column]) < 1e-11)
            }
        }
    }

    @Test("no factor of a matrix that is indefinite, singular or not finite")
    func indefinite() {
        for corner in [-1, 0, Double.nan, .infinity] {
            var matrix = SymmetricMatrix(order: 2)
            matrix[0, 0] = 1
            matrix[1, 1] = corner
            #expect(Cholesky(matrix) == nil)
        }
    }
}
