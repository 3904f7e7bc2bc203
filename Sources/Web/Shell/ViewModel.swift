import Foundation
import Mustache

/// The plain values a template shows. Stored properties are the template's keys.
///
/// A property that is nil answers "nothing here" instead of letting the template climb to an outer model's key of the
/// same name. Models that appear in long lists write `child(named:)` by hand, because reflection is several times slower.
protocol ViewModel: MustacheParent, Sendable {}

extension ViewModel {
    func child(named name: String) -> Any? {
        guard let property = Mirror(reflecting: self).children.first(where: { $0.label == name }) else { return nil }
        return shown(property.value)
    }
}

/// A value as mustache should see it: an empty optional becomes a null that stops the search.
func shown(_ value: Any) -> Any {
    let mirror = Mirror(reflecting: value)
    guard mirror.displayStyle == .optional else { return value }
    return mirror.children.first?.value ?? NSNull()
}

/// A page's own model inside the frame every page has.
struct Screen: MustacheParent {
    let frame: Frame
    let content: any ViewModel

    func child(named name: String) -> Any? {
        content.child(named: name) ?? frame.child(named: name)
    }
}
