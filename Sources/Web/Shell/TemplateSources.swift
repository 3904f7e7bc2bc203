extension Templates {
    /// Every template of the folder, by the name other templates call it. A test compares the list with the folder.
    static let sources: [(name: String, text: String)] = [
        ("accessibility", PackageResources.accessibility_mustache),
        ("account", PackageResources.account_mustache),
        ("breadcrumb", PackageResources.breadcrumb_mustache),
        ("error", PackageResources.error_mustache),
        ("error-summary", PackageResources.error_summary_mustache),
        ("field", PackageResources.field_mustache),
        ("field-choices", PackageResources.field_choices_mustache),
        ("field-select", PackageResources.field_select_mustache),
        ("field-text", PackageResources.field_text_mustache),
        ("field-textarea", PackageResources.field_textarea_mustache),
        ("form-hidden", PackageResources.form_hidden_mustache),
        ("home", PackageResources.home_mustache),
        ("imprint", PackageResources.imprint_mustache),
        ("layout", PackageResources.layout_mustache),
        ("notice", PackageResources.notice_mustache),
        ("paging", PackageResources.paging_mustache),
        ("privacy", PackageResources.privacy_mustache),
        ("resume", PackageResources.resume_mustache),
        ("round-tabs", PackageResources.round_tabs_mustache),
        ("sign-in", PackageResources.sign_in_mustache),
        ("sign-in-again", PackageResources.sign_in_again_mustache),
        ("steps", PackageResources.steps_mustache),
        ("timeline", PackageResources.timeline_mustache),
    ].map { ($0.0, String(decoding: $0.1, as: UTF8.self)) }
}
