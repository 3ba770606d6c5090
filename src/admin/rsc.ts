export { Landing } from './views/Landing/index.tsx'
export { ScreenLinks } from './shared/ScreenLinks/index.tsx'
