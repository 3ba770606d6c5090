import { type MigrateDownArgs, type MigrateUpArgs, sql } from '@payloadcms/db-postgres'

export async function up({ db }: MigrateUpArgs): Promise<void> {
  await db.execute(sql`
   ALTER TABLE "patients" ADD COLUMN "medical_notes" varchar;
  ALTER TABLE "patients" ADD COLUMN "has_medical_notes" boolean DEFAULT false;`)
}

export async function down({ db }: MigrateDownArgs): Promise<void> {
  await db.execute(sql`
   ALTER TABLE "patients" DROP COLUMN "medical_notes";
  ALTER TABLE "patients" DROP COLUMN "has_medical_notes";`)
}
