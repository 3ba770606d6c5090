export { Board } from './views/Board/index.tsx'
export { Landing } from './views/Landing/index.tsx'
export { PatientPage } from './views/PatientPage/index.tsx'
export { ScreenLinks } from './shared/ScreenLinks/index.tsx'
