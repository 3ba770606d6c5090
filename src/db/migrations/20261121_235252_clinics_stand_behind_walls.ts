import { type MigrateDownArgs, type MigrateUpArgs, sql } from '@payloadcms/db-postgres'

export async function up({ db }: MigrateUpArgs): Promise<void> {
  await db.execute(sql`
   CREATE TYPE "public"."enum_settings_security_mfa_roles" AS ENUM('admin', 'operator', 'therapist', 'accountant');
  CREATE TYPE "public"."enum__settings_v_version_security_mfa_roles" AS ENUM('admin', 'operator', 'therapist', 'accountant');
  CREATE TABLE "settings_security_mfa_roles" (
  	"order" integer NOT NULL,
  	"parent_id" uuid NOT NULL,
  	"value" "enum_settings_security_mfa_roles",
  	"id" uuid PRIMARY KEY NOT NULL
  );
  
  CREATE TABLE "_settings_v_version_security_mfa_roles" (
  	"order" integer NOT NULL,
  	"parent_id" uuid NOT NULL,
  	"value" "enum__settings_v_version_security_mfa_roles",
  	"id" uuid PRIMARY KEY NOT NULL
  );
  
  CREATE TABLE "audit_log" (
  	"id" uuid PRIMARY KEY NOT NULL,
  	"at" timestamp(3) with time zone NOT NULL,
  	"tenant_id" uuid,
  	"user_id" uuid,
  	"role" varchar,
  	"action" varchar NOT NULL,
  	"resource" varchar NOT NULL,
  	"document" varchar,
  	"patients" jsonb,
  	"changes" jsonb,
  	"facts" jsonb,
  	"address" varchar,
  	"request_id" varchar,
  	"break_glass" varchar
  );
  
  DROP TABLE "users_sessions" CASCADE;
  ALTER TABLE "settings" ADD COLUMN "security_idle_minutes" numeric DEFAULT 15 NOT NULL;
  ALTER TABLE "settings" ADD COLUMN "security_sign_in_days" numeric DEFAULT 7 NOT NULL;
  ALTER TABLE "settings" ADD COLUMN "security_password_min_length" numeric DEFAULT 12 NOT NULL;
  ALTER TABLE "settings" ADD COLUMN "security_invitation_hours" numeric DEFAULT 72 NOT NULL;
  ALTER TABLE "_settings_v" ADD COLUMN "version_security_idle_minutes" numeric DEFAULT 15 NOT NULL;
  ALTER TABLE "_settings_v" ADD COLUMN "version_security_sign_in_days" numeric DEFAULT 7 NOT NULL;
  ALTER TABLE "_settings_v" ADD COLUMN "version_security_password_min_length" numeric DEFAULT 12 NOT NULL;
  ALTER TABLE "_settings_v" ADD COLUMN "version_security_invitation_hours" numeric DEFAULT 72 NOT NULL;
  ALTER TABLE "settings_security_mfa_roles" ADD CONSTRAINT "settings_security_mfa_roles_parent_fk" FOREIGN KEY ("parent_id") REFERENCES "public"."settings"("id") ON DELETE cascade ON UPDATE no action;
  ALTER TABLE "_settings_v_version_security_mfa_roles" ADD CONSTRAINT "_settings_v_version_security_mfa_roles_parent_fk" FOREIGN KEY ("parent_id") REFERENCES "public"."_settings_v"("id") ON DELETE cascade ON UPDATE no action;
  ALTER TABLE "audit_log" ADD CONSTRAINT "audit_log_tenant_id_tenants_id_fk" FOREIGN KEY ("tenant_id") REFERENCES "public"."tenants"("id") ON DELETE set null ON UPDATE no action;
  ALTER TABLE "audit_log" ADD CONSTRAINT "audit_log_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE set null ON UPDATE no action;
  CREATE INDEX "settings_security_mfa_roles_order_idx" ON "settings_security_mfa_roles" USING btree ("order");
  CREATE INDEX "settings_security_mfa_roles_parent_idx" ON "settings_security_mfa_roles" USING btree ("parent_id");
  CREATE INDEX "_settings_v_version_security_mfa_roles_order_idx" ON "_settings_v_version_security_mfa_roles" USING btree ("order");
  CREATE INDEX "_settings_v_version_security_mfa_roles_parent_idx" ON "_settings_v_version_security_mfa_roles" USING btree ("parent_id");
  CREATE INDEX "audit_log_tenant_idx" ON "audit_log" USING btree ("tenant_id");
  CREATE INDEX "audit_log_user_idx" ON "audit_log" USING btree ("user_id");
  ALTER TABLE "users" DROP COLUMN "login_attempts";
  ALTER TABLE "users" DROP COLUMN "lock_until";`)
}

export async function down({ db }: MigrateDownArgs): Promise<void> {
  await db.execute(sql`
   CREATE TABLE "users_sessions" (
  	"_order" integer NOT NULL,
  	"_parent_id" uuid NOT NULL,
  	"id" varchar PRIMARY KEY NOT NULL,
  	"created_at" timestamp(3) with time zone,
  	"expires_at" timestamp(3) with time zone NOT NULL
  );
  
  DROP TABLE "settings_security_mfa_roles" CASCADE;
  DROP TABLE "_settings_v_version_security_mfa_roles" CASCADE;
  DROP TABLE "audit_log" CASCADE;
  ALTER TABLE "users" ADD COLUMN "login_attempts" numeric DEFAULT 0;
  ALTER TABLE "users" ADD COLUMN "lock_until" timestamp(3) with time zone;
  ALTER TABLE "users_sessions" ADD CONSTRAINT "users_sessions_parent_id_fk" FOREIGN KEY ("_parent_id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;
  CREATE INDEX "users_sessions_order_idx" ON "users_sessions" USING btree ("_order");
  CREATE INDEX "users_sessions_parent_id_idx" ON "users_sessions" USING btree ("_parent_id");
  ALTER TABLE "settings" DROP COLUMN "security_idle_minutes";
  ALTER TABLE "settings" DROP COLUMN "security_sign_in_days";
  ALTER TABLE "settings" DROP COLUMN "security_password_min_length";
  ALTER TABLE "settings" DROP COLUMN "security_invitation_hours";
  ALTER TABLE "_settings_v" DROP COLUMN "version_security_idle_minutes";
  ALTER TABLE "_settings_v" DROP COLUMN "version_security_sign_in_days";
  ALTER TABLE "_settings_v" DROP COLUMN "version_security_password_min_length";
  ALTER TABLE "_settings_v" DROP COLUMN "version_security_invitation_hours";
  DROP TYPE "public"."enum_settings_security_mfa_roles";
  DROP TYPE "public"."enum__settings_v_version_security_mfa_roles";`)
}
