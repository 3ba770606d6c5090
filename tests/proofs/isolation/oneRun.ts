// One run of the matrix in a process of its own. Without the first wall it is started with
// open/register.mjs; without the second, ROWS_OPEN is set. Its last line is what came of it.
import { allCells, sampleOf } from './cells.ts'
import { CANARY } from './canaries.ts'
import { unknownFields } from './graphqlCells.ts'
import { lostRoutes, unknownRoutes } from './routes.ts'
import { runCells } from './run.ts'
import { setStage } from './stage.ts'
import { isAccessOpen, takeWallsDown } from './walls.ts'

const wanted = Number(process.env.CELLS ?? 16_000)
const isOpen = await isAccessOpen()
const rows = process.env.ROWS_OPEN === undefined
const stage = await setStage()
if (!rows) await takeWallsDown(stage.app)
const cells = allCells(stage)
const result = await runCells(stage, sampleOf(cells, wanted), { access: !isOpen, rows })
const inLog = [...stage.log().matchAll(CANARY)].length
const { config } = stage.app
console.log(
  `@@${JSON.stringify({
    ...result,
    access: !isOpen,
    canariesPlaced: stage.canariesPlaced,
    inLog,
    possible: cells.length,
    rows,
    unlisted: [...unknownRoutes(config), ...lostRoutes(config), ...unknownFields(stage.app)],
  })}`,
)
await stage.app.close()
process.exit(0)
