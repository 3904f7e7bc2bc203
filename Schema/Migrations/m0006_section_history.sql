-- What was saved stays as it was saved, like every other record.
CREATE TRIGGER entry_section_history_append_only BEFORE UPDATE OR DELETE ON entry_section_history
    FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER entry_section_history_no_truncate BEFORE TRUNCATE ON entry_section_history
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
