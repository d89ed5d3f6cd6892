-- Holds against every program that uses this account, ours included. Only who may change the table itself can lift it.
CREATE FUNCTION audit_line_append_only() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'INSERT' THEN
        -- no line says of itself when it was written; and not the start of a transaction that waited
        NEW.written_at := clock_timestamp();
        RETURN NEW;
    END IF;
    IF TG_OP = 'DELETE' THEN
        IF OLD.written_at < clock_timestamp() - INTERVAL '30 days' THEN
            RETURN OLD;
        END IF;
    END IF;
    RAISE EXCEPTION 'audit_line is append-only, % is refused', TG_OP USING ERRCODE = 'insufficient_privilege';
END $$;

CREATE TRIGGER audit_line_append_only BEFORE INSERT OR UPDATE OR DELETE ON audit_line
    FOR EACH ROW EXECUTE FUNCTION audit_line_append_only();
CREATE TRIGGER audit_line_not_truncated BEFORE TRUNCATE ON audit_line
    FOR EACH STATEMENT EXECUTE FUNCTION audit_line_append_only();
