-- Two accounts on PostgreSQL: longhaul_owner owns the tables and runs the migrations, longhaul is what the servers use. It
-- reads and writes rows, and can create, change or drop nothing. Run by a superuser in the database of Longhaul; repeatable:
--
--   createdb longhaul
--   psql -d longhaul -v ON_ERROR_STOP=1 -f roles.sql
--   psql -d longhaul -c '\password longhaul_owner' -c '\password longhaul'
--
-- Then, and before each new version, the migrations. The servers keep running; one whose tables are too old for it refuses
-- to start and names what is missing. The password is read from LONGHAUL_POSTGRESQL_OWNER_PASSWORD or ~/.pgpass:
--
--   unzip -q longhaul.war -d longhaul
--   java -cp 'longhaul/WEB-INF/classes:longhaul/WEB-INF/lib/*:postgresql.jar' dev.longhaul.shop.MigrateDatabase \
--       'jdbc:postgresql://db.example/longhaul?sslmode=verify-full&sslrootcert=/etc/longhaul/db-ca.pem' longhaul_owner
--
-- A database whose tables belong to longhaul, because the servers made them, is taken over: they get the new owner here.

DO $$
BEGIN
  IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'longhaul_owner') THEN
    CREATE ROLE longhaul_owner LOGIN;
  END IF;
  IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'longhaul') THEN
    CREATE ROLE longhaul LOGIN;
  END IF;
  -- no temporary tables either, and no other account of the server comes in
  EXECUTE format('REVOKE ALL ON DATABASE %I FROM PUBLIC', current_database());
  EXECUTE format('GRANT CONNECT ON DATABASE %I TO longhaul_owner, longhaul', current_database());
END
$$;

ALTER ROLE longhaul_owner NOSUPERUSER NOCREATEDB NOCREATEROLE NOREPLICATION NOBYPASSRLS;
ALTER ROLE longhaul NOSUPERUSER NOCREATEDB NOCREATEROLE NOREPLICATION NOBYPASSRLS;
REVOKE longhaul_owner FROM longhaul;
REASSIGN OWNED BY longhaul TO longhaul_owner;

REVOKE ALL ON SCHEMA public FROM PUBLIC, longhaul;
GRANT USAGE, CREATE ON SCHEMA public TO longhaul_owner;
GRANT USAGE ON SCHEMA public TO longhaul;

-- what is there, and what later migrations make
GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO longhaul;
GRANT USAGE ON ALL SEQUENCES IN SCHEMA public TO longhaul;
ALTER DEFAULT PRIVILEGES FOR ROLE longhaul_owner IN SCHEMA public GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO longhaul;
ALTER DEFAULT PRIVILEGES FOR ROLE longhaul_owner IN SCHEMA public GRANT USAGE ON SEQUENCES TO longhaul;
