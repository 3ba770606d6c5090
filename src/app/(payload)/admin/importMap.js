import { TenantField as TenantField_1d0591e3cf4f332c83a86da13a0de59a } from '@payloadcms/plugin-multi-tenant/client'
import { StatusCell as StatusCell_1ba6e006b3ce967621de2f7302ee1202 } from 'caseload/client'
import { InstantCell as InstantCell_1ba6e006b3ce967621de2f7302ee1202 } from 'caseload/client'
import { InstantField as InstantField_1ba6e006b3ce967621de2f7302ee1202 } from 'caseload/client'
import { MoneyCell as MoneyCell_1ba6e006b3ce967621de2f7302ee1202 } from 'caseload/client'
import { MoneyField as MoneyField_1ba6e006b3ce967621de2f7302ee1202 } from 'caseload/client'
import { PriceExplanation as PriceExplanation_1ba6e006b3ce967621de2f7302ee1202 } from 'caseload/client'
import { SessionPageLink as SessionPageLink_1ba6e006b3ce967621de2f7302ee1202 } from 'caseload/client'
import { RefusalKeeper as RefusalKeeper_1ba6e006b3ce967621de2f7302ee1202 } from 'caseload/client'
import { AssignTenantFieldTrigger as AssignTenantFieldTrigger_1d0591e3cf4f332c83a86da13a0de59a } from '@payloadcms/plugin-multi-tenant/client'
import { PatientCell as PatientCell_1ba6e006b3ce967621de2f7302ee1202 } from 'caseload/client'
import { PlainInputField as PlainInputField_1ba6e006b3ce967621de2f7302ee1202 } from 'caseload/client'
import { DuplicateField as DuplicateField_1ba6e006b3ce967621de2f7302ee1202 } from 'caseload/client'
import { DuesCell as DuesCell_1ba6e006b3ce967621de2f7302ee1202 } from 'caseload/client'
import { ActiveCell as ActiveCell_1ba6e006b3ce967621de2f7302ee1202 } from 'caseload/client'
import { PatientFilters as PatientFilters_1ba6e006b3ce967621de2f7302ee1202 } from 'caseload/client'
import { WeekdayCell as WeekdayCell_1ba6e006b3ce967621de2f7302ee1202 } from 'caseload/client'
import { WeekdayField as WeekdayField_1ba6e006b3ce967621de2f7302ee1202 } from 'caseload/client'
import { SecurityLink as SecurityLink_1ba6e006b3ce967621de2f7302ee1202 } from 'caseload/client'
import { WatchTenantCollection as WatchTenantCollection_1d0591e3cf4f332c83a86da13a0de59a } from '@payloadcms/plugin-multi-tenant/client'
import { SecondFactorGate as SecondFactorGate_bc2accae24405cb8a76e2b0aae65d32a } from 'caseload/rsc'
import { BreakGlassBanner as BreakGlassBanner_bc2accae24405cb8a76e2b0aae65d32a } from 'caseload/rsc'
import { GlobalViewRedirect as GlobalViewRedirect_d6d5f193a167989e2ee7d14202901e62 } from '@payloadcms/plugin-multi-tenant/rsc'
import { TenantSelector as TenantSelector_d6d5f193a167989e2ee7d14202901e62 } from '@payloadcms/plugin-multi-tenant/rsc'
import { ScreenLinks as ScreenLinks_bc2accae24405cb8a76e2b0aae65d32a } from 'caseload/rsc'
import { TenantSelectionProvider as TenantSelectionProvider_d6d5f193a167989e2ee7d14202901e62 } from '@payloadcms/plugin-multi-tenant/rsc'
import { AuditLog as AuditLog_bc2accae24405cb8a76e2b0aae65d32a } from 'caseload/rsc'
import { Board as Board_bc2accae24405cb8a76e2b0aae65d32a } from 'caseload/rsc'
import { BreakGlass as BreakGlass_bc2accae24405cb8a76e2b0aae65d32a } from 'caseload/rsc'
import { Landing as Landing_bc2accae24405cb8a76e2b0aae65d32a } from 'caseload/rsc'
import { InvitationPage as InvitationPage_bc2accae24405cb8a76e2b0aae65d32a } from 'caseload/rsc'
import { SignIn as SignIn_bc2accae24405cb8a76e2b0aae65d32a } from 'caseload/rsc'
import { PatientPage as PatientPage_bc2accae24405cb8a76e2b0aae65d32a } from 'caseload/rsc'
import { Security as Security_bc2accae24405cb8a76e2b0aae65d32a } from 'caseload/rsc'
import { ClinicSettings as ClinicSettings_bc2accae24405cb8a76e2b0aae65d32a } from 'caseload/rsc'
import { SessionScreen as SessionScreen_bc2accae24405cb8a76e2b0aae65d32a } from 'caseload/rsc'
import { Team as Team_bc2accae24405cb8a76e2b0aae65d32a } from 'caseload/rsc'
import { Today as Today_bc2accae24405cb8a76e2b0aae65d32a } from 'caseload/rsc'
import { CollectionCards as CollectionCards_f9c02e79a4aed9a3924487c0cd4cafb1 } from '@payloadcms/next/rsc'

/** @type import('payload').ImportMap */
export const importMap = {
  "@payloadcms/plugin-multi-tenant/client#TenantField": TenantField_1d0591e3cf4f332c83a86da13a0de59a,
  "caseload/client#StatusCell": StatusCell_1ba6e006b3ce967621de2f7302ee1202,
  "caseload/client#InstantCell": InstantCell_1ba6e006b3ce967621de2f7302ee1202,
  "caseload/client#InstantField": InstantField_1ba6e006b3ce967621de2f7302ee1202,
  "caseload/client#MoneyCell": MoneyCell_1ba6e006b3ce967621de2f7302ee1202,
  "caseload/client#MoneyField": MoneyField_1ba6e006b3ce967621de2f7302ee1202,
  "caseload/client#PriceExplanation": PriceExplanation_1ba6e006b3ce967621de2f7302ee1202,
  "caseload/client#SessionPageLink": SessionPageLink_1ba6e006b3ce967621de2f7302ee1202,
  "caseload/client#RefusalKeeper": RefusalKeeper_1ba6e006b3ce967621de2f7302ee1202,
  "@payloadcms/plugin-multi-tenant/client#AssignTenantFieldTrigger": AssignTenantFieldTrigger_1d0591e3cf4f332c83a86da13a0de59a,
  "caseload/client#PatientCell": PatientCell_1ba6e006b3ce967621de2f7302ee1202,
  "caseload/client#PlainInputField": PlainInputField_1ba6e006b3ce967621de2f7302ee1202,
  "caseload/client#DuplicateField": DuplicateField_1ba6e006b3ce967621de2f7302ee1202,
  "caseload/client#DuesCell": DuesCell_1ba6e006b3ce967621de2f7302ee1202,
  "caseload/client#ActiveCell": ActiveCell_1ba6e006b3ce967621de2f7302ee1202,
  "caseload/client#PatientFilters": PatientFilters_1ba6e006b3ce967621de2f7302ee1202,
  "caseload/client#WeekdayCell": WeekdayCell_1ba6e006b3ce967621de2f7302ee1202,
  "caseload/client#WeekdayField": WeekdayField_1ba6e006b3ce967621de2f7302ee1202,
  "caseload/client#SecurityLink": SecurityLink_1ba6e006b3ce967621de2f7302ee1202,
  "@payloadcms/plugin-multi-tenant/client#WatchTenantCollection": WatchTenantCollection_1d0591e3cf4f332c83a86da13a0de59a,
  "caseload/rsc#SecondFactorGate": SecondFactorGate_bc2accae24405cb8a76e2b0aae65d32a,
  "caseload/rsc#BreakGlassBanner": BreakGlassBanner_bc2accae24405cb8a76e2b0aae65d32a,
  "@payloadcms/plugin-multi-tenant/rsc#GlobalViewRedirect": GlobalViewRedirect_d6d5f193a167989e2ee7d14202901e62,
  "@payloadcms/plugin-multi-tenant/rsc#TenantSelector": TenantSelector_d6d5f193a167989e2ee7d14202901e62,
  "caseload/rsc#ScreenLinks": ScreenLinks_bc2accae24405cb8a76e2b0aae65d32a,
  "@payloadcms/plugin-multi-tenant/rsc#TenantSelectionProvider": TenantSelectionProvider_d6d5f193a167989e2ee7d14202901e62,
  "caseload/rsc#AuditLog": AuditLog_bc2accae24405cb8a76e2b0aae65d32a,
  "caseload/rsc#Board": Board_bc2accae24405cb8a76e2b0aae65d32a,
  "caseload/rsc#BreakGlass": BreakGlass_bc2accae24405cb8a76e2b0aae65d32a,
  "caseload/rsc#Landing": Landing_bc2accae24405cb8a76e2b0aae65d32a,
  "caseload/rsc#InvitationPage": InvitationPage_bc2accae24405cb8a76e2b0aae65d32a,
  "caseload/rsc#SignIn": SignIn_bc2accae24405cb8a76e2b0aae65d32a,
  "caseload/rsc#PatientPage": PatientPage_bc2accae24405cb8a76e2b0aae65d32a,
  "caseload/rsc#Security": Security_bc2accae24405cb8a76e2b0aae65d32a,
  "caseload/rsc#ClinicSettings": ClinicSettings_bc2accae24405cb8a76e2b0aae65d32a,
  "caseload/rsc#SessionScreen": SessionScreen_bc2accae24405cb8a76e2b0aae65d32a,
  "caseload/rsc#Team": Team_bc2accae24405cb8a76e2b0aae65d32a,
  "caseload/rsc#Today": Today_bc2accae24405cb8a76e2b0aae65d32a,
  "@payloadcms/next/rsc#CollectionCards": CollectionCards_f9c02e79a4aed9a3924487c0cd4cafb1
}
