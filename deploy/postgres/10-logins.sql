-- Runs once, as the superuser, when the postgres container makes its data folder.
-- Two logins: one owns the tables and migrates, the other serves and owns nothing.
\getenv owner_password CASELOAD_OWNER_PASSWORD
\getenv app_password CASELOAD_APP_PASSWORD

create role caseload_owner login password :'owner_password';
create role caseload_app login password :'app_password';

-- The server switches to this role. The owner may hand it on: `caseload migrate` grants it to the app.
create role caseload_runtime nologin;
grant caseload_runtime to caseload_owner with admin option;

create database caseload owner caseload_owner;
