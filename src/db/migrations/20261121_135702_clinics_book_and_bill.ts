import { type MigrateDownArgs, type MigrateUpArgs, sql } from '@payloadcms/db-postgres'
import { REMOVE_GUARDS } from '../guards/remove.ts'

export async function up({ db }: MigrateUpArgs): Promise<void> {
  await db.execute(sql`
   CREATE TYPE "public"."enum_sessions_status" AS ENUM('held', 'requested', 'scheduled', 'confirmed', 'checked-in', 'in-progress', 'completed', 'cancelled', 'late-cancelled', 'no-show', 'rescheduled', 'expired');
  CREATE TYPE "public"."enum_sessions_mode" AS ENUM('in-person', 'telehealth');
  CREATE TYPE "public"."enum_sessions_priority" AS ENUM('routine', 'urgent', 'emergency');
  CREATE TYPE "public"."enum_sessions_price_source" AS ENUM('therapist', 'type', 'group', 'package', 'follow-up', 'manual');
  CREATE TYPE "public"."enum_sessions_confirmation_by" AS ENUM('staff', 'contact-sms', 'contact-portal', 'contact-voice');
  CREATE TYPE "public"."enum_sessions_confirmation_method" AS ENUM('manual', 'sms-reply', 'portal-click', 'voice-response');
  CREATE TYPE "public"."enum_sessions_cancellation_reason_code" AS ENUM('clinic-closed', 'deceased', 'duplicate', 'entered-in-error', 'other', 'patient-ill', 'patient-request', 'therapist-ill', 'therapist-unavailable', 'weather');
  CREATE TYPE "public"."enum_sessions_cancellation_side" AS ENUM('patient', 'clinic');
  CREATE TYPE "public"."enum_attendances_status" AS ENUM('expected', 'present', 'late', 'partial', 'absent', 'excused');
  CREATE TYPE "public"."enum_session_events_from" AS ENUM('held', 'requested', 'scheduled', 'confirmed', 'checked-in', 'in-progress', 'completed', 'cancelled', 'late-cancelled', 'no-show', 'rescheduled', 'expired');
  CREATE TYPE "public"."enum_session_events_to" AS ENUM('held', 'requested', 'scheduled', 'confirmed', 'checked-in', 'in-progress', 'completed', 'cancelled', 'late-cancelled', 'no-show', 'rescheduled', 'expired');
  CREATE TYPE "public"."enum_session_events_source" AS ENUM('screen', 'api', 'sms', 'portal', 'voice', 'job', 'import');
  CREATE TYPE "public"."enum_patients_guardians_relationship" AS ENUM('mother', 'father', 'guardian', 'owner', 'self', 'spouse', 'sibling', 'grandparent', 'organisation', 'other');
  CREATE TYPE "public"."enum_patients_kind" AS ENUM('person', 'animal');
  CREATE TYPE "public"."enum_patients_sex" AS ENUM('female', 'male', 'other', 'unknown');
  CREATE TYPE "public"."enum_patients_animal_species" AS ENUM('dog', 'cat', 'rabbit', 'bird', 'horse', 'cattle', 'reptile', 'other');
  CREATE TYPE "public"."enum_contacts_preferred_channels" AS ENUM('sms', 'email');
  CREATE TYPE "public"."enum_contacts_opt_outs_channel" AS ENUM('sms', 'email');
  CREATE TYPE "public"."enum_contacts_opt_outs_purpose" AS ENUM('care', 'dues', 'marketing');
  CREATE TYPE "public"."enum_therapy_types_category" AS ENUM('individual', 'group', 'family', 'couples', 'assessment');
  CREATE TYPE "public"."enum_therapy_types_max_per_day_scope" AS ENUM('therapist', 'location', 'tenant');
  CREATE TYPE "public"."enum_payments_method" AS ENUM('cash', 'upi', 'card', 'bank-transfer', 'cheque', 'other');
  CREATE TYPE "public"."enum_payments_status" AS ENUM('pending', 'claimed', 'completed', 'failed', 'cancelled');
  CREATE TYPE "public"."enum_notifications_kind" AS ENUM('confirmation', 'reminder', 'extra-reminder', 'follow-up', 'cancellation', 'reschedule', 'request', 'time-off', 'waitlist-offer', 'dues', 'receipt', 'vaccination', 'account', 'manual', 'test');
  CREATE TYPE "public"."enum_notifications_channel" AS ENUM('sms', 'email');
  CREATE TYPE "public"."enum_notifications_status" AS ENUM('queued', 'sending', 'unknown', 'sent', 'delivered', 'undelivered', 'failed', 'skipped', 'cancelled', 'expired', 'dead');
  CREATE TYPE "public"."enum_notifications_skip_reason" AS ENUM('channel-off', 'no-address', 'address-bounced', 'opted-out', 'no-consent', 'no-allowed-moment', 'past', 'session-closed', 'patient-deceased', 'nothing-due', 'budget-spent', 'template-invalid');
  CREATE TYPE "public"."enum_memberships_roles" AS ENUM('admin', 'operator', 'therapist', 'accountant');
  CREATE TYPE "public"."enum_account_states_platform_role" AS ENUM('super-admin');
  CREATE TYPE "public"."enum_rooms_kind" AS ENUM('room', 'equipment');
  CREATE TYPE "public"."enum_settings_messaging_confirmation_channels" AS ENUM('sms', 'email');
  CREATE TYPE "public"."enum_settings_messaging_reminders_channels" AS ENUM('sms', 'email');
  CREATE TYPE "public"."enum_settings_fee_kind" AS ENUM('none', 'percent', 'fixed', 'full', 'override');
  CREATE TYPE "public"."enum_settings_billing_charge_at" AS ENUM('booking', 'completion');
  CREATE TYPE "public"."enum__settings_v_version_messaging_confirmation_channels" AS ENUM('sms', 'email');
  CREATE TYPE "public"."enum__settings_v_version_messaging_reminders_channels" AS ENUM('sms', 'email');
  CREATE TYPE "public"."enum__settings_v_version_billing_charge_at" AS ENUM('booking', 'completion');
  CREATE TYPE "public"."enum_tenants_preset" AS ENUM('therapy-centre', 'mental-health', 'veterinary', 'single-clinic');
  CREATE TABLE "sessions" (
  	"id" uuid PRIMARY KEY NOT NULL,
  	"tenant_id" uuid,
  	"number" varchar,
  	"status" "enum_sessions_status",
  	"patient_id" uuid,
  	"therapist_id" uuid NOT NULL,
  	"therapy_type_id" uuid NOT NULL,
  	"location_id" uuid NOT NULL,
  	"room_id" uuid,
  	"starts_at" timestamp(3) with time zone NOT NULL,
  	"duration_minutes" numeric,
  	"mode" "enum_sessions_mode" DEFAULT 'in-person',
  	"priority" "enum_sessions_priority" DEFAULT 'routine',
  	"co_therapist_id" uuid,
  	"overbooking_reason" varchar,
  	"overbooking_by_id" uuid,
  	"notes" varchar,
  	"patient_notes" varchar,
  	"price_price_minor" numeric,
  	"price_currency" varchar,
  	"price_duration_minutes" numeric,
  	"price_source" "enum_sessions_price_source",
  	"price_explanation" jsonb,
  	"manual_price_price_minor" numeric,
  	"manual_price_reason" varchar,
  	"confirmation_at" timestamp(3) with time zone,
  	"confirmation_by" "enum_sessions_confirmation_by",
  	"confirmation_method" "enum_sessions_confirmation_method",
  	"cancellation_reason_code" "enum_sessions_cancellation_reason_code",
  	"cancellation_side" "enum_sessions_cancellation_side",
  	"cancellation_reason" varchar,
  	"cancellation_at" timestamp(3) with time zone,
  	"cancellation_by_id" uuid,
  	"cancellation_fee_minor" numeric,
  	"ends_at" timestamp(3) with time zone,
  	"timezone" varchar,
  	"started_at" timestamp(3) with time zone,
  	"ended_at" timestamp(3) with time zone,
  	"sequence" numeric DEFAULT 0,
  	"buffer_before_minutes" numeric,
  	"buffer_after_minutes" numeric,
  	"lane" numeric DEFAULT 0,
  	"booked_by_id" uuid,
  	"request_key" varchar,
  	"updated_at" timestamp(3) with time zone DEFAULT now() NOT NULL,
  	"created_at" timestamp(3) with time zone DEFAULT now() NOT NULL
  );
  
  CREATE TABLE "attendances" (
  	"id" uuid PRIMARY KEY NOT NULL,
  	"tenant_id" uuid,
  	"session_id" uuid NOT NULL,
  	"patient_id" uuid NOT NULL,
  	"status" "enum_attendances_status" DEFAULT 'expected' NOT NULL,
  	"checked_in_at" timestamp(3) with time zone,
  	"price_minor" numeric,
  	"notes" varchar,
  	"updated_at" timestamp(3) with time zone DEFAULT now() NOT NULL,
  	"created_at" timestamp(3) with time zone DEFAULT now() NOT NULL
  );
  
  CREATE TABLE "session_events" (
  	"id" uuid PRIMARY KEY NOT NULL,
  	"tenant_id" uuid,
  	"session_id" uuid NOT NULL,
  	"from" "enum_session_events_from",
  	"to" "enum_session_events_to" NOT NULL,
  	"at" timestamp(3) with time zone NOT NULL,
  	"by_id" uuid,
  	"role" varchar,
  	"source" "enum_session_events_source" NOT NULL,
  	"reason" varchar,
  	"changes" jsonb,
  	"request_id" varchar,
  	"updated_at" timestamp(3) with time zone DEFAULT now() NOT NULL,
  	"created_at" timestamp(3) with time zone DEFAULT now() NOT NULL
  );
  
  CREATE TABLE "patients_guardians" (
  	"_order" integer NOT NULL,
  	"_parent_id" uuid NOT NULL,
  	"id" varchar PRIMARY KEY NOT NULL,
  	"contact_id" uuid NOT NULL,
  	"relationship" "enum_patients_guardians_relationship" NOT NULL,
  	"is_primary" boolean,
  	"can_book" boolean,
  	"can_see_clinical" boolean,
  	"pays" boolean,
  	"receives_reminders" boolean
  );
  
  CREATE TABLE "patients" (
  	"id" uuid PRIMARY KEY NOT NULL,
  	"tenant_id" uuid,
  	"number" varchar,
  	"kind" "enum_patients_kind" DEFAULT 'person' NOT NULL,
  	"first_name" varchar NOT NULL,
  	"last_name" varchar NOT NULL,
  	"full_name" varchar,
  	"born_on" varchar,
  	"born_on_is_estimated" boolean,
  	"sex" "enum_patients_sex",
  	"animal_species" "enum_patients_animal_species",
  	"animal_breed" varchar,
  	"animal_neutered" boolean,
  	"animal_microchip" varchar,
  	"animal_colour" varchar,
  	"primary_contact_id" uuid,
  	"credit_account_id" uuid,
  	"dues_account_id" uuid,
  	"address" varchar,
  	"referral_source" varchar,
  	"insurance_number" varchar,
  	"active" boolean DEFAULT true,
  	"deceased_at" timestamp(3) with time zone,
  	"updated_at" timestamp(3) with time zone DEFAULT now() NOT NULL,
  	"created_at" timestamp(3) with time zone DEFAULT now() NOT NULL
  );
  
  CREATE TABLE "patients_texts" (
  	"id" serial PRIMARY KEY NOT NULL,
  	"order" integer NOT NULL,
  	"parent_id" uuid NOT NULL,
  	"path" varchar NOT NULL,
  	"text" varchar
  );
  
  CREATE TABLE "patients_rels" (
  	"id" serial PRIMARY KEY NOT NULL,
  	"order" integer,
  	"parent_id" uuid NOT NULL,
  	"path" varchar NOT NULL,
  	"users_id" uuid
  );
  
  CREATE TABLE "contacts_preferred_channels" (
  	"order" integer NOT NULL,
  	"parent_id" uuid NOT NULL,
  	"value" "enum_contacts_preferred_channels",
  	"id" uuid PRIMARY KEY NOT NULL
  );
  
  CREATE TABLE "contacts_opt_outs" (
  	"_order" integer NOT NULL,
  	"_parent_id" uuid NOT NULL,
  	"id" varchar PRIMARY KEY NOT NULL,
  	"channel" "enum_contacts_opt_outs_channel" NOT NULL,
  	"purpose" "enum_contacts_opt_outs_purpose" DEFAULT 'care' NOT NULL,
  	"at" timestamp(3) with time zone
  );
  
  CREATE TABLE "contacts" (
  	"id" uuid PRIMARY KEY NOT NULL,
  	"tenant_id" uuid,
  	"first_name" varchar NOT NULL,
  	"last_name" varchar,
  	"full_name" varchar,
  	"phone" varchar,
  	"email" varchar,
  	"language" varchar,
  	"timezone" varchar,
  	"updated_at" timestamp(3) with time zone DEFAULT now() NOT NULL,
  	"created_at" timestamp(3) with time zone DEFAULT now() NOT NULL
  );
  
  CREATE TABLE "therapy_types" (
  	"id" uuid PRIMARY KEY NOT NULL,
  	"tenant_id" uuid,
  	"name" varchar NOT NULL,
  	"category" "enum_therapy_types_category" NOT NULL,
  	"specialization" varchar,
  	"description" varchar,
  	"default_duration_minutes" numeric,
  	"default_price_minor" numeric,
  	"buffer_before_minutes" numeric,
  	"buffer_after_minutes" numeric,
  	"max_per_day" numeric,
  	"max_per_day_scope" "enum_therapy_types_max_per_day_scope" DEFAULT 'therapist',
  	"cancellation_fee_minor" numeric,
  	"is_billable" boolean DEFAULT true,
  	"requires_authorization" boolean DEFAULT false,
  	"requires_supervisor" boolean DEFAULT false,
  	"allow_online_booking" boolean DEFAULT false,
  	"colour" varchar,
  	"icon" varchar,
  	"cpt_code" varchar,
  	"active" boolean DEFAULT true,
  	"updated_at" timestamp(3) with time zone DEFAULT now() NOT NULL,
  	"created_at" timestamp(3) with time zone DEFAULT now() NOT NULL
  );
  
  CREATE TABLE "pricing" (
  	"id" uuid PRIMARY KEY NOT NULL,
  	"tenant_id" uuid,
  	"therapist_id" uuid NOT NULL,
  	"therapy_type_id" uuid NOT NULL,
  	"duration_minutes" numeric NOT NULL,
  	"price_minor" numeric NOT NULL,
  	"active" boolean DEFAULT true,
  	"updated_at" timestamp(3) with time zone DEFAULT now() NOT NULL,
  	"created_at" timestamp(3) with time zone DEFAULT now() NOT NULL
  );
  
  CREATE TABLE "availability" (
  	"id" uuid PRIMARY KEY NOT NULL,
  	"tenant_id" uuid,
  	"therapist_id" uuid NOT NULL,
  	"day_of_week" numeric NOT NULL,
  	"start_time" varchar NOT NULL,
  	"end_time" varchar NOT NULL,
  	"location_id" uuid,
  	"telehealth" boolean DEFAULT false,
  	"max_sessions" numeric,
  	"effective_from_on" varchar,
  	"effective_to_on" varchar,
  	"active" boolean DEFAULT true,
  	"updated_at" timestamp(3) with time zone DEFAULT now() NOT NULL,
  	"created_at" timestamp(3) with time zone DEFAULT now() NOT NULL
  );
  
  CREATE TABLE "availability_rels" (
  	"id" serial PRIMARY KEY NOT NULL,
  	"order" integer,
  	"parent_id" uuid NOT NULL,
  	"path" varchar NOT NULL,
  	"therapy_types_id" uuid
  );
  
  CREATE TABLE "payments_allocations" (
  	"_order" integer NOT NULL,
  	"_parent_id" uuid NOT NULL,
  	"id" varchar PRIMARY KEY NOT NULL,
  	"attendance_id" uuid NOT NULL,
  	"amount_minor" numeric NOT NULL
  );
  
  CREATE TABLE "payments" (
  	"id" uuid PRIMARY KEY NOT NULL,
  	"tenant_id" uuid,
  	"number" varchar,
  	"patient_id" uuid NOT NULL,
  	"contact_id" uuid,
  	"amount_minor" numeric NOT NULL,
  	"method" "enum_payments_method" NOT NULL,
  	"received_at" timestamp(3) with time zone,
  	"as_credit" boolean DEFAULT false,
  	"notes" varchar,
  	"status" "enum_payments_status",
  	"recorded_by_id" uuid,
  	"voided_at" timestamp(3) with time zone,
  	"voided_by_id" uuid,
  	"voided_reason" varchar,
  	"request_key" varchar,
  	"updated_at" timestamp(3) with time zone DEFAULT now() NOT NULL,
  	"created_at" timestamp(3) with time zone DEFAULT now() NOT NULL
  );
  
  CREATE TABLE "payment_allocations" (
  	"id" uuid PRIMARY KEY NOT NULL,
  	"tenant_id" uuid,
  	"patient_id" uuid NOT NULL,
  	"payment_id" uuid,
  	"attendance_id" uuid,
  	"transfer_id" uuid NOT NULL,
  	"charge_id" varchar NOT NULL,
  	"amount_minor" numeric NOT NULL,
  	"updated_at" timestamp(3) with time zone DEFAULT now() NOT NULL,
  	"created_at" timestamp(3) with time zone DEFAULT now() NOT NULL
  );
  
  CREATE TABLE "ledger_accounts" (
  	"id" uuid PRIMARY KEY NOT NULL,
  	"tenant_id" uuid,
  	"kind" varchar NOT NULL,
  	"sub" varchar,
  	"patient_id" uuid,
  	"currency" varchar NOT NULL,
  	"shown_minor" numeric NOT NULL,
  	"balance_minor" numeric NOT NULL,
  	"version" numeric NOT NULL,
  	"floor_minor" numeric,
  	"ceil_minor" numeric,
  	"updated_at" timestamp(3) with time zone DEFAULT now() NOT NULL,
  	"created_at" timestamp(3) with time zone DEFAULT now() NOT NULL
  );
  
  CREATE TABLE "ledger_transfers" (
  	"id" uuid PRIMARY KEY NOT NULL,
  	"tenant_id" uuid,
  	"kind" varchar NOT NULL,
  	"patient_id" uuid,
  	"session_id" uuid,
  	"amount_minor" numeric NOT NULL,
  	"effective_on" varchar NOT NULL,
  	"source_kind" varchar NOT NULL,
  	"source_id" varchar NOT NULL,
  	"reverses_id" uuid,
  	"reason" varchar,
  	"actor_id" uuid,
  	"charges" jsonb,
  	"key" varchar NOT NULL,
  	"hash" varchar NOT NULL,
  	"updated_at" timestamp(3) with time zone DEFAULT now() NOT NULL,
  	"created_at" timestamp(3) with time zone DEFAULT now() NOT NULL
  );
  
  CREATE TABLE "ledger_entries" (
  	"id" uuid PRIMARY KEY NOT NULL,
  	"tenant_id" uuid,
  	"transfer_id" uuid NOT NULL,
  	"account_id" uuid NOT NULL,
  	"amount_minor" numeric NOT NULL,
  	"balance_after_minor" numeric NOT NULL,
  	"account_version" numeric NOT NULL,
  	"updated_at" timestamp(3) with time zone DEFAULT now() NOT NULL,
  	"created_at" timestamp(3) with time zone DEFAULT now() NOT NULL
  );
  
  CREATE TABLE "notifications" (
  	"id" uuid PRIMARY KEY NOT NULL,
  	"tenant_id" uuid,
  	"kind" "enum_notifications_kind" NOT NULL,
  	"channel" "enum_notifications_channel" NOT NULL,
  	"status" "enum_notifications_status" NOT NULL,
  	"contact_id" uuid,
  	"patient_id" uuid,
  	"session_id" uuid,
  	"recipient" varchar,
  	"subject" varchar,
  	"body" varchar,
  	"language" varchar,
  	"rule" numeric,
  	"outside_window" boolean,
  	"planned_at" timestamp(3) with time zone NOT NULL,
  	"expires_at" timestamp(3) with time zone,
  	"sent_at" timestamp(3) with time zone,
  	"delivered_at" timestamp(3) with time zone,
  	"skip_reason" "enum_notifications_skip_reason",
  	"failure_reason" varchar,
  	"message_id" varchar,
  	"provider" varchar,
  	"retry_count" numeric DEFAULT 0,
  	"last_retry_at" timestamp(3) with time zone,
  	"dedupe_key" varchar NOT NULL,
  	"lease_token" varchar,
  	"lease_until_at" timestamp(3) with time zone,
  	"not_before_at" timestamp(3) with time zone,
  	"updated_at" timestamp(3) with time zone DEFAULT now() NOT NULL,
  	"created_at" timestamp(3) with time zone DEFAULT now() NOT NULL
  );
  
  CREATE TABLE "users_sessions" (
  	"_order" integer NOT NULL,
  	"_parent_id" uuid NOT NULL,
  	"id" varchar PRIMARY KEY NOT NULL,
  	"created_at" timestamp(3) with time zone,
  	"expires_at" timestamp(3) with time zone NOT NULL
  );
  
  CREATE TABLE "users" (
  	"id" uuid PRIMARY KEY NOT NULL,
  	"first_name" varchar NOT NULL,
  	"last_name" varchar NOT NULL,
  	"full_name" varchar,
  	"colour" varchar,
  	"updated_at" timestamp(3) with time zone DEFAULT now() NOT NULL,
  	"created_at" timestamp(3) with time zone DEFAULT now() NOT NULL,
  	"email" varchar NOT NULL,
  	"reset_password_token" varchar,
  	"reset_password_expiration" timestamp(3) with time zone,
  	"salt" varchar,
  	"hash" varchar,
  	"reset_password_requested_at" timestamp(3) with time zone,
  	"login_attempts" numeric DEFAULT 0,
  	"lock_until" timestamp(3) with time zone
  );
  
  CREATE TABLE "users_texts" (
  	"id" serial PRIMARY KEY NOT NULL,
  	"order" integer NOT NULL,
  	"parent_id" uuid NOT NULL,
  	"path" varchar NOT NULL,
  	"text" varchar
  );
  
  CREATE TABLE "memberships_roles" (
  	"order" integer NOT NULL,
  	"parent_id" uuid NOT NULL,
  	"value" "enum_memberships_roles",
  	"id" uuid PRIMARY KEY NOT NULL
  );
  
  CREATE TABLE "memberships" (
  	"id" uuid PRIMARY KEY NOT NULL,
  	"tenant_id" uuid,
  	"user_id" uuid NOT NULL,
  	"active" boolean DEFAULT true,
  	"updated_at" timestamp(3) with time zone DEFAULT now() NOT NULL,
  	"created_at" timestamp(3) with time zone DEFAULT now() NOT NULL
  );
  
  CREATE TABLE "memberships_rels" (
  	"id" serial PRIMARY KEY NOT NULL,
  	"order" integer,
  	"parent_id" uuid NOT NULL,
  	"path" varchar NOT NULL,
  	"locations_id" uuid
  );
  
  CREATE TABLE "account_states" (
  	"id" uuid PRIMARY KEY NOT NULL,
  	"user_id" uuid NOT NULL,
  	"active" boolean DEFAULT true,
  	"platform_role" "enum_account_states_platform_role",
  	"updated_at" timestamp(3) with time zone DEFAULT now() NOT NULL,
  	"created_at" timestamp(3) with time zone DEFAULT now() NOT NULL
  );
  
  CREATE TABLE "locations" (
  	"id" uuid PRIMARY KEY NOT NULL,
  	"tenant_id" uuid,
  	"name" varchar NOT NULL,
  	"timezone" varchar,
  	"address" varchar,
  	"phone" varchar,
  	"active" boolean DEFAULT true,
  	"updated_at" timestamp(3) with time zone DEFAULT now() NOT NULL,
  	"created_at" timestamp(3) with time zone DEFAULT now() NOT NULL
  );
  
  CREATE TABLE "rooms" (
  	"id" uuid PRIMARY KEY NOT NULL,
  	"tenant_id" uuid,
  	"name" varchar NOT NULL,
  	"location_id" uuid NOT NULL,
  	"kind" "enum_rooms_kind" DEFAULT 'room' NOT NULL,
  	"capacity" numeric,
  	"active" boolean DEFAULT true,
  	"updated_at" timestamp(3) with time zone DEFAULT now() NOT NULL,
  	"created_at" timestamp(3) with time zone DEFAULT now() NOT NULL
  );
  
  CREATE TABLE "settings_messaging_confirmation_channels" (
  	"order" integer NOT NULL,
  	"parent_id" uuid NOT NULL,
  	"value" "enum_settings_messaging_confirmation_channels",
  	"id" uuid PRIMARY KEY NOT NULL
  );
  
  CREATE TABLE "settings_messaging_reminders_channels" (
  	"order" integer NOT NULL,
  	"parent_id" varchar NOT NULL,
  	"value" "enum_settings_messaging_reminders_channels",
  	"id" uuid PRIMARY KEY NOT NULL
  );
  
  CREATE TABLE "settings_messaging_reminders" (
  	"_order" integer NOT NULL,
  	"_parent_id" uuid NOT NULL,
  	"id" varchar PRIMARY KEY NOT NULL,
  	"hours_before" numeric NOT NULL,
  	"enabled" boolean
  );
  
  CREATE TABLE "settings" (
  	"id" uuid PRIMARY KEY NOT NULL,
  	"tenant_id" uuid,
  	"scheduling_slot_step_minutes" numeric NOT NULL,
  	"scheduling_booking_horizon_days" numeric NOT NULL,
  	"scheduling_past_entry_days" numeric NOT NULL,
  	"scheduling_no_show_after_minutes" numeric NOT NULL,
  	"scheduling_no_show_correction_days" numeric NOT NULL,
  	"scheduling_check_in_opens_minutes" numeric NOT NULL,
  	"scheduling_operator_overbooks" boolean,
  	"scheduling_care_team_from_sessions" boolean,
  	"scheduling_cancellation_window_hours" numeric NOT NULL,
  	"scheduling_cancellation_late_fee_kind" "enum_settings_fee_kind" NOT NULL,
  	"scheduling_cancellation_late_fee_percent" numeric,
  	"scheduling_cancellation_late_fee_fixed_minor" numeric,
  	"scheduling_cancellation_no_show_fee_kind" "enum_settings_fee_kind" NOT NULL,
  	"scheduling_cancellation_no_show_fee_percent" numeric,
  	"scheduling_cancellation_no_show_fee_fixed_minor" numeric,
  	"billing_charge_at" "enum_settings_billing_charge_at" NOT NULL,
  	"billing_auto_use_credit" boolean,
  	"billing_operator_records_payments" boolean,
  	"billing_therapist_sees_amounts" boolean,
  	"messaging_sms_enabled" boolean,
  	"messaging_email_enabled" boolean,
  	"messaging_confirmation_enabled" boolean,
  	"messaging_window_start_time" varchar NOT NULL,
  	"messaging_window_end_time" varchar NOT NULL,
  	"messaging_send_on_weekends" boolean,
  	"messaging_merge_within_minutes" numeric NOT NULL,
  	"messaging_max_retries" numeric NOT NULL,
  	"messaging_retry_delay_minutes" numeric NOT NULL,
  	"people_adult_age_years" numeric NOT NULL,
  	"updated_at" timestamp(3) with time zone DEFAULT now() NOT NULL,
  	"created_at" timestamp(3) with time zone DEFAULT now() NOT NULL
  );
  
  CREATE TABLE "_settings_v_version_messaging_confirmation_channels" (
  	"order" integer NOT NULL,
  	"parent_id" uuid NOT NULL,
  	"value" "enum__settings_v_version_messaging_confirmation_channels",
  	"id" uuid PRIMARY KEY NOT NULL
  );
  
  CREATE TABLE "_settings_v_version_messaging_reminders_channels" (
  	"order" integer NOT NULL,
  	"parent_id" uuid NOT NULL,
  	"value" "enum__settings_v_version_messaging_reminders_channels",
  	"id" uuid PRIMARY KEY NOT NULL
  );
  
  CREATE TABLE "_settings_v_version_messaging_reminders" (
  	"_order" integer NOT NULL,
  	"_parent_id" uuid NOT NULL,
  	"id" uuid PRIMARY KEY NOT NULL,
  	"hours_before" numeric NOT NULL,
  	"enabled" boolean,
  	"_uuid" varchar
  );
  
  CREATE TABLE "_settings_v" (
  	"id" uuid PRIMARY KEY NOT NULL,
  	"parent_id" uuid,
  	"version_tenant_id" uuid,
  	"version_scheduling_slot_step_minutes" numeric NOT NULL,
  	"version_scheduling_booking_horizon_days" numeric NOT NULL,
  	"version_scheduling_past_entry_days" numeric NOT NULL,
  	"version_scheduling_no_show_after_minutes" numeric NOT NULL,
  	"version_scheduling_no_show_correction_days" numeric NOT NULL,
  	"version_scheduling_check_in_opens_minutes" numeric NOT NULL,
  	"version_scheduling_operator_overbooks" boolean,
  	"version_scheduling_care_team_from_sessions" boolean,
  	"version_scheduling_cancellation_window_hours" numeric NOT NULL,
  	"version_scheduling_cancellation_late_fee_kind" "enum_settings_fee_kind" NOT NULL,
  	"version_scheduling_cancellation_late_fee_percent" numeric,
  	"version_scheduling_cancellation_late_fee_fixed_minor" numeric,
  	"version_scheduling_cancellation_no_show_fee_kind" "enum_settings_fee_kind" NOT NULL,
  	"version_scheduling_cancellation_no_show_fee_percent" numeric,
  	"version_scheduling_cancellation_no_show_fee_fixed_minor" numeric,
  	"version_billing_charge_at" "enum__settings_v_version_billing_charge_at" NOT NULL,
  	"version_billing_auto_use_credit" boolean,
  	"version_billing_operator_records_payments" boolean,
  	"version_billing_therapist_sees_amounts" boolean,
  	"version_messaging_sms_enabled" boolean,
  	"version_messaging_email_enabled" boolean,
  	"version_messaging_confirmation_enabled" boolean,
  	"version_messaging_window_start_time" varchar NOT NULL,
  	"version_messaging_window_end_time" varchar NOT NULL,
  	"version_messaging_send_on_weekends" boolean,
  	"version_messaging_merge_within_minutes" numeric NOT NULL,
  	"version_messaging_max_retries" numeric NOT NULL,
  	"version_messaging_retry_delay_minutes" numeric NOT NULL,
  	"version_people_adult_age_years" numeric NOT NULL,
  	"version_updated_at" timestamp(3) with time zone,
  	"version_created_at" timestamp(3) with time zone,
  	"created_at" timestamp(3) with time zone DEFAULT now() NOT NULL,
  	"updated_at" timestamp(3) with time zone DEFAULT now() NOT NULL
  );
  
  CREATE TABLE "tenants" (
  	"id" uuid PRIMARY KEY NOT NULL,
  	"name" varchar NOT NULL,
  	"slug" varchar,
  	"preset" "enum_tenants_preset" NOT NULL,
  	"timezone" varchar,
  	"currency" varchar,
  	"locale" varchar,
  	"country" varchar,
  	"phone" varchar,
  	"email" varchar,
  	"address" varchar,
  	"labels_patient" varchar,
  	"labels_patients" varchar,
  	"labels_contact" varchar,
  	"labels_contacts" varchar,
  	"labels_therapist" varchar,
  	"labels_therapists" varchar,
  	"labels_session" varchar,
  	"labels_sessions" varchar,
  	"suspended_at" timestamp(3) with time zone,
  	"updated_at" timestamp(3) with time zone DEFAULT now() NOT NULL,
  	"created_at" timestamp(3) with time zone DEFAULT now() NOT NULL
  );
  
  CREATE TABLE "payload_kv" (
  	"id" uuid PRIMARY KEY NOT NULL,
  	"key" varchar NOT NULL,
  	"data" jsonb NOT NULL
  );
  
  CREATE TABLE "payload_preferences" (
  	"id" uuid PRIMARY KEY NOT NULL,
  	"key" varchar,
  	"value" jsonb,
  	"updated_at" timestamp(3) with time zone DEFAULT now() NOT NULL,
  	"created_at" timestamp(3) with time zone DEFAULT now() NOT NULL
  );
  
  CREATE TABLE "payload_preferences_rels" (
  	"id" serial PRIMARY KEY NOT NULL,
  	"order" integer,
  	"parent_id" uuid NOT NULL,
  	"path" varchar NOT NULL,
  	"users_id" uuid
  );
  
  CREATE TABLE "payload_migrations" (
  	"id" uuid PRIMARY KEY NOT NULL,
  	"name" varchar,
  	"batch" numeric,
  	"updated_at" timestamp(3) with time zone DEFAULT now() NOT NULL,
  	"created_at" timestamp(3) with time zone DEFAULT now() NOT NULL
  );
  
  ALTER TABLE "sessions" ADD CONSTRAINT "sessions_tenant_id_tenants_id_fk" FOREIGN KEY ("tenant_id") REFERENCES "public"."tenants"("id") ON DELETE set null ON UPDATE no action;
  ALTER TABLE "sessions" ADD CONSTRAINT "sessions_patient_id_patients_id_fk" FOREIGN KEY ("patient_id") REFERENCES "public"."patients"("id") ON DELETE set null ON UPDATE no action;
  ALTER TABLE "sessions" ADD CONSTRAINT "sessions_therapist_id_users_id_fk" FOREIGN KEY ("therapist_id") REFERENCES "public"."users"("id") ON DELETE set null ON UPDATE no action;
  ALTER TABLE "sessions" ADD CONSTRAINT "sessions_therapy_type_id_therapy_types_id_fk" FOREIGN KEY ("therapy_type_id") REFERENCES "public"."therapy_types"("id") ON DELETE set null ON UPDATE no action;
  ALTER TABLE "sessions" ADD CONSTRAINT "sessions_location_id_locations_id_fk" FOREIGN KEY ("location_id") REFERENCES "public"."locations"("id") ON DELETE set null ON UPDATE no action;
  ALTER TABLE "sessions" ADD CONSTRAINT "sessions_room_id_rooms_id_fk" FOREIGN KEY ("room_id") REFERENCES "public"."rooms"("id") ON DELETE set null ON UPDATE no action;
  ALTER TABLE "sessions" ADD CONSTRAINT "sessions_co_therapist_id_users_id_fk" FOREIGN KEY ("co_therapist_id") REFERENCES "public"."users"("id") ON DELETE set null ON UPDATE no action;
  ALTER TABLE "sessions" ADD CONSTRAINT "sessions_overbooking_by_id_users_id_fk" FOREIGN KEY ("overbooking_by_id") REFERENCES "public"."users"("id") ON DELETE set null ON UPDATE no action;
  ALTER TABLE "sessions" ADD CONSTRAINT "sessions_cancellation_by_id_users_id_fk" FOREIGN KEY ("cancellation_by_id") REFERENCES "public"."users"("id") ON DELETE set null ON UPDATE no action;
  ALTER TABLE "sessions" ADD CONSTRAINT "sessions_booked_by_id_users_id_fk" FOREIGN KEY ("booked_by_id") REFERENCES "public"."users"("id") ON DELETE set null ON UPDATE no action;
  ALTER TABLE "attendances" ADD CONSTRAINT "attendances_tenant_id_tenants_id_fk" FOREIGN KEY ("tenant_id") REFERENCES "public"."tenants"("id") ON DELETE set null ON UPDATE no action;
  ALTER TABLE "attendances" ADD CONSTRAINT "attendances_session_id_sessions_id_fk" FOREIGN KEY ("session_id") REFERENCES "public"."sessions"("id") ON DELETE set null ON UPDATE no action;
  ALTER TABLE "attendances" ADD CONSTRAINT "attendances_patient_id_patients_id_fk" FOREIGN KEY ("patient_id") REFERENCES "public"."patients"("id") ON DELETE set null ON UPDATE no action;
  ALTER TABLE "session_events" ADD CONSTRAINT "session_events_tenant_id_tenants_id_fk" FOREIGN KEY ("tenant_id") REFERENCES "public"."tenants"("id") ON DELETE set null ON UPDATE no action;
  ALTER TABLE "session_events" ADD CONSTRAINT "session_events_session_id_sessions_id_fk" FOREIGN KEY ("session_id") REFERENCES "public"."sessions"("id") ON DELETE set null ON UPDATE no action;
  ALTER TABLE "session_events" ADD CONSTRAINT "session_events_by_id_users_id_fk" FOREIGN KEY ("by_id") REFERENCES "public"."users"("id") ON DELETE set null ON UPDATE no action;
  ALTER TABLE "patients_guardians" ADD CONSTRAINT "patients_guardians_contact_id_contacts_id_fk" FOREIGN KEY ("contact_id") REFERENCES "public"."contacts"("id") ON DELETE set null ON UPDATE no action;
  ALTER TABLE "patients_guardians" ADD CONSTRAINT "patients_guardians_parent_id_fk" FOREIGN KEY ("_parent_id") REFERENCES "public"."patients"("id") ON DELETE cascade ON UPDATE no action;
  ALTER TABLE "patients" ADD CONSTRAINT "patients_tenant_id_tenants_id_fk" FOREIGN KEY ("tenant_id") REFERENCES "public"."tenants"("id") ON DELETE set null ON UPDATE no action;
  ALTER TABLE "patients" ADD CONSTRAINT "patients_primary_contact_id_contacts_id_fk" FOREIGN KEY ("primary_contact_id") REFERENCES "public"."contacts"("id") ON DELETE set null ON UPDATE no action;
  ALTER TABLE "patients" ADD CONSTRAINT "patients_credit_account_id_ledger_accounts_id_fk" FOREIGN KEY ("credit_account_id") REFERENCES "public"."ledger_accounts"("id") ON DELETE set null ON UPDATE no action;
  ALTER TABLE "patients" ADD CONSTRAINT "patients_dues_account_id_ledger_accounts_id_fk" FOREIGN KEY ("dues_account_id") REFERENCES "public"."ledger_accounts"("id") ON DELETE set null ON UPDATE no action;
  ALTER TABLE "patients_texts" ADD CONSTRAINT "patients_texts_parent_fk" FOREIGN KEY ("parent_id") REFERENCES "public"."patients"("id") ON DELETE cascade ON UPDATE no action;
  ALTER TABLE "patients_rels" ADD CONSTRAINT "patients_rels_parent_fk" FOREIGN KEY ("parent_id") REFERENCES "public"."patients"("id") ON DELETE cascade ON UPDATE no action;
  ALTER TABLE "patients_rels" ADD CONSTRAINT "patients_rels_users_fk" FOREIGN KEY ("users_id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;
  ALTER TABLE "contacts_preferred_channels" ADD CONSTRAINT "contacts_preferred_channels_parent_fk" FOREIGN KEY ("parent_id") REFERENCES "public"."contacts"("id") ON DELETE cascade ON UPDATE no action;
  ALTER TABLE "contacts_opt_outs" ADD CONSTRAINT "contacts_opt_outs_parent_id_fk" FOREIGN KEY ("_parent_id") REFERENCES "public"."contacts"("id") ON DELETE cascade ON UPDATE no action;
  ALTER TABLE "contacts" ADD CONSTRAINT "contacts_tenant_id_tenants_id_fk" FOREIGN KEY ("tenant_id") REFERENCES "public"."tenants"("id") ON DELETE set null ON UPDATE no action;
  ALTER TABLE "therapy_types" ADD CONSTRAINT "therapy_types_tenant_id_tenants_id_fk" FOREIGN KEY ("tenant_id") REFERENCES "public"."tenants"("id") ON DELETE set null ON UPDATE no action;
  ALTER TABLE "pricing" ADD CONSTRAINT "pricing_tenant_id_tenants_id_fk" FOREIGN KEY ("tenant_id") REFERENCES "public"."tenants"("id") ON DELETE set null ON UPDATE no action;
  ALTER TABLE "pricing" ADD CONSTRAINT "pricing_therapist_id_users_id_fk" FOREIGN KEY ("therapist_id") REFERENCES "public"."users"("id") ON DELETE set null ON UPDATE no action;
  ALTER TABLE "pricing" ADD CONSTRAINT "pricing_therapy_type_id_therapy_types_id_fk" FOREIGN KEY ("therapy_type_id") REFERENCES "public"."therapy_types"("id") ON DELETE set null ON UPDATE no action;
  ALTER TABLE "availability" ADD CONSTRAINT "availability_tenant_id_tenants_id_fk" FOREIGN KEY ("tenant_id") REFERENCES "public"."tenants"("id") ON DELETE set null ON UPDATE no action;
  ALTER TABLE "availability" ADD CONSTRAINT "availability_therapist_id_users_id_fk" FOREIGN KEY ("therapist_id") REFERENCES "public"."users"("id") ON DELETE set null ON UPDATE no action;
  ALTER TABLE "availability" ADD CONSTRAINT "availability_location_id_locations_id_fk" FOREIGN KEY ("location_id") REFERENCES "public"."locations"("id") ON DELETE set null ON UPDATE no action;
  ALTER TABLE "availability_rels" ADD CONSTRAINT "availability_rels_parent_fk" FOREIGN KEY ("parent_id") REFERENCES "public"."availability"("id") ON DELETE cascade ON UPDATE no action;
  ALTER TABLE "availability_rels" ADD CONSTRAINT "availability_rels_therapy_types_fk" FOREIGN KEY ("therapy_types_id") REFERENCES "public"."therapy_types"("id") ON DELETE cascade ON UPDATE no action;
  ALTER TABLE "payments_allocations" ADD CONSTRAINT "payments_allocations_attendance_id_attendances_id_fk" FOREIGN KEY ("attendance_id") REFERENCES "public"."attendances"("id") ON DELETE set null ON UPDATE no action;
  ALTER TABLE "payments_allocations" ADD CONSTRAINT "payments_allocations_parent_id_fk" FOREIGN KEY ("_parent_id") REFERENCES "public"."payments"("id") ON DELETE cascade ON UPDATE no action;
  ALTER TABLE "payments" ADD CONSTRAINT "payments_tenant_id_tenants_id_fk" FOREIGN KEY ("tenant_id") REFERENCES "public"."tenants"("id") ON DELETE set null ON UPDATE no action;
  ALTER TABLE "payments" ADD CONSTRAINT "payments_patient_id_patients_id_fk" FOREIGN KEY ("patient_id") REFERENCES "public"."patients"("id") ON DELETE set null ON UPDATE no action;
  ALTER TABLE "payments" ADD CONSTRAINT "payments_contact_id_contacts_id_fk" FOREIGN KEY ("contact_id") REFERENCES "public"."contacts"("id") ON DELETE set null ON UPDATE no action;
  ALTER TABLE "payments" ADD CONSTRAINT "payments_recorded_by_id_users_id_fk" FOREIGN KEY ("recorded_by_id") REFERENCES "public"."users"("id") ON DELETE set null ON UPDATE no action;
  ALTER TABLE "payments" ADD CONSTRAINT "payments_voided_by_id_users_id_fk" FOREIGN KEY ("voided_by_id") REFERENCES "public"."users"("id") ON DELETE set null ON UPDATE no action;
  ALTER TABLE "payment_allocations" ADD CONSTRAINT "payment_allocations_tenant_id_tenants_id_fk" FOREIGN KEY ("tenant_id") REFERENCES "public"."tenants"("id") ON DELETE set null ON UPDATE no action;
  ALTER TABLE "payment_allocations" ADD CONSTRAINT "payment_allocations_patient_id_patients_id_fk" FOREIGN KEY ("patient_id") REFERENCES "public"."patients"("id") ON DELETE set null ON UPDATE no action;
  ALTER TABLE "payment_allocations" ADD CONSTRAINT "payment_allocations_payment_id_payments_id_fk" FOREIGN KEY ("payment_id") REFERENCES "public"."payments"("id") ON DELETE set null ON UPDATE no action;
  ALTER TABLE "payment_allocations" ADD CONSTRAINT "payment_allocations_attendance_id_attendances_id_fk" FOREIGN KEY ("attendance_id") REFERENCES "public"."attendances"("id") ON DELETE set null ON UPDATE no action;
  ALTER TABLE "payment_allocations" ADD CONSTRAINT "payment_allocations_transfer_id_ledger_transfers_id_fk" FOREIGN KEY ("transfer_id") REFERENCES "public"."ledger_transfers"("id") ON DELETE set null ON UPDATE no action;
  ALTER TABLE "ledger_accounts" ADD CONSTRAINT "ledger_accounts_tenant_id_tenants_id_fk" FOREIGN KEY ("tenant_id") REFERENCES "public"."tenants"("id") ON DELETE set null ON UPDATE no action;
  ALTER TABLE "ledger_accounts" ADD CONSTRAINT "ledger_accounts_patient_id_patients_id_fk" FOREIGN KEY ("patient_id") REFERENCES "public"."patients"("id") ON DELETE set null ON UPDATE no action;
  ALTER TABLE "ledger_transfers" ADD CONSTRAINT "ledger_transfers_tenant_id_tenants_id_fk" FOREIGN KEY ("tenant_id") REFERENCES "public"."tenants"("id") ON DELETE set null ON UPDATE no action;
  ALTER TABLE "ledger_transfers" ADD CONSTRAINT "ledger_transfers_patient_id_patients_id_fk" FOREIGN KEY ("patient_id") REFERENCES "public"."patients"("id") ON DELETE set null ON UPDATE no action;
  ALTER TABLE "ledger_transfers" ADD CONSTRAINT "ledger_transfers_session_id_sessions_id_fk" FOREIGN KEY ("session_id") REFERENCES "public"."sessions"("id") ON DELETE set null ON UPDATE no action;
  ALTER TABLE "ledger_transfers" ADD CONSTRAINT "ledger_transfers_reverses_id_ledger_transfers_id_fk" FOREIGN KEY ("reverses_id") REFERENCES "public"."ledger_transfers"("id") ON DELETE set null ON UPDATE no action;
  ALTER TABLE "ledger_transfers" ADD CONSTRAINT "ledger_transfers_actor_id_users_id_fk" FOREIGN KEY ("actor_id") REFERENCES "public"."users"("id") ON DELETE set null ON UPDATE no action;
  ALTER TABLE "ledger_entries" ADD CONSTRAINT "ledger_entries_tenant_id_tenants_id_fk" FOREIGN KEY ("tenant_id") REFERENCES "public"."tenants"("id") ON DELETE set null ON UPDATE no action;
  ALTER TABLE "ledger_entries" ADD CONSTRAINT "ledger_entries_transfer_id_ledger_transfers_id_fk" FOREIGN KEY ("transfer_id") REFERENCES "public"."ledger_transfers"("id") ON DELETE set null ON UPDATE no action;
  ALTER TABLE "ledger_entries" ADD CONSTRAINT "ledger_entries_account_id_ledger_accounts_id_fk" FOREIGN KEY ("account_id") REFERENCES "public"."ledger_accounts"("id") ON DELETE set null ON UPDATE no action;
  ALTER TABLE "notifications" ADD CONSTRAINT "notifications_tenant_id_tenants_id_fk" FOREIGN KEY ("tenant_id") REFERENCES "public"."tenants"("id") ON DELETE set null ON UPDATE no action;
  ALTER TABLE "notifications" ADD CONSTRAINT "notifications_contact_id_contacts_id_fk" FOREIGN KEY ("contact_id") REFERENCES "public"."contacts"("id") ON DELETE set null ON UPDATE no action;
  ALTER TABLE "notifications" ADD CONSTRAINT "notifications_patient_id_patients_id_fk" FOREIGN KEY ("patient_id") REFERENCES "public"."patients"("id") ON DELETE set null ON UPDATE no action;
  ALTER TABLE "notifications" ADD CONSTRAINT "notifications_session_id_sessions_id_fk" FOREIGN KEY ("session_id") REFERENCES "public"."sessions"("id") ON DELETE set null ON UPDATE no action;
  ALTER TABLE "users_sessions" ADD CONSTRAINT "users_sessions_parent_id_fk" FOREIGN KEY ("_parent_id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;
  ALTER TABLE "users_texts" ADD CONSTRAINT "users_texts_parent_fk" FOREIGN KEY ("parent_id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;
  ALTER TABLE "memberships_roles" ADD CONSTRAINT "memberships_roles_parent_fk" FOREIGN KEY ("parent_id") REFERENCES "public"."memberships"("id") ON DELETE cascade ON UPDATE no action;
  ALTER TABLE "memberships" ADD CONSTRAINT "memberships_tenant_id_tenants_id_fk" FOREIGN KEY ("tenant_id") REFERENCES "public"."tenants"("id") ON DELETE set null ON UPDATE no action;
  ALTER TABLE "memberships" ADD CONSTRAINT "memberships_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE set null ON UPDATE no action;
  ALTER TABLE "memberships_rels" ADD CONSTRAINT "memberships_rels_parent_fk" FOREIGN KEY ("parent_id") REFERENCES "public"."memberships"("id") ON DELETE cascade ON UPDATE no action;
  ALTER TABLE "memberships_rels" ADD CONSTRAINT "memberships_rels_locations_fk" FOREIGN KEY ("locations_id") REFERENCES "public"."locations"("id") ON DELETE cascade ON UPDATE no action;
  ALTER TABLE "account_states" ADD CONSTRAINT "account_states_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE set null ON UPDATE no action;
  ALTER TABLE "locations" ADD CONSTRAINT "locations_tenant_id_tenants_id_fk" FOREIGN KEY ("tenant_id") REFERENCES "public"."tenants"("id") ON DELETE set null ON UPDATE no action;
  ALTER TABLE "rooms" ADD CONSTRAINT "rooms_tenant_id_tenants_id_fk" FOREIGN KEY ("tenant_id") REFERENCES "public"."tenants"("id") ON DELETE set null ON UPDATE no action;
  ALTER TABLE "rooms" ADD CONSTRAINT "rooms_location_id_locations_id_fk" FOREIGN KEY ("location_id") REFERENCES "public"."locations"("id") ON DELETE set null ON UPDATE no action;
  ALTER TABLE "settings_messaging_confirmation_channels" ADD CONSTRAINT "settings_messaging_confirmation_channels_parent_fk" FOREIGN KEY ("parent_id") REFERENCES "public"."settings"("id") ON DELETE cascade ON UPDATE no action;
  ALTER TABLE "settings_messaging_reminders_channels" ADD CONSTRAINT "settings_messaging_reminders_channels_parent_fk" FOREIGN KEY ("parent_id") REFERENCES "public"."settings_messaging_reminders"("id") ON DELETE cascade ON UPDATE no action;
  ALTER TABLE "settings_messaging_reminders" ADD CONSTRAINT "settings_messaging_reminders_parent_id_fk" FOREIGN KEY ("_parent_id") REFERENCES "public"."settings"("id") ON DELETE cascade ON UPDATE no action;
  ALTER TABLE "settings" ADD CONSTRAINT "settings_tenant_id_tenants_id_fk" FOREIGN KEY ("tenant_id") REFERENCES "public"."tenants"("id") ON DELETE set null ON UPDATE no action;
  ALTER TABLE "_settings_v_version_messaging_confirmation_channels" ADD CONSTRAINT "_settings_v_version_messaging_confirmation_channels_parent_fk" FOREIGN KEY ("parent_id") REFERENCES "public"."_settings_v"("id") ON DELETE cascade ON UPDATE no action;
  ALTER TABLE "_settings_v_version_messaging_reminders_channels" ADD CONSTRAINT "_settings_v_version_messaging_reminders_channels_parent_fk" FOREIGN KEY ("parent_id") REFERENCES "public"."_settings_v_version_messaging_reminders"("id") ON DELETE cascade ON UPDATE no action;
  ALTER TABLE "_settings_v_version_messaging_reminders" ADD CONSTRAINT "_settings_v_version_messaging_reminders_parent_id_fk" FOREIGN KEY ("_parent_id") REFERENCES "public"."_settings_v"("id") ON DELETE cascade ON UPDATE no action;
  ALTER TABLE "_settings_v" ADD CONSTRAINT "_settings_v_parent_id_settings_id_fk" FOREIGN KEY ("parent_id") REFERENCES "public"."settings"("id") ON DELETE set null ON UPDATE no action;
  ALTER TABLE "_settings_v" ADD CONSTRAINT "_settings_v_version_tenant_id_tenants_id_fk" FOREIGN KEY ("version_tenant_id") REFERENCES "public"."tenants"("id") ON DELETE set null ON UPDATE no action;
  ALTER TABLE "payload_preferences_rels" ADD CONSTRAINT "payload_preferences_rels_parent_fk" FOREIGN KEY ("parent_id") REFERENCES "public"."payload_preferences"("id") ON DELETE cascade ON UPDATE no action;
  ALTER TABLE "payload_preferences_rels" ADD CONSTRAINT "payload_preferences_rels_users_fk" FOREIGN KEY ("users_id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;
  CREATE INDEX "sessions_tenant_idx" ON "sessions" USING btree ("tenant_id");
  CREATE INDEX "sessions_number_idx" ON "sessions" USING btree ("number");
  CREATE INDEX "sessions_status_idx" ON "sessions" USING btree ("status");
  CREATE INDEX "sessions_patient_idx" ON "sessions" USING btree ("patient_id");
  CREATE INDEX "sessions_therapist_idx" ON "sessions" USING btree ("therapist_id");
  CREATE INDEX "sessions_therapy_type_idx" ON "sessions" USING btree ("therapy_type_id");
  CREATE INDEX "sessions_location_idx" ON "sessions" USING btree ("location_id");
  CREATE INDEX "sessions_room_idx" ON "sessions" USING btree ("room_id");
  CREATE INDEX "sessions_starts_at_idx" ON "sessions" USING btree ("starts_at");
  CREATE INDEX "sessions_co_therapist_idx" ON "sessions" USING btree ("co_therapist_id");
  CREATE INDEX "sessions_overbooking_overbooking_by_idx" ON "sessions" USING btree ("overbooking_by_id");
  CREATE INDEX "sessions_cancellation_cancellation_by_idx" ON "sessions" USING btree ("cancellation_by_id");
  CREATE INDEX "sessions_ends_at_idx" ON "sessions" USING btree ("ends_at");
  CREATE INDEX "sessions_booked_by_idx" ON "sessions" USING btree ("booked_by_id");
  CREATE INDEX "sessions_updated_at_idx" ON "sessions" USING btree ("updated_at");
  CREATE INDEX "sessions_created_at_idx" ON "sessions" USING btree ("created_at");
  CREATE INDEX "attendances_tenant_idx" ON "attendances" USING btree ("tenant_id");
  CREATE INDEX "attendances_session_idx" ON "attendances" USING btree ("session_id");
  CREATE INDEX "attendances_patient_idx" ON "attendances" USING btree ("patient_id");
  CREATE INDEX "attendances_updated_at_idx" ON "attendances" USING btree ("updated_at");
  CREATE INDEX "attendances_created_at_idx" ON "attendances" USING btree ("created_at");
  CREATE INDEX "session_events_tenant_idx" ON "session_events" USING btree ("tenant_id");
  CREATE INDEX "session_events_session_idx" ON "session_events" USING btree ("session_id");
  CREATE INDEX "session_events_at_idx" ON "session_events" USING btree ("at");
  CREATE INDEX "session_events_by_idx" ON "session_events" USING btree ("by_id");
  CREATE INDEX "session_events_updated_at_idx" ON "session_events" USING btree ("updated_at");
  CREATE INDEX "session_events_created_at_idx" ON "session_events" USING btree ("created_at");
  CREATE INDEX "patients_guardians_order_idx" ON "patients_guardians" USING btree ("_order");
  CREATE INDEX "patients_guardians_parent_id_idx" ON "patients_guardians" USING btree ("_parent_id");
  CREATE INDEX "patients_guardians_contact_idx" ON "patients_guardians" USING btree ("contact_id");
  CREATE INDEX "patients_tenant_idx" ON "patients" USING btree ("tenant_id");
  CREATE INDEX "patients_number_idx" ON "patients" USING btree ("number");
  CREATE INDEX "patients_full_name_idx" ON "patients" USING btree ("full_name");
  CREATE INDEX "patients_primary_contact_idx" ON "patients" USING btree ("primary_contact_id");
  CREATE INDEX "patients_credit_account_idx" ON "patients" USING btree ("credit_account_id");
  CREATE INDEX "patients_dues_account_idx" ON "patients" USING btree ("dues_account_id");
  CREATE INDEX "patients_active_idx" ON "patients" USING btree ("active");
  CREATE INDEX "patients_updated_at_idx" ON "patients" USING btree ("updated_at");
  CREATE INDEX "patients_created_at_idx" ON "patients" USING btree ("created_at");
  CREATE INDEX "patients_texts_order_parent" ON "patients_texts" USING btree ("order","parent_id");
  CREATE INDEX "patients_rels_order_idx" ON "patients_rels" USING btree ("order");
  CREATE INDEX "patients_rels_parent_idx" ON "patients_rels" USING btree ("parent_id");
  CREATE INDEX "patients_rels_path_idx" ON "patients_rels" USING btree ("path");
  CREATE INDEX "patients_rels_users_id_idx" ON "patients_rels" USING btree ("users_id");
  CREATE INDEX "contacts_preferred_channels_order_idx" ON "contacts_preferred_channels" USING btree ("order");
  CREATE INDEX "contacts_preferred_channels_parent_idx" ON "contacts_preferred_channels" USING btree ("parent_id");
  CREATE INDEX "contacts_opt_outs_order_idx" ON "contacts_opt_outs" USING btree ("_order");
  CREATE INDEX "contacts_opt_outs_parent_id_idx" ON "contacts_opt_outs" USING btree ("_parent_id");
  CREATE INDEX "contacts_tenant_idx" ON "contacts" USING btree ("tenant_id");
  CREATE INDEX "contacts_full_name_idx" ON "contacts" USING btree ("full_name");
  CREATE INDEX "contacts_phone_idx" ON "contacts" USING btree ("phone");
  CREATE INDEX "contacts_email_idx" ON "contacts" USING btree ("email");
  CREATE INDEX "contacts_updated_at_idx" ON "contacts" USING btree ("updated_at");
  CREATE INDEX "contacts_created_at_idx" ON "contacts" USING btree ("created_at");
  CREATE INDEX "therapy_types_tenant_idx" ON "therapy_types" USING btree ("tenant_id");
  CREATE INDEX "therapy_types_active_idx" ON "therapy_types" USING btree ("active");
  CREATE INDEX "therapy_types_updated_at_idx" ON "therapy_types" USING btree ("updated_at");
  CREATE INDEX "therapy_types_created_at_idx" ON "therapy_types" USING btree ("created_at");
  CREATE INDEX "pricing_tenant_idx" ON "pricing" USING btree ("tenant_id");
  CREATE INDEX "pricing_therapist_idx" ON "pricing" USING btree ("therapist_id");
  CREATE INDEX "pricing_therapy_type_idx" ON "pricing" USING btree ("therapy_type_id");
  CREATE INDEX "pricing_active_idx" ON "pricing" USING btree ("active");
  CREATE INDEX "pricing_updated_at_idx" ON "pricing" USING btree ("updated_at");
  CREATE INDEX "pricing_created_at_idx" ON "pricing" USING btree ("created_at");
  CREATE INDEX "availability_tenant_idx" ON "availability" USING btree ("tenant_id");
  CREATE INDEX "availability_therapist_idx" ON "availability" USING btree ("therapist_id");
  CREATE INDEX "availability_location_idx" ON "availability" USING btree ("location_id");
  CREATE INDEX "availability_active_idx" ON "availability" USING btree ("active");
  CREATE INDEX "availability_updated_at_idx" ON "availability" USING btree ("updated_at");
  CREATE INDEX "availability_created_at_idx" ON "availability" USING btree ("created_at");
  CREATE INDEX "availability_rels_order_idx" ON "availability_rels" USING btree ("order");
  CREATE INDEX "availability_rels_parent_idx" ON "availability_rels" USING btree ("parent_id");
  CREATE INDEX "availability_rels_path_idx" ON "availability_rels" USING btree ("path");
  CREATE INDEX "availability_rels_therapy_types_id_idx" ON "availability_rels" USING btree ("therapy_types_id");
  CREATE INDEX "payments_allocations_order_idx" ON "payments_allocations" USING btree ("_order");
  CREATE INDEX "payments_allocations_parent_id_idx" ON "payments_allocations" USING btree ("_parent_id");
  CREATE INDEX "payments_allocations_attendance_idx" ON "payments_allocations" USING btree ("attendance_id");
  CREATE INDEX "payments_tenant_idx" ON "payments" USING btree ("tenant_id");
  CREATE INDEX "payments_number_idx" ON "payments" USING btree ("number");
  CREATE INDEX "payments_patient_idx" ON "payments" USING btree ("patient_id");
  CREATE INDEX "payments_contact_idx" ON "payments" USING btree ("contact_id");
  CREATE INDEX "payments_amount_minor_idx" ON "payments" USING btree ("amount_minor");
  CREATE INDEX "payments_method_idx" ON "payments" USING btree ("method");
  CREATE INDEX "payments_received_at_idx" ON "payments" USING btree ("received_at");
  CREATE INDEX "payments_status_idx" ON "payments" USING btree ("status");
  CREATE INDEX "payments_recorded_by_idx" ON "payments" USING btree ("recorded_by_id");
  CREATE INDEX "payments_voided_voided_by_idx" ON "payments" USING btree ("voided_by_id");
  CREATE INDEX "payments_updated_at_idx" ON "payments" USING btree ("updated_at");
  CREATE INDEX "payments_created_at_idx" ON "payments" USING btree ("created_at");
  CREATE INDEX "payment_allocations_tenant_idx" ON "payment_allocations" USING btree ("tenant_id");
  CREATE INDEX "payment_allocations_patient_idx" ON "payment_allocations" USING btree ("patient_id");
  CREATE INDEX "payment_allocations_payment_idx" ON "payment_allocations" USING btree ("payment_id");
  CREATE INDEX "payment_allocations_attendance_idx" ON "payment_allocations" USING btree ("attendance_id");
  CREATE INDEX "payment_allocations_transfer_idx" ON "payment_allocations" USING btree ("transfer_id");
  CREATE INDEX "payment_allocations_charge_id_idx" ON "payment_allocations" USING btree ("charge_id");
  CREATE INDEX "payment_allocations_updated_at_idx" ON "payment_allocations" USING btree ("updated_at");
  CREATE INDEX "payment_allocations_created_at_idx" ON "payment_allocations" USING btree ("created_at");
  CREATE INDEX "ledger_accounts_tenant_idx" ON "ledger_accounts" USING btree ("tenant_id");
  CREATE INDEX "ledger_accounts_kind_idx" ON "ledger_accounts" USING btree ("kind");
  CREATE INDEX "ledger_accounts_patient_idx" ON "ledger_accounts" USING btree ("patient_id");
  CREATE INDEX "ledger_accounts_shown_minor_idx" ON "ledger_accounts" USING btree ("shown_minor");
  CREATE INDEX "ledger_accounts_updated_at_idx" ON "ledger_accounts" USING btree ("updated_at");
  CREATE INDEX "ledger_accounts_created_at_idx" ON "ledger_accounts" USING btree ("created_at");
  CREATE INDEX "ledger_transfers_tenant_idx" ON "ledger_transfers" USING btree ("tenant_id");
  CREATE INDEX "ledger_transfers_kind_idx" ON "ledger_transfers" USING btree ("kind");
  CREATE INDEX "ledger_transfers_patient_idx" ON "ledger_transfers" USING btree ("patient_id");
  CREATE INDEX "ledger_transfers_session_idx" ON "ledger_transfers" USING btree ("session_id");
  CREATE INDEX "ledger_transfers_effective_on_idx" ON "ledger_transfers" USING btree ("effective_on");
  CREATE INDEX "ledger_transfers_source_id_idx" ON "ledger_transfers" USING btree ("source_id");
  CREATE INDEX "ledger_transfers_reverses_idx" ON "ledger_transfers" USING btree ("reverses_id");
  CREATE INDEX "ledger_transfers_actor_idx" ON "ledger_transfers" USING btree ("actor_id");
  CREATE INDEX "ledger_transfers_updated_at_idx" ON "ledger_transfers" USING btree ("updated_at");
  CREATE INDEX "ledger_transfers_created_at_idx" ON "ledger_transfers" USING btree ("created_at");
  CREATE INDEX "ledger_entries_tenant_idx" ON "ledger_entries" USING btree ("tenant_id");
  CREATE INDEX "ledger_entries_transfer_idx" ON "ledger_entries" USING btree ("transfer_id");
  CREATE INDEX "ledger_entries_account_idx" ON "ledger_entries" USING btree ("account_id");
  CREATE INDEX "ledger_entries_updated_at_idx" ON "ledger_entries" USING btree ("updated_at");
  CREATE INDEX "ledger_entries_created_at_idx" ON "ledger_entries" USING btree ("created_at");
  CREATE INDEX "notifications_tenant_idx" ON "notifications" USING btree ("tenant_id");
  CREATE INDEX "notifications_kind_idx" ON "notifications" USING btree ("kind");
  CREATE INDEX "notifications_status_idx" ON "notifications" USING btree ("status");
  CREATE INDEX "notifications_contact_idx" ON "notifications" USING btree ("contact_id");
  CREATE INDEX "notifications_patient_idx" ON "notifications" USING btree ("patient_id");
  CREATE INDEX "notifications_session_idx" ON "notifications" USING btree ("session_id");
  CREATE INDEX "notifications_planned_at_idx" ON "notifications" USING btree ("planned_at");
  CREATE INDEX "notifications_message_id_idx" ON "notifications" USING btree ("message_id");
  CREATE INDEX "notifications_not_before_at_idx" ON "notifications" USING btree ("not_before_at");
  CREATE INDEX "notifications_updated_at_idx" ON "notifications" USING btree ("updated_at");
  CREATE INDEX "notifications_created_at_idx" ON "notifications" USING btree ("created_at");
  CREATE INDEX "users_sessions_order_idx" ON "users_sessions" USING btree ("_order");
  CREATE INDEX "users_sessions_parent_id_idx" ON "users_sessions" USING btree ("_parent_id");
  CREATE INDEX "users_full_name_idx" ON "users" USING btree ("full_name");
  CREATE INDEX "users_updated_at_idx" ON "users" USING btree ("updated_at");
  CREATE INDEX "users_created_at_idx" ON "users" USING btree ("created_at");
  CREATE UNIQUE INDEX "users_email_idx" ON "users" USING btree ("email");
  CREATE INDEX "users_texts_order_parent" ON "users_texts" USING btree ("order","parent_id");
  CREATE INDEX "memberships_roles_order_idx" ON "memberships_roles" USING btree ("order");
  CREATE INDEX "memberships_roles_parent_idx" ON "memberships_roles" USING btree ("parent_id");
  CREATE INDEX "memberships_tenant_idx" ON "memberships" USING btree ("tenant_id");
  CREATE INDEX "memberships_user_idx" ON "memberships" USING btree ("user_id");
  CREATE INDEX "memberships_active_idx" ON "memberships" USING btree ("active");
  CREATE INDEX "memberships_updated_at_idx" ON "memberships" USING btree ("updated_at");
  CREATE INDEX "memberships_created_at_idx" ON "memberships" USING btree ("created_at");
  CREATE INDEX "memberships_rels_order_idx" ON "memberships_rels" USING btree ("order");
  CREATE INDEX "memberships_rels_parent_idx" ON "memberships_rels" USING btree ("parent_id");
  CREATE INDEX "memberships_rels_path_idx" ON "memberships_rels" USING btree ("path");
  CREATE INDEX "memberships_rels_locations_id_idx" ON "memberships_rels" USING btree ("locations_id");
  CREATE UNIQUE INDEX "account_states_user_idx" ON "account_states" USING btree ("user_id");
  CREATE INDEX "account_states_updated_at_idx" ON "account_states" USING btree ("updated_at");
  CREATE INDEX "account_states_created_at_idx" ON "account_states" USING btree ("created_at");
  CREATE INDEX "locations_tenant_idx" ON "locations" USING btree ("tenant_id");
  CREATE INDEX "locations_active_idx" ON "locations" USING btree ("active");
  CREATE INDEX "locations_updated_at_idx" ON "locations" USING btree ("updated_at");
  CREATE INDEX "locations_created_at_idx" ON "locations" USING btree ("created_at");
  CREATE INDEX "rooms_tenant_idx" ON "rooms" USING btree ("tenant_id");
  CREATE INDEX "rooms_location_idx" ON "rooms" USING btree ("location_id");
  CREATE INDEX "rooms_active_idx" ON "rooms" USING btree ("active");
  CREATE INDEX "rooms_updated_at_idx" ON "rooms" USING btree ("updated_at");
  CREATE INDEX "rooms_created_at_idx" ON "rooms" USING btree ("created_at");
  CREATE INDEX "settings_messaging_confirmation_channels_order_idx" ON "settings_messaging_confirmation_channels" USING btree ("order");
  CREATE INDEX "settings_messaging_confirmation_channels_parent_idx" ON "settings_messaging_confirmation_channels" USING btree ("parent_id");
  CREATE INDEX "settings_messaging_reminders_channels_order_idx" ON "settings_messaging_reminders_channels" USING btree ("order");
  CREATE INDEX "settings_messaging_reminders_channels_parent_idx" ON "settings_messaging_reminders_channels" USING btree ("parent_id");
  CREATE INDEX "settings_messaging_reminders_order_idx" ON "settings_messaging_reminders" USING btree ("_order");
  CREATE INDEX "settings_messaging_reminders_parent_id_idx" ON "settings_messaging_reminders" USING btree ("_parent_id");
  CREATE UNIQUE INDEX "settings_tenant_idx" ON "settings" USING btree ("tenant_id");
  CREATE INDEX "settings_updated_at_idx" ON "settings" USING btree ("updated_at");
  CREATE INDEX "settings_created_at_idx" ON "settings" USING btree ("created_at");
  CREATE INDEX "_settings_v_version_messaging_confirmation_channels_order_idx" ON "_settings_v_version_messaging_confirmation_channels" USING btree ("order");
  CREATE INDEX "_settings_v_version_messaging_confirmation_channels_parent_idx" ON "_settings_v_version_messaging_confirmation_channels" USING btree ("parent_id");
  CREATE INDEX "_settings_v_version_messaging_reminders_channels_order_idx" ON "_settings_v_version_messaging_reminders_channels" USING btree ("order");
  CREATE INDEX "_settings_v_version_messaging_reminders_channels_parent_idx" ON "_settings_v_version_messaging_reminders_channels" USING btree ("parent_id");
  CREATE INDEX "_settings_v_version_messaging_reminders_order_idx" ON "_settings_v_version_messaging_reminders" USING btree ("_order");
  CREATE INDEX "_settings_v_version_messaging_reminders_parent_id_idx" ON "_settings_v_version_messaging_reminders" USING btree ("_parent_id");
  CREATE INDEX "_settings_v_parent_idx" ON "_settings_v" USING btree ("parent_id");
  CREATE INDEX "_settings_v_version_version_tenant_idx" ON "_settings_v" USING btree ("version_tenant_id");
  CREATE INDEX "_settings_v_version_version_updated_at_idx" ON "_settings_v" USING btree ("version_updated_at");
  CREATE INDEX "_settings_v_version_version_created_at_idx" ON "_settings_v" USING btree ("version_created_at");
  CREATE INDEX "_settings_v_created_at_idx" ON "_settings_v" USING btree ("created_at");
  CREATE INDEX "_settings_v_updated_at_idx" ON "_settings_v" USING btree ("updated_at");
  CREATE UNIQUE INDEX "tenants_slug_idx" ON "tenants" USING btree ("slug");
  CREATE INDEX "tenants_updated_at_idx" ON "tenants" USING btree ("updated_at");
  CREATE INDEX "tenants_created_at_idx" ON "tenants" USING btree ("created_at");
  CREATE UNIQUE INDEX "payload_kv_key_idx" ON "payload_kv" USING btree ("key");
  CREATE INDEX "payload_preferences_key_idx" ON "payload_preferences" USING btree ("key");
  CREATE INDEX "payload_preferences_updated_at_idx" ON "payload_preferences" USING btree ("updated_at");
  CREATE INDEX "payload_preferences_created_at_idx" ON "payload_preferences" USING btree ("created_at");
  CREATE INDEX "payload_preferences_rels_order_idx" ON "payload_preferences_rels" USING btree ("order");
  CREATE INDEX "payload_preferences_rels_parent_idx" ON "payload_preferences_rels" USING btree ("parent_id");
  CREATE INDEX "payload_preferences_rels_path_idx" ON "payload_preferences_rels" USING btree ("path");
  CREATE INDEX "payload_preferences_rels_users_id_idx" ON "payload_preferences_rels" USING btree ("users_id");
  CREATE INDEX "payload_migrations_updated_at_idx" ON "payload_migrations" USING btree ("updated_at");
  CREATE INDEX "payload_migrations_created_at_idx" ON "payload_migrations" USING btree ("created_at");`)
}

export async function down({ db }: MigrateDownArgs): Promise<void> {
  await db.execute(sql.raw(REMOVE_GUARDS))
  await db.execute(sql`
   DROP TABLE "sessions" CASCADE;
  DROP TABLE "attendances" CASCADE;
  DROP TABLE "session_events" CASCADE;
  DROP TABLE "patients_guardians" CASCADE;
  DROP TABLE "patients" CASCADE;
  DROP TABLE "patients_texts" CASCADE;
  DROP TABLE "patients_rels" CASCADE;
  DROP TABLE "contacts_preferred_channels" CASCADE;
  DROP TABLE "contacts_opt_outs" CASCADE;
  DROP TABLE "contacts" CASCADE;
  DROP TABLE "therapy_types" CASCADE;
  DROP TABLE "pricing" CASCADE;
  DROP TABLE "availability" CASCADE;
  DROP TABLE "availability_rels" CASCADE;
  DROP TABLE "payments_allocations" CASCADE;
  DROP TABLE "payments" CASCADE;
  DROP TABLE "payment_allocations" CASCADE;
  DROP TABLE "ledger_accounts" CASCADE;
  DROP TABLE "ledger_transfers" CASCADE;
  DROP TABLE "ledger_entries" CASCADE;
  DROP TABLE "notifications" CASCADE;
  DROP TABLE "users_sessions" CASCADE;
  DROP TABLE "users" CASCADE;
  DROP TABLE "users_texts" CASCADE;
  DROP TABLE "memberships_roles" CASCADE;
  DROP TABLE "memberships" CASCADE;
  DROP TABLE "memberships_rels" CASCADE;
  DROP TABLE "account_states" CASCADE;
  DROP TABLE "locations" CASCADE;
  DROP TABLE "rooms" CASCADE;
  DROP TABLE "settings_messaging_confirmation_channels" CASCADE;
  DROP TABLE "settings_messaging_reminders_channels" CASCADE;
  DROP TABLE "settings_messaging_reminders" CASCADE;
  DROP TABLE "settings" CASCADE;
  DROP TABLE "_settings_v_version_messaging_confirmation_channels" CASCADE;
  DROP TABLE "_settings_v_version_messaging_reminders_channels" CASCADE;
  DROP TABLE "_settings_v_version_messaging_reminders" CASCADE;
  DROP TABLE "_settings_v" CASCADE;
  DROP TABLE "tenants" CASCADE;
  DROP TABLE "payload_kv" CASCADE;
  DROP TABLE "payload_preferences" CASCADE;
  DROP TABLE "payload_preferences_rels" CASCADE;
  DROP TABLE "payload_migrations" CASCADE;
  DROP TYPE "public"."enum_sessions_status";
  DROP TYPE "public"."enum_sessions_mode";
  DROP TYPE "public"."enum_sessions_priority";
  DROP TYPE "public"."enum_sessions_price_source";
  DROP TYPE "public"."enum_sessions_confirmation_by";
  DROP TYPE "public"."enum_sessions_confirmation_method";
  DROP TYPE "public"."enum_sessions_cancellation_reason_code";
  DROP TYPE "public"."enum_sessions_cancellation_side";
  DROP TYPE "public"."enum_attendances_status";
  DROP TYPE "public"."enum_session_events_from";
  DROP TYPE "public"."enum_session_events_to";
  DROP TYPE "public"."enum_session_events_source";
  DROP TYPE "public"."enum_patients_guardians_relationship";
  DROP TYPE "public"."enum_patients_kind";
  DROP TYPE "public"."enum_patients_sex";
  DROP TYPE "public"."enum_patients_animal_species";
  DROP TYPE "public"."enum_contacts_preferred_channels";
  DROP TYPE "public"."enum_contacts_opt_outs_channel";
  DROP TYPE "public"."enum_contacts_opt_outs_purpose";
  DROP TYPE "public"."enum_therapy_types_category";
  DROP TYPE "public"."enum_therapy_types_max_per_day_scope";
  DROP TYPE "public"."enum_payments_method";
  DROP TYPE "public"."enum_payments_status";
  DROP TYPE "public"."enum_notifications_kind";
  DROP TYPE "public"."enum_notifications_channel";
  DROP TYPE "public"."enum_notifications_status";
  DROP TYPE "public"."enum_notifications_skip_reason";
  DROP TYPE "public"."enum_memberships_roles";
  DROP TYPE "public"."enum_account_states_platform_role";
  DROP TYPE "public"."enum_rooms_kind";
  DROP TYPE "public"."enum_settings_messaging_confirmation_channels";
  DROP TYPE "public"."enum_settings_messaging_reminders_channels";
  DROP TYPE "public"."enum_settings_fee_kind";
  DROP TYPE "public"."enum_settings_billing_charge_at";
  DROP TYPE "public"."enum__settings_v_version_messaging_confirmation_channels";
  DROP TYPE "public"."enum__settings_v_version_messaging_reminders_channels";
  DROP TYPE "public"."enum__settings_v_version_billing_charge_at";
  DROP TYPE "public"."enum_tenants_preset";`)
}
