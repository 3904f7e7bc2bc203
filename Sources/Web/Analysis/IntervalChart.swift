import Foundation

/// Points with their ranges under each other on one axis, as a drawing that fits any width: places along the axis are
/// percentages, everything else is in pixels, so that the words keep their size on a phone. The table beside it says the same.
struct IntervalChart: ViewModel {
    struct Tick: ViewModel {
        let x: String
        let anchor: String
        let label: String
        /// The line that means "no difference".
        let isZero: Bool
    }

    struct Row: ViewModel {
        let label: String
        let labelY: Int
        let lineY: Int
        let low: String
        let high: String
        let point: String
    }

    let id: String
    let title: String
    let description: String
    let height: Int
    let axisTop: Int
    let axisY: Int
    let ticks: [Tick]
    let rows: [Row]
}

extension IntervalChart {
    struct Item {
        let label: String
        let value: Double
        let low: Double
        let high: Double
    }

    /// - Parameters:
    ///   - ticks: values on the axis with their words, in ascending order; the first and the last are the axis's ends.
    ///   - zero: the value where a line stands out.
    init(id: String, title: String, description: String, items: [Item], ticks: [(value: Double, label: String)], zero: Double? = nil) {
        let axis = Axis(from: ticks.first?.value ?? 0, to: ticks.last?.value ?? 1)
        let rowHeight = 46
        let top = 28
        self.id = id
        self.title = title
        self.description = description
        axisTop = top
        axisY = 18
        height = top + rowHeight * items.count + 8
        self.ticks = ticks.enumerated().map { index, tick in
            let anchor = index == 0 ? "start" : index == ticks.count - 1 ? "end" : "middle"
            return Tick(x: axis.place(tick.value), anchor: anchor, label: tick.label, isZero: tick.value == zero)
        }
        rows = items.enumerated().map { index, item in
            let y = top + rowHeight * index
            return Row(
                label: item.label, labelY: y + 18, lineY: y + 34, low: axis.place(item.low), high: axis.place(item.high),
                point: axis.place(item.value)
            )
        }
    }

    /// Leaves room at both ends for the dots.
    private struct Axis {
        let from: Double
        let to: Double

        func place(_ value: Double) -> String {
            let share = to > from ? min(max((value - from) / (to - from), 0), 1) : 0.5
            return String(format: "%.2f%%", 2.5 + 95 * share)
        }
    }
}
