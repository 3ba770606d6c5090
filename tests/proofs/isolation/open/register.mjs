// Loaded before everything else of a run without the first wall: questions of access are answered by the
// modules beside this one. Nothing of the product knows of it.
import { register } from 'node:module'

register('./resolve.mjs', import.meta.url)
