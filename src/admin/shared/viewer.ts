import { notFound, redirect } from 'next/navigation.js'
import { parseCookies, type PayloadRequest } from 'payload'
import { isPlatformAdmin, membershipIn, rightsOf, userIdOf } from '../../access/rights.ts'
import { readClinic } from '../../operations/tenancy/readClinic.ts'
import { wordsFor, type Words } from '../../translations/index.ts'
import { adminPath } from './adminPath.ts'
import { type Formats, formatsOf, localeFor, type Place } from './formats.ts'
import { isFor, type PageName, PAGES, type ViewerRole } from './pages.ts'
import { makeTexts, type Texts } from './texts.ts'

/** The clinic a screen is about, in the form that may travel to the browser. */
export interface ScreenClinic extends Place {
  readonly id: string
  readonly name: string
  readonly words: Words
}

/** Who looks, at which clinic, in which language. */
export interface Viewer {
  readonly clinic: ScreenClinic
  readonly formats: Formats
  readonly language: string
  readonly req: PayloadRequest
  readonly roles: readonly ViewerRole[]
  readonly texts: Texts
  readonly userId: string
}

/** The clinic chosen in the panel's selector, if the viewer works there; else their first. */
const chosenTenant = (req: PayloadRequest): string | undefined => {
  const memberships = rightsOf(req)?.memberships ?? []
  const chosen = parseCookies(req.headers).get('payload-tenant')
  return (memberships.find(({ tenant }) => tenant === chosen) ?? memberships[0])?.tenant
}

const rolesIn = (req: PayloadRequest, tenant: string): ViewerRole[] => [
  ...(membershipIn(req, tenant)?.roles ?? []),
  ...(isPlatformAdmin(req) ? (['super-admin'] as const) : []),
]

/**
 * The viewer of a screen: at the clinic of the record it shows, else at the one they chose. Nobody signed
 * in, or no clinic of theirs: undefined.
 */
export const findViewer = async (
  req: PayloadRequest,
  tenantOfRecord?: string,
): Promise<undefined | Viewer> => {
  const tenant = tenantOfRecord ?? chosenTenant(req)
  const userId = userIdOf(req)
  if (tenant === undefined || userId === undefined) return undefined
  const facts = await readClinic(req, tenant)
  if (facts === undefined) return undefined
  const { labels, preset: _preset, ...place } = facts
  const { language } = req.i18n
  const words = wordsFor(labels, language)
  const clinic = { ...place, locale: localeFor(place.locale, language), words }
  return {
    clinic,
    formats: formatsOf(clinic),
    language,
    req,
    roles: rolesIn(req, tenant),
    texts: makeTexts(req.i18n.t, words),
    userId,
  }
}

/** What the plugin leaves in the panel's configuration: the words of its preset. */
interface PanelCustom {
  readonly caseload?: { readonly labels: Words }
}

/** Where nobody's clinic is known: no name, and the words of the installation. */
export const placeless = (req: PayloadRequest): ScreenClinic => {
  const { caseload } = req.payload.config.admin.custom as PanelCustom
  return {
    currency: 'INR',
    id: '',
    locale: localeFor('en-IN', req.i18n.language),
    name: '',
    timezone: 'UTC',
    words: wordsFor(caseload?.labels ?? {}, req.i18n.language),
  }
}

/**
 * As `findViewer`, also for whoever works in no clinic: an admin of the platform, or somebody who must
 * first set up their codes.
 */
export const anyViewer = async (req: PayloadRequest): Promise<undefined | Viewer> => {
  const viewer = await findViewer(req)
  const userId = userIdOf(req)
  if (viewer !== undefined || userId === undefined) return viewer
  const clinic = placeless(req)
  return {
    clinic,
    formats: formatsOf(clinic),
    language: req.i18n.language,
    req,
    roles: isPlatformAdmin(req) ? ['super-admin'] : [],
    texts: makeTexts(req.i18n.t, clinic.words),
    userId,
  }
}

/** Whose clinic asks for codes at sign-in sets them up before anything else. @rule SEC-4 */
export const leadToEnrolment = (req: PayloadRequest): void => {
  const enrolment = adminPath(req, PAGES.security.path)
  if (rightsOf(req)?.mfaMissing === true && req.pathname !== enrolment) redirect(enrolment)
}

/** Whoever is not signed in goes to the sign-in, which leads back to the page that was asked for. */
export const ensureSignedIn = (req: PayloadRequest): void => {
  if (req.user) {
    leadToEnrolment(req)
    return
  }
  const { searchParams } = req
  searchParams.delete('redirect')
  const asked = `${req.pathname}${searchParams.size === 0 ? '' : `?${searchParams.toString()}`}`
  const login = adminPath(req, req.payload.config.admin.routes.login)
  redirect(`${login}?${new URLSearchParams({ redirect: asked }).toString()}`)
}

/** The viewer of a page of ours; whoever it is not for gets what an unknown page gets. */
export const viewerOf = async (req: PayloadRequest, page: PageName): Promise<Viewer> => {
  ensureSignedIn(req)
  const viewer = await anyViewer(req)
  if (viewer === undefined || !isFor(page, viewer.roles)) notFound()
  return viewer
}
